"""What a look-up gives: a record, and which service each of its values comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A paper as services describe it.

    `record` has the keys and values of a record file, `origins` names for each key the service
    and the address where it stands ("arXiv, https://arxiv.org/abs/1806.07572"), `asked` has the
    names of all services that were asked, in their order, and `remarks` a sentence for each that
    had no answer.
    """

    record: Mapping[str, object]
    origins: Mapping[str, str]
    asked: tuple[str, ...]
    remarks: tuple[str, ...] = field(default=())


class NotFoundError(Exception):
    """No service knows the paper; the message is a sentence that says what was asked where."""
