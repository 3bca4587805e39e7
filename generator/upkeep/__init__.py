"""Upkeep: facts that change after a paper came onto the shelf, asked for again now and then."""
