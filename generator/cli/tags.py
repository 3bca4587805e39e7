"""The command that suggests tags."""

import sys
from pathlib import Path

import click

from generator import terminal
from generator.cli.common import CONFIG_OPTION, PROBLEMS_FOUND, end, examples, settings_of
from generator.contribute.picking import picked, surest, unknown
from generator.contribute.showing import print_suggestions
from generator.contribute.suggest import suggest
from generator.contribute.tag_files import write_tags
from generator.contribute.wording import as_json
from generator.publish.pipeline import load_catalog


@click.command(
    name="suggest-tags",
    epilog=examples(
        "papershelf suggest-tags",
        "papershelf suggest-tags neural-tangent-kernel filo",
        "papershelf suggest-tags --all --min-score 0.5",
        "papershelf suggest-tags --write --confidence 0.9 --limit 3",
        "papershelf suggest-tags --format json > suggestions.json",
    ),
)
@click.argument("papers", nargs=-1, metavar="[PAPER]...")
@CONFIG_OPTION
@click.option("--all", "every", is_flag=True, help="Say of every paper which tags it lacks.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="At most so many tags a paper.",
)
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=0.2,
    show_default=True,
    help="Leave out tags that score less.",
)
@click.option("--write", is_flag=True, help="Add tags to the records, the surest only.")
@click.option(
    "--confidence",
    type=click.FloatRange(0, 1),
    default=0.8,
    show_default=True,
    help="What a tag must score to be written.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
def suggest_tags(
    papers: tuple[str, ...],
    config_file: Path,
    every: bool,
    limit: int,
    min_score: float,
    write: bool,
    confidence: float,
    form: str,
) -> None:
    """Suggest tags of the vocabulary for PAPERs, or for all papers without a tag.

    Each comes with what speaks for it and a score: how likely a person would choose it.
    """
    if papers and every:
        raise click.UsageError("name papers or write --all, not both")
    settings = settings_of(config_file)
    loaded = load_catalog(settings)
    catalog = loaded.catalog
    if catalog is None:
        terminal.print_problems(loaded.problems, settings.root)
        sys.exit(PROBLEMS_FOUND)
    if message := unknown(catalog, papers):
        raise click.UsageError(message)
    least = min(min_score, confidence) if write else min_score
    chosen = picked(catalog, papers, every=every)
    suggested = list(suggest(catalog, chosen, limit, least)) if chosen else []
    additions = surest(suggested, confidence) if write else []
    written, problems = write_tags(settings.root, additions)
    if form == "json":
        click.echo(as_json(suggested, dict(written)), nl=False)
    else:
        print_suggestions(suggested, dict(written), every=every)
    terminal.print_problems(problems, settings.root)
    end(problems, strict=False)
