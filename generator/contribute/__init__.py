"""Contribute: help for people who add and mend records. It reads the catalog, no page reads it."""
