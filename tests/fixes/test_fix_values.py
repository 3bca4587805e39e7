"""Values as they were meant: what each fix makes of a value, and what it leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.fixes import values
from generator.fixes.registry import OTHER_FIXES, fixes, mended, quotes
from generator.records.document import Document, Source
from generator.records.forms import PaperRecord
from generator.records.models import Tag
from generator.records.validation import validate

VOCABULARY = (
    Tag(
        id="deep-learning",
        source=Source("tags.yml"),
        name="Deep Learning",
        aliases=("DL", "neural nets"),
    ),
    Tag(id="3d-vision", source=Source("tags.yml"), name="3D vision", aliases=("both",)),
    Tag(id="views", source=Source("tags.yml"), name="views", aliases=("Both",)),
)


def mend(key: str, value: str) -> str | None:
    result = mended(key, value, fixes(VOCABULARY))
    return result[0] if result else None


@pytest.mark.parametrize(
    ("key", "value", "meant"),
    [
        ("title", "  A \t title\n", "A title"),
        ("title", "A title.", None),
        ("venue", "NeurIPS  2018", "NeurIPS 2018"),
        ("authors", " Ada\u00a0 Invented", "Ada Invented"),
        ("abstract", "a  b", None),
        ("notes", " a", None),
        ("arxiv", "2305.19466v2", "2305.19466"),
        ("arxiv", "arXiv:2305.19466", "2305.19466"),
        ("arxiv", "https://arxiv.org/abs/2305.19466v3", "2305.19466"),
        ("arxiv", "http://arxiv.org/pdf/2305.19466.pdf", "2305.19466"),
        ("arxiv", "https://arxiv.org/abs/hep-th/9901001v1", "hep-th/9901001"),
        ("arxiv", "2305.19466", None),
        ("arxiv", "https://doi.org/10.1000/x", None),
        ("arxiv", "2305.194", None),
        ("doi", "https://doi.org/10.1000/x", "10.1000/x"),
        ("doi", "http://dx.doi.org/10.1000/x%2F1", "10.1000/x/1"),
        ("doi", "doi:10.1000/x", "10.1000/x"),
        ("doi", "DOI: 10.1000/x.", "10.1000/x."),
        ("doi", "10.1000/x%2F1", None),
        ("doi", "https://example.org/10.1000/x", None),
        ("doi", "https://doi.org/x", None),
        ("openreview", "https://openreview.net/forum?id=rJXMpikCZ", "rJXMpikCZ"),
        ("openreview", "https://openreview.net/pdf?id=rJXMpikCZ", "rJXMpikCZ"),
        ("openreview", "rJXMpikCZ", None),
        ("acl", "https://aclanthology.org/2022.acl-long.244/", "2022.acl-long.244"),
        ("acl", "https://www.aclweb.org/anthology/P18-1001.pdf", "P18-1001"),
        ("acl", "P18-1001", None),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/31452104/", "31452104"),
        ("pmid", "PMID: 31452104", "31452104"),
        ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("orcid", "orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("orcid", "0000000218250097", "0000-0002-1825-0097"),
        ("orcid", "https://orcid.org/0000-0002-1825-0098", None),
        ("code", "http://github.com/a/b", "https://github.com/a/b"),
        ("pdf", "http://arxiv.org/pdf/2305.19466", "https://arxiv.org/pdf/2305.19466"),
        ("project", "http://www.aclanthology.org", "https://www.aclanthology.org"),
        ("code", "http://example.org/", None),
        ("code", "http://github.com.evil.org/", None),
        ("code", "http://notgithub.com/", None),
        ("code", "http://github.com@evil.org/", None),
        ("date", "2018/06/20", "2018-06-20"),
        ("date", "2018.6.2", "2018-06-02"),
        ("date", "2018-6", "2018-06"),
        ("date", "20180620", "2018-06-20"),
        ("date", "2018-06-20T10:00:00Z", "2018-06-20"),
        ("date", "20 June 2018", "2018-06-20"),
        ("date", "Jun 20, 2018", "2018-06-20"),
        ("date", "June 2018", "2018-06"),
        ("date", "Sept. 2018", None),
        ("date", "2018-06-20", None),
        ("date", "2018", None),
        ("date", "06/20/2018", None),
        ("date", "05/06/2018", None),
        ("date", "2018/13/01", None),
        ("date", "2018/02/30", None),
        ("date", "20181", None),
        ("added", "2026/3/17", "2026-03-17"),
        ("added", "March 2026", None),
        ("tags", "DL", "deep-learning"),
        ("tags", "Deep-Learning", "deep-learning"),
        ("tags", "deep learning", "deep-learning"),
        ("tags", "Neural-nets", "deep-learning"),
        ("tags", "3D Vision", "3d-vision"),
        ("tags", " 3d-vision", "3d-vision"),
        ("tags", "both", None),
        ("tags", "deep-learnin", None),
        ("tags", "deep-learning", None),
        ("parent", "DL", "deep-learning"),
        ("unknown", " http://github.com ", None),
    ],
)  # fmt: skip
def test_what_was_meant(key: str, value: str, meant: str | None) -> None:
    assert mend(key, value) == meant


@pytest.mark.parametrize(
    ("key", "text", "meant"),
    [
        ("arxiv", "1806.07570", "1806.07570"),
        ("arxiv", "1806.0757", None),
        ("arxiv", "1412.0757", "1412.0757"),
        ("arxiv", "1412.07570", None),
        ("arxiv", "1813.07570", None),
        ("title", "1984", "1984"),
        ("doi", "10.1000", None),
        ("volume", "7", None),
        ("date", "2018", None),
    ],
)
def test_quotes_come_where_text_is_meant(key: str, text: str, meant: str | None) -> None:
    assert quotes(key, text, is_number=True) == meant


def test_an_arxiv_id_is_no_date() -> None:
    assert quotes("arxiv", "1806.07570", is_number=False) is None


TEXTS = st.one_of(
    st.text(),
    st.from_regex(r"(https?://)?(arxiv\.org/abs/|doi\.org/|orcid\.org/)?[0-9./v-]{1,24}"),
)
KEYS = ("title", "arxiv", "doi", "openreview", "acl", "pmid", "date", "venue")


@given(st.sampled_from(KEYS), TEXTS)
def test_a_mended_value_is_mended_once_and_is_right(key: str, value: str) -> None:
    meant = mend(key, value)
    if meant is None:
        return
    assert mend(key, meant) is None
    if meant and key != "title" and values.folded(value) != meant:
        document = Document({"title": "T", key: meant}, Source("file"))
        assert validate(PaperRecord, document)[1] == []


@given(st.sampled_from(KEYS), TEXTS)
def test_a_right_value_that_is_as_it_should_be_keeps_its_meaning(key: str, value: str) -> None:
    record, problems = validate(PaperRecord, Document({"title": "T", key: value}, Source("file")))
    meant = mend(key, value)
    if record and not problems and meant is not None:
        again, _ = validate(PaperRecord, Document({"title": "T", key: meant}, Source("file")))
        assert again == record


def test_each_fix_says_what_it_mends() -> None:
    names = [fix.name for fix in fixes()] + list(OTHER_FIXES)
    assert len(set(names)) == len(names)
    assert all(fix.mends and fix.keys for fix in fixes())
