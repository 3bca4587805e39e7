"""Values for templates that are worked out when a template asks for them."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Generic, TypeVar, overload

T = TypeVar("T")


class Later(Sequence[T], Generic[T]):
    """A list that a template of ours needs only where it is short, and a shelf's own may need."""

    def __init__(self, make: Callable[[], Sequence[T]]) -> None:
        """Take what makes the list."""
        self._make = make

    @cached_property
    def _made(self) -> Sequence[T]:
        return self._make()

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        """Return an entry or several."""
        return self._made[place]

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._made)
