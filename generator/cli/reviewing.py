"""The command that says what a change does to a shelf."""

import datetime
import os
import sys
from pathlib import Path

import click
from msgspec.structs import replace

from generator.catalog import build_catalog
from generator.cli.common import CONFIG_OPTION, WRONG_USAGE, examples, settings_of
from generator.cli.links import LinkOptions, ask_links
from generator.github.outputs import add_summary
from generator.github.review_links import addresses_in
from generator.problems import visible
from generator.publish.preview import FRONT, PreviewError, write_preview
from generator.review import exchange
from generator.review.links import link_states, links_touched
from generator.review.markdown import as_markdown
from generator.review.models import Review
from generator.review.plain import as_text
from generator.review.reading import Reviewed, review_since
from generator.review.repository import RepositoryError
from generator.settings import Settings
from generator.wording import counted


@click.command(
    epilog=examples(
        "papershelf review --base main",
        "papershelf review --base main --format markdown --output report.md",
        "papershelf build && papershelf review --base main --preview preview",
        "papershelf review --base ../the-shelf-before",
    )
)
@CONFIG_OPTION
@click.option(
    "--base",
    required=True,
    metavar="REF|DIR",
    help="What is compared with: a branch, a tag, a commit, or another shelf's folder.",
)
@click.option(
    "--head", default="", metavar="REF|DIR", help="What changed; by default the files as they are."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="For a terminal, for a comment, or for programs.",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write it here.")
@click.option("--links", is_flag=True, help="Ask for the external links that the change brings.")
@click.option(
    "--preview",
    type=click.Path(path_type=Path, file_okay=False),
    help="Copy the built site into this folder, with a page of what changed in front.",
)
@click.option(
    "--summary", is_flag=True, help="Write it into the summary of a GitHub workflow, too."
)
def review(
    config_file: Path,
    base: str,
    head: str,
    form: str,
    output: Path | None,
    links: bool,
    preview: Path | None,
    summary: bool,
) -> None:
    """Say what a change does to the shelf, paper by paper, and what speaks against it.

    It is compared with where the change began: with the last commit that both have in common.
    """
    settings = settings_of(config_file)
    try:
        found = review_since(settings, config_file.name, base, head)
    except RepositoryError as error:
        click.echo(f"error: {visible(str(error))}", err=True)
        sys.exit(WRONG_USAGE)
    made = _with_links(found, settings) if links else found.review
    _write(made, form, output)
    if summary:
        add_summary(as_markdown(made, addresses_in(os.environ)), os.environ)
    if preview:
        _preview(settings, Reviewed(made, found.records), preview)


def _with_links(found: Reviewed, settings: Settings) -> Review:
    touched = links_touched(found.review, found.records)
    today = datetime.date.today()
    checked = ask_links(settings, (link for _, link in touched), LinkOptions(), today)
    return replace(found.review, links=tuple(link_states(touched, checked)))


def _write(review: Review, form: str, output: Path | None) -> None:
    if form == "json":
        content = exchange.encode(review)
    else:
        text = (
            as_markdown(review, addresses_in(os.environ)) if form == "markdown" else as_text(review)
        )
        content = text.encode("utf-8", "replace")
    if output:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(content)
    else:
        click.echo(content.decode("utf-8"), nl=False)


def _preview(settings: Settings, found: Reviewed, folder: Path) -> None:
    site = settings.root / settings.site_dir
    try:
        catalog = build_catalog(found.records)
        pages = write_preview(settings, catalog, found.review, site, folder)
    except PreviewError as error:
        click.echo(f"no preview: {visible(str(error))}", err=True)
        return
    click.echo(f"{counted(pages, 'page')} in {folder}; open {folder}/{FRONT}", err=True)
