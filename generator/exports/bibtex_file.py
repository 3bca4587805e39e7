"""A BibTeX file of papers, from which an import makes the same records again."""

import json
import re
from collections.abc import Iterable, Mapping

from generator.exports import latex
from generator.exports.bibtex import entry, fields_of, kind_of
from generator.exports.record import beside, record_of
from generator.importers.assembly import OWN, read_record
from generator.importers.bibtex_blocks import Block
from generator.importers.bibtex_entry import entry_of
from generator.records.models import Paper

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def bibtex_file(
    papers: Iterable[Paper],
    keys: Mapping[str, str],
    tag_names: Mapping[str, str],
    *,
    plain: bool = False,
) -> str:
    """Return the entries of papers with their abstracts, and their topics as `keywords`.

    `keys` are the citation keys by the papers' ids, `tag_names` the topics' names by theirs. What
    BibTeX has no field for stands as JSON in the field `x-papershelf`, unless `plain`.
    """
    return "\n".join(_entry(paper, keys[paper.id], tag_names, plain=plain) for paper in papers)


def _entry(paper: Paper, key: str, tag_names: Mapping[str, str], *, plain: bool) -> str:
    kind, fields = kind_of(paper), fields_of(paper)
    fields["abstract"] = _abstract(paper.abstract or "")
    fields["keywords"] = ", ".join(latex.escaped(tag_names.get(t, t)) for t in paper.tags)
    if not plain:
        fields[f"x-{OWN}"] = _own(paper, kind, fields)
    return entry(kind, key, fields)


def _abstract(text: str) -> str:
    paragraphs = (latex.with_math(part) for part in text.split("\n\n"))
    # An "@" at the start of a line begins an entry for some programs.
    return "\n\n".join("{@}" + p[1:] if p.startswith("@") else p for p in paragraphs)


def _own(paper: Paper, kind: str, fields: Mapping[str, str]) -> str:
    written = {name.lower(): text for name, text in fields.items() if text}
    block = Block(line=1, column=1, kind=kind, key="", fields=written, text="")
    own = beside(paper, record_of(paper), read_record(entry_of(block)))
    return json_in_braces(own)


def json_in_braces(value: object) -> str:
    """Return JSON whose braces are all in pairs, as BibTeX wants them, on one line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _STRING.sub(lambda found: _without_braces(found[0]), text)


def _without_braces(text: str) -> str:
    return text.replace("{", "\\u007b").replace("}", "\\u007d")
