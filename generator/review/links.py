"""Links of a change: the addresses that it brings to papers, and what came of asking for them."""

from collections.abc import Iterator, Sequence

from generator.catalog import build_catalog
from generator.external_links import Checked, Link, State, links_of
from generator.records.read import Records
from generator.review.models import LinkState, Review

Touched = tuple[str, Link]
"""A paper's id and a link of its record."""


def links_touched(review: Review, records: Records) -> list[Touched]:
    """Return the external links in those keys of papers that hold something new."""
    keys = {
        one.id: {change.key for change in one.changes if change.new is not None}
        for one in review.differences
        if one.kind == "paper" and one.how != "removed"
    }
    catalog = build_catalog(records)
    return [
        (name, link)
        for name, changed in keys.items()
        if name in catalog.by_id
        for link in links_of(catalog, [catalog.by_id[name]])
        if link.key in changed
    ]


def link_states(touched: Sequence[Touched], checked: Checked) -> Iterator[LinkState]:
    """Yield what is to be said of each link that does not simply answer; nothing is said twice."""
    results = {result.address: result for _, result in checked.found}
    seen: set[tuple[str, str]] = set()
    for name, link in touched:
        result = results.get(link.asked)
        state = result.state if result else None
        if state is State.FINE or (name, link.address) in seen:
            continue
        seen.add((name, link.address))
        if result is None:
            why = " without a network" if checked.offline else ", there are too many"
            yield LinkState(id=name, address=link.address, state=f"not asked for{why}")
        else:
            note = result.reason or (result.new and f"leads to {result.new}")
            yield LinkState(id=name, address=link.address, state=result.state.value, note=note)
