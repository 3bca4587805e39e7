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


@pytest.fixture(scope="session")
def map_scripts(tmp_path_factory: pytest.TempPathFactory) -> Scripts:
    """Give the modules of the map, beside those of Explore."""
    folder = tmp_path_factory.mktemp("map")
    for name in ("explore", "map"):
        shutil.copytree(SEARCH.with_name(name), folder / name)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return Scripts(folder)
