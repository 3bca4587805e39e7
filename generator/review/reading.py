"""Reading both sides of a change: a folder, or a commit of the repository around the shelf."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from generator.checks import check
from generator.formatting.files import format_files, kind_of
from generator.importers.bib_files import BIB_FILES
from generator.problems import quoted, visible
from generator.records.known import Known, learn
from generator.records.read import Records, read_records
from generator.review.making import Side, make_review
from generator.review.models import FileChange, Review
from generator.review.repository import Repository, RepositoryError
from generator.settings import Settings, read_settings

_LARGEST = 1 << 20
"""The form of larger files is not looked at: it would take longer than all else."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review, and the shelf after the change, for what more is to be said of it."""

    review: Review
    records: Records


def review_since(settings: Settings, config: str, base: str, head: str = "") -> Reviewed:
    """Return what changed on a shelf since `base`, by `head` or by the files as they are now.

    Each is a commit (a branch, a tag, a hash; the base is where the two part) or a folder with
    another shelf, whose file `config` has its settings. Raises `RepositoryError`.
    """
    repository = Repository(settings.root)
    after = _folder(head, config) if head else settings
    before = _folder(base, config)
    tip = "" if after else repository.commit(head)
    start = ""
    if not before:
        start = repository.fork_point(repository.commit(base), tip or repository.commit("HEAD"))
    with (
        _opened(repository, start, before, settings, config) as old,
        _opened(repository, tip, after, settings, config) as new,
    ):
        if start and (tip or new.root == settings.root):
            files = repository.changed(start, tip or None)
        else:
            files = _differing(old, new, config)
        return _review(old, new, files, start)


def _folder(name: str, config: str) -> Settings | None:
    """Return the settings of the shelf in a folder, or None when the name is not one's."""
    folder = Path(name)
    if not (folder / config).is_file():
        if folder.is_dir() and os.sep in name:
            raise RepositoryError(f"the folder {quoted(name)} has no {config}")
        return None
    found, problems = read_settings(folder / config)
    if found is None:
        raise RepositoryError(str(problems[0]))
    return found


@contextmanager
def _opened(
    repository: Repository, commit: str, folder: Settings | None, settings: Settings, config: str
) -> Iterator[Settings]:
    """Give the settings of one side; those of a commit hold only while it lasts."""
    if folder:
        yield folder
        return
    source = settings.options.source
    with repository.files(commit, [config, source]) as root:
        found, _ = read_settings(root / config)
        own = replace(found or settings, root=root)
        if own.options.source == source:
            yield own
            return
        with repository.files(commit, [own.options.source]) as other:
            yield replace(own, root=other)


def _review(old: Settings, new: Settings, files: Sequence[FileChange], commit: str) -> Reviewed:
    head, known = _read(new, Known())
    base, _ = _read(old, known)
    review = make_review(
        base,
        head,
        files,
        commit=commit,
        source=new.options.source,
        directories=new.directory_urls,
        unformatted=_unformatted(new, files),
    )
    return Reviewed(review, head.records)


def _read(settings: Settings, known: Known) -> tuple[Side, Known]:
    """Read a shelf; papers that are on the other side as well are not read again."""
    records = read_records(settings.source, settings.root, known.papers, BIB_FILES)
    problems = check(records, known.faultless)
    return Side(records, problems), learn(records, problems)


def _unformatted(settings: Settings, changed: Sequence[FileChange]) -> list[str]:
    """Return which of the changed files of records are not in the form of `papershelf fmt`."""
    source = settings.source
    paths = [settings.root / file.path for file in changed if file.how != "removed"]
    some = [path for path in paths if kind_of(path, source) and _is_small(path)]
    return [file.shown for file in format_files(some, source, settings.root) if file.changes]


def _is_small(path: Path) -> bool:
    return path.is_file() and path.stat().st_size <= _LARGEST


def _differing(old: Settings, new: Settings, config: str) -> list[FileChange]:
    """Return the files of a shelf that differ between two folders."""
    before, after = _digests(old, config), _digests(new, config)
    found = []
    for path in sorted(before.keys() | after.keys()):
        if path not in before:
            found.append(FileChange(path=path, how="added"))
        elif path not in after:
            found.append(FileChange(path=path, how="removed"))
        elif before[path] != after[path]:
            found.append(FileChange(path=path, how="changed"))
    return found


def _digests(settings: Settings, config: str) -> dict[str, bytes]:
    """Return a digest of each file that a shelf is made from, by its path from the root."""
    root = settings.root
    folders = [settings.source, root / settings.docs_dir]
    folders += [root / settings.custom_dir] if settings.custom_dir else []
    files = {root / config, *(file for folder in folders for file in folder.rglob("*"))}
    return {
        _shown(file.relative_to(root)): blake2b(file.read_bytes()).digest()
        for file in files
        if file.is_file() and file.is_relative_to(root)
    }


def _shown(path: Path) -> str:
    shown = path.as_posix()
    return shown if shown.isprintable() else visible(shown)
