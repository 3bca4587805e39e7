"""Plans: a page or a file that is not made yet, and a number for all that it will show."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.pages.page import Page

_BITS_63 = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Plan:
    """A page to come.

    Two plans of one path and one key make the same page, as long as settings, templates, code and
    vocabulary (tags, people, collections) are the same.
    """

    path: str
    kind: str
    key: int
    """63 bits over everything else that the page shows; the same in every process."""
    make: Callable[[], Page]


@dataclass(frozen=True, slots=True)
class FilePlan:
    """A file beside the pages to come, such as a feed; two of one path and key hold the same bytes.

    What a key need not vouch for is as with a page's plan.
    """

    path: str
    """Where it lies on the site, from its root: "feeds/tags/nlp.xml"."""
    key: int
    """63 bits over everything else that the file holds; the same in every process."""
    make: Callable[[], bytes]


def key_of(*numbers: int) -> int:
    """Return one number of 63 bits for several in their order.

    Python hashes text anew in each process, but a tuple of integers always alike, and faster than
    any other hash that the standard library has.
    """
    return hash(numbers) & _BITS_63
