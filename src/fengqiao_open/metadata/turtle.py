"""RDF as Turtle: nodes by their IRI, each with its properties and their values as terms.

A property and a type are prefixed names (`dct:title`); a term is written with `iri`, `text` or `typed`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
# What an IRI may not have, by the grammar of Turtle.
_FORBIDDEN = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


class Triple(NamedTuple):
    """One statement: a node, a property and a value, as Turtle writes them."""

    subject: str
    property: str
    value: str


def iri(address: str) -> str:
    """An address as a term.

    >>> iri("https://example.org/a b")
    '<https://example.org/a%20b>'
    """
    return f"<{_FORBIDDEN.sub(lambda found: f'%{ord(found[0]):02X}', address)}>"


def text(value: str, lang: str = "") -> str:
    """A text as a term, with its language.

    >>> print(text('say "yes"', "en"))
    "say \\"yes\\""@en
    """
    return f'"{value.translate(_ESCAPES)}"' + (f"@{lang}" if lang else "")


def typed(value: object, datatype: str) -> str:
    """A value of a data type as a term.

    >>> print(typed("2023-02-28", "xsd:date"))
    "2023-02-28"^^xsd:date
    """
    return f"{text(str(value))}^^{datatype}"


def turtle(triples: list[Triple], prefixes: Mapping[str, str]) -> bytes:
    """The triples, each once, in the order of their nodes and properties.

    >>> title = Triple("<#a>", "dct:title", text("A", "en"))
    >>> print(turtle([title], {"dct": "http://purl.org/dc/terms/"}).decode())
    @prefix dct: <http://purl.org/dc/terms/> .
    <BLANKLINE>
    <#a>
        dct:title "A"@en .
    <BLANKLINE>
    """
    lines = [f"@prefix {prefix}: {iri(address)} ." for prefix, address in prefixes.items()]
    for subject, of_node in groupby(sorted(set(triples)), itemgetter(0)):
        properties = (
            f"    {name} " + ",\n        ".join(each.value for each in values)
            for name, values in groupby(of_node, itemgetter(1))
        )
        lines += ["", subject, " ;\n".join(properties) + " ."]
    return ("\n".join(lines) + "\n").encode()
