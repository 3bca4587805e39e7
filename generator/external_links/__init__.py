"""External links: every address that a shelf leads to, and whether each still answers.

Nothing here decides whether a shelf is right: a dead link is told, and stops nothing.
"""

from generator.external_links.check import FRESH_DAYS, Checked, Plan, check_links, plan_links
from generator.external_links.memory import Memory
from generator.external_links.places import Link, links_of, links_of_pages
from generator.external_links.states import Result, State

__all__ = [
    "FRESH_DAYS",
    "Checked",
    "Link",
    "Memory",
    "Plan",
    "Result",
    "State",
    "check_links",
    "links_of",
    "links_of_pages",
    "plan_links",
]
