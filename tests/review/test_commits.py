"""The repository: a shelf as it was at a commit, read without touching anything."""

import subprocess
from pathlib import Path

import pytest
from conftest import copy

from generator.review.models import FileChange, Review
from generator.review.reading import review_since
from generator.review.repository import Repository, RepositoryError
from generator.settings import read_settings

RECORD = "title: Lids\nvenue: ICTP\n"


def git(folder: Path, *command: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    done = subprocess.run(
        ["git", *who, *command], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def commit(folder: Path, **files: str) -> str:
    for name, text in files.items():
        (folder / "site_src/papers" / f"{name}.yml").write_text(text, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Give a repository with a shelf on its branch main."""
    folder = copy("small", tmp_path / "shelf")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder)
    return folder


def reviewed(folder: Path, base: str, head: str = "") -> Review:
    settings, _ = read_settings(folder / "mkdocs.yml")
    assert settings
    return review_since(settings, "mkdocs.yml", base, head).review


def told(review: Review) -> list[tuple[str, str]]:
    return [(one.how, one.id) for one in review.differences]


def test_what_changed_since_the_branch_began(shelf: Path) -> None:
    start = git(shelf, "rev-parse", "main")
    git(shelf, "checkout", "--quiet", "-b", "change")
    commit(shelf, lids=RECORD)
    git(shelf, "checkout", "--quiet", "main")
    commit(shelf, other="title: Other\n")
    git(shelf, "checkout", "--quiet", "change")
    (shelf / "site_src/papers/cups-again.yml").write_text("title: Cups again\n", encoding="utf-8")
    (shelf / "README.md").write_text("x", encoding="utf-8")
    before = git(shelf, "status", "--porcelain"), (shelf / ".git/index").read_bytes()
    review = reviewed(shelf, "main")
    assert told(review) == [("added", "cups-again"), ("added", "lids")]
    assert review.base == start
    assert review.files == (FileChange(path="README.md", how="added"),)
    assert told(reviewed(shelf, "main", "change")) == [("added", "lids")]
    assert told(reviewed(shelf, "change", "main")) == [("added", "other")]
    assert (git(shelf, "status", "--porcelain"), (shelf / ".git/index").read_bytes()) == before
    assert git(shelf, "worktree", "list").count("\n") == 0


def test_a_shelf_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    folder = copy("small", tmp_path / "papers-demo")
    (tmp_path / "README.md").write_text("x", encoding="utf-8")
    commit(folder)
    (folder / "site_src/papers/pouring.yml").unlink()
    (tmp_path / "README.md").write_text("y", encoding="utf-8")
    (folder / "notes.txt").write_text("y", encoding="utf-8")
    review = reviewed(folder, "main")
    assert told(review) == [("removed", "pouring")]
    assert review.files == (FileChange(path="notes.txt", how="added"),)


def test_a_comment_alone_changes_a_file_and_no_record(shelf: Path) -> None:
    file = shelf / "site_src/papers/pouring.yml"
    file.write_text("# A remark.\n" + file.read_text("utf-8"), encoding="utf-8")
    review = reviewed(shelf, "main")
    assert told(review) == []
    assert review.files == (FileChange(path="site_src/papers/pouring.yml", how="changed"),)


def test_the_records_moved_to_another_folder(shelf: Path) -> None:
    git(shelf, "mv", "site_src", "shelf")
    config = shelf / "mkdocs.yml"
    text = config.read_text("utf-8").replace("site_src/", "shelf/")
    text = text.replace("newest: 3", "newest: 3\n      source: shelf")
    config.write_text(text, encoding="utf-8")
    (shelf / "shelf/papers/pouring.yml").unlink()
    review = reviewed(shelf, "main")
    assert ("removed", "pouring") in told(review)
    assert {how for how, _ in told(review)} == {"changed", "removed"}


def test_a_shelf_that_is_new(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", "x")
    folder = copy("small", tmp_path / "shelf")
    review = reviewed(folder, "main")
    assert (review.before, review.after) == (0, 8)
    assert {one.how for one in review.differences} == {"added"}


def test_a_shallow_clone_that_holds_the_merge(shelf: Path, tmp_path: Path) -> None:
    for number in range(3):
        commit(shelf, **{f"old-{number}": f"title: Old {number}\n"})
    git(shelf, "checkout", "--quiet", "-b", "change")
    commit(shelf, lids=RECORD)
    git(shelf, "checkout", "--quiet", "main")
    commit(shelf, other="title: Other\n")
    git(shelf, "merge", "--quiet", "--no-ff", "--message", "x", "change")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "2", f"file://{shelf}", str(clone))
    assert told(reviewed(clone, "HEAD^1")) == [("added", "lids")]


def test_a_clone_that_is_too_shallow(shelf: Path, tmp_path: Path) -> None:
    git(shelf, "checkout", "--quiet", "-b", "change")
    for number in range(3):
        commit(shelf, **{f"new-{number}": f"title: New {number}\n"})
    clone = tmp_path / "clone"
    command = ["clone", "--quiet", "--depth", "1", "--no-single-branch"]
    git(tmp_path, *command, f"file://{shelf}", str(clone))
    with pytest.raises(RepositoryError) as raised:
        reviewed(clone, "origin/main")
    base, head = (git(clone, "rev-parse", name)[:10] for name in ("origin/main", "HEAD"))
    assert str(raised.value) == (
        f"what was fetched of the history is too short to tell where {head} and {base} part; "
        "run: git fetch --unshallow"
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "no-such",
            'there is no commit "no-such" here; fetch it first, or name a folder that holds',
        ),
        ("main; touch x", 'there is no commit "main; touch x" here'),
        ("--output=x", '"--output=x" cannot be the name of a commit'),
        ("-", '"-" cannot be the name of a commit'),
        ("main\n", "cannot be the name of a commit"),
        ("main:site_src", "there is no commit"),
    ],
)
def test_names_that_are_no_commit(shelf: Path, name: str, message: str) -> None:
    before = sorted(shelf.rglob("*"))
    with pytest.raises(RepositoryError) as raised:
        reviewed(shelf, name)
    assert message in str(raised.value)
    assert sorted(shelf.rglob("*")) == before


def test_a_folder_without_git(tmp_path: Path) -> None:
    folder = copy("small", tmp_path / "shelf")
    with pytest.raises(RepositoryError) as raised:
        reviewed(folder, "main")
    assert str(raised.value) == (
        f"{folder} is in no git repository; name a folder that holds the other shelf"
    )


def test_a_folder_that_holds_no_shelf(shelf: Path, tmp_path: Path) -> None:
    with pytest.raises(RepositoryError, match=r"has no mkdocs\.yml$"):
        reviewed(shelf, str(tmp_path))


def test_git_is_not_installed(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(shelf))
    with pytest.raises(RepositoryError) as raised:
        Repository(shelf).commit("main")
    assert str(raised.value) == (
        "git is not installed; install it, or name a folder that holds the other shelf"
    )
