"""Fixes: mechanical repairs of records, for `papershelf check --fix` (docs/check.md lists them).

A fix takes a value as it is written and gives the one that was meant, or nothing. Only that value
changes in its file.
"""
