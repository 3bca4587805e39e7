"""The report of a round as JSON, for the workflow that proposes it."""

import json
from collections.abc import Iterable

from generator.records.models import Paper
from generator.upkeep.models import Claim, Round


def report_text(round_: Round, signals: str) -> str:
    """Return a round as JSON; `signals` is the shown path of the file of the day, or "".

    docs/upkeep.md describes the keys.
    """
    report = {
        "day": round_.day.isoformat(),
        "asked": round_.asked,
        "offline": round_.offline,
        "troubles": list(round_.troubles),
        "changes": [
            {**_of(one.paper), "key": one.key, "value": one.value, "claims": _claims(one.claims)}
            for one in round_.changes
        ],
        "conflicts": [
            {**_of(one.paper), "key": one.key, "claims": _claims(one.claims)}
            for one in round_.conflicts
        ],
        "remarks": [{**_of(one.paper), "text": one.text, "url": one.url} for one in round_.remarks],
        "counts": len(round_.counts),
        "signals": signals,
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _of(paper: Paper) -> dict[str, object]:
    source = paper.source
    return {"paper": paper.id, "title": paper.title, "path": source.path, "line": source.line}


def _claims(claims: Iterable[Claim]) -> list[dict[str, str]]:
    return [claim._asdict() for claim in claims]
