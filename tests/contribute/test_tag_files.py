"""Tags written into records."""

from pathlib import Path

from helpers.shelf import Folder

from generator.contribute.tag_files import write_tags
from generator.records.document import Source
from generator.records.models import Paper

LINES = (
    '{"id": "x", "title": "X"}\n\n{"id":"y","title":"Y","tags":["t"]}\r\n{"id": "z", "title": "Z"}'
)


def paper(name: str, path: str, line: int = 1) -> Paper:
    return Paper(id=name, title=name, source=Source(path, line))


def test_tags_are_added_and_the_rest_stays(shelf: Folder) -> None:
    one = shelf.write("papers/one.yml", "title: One # 1\ntags: [t]  # 2\n")
    lines = shelf.write("papers/many.jsonl", LINES)
    one.chmod(0o640)
    many = "site_src/papers/many.jsonl"
    additions = [
        (paper("y", many, 3), ("u", "v")),
        (paper("one", "site_src/papers/one.yml"), ("u",)),
        (paper("x", many, 1), ("w",)),
        (paper("z", many, 4), ()),
    ]
    written, problems = write_tags(shelf.root, additions)
    assert written == [("y", ("u", "v")), ("x", ("w",)), ("one", ("u",))]
    assert problems == []
    assert one.read_text() == "title: One # 1\ntags: [t, u]  # 2\n"
    assert one.stat().st_mode & 0o777 == 0o640
    assert lines.read_bytes().decode() == LINES.replace('"X"', '"X", "tags": ["w"]').replace(
        '["t"]', '["t","u","v"]'
    )
    assert sorted(path.name for path in one.parent.iterdir()) == ["many.jsonl", "one.yml"]


def test_what_cannot_be_written_is_told_and_left_alone(shelf: Folder) -> None:
    flow = shelf.write("papers/flow.yml", "{title: Flow}\n")
    wrong = shelf.write("papers/wrong.yml", b"title: \xff\n")
    lines = shelf.write("papers/many.jsonl", LINES)
    papers = "site_src/papers"
    additions = [
        (paper("flow", f"{papers}/flow.yml"), ("t", "u")),
        (paper("wrong", f"{papers}/wrong.yml"), ("t",)),
        (paper("gone", f"{papers}/gone.yml"), ("t",)),
        (paper("x", f"{papers}/many.jsonl", 2), ("t",)),
        (paper("z", f"{papers}/many.jsonl", 4), ("t",)),
    ]
    written, problems = write_tags(shelf.root, additions)
    assert written == [("z", ("t",))]
    assert [str(problem) for problem in problems] == [
        f"{papers}/flow.yml:1:1: error: tags: cannot be written (not a block mapping that starts "
        "in the first column); add by hand: t, u",
        f"{papers}/wrong.yml:1:1: error: tags: cannot be written (not UTF-8)",
        f"{papers}/gone.yml:1:1: error: tags: cannot be written (No such file or directory)",
        f"{papers}/many.jsonl:2:1: error: tags: cannot be written (the record is not on its line "
        "any more); add by hand: t",
    ]
    assert flow.read_text() == "{title: Flow}\n"
    assert wrong.read_bytes() == b"title: \xff\n"
    assert lines.read_bytes().decode() == LINES.replace('"Z"', '"Z", "tags": ["t"]')


def test_a_link_stays_a_link(shelf: Folder, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.yml"
    target.write_text("title: T\n")
    (shelf.source / "papers").mkdir(parents=True, exist_ok=True)
    link = shelf.source / "papers/t.yml"
    link.symlink_to(target)
    write_tags(shelf.root, [(paper("t", "site_src/papers/t.yml"), ("u",))])
    assert link.is_symlink()
    assert target.read_text() == "title: T\ntags: [u]\n"
