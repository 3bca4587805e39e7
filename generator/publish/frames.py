"""Frames: what the site's theme puts around the pages of a kind, made once and used for all.

An exemplar page holds a marker in each place where pages differ. MkDocs (or another engine) renders
it like any page; what it made, cut at the markers, is the frame. A second page, the proof, holds
texts that are hard to write into HTML: what the engine makes of it must be what its frame makes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

import msgspec

from generator import addresses
from generator.publish.inset import Inset

SLOTS = ("title", "description", "address", "anchor", "heading", "content")
CRUMBS = 2
"""An exemplar has so many pages above it: from two of them follows how any number is written."""
NEEDED = ("content", "title")

_START = "papershelf9"
_MARK = re.compile(_START + r"([a-z]+\d?)9")
_KEPT = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")  # what HTML calls white space; U+00A0 is to be seen
_PLACES = r'(?:<a id="[^"]*"></a>)*'
_HARD = """A <b>"hard" & 'odd'</b> title: $x$ {{ 1 }} &amp; \\n"""


class FrameError(Exception):
    """The theme does not show what it is given; the message says what is missing."""


class Frame(msgspec.Struct, frozen=True, gc=False):
    """The text around what varies: literal, slot, literal, …, literal."""

    literals: tuple[str, ...]
    slots: tuple[str, ...]
    crumb: tuple[str, ...] = ()
    """A page above, written out: literals between the parts that `crumb_slots` names."""
    crumb_slots: tuple[str, ...] = ()
    crumb_separator: str = ""

    def filled(self, inset: Inset) -> str:
        """Return a whole page."""
        values = {
            "title": inset.title,
            "description": inset.description,
            "address": address_part(inset.path),
            "anchor": inset.anchor,
            "heading": inset.heading,
            "content": inset.html,
        }
        if "crumbs" in self.slots:
            values["crumbs"] = self.crumb_separator.join(map(self._crumb, inset.crumbs))
        parts = [self.literals[0]]
        for slot, literal in zip(self.slots, self.literals[1:], strict=True):
            parts += (values[slot], literal)
        return "".join(parts)

    def _crumb(self, crumb: tuple[str, str]) -> str:
        title, url = crumb
        parts = [self.crumb[0]]
        for slot, literal in zip(self.crumb_slots, self.crumb[1:], strict=True):
            parts += (title if slot == "crumb" else url, literal)
        return "".join(parts)


def shape(path: str, kind: str, single: frozenset[str]) -> str:
    """Return the name of the frame that a page needs: pages with one name differ in slots alone.

    A list's first page, and every page of the navigation (`single`), has a frame of its own.
    """
    if addresses.is_index(path) or path in single:
        return path
    return f"{kind} {path.partition('/')[0]} {path.count('/')}"


def address_part(path: str) -> str:
    """Return what tells a page's address from others of its shape: "papers/filo.md" is "filo"."""
    return path.partition("/")[2].removesuffix(".md")


def mark(slot: str) -> str:
    """Return a marker: letters and digits that no theme writes and no template changes."""
    return f"{_START}{slot}9"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A frame to be made: its name, a page that has it, and the page's title where it is fixed."""

    shape: str
    path: str
    kind: str
    title: str | None = None
    is_below: bool = True
    """Whether there are pages above it."""


def exemplar(wanted: Wanted) -> Inset:
    """Return the page with the markers."""
    content = f"<h1>{mark('content')}</h1>"  # Material writes the title itself above other content
    above = range(1, CRUMBS + 1) if wanted.is_below else ()
    return Inset(
        path=wanted.path if wanted.title is not None else _marked_path(wanted.path),
        kind=wanted.kind,
        title=mark("title") if wanted.title is None else _fixed(wanted.title),
        description=mark("description"),
        crumbs=tuple((mark(f"crumb{n}"), mark(f"way{n}")) for n in above),
        anchor=mark("anchor"),
        heading=mark("heading"),
        html=content,
    )


def _fixed(title: str) -> str:
    """Return a title as HTML in which no marker stands, even if the title has one."""
    return escape(title).replace(_START, _START[:-1] + f"&#{ord(_START[-1])};")


def places(anchors: Iterable[str]) -> str:
    """Return HTML for links to lead to, which `cut` takes for a part of the content before it."""
    return "".join(f'<a id="{anchor}"></a>' for anchor in anchors)


def proof(wanted: Wanted) -> Inset | None:
    """Return a page to try the frame with; none where the address belongs to the exemplar."""
    if wanted.title is not None:
        return None
    hard = escape(_HARD)
    top, _, rest = wanted.path.partition("/")
    names = "/".join(f"papershelf-proof-{n}" for n in range(rest.count("/") + 1))
    return Inset(
        path=f"{top}/{names}.md",
        kind=wanted.kind,
        title=hard,
        description=hard,
        crumbs=((hard, "../a/"), ("B", "../b/"), (hard, "../c/")),
        anchor="hard",
        heading="Hard",
        html=f'<h1 id="hard">Hard</h1>\n<p>{hard}</p>\n',
        updated="2020-02-03",
        facts={
            "authors": [hard, "B"],
            "date": "2020-02-03",
            "venue": hard,
            "topics": [hard],
            "arxiv": "1806.07572",
            "doi": "10.5555/12345678",
        },
    )


def _marked_path(path: str) -> str:
    top, _, rest = path.partition("/")
    return f"{top}/{_address_mark(rest)}.md"


def _address_mark(rest: str) -> str:
    return "/".join([mark("address")] * (rest.count("/") + 1))


def minimised(html: str) -> str:
    """Return HTML with each run of white space as one space, but where it counts."""
    parts = _KEPT.split(html)  # text, kept part, name of its element, text, …
    parts[::3] = [_SPACE.sub(" ", text) for text in parts[::3]]
    del parts[2::3]
    return "".join(parts).strip(" ")


def cut(wanted: Wanted, html: str) -> Frame:
    """Return the frame that the engine made around an exemplar; FrameError when parts are lost."""
    marked = minimised(html)
    marked = re.sub(exemplar(wanted).html + _PLACES, mark("content"), marked)
    marked = marked.replace(_address_mark(wanted.path.partition("/")[2]), mark("address"))
    parts = _MARK.split(marked)
    literals, slots = parts[::2], parts[1::2]
    for slot in NEEDED if wanted.title is None else NEEDED[:1]:
        if slot not in slots:
            raise FrameError(f"its {slot} is not shown")
    if slots.count("content") > 1:
        raise FrameError("its content is shown more than once")
    return _with_crumbs(literals, slots)


def _with_crumbs(literals: Sequence[str], slots: Sequence[str]) -> Frame:
    """Return the frame with each row of pages above as one slot."""
    rows = list(_rows(slots))
    kinds = {_row(literals[row.start : row.stop + 1], slots[row]) for row in rows}
    if len(kinds) > 1:
        raise FrameError("the pages above it are shown in two ways")
    crumb, crumb_slots, separator = kinds.pop() if kinds else ((), (), "")
    texts: list[str] = []
    names: list[str] = []
    done = 0
    for row in rows:
        texts += literals[done : row.start + 1]
        names += [*slots[done : row.start], "crumbs"]
        done = row.stop
    texts += literals[done:]
    names += slots[done:]
    return Frame(tuple(texts), tuple(names), crumb, crumb_slots, separator)


def _rows(slots: Sequence[str]) -> Iterator[slice]:
    """Yield where the two pages above an exemplar stand, as often as they do."""
    start = None
    for place, slot in enumerate(slots):
        is_crumb = slot[:-1] in {"crumb", "way"}
        if is_crumb and start is None:
            start = place
        if start is not None and (not is_crumb or place == len(slots) - 1):
            yield slice(start, place + is_crumb)
            start = None


def _row(
    literals: Sequence[str], slots: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Return how one page above is written, and what stands between two."""
    half = len(slots) // 2
    first, second = [s[:-1] for s in slots[:half]], [s[:-1] for s in slots[half:]]
    numbers = [s[-1] for s in slots]
    if first != second or numbers != ["1"] * half + ["2"] * half:
        raise FrameError("the pages above it are not shown one after the other")
    inner = literals[1:half]
    if inner != literals[half + 1 : 2 * half]:
        raise FrameError("two pages above it are not shown in the same way")
    return ("", *inner, ""), tuple(first), literals[half]


def difference(made: str, wanted: str) -> str:
    """Return the first place where two texts differ, in words; "" when they are the same."""
    if made == wanted:
        return ""
    place = next(
        (n for n, (a, b) in enumerate(zip(made, wanted, strict=False)) if a != b),
        min(len(made), len(wanted)),
    )
    return f"…{made[max(0, place - 60) : place + 60]}… instead of …{wanted[place : place + 60]}…"
