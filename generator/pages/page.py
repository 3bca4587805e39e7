"""A page: a path, front matter and Markdown text."""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

Crumb = tuple[str, str]
"""A page above this one: its title and its path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A generated page; `path` counts from the root of all pages and ends in `.md`."""

    path: str
    kind: str
    title: str
    description: str
    body: str
    crumbs: tuple[Crumb, ...] = ()
    facts: Mapping[str, object] | None = None
    """What else the front matter holds."""
    updated: str | None = None
    """The last day on which the records behind the page changed the shelf, as 2026-03-17."""

    @property
    def front_matter(self) -> dict[str, object]:
        """What stands before the text; plain values, nothing escaped."""
        matter: dict[str, object] = {
            "title": self.title,
            "description": self.description,
            "kind": self.kind,
            **(self.facts or {}),
        }
        if self.updated:
            matter["updated"] = self.updated
        if self.crumbs:
            matter["breadcrumbs"] = [{"title": title, "path": path} for title, path in self.crumbs]
        matter["hide"] = ["navigation", "toc"]
        return matter

    @property
    def text(self) -> str:
        """The whole file: YAML front matter, then Markdown."""
        matter = yaml.safe_dump(
            self.front_matter, allow_unicode=True, sort_keys=False, width=1_000_000
        )
        return f"---\n{matter}---\n\n{self.body}"
