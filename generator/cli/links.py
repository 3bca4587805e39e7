"""What `papershelf check --links` does: asks for every external link, and tells what it found."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from generator import terminal
from generator.catalog import Catalog
from generator.external_links import (
    FRESH_DAYS,
    Checked,
    Link,
    Memory,
    Plan,
    check_links,
    links_of,
    links_of_pages,
    plan_links,
)
from generator.external_links.check import LINK_PAUSES
from generator.external_links.memory import FILE
from generator.external_links.pages import read_pages
from generator.external_links.report import link_problems, links_report, plan_text, summary
from generator.problems import Problem
from generator.settings import Settings
from generator.web.client import Client, Limits
from generator.web.guard import is_loopback
from generator.web.services import Services

LIMITS = Limits(timeout=15.0, retries=1, longest_wait=30.0)
"""A link that does not answer soon is unsure, and asked again another day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkOptions:
    """How links are checked."""

    fresh_days: int = FRESH_DAYS
    limit: int | None = None
    report: Path | None = None
    """The file that gets everything that was found, as JSON."""


def link_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `links`, `links_fresh`, `links_limit` and `links_report`."""
    for option in (
        click.option(
            "--links-report",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Write all links that are not fine to this file, as JSON.",
        ),
        click.option(
            "--links-limit",
            type=click.IntRange(min=1),
            metavar="N",
            help="Ask for N addresses at most, those asked longest ago first.",
        ),
        click.option(
            "--links-fresh",
            type=click.IntRange(min=0),
            default=FRESH_DAYS,
            show_default=True,
            metavar="DAYS",
            help="Believe for so long what was found out about a link.",
        ),
        click.option(
            "--links",
            is_flag=True,
            help="Ask for every external link; warn of dead and moved ones.",
        ),
    ):
        command = option(command)
    return command


def links_checked(
    settings: Settings, catalog: Catalog, options: LinkOptions, today: datetime.date
) -> tuple[list[Problem], str]:
    """Return warnings of links and the summary; none of them makes a command fail."""
    pages = read_pages(settings.root / settings.docs_dir, settings.root)
    links = [*links_of(catalog), *links_of_pages(pages)]
    checked = ask_links(settings, links, options, today)

    def read(path: str) -> str:
        return _text(settings.root / path)

    if options.report:
        options.report.write_text(links_report(checked, read, today), encoding="utf-8")
    return link_problems(checked, read), summary(checked)


def ask_links(
    settings: Settings, links: Iterable[Link], options: LinkOptions, today: datetime.date
) -> Checked:
    """Return what became of links; what was found out is remembered in the shelf's cache."""
    services = settings.options.services.in_environment()
    file = settings.root / FILE
    memory = Memory.read(file)
    plan = plan_links(
        links, memory, services, today, fresh_days=options.fresh_days, limit=options.limit
    )
    if text := plan_text(plan):
        click.echo(text, err=True)
    try:
        return _asked(plan, memory, services, settings, today)
    finally:
        memory.write(file, today)


def _asked(
    plan: Plan, memory: Memory, services: Services, settings: Settings, today: datetime.date
) -> Checked:
    show = terminal.Show(quiet=not plan.asked)
    own = is_loopback(urlsplit(services.doi).hostname or "")
    with (
        Client(
            settings.options.contact,
            limits=LIMITS,
            pauses=LINK_PAUSES,
            private=own,
            credentials={},
        ) as client,
        show.stage("Links", plan.asked) as advance,
    ):
        return check_links(plan, memory, client, services, today, advance=advance)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
