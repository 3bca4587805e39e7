"""The repository: a shelf as it was at a commit, and the files that changed since."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from generator.problems import quoted, visible
from generator.review.models import FileChange


class RepositoryError(ValueError):
    """What is asked for is not there; the message is a sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The git repository around a folder, which is only read.

    Every method raises `RepositoryError` when git does not have what is asked for.
    """

    folder: Path

    def commit(self, name: str) -> str:
        """Return the full hash of the commit that a branch, a tag or a hash names."""
        if not name or name.startswith("-") or not name.isprintable():
            raise RepositoryError(f"{quoted(name)} cannot be the name of a commit")
        found = self._asked("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        if found is None:
            self._expect_repository()
            advice = "fetch it first, or name a folder that holds the other shelf"
            raise RepositoryError(f"there is no commit {quoted(name)} here; {advice}")
        return found.strip()

    def fork_point(self, one: str, other: str) -> str:
        """Return the last commit that two have in common, by their hashes."""
        found = self._asked("merge-base", one, other)
        if found is None:
            raise RepositoryError(
                f"what was fetched of the history is too short to tell where {other[:10]} and "
                f"{one[:10]} part; run: git fetch --unshallow"
            )
        return found.strip()

    def changed(self, since: str, until: str | None = None) -> list[FileChange]:
        """Return the files below the folder that differ, by their paths from it.

        Without `until`, compared with the files as they lie there, new ones too.
        """
        options = ["--name-status", "-z", "--no-renames", "--relative", "--no-ext-diff"]
        fields = self._needed("diff", *options, since, *([until] if until else [])).split("\0")
        found = [
            FileChange(path=_shown(path), how=_HOW.get(letter, "changed"))
            for letter, path in zip(fields[::2], fields[1::2], strict=False)
        ]
        new = [] if until else self._listed("ls-files", "--others", "--exclude-standard", "-z")
        return found + [FileChange(path=_shown(path), how="added") for path in new]

    @contextmanager
    def files(self, commit: str, paths: Sequence[str]) -> Iterator[Path]:
        """Give a folder with what a commit has at some paths of the folder, for a while.

        They are files or folders; those that the commit does not have are left out. The repository
        and its own index stay as they are.
        """
        with TemporaryDirectory(prefix="papershelf-") as place:
            index = {"GIT_INDEX_FILE": f"{place}/index"}
            self._needed("read-tree", commit, more=index)
            literal = [f":(literal){path}" for path in paths]
            names = self._needed("ls-files", "-z", "--full-name", "--", *literal, more=index)
            prefix = self._needed("rev-parse", "--show-prefix").rstrip("\n")
            top = Path(self._needed("rev-parse", "--show-toplevel").rstrip("\n"))
            options = ["--quiet", "--force", "-z", "--stdin", f"--prefix={place}/files/"]
            Repository(top)._needed("checkout-index", *options, more=index, given=names)
            folder = Path(place, "files", prefix)
            folder.mkdir(parents=True, exist_ok=True)
            yield folder

    def _listed(self, *arguments: str) -> list[str]:
        return self._needed(*arguments).split("\0")[:-1]

    def _expect_repository(self) -> None:
        if self._asked("rev-parse", "--git-dir") is None:
            advice = "name a folder that holds the other shelf"
            raise RepositoryError(f"{self.folder} is in no git repository; {advice}")

    def _asked(self, *arguments: str) -> str | None:
        done = self._run(arguments, {}, "")
        return done.stdout if done.returncode == 0 else None

    def _needed(
        self, *arguments: str, more: Mapping[str, str] | None = None, given: str = ""
    ) -> str:
        done = self._run(arguments, more or {}, given)
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise RepositoryError(f"git {arguments[0]} failed: {reason}")
        return done.stdout

    def _run(
        self, arguments: Sequence[str], more: Mapping[str, str], given: str
    ) -> subprocess.CompletedProcess[str]:
        quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"}
        command = ["git", "-C", str(self.folder), *arguments]
        try:
            return subprocess.run(
                command,
                env={**os.environ, **quiet, **more},
                input=given,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="surrogateescape",
                check=False,
            )
        except FileNotFoundError as error:
            advice = "install it, or name a folder that holds the other shelf"
            raise RepositoryError(f"git is not installed; {advice}") from error


_HOW: Mapping[str, Literal["added", "changed", "removed"]] = {"A": "added", "D": "removed"}


def _shown(path: str) -> str:
    """Return a path as problems show it."""
    return path if path.isprintable() else visible(path)
