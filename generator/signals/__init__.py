"""Signals: how often papers are cited and their code is starred, counted on dated days.

docs/upkeep.md describes the files. `read_signals` gives the series of each paper.
"""

from generator.signals.models import KINDS, Counts, Point, Series, Signals
from generator.signals.read import FOLDER, read_signals

__all__ = ["FOLDER", "KINDS", "Counts", "Point", "Series", "Signals", "read_signals"]
