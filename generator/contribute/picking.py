"""Picking: which papers tags are suggested for, and which tags are written."""

from collections.abc import Iterable, Sequence

from generator.catalog import Catalog
from generator.contribute.suggest import Suggested
from generator.problems import nearest, quoted
from generator.records.models import Paper


def picked(catalog: Catalog, names: Sequence[str], *, every: bool) -> list[Paper]:
    """Return the papers of some ids; without ids those that have no tag, or `every` one."""
    if names:
        return [catalog.by_id[name] for name in dict.fromkeys(names)]
    return [paper for paper in catalog.papers if every or not paper.tags]


def unknown(catalog: Catalog, names: Sequence[str]) -> str:
    """Return what to say of the first id that no paper has, or ""."""
    name = next((name for name in names if name not in catalog.by_id), None)
    if name is None:
        return ""
    close = nearest(name, catalog.by_id)
    advice = f'did you mean "{close}"?' if close else "write the id of a paper on this shelf"
    return f"no paper {quoted(name)}; {advice}"


def surest(suggested: Iterable[Suggested], least: float) -> list[tuple[Paper, tuple[str, ...]]]:
    """Return papers with the ids of those tags suggested for them that score `least` or more."""
    sure = [
        (one.paper, tuple(found.tag.id for found in one.suggestions if found.score >= least))
        for one in suggested
    ]
    return [(paper, tags) for paper, tags in sure if tags]
