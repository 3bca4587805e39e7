"""The version of a shelf: the commit that its records are at."""

import subprocess
from pathlib import Path


def shelf_version(root: Path) -> str:
    """Return the commit of the repository around a folder, shortened; "" where there is none."""
    command = ["git", "-C", str(root), "rev-parse", "--short=10", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
