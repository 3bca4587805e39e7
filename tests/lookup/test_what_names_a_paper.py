"""Identifiers: everything that people paste to name a paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.lookup import Identifier, identifiers_in, identify
from generator.records.schemes import ARXIV_ID, DOI


@pytest.mark.parametrize(
    "text",
    [
        "2305.19466",
        " 2305.19466v2\n",
        "arXiv:2305.19466",
        "ARXIV: 2305.19466v3",
        "https://arxiv.org/abs/2305.19466",
        "http://www.arxiv.org/abs/2305.19466v1",
        "https://arxiv.org/pdf/2305.19466v2.pdf",
        "https://arxiv.org/pdf/2305.19466",
        "https://arxiv.org/html/2305.19466v2",
        "https://export.arxiv.org/abs/2305.19466?context=cs",
        "arxiv.org/abs/2305.19466",
        "https://ar5iv.labs.arxiv.org/html/2305.19466",
        "https://ar5iv.org/abs/2305.19466",
        "https://www.alphaxiv.org/abs/2305.19466",
        "https://huggingface.co/papers/2305.19466",
        "https://hf.co/papers/2305.19466#comments",
        "https://www.semanticscholar.org/arxiv/2305.19466",
        "10.48550/arXiv.2305.19466",
        "https://doi.org/10.48550/ARXIV.2305.19466",
        "arXiv:https://arxiv.org/abs/2305.19466",
        "<https://arxiv.org/abs/2305.19466>",
    ],
)
def test_arxiv(text: str) -> None:
    assert identify(text) == Identifier("arxiv", "2305.19466")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("hep-th/9901001v2", "hep-th/9901001"),
        ("https://arxiv.org/abs/math.GT/0309136", "math.GT/0309136"),
        ("arXiv:cs/0112017", "cs/0112017"),
    ],
)
def test_arxiv_before_2007(text: str, value: str) -> None:
    assert identify(text) == Identifier("arxiv", value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10.1145/3664647.3680685", "10.1145/3664647.3680685"),
        ("doi:10.1145/3664647.3680685.", "10.1145/3664647.3680685"),
        ("DOI: https://doi.org/10.1145/3664647.3680685", "10.1145/3664647.3680685"),
        ("https://dx.doi.org/10.1016/S0893-6080(98)00116-6", "10.1016/S0893-6080(98)00116-6"),
        (
            "https://doi.org/10.1002/%28SICI%291097-4571%3C1%3A%3E2.0",
            "10.1002/(SICI)1097-4571<1:>2.0",
        ),
        ("https://dl.acm.org/doi/abs/10.1145/3664647.3680685", "10.1145/3664647.3680685"),
        (
            "https://dl.acm.org/doi/pdf/10.1145/3664647.3680685?download=true",
            "10.1145/3664647.3680685",
        ),
        (
            "https://link.springer.com/chapter/10.1007/978-3-030-01225-0_29",
            "10.1007/978-3-030-01225-0_29",
        ),
        (
            "https://link.springer.com/content/pdf/10.1007/978-3-030-01225-0_29.pdf",
            "10.1007/978-3-030-01225-0_29",
        ),
        (
            "https://www.frontiersin.org/articles/10.3389/fnins.2020.00001/full",
            "10.3389/fnins.2020.00001",
        ),
        (
            "https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf",
            "10.1101/2020.01.01.123456",
        ),
    ],
)
def test_doi(text: str, value: str) -> None:
    assert identify(text) == Identifier("doi", value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("https://openreview.net/forum?id=rJXMpikCZ", "rJXMpikCZ"),
        ("https://openreview.net/pdf?id=rJXMpikCZ", "rJXMpikCZ"),
        ("https://openreview.net/forum?noteId=x&id=H1tSsb-AW#comment", "H1tSsb-AW"),
        ("openreview:owziuM1nsR", "owziuM1nsR"),
        ("rJXMpikCZ", "rJXMpikCZ"),
        ("Bl8u7ZRlbM", "Bl8u7ZRlbM"),
    ],
)
def test_openreview(text: str, value: str) -> None:
    assert identify(text) == Identifier("openreview", value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2022.acl-long.244", "2022.acl-long.244"),
        ("P18-1001", "P18-1001"),
        ("ACL:2022.findings-naacl.10", "2022.findings-naacl.10"),
        ("https://aclanthology.org/2022.acl-long.244/", "2022.acl-long.244"),
        ("https://aclanthology.org/2022.acl-long.244.pdf", "2022.acl-long.244"),
        ("https://aclanthology.org/2022.acl-long.244.bib", "2022.acl-long.244"),
        ("https://www.aclweb.org/anthology/P18-1001", "P18-1001"),
    ],
)
def test_acl(text: str, value: str) -> None:
    assert identify(text) == Identifier("acl", value)


@pytest.mark.parametrize("text", ["PMID: 31452104", "https://pubmed.ncbi.nlm.nih.gov/31452104/"])
def test_pubmed(text: str) -> None:
    assert identify(text) == Identifier("pmid", "31452104")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Attention is all\n you need", "Attention is all you need"),
        ("title: 2305.19466 and all that", "2305.19466 and all that"),
        ("title:rJXMpikCZ", "rJXMpikCZ"),
        ("DreamFusion", "DreamFusion"),
        ("Transformer", "Transformer"),
        ("Retrieval-Augmented Generation", "Retrieval-Augmented Generation"),
        ("何がモデルを一般化させるのか", "何がモデルを一般化させるのか"),
    ],
)
def test_title(text: str, value: str) -> None:
    assert identify(text) == Identifier("title", value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "?",
        "x" * 1001,
        "https://example.org/",
        "https://arxiv.org/list/cs.LG/recent",
        "https://openreview.net/group?id=ICLR.cc/2024/Conference",
        "https://huggingface.co/datasets/x/2305.19466",
        "https://aclanthology.org/events/acl-2022/",
        "https://arxiv.org.evil.example/abs/",
        "https://[",
        "doi:11.2",
        "arXiv:yesterday",
        "ftp://arxiv.org/abs/2305.19466",
    ],
)
def test_nothing(text: str) -> None:
    assert identify(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "arXiv:2305.19466",
        "doi:10.1145/3664647.3680685",
        "OpenReview:rJXMpikCZ",
        "ACL:P18-1001",
        "PMID:7",
        "title:A b",
    ],
)
def test_an_identifier_can_be_written_again(text: str) -> None:
    assert str(identify(text)) == text


def test_identifiers_in_a_text() -> None:
    text = (
        "Please add [this](https://arxiv.org/abs/2305.19466v2), https://doi.org/10.1145/3664647.3680685."
        " and (https://arxiv.org/pdf/2305.19466) but not https://example.org/x"
    )
    assert list(identifiers_in(text)) == [
        Identifier("arxiv", "2305.19466"),
        Identifier("doi", "10.1145/3664647.3680685"),
    ]


@given(
    st.text(max_size=80)
    | st.from_regex(r"(arxiv|doi|acl|openreview|pmid|title) ?: ?.{0,20}")
    | st.from_regex(r"https?://(arxiv\.org|doi\.org|openreview\.net|aclanthology\.org)/.{0,30}")
)
def test_any_text_is_an_identifier_of_its_scheme_or_none(text: str) -> None:
    found = identify(text)
    assert found is None or found.value
    if found and found.kind == "arxiv":
        assert ARXIV_ID.fullmatch(found.value)
    if found and found.kind == "doi":
        assert DOI.fullmatch(found.value)
    assert all(one.kind != "title" for one in identifiers_in(text))


@given(st.from_regex(ARXIV_ID, fullmatch=True))
def test_every_arxiv_id_is_found_in_its_address(name: str) -> None:
    found = identify(name)
    assert found == identify(f"https://arxiv.org/abs/{name}") == identify(f"arXiv:{name}")
    assert found is not None
    assert found.kind == "arxiv"
