"""Adding: from a request to a new record file; the plan is pure, what is around it asks and writes.

`add_paper` is what the command `papershelf add` and the issue form run.
"""

import datetime
from typing import TYPE_CHECKING

from generator.contribute.addition import Addition, Choices, Record, Refusal, Request
from generator.contribute.standing import Standing
from generator.settings import Settings

if TYPE_CHECKING:
    from generator.web.client import Client


def add_paper(
    request: Request,
    settings: Settings,
    client: "Client",
    *,
    today: datetime.date,
    choices: Choices = Choices(),
    standing: Standing | None = None,
) -> Addition | Refusal:
    """Look a paper up, plan its record and write it to a new file; or say why not.

    `standing` is what is on the shelf, which several requests need read only once
    (`standing.stands(settings)`). Raises nothing for what a person or a service may say.
    """
    raise NotImplementedError


def plan_addition(
    record: Record,
    standing: Standing,
    *,
    today: datetime.date,
    choices: Choices = Choices(),
) -> Addition | Refusal:
    """Return the new record file of a paper, or why it cannot be added. Pure.

    `record` holds the facts found; it gets `added: today`, tags that are sure enough, and an id that
    no paper has.
    """
    raise NotImplementedError
