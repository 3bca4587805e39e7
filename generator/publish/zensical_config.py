"""What Zensical is told beside a shelf's mkdocs.yml, so that it makes what MkDocs would.

Zensical reads mkdocs.yml itself, with all that it names; only what the two mean differently stands
in a second file on top of it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from generator import addresses
from generator.publish.inset import Inset
from generator.publish.zensical_markdown import document
from generator.settings import Settings

THEME = ".papershelf-theme"
SITE = ".papershelf-site"
OURS = ("generator.publish.markdown_extension", "generator.publish.zensical_markdown")
FENCES = "pymdownx.superfences"
WITH_FENCES = {FENCES, "pymdownx.extra"}
FENCED_CODE = "markdown.extensions.fenced_code"  # its short name would count as a second mention

_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def derived(settings: Settings, config_file: Path, docs: str, pages: Iterable[str]) -> str:
    """Return the second configuration, in which lists continue those of mkdocs.yml.

    `docs` is the folder of the pages, from the new file; `pages` are the paths of generated ones.
    """
    given: dict[str, Any] = json.loads(settings.config)
    theme = given.get("theme")
    variant = theme.get("variant") if isinstance(theme, Mapping) else None
    config: dict[str, Any] = {
        "INHERIT": str(config_file.resolve()),
        "docs_dir": docs,
        "site_dir": SITE,
        "strict": False,  # it is told what is wrong, and decides itself
        "theme": {
            "name": "material",
            "variant": variant or "classic",
            "font": False,
            "custom_dir": THEME,
        },
        "plugins": _like(given.get("plugins"), {"search": {"enabled": False}}),
        "markdown_extensions": _extensions(given.get("markdown_extensions")),
        "validation": {"links": _link_checks(given.get("validation"))},
        "not_in_nav": _not_in_nav(given.get("not_in_nav"), pages),
    }
    text: str = yaml.safe_dump(config, sort_keys=False)
    return text


def theme_name(settings: Settings) -> str:
    """Return the theme that mkdocs.yml names; MkDocs's own when it names none."""
    theme = json.loads(settings.config).get("theme")
    return str((theme.get("name") if isinstance(theme, Mapping) else theme) or "mkdocs")


def is_strict(settings: Settings) -> bool:
    """Tell whether mkdocs.yml asks for warnings to count as errors."""
    return json.loads(settings.config).get("strict") is True


def _like(given: Any, added: Mapping[str, Any]) -> Any:
    """Return names and their options in the form that a list of mkdocs.yml has, a list or keys."""
    return dict(added) if isinstance(given, Mapping) else [{n: added[n]} for n in added]


def _extensions(given: Any) -> Any:
    """Return the extensions that MkDocs has besides those of mkdocs.yml, and ours.

    Zensical ends each list with its own fences; where they stand already, it does not, and after
    them come those of MkDocs, as long as mkdocs.yml asks for no others.
    """
    entries = given if isinstance(given, list | Mapping) else []
    names = [str(next(iter(one))) if isinstance(one, Mapping) else str(one) for one in entries]
    fences = () if WITH_FENCES.intersection(names) else (FENCES, FENCED_CODE)
    return _like(given, {name: {} for name in (*fences, *OURS)})


def _link_checks(given: Any) -> dict[str, str]:
    """Return what Zensical checks in links: what MkDocs warns of."""
    checks = given if isinstance(given, Mapping) else {}
    links = checks.get("links")
    checks = {**checks, **(links if isinstance(links, Mapping) else {})}
    usual = {"not_found": "warn", "anchors": "info"}
    return {
        key: "warn" if checks.get(key, level) == "warn" else "ignore"
        for key, level in usual.items()
    }


def _not_in_nav(given: Any, pages: Iterable[str]) -> str:
    """Return which pages stay out of the navigation: all generated ones but the lists."""
    found = (f"/{path}" for path in pages if not addresses.is_index(path))
    return "\n".join([str(given or ""), *found])


def page_text(page: Inset) -> str:
    """Return a generated page as a file that Zensical reads: front matter in JSON, then HTML."""
    meta = json.dumps(page.meta, ensure_ascii=False)
    meta = _NOT_YAML.sub(lambda sign: f"\\u{ord(sign[0]):04x}", meta)
    return f"---\n{meta}\n---\n\n{document(page.html, page.anchor, page.heading)}"
