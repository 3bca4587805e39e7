"""Deep checks: what is merely suspicious on a shelf; `papershelf check --deep` looks for it."""

from generator.catalog import Catalog
from generator.deep_checks.papers import Pairs, doubtful_papers
from generator.deep_checks.people import doubtful_people
from generator.problems import Problem, in_order


def deep_problems(catalog: Catalog, known: Pairs = ()) -> list[Problem]:
    """Return what is suspicious, all of it warnings, in the order of the files.

    `known` are pairs of papers, by id, that are warned of already.
    """
    return in_order([*doubtful_people(catalog), *doubtful_papers(catalog, known)])
