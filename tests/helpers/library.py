"""A library that nobody wrote: as many papers as a test asks for, always the same ones."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

from generator.catalog import Catalog, build_catalog
from generator.exports.bibtex import bibtex, citation_keys
from generator.records.dates import PartialDate
from generator.records.document import Source
from generator.records.models import Author, Links, Paper, Status, Tag
from generator.records.read import Records
from generator.search.columns import LINKS
from generator.search.index import search_files
from generator.settings import Options, Settings

SOURCE = Source("tests")
SETTINGS = Settings(root=Path("tests"), site_name="Tests", options=Options())
FIRST_DAY = datetime.date(2020, 1, 1)
SYLLABLES = (
    "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri plo stu".split()
)
ENDINGS = ["", "", "", "n", "r", "st", "ck", "y", "le"]
FORMS = ["", "", "", "s", "ing", "ings", "ed", "ation", "ness", "er", "ers"]
COMMON = "the of we a to and in for with that is this".split()
ODD = ["naïve", "x_y", "state-of-the-art", "3d", "𝔘nit", "🫖", "C++", "it's", "Örnek's", "e.g."]
NAMES = ["He", "An", "Ørsted-Łyskova", "O'Brien", "李明", "Zhao", "Çelik", "van der Berg"]
VENUES = ["ICTP", "Journal of Vessels", "Pots and Pans", "The Kettle", "Ümlaut Letters"]
TAGS = {
    "vessels": "",
    "teapots": "vessels",
    "spouts": "teapots",
    "lids": "teapots",
    "towers": "",
    "lighthouses": "towers",
    "lamps": "lighthouses",
    "method": "",
}


@cache
def vocabulary(number: int = 1200) -> list[str]:
    """Return invented words, the commonest first."""
    random = Random(7)  # noqa: S311
    made: dict[str, None] = {}
    while len(made) < number:
        middle = "".join(random.choices(SYLLABLES, k=random.randint(1, 3)))
        made[middle + random.choice(ENDINGS)] = None
    return list(made)


@cache
def _weights(number: int) -> list[float]:
    return list(accumulate(1 / (rank + 8) for rank in range(number)))


def text(random: Random, length: int) -> str:
    """Return words with some stop words, odd words and punctuation between them."""
    words = vocabulary()
    drawn = random.choices(words, cum_weights=_weights(len(words)), k=length)
    said = []
    for word in drawn:
        said.append(word + random.choice(FORMS))
        if random.random() < 0.3:
            said.append(random.choice(COMMON))
        if random.random() < 0.03:
            said.append(random.choice(ODD))
        if random.random() < 0.1:
            said[-1] += random.choice(".,;:!?")
    return " ".join(said)


def _name(random: Random) -> str:
    family = random.choice(NAMES) if random.random() < 0.2 else random.choice(vocabulary()[:60])
    return f"{random.choice(vocabulary()[60:90]).title()} {family[0].upper() + family[1:]}"


def _date(random: Random) -> PartialDate | None:
    month, day = random.randint(1, 12), random.randint(1, 28)
    parts = random.choice([(), (month,), (month, day)])
    return PartialDate(random.randint(2014, 2025), *parts) if random.random() < 0.95 else None


def paper(number: int) -> Paper:
    """Return the paper of a number; it came onto the shelf after all of lower numbers."""
    random = Random(number)  # noqa: S311
    date = _date(random)
    year = f" {date.year}" if date else ""
    names = dict.fromkeys(_name(random) for _ in range(random.randint(0, 4)))
    status = Status(superseded_by="paper-0000", retracted=None) if number % 50 == 49 else None
    return Paper(
        id=f"paper-{number:04}",
        source=SOURCE,
        title=text(random, random.randint(2, 7)).capitalize(),
        authors=tuple(Author(name=name, orcid=None, affiliation=None) for name in names),
        date=date,
        venue=random.choice(VENUES) + year if random.random() < 0.9 else None,
        tags=tuple(random.sample(list(TAGS), random.randint(0, 3))),
        links=Links(**{name: "https://a.example" for name in LINKS if random.random() < 0.3}),
        added=FIRST_DAY + datetime.timedelta(days=number),
        tldr=text(random, 6) if random.random() < 0.2 else None,
        abstract=text(random, random.randint(20, 60)) if random.random() < 0.97 else None,
        status=status,
    )


@cache
def papers(number: int) -> tuple[Paper, ...]:
    """Return the first papers of the library."""
    return tuple(paper(n) for n in range(number))


def tags() -> tuple[Tag, ...]:
    """Return the vocabulary of tags."""
    return tuple(
        Tag(
            id=name,
            name=f"{name} of old",
            parent=wider or None,
            aliases=(f"{name[:-1]}ery",),
            source=SOURCE,
        )
        for name, wider in TAGS.items()
    )


def catalog(held: Iterable[Paper], known: Sequence[Tag] = tags()) -> Catalog:
    """Return the catalog of some papers."""
    return build_catalog(Records(papers=tuple(held), tags=tuple(known)))


def entries(of: Catalog) -> Mapping[str, str]:
    """Return the BibTeX entry of each paper."""
    keys = citation_keys(of.papers)
    return {one.id: bibtex(one, keys[one.id]) for one in of.papers}


def index_files(held: Iterable[Paper], settings: Settings = SETTINGS) -> dict[str, bytes]:
    """Return the files of the index of some papers."""
    made = catalog(held)
    return search_files(made, entries(made), settings)
