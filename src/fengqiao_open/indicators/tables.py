"""The catalogue and its matching as DataFrames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import needs_text
from ..figures.scanner import figures
from .catalogue import records
from .matching import match
from .proposed import Match

if TYPE_CHECKING:
    import pandas


def catalogue() -> pandas.DataFrame:
    """The catalogue of indicators that reports print: a row per indicator, by its identifier.

    All columns are text: names, aliases as printed, vetoes (words that make a name something else), quantity,
    usual units, theme, whether nearly every report has it (`headline`), definitions, statistical scheme, and
    whether someone has read a source (`verified`). Definitions are in the words of this library.

    >>> catalogue().loc["retail-sales", "name_en"]
    'Total retail sales of consumer goods'
    """
    import pandas

    return pandas.DataFrame(list(records()), dtype="string").set_index("indicator_id")


def match_indicators(text: str) -> pandas.DataFrame:
    """Which indicator of the catalogue each number of a Chinese text is of: a row per quantity, in order.

    Columns: `paragraph` (the line, from 1), `start` and `end` (characters in it), `printed`, `unit`,
    `measure`, `indicator_id` (missing where none is proposed), `name` (the name that decided), and `why`:
    `name` before the number, `after` it, place in a `list`, `carried` from the number before; or why there is
    none: `unit` does not fit, a `veto`, a name `modified` by the words before it or `apart` from the number,
    `several` names, `none`; what is new and not all (`increase`), all and not what is new (`total`), works
    `begun`, a number of `each` of several things, or of a `part` of the area.

    >>> match_indicators("新增50家规上工业企业")[["printed", "indicator_id", "why"]].to_dict("records")
    [{'printed': '50家', 'indicator_id': 'new-industrial-enterprises-above-size', 'why': 'after'}]
    """
    import pandas

    needs_text(text, "match_indicators", "新增50家规上工业企业")
    columns = ("paragraph", "start", "end", "printed", "unit", "measure")
    rows = [
        {
            **{name: getattr(each.figure, name) for name in columns},
            "indicator_id": each.indicator_id or None,
            "name": each.name or None,
            "why": each.why,
        }
        for each in matches(text)
    ]
    made = pandas.DataFrame(rows, columns=[*columns, "indicator_id", "name", "why"])
    return made.astype(dict.fromkeys((*columns[3:], "indicator_id", "name", "why"), "string"))


def matches(text: str) -> list[Match]:
    """The proposals for the quantities of a text, a paragraph a line."""
    found = figures(text)
    made: list[Match] = []
    for number, line in enumerate(text.split("\n"), 1):
        made += match(line, [each for each in found if each.paragraph == number])
    return made
