"""Publishing: from a shelf's folder to a site."""
