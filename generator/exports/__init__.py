"""Exports: the catalog in the formats of other tools."""
