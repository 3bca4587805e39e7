"""Settings: what mkdocs.yml says about the site, typed and checked."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from generator.problems import Problem, did_you_mean


class Options(BaseModel):
    """The options under `plugins: - papershelf:` in mkdocs.yml."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    source: str = Field("site_src", description="The folder with the records, from mkdocs.yml.")
    newest: int = Field(6, ge=0, description="How many of the newest papers the home page shows.")
    related: int = Field(6, ge=0, description="How many related papers a paper's page shows.")
    branch: str = Field("main", description="The branch that 'Edit this paper' opens.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that pages depend on besides the records."""

    root: Path
    """The folder of mkdocs.yml."""
    site_name: str
    site_description: str = ""
    repo_url: str = ""
    directory_urls: bool = True
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


def make_settings(root: Path, config: Mapping[str, Any], options: Options) -> Settings:
    """Return the settings that MkDocs's configuration and our options make together."""
    return Settings(
        root=root,
        site_name=config.get("site_name") or "Papers",
        site_description=config.get("site_description") or "",
        repo_url=config.get("repo_url") or "",
        directory_urls=config.get("use_directory_urls") is not False,
        options=options,
    )


def parse_options(values: Mapping[str, Any], path: str) -> tuple[Options, list[Problem]]:
    """Return the options, with the defaults in place of wrong ones, and what is wrong."""
    try:
        return Options.model_validate(dict(values)), []
    except ValidationError as errors:
        problems = [
            Problem(
                path=path,
                key=f"plugins.papershelf.{error['loc'][0]}",
                message="unknown option" if error["type"] == "extra_forbidden" else error["msg"],
                advice=_advice(error["type"], str(error["loc"][0])),
            )
            for error in errors.errors(include_url=False)
        ]
        return Options(), problems


def _advice(kind: str, key: str) -> str:
    if kind == "extra_forbidden":
        return did_you_mean(key, list(Options.model_fields))
    field = Options.model_fields[key]
    return f"write for example {key}: {field.default}"


def read_settings(path: Path) -> tuple[Settings | None, list[Problem]]:
    """Return the settings in an mkdocs.yml file, or None when there is no reading it."""
    try:
        config = _load(path)
    except OSError as error:
        advice = "run this in the folder of a shelf's mkdocs.yml, or begin one: papershelf init DIR"
        reason = error.strerror or "unreadable"
        return None, [Problem(path=str(path), message=f"cannot be read ({reason})", advice=advice)]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return None, [
            Problem(
                path=str(path),
                line=place[0],
                column=place[1],
                message=f"not YAML ({error.problem})",
            )
        ]
    options, problems = parse_options(_plugin_options(config), str(path))
    return make_settings(path.resolve().parent, config, options), problems


def _load(path: Path) -> dict[str, Any]:
    config = yaml.load(path.read_text(encoding="utf-8"), Loader=_ConfigLoader)  # noqa: S506 - safe
    config = config if isinstance(config, dict) else {}
    parent = config.pop("INHERIT", None)
    return {**_load(path.parent / parent), **config} if parent else config


def _plugin_options(config: Mapping[str, Any]) -> Mapping[str, Any]:
    plugins = config.get("plugins") or []
    entries = plugins.items() if isinstance(plugins, dict) else _pairs(plugins)
    return next((options for name, options in entries if name == "papershelf" and options), {})


def _pairs(plugins: list[Any]) -> list[tuple[str, Any]]:
    return [pair for entry in plugins if isinstance(entry, dict) for pair in entry.items()]


class _ConfigLoader(yaml.SafeLoader):
    """Reads mkdocs.yml: knows `!ENV`, and passes over tags that only MkDocs can resolve."""


def _from_environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        *names, default = node.value
        names = names or [default]
        fallback = loader.construct_object(default) if len(node.value) > 1 else None
        values = (os.environ.get(str(name.value)) for name in names)
        return next((value for value in values if value is not None), fallback)
    return os.environ.get(str(node.value))


def _nothing(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    del loader, suffix, node


_ConfigLoader.add_constructor("!ENV", _from_environment)
_ConfigLoader.add_multi_constructor("", _nothing)
