"""What `papershelf fmt` says."""

from collections.abc import Sequence

from generator.formatting.files import Formatted


def count_text(files: Sequence[Formatted], *, written: bool) -> str:
    """Return "3 files formatted, 80 in form already", or what would be."""
    changing = sum(file.changes for file in files)
    wrong = sum(bool(file.problems) and not file.changes for file in files)
    noun = "file" if changing == 1 else "files"
    parts = [
        f"{changing} {noun} {'formatted' if written else 'not in form'}",
        f"{len(files) - changing - wrong} in form{' already' if written else ''}",
    ]
    return ", ".join([*parts, f"{wrong} left as they are"] if wrong else parts)
