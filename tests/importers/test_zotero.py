"""Exports of Zotero are told apart."""

import pytest

from generator.importers.zotero import kind_of_export, parse


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('[{"title": "T"}]', "csl-json"),
        ('\ufeff {"items": []}', "csl-json"),
        ("TY  - JOUR\nTI  - T\nER  - \n", "ris"),
        ("% Better BibTeX\n\n@article{a,\n title={T}}", "bibtex"),
        ('"Key","Item Type","Title"\n"A","book","T"', "csv"),
        ("<rdf:RDF></rdf:RDF>", "rdf"),
        ("nothing", ""),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert kind_of_export(text) == kind
    parsed = parse(text.removeprefix("\ufeff"), "z")
    if kind in ("rdf", ""):
        what = "Zotero's RDF is not read" if kind else "no export of Zotero's"
        assert [str(problem) for problem in parsed.problems] == [
            f"z:1:1: error: {what}; export as CSL JSON, Better CSL JSON, BibTeX, RIS or CSV"
        ]
    elif "items" not in text:
        assert [one.record["title"] for one in parsed.candidates] == ["T"]
