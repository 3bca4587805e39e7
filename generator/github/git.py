"""Git, as far as a workflow needs it: files on one branch, pushed; the token stays out of sight.

The token goes to git through its environment (GIT_CONFIG_COUNT, git-config(1)), so that it stands
neither in a file nor in the list of processes, and only to the server that the workflow runs on.
"""

import subprocess
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.problems import visible

BOT_NAME = "github-actions[bot]"
BOT_EMAIL = "41898282+github-actions[bot]@users.noreply.github.com"
"""Who commits for a workflow; the number is the account's, by which GitHub finds it."""


class GitError(Exception):
    """Git did not do what it should; the message is a sentence and never holds the token."""


@dataclass(frozen=True, slots=True)
class Git:
    """A clone whose `origin` is pushed to."""

    root: Path
    environment: Mapping[str, str]
    """The variables of the workflow: GITHUB_TOKEN and GITHUB_SERVER_URL, or none."""

    def fetched(self, branch: str) -> str | None:
        """Return the commit at the tip of a branch of the origin; None when there is no branch."""
        said = self._run("ls-remote", "origin", f"refs/heads/{branch}")
        if not said.strip():
            return None
        self._run("fetch", "--quiet", "origin", f"+refs/heads/{branch}:{_tracked(branch)}")
        return said.split()[0]

    def is_ours(self, branch: str, base: str) -> bool:
        """Tell whether all commits of a fetched branch that a base lacks are of our making."""
        said = self._run("log", "--format=%ce", f"{base}..{_tracked(branch)}", "--")
        return set(said.split()) <= {BOT_EMAIL}

    def head(self) -> str:
        """Return the commit that is checked out."""
        return self._run("rev-parse", "HEAD").strip()

    def is_same(self, branch: str, path: str, text: str) -> bool:
        """Tell whether a file, given from the root, holds just this text on a fetched branch."""
        done = self._done("show", f"{_tracked(branch)}:./{path}")
        return done.returncode == 0 and done.stdout == text.encode("utf-8")

    def text(self, revision: str, path: str) -> str | None:
        """Return a file, given from the root, as a commit has it; None where it has none."""
        done = self._done("show", f"{revision}:./{path}")
        return None if done.returncode else done.stdout.decode("utf-8", "replace")

    def names(self, revision: str, folder: str) -> list[str]:
        """Return the names of the files that a commit has in a folder, given from the root."""
        said = self._run("ls-tree", "-z", "--name-only", revision, "--", f"{folder.rstrip('/')}/")
        return [name.rpartition("/")[2] for name in said.split("\0") if name]

    def commit(self, path: str, message: str, author: tuple[str, str]) -> str:
        """Commit one changed file, as `commit_all` does several."""
        return self.commit_all([path], message, author)

    def commit_all(self, paths: Sequence[str], message: str, author: tuple[str, str]) -> str:
        """Commit changed files on what is checked out, without a branch; return the commit.

        `author` is a name and an address; the committer is the workflow's bot.
        """
        self._run("checkout", "--quiet", "--detach")
        self._run("add", "--", *paths)
        name, address = author
        self._run("commit", "--quiet", "--no-verify", f"--author={name} <{address}>", "-m", message)
        return self.head()

    def push(self, commit: str, branch: str, before: str | None) -> None:
        """Make a branch of the origin point to a commit, if it still is where it was before."""
        lease = f"--force-with-lease=refs/heads/{branch}:{before or ''}"
        self._run("push", "--quiet", lease, "origin", f"{commit}:refs/heads/{branch}")

    def _run(self, *command: str) -> str:
        done = self._done(*command)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            reason = visible(said[0]) if said else f"status {done.returncode}"
            raise GitError(self._silent(f"git {command[0]} failed: {reason}"))
        return done.stdout.decode("utf-8", "replace")

    def _done(self, *command: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["git", *command],  # noqa: S607 - the runner's git
            cwd=self.root,
            env={**self.environment, **_identity(), **self._authentication()},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )

    def _authentication(self) -> dict[str, str]:
        token = self.environment.get("GITHUB_TOKEN")
        server = self.environment.get("GITHUB_SERVER_URL")
        if not token or not server:
            return {"GIT_TERMINAL_PROMPT": "0"}
        basic = b64encode(f"x-access-token:{token}".encode()).decode()
        return {
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"http.{server.rstrip('/')}/.extraheader",
            "GIT_CONFIG_VALUE_0": f"AUTHORIZATION: basic {basic}",
        }

    def _silent(self, message: str) -> str:
        token = self.environment.get("GITHUB_TOKEN")
        return message.replace(token, "…") if token else message


def _tracked(branch: str) -> str:
    return f"refs/remotes/origin/{branch}"


def _identity() -> dict[str, str]:
    return {"GIT_COMMITTER_NAME": BOT_NAME, "GIT_COMMITTER_EMAIL": BOT_EMAIL}
