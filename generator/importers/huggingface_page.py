"""The text of a Hugging Face papers page: a date, then title and abstract in turn."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.importers.days import PageDay, page_day
from generator.problems import Problem, quoted

TITLE_LIMIT = 300
SHORT_ABSTRACT_WORDS = 8
_WRAPPED_WIDTH = 120
_WRAPPED_MIN_WIDTH = 40

_BANNER = re.compile(
    r"new|subscribe|(?:daily|trending) papers"
    r"|get trending papers in your email inbox.*"
    r"|by\s?\S.{0,60} and the research community",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!…][\"'”’)\]}]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A paper of the page: the line of its title (from 1), both texts, the date above it."""

    line: int
    title: str
    abstract: str
    day: PageDay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page holds: its papers in order, and a problem for each line without a place."""

    entries: tuple[Entry, ...] = ()
    unplaced: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


def parse(text: str, path: str) -> Page:
    """Return the papers of a page; `path` is the file's name in problems.

    Any text is accepted. The site's banner is passed over; what is neither a title nor an
    abstract becomes a problem at its line. White space is folded, all else is kept.
    """
    reader = _Reader(path)
    for line in _blocks(text.removeprefix("\ufeff")):
        reader.take(line)
    reader.finish()
    return Page(entries=tuple(reader.entries), unplaced=tuple(reader.unplaced))


@dataclass
class _Reader:
    """Puts lines in their places, one by one: waits for a title, then for its abstract."""

    path: str
    day: PageDay | None = None
    title: _Line | None = None
    entries: list[Entry] = field(default_factory=list)
    unplaced: list[Problem] = field(default_factory=list)

    def take(self, line: _Line) -> None:
        if day := page_day(line.text):
            self.finish()
            self.day = day
        elif _BANNER.fullmatch(line.text):
            self.finish()
        elif self.title and _is_abstract(line.text):
            self.entries.append(self._entry(self.title, line.text))
            self.title = None
        elif len(line.text) <= TITLE_LIMIT:
            self.finish()
            self.title = line
        else:
            self.unplaced.append(self._too_long(line))

    def finish(self) -> None:
        """Report a title that is still waiting for its abstract."""
        if self.title:
            self.unplaced.append(self._without_abstract(self.title))
        self.title = None

    def _entry(self, title: _Line, abstract: str) -> Entry:
        return Entry(line=title.number, title=title.text, abstract=abstract, day=self.day)

    def _too_long(self, line: _Line) -> Problem:
        return Problem(
            path=self.path,
            line=line.number,
            message=f"{len(line.text)} characters where a title should stand: {quoted(line.text)}",
            advice="write the title on a line above, or join it with the abstract before it",
        )

    def _without_abstract(self, line: _Line) -> Problem:
        return Problem(
            path=self.path,
            line=line.number,
            message=f"no abstract follows {quoted(line.text)}",
            advice="write its abstract on the next line, or delete the line if it is no title",
        )


def _is_abstract(text: str) -> bool:
    """Tell a short abstract from a title: it is a sentence of some words with its full stop."""
    if len(text) > TITLE_LIMIT:
        return True
    return len(text.split()) >= SHORT_ABSTRACT_WORDS and bool(_SENTENCE_END.search(text))


def _blocks(text: str) -> Iterator[_Line]:
    """Yield each line that says something; the lines of a wrapped paragraph come as one."""
    for paragraph in _paragraphs(text):
        if _is_wrapped(paragraph):
            yield _Line(paragraph[0].number, " ".join(line.text for line in paragraph))
        else:
            yield from paragraph


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    lines: list[_Line] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text + "\n"), start=1):
        folded = " ".join(line.split())
        if folded:
            lines.append(_Line(number, folded))
        elif lines:
            yield lines
            lines = []


def _is_wrapped(lines: list[_Line]) -> bool:
    """Tell whether the lines are one paragraph, broken by hand at about the same width."""
    widths = [len(line.text) for line in lines]
    return (
        sum(widths) > TITLE_LIMIT
        and max(widths) <= _WRAPPED_WIDTH
        and min(widths[:-1]) >= _WRAPPED_MIN_WIDTH
    )
