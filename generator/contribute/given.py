"""Given: facts of a paper as a person types them into a form, in record form."""

from collections.abc import Mapping

from generator.contribute.addition import Record

FIELDS = ("title", "authors", "abstract", "date", "venue", "tags", "link", "note")
"""The fields of the form that say something of the paper.

authors: one a line, or separated by semicolons or " and "; tags: ids or names of tags.yml, one a
line or separated by commas; link: an identifier or an address; note: Markdown.
"""


def record_given(fields: Mapping[str, str]) -> tuple[Record, tuple[str, ...]]:
    """Return what some of `FIELDS` say, as a record without empty keys, and what is unclear.

    An identifier in `link` becomes the key of its kind, another address a link. The sentences are
    plain text on one line each.
    """
    raise NotImplementedError
