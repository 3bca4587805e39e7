"""The search index, and the scripts that read it, in Node."""
