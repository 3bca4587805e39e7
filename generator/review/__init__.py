"""Review: what a pull request changes on a shelf, paper by paper, and what speaks against it."""
