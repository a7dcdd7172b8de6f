"""An indicator of its own for a number over several years, where it meets that of the last of them.

The schema has one year a row: the total of 2017 to 2021 and the amount of 2021 are two indicators.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ..findings.report import Finding
from ..lang import LANGS, both
from ..tabular.csv import Row
from ..validation.rules.drafts import NO_NAME
from .changes import Change, Tables, addition, row_of
from .decisions import drafted, edited, existing, free, reopened, summed
from .spans import span_of

_COLLIDE: Final = "FQ-K02"


def way_apart(tables: Tables, found: Finding) -> tuple[Row, dict[str, str]] | None:
    """The row that leaves a collision, with the names of its new indicator; None if no note names a span."""
    if (found.code, found.table) != (_COLLIDE, "observations"):
        return None
    for key in (found.key, *(key for table, key in found.others if table == found.table)):
        row = row_of(tables["observations"], key)
        indicator = row and row_of(tables["indicators"], row["indicator_id"])
        span = row and span_of(row)
        if row and indicator and span and "—".join(span) not in indicator["name_zh"]:
            words = {f"name_{lang}": indicator[f"name_{lang}"] for lang in LANGS}
            form = "total" if summed(tables, row, {}) else "over"
            return row, both("desk", f"apart.{form}", "name", first=span[0], last=span[1], **words)
    return None


def apart(tables: Tables, findings: Iterable[Finding]) -> Iterator[Change]:
    """Give an observation of several years that meets another the indicator that is there of its name, or a
    new one.
    """
    way = next(filter(None, (way_apart(tables, each) for each in findings)), None)
    if way is None:
        return
    row, names = way
    indicators = tables["indicators"]
    own = existing(tables, "indicators", row["indicator_id"])
    key = next((each.key for each in indicators.rows if each["name_zh"] == names["name_zh"]), "")
    if not key:
        key = free(tables, "indicators", f"{row.key}-i")
        english = {} if NO_NAME.fullmatch(own["name_en"]) else {"name_en": names["name_en"]}
        like = {name: own[name] for name in ("theme_id", "quantity", "nature", "direction")}
        cells = {**drafted(tables, row), **like, "name_zh": names["name_zh"], **english}
        yield addition(indicators, {**cells, "indicator_id": key})
    yield from edited(tables, "observations", row.key, {"indicator_id": key})
    yield from reopened(tables, row["figure_id"])
