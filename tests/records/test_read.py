"""Reading a shelf: one wrong record of each kind, its message and its place; nothing else lost."""

import json
import os
from pathlib import Path

import pytest
from helpers.shelf import Folder
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import in_order
from generator.records.forms import PaperRecord
from generator.records.read import read_records

SCHEME = "write an address that starts with https://"


def read_problems(shelf: Folder) -> list[str]:
    return [str(problem) for problem in in_order(shelf.read().problems)]


WRONG_PAPERS = {
    "titel: x\n": [
        '1:1: error: titel: unknown key; did you mean "title"?',
        "1:1: error: title: missing; write title: …",
    ],
    "title: x\nid: y\n": ["2:1: error: id: unknown key; the file's name is the id; delete the key"],
    "title: x\nTags: []\n": ['2:1: error: Tags: unknown key; did you mean "tags"?'],
    "title: x\n2018: y\n": [
        "2:1: error: 2018: unknown key; write one of: title, authors, date, venue, "
        "publication, tags, arxiv, doi, openreview, acl, "
        "pmid, links, added, tldr, abstract, notes, related, status"
    ],
    "title: x\ntitle: y\n": [
        "2:1: error: title: written twice (first on line 1); keep one of them"
    ],
    "title:\n": ["1:7: error: title: empty; write text, or delete the key"],
    'title: " "\n': ["1:8: error: title: empty; write text, or delete the key"],
    "title: 1984\n": ['1:8: error: title: 1984 is a number; put it in quotes: "1984"'],
    "title: Yes\n": ['1:8: error: title: Yes is a yes or no; put it in quotes: "Yes"'],
    "title: 2018-06-20\n": [
        '1:8: error: title: 2018-06-20 is a date; put it in quotes: "2018-06-20"'
    ],
    "title: [x]\n": ["1:8: error: title: a list where text belongs; write text"],
    "title: {a: b}\n": ["1:8: error: title: a mapping where text belongs; write text"],
    f"title: {'9' * 100}\n": [
        f'1:8: error: title: {"9" * 59}… is a number; put it in quotes: "{"9" * 59}…"'
    ],
    "title: x\npublication: {type: articel, In: J}\n": [
        '2:21: error: publication.type: "articel" is none of the words for it; did you mean '
        '"article"?',
        '2:30: error: publication.In: unknown key; did you mean "in"?',
    ],
    "title: x\npublication: {type: 7, pages: 12 pages, isbn: 978-3-030-01225-1}\n": [
        '2:21: error: publication.type: "7" is none of the words for it; write one of: '
        "article, inproceedings, incollection, book, thesis, mastersthesis, report, preprint, "
        "dataset, software, other",
        '2:31: error: publication.pages: "12 pages": not pages; write them like "1–12"',
        '2:47: error: publication.isbn: "978-3-030-01225-1": its last digit does not fit the '
        "others; copy the ISBN again",
    ],
    "title: x\nauthors: Ada\n": [
        '2:10: error: authors: the text "Ada" where a list belongs; write [Ada]'
    ],
    "title: x\nauthors: [7, No]\n": [
        '2:11: error: authors[0]: 7 is a number; put it in quotes: "7"',
        '2:14: error: authors[1]: No is a yes or no; put it in quotes: "No"',
    ],
    "title: x\nauthors: [[A]]\n": [
        "2:11: error: authors[0]: a list where keys and values belong; write {name: …, orcid: …}"
    ],
    "title: x\nauthors:\n  - {nam: A}\n": [
        "3:5: error: authors[0].name: missing; write name: …",
        '3:6: error: authors[0].nam: unknown key; did you mean "name"?',
    ],
    "title: x\nauthors:\n  - name: A\n    orcid: 0000-0002-1825-0098\n": [
        '4:12: error: authors[0].orcid: "0000-0002-1825-0098": the last character does not fit the '
        "others (it would be 7); copy the ORCID again"
    ],
    "title: x\ndate: June 2018\n": [
        '2:7: error: date: "June 2018": not a date; write 2018, 2018-06 or 2018-06-20'
    ],
    "title: x\ndate: 2018-02-30\n": [
        '2:7: error: date: "2018-02-30": no such day; write a day of the calendar'
    ],
    "title: x\ndate: 0987\n": [
        '2:7: error: date: "0987": the year is before 1450; write 2018, not 18'
    ],
    "title: x\ndate:\n": ["2:6: error: date: not a date; write 2018, 2018-06 or 2018-06-20"],
    "title: x\ndate: [2018]\n": ["2:7: error: date: not a date; write 2018, 2018-06 or 2018-06-20"],
    "title: x\nadded: 2018-06\n": [
        '2:8: error: added: "2018-06": not a whole day; write it like 2026-03-17'
    ],
    "title: x\narxiv: 1806.07572\n": [
        '2:8: error: arxiv: 1806.07572 is a number; put it in quotes: "1806.07572"'
    ],
    "title: x\narxiv: https://arxiv.org/abs/1806.07572\n": [
        '2:8: error: arxiv: "https://arxiv.org/abs/1806.07572": not an arXiv id; write "1806.07572"'
    ],
    "title: x\ndoi: https://doi.org/10.5555/x\n": [
        '2:6: error: doi: "https://doi.org/10.5555/x": not a DOI; write "10.5555/x"'
    ],
    "title: x\ntags: [Deep Learning]\n": [
        '2:8: error: tags[0]: "Deep Learning": not an id (lower-case letters, digits and hyphens); '
        'write it like "neural-tangent-kernel"'
    ],
    "title: x\ntags: teapots, cups\n": [
        '2:7: error: tags: the text "teapots, cups" where a list belongs; write [teapots, cups]'
    ],
    "title: x\ntags:\n": ["2:6: error: tags: empty; write a list, or delete the key"],
    "title: x\nlinks: {code: 'javascript:alert(1)'}\n": [
        f'2:15: error: links.code: "javascript:alert(1)": a link with "javascript:" is not http or '
        f"https; {SCHEME}"
    ],
    "title: x\nlinks: {cod: https://a.example}\n": [
        '2:9: error: links.cod: unknown key; did you mean "code"?'
    ],
    "title: x\nlinks: https://a.example\n": [
        '2:8: error: links: the text "https://a.example" where keys and values belong; '
        "write {code: …, project: …}"
    ],
    "title: x\nrelated: [y]\n": [
        '2:11: error: related[0]: the text "y" where keys and values belong; '
        "write {paper: …, why: …}"
    ],
    "title: x\nrelated:\n  - {paper: y}\n": ["3:5: error: related[0].why: missing; write why: …"],
    "title: x\nstatus: retracted\n": [
        '2:9: error: status: the text "retracted" where keys and values belong; '
        "write {retracted: …, superseded_by: …}"
    ],
    "": ['1:1: error: empty file; write title: "…"'],
    "# nothing\n": ['1:1: error: empty file; write title: "…"'],
    "- title: x\n": [
        "1:1: error: a list where keys and values belong; write {title: …, authors: …}"
    ],
    "just text\n": [
        '1:1: error: the text "just text" where keys and values belong; '
        "write {title: …, authors: …}"
    ],
    "title: x\n\tdate: 2018\n": [
        "2:1: error: a tab stands where YAML wants spaces; indent with spaces"
    ],
    'title: x\n"\\e[31m": y\n': [
        "2:1: warning: U+001B cannot be shown on a page and becomes U+FFFD; delete it",
        "2:1: error: �[31m: unknown key; write one of: title, authors, date, venue, "
        "publication, tags, arxiv, doi, openreview, acl, pmid, links, added, tldr, abstract, "
        "notes, related, status",
    ],
    'title: x\nauthors: "a\\nb"\n': [
        '2:10: error: authors: the text "a\\u000ab" where a list belongs; write [a\\u000ab]'
    ],
}


@pytest.mark.parametrize("content", WRONG_PAPERS)
def test_a_wrong_record_is_explained(content: str, shelf: Folder) -> None:
    shelf.write("papers/wrong.yml", content)
    shelf.write("papers/zz-good.yml", "title: Good\n")
    records = shelf.read()
    found = [str(problem) for problem in in_order(records.problems)]
    assert found == [f"site_src/papers/wrong.yml:{problem}" for problem in WRONG_PAPERS[content]]
    assert [paper.id for paper in records.papers if paper.id != "wrong"] == ["zz-good"]
    assert "wrong" in records.unread or "wrong" in {paper.id for paper in records.papers}


def test_a_hundred_wrong_records_are_all_explained(shelf: Folder) -> None:
    contents = list(WRONG_PAPERS)
    wanted = []
    for number in range(100):
        content = contents[number % len(contents)]
        shelf.write(f"papers/p{number:03}.yml", content)
        wanted += [f"site_src/papers/p{number:03}.yml:{p}" for p in WRONG_PAPERS[content]]
    assert read_problems(shelf) == wanted


@pytest.mark.parametrize(
    "name", ["Upper", "a b", "ä", "-a", "a-", "index", "a--b", "_a", "a" * 201]
)
def test_a_file_name_that_is_no_id(name: str, shelf: Folder) -> None:
    shelf.write(f"papers/{name}.yml", "title: x\n")
    assert read_problems(shelf) == [
        f"site_src/papers/{name}.yml:1:1: error: the file's name is not an id; "
        "use lower-case letters, digits and hyphens: neural-tangent-kernel.yml"
    ]


def test_a_file_name_cannot_write_to_the_terminal(shelf: Folder) -> None:
    shelf.write("papers/\x1b[31m\n::error::.yml", "title: x\n")
    (problem,) = read_problems(shelf)
    assert problem.startswith("site_src/papers/\\u001b[31m\\u000a::error::.yml:1:1: error: ")


def test_a_file_name_that_is_not_utf_8(shelf: Folder) -> None:
    folder = os.fsencode(shelf.write("papers/a.yml", "title: x\n").parent)
    Path(os.fsdecode(folder + b"/\xff.yml")).write_text("title: x\n")
    (problem,) = read_problems(shelf)
    assert problem.startswith("site_src/papers/\\udcff.yml:1:1: error: the file's name is not")


def test_things_named_like_records(shelf: Folder) -> None:
    shelf.write("papers/good.yml", "title: Good\n")
    papers = shelf.source / "papers"
    (papers / "folder.yml").mkdir()
    (papers / "lines.jsonl").mkdir()
    (papers / "sub").mkdir()
    (papers / "gone.yml").symlink_to("nowhere.yml")
    os.mkfifo(papers / "pipe.yml")
    shelf.write("papers/.hidden.yml", "not read\n")
    shelf.write("papers/notes.txt", "x")
    shelf.write("papers/paper.yaml", "title: x\n")
    shelf.write("papers/README", "x")
    moved = "a record is a file; move it away"
    unread = "warning: the file is not read; records are .yml or .jsonl files"
    assert read_problems(shelf) == [
        f"site_src/papers/README:1:1: {unread}",
        f"site_src/papers/folder.yml:1:1: error: is a folder; {moved}",
        'site_src/papers/gone.yml:1:1: error: is a link to "nowhere.yml", which does not exist; '
        "mend or delete the link",
        f"site_src/papers/lines.jsonl:1:1: error: is a folder; {moved}",
        f"site_src/papers/notes.txt:1:1: {unread}",
        f"site_src/papers/paper.yaml:1:1: {unread}",
        f"site_src/papers/pipe.yml:1:1: error: is a pipe or a device; {moved}",
        f"site_src/papers/sub:1:1: error: is a folder; {moved}",
    ]
    assert [paper.id for paper in shelf.read().papers] == ["good"]


def test_a_folder_that_is_a_file(shelf: Folder) -> None:
    shelf.write("papers", "x")
    assert read_problems(shelf) == [
        "site_src/papers:1:1: error: the folder cannot be read (Not a directory)"
    ]


def test_json_lines(shelf: Folder) -> None:
    shelf.write(
        "papers/more.jsonl",
        '{"id": "a", "title": "A", "authors": ["B", {"name": "C"}], "date": 2018, "pmid": 31}\n'
        "\n"
        '{"id": "b", "title": "B", "tags": ["t"], "links": {"code": "https://b.example"}}\n',
    )
    records = shelf.read()
    assert records.problems == ()
    assert [(p.id, p.title, p.source.line) for p in records.papers] == [
        ("a", "A", 1),
        ("b", "B", 3),
    ]
    assert [author.name for author in records.papers[0].authors] == ["B", "C"]
    assert (str(records.papers[0].date), records.papers[0].pmid) == ("2018", "31")


def test_wrong_json_lines(shelf: Folder) -> None:
    lines = [
        '{"title": "no id"}',
        '{"id": "Bad Id", "title": "A"}',
        '{"id": "c", "title": 7, "tags": "x"}',
        "[1]",
        "{",
        '{"id": "d", "title": "D", "title": "E"}',
        '{"id": "e", "titel": "\\ud83d\\ude00"}',
        '{"id": "good", "title": "Good"}',
    ]
    shelf.write("papers/more.jsonl", "\n".join(lines))
    records = shelf.read()
    found = [str(problem) for problem in in_order(records.problems)]
    path = "site_src/papers/more.jsonl"
    assert found == [
        f"{path}:1:1: error: id: missing; write id: …",
        f'{path}:2:8: error: id: "Bad Id": not an id (lower-case letters, digits and hyphens); '
        'write it like "neural-tangent-kernel"',
        f'{path}:3:22: error: title: 7 is a number; put it in quotes: "7"',
        f'{path}:3:33: error: tags: the text "x" where a list belongs; write [x]',
        f"{path}:4:1: error: a list where keys and values belong; write {{title: …, authors: …}}",
        f"{path}:5:2: error: not JSON (Expecting property name enclosed in double quotes); "
        "write one record a line, with straight double quotes",
        f"{path}:6:1: error: title: written twice; keep one of them",
        f'{path}:7:1: error: titel: unknown key; did you mean "title"?',
        f"{path}:7:1: error: title: missing; write title: …",
    ]
    assert [paper.id for paper in records.papers] == ["d", "good"]
    assert records.unread == {"Bad Id", "c", "e"}


def test_an_empty_file_of_lines(shelf: Folder) -> None:
    shelf.write("papers/more.jsonl", " \n")
    assert read_problems(shelf) == [
        "site_src/papers/more.jsonl:1:1: error: empty file; write one record a line"
    ]


@pytest.mark.parametrize(
    ("path", "content", "problem"),
    [
        ("tags.yml", "# tags\nid: x\n", "2:1: error: not a list; start each entry with a hyphen"),
        ("tags.yml", "", "1:1: error: empty file; write a list of entries, or delete the file"),
        (
            "tags.yml",
            "- x\n",
            '1:3: error: the text "x" where keys and values belong; write {id: …, name: …}',
        ),
        ("tags.yml", "- {id: a}\n", "1:3: error: name: missing; write name: …"),
        (
            "tags.yml",
            "- {id: a, name: b}\n- {id: c, name: d, nam: e}\n",
            '2:20: error: nam: unknown key; did you mean "name"?',
        ),
        (
            "tags.yml",
            "- {id: index, name: b}\n",
            '1:8: error: id: "index": the address of the list itself; choose another id',
        ),
        (
            "authors.yml",
            "- {name: A, homepage: 'ftp://a.example'}\n",
            f'1:23: error: homepage: "ftp://a.example": a link with "ftp:" is not http or '
            f"https; {SCHEME}",
        ),
        (
            "authors.yml",
            "a: b: c\n",
            '1:5: error: a second colon on the line; put the text in quotes: title: "Part '
            'one: part two"',
        ),
        ("collections/c.yml", "papers: []\n", "1:1: error: title: missing; write title: …"),
        (
            "collections/c.yml",
            "title: C\npapers: [1]\n",
            '2:10: error: papers[0]: 1 is a number; put it in quotes: "1"',
        ),
        (
            "collections/c.yml",
            "title: C\npapers:\n  - note: x\n",
            "3:5: error: papers[0].paper: missing; write paper: …",
        ),
        (
            "collections/C.yml",
            "title: C\n",
            "1:1: error: the file's name is not an id; use lower-case letters, digits and "
            "hyphens: neural-tangent-kernel.yml",
        ),
        (
            "collections/c.jsonl",
            "{}\n",
            "1:1: warning: the file is not read; records are .yml files",
        ),
    ],
)
def test_wrong_lists(path: str, content: str, problem: str, shelf: Folder) -> None:
    shelf.write(path, content)
    assert read_problems(shelf) == [f"site_src/{path}:{problem}"]


def test_a_list_that_is_a_folder_or_a_link_to_nothing(shelf: Folder) -> None:
    (shelf.source / "tags.yml").mkdir(parents=True)
    (shelf.source / "authors.yml").symlink_to("nowhere")
    assert read_problems(shelf) == [
        'site_src/authors.yml:1:1: error: is a link to "nowhere", which does not exist; '
        "mend or delete the link",
        "site_src/tags.yml:1:1: error: is a folder; a record is a file; move it away",
    ]


def test_entries_keep_their_own_places(shelf: Folder) -> None:
    shelf.write("tags.yml", "- {id: a, name: A}\n\n- id: b\n  name: B\n  parent: a\n")
    tags = shelf.read().tags
    assert [(tag.id, tag.source.line) for tag in tags] == [("a", 1), ("b", 3)]
    assert [(m.line, m.column) for m in [tags[1].source.at("parent")]] == [(5, 11)]


def test_nothing_there_is_nothing_wrong(tmp_path: Path) -> None:
    records = read_records(tmp_path / "site_src", tmp_path)
    assert (records.papers, records.problems) == ((), ())


def test_white_space_is_folded_and_paragraphs_stay(shelf: Folder) -> None:
    shelf.write(
        "papers/a.yml", 'title: " A\\u2028 b\\t"\nabstract: "one\\ntwo\\n\\n \\n\\n three "\n'
    )
    (paper,) = shelf.read().papers
    assert paper.title == "A b"
    assert paper.abstract == "one two\n\nthree"


def test_an_abstract_of_a_megabyte_on_one_line(shelf: Folder) -> None:
    text = "word $x$ <b> " * 80_000
    shelf.write("papers/a.yml", f"title: A\nabstract: {text}\n")
    (paper,) = shelf.read().papers
    assert paper.abstract == text.strip()


def test_a_frozen_record(shelf: Folder) -> None:
    shelf.write("papers/a.yml", "title: A\n")
    (paper,) = shelf.read().papers
    with pytest.raises(Exception, match="immutable"):
        paper.title = "B"  # type: ignore[misc]


KEYS = st.sampled_from(list(PaperRecord.model_fields)) | st.text(max_size=5)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.just("https://a.example"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=10,
)


@given(records=st.lists(st.dictionaries(KEYS, VALUES, max_size=6) | VALUES, max_size=3))
def test_any_values_are_read_or_refused(
    records: list[object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    shelf = Folder(tmp_path_factory.mktemp("any"))
    texts = [json.dumps(record) for record in records]
    shelf.write("papers/all.jsonl", "\n".join(texts))
    for number, text in enumerate(texts):
        shelf.write(f"papers/p{number}.yml", text)
    for name in ("tags", "authors", "collections/c"):
        shelf.write(f"{name}.yml", "\n".join(texts[:1]))
    shelf.problems()


@given(content=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shelf = Folder(tmp_path_factory.mktemp("bytes"))
    for path in ("papers/a.yml", "papers/b.jsonl", "tags.yml", "authors.yml", "collections/c.yml"):
        shelf.write(path, content)
    shelf.problems()


def test_an_unknown_key_of_a_person_is_told_like_any_other(shelf: Folder) -> None:
    shelf.write("authors.yml", "- {name: Ada, age: 5}\n")
    (problem,) = read_records(shelf.source, shelf.root).problems
    message = "age: unknown key; write one of: name, variants, orcid, homepage, papers, id"
    assert str(problem) == f"site_src/authors.yml:1:15: error: {message}"
