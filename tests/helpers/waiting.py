"""Waiting for what another process or thread does."""

import time
from collections.abc import Callable


def until(true: Callable[[], object]) -> None:
    """Wait until something is true; half a minute without is an error."""
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("waited for half a minute")
