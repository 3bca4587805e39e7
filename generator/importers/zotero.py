"""Zotero's exports: CSL-JSON, "Better CSL JSON", BibTeX, BibLaTeX, RIS and CSV, told apart."""

import re

from generator.importers import bibtex, csl, csv_table, ris
from generator.importers.parsed import Parsed
from generator.problems import Problem

_ENTRY = re.compile(r"^\s*@\w+\s*[{(]", re.MULTILINE)
_REFERENCE = re.compile(r"^TY {1,2}-", re.MULTILINE)


def kind_of_export(text: str) -> str:
    """Return the format of an export: "csl-json", "bibtex", "ris", "csv", "rdf" or ""."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start in ("[", "{"):
        return "csl-json"
    if start == "<":
        return "rdf"
    if _REFERENCE.search(text):
        return "ris"
    if _ENTRY.search(text):
        return "bibtex"
    return "csv" if "," in text.partition("\n")[0] else ""


def parse(text: str, path: str) -> Parsed:
    """Return the items of an export as records, and those that are not understood.

    `path` is the file's name in problems.
    """
    readers = {
        "csl-json": csl.parse,
        "bibtex": bibtex.parse,
        "ris": ris.parse,
        "csv": csv_table.parse,
    }
    kind = kind_of_export(text)
    if kind not in readers:
        what = "Zotero's RDF is not read" if kind == "rdf" else "no export of Zotero's"
        advice = "export as CSL JSON, Better CSL JSON, BibTeX, RIS or CSV"
        return Parsed(problems=[Problem(path=path, message=what, advice=advice)])
    return readers[kind](text, path)
