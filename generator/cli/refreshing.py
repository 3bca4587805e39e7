"""The command that asks services for new facts of papers that are on the shelf."""

import datetime
import os
import sys
from pathlib import Path

import click

from generator import terminal
from generator.catalog import Catalog
from generator.cli.common import (
    CONFIG_OPTION,
    PROBLEMS_FOUND,
    WRONG_USAGE,
    end,
    examples,
    settings_of,
)
from generator.lookup.access import Access
from generator.problems import nearest, quoted
from generator.publish.pipeline import load_catalog
from generator.settings import Settings
from generator.signals import FOLDER, read_signals
from generator.upkeep.models import Round
from generator.upkeep.refresh import Wishes, signals_text, write_signals
from generator.upkeep.refresh import refresh as ask
from generator.upkeep.report import report_text
from generator.upkeep.wording import round_text
from generator.upkeep.writing import write_changes
from generator.web.opening import open_client, services_of


@click.command(
    epilog=examples(
        "papershelf refresh",
        "papershelf refresh --write",
        "papershelf refresh filo hydra --published",
        "papershelf refresh --signals --limit 2000 --write",
    )
)
@click.argument("papers", nargs=-1, metavar="[PAPER]...")
@CONFIG_OPTION
@click.option(
    "--write", is_flag=True, help="Write what is found into records and site_src/signals."
)
@click.option("--signals", is_flag=True, help="Count citations and stars, and nothing else.")
@click.option("--published", is_flag=True, help="Look for published versions, and nothing else.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="Ask about N papers, from where the last round ended.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what was found to this file, as JSON.",
)
def refresh(
    papers: tuple[str, ...],
    config_file: Path,
    write: bool,
    signals: bool,
    published: bool,
    limit: int | None,
    report: Path | None,
) -> None:
    """Ask services for what became of papers: venues and DOIs of preprints, citations, stars.

    Shows what is new and where it comes from. Titles and abstracts are never changed.
    """
    settings = settings_of(config_file)
    loaded = load_catalog(settings)
    if loaded.catalog is None:
        terminal.print_problems(loaded.problems, settings.root)
        sys.exit(PROBLEMS_FOUND)
    _stop_at_unknown(papers, loaded.catalog)
    wishes = Wishes(
        signals=signals or not published,
        published=published or not signals,
        limit=limit,
        only=papers,
        by_token=bool(os.environ.get("GITHUB_TOKEN", "").strip()),
    )
    round_ = _asked(settings, loaded.catalog, wishes)
    problems = write_changes(settings.root, round_.changes) if write else []
    file = _signals_file(settings, round_, write=write)
    if report:
        report.write_text(report_text(round_, file), encoding="utf-8")
    terminal.print_problems(problems, settings.root)
    terminal.print_result(round_text(round_, file, write=write))
    end(problems) if not round_.offline else sys.exit(PROBLEMS_FOUND)


def _stop_at_unknown(papers: tuple[str, ...], catalog: Catalog) -> None:
    for name in papers:
        if name not in catalog.by_id:
            close = nearest(name, catalog.by_id)
            advice = f'; did you mean "{close}"?' if close else ""
            click.echo(f"no paper {quoted(name)}{advice}", err=True)
            sys.exit(WRONG_USAGE)


def _asked(settings: Settings, catalog: Catalog, wishes: Wishes) -> Round:
    today = datetime.date.today()
    signals = read_signals(settings.source / FOLDER, settings.root)
    show = terminal.Show(quiet=False)
    with (
        open_client(settings) as client,
        show.stage("Papers", len(wishes.only) or wishes.limit or len(catalog.papers)) as advance,
    ):
        access = Access(client, services_of(settings))
        return ask(catalog.papers, signals, access, wishes, today, advance)


def _signals_file(settings: Settings, round_: Round, *, write: bool) -> str:
    """Return the shown path of the day's file, which is written if asked; "" for none."""
    folder = settings.source / FOLDER
    file = folder / f"{round_.day.isoformat()}.jsonl"
    made = write_signals(round_, folder) if write else signals_text(round_, file)
    return file.relative_to(settings.root).as_posix() if made else ""
