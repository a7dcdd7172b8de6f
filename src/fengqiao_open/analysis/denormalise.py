"""The denormalised table `statistics`: observations with names, area and base-unit value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from ..datapackage.package import Json
from ..lang import LANGS, Lang, sentence, texts
from ..tabular.csv import Row
from ..tabular.dataset import Data
from .units import factor

# Where the cells of a row come from: the table, the column of `observations` that leads to its row, and the column.
ORIGINS = {
    **{f"{name}_{lang}": (table, f"{name}_id", f"name_{lang}") for name, table in (("area", "areas"), ("indicator", "indicators"), ("unit", "units")) for lang in ("zh", "en")},
    **{name: ("observations", "observation_id", name) for name in ("period", "value", "note_zh", "note_en", "measure", "status", "unit_id", "qualifier", "area_id", "indicator_id", "rank_area_id", "rank_scope_zh", "rank_scope_en")},
    **{name: ("figures", "figure_id", name) for name in ("printed", "paragraph", "start", "end")},
    "theme_id": ("indicators", "indicator_id", "theme_id"),
    "base_value": ("units", "unit_id", "numerator"),
}  # fmt: skip
# What `statistics` has as `observations` has it.
_COPIED = (
    "source_id", "period", "value", "note_zh", "note_en", "area_id", "indicator_id", "measure", "status", "unit_id",
    "qualifier", "rank_area_id", "rank_scope_zh", "rank_scope_en",
)  # fmt: skip
_ENDS = ("from_observation_id", "to_observation_id")


def flatten(tables: Data) -> Iterator[dict[str, str]]:
    """The cells of each row of `statistics`, by column; an observation with a broken link is passed over."""
    passages = tables.groups("passages", "source_id", "paragraph")
    labels = {column: tables.codes("observations", column) for column in ("status", "measure", "qualifier")}
    for row in tables.rows("observations"):
        figure, area = tables.row("figures", row["figure_id"]), tables.row("areas", row["area_id"])
        indicator, unit = tables.row("indicators", row["indicator_id"]), tables.row("units", row["unit_id"])
        theme = tables.row("themes", indicator["theme_id"]) if indicator else None
        passage = passages.get((figure["source_id"], figure["paragraph"])) if figure else None
        if not (figure and area and indicator and theme and passage) or (row["unit_id"] and not unit):
            continue
        base = tables.row("units", unit["base_unit_id"]) if unit else None
        cells = {"observation_id": row.key}
        for name, named in (
            ("area", area),
            ("theme", theme),
            ("indicator", indicator),
            ("unit", unit),
            ("base_unit", base),
        ):
            cells |= {f"{name}_{lang}": named[f"name_{lang}"] if named else "" for lang in LANGS}
        for column, codes in labels.items():
            cells |= _labels(column, row, codes)
        cells |= {
            "base_value": base_value(row["value"], unit) if unit else "",
            "section": passage[0]["section"],
        }
        cells |= {column: figure[column] for column in ("printed", "paragraph", "start", "end")}
        cells |= {"theme_id": theme.key, **{column: row[column] for column in _COPIED}}
        for name, found in (("part_of", totals(tables, row.key)), ("overlaps", overlapping(tables, row.key))):
            cells |= {f"{name}_ids": " ".join(found)}
            cells |= {f"{name}_{lang}": _named(tables, row, found, lang) for lang in LANGS}
        yield cells


def totals(tables: Data, key: str) -> list[str]:
    """The observations of which one is a part, those that these are part of too, in the order of the relations."""
    parts = tables.groups("relations", "kind", "from_observation_id")
    found = [key]
    for each in found:
        found += [
            link["to_observation_id"]
            for link in parts.get(("part_of", each), ())
            if link["to_observation_id"] not in found
        ]
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
            elsewhere = {"indicator": name, "area": area[f"name_{lang}"]}
            found.append(
                name
                if other["area_id"] == row["area_id"]
                else sentence("analysis", "elsewhere", lang, **elsewhere)
            )
    return texts("analysis", lang)["list"].join(found)


def _labels(column: str, row: Row, codes: Mapping[str, Json]) -> dict[str, str]:
    category = codes.get(row[column], {})
    return {
        f"{column}_zh": str(category.get("fq:labelZh", "")),
        f"{column}_en": str(category.get("label", "")),
    }


def base_value(value: str, unit: Row) -> str:
    """A value in its base unit, exactly, as plain digits.

    >>> wan_mu = Row("units", 2, "wan-mu", {"numerator": "10000", "denominator": "1"})
    >>> base_value("5.4", wan_mu)
    '54000'
    """
    if not value:
        return ""
    exact = Fraction(Decimal(value)) * factor(unit)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    text = format(decimal, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
