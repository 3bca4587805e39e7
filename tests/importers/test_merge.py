"""Tests of an import's plan: new, same, kept, overwritten, and nothing twice."""

from generator.importers.merge import Action, Candidate, ExistingRecord, Item, Plan, plan
from generator.records.document import Bare
from generator.records.write import record_text

LAMPS = {
    "title": "Lamps: A Study",
    "authors": ["Ada Invented", "O. N."],
    "date": "2024-02",
    "arxiv": "2402.00001",
    "doi": "10.1234/Lamps",
    "links": {"code": "https://example.org/lamps"},
    "added": "2025-03-17",
    "abstract": "Lamps shine.",
}


def candidate(line: int = 11, **changes: object) -> Candidate:
    return Candidate(line=line, record={**LAMPS, **changes})


def existing(**changes: object) -> ExistingRecord:
    record = {**LAMPS, "tags": ["kernels"], "added": "2020-01-01", **changes}
    return ExistingRecord(path="papers/x.yml", record=record, text=record_text(record))


def planned(record: ExistingRecord, *candidates: Candidate, overwrite: bool = False) -> Plan:
    return plan(candidates or [candidate()], {"x": record}, path="page.txt", overwrite=overwrite)


def test_new_paper_gets_its_record() -> None:
    made = plan([candidate()], {}, path="page.txt")
    assert made == Plan(items=(Item(action=Action.NEW, id="lamps", text=record_text(LAMPS)),))


def test_id_that_is_taken_or_reserved_is_not_used() -> None:
    other = ExistingRecord(path="papers/Lamps.yml", record={"title": "Other"}, text="title: Other")
    made = plan(
        [candidate(), candidate(title="Index", arxiv="2402.00002", doi="10.1234/b")],
        {"Lamps": other},
        path="page.txt",
    )
    assert [(item.action, item.id) for item in made.items] == [
        (Action.NEW, "lamps-a-study"),
        (Action.NEW, "index-2"),
    ]


def test_two_papers_of_one_name_get_two_ids() -> None:
    made = plan(
        [candidate(), candidate(title="Lamps: Another", arxiv="2402.00002", doi="10.1234/b")],
        {},
        path="page.txt",
    )
    assert [item.id for item in made.items] == ["lamps", "lamps-another"]


def test_same_record_is_left_alone() -> None:
    same = Plan(items=(Item(action=Action.SAME, id="x"),))
    assert planned(existing()) == same
    assert planned(existing(), overwrite=True) == same


def test_what_makes_no_difference_does_not_count() -> None:
    record = existing(
        title="Lamps:  A\nStudy",
        authors=[{"name": "Ada Invented", "orcid": "0000-0002-1825-0097"}, "O. N."],
        date=Bare("date", "2024-02"),
        arxiv="2402.00001v3",
        doi="10.1234/lamps",
        links={"video": "https://example.org/v", "code": "https://example.org/lamps"},
        notes="Read it twice.",
    )
    assert planned(record) == Plan(items=(Item(action=Action.SAME, id="x"),))


def test_edited_record_is_kept_and_says_what_differs() -> None:
    record = existing(title="Lamps!", abstract="Lamps shine, we hear.", venue="NeurIPS 2024")
    assert planned(record) == Plan(
        items=(Item(action=Action.KEPT, id="x", keys=("title", "abstract")),)
    )


def test_record_without_a_key_that_the_import_has_is_kept() -> None:
    record = existing(doi=Bare("empty", ""))
    assert planned(record) == Plan(items=(Item(action=Action.KEPT, id="x", keys=("doi",)),))


def test_record_is_found_by_title_when_it_has_no_arxiv_id() -> None:
    record = existing(title="Lamps – a study.", arxiv=None)
    assert planned(record).items[0].keys == ("title", "arxiv")


def test_arxiv_id_is_surer_than_title() -> None:
    twins = {"by-title": existing(arxiv=None), "by-id": existing(title="Other")}
    made = plan([candidate()], twins, path="page.txt")
    assert [(item.id, item.keys) for item in made.items] == [("by-id", ("title",))]


def test_overwriting_keeps_what_the_import_does_not_know() -> None:
    text = (
        "title: Old  # printed so\n"
        "authors:\n  - {name: O. N., orcid: 0000-0002-1825-0097}\n"
        "tags: [kernels]\n"
        'arxiv: "2402.00001"\n'
        "links:\n  code: https://example.org/old\n  video: https://example.org/v\n"
        "added: 2020-01-01\n"
        "# a remark\n"
        "shelfmark: 7\n"
    )
    record = {
        "title": "Old",
        "authors": [{"name": "O. N.", "orcid": "0000-0002-1825-0097"}],
        "tags": ["kernels"],
        "arxiv": "2402.00001",
        "links": {"code": "https://example.org/old", "video": "https://example.org/v"},
        "added": Bare("date", "2020-01-01"),
        "shelfmark": Bare("number", "7"),
    }
    made = planned(ExistingRecord(path="x.yml", record=record, text=text), overwrite=True)
    (item,) = made.items
    assert (item.action, made.problems) == (Action.OVERWRITTEN, ())
    assert item.keys == ("title", "authors", "date", "doi", "links", "abstract")
    assert item.text == (
        'title: "Lamps: A Study"  # printed so\n'
        "authors:\n  - Ada Invented\n  - name: O. N.\n    orcid: 0000-0002-1825-0097\n"
        "date: 2024-02\n"
        "tags: [kernels]\n"
        'arxiv: "2402.00001"\n'
        "doi: 10.1234/Lamps\n"
        "links:\n  code: https://example.org/lamps\n  video: https://example.org/v\n"
        "added: 2020-01-01\n"
        "abstract: >-\n  Lamps shine.\n"
        "# a remark\n"
        "shelfmark: 7\n"
    )


def test_record_that_cannot_be_rewritten_is_kept_and_reported() -> None:
    in_lines = ExistingRecord(path="papers/all.jsonl", record={"title": "Lamps: A study"})
    flow = ExistingRecord(path="papers/x.yml", record={"title": "Lamps: A study"}, text="{}\n")
    for record, reason in (
        (in_lines, "it is not a YAML file of its own"),
        (flow, "not a block mapping that starts in the first column"),
    ):
        made = planned(record, overwrite=True)
        assert [item.action for item in made.items] == [Action.KEPT]
        assert [str(problem) for problem in made.problems] == [
            f"{record.path}:1:1: error: cannot be overwritten ({reason}); change it by hand: "
            "title, authors, date, arxiv, doi, links, abstract"
        ]


def test_paper_that_may_be_in_an_unreadable_file_is_not_written_again() -> None:
    unread = {"lamps": ExistingRecord(path="papers/lamps.yml")}
    made = plan([candidate()], unread, path="page.txt", overwrite=True)
    assert made.items == ()
    assert [str(problem) for problem in made.problems] == [
        'page.txt:11:1: error: "Lamps: A Study" may be in papers/lamps.yml; mend that file, '
        "then import again"
    ]


def test_repeated_paper_is_reported() -> None:
    again = candidate(15)
    other = candidate(19, abstract="Lamps do not shine.")
    made = plan([candidate(), again, other], {}, path="page.txt")
    assert [item.id for item in made.items] == ["lamps"]
    assert [str(problem) for problem in made.problems] == [
        'page.txt:15:1: warning: "Lamps: A Study" is on line 11 already; keep one of them',
        'page.txt:19:1: error: "Lamps: A Study" is on line 11 already and says something else; '
        "keep one of them",
    ]


def test_two_papers_of_the_page_never_share_a_record() -> None:
    made = planned(existing(), candidate(11), candidate(15, title="Other"))
    assert [item.action for item in made.items] == [Action.SAME]
    assert [problem.line for problem in made.problems] == [15]


def test_titles_without_letters_are_papers_of_their_own() -> None:
    papers = [Candidate(line=n, record={"title": t}) for n, t in ((1, "!!!"), (2, "???"))]
    made = plan(papers, {}, path="page.txt")
    assert [(item.action, item.id) for item in made.items] == [
        (Action.NEW, "paper"),
        (Action.NEW, "paper-2"),
    ]


def test_prefaces_of_two_years_are_two_papers() -> None:
    preface = {"title": "Preface", "authors": ["Ada Invented"], "venue": "LAMP 2023", "date": 2023}
    there = {"x": ExistingRecord(path="papers/x.yml", record=preface, text=record_text(preface))}
    other = {**preface, "authors": ["O. N."], "venue": "LAMP 2024", "date": 2024}
    both = [Candidate(line=1, record=preface), Candidate(line=9, record=other)]
    made = plan(both, there, path="page.txt")
    assert [(item.action, item.id) for item in made.items] == [
        (Action.SAME, "x"),
        (Action.NEW, "preface"),
    ]
    again = plan(
        both, {**there, "preface": ExistingRecord(path="papers/preface.yml", record=other)}, path=""
    )
    assert [(item.action, item.id) for item in again.items] == [
        (Action.SAME, "x"),
        (Action.SAME, "preface"),
    ]


def test_a_title_of_other_authors_with_another_arxiv_id_is_another_paper() -> None:
    other = candidate(authors=["Someone Else"], arxiv="2402.00009", doi="10.1234/else")
    made = planned(existing(), other)
    assert [(item.action, item.id) for item in made.items] == [(Action.NEW, "lamps")]
