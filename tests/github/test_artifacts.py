"""Artifacts of other runs, of which nothing is believed."""

import io
import zipfile
from collections.abc import Iterator

import pytest
from helpers.github_server import GitHubServer
from hypothesis import given
from hypothesis import strategies as st

from generator.github.api import GitHub, GitHubError
from generator.github.artifacts import (
    MAX_ARCHIVE,
    ArtifactError,
    artifact_file,
    file_in_archive,
)


@pytest.fixture
def server() -> Iterator[GitHubServer]:
    with GitHubServer() as server:
        yield server


@pytest.fixture
def github(server: GitHubServer) -> Iterator[GitHub]:
    with GitHub.of(server.environment) as github:
        yield github


def archive(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as opened:
        for name, content in files:
            opened.writestr(name, content)
    return made.getvalue()


def test_one_file_of_an_artifact(server: GitHubServer, github: GitHub) -> None:
    server.add_artifact(7, "preview", {"review.json": b"not this"})
    server.add_artifact(8, "review", {"review.json": b"nor this"})
    server.add_artifact(7, "review", {"other": b"x", "review.json": b"{}"})
    assert artifact_file(github, 7, "review", "review.json", 10) == b"{}"
    assert artifact_file(github, 9, "review", "review.json", 10) is None


def test_an_artifact_that_expired(server: GitHubServer, github: GitHub) -> None:
    server.add_artifact(7, "review", {"review.json": b"{}"})["expired"] = True
    assert artifact_file(github, 7, "review", "review.json", 10) is None


def test_the_last_of_several_attempts(server: GitHubServer, github: GitHub) -> None:
    server.add_artifact(7, "review", {"f": b"new"})["created_at"] = "2026-10-02T00:00:00Z"
    server.add_artifact(7, "review", {"f": b"old"})["created_at"] = "2026-10-01T00:00:00Z"
    assert artifact_file(github, 7, "review", "f", 10) == b"new"


def test_an_artifact_that_is_too_large(server: GitHubServer, github: GitHub) -> None:
    server.add_artifact(7, "review", {"f": b"x"})["size_in_bytes"] = MAX_ARCHIVE + 1
    with pytest.raises(ArtifactError, match=r"^the artifact is larger than 16 MB$"):
        artifact_file(github, 7, "review", "f", 10)


def test_an_artifact_larger_than_it_says(server: GitHubServer, github: GitHub) -> None:
    entry = server.add_artifact(7, "review", {}, archive=b"x" * (MAX_ARCHIVE + 1))
    entry["size_in_bytes"] = 1
    with pytest.raises(GitHubError, match=r"^GitHub's file is larger than 16,777,216 bytes$"):
        artifact_file(github, 7, "review", "f", 10)


def test_an_archive_that_unpacks_without_end() -> None:
    bomb = archive(("f", b"\0" * (1 << 24)))
    assert len(bomb) < 1 << 15
    with pytest.raises(ArtifactError, match=r"^f is larger than 1,000 bytes$"):
        file_in_archive(bomb, "f", 1_000)


@pytest.mark.parametrize("name", ["../f", "/f", "a/f", "F", "f/"])
def test_only_the_very_name_counts(name: str) -> None:
    with pytest.raises(ArtifactError, match=r"^the artifact holds no f$"):
        file_in_archive(archive((name, b"x")), "f", 10)


def test_every_way_of_packing() -> None:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert file_in_archive(archive(("f", b"x"), method=method), "f", 10) == b"x"


@given(st.binary(max_size=300))
def test_what_is_no_archive(content: bytes) -> None:
    with pytest.raises(ArtifactError):
        file_in_archive(content, "f", 10)


@given(st.data())
def test_a_damaged_archive(data: st.DataObject) -> None:
    whole = archive(
        ("f", b"some content " * 5),
        method=data.draw(st.sampled_from([8, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])),
    )
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert isinstance(file_in_archive(bytes(damaged), "f", 100), bytes)
    except ArtifactError as error:
        assert str(error)  # noqa: PT017 - either is right


def test_the_file_is_not_there(server: GitHubServer, github: GitHub) -> None:
    server.fail_next(410, body={"message": "Artifact has expired"})
    with pytest.raises(GitHubError, match=r"refused GET .* with 410: Artifact has expired$"):
        github.download("actions/artifacts/1/zip", 10)


def test_a_file_at_an_address_without_encryption(server: GitHubServer, github: GitHub) -> None:
    server.fail_next(302, {"Location": "http://other.example/file"})
    with pytest.raises(GitHubError, match=r"^GitHub's file is at an address without encryption$"):
        github.download("actions/artifacts/1/zip", 10)
