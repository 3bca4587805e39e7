"""Standing: what is on the shelf already, for telling what a new paper would repeat."""

from dataclasses import dataclass

from generator.records.read import Records, read_records
from generator.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All records of a shelf, those with problems too, and where a new one goes."""

    records: Records
    folder: str
    """The folder of the papers from the shelf's root, with "/": "site_src/papers"."""


def stands(settings: Settings) -> Standing:
    """Read what is on the shelf; records that cannot be read are no reason to stop."""
    records = read_records(settings.source, settings.root)
    return Standing(records=records, folder=f"{settings.options.source}/papers")
