"""A new shelf: what is in it, where it may be written, and that it builds."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.records.read import read_records
from generator.scaffold.create import DEFAULT_NAME, shelf_files, shelf_name, write_shelf

NOT_EMPTY = (
    "{}:1:1: error: the directory is not empty; name a new or an empty directory; nothing was "
    "written"
)


class SettingsLoader(yaml.SafeLoader):
    """Reads mkdocs.yml; `!ENV [NAME, default]` is its list."""


SettingsLoader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node))


def settings(texts: dict[str, str]) -> dict[str, object]:
    return yaml.load(texts["mkdocs.yml"], SettingsLoader)  # noqa: S506


def test_the_files_of_a_new_shelf() -> None:
    assert list(shelf_files("Robots")) == [
        ".github/ISSUE_TEMPLATE/add-paper.yml",
        ".github/ISSUE_TEMPLATE/config.yml",
        ".github/ISSUE_TEMPLATE/correct-paper.yml",
        ".github/dependabot.yml",
        ".github/workflows/check.yml",
        ".github/workflows/paper-form.yml",
        ".github/workflows/publish.yml",
        ".github/workflows/review-comment.yml",
        ".github/workflows/review.yml",
        ".github/workflows/upkeep.yml",
        ".gitignore",
        "README.md",
        "mkdocs.yml",
        "requirements.txt",
        "site_src/collections/start-here.yml",
        "site_src/pages/about.md",
        "site_src/papers/sorting-a-shelf-by-hand.yml",
        "site_src/papers/what-readers-look-for.yml",
        "site_src/schema/authors.schema.json",
        "site_src/schema/collection.schema.json",
        "site_src/schema/paper.schema.json",
        "site_src/schema/tags.schema.json",
        "site_src/tags.yml",
    ]


def test_an_editor_finds_the_schema_of_each_record(tmp_path: Path) -> None:
    write_shelf(tmp_path, shelf_files("Robots"))
    records = [p for p in (tmp_path / "site_src").rglob("*.yml") if p.is_file()]
    assert len(records) == 4
    for record in records:
        first = record.read_text(encoding="utf-8").splitlines()[0]
        named = first.removeprefix("# yaml-language-server: $schema=")
        assert (record.parent / named).is_file(), first


def test_every_file_ends_with_one_line_end() -> None:
    for path, text in shelf_files("Robots").items():
        assert re.search(r"[^\n]\n\Z", text), path


def test_no_placeholder_is_left() -> None:
    for path, text in shelf_files("Robots").items():
        assert not re.search(r"@[A-Z_]+@", text), path


def test_the_name_stands_in_settings_and_readme() -> None:
    texts = shelf_files('Robots: "how" <b>they</b> @VERSION@ learn # 1')
    assert settings(texts)["site_name"] == 'Robots: "how" <b>they</b> @VERSION@ learn # 1'
    heading = texts["README.md"].splitlines()[0]
    assert heading == r'# Robots: "how" \<b\>they\</b\> @VERSION@ learn \# 1'


@given(st.text())
def test_any_name_gives_readable_settings(name: str) -> None:
    shown = settings(shelf_files(name))["site_name"]
    assert isinstance(shown, str)
    assert shown.isprintable()
    assert shown.split() == "".join(c if c.isprintable() else " " for c in name).split() or (
        shown == DEFAULT_NAME
    )


@pytest.mark.parametrize(
    ("directory", "name"),
    [
        ("robot-papers", "Robot papers"),
        ("/srv/shelves/NLP_2026", "NLP 2026"),
        ("--", DEFAULT_NAME),
        ("/", DEFAULT_NAME),
        ("übung\n", "Übung"),
    ],
)
def test_a_shelf_is_named_after_its_directory(directory: str, name: str) -> None:
    assert shelf_name(Path(directory)) == name


def test_the_current_directory_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my-shelf").mkdir()
    monkeypatch.chdir(tmp_path / "my-shelf")
    assert shelf_name(Path()) == "My shelf"


def test_a_shelf_is_written_as_it_stands(tmp_path: Path) -> None:
    texts = shelf_files("Robots")
    assert write_shelf(tmp_path / "new/robots", texts) == []
    written = (p for p in (tmp_path / "new/robots").rglob("*") if p.is_file())
    found = {p.relative_to(tmp_path / "new/robots").as_posix(): p.read_bytes() for p in written}
    assert found == {path: text.encode() for path, text in texts.items()}


def test_a_fresh_repository_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert write_shelf(tmp_path, {"a.txt": "a\n"}) == []
    assert (tmp_path / "a.txt").read_text() == "a\n"


def test_nothing_is_written_into_a_directory_with_files(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    (problem,) = write_shelf(tmp_path, shelf_files("Robots"))
    assert str(problem) == NOT_EMPTY.format(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["README.md"]
    assert (tmp_path / "README.md").read_text() == "mine"


@pytest.mark.parametrize("kind", ["file", "dangling link"])
def test_a_shelf_needs_a_directory(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "shelf"
    if kind == "file":
        target.write_text("mine")
    else:
        target.symlink_to(tmp_path / "nowhere")
    (problem,) = write_shelf(target, shelf_files("Robots"))
    assert str(problem) == (
        f"{target}:1:1: error: not a directory; name a directory; nothing was written"
    )
    assert [p.name for p in tmp_path.iterdir()] == ["shelf"]


def test_a_directory_below_a_file_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (problem,) = write_shelf(tmp_path / "file/shelf", {"a.txt": "a\n"})
    assert problem.message == "cannot be written: Not a directory"
    assert problem.advice == "name a directory you may write into"


def test_the_records_are_without_problem(tmp_path: Path) -> None:
    write_shelf(tmp_path, shelf_files("Robots"))
    records = read_records(tmp_path / "site_src", tmp_path)
    assert records.problems == ()
    assert [paper.id for paper in records.papers] == [
        "sorting-a-shelf-by-hand",
        "what-readers-look-for",
    ]
    assert len(records.tags) == 3
    assert len(records.collections) == 1


def test_a_new_shelf_builds_at_once(tmp_path: Path) -> None:
    write_shelf(tmp_path, shelf_files('Robots & "friends" <b>'))
    papershelf = Path(sys.executable).with_name("papershelf")
    for command in (["check"], ["build", "--strict"]):
        result = subprocess.run(
            [papershelf, *command],
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
        printed = result.stdout + result.stderr
        assert result.returncode == 0, printed
        assert not re.search("^(WARNING|ERROR)|: (warning|error): ", printed, re.MULTILINE), printed
    site = tmp_path / "site"
    for page in (
        "index.html",
        "about/index.html",
        "papers/sorting-a-shelf-by-hand/index.html",
        "papers/what-readers-look-for/index.html",
        "tags/sorting/index.html",
        "collections/start-here/index.html",
    ):
        assert (site / page).is_file(), page
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "Robots &amp; &#34;friends&#34; &lt;b&gt;" in home or (
        "Robots &amp; &quot;friends&quot; &lt;b&gt;" in home
    )
