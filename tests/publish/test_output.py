"""Writing the files of a site."""

from pathlib import Path

from generator.publish.output import write_files


def test_files_are_written_below_the_folder(tmp_path: Path) -> None:
    files = {"a.txt": b"1", "b/c/d.bin": b"\x00\xff", "b/c/e.bin": b""}
    write_files(tmp_path / "new", files)
    found = sorted(path for path in (tmp_path / "new").rglob("*") if path.is_file())
    names = [path.relative_to(tmp_path / "new").as_posix() for path in found]
    assert {name: (tmp_path / "new" / name).read_bytes() for name in names} == files


def test_a_file_that_was_there_is_replaced(tmp_path: Path) -> None:
    write_files(tmp_path, {"a": b"longer than the next"})
    write_files(tmp_path, {"a": b"short"})
    assert (tmp_path / "a").read_bytes() == b"short"
