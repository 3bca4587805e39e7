"""Artifacts: a file that another workflow's run left, read without believing anything about it.

https://docs.github.com/rest/actions/artifacts; an artifact is a ZIP archive (PKWARE's APPNOTE).
"""

import io
import lzma
import zipfile
import zlib

from generator.github.api import GitHub, GitHubError
from generator.github.rest import Json

MAX_ARCHIVE = 16 << 20
"""Bytes; a larger archive is not fetched."""


_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What reading a stranger's archive may raise."""


class ArtifactError(ValueError):
    """An archive without the file, or one that cannot be read; the message is a sentence."""


def artifact_file(github: GitHub, run: int, name: str, file: str, limit: int) -> bytes | None:
    """Return one file of the artifact that a run left under a name; None when it left none.

    Of the archive only this file is read, of at most `limit` bytes, and nothing is written. Raises
    `ArtifactError` and `GitHubError`.
    """
    found = _newest(github, run, name)
    if found is None:
        return None
    size, number = found.get("size_in_bytes"), found.get("id")
    if not isinstance(number, int) or not isinstance(size, int):
        raise GitHubError("GitHub's answer does not say what artifact that is")
    if size > MAX_ARCHIVE:
        raise ArtifactError(f"the artifact is larger than {MAX_ARCHIVE >> 20} MB")
    content = github.download(f"actions/artifacts/{number}/zip", MAX_ARCHIVE)
    return file_in_archive(content, file, limit)


def _newest(github: GitHub, run: int, name: str) -> Json | None:
    """Return the artifact of a name that the last attempt of a run left."""
    answer = github.get(f"actions/runs/{run}/artifacts", name=name, per_page=100)
    listed = answer.get("artifacts") if isinstance(answer, dict) else None
    found = [
        one
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict) and one.get("name") == name and not one.get("expired")
    ]
    return max(found, key=lambda one: str(one.get("created_at")), default=None)


def file_in_archive(archive: bytes, name: str, limit: int) -> bytes:
    """Return a file of a ZIP archive by its exact name; raise `ArtifactError` when it is not so.

    What the archive says of the file's size is not believed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened, opened.open(name) as file:
            content = file.read(limit + 1)
    except KeyError:
        raise ArtifactError(f"the artifact holds no {name}") from None
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise ArtifactError("the artifact is no archive that can be read") from error
    except (
        Exception
    ) as error:  # zlib.error, lzma.LZMAError: of a stranger's bytes anything may come
        raise ArtifactError("the artifact is damaged") from error
    if len(content) > limit:
        raise ArtifactError(f"{name} is larger than {limit:,} bytes")
    return content
