"""People: who wrote which papers, under all the names that papers print."""
