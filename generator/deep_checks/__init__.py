"""Deep checks: what is merely suspicious on a shelf; `papershelf check --deep` looks for it.

Each is a function that yields warnings about a catalog; one more joins by its name in `CHECKS`.
"""

from collections.abc import Callable, Iterable

from generator.catalog import Catalog
from generator.deep_checks.people import doubtful_people
from generator.problems import Problem, in_order

CHECKS: tuple[Callable[[Catalog], Iterable[Problem]], ...] = (doubtful_people,)


def deep_problems(catalog: Catalog) -> list[Problem]:
    """Return what is suspicious, all of it warnings, in the order of the files."""
    return in_order(problem for check in CHECKS for problem in check(catalog))
