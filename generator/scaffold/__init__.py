"""A new shelf: the files that `papershelf init` writes."""
