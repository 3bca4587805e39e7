"""From a proposal to a branch, a pull request and a comment, in a real clone."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from helpers.github_server import TOKEN, GitHubServer

from generator.github.api import GitHub
from generator.github.events import IssueEvent, User
from generator.github.git import BOT_EMAIL, BOT_NAME, Git, GitError
from generator.github.proposal import Change, Proposal, ProposalError, digest
from generator.github.proposing import Done, author_of, failed, propose
from generator.settings import Options, Settings

PATH = "site_src/papers/a.yml"
OLD = "title: A\n"
STRANGER = {"login": "stranger", "id": 7, "type": "User"}


def git(folder: Path, *command: str) -> str:
    who = ["-c", "user.name=M", "-c", "user.email=m@example.org"]
    done = subprocess.run(
        ["git", *who, *command], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@dataclass(frozen=True)
class Place:
    """A bare origin, a clone of it, and GitHub."""

    origin: Path
    clone: Path
    server: GitHubServer

    def propose(self, proposal: Proposal, number: int = 12) -> Done:
        git(self.clone, "checkout", "--quiet", "--force", "main")
        git(self.clone, "clean", "--quiet", "-fd")
        event = IssueEvent.model_validate(
            {
                "issue": {"number": number, "title": "t", "user": STRANGER},
                "repository": {"full_name": self.server.repository},
            },
            strict=False,
        )
        settings = Settings(root=self.clone, site_name="S", options=Options())
        environment = {"PATH": "/usr/bin:/bin", "GITHUB_TOKEN": TOKEN}
        with GitHub.of(self.server.environment) as github:
            return propose(event, proposal, settings, github, Git(self.clone, environment))

    def log(self, branch: str, form: str) -> str:
        return git(self.origin, "log", f"--format={form}", f"main..{branch}")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    start = tmp_path / "start"
    (start / "site_src/papers").mkdir(parents=True)
    (start / PATH).write_text(OLD)
    git(start, "init", "--quiet", "--initial-branch", "main")
    git(start, "add", ".")
    git(start, "commit", "--quiet", "-m", "Begin")
    git(tmp_path, "clone", "--quiet", "--bare", "start", "origin.git")
    git(tmp_path, "clone", "--quiet", "origin.git", "clone")
    with GitHubServer() as server:
        server.add_issue(12, "Correct a paper")
        yield Place(tmp_path / "origin.git", tmp_path / "clone", server)


def correction(text: str = "title: B\n", before: str = OLD) -> Proposal:
    change = Change(path=PATH, before=digest(before), text=text)
    return Proposal(kind="correct", paper="a", body="why", change=change)


def test_a_change_becomes_a_commit_by_who_asked(place: Place) -> None:
    done = place.propose(correction())
    assert done.sentences == (
        "pull request 13: made",
        "check.yml was started",
        "review.yml was started",
    )
    assert done.pull_request == "https://github.com/someone/papers-demo/pull/13"
    assert git(place.origin, "show", f"form/12:{PATH}") == "title: B"
    assert place.log("form/12", "%an|%ae|%cn|%ce|%B") == (
        f"stranger|7+stranger@users.noreply.github.com|{BOT_NAME}|{BOT_EMAIL}|Correct a"
    )
    (pull,) = place.server.pull_requests()
    assert pull["body"] == "<!-- papershelf:form -->\nCloses #12.\n\nwhy"
    assert place.server.bodies(12) == [
        "<!-- papershelf:form -->\nThank you. Pull request #13 makes this correction; someone who "
        "keeps this shelf will look at it, and what they say stands there. If something in it "
        "should be otherwise, edit this issue: the pull request follows."
    ]


def test_the_same_again_changes_nothing(place: Place) -> None:
    place.propose(correction())
    head = git(place.origin, "rev-parse", "form/12")
    writes = list(place.server.writes)
    assert place.propose(correction()).sentences == ("pull request 13: same",)
    assert git(place.origin, "rev-parse", "form/12") == head
    assert place.server.writes == writes


def test_an_edit_takes_the_place_of_what_was_proposed(place: Place) -> None:
    place.propose(correction())
    git(place.clone, "checkout", "--quiet", "--force", "main")
    (place.clone / "README").write_text("x")
    git(place.clone, "add", "README")
    git(place.clone, "commit", "--quiet", "-m", "Main goes on")
    git(place.clone, "push", "--quiet", "origin", "main")
    place.propose(correction("title: C\n"))
    assert git(place.origin, "show", f"form/12:{PATH}") == "title: C"
    assert place.log("form/12", "%s") == "Correct a"


def test_what_a_person_pushed_is_not_overwritten(place: Place) -> None:
    place.propose(correction())
    git(place.clone, "checkout", "--quiet", "-B", "mine", "origin/form/12")
    (place.clone / PATH).write_text("title: Mine\n")
    git(place.clone, "commit", "--quiet", "-am", "Better")
    git(place.clone, "push", "--quiet", "origin", "mine:form/12")
    done = place.propose(correction("title: D\n"))
    assert done.sentences[0].startswith("Somebody has changed the pull request by hand since")
    assert git(place.origin, "show", f"form/12:{PATH}") == "title: Mine"


def test_what_a_person_pushes_meanwhile_is_not_overwritten(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.propose(correction())
    asked = GitHub.open_pull_request

    def slowly(github: GitHub, branch: str) -> dict[str, object] | None:
        """Give a person the time to push, after the branch was looked at."""
        other = place.clone.parent / "other"
        if not other.exists():
            git(place.clone.parent, "clone", "--quiet", "-b", branch, "origin.git", "other")
            (other / PATH).write_text("title: Mine\n")
            git(other, "commit", "--quiet", "-am", "Better")
            git(other, "push", "--quiet", "origin", branch)
        return asked(github, branch)

    monkeypatch.setattr(GitHub, "open_pull_request", slowly)
    with pytest.raises(GitError, match=r"^git push failed: "):
        place.propose(correction("title: D\n"))
    assert git(place.origin, "show", f"form/12:{PATH}") == "title: Mine"


def test_a_pull_request_of_a_fork_of_the_same_owner_is_not_the_forms(place: Place) -> None:
    theirs = place.server.add_fork(20, "someone", "form/12", "a" * 40)
    theirs["head"]["repo"] = {"full_name": "someone/papers-fork"}
    theirs["state"] = "closed"
    assert place.propose(correction()).sentences[0] == "pull request 21: made"
    assert theirs["body"] == ""


def test_what_a_maintainer_closed_stays_closed(place: Place) -> None:
    place.propose(correction())
    (pull,) = place.server.pull_requests()
    pull["state"] = "closed"
    done = place.propose(correction("title: C\n"))
    assert done.sentences[0].startswith("The pull request that this form became was closed without")
    assert place.server.pull_requests() == []
    pull["merged_at"] = "2026-10-01T12:00:00Z"
    assert place.propose(correction("title: C\n")).sentences[0] == "pull request 14: made"


def test_what_changed_meanwhile_is_left_alone(place: Place) -> None:
    with pytest.raises(ProposalError, match=f"^{PATH} has changed meanwhile$"):
        place.propose(correction(before="title: Z\n"))
    assert place.server.writes == []
    assert git(place.origin, "branch", "--list", "form/*") == ""


def test_an_answer_alone_pushes_nothing(place: Place) -> None:
    done = place.propose(Proposal(kind="add", body="What is missing."))
    assert done.sentences == ("the answer in issue 12: made",)
    assert place.server.bodies(12) == ["<!-- papershelf:form -->\nWhat is missing."]
    assert git(place.origin, "branch", "--list", "form/*") == ""


def test_a_check_that_does_not_start_is_told(place: Place) -> None:
    place.server.fail_on("dispatches", 403)
    done = place.propose(correction())
    assert done.sentences[1].startswith("check.yml was not started: GitHub refused POST ")
    assert len(place.server.bodies(12)) == 1


def test_a_race_is_lost_without_harm(place: Place) -> None:
    clone = Git(place.clone, {"PATH": "/usr/bin:/bin"})
    (place.clone / PATH).write_text("title: B\n")
    commit = clone.commit(PATH, "Correct a", (BOT_NAME, BOT_EMAIL))
    clone.push(commit, "form/12", None)
    with pytest.raises(GitError, match=r"^git push failed: "):
        clone.push("main", "form/12", None)
    assert git(place.origin, "rev-parse", "form/12") == commit


def test_no_message_of_git_holds_the_token(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "remote", "add", "origin", f"/nowhere/{TOKEN}")
    environment = {
        "PATH": "/usr/bin:/bin",
        "GITHUB_TOKEN": TOKEN,
        "GITHUB_SERVER_URL": "https://github.com",
    }
    with pytest.raises(GitError) as raised:
        Git(tmp_path, environment).fetched("x")
    assert TOKEN not in str(raised.value)


def test_the_token_goes_to_its_server_only(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    environment = {
        "PATH": "/usr/bin:/bin",
        "GITHUB_TOKEN": TOKEN,
        "GITHUB_SERVER_URL": "https://github.com",
    }
    shell = Git(tmp_path, environment)
    asked = ("config", "--get-urlmatch", "http.extraheader")
    assert "basic" in shell._run(*asked, "https://github.com/a/b.git")
    with pytest.raises(GitError):
        shell._run(*asked, "https://evil.example/a/b.git")


@pytest.mark.parametrize(
    ("user", "author"),
    [
        (None, (BOT_NAME, BOT_EMAIL)),
        (User(login="a-b", id=3), ("a-b", "3+a-b@users.noreply.github.com")),
        (User(login="a-b"), (BOT_NAME, BOT_EMAIL)),
        (User(login="a> <evil@x.y", id=3), (BOT_NAME, BOT_EMAIL)),
        (User(login="x\nCo-authored-by: y", id=3), (BOT_NAME, BOT_EMAIL)),
    ],
)
def test_who_asked_is_the_author(user: User | None, author: tuple[str, str]) -> None:
    assert author_of(user) == author


def test_a_failure_is_told_without_anything_alive() -> None:
    environment = {
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "a/b",
        "GITHUB_RUN_ID": "5",
    }
    assert failed(GitError("git push failed: @you <b>"), environment) == (
        "The form could not become a pull request: git push failed: @&#8203;you &lt;b&gt;.\n\n"
        "This is for the people who keep this shelf: [what the workflow did]"
        "(https://github.com/a/b/actions/runs/5)."
    )
