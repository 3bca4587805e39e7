"""Problems that a change brings, told from those that stood there."""

from helpers.shelf import Folder

from generator.checks import check
from generator.review.problems import new_problems

LINE = '{"id": "%s", "title": "%s", "authors": ["A"], "date": "2020", "tags": ["t"]%s}\n'


def test_only_new_problems_are_told(shelf: Folder) -> None:
    shelf.paper("lids", "title: Lids\ntags: [t, x]\n")
    base = shelf.read()
    before = check(base)
    shelf.paper("lids", "# A line more.\ntitle: Lids\ntags: [t, x, y]\n")
    head = shelf.read()
    found = new_problems(before, base, check(head), head)
    assert [str(problem) for problem in found] == [
        'site_src/papers/lids.yml:3:14: error: tags[2]: unknown tag "y"; '
        "choose one of tags.yml, or add it there"
    ]


def test_a_line_that_moved_has_no_new_problem(shelf: Folder) -> None:
    shelf.paper("lids", "title: Lids\n")
    shelf.write("papers/all.jsonl", LINE % ("a", "A", "") + LINE % ("b", "B", ""))
    base = shelf.read()
    before = check(base)
    lines = [LINE % ("c", "C", ""), LINE % ("a", "A", ""), LINE % ("b", "B", ', "abstract": "x"')]
    shelf.write("papers/all.jsonl", "".join(lines))
    head = shelf.read()
    (found,) = new_problems(before, base, check(head), head)
    assert (found.path, found.line, found.key) == ("site_src/papers/all.jsonl", 1, "abstract")


def test_a_problem_that_stands_twice_is_new_once(shelf: Folder) -> None:
    shelf.paper("lids", "title: Lids\ntags: [x]\n")
    base = shelf.read()
    assert new_problems((), base, check(base), base) == check(base)
    assert new_problems(check(base), base, check(base), base) == []
