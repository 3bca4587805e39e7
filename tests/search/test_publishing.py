"""What the script does when files are missing, and when another build is published meanwhile."""

import gzip
import json
from base64 import b64encode
from typing import Any

import pytest
from helpers import library
from helpers.scripts import Scripts
from msgspec.structs import replace

from generator.records.models import Paper
from generator.search.index import MANIFEST

SERVING = """
import { openIndex } from "./search.js";
const builds = data.builds.map((files) =>
  new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text, "base64")])));
const asked = [];
let served = builds[0];
const read = async (path, options) => {
  asked.push(options?.reload ? `${path} anew` : path);
  if (!served.has(path)) throw new Error(`no ${path}`);
  return served.get(path);
};
const without = (build, pattern) => new Map([...build].filter(([path]) => !pattern.test(path)));
const failure = (promise) => promise.then(() => "none", ({ name, path, message, cause }) =>
  ({ name, path: path ?? "", message, cause: cause?.message ?? "" }));
const ids = ({ hits }) => hits.map(({ id }) => id);
"""

Files = dict[str, bytes]


def run(scripts: Scripts, code: str, *builds: Files) -> Any:
    """Run a module that serves builds from memory, the first one at first."""
    texts = [{p: b64encode(c).decode() for p, c in files.items()} for files in builds]
    return scripts.run(SERVING + code, {"builds": texts})


def paper(number: int, title: str) -> Paper:
    return replace(
        library.paper(number),
        title=title,
        abstract=f"About {title}.",
        tldr=None,
        authors=(),
        tags=(),
        venue=None,
    )


@pytest.fixture(scope="module")
def first() -> Files:
    """Give the build of a few papers."""
    return library.index_files(paper(n, f"Teapot {name}") for n, name in enumerate("KLMN"))


@pytest.fixture(scope="module")
def second() -> Files:
    """Give the next build: a paper less, one renamed, one more."""
    names = {1: "Lighthouse L", 2: "Teapot M", 3: "Teapot N", 4: "Teapot O"}
    return library.index_files(paper(n, name) for n, name in names.items())


def missing(path: str) -> dict[str, str]:
    return {
        "name": "MissingFileError",
        "path": path,
        "message": f"{path} could not be loaded",
        "cause": f"no {path}",
    }


@pytest.mark.parametrize("folder", ["terms", "papers"])
def test_a_file_that_is_missing_is_named_and_asked_for_again(
    scripts: Scripts, first: Files, folder: str
) -> None:
    code = """
    const index = await openIndex({ read });
    served = without(builds[0], /FOLDER/);
    const error = await failure(index.search("teapot "));
    served = builds[0];
    print([error, ids(await index.search("teapot ")).length]);
    """
    error, found = run(scripts, code.replace("FOLDER", folder), first)
    assert error["path"].startswith(f"search/{folder}/")
    assert error == missing(error["path"])
    assert found == 4


@pytest.mark.parametrize(
    ("folder", "asking"),
    [
        ("words", 'index.search("*pot")'),
        ("columns", 'index.search("teapot", { sort: "title" })'),
        ("columns", 'index.search("teapot", { facets: ["venues"] })'),
        ("columns", 'index.search("teapot", { filters: { tags: ["lids"] } })'),
        ("columns", 'index.search("")'),
        ("citations", 'index.citations("teapot", { limit: 2 })'),
    ],
)
def test_what_only_some_queries_need_may_be_missing_and_come_back(
    scripts: Scripts, first: Files, folder: str, asking: str
) -> None:
    code = f"""
    const index = await openIndex({{ read }});
    served = without(builds[0], /{folder}/);
    const error = await failure({asking});
    const fine = ids(await index.search("teapot ")).length;
    served = builds[0];
    print([error, fine, await failure({asking})]);
    """
    error, fine, later = run(scripts, code, first)
    assert error["path"].startswith(f"search/{folder}/")
    assert error == missing(error["path"])
    assert (fine, later) == (4, "none")


def test_without_a_manifest_there_is_no_index(scripts: Scripts, first: Files) -> None:
    code = """
    served = new Map();
    const error = await failure(openIndex({ read }));
    served = builds[0];
    print([error, (await openIndex({ read })).papers]);
    """
    assert run(scripts, code, first) == [missing(MANIFEST), 4]


def test_a_site_that_is_gone_is_told(scripts: Scripts, first: Files) -> None:
    code = """
    const index = await openIndex({ read });
    served = new Map();
    print(await failure(index.search("teapot")));
    """
    assert run(scripts, code, first) == missing(MANIFEST)


def test_a_manifest_of_another_format_is_told(scripts: Scripts, first: Files) -> None:
    told = json.loads(first[MANIFEST]) | {"format": 2}
    error = run(
        scripts,
        "print(await failure(openIndex({ read })));",
        first | {MANIFEST: json.dumps(told).encode()},
    )
    assert error == {
        "name": "OtherFormatError",
        "path": "",
        "message": "the index has a format that this script does not know",
        "cause": "",
    }


def test_another_format_published_meanwhile_is_told(
    scripts: Scripts, first: Files, second: Files
) -> None:
    told = json.loads(second[MANIFEST]) | {"format": 2}
    code = """
    const index = await openIndex({ read });
    served = builds[1];
    print((await failure(index.search("teapot"))).name);
    """
    later = second | {MANIFEST: json.dumps(told).encode()}
    assert run(scripts, code, first, later) == "OtherFormatError"


def test_a_new_build_is_gone_on_with(scripts: Scripts, first: Files, second: Files) -> None:
    code = """
    const index = await openIndex({ read });
    const before = await index.search("teapot ");
    served = builds[1];
    const answers = [];
    for (const query of ["lighthouse ", "teapot ", "harbour "]) {
      answers.push(await index.search(query));
    }
    const versions = [before, ...answers].map(({ version }) => version);
    print([ids(before).sort(), answers.map((answer) => ids(answer).sort()), versions]);
    """
    before, after, versions = run(scripts, code, first, second)
    old, new = (json.loads(files[MANIFEST])["version"] for files in (first, second))
    assert before == ["paper-0000", "paper-0001", "paper-0002", "paper-0003"]
    assert after == [["paper-0001"], ["paper-0002", "paper-0003", "paper-0004"], []]
    assert versions == [old, new, new, new]


def test_a_card_of_another_build_is_noticed(scripts: Scripts, first: Files, second: Files) -> None:
    code = """
    const index = await openIndex({ read });
    await index.search("teapot ", { limit: 0 });  // the shard is kept, the cards are not
    served = builds[1];
    const answer = await index.search("teapot ");
    print([ids(answer).sort(), answer.total, asked.filter((path) => path.endsWith(" anew"))]);
    """
    found, total, anew = run(scripts, code, first, second)
    assert (found, total) == (["paper-0002", "paper-0003", "paper-0004"], 3)
    assert anew == [f"{MANIFEST} anew"]


def test_the_manifest_may_be_older_than_the_files(
    scripts: Scripts, first: Files, second: Files
) -> None:
    code = f"""
    served = new Map([...builds[1], ["{MANIFEST}", builds[0].get("{MANIFEST}")]]);
    const index = await openIndex({{ read }});
    served = builds[1];
    print(ids(await index.search("lighthouse ", {{ facets: ["tags"] }})));
    """
    assert run(scripts, code, first, second) == ["paper-0001"]


def test_a_match_that_no_card_shows_is_not_taken_for_another_build(
    scripts: Scripts, first: Files
) -> None:
    tagged = [
        replace(library.paper(n), title=f"T {n}", abstract=None, tags=("lids",)) for n in range(2)
    ]
    code = """
    const index = await openIndex({ read });
    served = builds[1];
    const found = [await index.search("lidery "), await index.search("teapots ")];
    print([found.map((answer) => ids(answer).sort()), asked.filter((p) => / anew/.test(p))]);
    """
    found, anew = run(scripts, code, first, library.index_files(tagged))
    assert found == [["paper-0000", "paper-0001"]] * 2
    assert anew == [f"{MANIFEST} anew"]


def test_each_file_is_fetched_once(scripts: Scripts, first: Files) -> None:
    code = """
    const index = await openIndex({ read });
    for (let n = 0; n < 3; n++) {
      await Promise.all(["teapot ", "*pot", "", "teapto "].map((query) => index.search(query)));
    }
    print([asked.length, new Set(asked).size]);
    """
    all_of_them, different = run(scripts, code, first)
    assert all_of_them == different


def test_a_query_fetches_its_shard_and_its_cards_alone(scripts: Scripts, first: Files) -> None:
    code = """
    const index = await openIndex({ read });
    await index.search("teapot ", { limit: 2 });
    print(asked.map((path) => path.split("/")[1]));
    """
    assert run(scripts, code, first) == ["manifest.json", "terms", "papers", "papers"]


def test_a_host_may_have_unpacked_the_files(scripts: Scripts, first: Files) -> None:
    plain = {p: c if p == MANIFEST else gzip.decompress(c) for p, c in first.items()}
    code = """
    const all = { facets: ["years", "venues", "tags", "authors", "links"] };
    const answers = [];
    for (served of builds) {
      const index = await openIndex({ read });
      const cited = await index.citations("teapot", { limit: 3 });
      answers.push([await index.search("teapto ", all), await index.search("*pot"), cited]);
    }
    print(answers);
    """
    packed, unpacked = run(scripts, code, first, plain)
    assert packed == unpacked
    assert packed[0]["total"] == 4


def test_bytes_may_come_as_an_array_buffer(scripts: Scripts, first: Files) -> None:
    code = """
    const buffer = async (path) => Uint8Array.from(await read(path)).buffer;
    print(ids(await (await openIndex({ read: buffer })).search("teapot")).length);
    """
    assert run(scripts, code, first) == 4


def test_citations_come_in_the_order_of_the_answer(scripts: Scripts) -> None:
    catalog = library.catalog(library.papers(150))
    entries = library.entries(catalog)
    code = f"""
    const index = await openIndex({{ read }});
    const requests = [
      ["{library.vocabulary()[0]} ", {{ limit: 90 }}],
      ["", {{ limit: 150, sort: "title" }}],
      ["", {{ limit: 5, offset: 3, filters: {{ links: ["code"] }} }}],
    ];
    const answers = [];
    for (const asked of requests) {{
      answers.push([ids(await index.search(...asked)), await index.citations(...asked)]);
    }}
    print(answers);
    """
    answers = run(scripts, code, library.index_files(library.papers(150)))
    assert [len(found) for found, _ in answers][1:] == [150, 5]
    for found, cited in answers:
        assert [entry["id"] for entry in cited] == found
        assert [entry["bibtex"] for entry in cited] == [entries[name] for name in found]
