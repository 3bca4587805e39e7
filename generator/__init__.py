"""Papershelf: a folder of paper records becomes a searchable website."""

__version__ = "0.1.0"
