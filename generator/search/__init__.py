"""Search: the catalog as an index that the browser searches, piece by piece, without a server."""
