"""Memory: what was found out about links, with its day, so that nobody is asked every day."""

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from generator.external_links.states import Result, State
from generator.whole_files import write_whole

FILE = ".cache/papershelf/links.json"
"""Below the folder of mkdocs.yml."""
KEPT = datetime.timedelta(days=400)


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    state: State
    day: datetime.date
    reason: str = ""
    new: str = ""


class Memory:
    """Knows the last result of each address; what it cannot read or write, it does without."""

    def __init__(self, results: Mapping[str, Result] | None = None) -> None:
        """Begin with some results, by address."""
        self._results = dict(results or {})

    @classmethod
    def read(cls, path: Path) -> "Memory":
        """Return what a file remembers; nothing when it is not there or damaged."""
        try:
            kept = msgspec.json.decode(path.read_bytes(), type=dict[str, _Kept])
        except (OSError, msgspec.DecodeError):
            return cls()
        return cls({a: _result(a, one) for a, one in kept.items()})

    def write(self, path: Path, today: datetime.date) -> None:
        """Keep what is known, but nothing of long ago; a disk that is full keeps nothing."""
        kept = {
            address: _Kept(one.state, one.day, one.reason, one.new)
            for address, one in sorted(self._results.items())
            if today - one.day < KEPT
        }
        try:
            write_whole(path, msgspec.json.format(msgspec.json.encode(kept), indent=0))
        except OSError:
            return

    def learn(self, results: Iterable[Result]) -> None:
        """Take results in the place of older ones."""
        self._results.update((result.address, result) for result in results)

    def fresh(self, address: str, today: datetime.date, days: int) -> Result | None:
        """Return the result of an address that need not be asked again.

        It is younger than `days`, or than one when it was dead or unsure, which may be over soon.
        """
        result = self._results.get(address)
        if result is None:
            return None
        days = min(days, 1) if result.state in (State.DEAD, State.UNSURE) else days
        return result if 0 <= (today - result.day).days < days else None

    def last(self, address: str) -> Result | None:
        """Return the last result of an address."""
        return self._results.get(address)

    def last_asked(self, address: str) -> datetime.date:
        """Return the day on which an address was last asked; the first of all days for never."""
        result = self._results.get(address)
        return result.day if result else datetime.date.min


def _result(address: str, kept: _Kept) -> Result:
    return Result(address=address, state=kept.state, day=kept.day, reason=kept.reason, new=kept.new)
