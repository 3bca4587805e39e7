"""Layouts: in which order, and in which form, the keys of each kind of record are written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from generator.records import forms


@dataclass(frozen=True, slots=True)
class Layout:
    """How the keys and values of one mapping are written."""

    keys: tuple[str, ...] = ()
    """Their order; a key that is not here comes last."""
    flow: frozenset[str] = frozenset({"tags", "aliases", "variants"})
    """Lists that stand on one line, in brackets."""
    inner: Mapping[str, "Layout"] = field(default_factory=dict)
    """The layouts of what stands below a key: of a mapping, or of each mapping in a list."""

    def rank(self, key: str) -> int:
        """Return a key's position in the standard order; unknown keys share the last one."""
        return self.keys.index(key) if key in self.keys else len(self.keys)

    def below(self, key: str) -> "Layout":
        """Return the layout of what stands below a key."""
        return self.inner.get(key, PLAIN)


def _keys(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items())


PLAIN = Layout()
_INNER = {
    "authors": Layout(_keys(forms.AuthorRecord)),
    "publication": Layout(_keys(forms.PublicationRecord)),
    "links": Layout(_keys(forms.LinksRecord)),
    "related": Layout(_keys(forms.RelatedRecord)),
    "status": Layout(_keys(forms.StatusRecord)),
}
PAPER = Layout(_keys(forms.PaperRecord), inner=_INNER)
LINE = Layout(("id", *PAPER.keys), inner=_INNER)
"""A paper that is a line of a JSON Lines file."""
COLLECTION = Layout(
    _keys(forms.CollectionRecord), inner={"papers": Layout(_keys(forms.EntryRecord))}
)
TAG = Layout(_keys(forms.TagRecord))
PERSON = Layout(_keys(forms.PersonRecord), PLAIN.flow | {"papers"})
