"""Settings: what mkdocs.yml says about the site, typed and checked."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from generator import addresses
from generator.problems import Problem, did_you_mean
from generator.web.services import VARIABLE, Services, wrong_variable

FORMS_FOLDER = ".github/ISSUE_TEMPLATE"
ADD_FORM = "add-paper.yml"
CORRECT_FORM = "correct-paper.yml"

_GITHUB = re.compile(
    r"(https://(?:github\.com|github\.[\w.-]+)/[\w.-]+/[\w.-]+?)(?:\.git)?/?", re.ASCII
)

SearchField = Literal["title", "authors", "tags", "venue", "abstract"]


class Options(BaseModel):
    """The options under `plugins: - papershelf:` in mkdocs.yml."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    source: str = Field("site_src", description="The folder with the records, from mkdocs.yml.")
    newest: int = Field(6, ge=0, description="How many of the newest papers the home page shows.")
    related: int = Field(6, ge=0, description="How many related papers a paper's page shows.")
    paper_pages: Literal["auto", "mkdocs", "framed"] = Field(
        "auto",
        description="How generated pages are made: all by MkDocs, or set into frames that it made"
        " once; auto frames more than 150 papers (by mkdocs build, more than 2,000 pages).",
    )
    author_page_min_papers: int = Field(
        1, ge=1, description="Authors of fewer papers have no page; their names lead to a search."
    )
    branch: str = Field("main", description="The branch that 'Edit this paper' opens.")
    search_boosts: Mapping[SearchField, Annotated[float, Field(gt=0, le=1000)]] = Field(
        {"title": 8.0, "authors": 3.0, "tags": 3.0, "venue": 2.0, "abstract": 1.0},
        description="How much more a word counts in each field; a field left out counts 1.",
    )
    contact: str = Field(
        "",
        pattern=r"^(?:[^\s@<>()]+@[^\s@<>()]+)?$",
        description="An e-mail address that services may write to; sent with every look-up.",
    )
    services: Services = Field(
        Services(), description="Where facts of papers are looked up, when not at the usual hosts."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that pages depend on besides the records."""

    root: Path
    """The folder of mkdocs.yml."""
    site_name: str
    site_description: str = ""
    repo_url: str = ""
    site_url: str = ""
    directory_urls: bool = True
    nav: tuple[str, ...] = ()
    """The paths of the pages in the navigation, outer and inner."""
    docs_dir: str = "docs"
    """The folder of the hand-written pages, from the root."""
    site_dir: str = "site"
    """Where the site goes, from the root."""
    custom_dir: str = ""
    """The folder of the shelf's own templates, from the root; "" when there is none."""
    extensions: frozenset[str] = frozenset()
    """What else takes part in a build: names of MkDocs plugins, and "hooks"."""
    forms: frozenset[str] = frozenset()
    """The issue forms of the repository, by the names of their files."""
    config: str = field(default="", compare=False, repr=False)
    """The whole configuration as one text, to tell one from another."""
    options: Options

    @property
    def source(self) -> Path:
        """The folder with the records."""
        return self.root / self.options.source

    def edit_url(self, path: str) -> str | None:
        """Return where a file of the repository, given from its root, is edited."""
        if not self.repo_url.startswith(("https://", "http://")):
            return None
        kind = "-/edit" if "gitlab" in self.repo_url else "edit"
        return f"{self.repo_url.rstrip('/')}/{kind}/{self.options.branch}/{path}"

    def correct_url(self, name: str, title: str) -> str | None:
        """Return where the form opens that corrects a paper, given by its id and a title."""
        values = {"title": f"Correct: {title}", "paper": name}
        return self._form_url(CORRECT_FORM, values)

    def add_url(self) -> str | None:
        """Return where the form opens that adds a paper."""
        return self._form_url(ADD_FORM, {})

    def _form_url(self, form: str, values: Mapping[str, str]) -> str | None:
        repository = _GITHUB.fullmatch(self.repo_url)
        if repository is None or form not in self.forms:
            return None
        return addresses.new_issue(repository[1], form, values)


def make_settings(root: Path, config: Mapping[str, Any], options: Options) -> Settings:
    """Return the settings that MkDocs's configuration and our options make together."""
    theme = config.get("theme")
    own = theme.get("custom_dir") if isinstance(theme, dict) else getattr(theme, "custom_dir", None)
    return Settings(
        root=root,
        site_url=str(config.get("site_url") or ""),
        nav=tuple(_nav_paths(config.get("nav"))),
        docs_dir=str(config.get("docs_dir") or "docs"),
        site_dir=str(config.get("site_dir") or "site"),
        custom_dir=str(own or ""),
        extensions=frozenset(_extensions(config)),
        site_name=str(config.get("site_name") or "Papers"),
        site_description=str(config.get("site_description") or ""),
        repo_url=str(config.get("repo_url") or ""),
        directory_urls=config.get("use_directory_urls") is not False,
        forms=frozenset(path.name for path in (root / FORMS_FOLDER).glob("*.yml")),
        options=options,
    )


def _nav_paths(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for entry in nav.values() if isinstance(nav, dict) else nav:
            yield from _nav_paths(entry)


def _extensions(config: Mapping[str, Any]) -> Iterator[str]:
    plugins = config.get("plugins")
    for entry in plugins if isinstance(plugins, list | Mapping) else ():
        yield from map(str, entry if isinstance(entry, dict) else [entry])
    if config.get("hooks"):
        yield "hooks"


def parse_options(values: Mapping[str, Any], path: str) -> tuple[Options, list[Problem]]:
    """Return the options, with the defaults in place of wrong ones, and what is wrong."""
    try:
        return Options.model_validate(dict(values)), []
    except ValidationError as errors:
        problems = [
            Problem(
                path=path,
                key=f"plugins.papershelf.{'.'.join(_place(error['loc'])[1])}",
                message="unknown option" if error["type"] == "extra_forbidden" else error["msg"],
                advice=_advice(error["type"], error["loc"]),
            )
            for error in errors.errors(include_url=False)
        ]
        return Options(), problems


def _place(where: tuple[int | str, ...]) -> tuple[type[BaseModel], list[str]]:
    """Return the model that has the wrong key, and the keys that lead to it."""
    if where[0] == "services" and len(where) > 1:
        return Services, [str(where[0]), str(where[1])]
    return Options, [str(where[0])]


def _advice(kind: str, where: tuple[int | str, ...]) -> str:
    model, keys = _place(where)
    if kind == "extra_forbidden":
        return did_you_mean(keys[-1], list(model.model_fields))
    example = written(model.model_fields[keys[-1]].default)
    example = {"contact": "editor@example.org", "services": _EXAMPLE}.get(keys[-1], example)
    return f"write for example {keys[-1]}: {example}"


_EXAMPLE = "{arxiv: https://export.arxiv.org}"


def written(value: object) -> str:
    """Return the value of an option as it stands in mkdocs.yml, on one line."""
    if isinstance(value, BaseModel):
        value = value.model_dump(exclude_defaults=True)
    if not isinstance(value, Mapping):
        return str(value) or '""'
    text: str = yaml.safe_dump(dict(value), default_flow_style=True, sort_keys=False, width=1000)
    return text.strip()


def read_settings(path: Path) -> tuple[Settings | None, list[Problem]]:
    """Return the settings in an mkdocs.yml file, or None when there is no reading it."""
    try:
        config = _load(path, ())
    except _UnreadableError as unreadable:
        return None, [unreadable.problem]
    options, problems = parse_options(_plugin_options(config), str(path))
    if wrong_variable():
        problems.append(_wrong_services(path))
    whole = json.dumps(config, sort_keys=True, default=str)
    return replace(make_settings(path.resolve().parent, config, options), config=whole), problems


def _wrong_services(path: Path) -> Problem:
    return Problem(
        path=str(path),
        key="plugins.papershelf.services",
        message=f"{VARIABLE} in the environment is no web address",
        advice="write one like http://127.0.0.1:8000, or take the variable away",
    )


class _UnreadableError(Exception):
    """There is no reading a configuration file; carries the problem."""

    def __init__(
        self, path: Path, message: str, advice: str = "", mark: yaml.Mark | None = None
    ) -> None:
        super().__init__(message)
        self.problem = Problem(
            path=str(path),
            line=mark.line + 1 if mark else 1,
            column=mark.column + 1 if mark else 1,
            message=message,
            advice=advice,
        )


def _load(path: Path, children: tuple[Path, ...]) -> dict[str, Any]:
    """Return a configuration on top of those that it inherits from, as MkDocs merges them."""
    if path in children:
        raise _UnreadableError(path, "the file inherits from itself", "delete one INHERIT line")
    config = _parsed(path)
    if not isinstance(config, dict):
        raise _UnreadableError(path, "not keys and values", "write site_name: …")
    parent = config.pop("INHERIT", None)
    if not parent:
        return config
    return _merged(_load(path.parent / str(parent), (*children, path)), config)


def _parsed(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_ConfigLoader)  # noqa: S506 - safe
    except OSError as error:
        advice = "run this in the folder of a shelf's mkdocs.yml, or begin one: papershelf init DIR"
        reason = error.strerror or "unreadable"
        raise _UnreadableError(path, f"cannot be read ({reason})", advice) from error
    except UnicodeDecodeError as error:
        raise _UnreadableError(path, "not UTF-8", "save the file as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        message = f"not YAML ({error.problem})"
        raise _UnreadableError(path, message, mark=error.problem_mark) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _UnreadableError(path, f"not YAML ({type(error).__name__})") from error


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = below.keys() & above.keys()
    inner = {
        key: _merged(below[key], above[key])
        for key in both
        if isinstance(below[key], dict) and isinstance(above[key], dict)
    }
    return {**below, **above, **inner}


def _plugin_options(config: Mapping[str, Any]) -> Mapping[str, Any]:
    plugins = config.get("plugins")
    entries = plugins.items() if isinstance(plugins, dict) else _pairs(plugins)
    found = (options for name, options in entries if name == "papershelf")
    return next((options for options in found if isinstance(options, dict)), {})


def _pairs(plugins: Any) -> list[tuple[str, Any]]:
    entries = plugins if isinstance(plugins, list) else []
    return [pair for entry in entries if isinstance(entry, dict) for pair in entry.items()]


class _ConfigLoader(yaml.SafeLoader):
    """Reads mkdocs.yml: knows `!ENV`, and passes over tags that only MkDocs can resolve.

    A value from the environment has the type that it would have in the file, as in MkDocs.
    """


def _from_environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    names = list(node.value) if isinstance(node, yaml.SequenceNode) else [node]
    default = loader.construct_object(names.pop()) if len(names) > 1 else None
    values = (os.environ.get(str(name.value)) for name in names)
    return next((_typed(loader, value) for value in values if value is not None), default)


def _typed(loader: yaml.SafeLoader, value: str) -> Any:
    tag = loader.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    return loader.construct_object(yaml.ScalarNode(tag, value))


def _nothing(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    del loader, suffix, node


_ConfigLoader.add_constructor("!ENV", _from_environment)
_ConfigLoader.add_multi_constructor("", _nothing)
