"""The framed build: the same bytes whether all is made anew or only what a change touches."""

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
import yaml
from helpers.shelf import Folder

from generator.addresses import file_of
from generator.publish import build as module
from generator.publish.base import EngineFailedError
from generator.publish.build import Built, Job, build, may_be_framed
from generator.publish.inset import Inset
from generator.settings import read_settings

CONFIG = """\
site_name: Framed
site_url: https://framed.example/
docs_dir: site_src/pages
theme: {name: material}
plugins:
  - papershelf: {paper_pages: framed, newest: 3, related: 3}
"""
WORDS = (
    "graph neural transfer sparse robust causal latent prompt token kernel margin flow score "
    "retrieval alignment diffusion attention pruning calibration curriculum feature invariance"
).split()
NAMES = [
    *("Ada Li", "Bo Østergård", "Cleo de la Cruz", "Dai Ng", "E. Fuchs", "Ada  Li", "Élan Vu"),
    *("A. Li", "Ada M. Li", "Ng, Dai", "D. Ng"),
    {"name": "Bo Østergård", "orcid": "0000-0002-1825-0097"},
    {"name": "Bo Østergård", "orcid": "0000-0001-5109-3700"},
    {"name": "Elan Vu", "orcid": "0000-0001-5109-3700"},
]
"""Some are one person or not, depending on who else is on the shelf."""
VENUES = ["NeurIPS 2020", "ICML 2021", "NeurIPS 2021", None]
TAGS = ["graphs", "theory", "vision"]


class Show:
    """Shows nothing."""

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[Callable[[int], None]]:
        del name, total
        yield lambda _: None


def engine(folder: Path, insets: Sequence[Inset], into: Path) -> int:
    """Make pages as a small theme would: the hand-written ones, and those that are asked for."""
    written = folder / "site_src/pages/about.md"
    pages = {"about.md": f"<h1>About</h1>{written.read_text(encoding='utf-8')}"}
    for one in insets:
        crumbs = "".join(f'<li><a href="{url}">{title}</a></li>' for title, url in one.crumbs)
        head = f"<title>{one.title}</title><meta content='{one.description}'>"
        address = one.path.removesuffix(".md")
        pages[one.path] = f"{head}<link href='/{address}/'>{crumbs}\n<main>{one.html}</main>"
    for path, text in pages.items():
        file = into / file_of(path, directories=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (into / "theme.css").write_text("a { color: red }")
    return 0


def built(folder: Path, *, clean: bool = False, strict: bool = False, workers: int = 1) -> Built:
    settings, problems = read_settings(folder / "mkdocs.yml")
    assert settings
    assert problems == []
    return build(
        Job(
            settings=settings,
            engine=partial(engine, folder),
            engine_name="test",
            site=folder / "site",
            show=Show(),
            strict=strict,
            clean=clean,
            workers=workers,
        )
    )


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def anew(folder: Path, place: Path) -> dict[str, bytes]:
    """Return the site of a copy of a shelf, built without a cache."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(folder / "site_src", place / "site_src")
    shutil.copy(folder / "mkdocs.yml", place)
    assert built(place).done
    return files(place / "site")


class Editor:
    """Changes a shelf at random, as its people might."""

    def __init__(self, shelf: Folder, seed: int, papers: int) -> None:
        self.shelf = shelf
        self.chance = random.Random(seed)  # noqa: S311 - no secret
        self.records: dict[str, dict[str, object]] = {}
        (shelf.root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
        shelf.write("pages/about.md", "We.")
        self.tags: list[dict[str, object]] = [{"id": tag, "name": tag} for tag in TAGS]
        self.vocabulary()
        for _ in range(papers):
            self.add()

    def words(self, number: int) -> str:
        return " ".join(self.chance.choice(WORDS) for _ in range(number))

    def save(self, name: str) -> None:
        self.shelf.write(f"papers/{name}.yml", yaml.safe_dump(self.records[name]))

    def some(self) -> str:
        return self.chance.choice(sorted(self.records))

    def add(self) -> None:
        """Add a paper, as the newest or somewhere between."""
        name = f"p{self.chance.randrange(10**6)}"
        day = f"20{self.chance.randrange(19, 26)}-0{self.chance.randrange(1, 10)}-11"
        self.records[name] = {
            "title": f"{self.words(4)} {name}",
            "authors": self.chance.sample(NAMES, 2),
            "date": self.chance.choice([day, day[:4]]),
            "tags": self.chance.sample(TAGS, self.chance.randrange(1, 3)),
            "added": self.chance.choice([day, "2026-01-01"]),
            "abstract": self.words(40),
        }
        if venue := self.chance.choice(VENUES):
            self.records[name]["venue"] = venue
        self.save(name)

    def edit(self) -> None:
        """Change a paper in one respect."""
        name = self.some()
        other = self.some()
        changes = {
            "title": self.words(3) + name,
            "authors": self.chance.sample(NAMES, 3),
            "abstract": self.words(30),
            "date": "2018-02",
            "tags": [self.chance.choice(TAGS)],
            "notes": f"See [[{other}]] and *{self.words(1)}*.",
            "related": [{"paper": other, "why": self.words(2)}] if other != name else [],
            "tldr": self.words(5),
            "venue": "ICLR 2022",
            "added": "2026-02-02",
        }
        key = self.chance.choice(sorted(changes))
        self.records[name][key] = changes[key]
        self.save(name)

    def delete(self) -> None:
        """Delete a paper that no other names."""
        named = yaml.safe_dump([r for r in self.records.values() if "notes" in r or "related" in r])
        free = [name for name in sorted(self.records) if name not in named]
        if len(free) > 3:
            name = self.chance.choice(free)
            del self.records[name]
            (self.shelf.source / "papers" / f"{name}.yml").unlink()

    def rename(self) -> None:
        """Give a paper another id: it goes and comes."""
        before = set(self.records)
        self.delete()
        if gone := before - set(self.records):
            self.add()
            assert gone

    def vocabulary(self) -> None:
        """Describe a tag anew, and give it other synonyms."""
        self.tags[0] |= {"description": self.words(3), "aliases": [self.words(2), "nets"]}
        self.shelf.write("tags.yml", yaml.safe_dump(self.tags))

    def collection(self) -> None:
        """Put papers into a reading list."""
        papers = [{"paper": self.some(), "note": self.words(2)}]
        self.shelf.write(
            "collections/list.yml", yaml.safe_dump({"title": "List", "papers": papers})
        )

    def people(self) -> None:
        """Say something of people."""
        names = {"Ada Li": ["A. Li"], "Bo Østergård": [], "E. Fuchs": ["Élan Vu"]}
        name = self.chance.choice(sorted(names))
        self.shelf.write("authors.yml", yaml.safe_dump([{"name": name, "variants": names[name]}]))

    def page(self) -> None:
        """Change a page that a person wrote."""
        self.shelf.write("pages/about.md", self.words(self.chance.randrange(3, 6)))

    def change(self) -> None:
        """Make one change or several."""
        often: list[Callable[[], None]] = [self.edit] * 6 + [self.add] * 3 + [self.rename]
        seldom = [self.delete, self.vocabulary, self.people, self.collection, self.page]
        for _ in range(self.chance.choice([1, 1, 1, 3])):
            self.chance.choice([*often, *seldom])()
        if (self.shelf.source / "collections/list.yml").exists():
            self.collection()  # or it may name a paper that is gone


@pytest.mark.parametrize("seed", range(4))
def test_a_build_after_changes_is_a_clean_build(seed: int, shelf: Folder, tmp_path: Path) -> None:
    editor = Editor(shelf, seed, papers=14)
    assert built(shelf.root).done
    for _ in range(8):
        editor.change()
        assert built(shelf.root, workers=1 + seed % 2).done
        assert files(shelf.root / "site") == anew(shelf.root, tmp_path / "anew")


def test_one_change_makes_few_pages(shelf: Folder) -> None:
    editor = Editor(shelf, 1, papers=40)
    first = built(shelf.root)
    assert first.made == first.pages
    assert built(shelf.root).made == 0
    name = editor.some()
    editor.records[name]["tldr"] = "Another sentence"
    editor.save(name)
    assert 0 < built(shelf.root).made < first.pages / 2


def test_what_is_gone_leaves_no_file(shelf: Folder) -> None:
    editor = Editor(shelf, 2, papers=8)
    built(shelf.root)
    editor.rename()
    built(shelf.root)
    papers = {path.parent.name for path in (shelf.root / "site/papers").glob("*/index.html")}
    assert papers == set(editor.records)
    assert all(any(path.iterdir()) for path in (shelf.root / "site").rglob("*") if path.is_dir())


@pytest.mark.parametrize("spoil", ["cut", "change", "foreign", "gone", "empty"])
def test_a_damaged_cache_is_not_believed(spoil: str, shelf: Folder, tmp_path: Path) -> None:
    editor = Editor(shelf, 3, papers=8)
    built(shelf.root)
    for part in (shelf.root / ".cache/papershelf").iterdir():
        content = part.read_bytes() if part.is_file() else b""
        if part.is_dir():
            (part / "theme.css").unlink()
        elif spoil == "gone":
            part.unlink()
        elif spoil == "cut":
            part.write_bytes(content[: len(content) // 2])
        elif spoil == "change":
            middle = len(content) // 2
            part.write_bytes(content[:middle] + b"?" + content[middle + 1 :])
        else:
            part.write_bytes(b"" if spoil == "empty" else b"foreign" * 100)
    editor.edit()
    assert built(shelf.root).made > 0
    assert files(shelf.root / "site") == anew(shelf.root, tmp_path / "anew")


def test_files_that_were_lost_come_back(shelf: Folder, tmp_path: Path) -> None:
    Editor(shelf, 4, papers=8)
    built(shelf.root)
    wanted = anew(shelf.root, tmp_path / "anew")
    for name in ("papers/index.html", "search/manifest.json", "about/index.html", "theme.css"):
        (shelf.root / "site" / name).unlink()
        assert built(shelf.root).done
        assert files(shelf.root / "site") == wanted
    (shelf.root / "site/papers/index.html").write_text("half")
    assert built(shelf.root).made == 1
    assert files(shelf.root / "site") == wanted


def test_settings_and_templates_make_all_anew(shelf: Folder, tmp_path: Path) -> None:
    Editor(shelf, 5, papers=6)
    first = built(shelf.root)
    shelf.write("templates/venue.md.j2", "# {{ venue.name }}\n\nMine\n")
    assert built(shelf.root).made == first.pages
    config = shelf.root / "mkdocs.yml"
    config.write_text(CONFIG.replace("Framed", "Other"), encoding="utf-8")
    assert built(shelf.root).made == first.pages
    assert files(shelf.root / "site") == anew(shelf.root, tmp_path / "anew")
    form = shelf.root / ".github/ISSUE_TEMPLATE/correct-paper.yml"
    form.parent.mkdir(parents=True)
    form.touch()  # a form that is there is linked to
    assert built(shelf.root).made == first.pages
    assert built(shelf.root, clean=True).made == first.pages


def test_an_error_leaves_the_site_as_it_was(shelf: Folder) -> None:
    editor = Editor(shelf, 6, papers=6)
    built(shelf.root)
    before = files(shelf.root / "site")
    editor.shelf.write("papers/wrong.yml", "title: 5\n")
    done = built(shelf.root)
    assert not done.done
    assert [p.key for p in done.problems if p.severity == "error"] == ["title"]
    assert files(shelf.root / "site") == before


def test_a_warning_is_told_again_and_ends_a_strict_build(shelf: Folder) -> None:
    Editor(shelf, 7, papers=6)
    shelf.paper("linking", "title: Linking\nnotes: '[a](../gone.md)'\nadded: 2020-01-01\n")
    shelf.write("tags.yml", yaml.safe_dump([{"id": t, "name": t} for t in [*TAGS, "t"]]))
    first = [str(problem) for problem in built(shelf.root).problems]
    assert first == ["papers/linking.md:1:1: warning: a link to ../gone.md, where no page is"]
    assert [str(problem) for problem in built(shelf.root).problems] == first
    assert not built(shelf.root, strict=True).done


@pytest.mark.parametrize("when", [KeyboardInterrupt, OSError, EngineFailedError(3)])
def test_a_build_that_ends_early_leaves_nothing(
    when: BaseException, shelf: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = Editor(shelf, 8, papers=6)
    built(shelf.root)
    before = files(shelf.root / "site")
    editor.edit()

    def stop(*_: object) -> None:
        raise when

    monkeypatch.setattr(module, "make_pages", stop)
    with pytest.raises(type(when) if isinstance(when, BaseException) else when):
        built(shelf.root)
    assert files(shelf.root / "site") == before
    assert {path.name for path in shelf.root.iterdir()} == {
        *("mkdocs.yml", "site_src", "site", ".cache")
    }
    monkeypatch.undo()
    assert built(shelf.root).made > 0


def test_small_shelves_are_left_to_mkdocs(shelf: Folder) -> None:
    Editor(shelf, 9, papers=2)

    def choice(text: str) -> bool:
        config = shelf.root / "mkdocs.yml"
        config.write_text(CONFIG.replace("framed", text), encoding="utf-8")
        settings, _ = read_settings(config)
        assert settings
        return may_be_framed(settings)

    assert [choice(text) for text in ("framed", "mkdocs", "auto")] == [True, False, False]
    shelf.write("papers/many.jsonl", "{}\n" * 200)
    assert [choice(text) for text in ("mkdocs", "auto")] == [False, True]


def test_a_file_of_a_person_does_not_take_a_generated_address(shelf: Folder) -> None:
    Editor(shelf, 10, papers=3)
    built(shelf.root)
    shelf.write("pages/papers/p.md", "Mine")
    shelf.paper("p", "title: Theirs\nadded: 2020-01-01\ntags: [theory]\n")

    def with_it(folder: Path, insets: Sequence[Inset], into: Path) -> int:
        for name in ("papers/p/index.html", "feeds/tags/theory.xml"):
            (into / name).parent.mkdir(parents=True)
            (into / name).write_text("Mine")
        return engine(folder, insets, into)

    settings, _ = read_settings(shelf.root / "mkdocs.yml")
    assert settings
    made = partial(with_it, shelf.root)
    site = shelf.root / "site"
    job = Job(settings=settings, engine=made, engine_name="test", site=site, show=Show())
    done = build(job)
    assert not done.done
    assert [str(problem) for problem in done.problems] == [
        "site_src/pages/feeds/tags/theory.xml:1:1: error: "
        "the address belongs to a generated file; give the file another name",
        "site_src/pages/papers/p.md:1:1: error: the address belongs to a generated page; "
        "give the page another name, or change the template of the generated one",
    ]
    assert "Mine" not in (site / "about/index.html").read_text()
