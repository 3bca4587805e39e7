"""Answers kept on the disk, each in a file of its own, so that nobody is asked twice."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import msgspec

from generator.web.answers import Answer
from generator.whole_files import write_whole

_KEPT_HEADERS = frozenset({"content-type", "last-modified"})


class _Entry(msgspec.Struct, frozen=True):
    asked: str
    stored: float
    """In seconds since 1970."""
    url: str
    status: int
    headers: dict[str, str]
    digest: str
    content: bytes


class AnswerCache:
    """Keeps answers in a folder; what it cannot read, or write, it does without."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, asked: str, now: float, fresh_for: float) -> Answer | None:
        """Return the answer to `asked` when it is younger than `fresh_for`, both in seconds."""
        try:
            entry = msgspec.json.decode(self._path(asked).read_bytes(), type=_Entry)
        except (OSError, ValueError, RecursionError):
            return None
        is_fresh = 0 <= now - entry.stored < fresh_for
        is_whole = entry.asked == asked and entry.digest == sha256(entry.content).hexdigest()
        if not is_fresh or not is_whole:
            return None
        return Answer(
            url=entry.url,
            status=entry.status,
            headers=entry.headers,
            content=entry.content,
            cached=True,
        )

    def write(self, asked: str, answer: Answer, now: float) -> None:
        """Keep an answer, in the place of an older one, all of it or nothing."""
        entry = _Entry(
            asked=asked,
            stored=now,
            url=answer.url,
            status=answer.status,
            headers=_kept(answer.headers),
            digest=sha256(answer.content).hexdigest(),
            content=answer.content,
        )
        path = self._path(asked)
        try:
            write_whole(path, msgspec.json.encode(entry))
        except OSError:
            return

    def _path(self, asked: str) -> Path:
        name = sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:40]
        return self._folder / f"{name}.json"


def _kept(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name in _KEPT_HEADERS}
