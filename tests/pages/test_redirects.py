"""Redirects: which synonyms lead to which pages, and the files that lead there."""

from dataclasses import replace

from helpers import library
from helpers.library import SETTINGS, SOURCE
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from generator.catalog import Catalog, build_catalog
from generator.exports.bibtex import bibtex, citation_keys
from generator.pages import Shelf, all_plans, redirects
from generator.pages.redirects import of_tags, redirect_html
from generator.records.models import Tag
from generator.records.read import Records
from generator.settings import Settings


def catalog(**aliases: tuple[str, ...]) -> Catalog:
    tags = (Tag(id=n, name=f"the {n}", aliases=a, source=SOURCE) for n, a in aliases.items())
    return build_catalog(Records(papers=library.papers(3), tags=tuple(tags)))


def files(of: Catalog, settings: Settings = SETTINGS, *more: str) -> dict[str, bytes]:
    """Return the redirects of a shelf, which has some hand-written pages."""
    keys = citation_keys(of.papers)
    entries = {paper.id: bibtex(paper, keys[paper.id]) for paper in of.papers}
    shelf = Shelf(catalog=of, links={}, citations=entries, settings=settings)
    pages = {*(plan.path for plan in all_plans(shelf)), *more}
    return {plan.path: plan.make() for plan in redirects.plans(shelf, pages)}


def test_a_synonym_leads_to_its_tag() -> None:
    assert of_tags(catalog(kernels=("NTK", "Random  Features"), bounds=())) == {
        "tags/ntk.md": ("tags/kernels.md", "the kernels"),
        "tags/random-features.md": ("tags/kernels.md", "the kernels"),
    }


def test_a_synonym_of_two_tags_leads_nowhere() -> None:
    assert of_tags(catalog(a=("One", "same"), b=("Same!", "two"))).keys() == {
        *("tags/one.md", "tags/two.md")
    }


def test_a_page_keeps_its_address() -> None:
    of = catalog(kernels=("bounds", "Kernels", "guide", "ntk"), bounds=())
    assert files(of, SETTINGS, "tags/guide.md").keys() == {"tags/ntk/index.html"}


def test_a_redirect_leads_there_at_any_address() -> None:
    (content,) = files(catalog(kernels=("NTK",))).values()
    page = html.fromstring(content.decode())
    address = "../../tags/kernels/"
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={address}"]
    assert page.xpath("//a/@href") == page.xpath("//link[@rel='canonical']/@href") == [address]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//title/text()") == page.xpath("//a/text()") == ["the kernels"]


def test_the_settings_say_how_addresses_look() -> None:
    flat = replace(SETTINGS, directory_urls=False, site_url="https://shelf.example/below")
    ((name, content),) = files(catalog(kernels=("NTK",)), flat).items()
    page = html.fromstring(content.decode())
    assert name == "tags/ntk.html"
    assert page.xpath("//a/@href") == ["../tags/kernels.html"]
    canonical = "https://shelf.example/below/tags/kernels.html"
    assert page.xpath("//link[@rel='canonical']/@href") == [canonical]


@given(st.lists(st.lists(st.text(min_size=1), max_size=3), min_size=1, max_size=4))
def test_any_synonyms_lead_to_tags_or_nowhere(aliases: list[list[str]]) -> None:
    of = catalog(**{f"tag-{n}": tuple(words) for n, words in enumerate(aliases)})
    for path, (target, name) in of_tags(of).items():
        assert path.count("/") == target.count("/") == 1
        assert target.removeprefix("tags/").removesuffix(".md") in of.tags
        assert name == of.tags[target[5:-3]].name
    for name in files(of):
        assert name.startswith("tags/")
        assert ".." not in name


@given(st.text(), st.text(alphabet="../abc\"'<>&;= "))
def test_any_title_and_address_stay_text(title: str, address: str) -> None:
    made = redirect_html(address, title.replace("\0", ""))
    assert html.fromstring(made).xpath("//a/@href") == [address]
    assert "<h1>" in made
    assert made.count("<") == redirect_html("", "").count("<")
