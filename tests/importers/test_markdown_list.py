"""Lists of papers in Markdown."""

from hypothesis import given
from hypothesis import strategies as st

from generator.importers.markdown_list import parse

LIST = """\
# Awesome Lamps [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)

- [Contents](#contents)

## Lamps at Night

- 🔥 [**On Lamps: A `Study`**](https://arxiv.org/abs/2402.00001v2) (ICML 2024) [[code](https://github.com/a/b)]
* **Lids and Their Pots**, *Ada et al.* [[paper](https://doi.org/10.5555/x)] [[video](https://youtu.be/abc)]
1. Steam Fields of Kettles [[PDF](https://arxiv.org/pdf/2106.01234.pdf)]

### Pots

| Title | Venue |
| --- | --- |
| [Pots Everywhere](https://openreview.net/forum?id=rJXMpikCZ) | ICLR |
| No link here | x |

```
- [Not this](https://arxiv.org/abs/2402.00009)
```

- https://aclanthology.org/2022.acl-long.244
- [A tool](https://tool.example/)
"""


def test_a_list() -> None:
    parsed = parse(LIST, "README.md")
    assert [(one.line, dict(one.record), one.keywords) for one in parsed.candidates] == [
        (
            7,
            {
                "title": "On Lamps: A Study",
                "arxiv": "2402.00001",
                "links": {"code": "https://github.com/a/b"},
            },
            ("Lamps at Night",),
        ),
        (
            8,
            {
                "title": "Lids and Their Pots",
                "doi": "10.5555/x",
                "links": {"video": "https://youtu.be/abc"},
            },
            ("Lamps at Night",),
        ),
        (9, {"title": "Steam Fields of Kettles", "arxiv": "2106.01234"}, ("Lamps at Night",)),
        (
            15,
            {"title": "Pots Everywhere", "openreview": "rJXMpikCZ"},
            ("Lamps at Night", "Pots"),
        ),
    ]
    assert [str(reject.problem("R.md")) for reject in parsed.rejects] == [
        "R.md:22:1: error: no title; write one, or import with --fetch",
        "R.md:23:1: error: no link to arXiv, OpenReview, the ACL Anthology, PubMed or a DOI; write "
        "its record by hand",
    ]


def test_a_paper_without_a_title_can_be_asked_for() -> None:
    text = "- [paper](https://arxiv.org/abs/1806.07572)\n- [NTK](https://arxiv.org/abs/1806.07573)"
    titles = [one.record["title"] for one in parse(text, "x.md", untitled=True).candidates]
    assert titles == ["arXiv:1806.07572", "NTK"]


@given(st.text("-*[]()!#|`<>https://arxiv.org/abs/2402.00001 \n", max_size=80) | st.text())
def test_any_text_is_accepted(text: str) -> None:
    parse(text, "x.md")
