"""Both ways of making pages make the same of a record's text, whatever it is."""

import json
from random import Random
from typing import Any

import pytest
from conftest import run
from helpers import site
from helpers.dom import same_sites
from helpers.shelf import Folder
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.checks import check
from generator.problems import Severity

PIECES = (
    *"<>&\"'`*_|{}[]()$#!:\\~^=+-.,;/%@?",
    "{{", "}}", "{%", "%}", "{#", "{{ 7*7 }}", "{% raw %}", "{{ page.title }}",
    "<b>", "</b>", "</h1>", "</p></div>", "<!--", "-->", "<![CDATA[", "<script>", "</title>", "\">",
    "&amp;", "&lt;", "&#60;", "&#x3c;", "&copy", "&nbsp;", "&NotAnEntity;", "&#57;",
    "papershelf9title9", "papershelf9content9", "papershelf9crumb19", "papershelf9address9",
    "<h1>papershelf9content9</h1>", "papershelf9", "9title9", "\x02klzzwxh:0000\x03",
    "[a](b.md)", "[[p0]]", "[x]: y", "![", "](", "``", "```", "~~~", "***", "---", "# ", "- ",
    "1. ", "> ", "    ", "| a | b |", "|---|", "$x^2 < y$", "$$\\sum_i$$", "\\$", "\\(", "\\\\",
    "$\\x$", "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{RIGHT-TO-LEFT MARK}", "שלום", "مرحبا",
    "e\u0301\u0323", "\u0301", "\U0001f469\u200d\U0001f469\u200d\U0001f467", "\U0001f1e9\U0001f1ea",
    "ﬁ", "ß", "İ", "日本語",
    "\u00a0", "\u3000", "\u2028", "\u200b", "\ufeff", "\ufffd", "\t", "  ", "\x85", "\x1f",
    "a", "B", "word", "Two words", "1", "2020",
)  # fmt: skip
SPACE = ("", " ", "  ", "\n", "\n\n", "\r\n\r\n", "\n    ")

MKDOCS = """\
site_name: {name}
site_url: https://both.example/
docs_dir: site_src/pages
theme: {{name: material, features: [navigation.tabs]}}
plugins: [{{papershelf: {{newest: 3, related: 2, paper_pages: {way}}}}}]
nav: [index.md, papers/index.md, tags/index.md, tags/t0.md, papers/p0.md]
"""
NAME = "Both\N{NO-BREAK SPACE}ways"
LIST = """\
title: "<h1>papershelf9content9</h1> {{ title }}"
description: "papershelf9description9 & *more* of <b> papershelf9content9"
papers: [{paper: p0, note: "papershelf9heading9 <b> &amp; *x*"}]
"""
MARKED = "papershelf9content9 <h1>papershelf9content9</h1> papershelf9title9 & papershelf9"


class Texts:
    """Makes texts and records of what is hard to show."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.names = [self.line() for _ in range(12)]
        self.venues = [self.line() for _ in range(4)]

    def line(self) -> str:
        return self.joined((" ", ""), 6)

    def joined(self, between: tuple[str, ...], most: int) -> str:
        pieces = self.random.choices(PIECES, k=self.random.randint(1, most))
        return "".join(piece + self.random.choice(between) for piece in pieces)

    def paper(self, name: str) -> dict[str, Any]:
        some, often = self.random.sample, self.random.random
        authors = some(self.names, self.random.randint(1, 3))
        facts = {
            "authors": [{"name": authors[0], "affiliation": self.line()}, *authors[1:]],
            "date": self.random.choice(["2019", "2020-03", "2021-05-06"]),
            "venue": self.random.choice(self.venues),
            "tags": some(["t0", "t1", "t2", "t3"], self.random.randint(1, 3)),
            "added": f"2024-01-{self.random.randint(1, 28):02}",
            "tldr": self.line(),
            "abstract": self.joined(SPACE, 20),
            "notes": self.joined(SPACE, 20),
            "related": [{"paper": "p0", "why": self.line()}],
        }
        kept = {key: fact for key, fact in facts.items() if often() < 0.8}
        return {"id": name, "title": self.line(), **kept}

    def tag(self, name: str) -> dict[str, Any]:
        texts = {"name": self.line(), "description": self.line()}
        return {"id": name} | {k: showable(text) + name for k, text in texts.items()}


def showable(text: str) -> str:
    """Return a text without what YAML refuses."""
    return "".join(c for c in text if c.isprintable())


def write(shelf: Folder, texts: Texts) -> None:
    """Write a shelf of records that `papershelf check` takes."""
    tags = [{"id": "t0", "name": f"t {MARKED}"}, *(texts.tag(f"t{n}") for n in (1, 2, 3))]
    papers = [texts.paper(f"p{n}") for n in range(1, 25)]
    papers.append({"id": "p0", "title": MARKED, "abstract": MARKED, "tags": ["t0"]})
    shelf.write("tags.yml", "".join(f"- {json.dumps(tag, ensure_ascii=False)}\n" for tag in tags))
    shelf.write("papers/all.jsonl", "".join(f"{json.dumps(paper)}\n" for paper in papers))
    shelf.write("collections/list.yml", LIST)
    shelf.write("pages/about.md", "# About\n")
    while refused := {
        (problem.path, problem.line)
        for problem in check(shelf.read())
        if problem.severity is Severity.ERROR
    }:
        for path in {path for path, _ in refused}:
            lines = enumerate((shelf.root / path).read_text("utf-8").split("\n"), 1)
            kept = (line for number, line in lines if (path, number) not in refused)
            (shelf.root / path).write_text("\n".join(kept), encoding="utf-8")


@settings(
    max_examples=3,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(random=st.randoms(use_true_random=True))
def test_any_text_is_the_same_in_both_ways(
    random: Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shelf = Folder(tmp_path_factory.mktemp("shelf"))
    write(shelf, Texts(random))
    assert len(shelf.read().papers) > 10
    for way, command in (("mkdocs", "mkdocs"), ("framed", "papershelf")):
        (shelf.root / "mkdocs.yml").write_text(MKDOCS.format(way=way, name=NAME), encoding="utf-8")
        done = run(command, "build", "-d", way, folder=shelf.root)
        assert done.code == 0, done.err
    same_sites(shelf.root / "mkdocs", shelf.root / "framed")
    page = site.parsed(shelf.root / "framed/papers/p0/index.html")
    assert [site.text(found) for found in page.xpath("//h1")] == [MARKED]
    assert page.findtext(".//title") == f"{MARKED} – {NAME}"
