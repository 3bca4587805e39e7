"""An inquiry: services are asked one by one; that one fails does not end it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.lookup.access import Access
from generator.lookup.combine import combined
from generator.lookup.facts import Facts
from generator.lookup.found import Found, NotFoundError
from generator.same_paper import likeness
from generator.web.errors import OfflineError, WebError

NOT_KNOWN = frozenset({404, 410})
LEAST_ALIKE = 0.5
"""Titles of a preprint and its publication may differ; those of two papers are less alike."""


@dataclass
class Inquiry:
    """What has been asked so far for one paper, and what came of it."""

    access: Access
    facts: list[Facts] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unknown_to: list[str] = field(default_factory=list)
    failures: list[WebError] = field(default_factory=list)

    def ask(self, name: str, question: Callable[[Access], Facts | None]) -> Facts | None:
        """Ask a service; None when it does not know the paper, or gives no answer."""
        if name not in self.asked:
            self.asked.append(name)
        try:
            facts = question(self.access)
        except WebError as error:
            if error.status in NOT_KNOWN:
                self.unknown_to.append(name)
            else:
                self.failures.append(error)
                self.remarks.append(f"{name} gave no answer: {error.reason}")
            return None
        if facts is None:
            self.unknown_to.append(name)
        elif self._fits(facts):
            self.facts.append(facts)
            self.remarks += [remark for remark in facts.remarks if remark not in self.remarks]
            return facts
        return None

    def _fits(self, facts: Facts) -> bool:
        """Tell whether a further answer is about the paper that the first one is about."""
        if not self.facts:
            return True
        mine, theirs = self.facts[0].title, facts.title
        if likeness(mine, theirs) >= LEAST_ALIKE:
            return True
        self.remarks.append(
            f'{facts.source} has another title there, "{theirs}", so nothing was taken from it'
        )
        return False

    def known(self, key: str) -> str:
        """Return the first value of a key so far, "" when nobody has said it."""
        return next((v for facts in self.facts if (v := str(getattr(facts, key)))), "")

    def found(self, name: str) -> Found:
        """Return all that was found of the paper that `name` names.

        NotFoundError when those who answered do not know it, OfflineError when nobody can be
        reached, another WebError when nobody answered.
        """
        if self.facts:
            record, origins = combined(self.facts)
            return Found(
                record=record,
                origins=origins,
                asked=tuple(self.asked),
                remarks=tuple(self.remarks),
            )
        if not self.failures:
            raise NotFoundError(f"{name} is not known to {_listed(self.unknown_to)}")
        if self.unknown_to:
            raise NotFoundError(
                f"{name} is not known to {_listed(self.unknown_to)}; {'; '.join(self.remarks)}"
            )
        serious = (e for e in self.failures if not isinstance(e, OfflineError))
        raise next(serious, self.failures[0])


def _listed(names: list[str]) -> str:
    *first, last = names or ["any service"]
    return f"{', '.join(first)} or {last}" if first else last
