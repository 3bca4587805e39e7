"""Checks across records: each kind of problem, its message and its place."""

import pytest
from helpers.shelf import Folder
from hypothesis import given
from hypothesis import strategies as st

from generator.checks import check
from generator.records.identifiers import fold
from generator.same_paper import normalised_title

AT = "site_src/papers"


def test_a_complete_shelf_has_no_problems(shelf: Folder) -> None:
    shelf.paper("a", "title: A\n")
    assert shelf.problems() == []


def test_what_is_missing_is_warned_of(shelf: Folder) -> None:
    shelf.write("papers/a.yml", "# note\ntitle: A\n")
    assert shelf.problems() == [
        f"{AT}/a.yml:2:8: warning: abstract: missing; copy it from the paper",
        f"{AT}/a.yml:2:8: warning: authors: missing; write authors: [First Author, Second Author]",
        f"{AT}/a.yml:2:8: warning: date: missing; write when the paper first came out: "
        "date: 2018-06",
        f"{AT}/a.yml:2:8: warning: tags: missing; choose some from tags.yml",
    ]


@pytest.mark.parametrize(
    ("tag", "advice"),
    [
        ("teapts", 'did you mean "teapots"?'),
        ("tea-kettles", 'did you mean "teapots"?'),
        ("big-pots", 'did you mean "teapots"?'),
        ("zzzzzz", "choose one of tags.yml, or add it there"),
    ],
)
def test_an_unknown_tag(tag: str, advice: str, shelf: Folder) -> None:
    shelf.write("tags.yml", "- {id: teapots, name: Big Pots, aliases: [Tea Kettles]}\n")
    shelf.paper("a", f"title: A\ntags:\n  - teapots\n  - {tag}\n")
    assert shelf.problems() == [f'{AT}/a.yml:4:5: error: tags[1]: unknown tag "{tag}"; {advice}']


def test_a_tag_twice(shelf: Folder) -> None:
    shelf.paper("a", "title: A\ntags: [t, t]\n")
    assert shelf.problems() == [
        f'{AT}/a.yml:2:11: warning: tags[1]: "t" stands twice; keep one of them'
    ]


@pytest.mark.parametrize(
    ("key", "first", "second", "shown"),
    [
        ("doi", "10.5555/AbC", "10.5555/aBc", "10.5555/aBc"),
        ("arxiv", '"1806.07572v1"', '"1806.07572v2"', "1806.07572"),
        ("title", "'The A-B of C: d'", "'The ab Of  Ç (D)!'", "The ab Of Ç (D)!"),
        ("title", "题目 一", "题目：一", "题目：一"),
    ],
)
def test_one_paper_in_two_records(
    key: str, first: str, second: str, shown: str, shelf: Folder
) -> None:
    titles = ("", "") if key == "title" else ("title: One\n", "title: Two\n")
    shelf.paper("a", f"{titles[0]}{key}: {first}\n")
    shelf.paper("b", f"# note\n{titles[1]}{key}: {second}\n")
    line = 2 if key == "title" else 3
    column = len(key) + 3
    assert shelf.problems() == [
        f'{AT}/b.yml:{line}:{column}: error: {key}: "{shown}" is already at {AT}/a.yml:1; '
        "keep one record a paper"
    ]


def test_one_id_in_two_files(shelf: Folder) -> None:
    shelf.paper("b", "title: B\n")
    line = (
        '{"id": "b", "title": "C", "authors": ["A"], '
        '"date": "2020", "tags": ["t"], "abstract": "x"}'
    )
    shelf.write("papers/more.jsonl", f"\n{line}\n")
    assert shelf.problems() == [
        f'{AT}/more.jsonl:2:1: error: id: "b" is already at {AT}/b.yml:1; keep one record a paper'
    ]


def test_titles_without_letters_are_all_different(shelf: Folder) -> None:
    for name, title in {"a": "!?", "b": "🫖", "c": "…", "d": '"!?"'}.items():
        shelf.paper(name, f"title: '{title}'\n")
    assert shelf.problems() == []


def test_titles_are_compared_by_their_letters() -> None:
    assert normalised_title("Örnek: A–B_c (2)") == "ornekabc2"


def test_links_to_papers_that_are_not_there(shelf: Folder) -> None:
    shelf.paper(
        "steam",
        "title: A\nrelated:\n  - {paper: staem, why: x}\n  - {paper: steam, why: y}\n"
        "status: {superseded_by: zzz}\nnotes: |\n  See [[steam]], [[steem]], `[[not]]`.\n",
    )
    assert shelf.problems() == [
        f'{AT}/steam.yml:3:13: error: related[0].paper: no paper "staem"; did you mean "steam"?',
        f"{AT}/steam.yml:4:13: error: related[1].paper: the paper itself; name another",
        f'{AT}/steam.yml:5:25: error: status.superseded_by: no paper "zzz"; '
        "write the id of a paper on this shelf",
        f'{AT}/steam.yml:6:8: error: notes: no paper "steem"; did you mean "steam"?',
    ]


def test_a_record_that_cannot_be_read_is_there_all_the_same(shelf: Folder) -> None:
    shelf.paper("a", "title: A\nrelated: [{paper: b, why: x}]\n")
    shelf.write("papers/b.yml", "titel: B\n")
    assert [problem for problem in shelf.problems() if "a.yml" in problem] == []


def test_papers_that_supersede_each_other(shelf: Folder) -> None:
    shelf.paper("a", "title: A\nstatus: {superseded_by: b}\n")
    shelf.paper("b", "title: B\nstatus: {superseded_by: a}\n")
    shelf.paper("c", "title: C\nstatus: {superseded_by: c}\n")
    shelf.paper("d", "title: D\nstatus: {superseded_by: a}\n")
    advice = "name the paper to read instead"
    key = "2:25: error: status.superseded_by"
    assert shelf.problems() == [
        f"{AT}/a.yml:{key}: a circle: a → b → a; {advice}",
        f"{AT}/b.yml:{key}: a circle: b → a → b; {advice}",
        f"{AT}/c.yml:{key}: a circle: c → c; {advice}",
    ]


@pytest.mark.parametrize("status", ["{}", "{retracted: 'https://a.example', superseded_by: b}"])
def test_a_status_is_one_of_two(status: str, shelf: Folder) -> None:
    shelf.paper("a", f"title: A\nstatus: {status}\n")
    shelf.paper("b", "title: B\n")
    assert shelf.problems() == [
        f"{AT}/a.yml:2:9: error: status: needs one of two keys; "
        "write {retracted: address} or {superseded_by: id}"
    ]


def test_a_broken_formula_is_warned_of(shelf: Folder) -> None:
    shelf.paper("a", "title: A $\\x{$\nabstract: $x$ and $\\foo$ and $5.\n")
    assert shelf.problems() == [
        f'{AT}/a.yml:2:11: warning: abstract: the formula "\\foo" cannot be shown as math and '
        "stays as it is; mend the TeX, or write \\$ for a dollar"
    ]


@pytest.mark.parametrize(
    ("notes", "problem"),
    [
        ("<b>x</b>", "warning: notes: HTML is shown as text; write Markdown"),
        ("a ` b\n\n  <b>\n\n  c ` d", "warning: notes: HTML is shown as text; write Markdown"),
        (
            "[x](javascript:alert)",
            'error: notes: a link to "javascript:alert"; link to an http or https address',
        ),
        (
            "[x]( JAVA&#115;cript:alert )",
            'error: notes: a link to "JAVA&#115;cript:alert"; link to an http or https address',
        ),
        (
            "[x]: data:text/html,x",
            'error: notes: a link to "data:text/html,x"; link to an http or https address',
        ),
    ],
)
def test_notes_that_are_not_plain_markdown(notes: str, problem: str, shelf: Folder) -> None:
    shelf.paper("a", f"title: A\nnotes: |\n  {notes}\n")
    assert shelf.problems() == [f"{AT}/a.yml:2:8: {problem}"]


@pytest.mark.parametrize(
    "notes",
    [
        "`<b>` a < b",
        "```\n  <b>\n  ```",
        "<https://a.example>",
        "$a<b$",
        "[x](../y.md)",
        "*a* &lt;",
    ],
)
def test_notes_that_are_plain_markdown(notes: str, shelf: Folder) -> None:
    shelf.paper("a", f"title: A\nnotes: |\n  {notes}\n")
    assert shelf.problems() == []


def test_tags_that_cannot_stand_together(shelf: Folder) -> None:
    shelf.write(
        "tags.yml",
        "- {id: t, name: t}\n- {id: t, name: u}\n- {id: a, name: A b, parent: aa}\n"
        "- {id: b, name: a  B}\n- {id: c, name: c, parent: d}\n- {id: d, name: d, parent: c}\n"
        "- {id: e, name: e, parent: e}\n- {id: f, name: f, parent: e, aliases: [T]}\n",
    )
    assert shelf.problems() == [
        'site_src/tags.yml:2:8: error: id: "t" is already on line 1; keep one of them',
        'site_src/tags.yml:3:30: error: parent: unknown tag "aa"; did you mean "a"?',
        'site_src/tags.yml:4:3: error: aliases: "a b" also means "a"; keep it at one tag',
        "site_src/tags.yml:5:28: error: parent: a circle: c → d → c; name a wider tag",
        "site_src/tags.yml:6:28: error: parent: a circle: d → c → d; name a wider tag",
        "site_src/tags.yml:7:28: error: parent: a circle: e → e; name a wider tag",
        'site_src/tags.yml:8:40: error: aliases: "t" also means "t"; keep it at one tag',
    ]


def test_collections(shelf: Folder) -> None:
    shelf.paper("steam", "title: A\n")
    shelf.write("collections/empty.yml", "title: E\n")
    shelf.write(
        "collections/list.yml",
        "title: L\ndescription: See [[stem]].\npapers: [steam, steem, {paper: steam}]\n",
    )
    at = "site_src/collections"
    assert shelf.problems() == [
        f"{at}/empty.yml:1:1: warning: papers: no papers; list some under papers:",
        f'{at}/list.yml:2:14: error: description: no paper "stem"; did you mean "steam"?',
        f'{at}/list.yml:3:17: error: papers[1]: no paper "steem"; did you mean "steam"?',
        f'{at}/list.yml:3:32: error: papers[2]: "steam" stands twice; keep one of them',
    ]


def test_problems_of_every_file_come_in_one_run(shelf: Folder) -> None:
    shelf.paper("a", "title: A\ntags: [x]\n")
    shelf.write("papers/b.yml", "titel: x\n")
    shelf.write("papers/c.jsonl", "{\n")
    shelf.write("collections/d.yml", "title: D\npapers: [e]\n")
    shelf.write("authors.yml", "x\n")
    files = {problem.partition(":")[0].removeprefix("site_src/") for problem in shelf.problems()}
    assert files == {
        *("papers/a.yml", "papers/b.yml", "papers/c.jsonl"),
        *("collections/d.yml", "authors.yml"),
    }


def test_one_problem_of_a_record_hides_no_other(shelf: Folder) -> None:
    shelf.write("tags.yml", "- {id: tea, nam: Tea}\n- {id: cups, name: cups, parent: tee}\n")
    shelf.write("papers/a.yml", "titel: A\ntags: [tea, coups]\nrelated: [{paper: b, why: x}]\n")
    shelf.write("papers/b.yml", "title: B\ndoi: 10.1000/1\ndate: soon\n")
    shelf.write("papers/c.jsonl", '{"id": "c", "title": 5, "doi": "10.1000/1", "tags": ["cup"]}\n')
    shelf.write("collections/l.yml", "title: [L]\npapers: [a, d]\n")
    assert shelf.problems() == [
        "site_src/collections/l.yml:1:8: error: title: a list where text belongs; write text",
        'site_src/collections/l.yml:2:13: error: papers[1]: no paper "d"; '
        "write the id of a paper on this shelf",
        'site_src/papers/a.yml:1:1: error: titel: unknown key; did you mean "title"?',
        "site_src/papers/a.yml:1:1: error: title: missing; write title: …",
        'site_src/papers/a.yml:2:13: error: tags[1]: unknown tag "coups"; did you mean "cups"?',
        'site_src/papers/b.yml:3:7: error: date: "soon": not a date; '
        "write 2018, 2018-06 or 2018-06-20",
        'site_src/papers/c.jsonl:1:22: error: title: 5 is a number; put it in quotes: "5"',
        'site_src/papers/c.jsonl:1:32: error: doi: "10.1000/1" is already at '
        "site_src/papers/b.yml:1; keep one record a paper",
        'site_src/papers/c.jsonl:1:54: error: tags[0]: unknown tag "cup"; did you mean "cups"?',
        "site_src/tags.yml:1:3: error: name: missing; write name: …",
        'site_src/tags.yml:1:13: error: nam: unknown key; did you mean "name"?',
        'site_src/tags.yml:2:34: error: parent: unknown tag "tee"; did you mean "tea"?',
    ]


def test_a_vocabulary_that_cannot_be_read_makes_no_tag_unknown(shelf: Folder) -> None:
    shelf.write("tags.yml", "- {id: tea\n")
    shelf.paper("a", "tags: [tea]\n")
    problems = [p for p in shelf.problems() if "tags" in p]
    assert len(problems) == 1
    assert problems[0].startswith("site_src/tags.yml:")


@given(text=st.text())
def test_a_title_keeps_its_letters_and_digits(text: str) -> None:
    assert normalised_title(text) == "".join(filter(str.isalnum, fold(text)))


def test_what_a_faultless_paper_says_for_itself_is_not_checked_again(shelf: Folder) -> None:
    shelf.paper("a", "title: A\nabstract: $\\frac{$\nnotes: <b> [[gone]]\ntags: []\nrelated: []\n")
    records = shelf.read()
    (paper,) = records.papers
    found = [str(problem.text) for problem in check(records, frozenset({paper.digest}))]
    assert found == ['notes: no paper "gone"; write the id of a paper on this shelf']
    assert len(check(records)) == 4
