"""Adding: from a request to a new record file; the plan is pure, what is around it asks and writes.

`add_paper` is what the command `papershelf add` and the issue form run.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from msgspec.structs import replace as with_values

from generator.contribute.addition import (
    AS_USUAL,
    Addition,
    Choices,
    Reason,
    Record,
    Refusal,
    Request,
)
from generator.contribute.duplicates import duplicates_of
from generator.contribute.finding import YOU, Library, find
from generator.contribute.nearby import catalog_nearby
from generator.contribute.new_files import write_new
from generator.contribute.soundness import own_problems, sound
from generator.contribute.standing import Standing, stands
from generator.contribute.suggest import Suggestion, suggest
from generator.contribute.vocabulary import without_tags
from generator.contribute.wanted_tags import wanted_tags
from generator.problems import Problem, Severity, has_errors, in_order
from generator.records.models import Paper
from generator.relate import related
from generator.settings import Settings
from generator.web.answers import Web
from generator.web.opening import services_of

OURS = "Papershelf"
"""The origin of what no service and no person says of a new paper."""
MOST_SUGGESTED = 5
_LEAST = 0.2
"""A tag that scores less is not worth showing."""


def add_paper(
    request: Request,
    settings: Settings,
    client: Web,
    *,
    today: datetime.date,
    choices: Choices = AS_USUAL,
    standing: Standing | None = None,
) -> Addition | Refusal:
    """Look a paper up, plan its record and write it to a new file; or say why not.

    `standing` is what is on the shelf, which several requests need read only once: it comes of
    `stands(settings)`, then of `with_paper(standing, addition.paper)`. Raises nothing for what a
    person or a service may say.
    """
    standing = standing or stands(settings)
    library = Library(client, services_of(settings), choices.choose)
    facts = find(request, standing, library)
    if isinstance(facts, Refusal):
        return facts
    planned = plan_addition(facts.record, standing, today=today, choices=choices)
    if isinstance(planned, Refusal):
        return planned
    addition = replace(
        planned,
        origins={
            key: facts.origins.get(key, planned.origins.get(key, YOU)) for key in planned.record
        },
        asked=facts.asked,
        differences=facts.differences,
        remarks=(*facts.remarks, *planned.remarks),
    )
    return write_addition(addition, settings) if choices.write else addition


def write_addition(addition: Addition, settings: Settings) -> Addition | Refusal:
    """Write the file of an addition, which must not be there yet."""
    if reason := write_new(settings.root, addition.path, addition.text):
        sentence = f"{addition.path} cannot be written ({reason})"
        return Refusal(reason=Reason.UNWRITTEN, sentences=(sentence,))
    return replace(addition, written=True)


def plan_addition(
    record: Record,
    standing: Standing,
    *,
    today: datetime.date,
    choices: Choices = AS_USUAL,
) -> Addition | Refusal:
    """Return the new record file of a paper, or why it cannot be added. Pure.

    `record` holds the facts found; it gets `added: today`, tags that are sure enough, and an id
    that no paper has.
    """
    if earlier := standing.repeated(record):
        return standing.refusal(earlier)
    name = standing.free_id(str(record.get("title") or ""), choices.id)
    if isinstance(name, Refusal):
        return name
    tags = wanted_tags(choices.tags, record.get("tags"), standing.tags)
    if isinstance(tags, Refusal):
        return tags
    draft = _Draft(
        name=name,
        path=f"{standing.folder}/{name}.yml",
        record=_completed(record, tags.ids, choices.note, today),
    )
    return _planned(draft, standing, choices, tags.remarks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    name: str
    path: str
    record: Record


def _completed(
    record: Record, tags: tuple[str, ...], note: str, today: datetime.date
) -> Mapping[str, object]:
    notes = "\n\n".join(filter(None, (str(record.get("notes") or ""), note)))
    return {**record, "tags": list(tags), "notes": notes, "added": today.isoformat()}


def _planned(
    draft: _Draft, standing: Standing, choices: Choices, remarks: tuple[str, ...]
) -> Addition | Refusal:
    first = sound(draft.record, draft.name, draft.path)
    if isinstance(first, list):
        return _wrong(first)
    suggested, repeats = _compared(first.paper, standing, suggests=choices.suggest)
    surest = [one.tag.id for one in suggested if one.score >= choices.confidence]
    record = {**first.record, "tags": [*first.paper.tags, *surest]}
    whole = sound(record, draft.name, draft.path)
    if isinstance(whole, list):
        return _wrong(whole)
    problems = own_problems(whole.paper, standing.records, standing.taken)
    if has_errors(problems):
        return _wrong(problems)
    return Addition(
        id=draft.name,
        path=draft.path,
        text=whole.text,
        record=whole.record,
        origins={"tags": OURS if surest else YOU, "added": OURS},
        problems=tuple(in_order([*problems, *repeats])),
        suggested=suggested,
        remarks=(*remarks, *first.left_out),
        paper=whole.paper,
    )


def _wrong(problems: list[Problem]) -> Refusal:
    errors = [problem.text for problem in problems if problem.severity is Severity.ERROR]
    return Refusal(reason=Reason.WRONG, sentences=tuple(errors))


def _compared(
    paper: Paper, standing: Standing, *, suggests: bool
) -> tuple[tuple[Suggestion, ...], list[Problem]]:
    """Return tags for a new paper, and the papers that it may be already."""
    catalog = catalog_nearby(standing.records, with_values(paper, digest=0))
    neighbours = related(without_tags(catalog), 0).neighbours
    repeats = duplicates_of(paper.id, catalog, neighbours)
    if not suggests or not catalog.tags:
        return (), repeats
    new = [catalog.by_id[paper.id]]
    (found,) = suggest(catalog, new, MOST_SUGGESTED, _LEAST, neighbours)
    return found.suggestions, repeats
