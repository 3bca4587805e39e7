"""Output: the only place that writes and removes files of the site."""

from collections.abc import Iterable, Mapping
from pathlib import Path


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder; their paths count from it and use "/"."""
    made: set[Path] = set()
    for name, content in files.items():
        path = folder / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(content)


def remove_files(folder: Path, files: Iterable[Path]) -> None:
    """Remove files below a folder that are there, and folders that they leave empty."""
    for path in files:
        path.unlink(missing_ok=True)
        for above in path.parents:
            if above == folder or any(above.iterdir()):
                break
            above.rmdir()
