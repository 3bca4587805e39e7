"""Spelling: how a paper itself writes the terms that it shares with another."""

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.records.models import Paper


class Spelling:
    """The words of one paper as they stand in its title and abstract."""

    def __init__(self, paper: Paper) -> None:
        """Take the paper."""
        self._text = f"{paper.title}. {paper.abstract or ''}"
        self._title = len(paper.title)
        lower = self._text.lower()
        self._lower = lower if len(lower) == len(self._text) else self._text
        self._known: dict[tuple[str, ...], str] = {}

    def phrases(self, terms: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        """Return the spelling of each term, given in its possible forms, all in lower case.

        Terms that overlap in the text are one phrase: of "large language" and "language models"
        comes "large language models".
        """
        found: list[str] = []
        for forms in terms:
            phrase = self._known.get(forms) or self._most_frequent(forms)
            joined = next(filter(None, (self._joined(one, phrase) for one in found)), None)
            if joined:
                one, phrase = joined
                found[found.index(one)] = phrase
            else:
                found.append(phrase)
        return tuple(dict.fromkeys(found))

    def _most_frequent(self, forms: tuple[str, ...]) -> str:
        places = {form: list(self._places(form)) for form in forms}
        best = min(forms, key=lambda form: (-len(places[form]), len(form), form))
        phrase = self._known[forms] = self._cased(best, places[best])
        return phrase

    def _places(self, form: str) -> Iterator[int]:
        """Yield where a form stands as whole words."""
        start = self._lower.find(form)
        while start >= 0:
            end = start + len(form)
            before, after = self._lower[start - 1 : start], self._lower[end : end + 1]
            if not (before.isalnum() or after.isalnum() or before == "-" or after == "-"):
                yield start
            start = self._lower.find(form, start + 1)

    def _cased(self, form: str, places: list[int]) -> str:
        """Return a form as the text has it, but for capitals of titles and of sentences' begins."""
        written = Counter(self._text[place : place + len(form)] for place in places)
        if not written or form in written:
            return form
        names = {self._text[place : place + len(form)] for place in places if self._is_name(place)}
        kept = {w: n for w, n in written.items() if w in names or _has_inner_capital(w)}
        return min(kept, key=lambda word: (-kept[word], word), default=form)

    def _is_name(self, place: int) -> bool:
        """Tell whether a capital is that of "the Gaussian case", not of a title or a sentence."""
        before, after = self._text[:place].split()[-1:], self._text[place:].split()[1:2]
        if place < self._title or not before or before[0].endswith((".", ":", "?", "!")):
            return False
        return not any(word[:1].isupper() for word in (*before, *after))

    def _joined(self, one: str, other: str) -> tuple[str, str] | None:
        """Return a phrase and what it becomes together with another, if the text has that."""
        if f" {other.lower()} " in f" {one.lower()} ":
            return one, one
        for first, second in ((one, other), (other, one)):
            head, _, last = first.rpartition(" ")
            start, _, tail = second.partition(" ")
            whole = f"{first} {tail}"
            if head and tail and last.lower() == start.lower() and whole.lower() in self._lower:
                return one, whole
        return None


def _has_inner_capital(phrase: str) -> bool:
    """Tell whether it is written as "CLIP" or "LoRA" are, but not as "Re-Identification" is."""
    parts = phrase.replace("-", " ").split()
    return any(letter.isupper() for part in parts for letter in part[1:])


def plurals(pair: str) -> tuple[str, ...]:
    """Return the forms of two words of which the second stands in the singular."""
    forms = (pair, pair + "s")
    return (*forms, pair[:-1] + "ies") if pair.endswith("y") else forms
