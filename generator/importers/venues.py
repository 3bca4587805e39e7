"""Venues: what readers call a conference or a journal, from the full name of what is printed."""

import re

from generator.lookup.venues import is_known, short_venue

_OTHER = re.compile(r"workshop|companion|tutorial|demonstration|student|doctoral", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ACRONYM = r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*"
_BEFORE_YEAR = re.compile(rf"(?:^|[,(:] ?)({_ACRONYM})[ ’'-]?(?:(?:19|20)\d\d|\d\d)(?=[,):]|$)")
_IN_BRACKETS = re.compile(rf"\(({_ACRONYM})\)")


def venue_of(full: str, year: str) -> str:
    """Return the venue, with its year, of a paper in a journal or proceedings of that name.

    "Advances in Neural Information Processing Systems 31" of 2018 is "NeurIPS 2018", as look-ups
    have it; a name that is not known and says no acronym stays as it is. `year` is used where the
    name says none.
    """
    said = _YEAR.search(full)
    when = said[0] if said else year
    if when and is_known(full):
        return short_venue(full, int(when)) or full
    found = None if _OTHER.search(full) else _BEFORE_YEAR.search(full) or _IN_BRACKETS.search(full)
    return f"{found[1]} {when}" if found and when else full
