"""`papershelf check --links`: what it prints, and that links never make it fail."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from helpers.services import LocalServices, offline, services
from helpers.shelf import Folder

from generator import cli
from generator.web.services import VARIABLE

COUNTS = "1 paper, 1 tag, 1 author, 0 venues, 0 collections\n"


@pytest.fixture
def web() -> Iterator[LocalServices]:
    with services() as running:
        yield running


def check(shelf: Folder, base: str, *options: str) -> Result:
    (shelf.root / "mkdocs.yml").write_text("site_name: S\nplugins: [papershelf]\ndocs_dir: pages\n")
    (shelf.root / "pages").mkdir(exist_ok=True)
    command = ["check", "-f", str(shelf.root / "mkdocs.yml"), *options]
    return CliRunner(env={VARIABLE: base}).invoke(cli.main, command)


def with_links(shelf: Folder, web: LocalServices) -> Path:
    web.answer("site", "/here", "yes")
    for doi, code in (("10.1000/1", 1), ("10.1000/2", 100)):
        answer = json.dumps({"responseCode": code, "handle": doi})
        web.answer("doi", f"/api/handles/{doi}", answer, status=404 if code == 100 else 200)
    (shelf.root / "pages").mkdir()
    (shelf.root / "pages/about.md").write_text(f"# About\n\n[x]({web.base}/site/lost)\n")
    return shelf.paper(
        "lids",
        "title: Lids\n"
        'arxiv: "1806.07572"\n'
        "doi: 10.1000/2\n"
        f"links: {{code: '{web.base}/site/here', project: '{web.base}/site/gone#x'}}\n",
    )


def test_links_are_told_where_they_stand(shelf: Folder, web: LocalServices) -> None:
    with_links(shelf, web)
    result = check(shelf, web.base, "--links", "--strict")
    column = len(f"links: {{code: '{web.base}/site/here', project: '")
    assert result.stderr == (
        "asking for 5 addresses on 1 host; this takes 4 seconds or more\n"
        f'pages/about.md:3:5: warning: "{web.base}/site/lost" is dead: the server answers 404; '
        "correct the address, or delete it\n"
        'site_src/papers/lids.yml:3:6: warning: doi: "https://doi.org/10.1000/2" is dead: doi.org '
        "knows no such DOI; correct the id, or delete it\n"
        f'site_src/papers/lids.yml:4:{column}: warning: links.project: "{web.base}/site/gone#x" '
        "is dead: the server answers 404; correct the address, or delete it\n"
        "3 warnings in 2 files\n"
    )
    assert result.stdout == f"{COUNTS}5 links: 2 fine, 3 dead\n"
    assert result.exit_code == 0


def test_what_is_known_is_not_asked_again(shelf: Folder, web: LocalServices) -> None:
    with_links(shelf, web)
    first = check(shelf, web.base, "--links")
    asked = len(web.requests)
    again = check(shelf, web.base, "--links")
    assert len(web.requests) == asked
    assert again.stdout == first.stdout
    assert again.stderr == first.stderr.partition("\n")[2]
    check(shelf, web.base, "--links", "--links-fresh", "0", "--links-limit", "2")
    assert asked < len(web.requests) < 2 * asked


def test_without_the_option_nobody_is_asked(shelf: Folder, web: LocalServices) -> None:
    with_links(shelf, web)
    result = check(shelf, web.base)
    assert (result.stdout, result.stderr, web.requests) == (COUNTS, "", [])


def test_without_a_network(shelf: Folder) -> None:
    shelf.paper("lids", 'title: Lids\narxiv: "1806.07572"\ndoi: 10.1000/2\n')
    with offline() as nobody:
        result = check(shelf, nobody.doi.removesuffix("/doi"), "--links")
    assert result.stdout == (
        f"{COUNTS}The links were not checked: no host can be reached; is this machine online?\n"
    )
    assert result.exit_code == 0


def test_a_wrong_record_is_told_and_no_link(shelf: Folder, web: LocalServices) -> None:
    with_links(shelf, web)
    shelf.paper("wrong", "titel: x\n")
    result = check(shelf, web.base, "--links")
    assert result.exit_code == 1
    assert web.requests == []


def test_signals_are_checked(shelf: Folder) -> None:
    shelf.paper("lids", "title: Lids\n")
    shelf.write(
        "signals/2026-03-17.jsonl", '{"id":"lids","stars":{"a":-1}}\n{"id":"lid","stars":{"a":1}}\n'
    )
    result = check(shelf, "")
    assert result.stderr == (
        'site_src/signals/2026-03-17.jsonl:1:1: error: stars.a: "-1" is no count; write a whole '
        "number from 0 to 100000000\n"
        'site_src/signals/2026-03-17.jsonl:2:1: warning: id: no paper "lid"; did you mean "lids"?\n'
        "1 error and 1 warning in 1 file\n"
    )
    assert result.exit_code == 1


def test_links_for_programs(shelf: Folder, web: LocalServices) -> None:
    with_links(shelf, web)
    result = check(
        shelf, web.base, "--links", "--format", "json", "--links-report", str(shelf.root / "l.json")
    )
    found = json.loads(result.stdout)["problems"]
    assert [(one["rule"], one["severity"], one["key"]) for one in found] == [
        ("link", "warning", ""),
        ("link", "warning", "doi"),
        ("link", "warning", "links.project"),
    ]
    assert result.stderr.endswith(f"{COUNTS}5 links: 2 fine, 3 dead\n")
    report = json.loads((shelf.root / "l.json").read_text())
    assert report["counts"] == {"fine": 2, "moved": 0, "redirected": 0, "dead": 3, "unsure": 0}
    assert [(one["path"], one["state"], one["derived"]) for one in report["links"]] == [
        ("pages/about.md", "dead", False),
        ("site_src/papers/lids.yml", "dead", True),
        ("site_src/papers/lids.yml", "dead", False),
    ]
