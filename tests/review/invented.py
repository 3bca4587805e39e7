"""An invented pull request to the shelf "small": one change of every kind."""

from pathlib import Path

ADDED = """\
title: "Steam Fields, Measured: <b>Ten</b> *Teapots* @boiler #7"
authors: [Ada Örnek-Łyskova, Bo O'Brien-Čapek]
date: 2024-02
venue: ICTP 2024
arxiv: "2402.00007"
links: {code: https://code.example/fields}
abstract: >-
  A teapot boils when its steam field exceeds a tenth of the lid's weight. We measure ten teapots
  with steam and lighthouses, and find that nine of them know.
"""


def change(root: Path) -> None:
    """Make the change in a copy of the shelf."""
    papers = root / "site_src/papers"
    write(papers / "steam-fields-measured.yml", ADDED)
    (papers / "lid-theory.yml").rename(papers / "theory-of-lids.yml")
    edit(
        papers / "steam-fields.yml",
        ("venue: ICTP 2021\n", "venue: ICTP 2022\n"),
        ("tags: [teapots, evaluation]", "tags: [evaluation, vessels]"),
        ("  - 李明\n", ""),
        ("  code: https://code.example/steam?x=1&y=(2)\n", ""),
        ("of the lid's weight.", "of its lid's own weight."),
    )
    edit(papers / "pouring.yml", ("title: ", "titel: "))
    (papers / "withdrawn-wicks.yml").unlink()
    edit(root / "site_src/tags.yml", ("name: spouts", "name: spouts and lips"))
    edit(
        root / "site_src/collections/first-steps.yml",
        ("paper: lid-theory, note: Where it began.", "paper: theory-of-lids, note: A beginning."),
    )
    write(root / "site_src/authors.yml", "- {name: Dora Quill, homepage: https://dora.example/}\n")
    write(root / "site_src/pages/about.md", "# About\n\nMore.\n")


def edit(file: Path, *changes: tuple[str, str]) -> None:
    """Replace texts in a file."""
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    write(file, text)


def write(file: Path, text: str) -> None:
    """Write a file."""
    file.write_text(text, encoding="utf-8", newline="\n")
