"""Settings: mkdocs.yml as MkDocs reads it, and what is wrong in it."""

from pathlib import Path

import pytest

from generator.settings import Options, Settings, parse_options, read_settings
from generator.settings import written as written_option
from generator.web.services import Services


def written(folder: Path, text: str | bytes, name: str = "mkdocs.yml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def settings(folder: Path, text: str) -> Settings:
    read, problems = read_settings(written(folder, text))
    assert problems == []
    assert read
    return read


def problem(folder: Path, text: str | bytes) -> str:
    """Return the one problem of a file, its folder left out."""
    _, (found,) = read_settings(written(folder, text))
    return str(found).removeprefix(f"{folder}/")


def test_what_is_not_said_has_a_default(tmp_path: Path) -> None:
    read = settings(tmp_path, "site_name: S\n")
    assert read == Settings(root=tmp_path, site_name="S", options=Options())
    assert (read.source, read.directory_urls) == (tmp_path / "site_src", True)


def test_what_else_builds_the_site(tmp_path: Path) -> None:
    text = "nav: [Home: index.md, More: [a.md, Deep: [{B: b/c.md}]]]\nhooks: [h.py]\n"
    text += "docs_dir: pages\nsite_dir: out\ntheme: {name: material, custom_dir: own}\n"
    read = settings(tmp_path, text + "plugins: [search, {papershelf: {}}]\n")
    assert read.nav == ("index.md", "a.md", "b/c.md")
    assert read.extensions == {"search", "papershelf", "hooks"}
    assert (read.docs_dir, read.site_dir, read.custom_dir) == ("pages", "out", "own")


@pytest.mark.parametrize(
    "plugins",
    [
        "plugins:\n  - search\n  - papershelf: {newest: 2, source: a/b}\n",
        "plugins:\n  search: {}\n  papershelf: {newest: 2, source: a/b}\n",
    ],
)
def test_options_of_the_plugin(plugins: str, tmp_path: Path) -> None:
    read = settings(tmp_path, plugins)
    assert read.options == Options(newest=2, source="a/b")
    assert read.source == tmp_path / "a/b"


@pytest.mark.parametrize(
    "plugins", ["papershelf", "[papershelf]", "[papershelf: ]", "5", "", "{papershelf: }", "[{}]"]
)
def test_a_plugin_without_options(plugins: str, tmp_path: Path) -> None:
    assert settings(tmp_path, f"plugins: {plugins}\n").options == Options()


@pytest.mark.parametrize(
    ("options", "problems"),
    [
        ({"newst": 3}, ['newst: unknown option; did you mean "newest"?']),
        (
            {"zzz": 3},
            [
                "zzz: unknown option; write one of: source, newest, related, paper_pages, "
                "author_page_min_papers, branch, search_boosts, contact, services",
            ],
        ),
        ({"newest": "3"}, ["newest: Input should be a valid integer; write for example newest: 6"]),
        (
            {"newest": -1},
            ["newest: Input should be greater than or equal to 0; write for example newest: 6"],
        ),
        (
            {"a": 1, "related": True},
            [
                "related: Input should be a valid integer; write for example related: 6",
                "a: unknown option; write one of: source, newest, related, paper_pages, "
                "author_page_min_papers, branch, search_boosts, contact, services",
            ],
        ),
        (
            {"search_boosts": {"title": 0}},
            [
                "search_boosts: Input should be greater than 0; write for example search_boosts: "
                "{title: 8.0, authors: 3.0, tags: 3.0, venue: 2.0, abstract: 1.0}"
            ],
        ),
        (
            {"search_boosts": {"titel": 2}},
            [
                "search_boosts: Input should be 'title', 'authors', 'tags', 'venue' or 'abstract'; "
                "write for example search_boosts: "
                "{title: 8.0, authors: 3.0, tags: 3.0, venue: 2.0, abstract: 1.0}"
            ],
        ),
        (
            {"contact": "nobody"},
            [
                "contact: String should match pattern '^(?:[^\\s@<>()]+@[^\\s@<>()]+)?$'; "
                "write for example contact: editor@example.org"
            ],
        ),
        (
            {"services": 5},
            [
                "services: Input should be a valid dictionary or instance of Services; "
                "write for example services: {arxiv: https://export.arxiv.org}"
            ],
        ),
        (
            {"services": {"arxive": "https://a.example"}},
            ['services.arxive: unknown option; did you mean "arxiv"?'],
        ),
        (
            {"services": {"crossref": "ftp://a.example"}},
            [
                'services.crossref: a link with "ftp:" is not http or https; write an address that '
                "starts with https://; write for example crossref: https://api.crossref.org"
            ],
        ),
    ],
)
def test_wrong_options(options: dict[str, object], problems: list[str]) -> None:
    read, found = parse_options(options, "mkdocs.yml")
    assert read == Options()
    assert [str(p) for p in found] == [
        f"mkdocs.yml:1:1: error: plugins.papershelf.{text}" for text in problems
    ]


def test_values_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SHELF_A", raising=False)
    monkeypatch.setenv("SHELF_B", "https://b.example/")
    monkeypatch.setenv("SHELF_NO", "false")
    read = settings(
        tmp_path,
        "site_name: !ENV SHELF_A\n"
        "site_description: !ENV [SHELF_A, a default]\n"
        "repo_url: !ENV [SHELF_A, SHELF_B, x]\n"
        "use_directory_urls: !ENV [SHELF_NO, true]\n",
    )
    assert read.site_name == "Papers"
    assert read.site_description == "a default"
    assert read.repo_url == "https://b.example/"
    assert read.directory_urls is False


def test_tags_that_only_mkdocs_knows_are_passed_over(tmp_path: Path) -> None:
    read = settings(tmp_path, "site_name: S\nx: !!python/name:os.system\ny: !relative $docs_dir\n")
    assert read.site_name == "S"


def test_a_name_that_is_a_number(tmp_path: Path) -> None:
    read = settings(tmp_path, "site_name: 2024\nsite_description: 7\n")
    assert (read.site_name, read.site_description) == ("2024", "7")


def test_inherited_settings(tmp_path: Path) -> None:
    written(
        tmp_path,
        "site_name: Base\nsite_description: D\nplugins:\n  papershelf: {newest: 1, related: 2}\n",
        "base.yml",
    )
    written(tmp_path, "INHERIT: base.yml\nsite_name: Middle\n", "middle.yml")
    read = settings(
        tmp_path, "INHERIT: middle.yml\nplugins:\n  papershelf: {related: 3}\nrepo_url: x\n"
    )
    assert (read.site_name, read.site_description) == ("Middle", "D")
    assert read.options == Options(newest=1, related=3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b: c\n", "mkdocs.yml:1:5: error: not YAML (mapping values are not allowed here)"),
        ("a: \x01\n", "mkdocs.yml:1:1: error: not YAML (ReaderError)"),
        (b"a: \xff\n", "mkdocs.yml:1:1: error: not UTF-8; save the file as UTF-8"),
        ("- a\n", "mkdocs.yml:1:1: error: not keys and values; write site_name: …"),
        ("", "mkdocs.yml:1:1: error: not keys and values; write site_name: …"),
        (
            "INHERIT: mkdocs.yml\n",
            "mkdocs.yml:1:1: error: the file inherits from itself; delete one INHERIT line",
        ),
        (
            "INHERIT: gone.yml\n",
            "gone.yml:1:1: error: cannot be read (No such file or directory); run this in "
            "the folder of a shelf's mkdocs.yml, or begin one: papershelf init DIR",
        ),
        (
            "INHERIT: [x]\n",
            "['x']:1:1: error: cannot be read (No such file or directory); run this in the "
            "folder of a shelf's mkdocs.yml, or begin one: papershelf init DIR",
        ),
        ("a: " + "[" * 5000, "mkdocs.yml:1:1: error: not YAML (RecursionError)"),
    ],
)
def test_unreadable_settings(text: str | bytes, message: str, tmp_path: Path) -> None:
    assert problem(tmp_path, text) == message


def test_a_folder_without_settings(tmp_path: Path) -> None:
    read, problems = read_settings(tmp_path / "mkdocs.yml")
    assert read is None
    assert [p.message for p in problems] == ["cannot be read (No such file or directory)"]


@pytest.mark.parametrize(
    ("repo_url", "url"),
    [
        ("", None),
        ("git@github.com:a/b", None),
        ("https://github.com/a/b/", "https://github.com/a/b/edit/main/x.yml"),
        ("https://gitlab.example/a/b", "https://gitlab.example/a/b/-/edit/main/x.yml"),
    ],
)
def test_where_a_record_is_edited(repo_url: str, url: str | None) -> None:
    read = Settings(root=Path(), site_name="S", repo_url=repo_url, options=Options())
    assert read.edit_url("x.yml") == url


FORMS = frozenset({"add-paper.yml", "correct-paper.yml"})
NEW = "https://github.com/a/b/issues/new?template="


@pytest.mark.parametrize(
    ("repo_url", "forms", "url"),
    [
        ("https://github.com/a/b", FORMS, f"{NEW}add-paper.yml"),
        ("https://github.com/a/b.git/", FORMS, f"{NEW}add-paper.yml"),
        ("https://github.com/a/b", frozenset(), None),
        ("https://github.com/a", FORMS, None),
        (
            "https://github.example.org/a/b-c",
            FORMS,
            "https://github.example.org/a/b-c/issues/new?template=add-paper.yml",
        ),
        ("https://gitlab.com/a/b", FORMS, None),
        ("https://evil.example/https://github.com/a/b", FORMS, None),
        ("git@github.com:a/b.git", FORMS, None),
        ("", FORMS, None),
    ],
)
def test_where_a_paper_is_added(repo_url: str, forms: frozenset[str], url: str | None) -> None:
    read = Settings(root=Path(), site_name="S", repo_url=repo_url, forms=forms, options=Options())
    assert read.add_url() == url


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("FiLo", "title=Correct%3A%20FiLo&paper=filo"),
        ('a"&b=c#d%20', "title=Correct%3A%20a%22%26b%3Dc%23d%2520&paper=filo"),
        ("<b>(x)[y]", "title=Correct%3A%20%3Cb%3E%28x%29%5By%5D&paper=filo"),
        ("é\ud800\n\u202e", "title=Correct%3A%20%C3%A9%3F%0A%E2%80%AE&paper=filo"),
    ],
)
def test_where_a_paper_is_corrected(title: str, query: str) -> None:
    read = Settings(
        root=Path(),
        site_name="S",
        repo_url="https://github.com/a/b",
        forms=FORMS,
        options=Options(),
    )
    assert read.correct_url("filo", title) == f"{NEW}correct-paper.yml&{query}"


def test_the_forms_are_those_of_the_repository(tmp_path: Path) -> None:
    assert settings(tmp_path, "site_name: S\n").forms == frozenset()
    folder = tmp_path / ".github/ISSUE_TEMPLATE"
    folder.mkdir(parents=True)
    for name in ("add-paper.yml", "config.yml", "old.md"):
        (folder / name).touch()
    assert settings(tmp_path, "site_name: S\n").forms == {"add-paper.yml", "config.yml"}


def test_services_are_looked_up_where_the_settings_say(tmp_path: Path) -> None:
    options = "{contact: a@b.example, services: {arxiv: 'http://127.0.0.1:8000/arxiv/'}}"
    read = settings(tmp_path, f"plugins: [papershelf: {options}]\n").options
    assert (read.contact, read.services.arxiv) == ("a@b.example", "http://127.0.0.1:8000/arxiv")
    assert read.services.crossref == "https://api.crossref.org"


def test_an_option_is_shown_as_it_would_be_written() -> None:
    assert written_option("") == '""'
    assert written_option(Services(acl="https://a.example")) == "{acl: 'https://a.example'}"
    assert written_option(Services()) == "{}"


def test_services_in_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERSHELF_SERVICES", "http://127.0.0.1:8000")
    assert settings(tmp_path, "site_name: S\n").options.services == Services()
    monkeypatch.setenv("PAPERSHELF_SERVICES", "nowhere")
    assert problem(tmp_path, "site_name: S\n") == (
        "mkdocs.yml:1:1: error: plugins.papershelf.services: PAPERSHELF_SERVICES in the environment"
        " is no web address; write one like http://127.0.0.1:8000, or take the variable away"
    )
