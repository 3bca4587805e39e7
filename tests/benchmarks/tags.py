"""Measures tag suggestions by leaving out the tags of one paper at a time.

  python -m tests.benchmarks.tags                       this repository's shelf
  python -m tests.benchmarks.tags -f shelf/mkdocs.yml   another one
  python -m tests.benchmarks.tags --keywords FILE       papers of a .jsonl.gz, by their keywords
  python -m tests.benchmarks.tags --learn               also the weights that fit the shelf best
  python -m tests.benchmarks.tags --misses              also each paper's tags, found and not

A paper's own tags count in none of the evidence, so one pass measures all papers. Precision at 3 is
the share of the first three suggestions that the paper has; recall, the share of all tags of all
papers that is among the first three of their paper. In the ablation the weights are learned anew
for each choice of evidence, on nine tenths of the papers for the other tenth.
"""

import argparse
import gzip
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from generator.catalog import Catalog
from generator.contribute.evidence import BASE, KINDS, WEIGHTS, evidence
from generator.contribute.suggest import choose
from generator.contribute.vocabulary import Vocabulary, learn, without_tags
from generator.publish.pipeline import load_catalog
from generator.records.identifiers import slug
from generator.relate import related
from generator.relate.rows import Array
from generator.settings import read_settings
from tests.benchmarks.shelves import write_shelf
from tests.benchmarks.tables import table

FOLDS = 10
FEWEST = 5
"""Keywords of fewer papers are no tags."""
BOUNDS = (0.9, 0.8, 0.5, 0.2, 0.1)
ROOT = Path(__file__).parents[2]
Row = tuple[str, ...]


def catalog_of(config: Path) -> Catalog:
    """Return the catalog of a shelf without errors."""
    settings, _ = read_settings(config)
    catalog = load_catalog(settings).catalog if settings else None
    if catalog is None:
        raise SystemExit("the shelf has problems; run: papershelf check")
    return catalog


def catalog_of_keywords(data: Path) -> Catalog:
    """Return a catalog of papers whose tags are their authors' keywords."""
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        papers = [json.loads(line) for line in lines]
    for paper in papers:
        paper["tags"] = list(dict.fromkeys(filter(None, map(slug, paper.pop("keywords")))))
    papers_of = Counter(tag for paper in papers for tag in paper["tags"])
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "papers.jsonl")
        with file.open("w", encoding="utf-8") as opened:
            for paper in papers:
                paper["tags"] = [tag for tag in paper["tags"] if papers_of[tag] >= FEWEST]
                opened.write(json.dumps(paper) + "\n")
        config = write_shelf(file, Path(name, "shelf"))
        listed = Path(name, "shelf/site_src/tags.yml")
        ids = [tag["id"] for tag in json.loads(listed.read_text(encoding="utf-8"))]
        named = [{"id": tag, "name": tag.replace("-", " ")} for tag in ids]
        listed.write_text(json.dumps(named), encoding="utf-8")
        return catalog_of(config)


class Measured:
    """All evidence of a shelf, and what the papers have."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.known: Vocabulary = learn(catalog, related(without_tags(catalog), 0).neighbours)
        found = list(evidence(self.known, np.arange(len(self.known.papers))))
        self.has: Array = self.known.given.toarray()
        self.scores = np.concatenate([some.scores for some in found])
        self.kinds = {kind: np.concatenate([some.kinds[kind] for some in found]) for kind in KINDS}

    def at(self, scores: Array, number: int) -> tuple[float, float]:
        """Return precision and recall of the best `number` of tags."""
        best = np.argsort(-scores, axis=1, kind="stable")[:, :number]
        right = int(np.take_along_axis(self.has, best, axis=1).sum())
        return right / best.size, right / int(self.has.sum())

    def chosen(self, number: int) -> list[list[int]]:
        """Return the best `number` of tags of each paper as the command chooses them."""
        bare = without_tags(self.catalog)
        return [
            choose(bare, bare.by_id[paper.id], self.known.tags, scores, number, 0.0)
            for paper, scores in zip(self.known.papers, self.scores, strict=True)
        ]

    def learned(self, kinds: Sequence[str]) -> tuple[Array, Array]:
        """Return scores by weights that were learned without the paper, and the mean weights."""
        features = np.stack([self.kinds[kind] for kind in kinds], axis=-1)
        scores = np.zeros(self.has.shape)
        weights = []
        for fold in range(FOLDS):
            out = np.arange(len(scores)) % FOLDS == fold
            kept = features[~out].reshape(-1, len(kinds))
            found = fitted(kept, self.has[~out].reshape(-1).astype(np.float64))
            scores[out] = features[out] @ found[:-1] + found[-1]
            weights.append(found)
        return scores, np.mean(weights, axis=0)


def fitted(features: Array, labels: Array) -> Array:
    """Return the weights of a logistic regression with an L2 penalty of 1/2, and its base last.

    By Newton's method: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 4.4.1.
    """
    rows = np.c_[features, np.ones(len(features))]
    penalty = np.eye(rows.shape[1])
    penalty[-1, -1] = 1e-6
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ weights))
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + penalty
        weights -= np.linalg.solve(curve, rows.T @ (chance - labels) + penalty @ weights)
    return weights


def ablation(shelf: Measured) -> Iterator[Row]:
    """Yield precision and recall at 3 with all evidence, without each kind, and with it alone."""
    yield "Evidence", "Precision at 3", "Recall at 3"
    right = sum(int(has[best].sum()) for has, best in zip(shelf.has, shelf.chosen(3), strict=True))
    precision, recall = right / (3 * len(shelf.has)), right / shelf.has.sum()
    yield "as suggested: all, and the tag tree", f"{precision:.3f}", f"{recall:.3f}"
    yield _row(shelf, "all, weights as they stand", shelf.scores)
    yield _row(shelf, "all, weights learned without the paper", shelf.learned(KINDS)[0])
    for kind in KINDS:
        rest = [other for other in KINDS if other != kind]
        yield _row(shelf, f"without {kind}", shelf.learned(rest)[0])
    for kind in KINDS:
        yield _row(shelf, f"{kind} alone", shelf.learned([kind])[0])
    vocabulary_alone = ["title", "abstract", "entry"]
    yield _row(
        shelf, "title, abstract and entry (nothing tagged yet)", shelf.learned(vocabulary_alone)[0]
    )


def _row(shelf: Measured, name: str, scores: Array) -> Row:
    precision, recall = shelf.at(scores, 3)
    return name, f"{precision:.3f}", f"{recall:.3f}"


def sureness(shelf: Measured) -> Iterator[Row]:
    """Yield how many suggestions reach a score, and how many of those are right."""
    yield "Score at least", "Suggested", "Right"
    for bound in BOUNDS:
        reached = shelf.scores >= bound
        share = f"{shelf.has[reached].mean():.2f}" if reached.any() else ""
        yield f"{bound:.1f}", f"{int(reached.sum()):,}", share


def misses(shelf: Measured) -> Iterator[str]:
    """Yield each paper with its first three suggestions and the tags that are not among them."""
    tags = shelf.known.tags
    for row, (paper, chosen) in enumerate(zip(shelf.known.papers, shelf.chosen(3), strict=True)):
        told = [f"{'+' if shelf.has[row, n] else '-'}{tags[n].id}" for n in chosen]
        missed = set(paper.tags) - {tags[n].id for n in chosen}
        yield f"{paper.id}: {' '.join(told)}; missed: {' '.join(sorted(missed)) or 'none'}"


def main(arguments: Any) -> None:
    """Print the tables."""
    data = arguments.keywords
    shelf = Measured(catalog_of_keywords(data) if data else catalog_of(arguments.config_file))
    best = np.minimum(shelf.has.sum(axis=1), 3).sum() / shelf.has.sum()
    tags, given = shelf.has.shape[1], int(shelf.has.sum())
    print(f"{len(shelf.has):,} papers, {tags:,} tags, given {given:,} times; ", end="")
    print(f"no list of three can have a recall above {best:.3f}\n")
    print(table(ablation(shelf)), table(sureness(shelf)), sep="\n\n")
    if arguments.learn:
        _, weights = shelf.learned(KINDS)
        print(
            "\nlearned: ", dict(zip((*KINDS, "base"), np.round(weights, 2).tolist(), strict=True))
        )
        print("standing:", dict(zip((*KINDS, "base"), (*WEIGHTS, BASE), strict=True)))
    if arguments.misses:
        print("", *misses(shelf), sep="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-f", "--config-file", type=Path, default=ROOT / "mkdocs.yml")
    parser.add_argument("--keywords", type=Path, metavar="FILE")
    parser.add_argument("--learn", action="store_true")
    parser.add_argument("--misses", action="store_true")
    main(parser.parse_args())
