"""The size of a site: what is counted, and when a warning names what takes the space."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from conftest import copy

from generator import cli
from generator.publish import sizes
from generator.publish.mkdocs_plugin import PapershelfPlugin
from generator.publish.sizes import MB, NEAR, by_folder, size_text, too_large
from generator.settings import Options

LARGE = {"papers": 500 * MB, "authors": 410 * MB, "search": 90 * MB, "": 3 * MB, "tags": MB}


def test_files_are_counted_by_their_folders() -> None:
    files = {"index.html": 1, "a/index.html": 2, "a/b/c.html": 4, "d/x": 8, "sitemap.xml": 16}
    assert by_folder(files.items()) == {"": 17, "a": 6, "d": 8}
    assert by_folder([]) == {}


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0.0 MB"), (49_999, "0.0 MB"), (1_034_520_000, "1,034.5 MB")]
)
def test_a_size_is_written_in_megabytes(size: int, text: str) -> None:
    assert size_text(size) == text


def test_no_warning_below_the_limit() -> None:
    assert too_large({}, Options(), "mkdocs.yml") == []
    assert too_large({"papers": NEAR - 1, "": 1}, Options(), "mkdocs.yml") == []
    assert too_large({"papers": NEAR, "": 1}, Options(), "mkdocs.yml") != []


def test_the_warning_names_what_takes_the_space_and_what_helps() -> None:
    (warning,) = too_large(LARGE, Options(), "mkdocs.yml")
    assert str(warning) == (
        "mkdocs.yml:1:1: warning: plugins.papershelf: the site has 1,004.0 MB, and GitHub Pages "
        "takes 1 GB at most (https://docs.github.com/en/pages/getting-started-with-github-pages/"
        "github-pages-limits); the largest folders are papers/ (500.0 MB), authors/ (410.0 MB), "
        "search/ (90.0 MB), tags/ (1.0 MB); give pages only to authors of more papers "
        "(author_page_min_papers: 2), show fewer related papers (related: 3), or publish it "
        "elsewhere"
    )


def test_the_advice_goes_on_from_the_settings() -> None:
    options = Options(author_page_min_papers=3, related=0)
    (warning,) = too_large(LARGE, options, "mkdocs.yml")
    assert "(author_page_min_papers: 4), or publish" in warning.text


def test_mkdocs_says_it_and_a_strict_build_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sizes, "NEAR", 10)
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "index.html").write_text("more than ten bytes")
    plugin = PapershelfPlugin()
    plugin.options = Options()
    config = SimpleNamespace(site_dir=str(tmp_path), config_file_path="/a/mkdocs.yml")
    plugin._say_size(config)  # what it logged, a fixture would find
    said = capsys.readouterr().err
    assert said.startswith("WARNING -  mkdocs.yml:1:1: plugins.papershelf: the site has 0.0 MB")


def test_a_strict_build_of_frames_goes_on_after_the_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sizes, "NEAR", 10)
    framed = ("- papershelf:", "- papershelf:\n      paper_pages: framed")
    folder = copy("small", tmp_path / "s", framed)
    (folder / "site_src/papers/unfinished.yml").unlink()
    done = CliRunner().invoke(cli.main, ["build", "--strict", "-f", str(folder / "mkdocs.yml")])
    assert done.exit_code == 0, done.stderr
    assert "the largest folders are assets/ (" in done.stderr
    assert done.stderr.endswith("1 warning in 1 file\n")
    assert (folder / "site/index.html").is_file()
