"""The command that puts records into form."""

from pathlib import Path

import click

from generator import terminal
from generator.cli.common import CONFIG_OPTION, end, examples, settings_of
from generator.formatting import files, wording
from generator.problems import in_order
from generator.records.changing import difference
from generator.whole_files import write_whole


@click.command(
    name="fmt",
    epilog=examples(
        "papershelf fmt",
        "papershelf fmt site_src/papers/filo.yml site_src/collections",
        "papershelf fmt --check",
        "papershelf fmt --diff",
    ),
)
@click.argument(
    "paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path, exists=True)
)
@CONFIG_OPTION
@click.option("--check", is_flag=True, help="Write nothing; fail when a file is not in form.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
def fmt(paths: tuple[Path, ...], config_file: Path, check: bool, diff: bool) -> None:
    """Put records into one form: the order of keys, quotes, lists, line folding.

    PATHs are files or folders of records; all of the shelf by default. Values, comments and keys
    that nobody knows stay. A file with an error in its YAML is left as it is.
    """
    settings = settings_of(config_file)
    root, source = settings.root.absolute(), settings.source.absolute()
    chosen = files.chosen(paths, source)
    if strangers := [path for path in chosen if not files.kind_of(path, source)]:
        raise click.UsageError(f"{strangers[0]} is no file of records of this shelf")
    done = list(files.format_files(chosen, source, root))
    changing = [file for file in done if file.changes]
    problems = [problem for file in done for problem in file.problems]
    for file in changing:
        if diff:
            click.echo(difference(file.shown, file.before, file.after))
        elif not check:
            write_whole(file.path, file.after.encode("utf-8"))
            click.echo(f"formatted {file.shown}")
    problems += map(files.not_in_form, changing if check else [])
    terminal.print_problems(in_order(problems), settings.root)
    click.echo(wording.count_text(done, written=not (check or diff)))
    end(problems)
