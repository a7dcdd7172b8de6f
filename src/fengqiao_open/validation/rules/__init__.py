"""What Table Schema cannot say: rules across rows and tables. One rule is one small function with a code.

Rules look at each step of the data's way and change nothing. `RULES` lists them all, in the order of
their codes; a new rule is written in the module of its subject and finds its way here by its decorator.
"""

from . import (
    arithmetic,
    awards,
    codelists,
    commitments,
    dispositions,
    generated,
    headings,
    languages,
    letters,
    links,
    markup,
    measures,
    order,
    phrases,
    places,
    provenance,
    repeats,
    revisions,
    spelling,
    units,
    writing,
)
from . import entities as named
from . import naming as names
from .registry import RULES, Rule

__all__ = [
    "RULES",
    "Rule",
    "arithmetic",
    "awards",
    "codelists",
    "commitments",
    "dispositions",
    "generated",
    "headings",
    "languages",
    "letters",
    "links",
    "markup",
    "measures",
    "named",
    "names",
    "order",
    "phrases",
    "places",
    "provenance",
    "repeats",
    "revisions",
    "spelling",
    "units",
    "writing",
]
