"""The version of a shelf: a commit, where there is one."""

import subprocess
from pathlib import Path

import pytest

from generator.publish.version import shelf_version


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", folder, "-c", "user.name=A", "-c", "user.email=a@example.org"]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_it_is_the_commit_of_the_repository_around_the_shelf(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", "Begin")
    (tmp_path / "shelf").mkdir()
    version = shelf_version(tmp_path / "shelf")
    assert len(version) == 10
    assert git(tmp_path, "rev-parse", "HEAD").startswith(version)


def test_without_a_commit_there_is_none(tmp_path: Path) -> None:
    assert shelf_version(tmp_path) == ""
    git(tmp_path, "init", "--quiet")
    assert shelf_version(tmp_path) == ""


def test_without_git_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shelf_version(tmp_path) == ""
