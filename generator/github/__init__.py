"""GitHub: what happened, told by its events, and what we answer by its REST interface."""
