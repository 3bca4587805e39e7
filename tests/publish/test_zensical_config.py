"""What Zensical is told beside mkdocs.yml: what MkDocs knows without being told."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.inset import Inset
from generator.publish.zensical_config import OURS, derived, is_strict, page_text
from generator.settings import Settings, read_settings

FENCES = ("pymdownx.superfences", "markdown.extensions.fenced_code")


def settings_of(folder: Path, text: str) -> Settings:
    file = folder / "mkdocs.yml"
    file.write_text(text, encoding="utf-8")
    settings, problems = read_settings(file)
    assert settings
    assert problems == []
    return settings


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("", (*FENCES, *OURS)),
        ("[toc: {permalink: true}, admonition]", (*FENCES, *OURS)),
        ("[pymdownx.superfences, admonition]", OURS),
        ("[pymdownx.extra]", OURS),
    ],
)
def test_fences_are_those_of_mkdocs(given: str, wanted: tuple[str, ...], tmp_path: Path) -> None:
    settings = settings_of(tmp_path, f"site_name: A\nmarkdown_extensions: {given}\n")
    config = yaml.safe_load(derived(settings, tmp_path / "mkdocs.yml", "docs", []))
    assert config["markdown_extensions"] == [{name: {}} for name in wanted]


def test_a_strict_shelf_is_known(tmp_path: Path) -> None:
    assert is_strict(settings_of(tmp_path, "site_name: A\nstrict: true\n"))
    assert not is_strict(settings_of(tmp_path, "site_name: A\n"))


def test_keys_stay_keys(tmp_path: Path) -> None:
    text = "site_name: A\nplugins: {papershelf: {}}\nmarkdown_extensions: {toc: {}}\n"
    text += "not_in_nav: drafts/\ntheme: {variant: modern}\n"
    settings = settings_of(tmp_path, text)
    pages = ["papers/index.md", "papers/a.md"]
    config = yaml.safe_load(derived(settings, tmp_path / "mkdocs.yml", "docs", pages))
    assert config["plugins"] == {"search": {"enabled": False}}
    assert list(config["markdown_extensions"]) == [*FENCES, *OURS]
    assert config["not_in_nav"].split() == ["drafts/", "/papers/a.md"]
    assert config["theme"]["variant"] == "modern"


@pytest.mark.parametrize(
    ("given", "links"),
    [
        ("", {"not_found": "warn", "anchors": "ignore"}),
        ("{links: {anchors: warn, not_found: info}}", {"not_found": "ignore", "anchors": "warn"}),
        ("{anchors: warn}", {"not_found": "warn", "anchors": "warn"}),
    ],
)
def test_links_are_checked_as_mkdocs_does(
    given: str, links: dict[str, str], tmp_path: Path
) -> None:
    settings = settings_of(tmp_path, f"site_name: A\nvalidation: {given}\n")
    config = yaml.safe_load(derived(settings, tmp_path / "mkdocs.yml", "docs", []))
    assert config["validation"] == {"links": links}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_front_matter_is_yaml(title: str) -> None:
    page = Inset(
        path="a.md",
        kind="k",
        title=title,
        description="",
        crumbs=(),
        anchor="",
        heading="",
        html="",
    )
    assert yaml.safe_load(page_text(page).split("\n")[1])["title"] == title
