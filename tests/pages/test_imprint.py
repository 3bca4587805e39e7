"""Tests of the imprint: where a paper stands in print."""

import pytest

from generator.pages.imprint import imprint
from generator.records.dates import PartialDate
from generator.records.models import Publication


@pytest.mark.parametrize(
    ("known", "text"),
    [
        (Publication(), ""),
        (Publication(type="article", within="Lamps 2019"), ""),
        (
            Publication(type="article", volume="12", issue="3", pages="1–12"),
            "vol. 12, no. 3, pp. 1–12",
        ),
        (Publication(within="Journal of Lamps", publisher="P"), "Journal of Lamps · P"),
        (Publication(type="thesis", publisher="U", place="Here"), "PhD thesis · U, Here"),
        (
            Publication(type="report", issue="TR-1", date=PartialDate(2019, 7)),
            "Report, no. TR-1 · July 2019",
        ),
        (Publication(pages="7"), "p. 7"),
        (Publication(pages="e1004"), "article e1004"),
        (Publication(pages="103423"), "article 103423"),
        (Publication(pages="7+"), "pp. 7+"),
        (Publication(edition="2"), "2nd edition"),
        (Publication(edition="11"), "11th edition"),
        (Publication(edition="revised"), "revised edition"),
        (Publication(editors=("A", "B"), isbn="1", issn="2"), "edited by A, B, ISBN 1, ISSN 2"),
        (Publication(series="LNCS", volume="1"), "LNCS, vol. 1"),
    ],
)
def test_imprint(known: Publication, text: str) -> None:
    assert imprint(known, "Lamps 2019") == text
