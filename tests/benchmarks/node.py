"""What is asked of Node: our answers to queries, and whether lunr.js answers its own alike."""

import json
import subprocess
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from tests.benchmarks.lunr_queries import lunr_queries
from tests.browser.checkers import find_node

HERE = Path(__file__).parent
REFERENCE = HERE.parent / "search" / "lunr_reference.mjs"
OURS = HERE.parent / "search" / "ours.mjs"
MEMORY = "--max-old-space-size=8000"
SCRIPTS = "assets/papershelf/search"
SHOWN = 10
SEED = 1


def run_node(script: Path, *args: Path, output: Path | None = None) -> str:
    """Run a script, into a file if one is given, and return what it prints."""
    command = [find_node(), MEMORY, script, *args]
    done = subprocess.run(command, check=False, capture_output=True)
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    if output:
        output.write_bytes(done.stdout)
    return done.stdout.decode()


def answers(folder: Path, queries: Sequence[str]) -> list[dict[str, Any]]:
    """Return our answer to each query, with its first ten papers."""
    requests = folder / "requests.json"
    requests.write_text(json.dumps([[query, {"limit": SHOWN}] for query in queries]))
    site = folder / "site"
    found: list[dict[str, Any]] = json.loads(run_node(OURS, site / SCRIPTS, site, requests))
    return found


def quality(folder: Path, known: Sequence[Mapping[str, str]]) -> dict[str, object]:
    """Return the mean reciprocal rank, at ten, of the papers that known-item queries mean."""
    found = answers(folder, [item["q"] for item in known])
    ranks: dict[str, list[float]] = defaultdict(list)
    for item, answer in zip(known, found, strict=True):
        ids = [hit["id"] for hit in answer["hits"]]
        ranks[item["kind"]].append(1 / (1 + ids.index(item["id"])) if item["id"] in ids else 0)
    return {
        "what": "mean reciprocal rank at 10 of the paper meant, by the kind of query",
        "queries": len(known),
        **{kind: round(mean(values), 3) for kind, values in ranks.items()},
    }


def compare_with_lunr(folder: Path, number: int) -> dict[str, object]:
    """Return how many random queries in lunr's language we answer as lunr.js does."""
    queries, theirs = folder / "lunr-queries.json", folder / "lunr-answers.json"
    documents, site = folder / "documents.json", folder / "site"
    listed = json.loads(documents.read_text(encoding="utf-8"))
    queries.write_text(json.dumps(lunr_queries(listed, number, SEED)))
    manifest = site / "search" / "manifest.json"
    run_node(REFERENCE, site / SCRIPTS, documents, manifest, queries, output=theirs)
    script = HERE / "lunr.mjs"
    printed = run_node(script, site / SCRIPTS, site, documents, queries, theirs)
    what = "queries with lunr.js's papers (all of them), order and scores, to the last bit"
    return {"what": what, "seed": SEED, **json.loads(printed)}
