"""The denormalised table `statistics`: observations with names, area and base-unit value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from ..lang import LANGS, Lang, sentence, texts
from ..tabular.csv import Row
from ..tabular.dataset import Data
from ..tabular.memory import by_text
from .intervals import trimmed
from .units import factor

# The columns that `statistics` has as `observations` has them, besides `source_id`.
_COPIED = (
    *("period", "value", "note_zh", "note_en", "area_id", "indicator_id", "measure", "status", "unit_id"),
    *("qualifier", "rank_area_id", "rank_scope_zh", "rank_scope_en"),
)
_OF_FIGURE = ("printed", "paragraph", "start", "end")
#: Where a cell comes from: the table, the column of `observations` that refers to its row, and the column.
ORIGINS = {
    **{
        f"{name}_{lang}": (f"{name}s", f"{name}_id", f"name_{lang}")
        for name in ("area", "indicator", "unit")
        for lang in ("zh", "en")
    },
    **{name: ("observations", "observation_id", name) for name in _COPIED},
    **{name: ("figures", "figure_id", name) for name in _OF_FIGURE},
    "theme_id": ("indicators", "indicator_id", "theme_id"),
    "base_value": ("units", "unit_id", "numerator"),
}
_NAMES = tuple(
    tuple((f"{table}_{lang}", f"name_{lang}") for lang in LANGS)
    for table in ("area", "theme", "indicator", "unit", "base_unit")
)
_ENDS = ("from_observation_id", "to_observation_id")


def flatten(tables: Data) -> Iterator[dict[str, str]]:
    """The cells of each row of `statistics`, by column; an observation with a broken link is passed over."""
    passages = tables.groups("passages", "source_id", "paragraph")
    labels = {column: _labels(tables, column) for column in ("status", "measure", "qualifier")}
    figures, areas, indicators, units, themes = map(
        tables.by_key, ("figures", "areas", "indicators", "units", "themes")
    )
    for row in tables.rows("observations"):
        figure, area = figures.get(row["figure_id"]), areas.get(row["area_id"])
        indicator, unit = indicators.get(row["indicator_id"]), units.get(row["unit_id"])
        theme = themes.get(indicator["theme_id"]) if indicator else None
        passage = passages.get((figure["source_id"], figure["paragraph"])) if figure else None
        if not (figure and area and indicator and theme and passage) or (row["unit_id"] and not unit):
            continue
        base = units.get(unit["base_unit_id"]) if unit else None
        cells = {"observation_id": row.key}
        for columns, named in zip(_NAMES, (area, theme, indicator, unit, base), strict=True):
            for column, name in columns:
                cells[column] = named[name] if named else ""
        for column, codes in labels.items():
            cells.update(codes.get(row[column]) or dict.fromkeys(_labelled(column), ""))
        cells["base_value"] = base_value(row["value"], unit) if unit else ""
        cells["section"] = passage[0]["section"]
        for column in _OF_FIGURE:
            cells[column] = figure[column]
        cells["theme_id"] = theme.key
        for column in ("source_id", *_COPIED):
            cells[column] = row[column]
        for name, found in (("part_of", totals(tables, row.key)), ("overlaps", overlapping(tables, row.key))):
            cells[f"{name}_ids"] = " ".join(found)
            for lang in LANGS:
                cells[f"{name}_{lang}"] = _named(tables, row, found, lang) if found else ""
        yield cells


def _labelled(column: str) -> tuple[str, str]:
    """The columns of `statistics` with the label of a code, Chinese and English."""
    return f"{column}_zh", f"{column}_en"


def _labels(tables: Data, column: str) -> dict[str, dict[str, str]]:
    """The labels of the codes of a column of `observations`, as cells of `statistics`."""
    return {
        code: dict(
            zip(_labelled(column), (str(each.get(name, "")) for name in ("fq:labelZh", "label")), strict=True)
        )
        for code, each in tables.codes("observations", column).items()
    }


def totals(tables: Data, key: str) -> list[str]:
    """The observations of which one is a part, directly or not, in the order of the relations."""
    parts = tables.groups("relations", "kind", "from_observation_id")
    found = [key]
    for each in found:
        wholes = (link["to_observation_id"] for link in parts.get(("part_of", each), ()))
        found += [whole for whole in wholes if whole not in found]
    return found[1:]


def overlapping(tables: Data, key: str) -> list[str]:
    """The observations that may count some of what one counts, in the order of the relations."""
    return [
        link[other]
        for end, other in (_ENDS, _ENDS[::-1])
        for link in tables.groups("relations", "kind", end).get(("may_overlap", key), ())
    ]


def _named(tables: Data, row: Row, keys: Iterable[str], lang: Lang) -> str:
    """The indicators of some observations, with the area where it is another than that of the row."""
    found = []
    for other in (tables.row("observations", key) for key in keys):
        indicator = tables.row("indicators", other["indicator_id"]) if other else None
        area = tables.row("areas", other["area_id"]) if other else None
        if other and indicator and area:
            name = indicator[f"name_{lang}"]
            if other["area_id"] != row["area_id"]:
                name = sentence("analysis", "elsewhere", lang, indicator=name, area=area[f"name_{lang}"])
            found.append(name)
    return texts("analysis", lang)["list"].join(found)


def base_value(value: str, unit: Row) -> str:
    """A value in its base unit, exactly, as plain digits.

    >>> wan_mu = Row("units", 2, "wan-mu", {"numerator": "10000", "denominator": "1"})
    >>> base_value("5.4", wan_mu)
    '54000'
    """
    return _in_base(value, factor(unit)) if value else ""


@by_text
def _in_base(value: str, factor: Fraction) -> str:
    exact = Fraction(Decimal(value)) * factor
    return trimmed(format(Decimal(exact.numerator) / Decimal(exact.denominator), "f"))
