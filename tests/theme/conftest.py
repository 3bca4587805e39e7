"""Fixtures of the theme's tests: the scripts of Explore, run by Node."""

import shutil

import pytest
from helpers.scripts import SEARCH, Scripts


@pytest.fixture(scope="session")
def explore(tmp_path_factory: pytest.TempPathFactory) -> Scripts:
    """Give the modules of Explore that need no page."""
    folder = tmp_path_factory.mktemp("explore")
    for name in ("address.js", "citation-files.js"):
        shutil.copy(SEARCH.with_name("explore") / name, folder)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return Scripts(folder)
