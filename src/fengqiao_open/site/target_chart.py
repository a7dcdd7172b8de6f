"""The chart of targets and actual values: what it shows, the frame behind it, and its table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from ..analysis.derive import comparable, reached
from ..analysis.intervals import of_number
from ..analysis.targets import targets
from ..lang import sentence, texts
from ..tabular.csv import Row
from .drawing import Bar, Block, Form
from .edition import Edition
from .indicators import address
from .numbers import (
    derived_amount,
    growth_phrase,
    joined,
    phrase,
    qualified_phrase,
    strives,
    unit_name,
    value_phrase,
    written,
)

_OPEN = ("at_least", "over")
_HOLLOW: tuple[Form, ...] = ("hollow", "open", "dashed", "dashed_open")
_HEADS = ("label", "actual", "actual_growth", "target", "needed_level", "needed_growth")
# Columns of the frame: those of `targets` that say something of what is drawn.
_COLUMNS = (
    *("observation_id", "indicator", "area", "period", "status", "measure", "measure_label", "target"),
    *("qualifier", "unit", "printed", "paragraph", "actual_period", "actual", "actual_unit", "actual_growth"),
    *("needed_level", "needed_level_low", "needed_level_high"),
    *("needed_growth", "needed_growth_low", "needed_growth_high", "note"),
)


def target_frame(edition: Edition) -> pd.DataFrame:
    """The targets that are drawn, as `targets` has them, with the growth of the year before, in the order of
    the chart: growth first, the highest at the top, then counts, also of targets that are reached already.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.site.build import edition_of
    >>> target_frame(edition_of(shipped(), "en"))[["actual", "target"]].iloc[-2].to_list()
    [17.0, 10.0]
    """
    counted = {aim.key for aim, _ in _counted(edition)}
    frame = targets(edition.lang, edition.source)
    is_count = frame["observation_id"].isin(counted)
    frame = frame.assign(is_count=is_count)[is_count | frame["needed_growth"].notna()]
    rows = [edition.data.row("statistics", key) for key in frame["observation_id"]]
    grown = [_grown(row, edition) if row else None for row in rows]
    frame = frame.assign(actual_growth=[float(each["value"]) if each else float("nan") for each in grown])
    highest = frame[["needed_growth", "actual_growth"]].max(axis=1)
    highest = highest.groupby([frame["indicator_id"], frame["area"]]).transform("max")
    frame = frame.assign(highest=highest.mask(frame["is_count"], 0))
    ranked = frame.sort_values(["is_count", "highest"], ascending=[True, False], kind="stable")
    return ranked[list(_COLUMNS)].reset_index(drop=True)


def target_contents(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    """Growth that targets ask for, beside the growth of the year before; counts by unit, beside those of that
    year.
    """
    rates: dict[tuple[str, str], list[Bar]] = {}
    counts: dict[str, list[Bar]] = {}
    slower: dict[str, bool] = {}
    actual_of = {aim.key: actual for aim, actual in _counted(edition)}
    for row, needed in zip(rows, frame["needed_growth"], strict=True):
        if row.key in actual_of:
            of_unit = counts.setdefault(unit_name(row, edition), [])
            of_unit += _counts(row, actual_of[row.key], edition)
            continue
        bars = rates.setdefault((row["indicator_id"], row["area_id"]), [])
        grown, bar = _grown(row, edition), _target(row, needed, edition)
        if grown:
            words = {
                "name": edition.within(edition.text(row, "indicator")),
                "target": bar.text,
                "before": phrase(grown, edition),
            }
            slower[sentence("charts", "targets.slower", edition.lang, **words)] = needed < float(
                grown["value"]
            )
        if not bars:
            bars.append(_grown_bar(grown, edition) if grown else _no_growth_bar(row, edition))
        bars.append(bar)
    blocks = [Block([bar for bars in rates.values() for bar in bars], "", "%")] if rates else []
    blocks += [
        Block(bars, sentence("charts", "targets.counts", edition.lang, unit=unit), unit)
        for unit, bars in counts.items()
    ]
    aims = [
        (bars[0].label, bar)
        for bars in rates.values() or counts.values()
        for bar in bars
        if bar.form in _HOLLOW
    ]
    derived = any(bar.form.startswith("dashed") for _, bar in aims)
    label, most = max(aims, key=lambda each: each[1].value)
    finding = "targets.finding_slower" if slower and all(slower.values()) else "targets.finding"
    left = edition.say("list").join(_of_another_scope(edition))
    values = {
        **{"most_label": label, "most": most.text, "n": len(slower)},
        "names": edition.say("semicolon").join(slower),
        "left": sentence("charts", "targets.left", edition.lang, names=left) if left else "",
        "dashed": texts("charts", edition.lang)["targets.dashed"] if derived else "",
    }
    return {"blocks": blocks, "values": values, "finding": finding}


def target_table(rows: list[Row], edition: Edition) -> dict[str, object]:
    """The table under the chart: all that it shows, in the same words and digits."""
    say = texts("charts", edition.lang)
    actual_of = {aim.key: actual for aim, actual in _aims(edition)}
    cells = []
    for row in rows:
        actual, grown = actual_of[row.key], _grown(row, edition)
        growth = "" if _is_count(row, edition) else edition.say("not_printed")
        already = row["measure"] == "level" and reached(edition.data, row, actual)
        cells.append(
            [
                edition.text(row, "indicator"),
                written(actual, edition),
                written(grown, edition) if grown else growth,
                phrase(row, edition),
                _needed_level(row, edition),
                say["targets.reached"] if already else _needed_growth(row, edition),
            ]
        )
    numeric = [name != "label" for name in _HEADS]
    return {"heads": [say[f"column.{name}"] for name in _HEADS], "rows": cells, "numeric": numeric}


def _aims(edition: Edition) -> Iterator[tuple[Row, Row]]:
    """The numbers aimed at that the package links with an actual value, with that value."""
    data = edition.data
    for relation in data.groups("relations", "kind").get(("target_for",), ()):
        ends = (relation["from_observation_id"], relation["to_observation_id"])
        aim, actual = (data.row("statistics", key) for key in ends)
        if aim and actual and aim["value"] and actual["value"]:
            yield aim, actual


def _counted(edition: Edition) -> Iterator[tuple[Row, Row]]:
    """Counts aimed at with those of the year before, whether more or fewer are aimed at."""
    for aim, actual in _aims(edition):
        if comparable(aim, actual) and _is_count(aim, edition) and aim["unit_id"] == actual["unit_id"]:
            yield aim, actual


def _of_another_scope(edition: Edition) -> list[str]:
    return [edition.text(aim, "indicator") for aim, actual in _aims(edition) if not comparable(aim, actual)]


def _is_count(row: Row, edition: Edition) -> bool:
    unit = edition.data.row("units", row["unit_id"])
    return row["measure"] == "level" and unit is not None and unit["quantity"] == "count"


def _counts(row: Row, actual: Row, edition: Edition) -> list[Bar]:
    """A count of the year before and the target for it."""
    name, before = edition.text(row, "indicator"), _aimed(actual, edition)
    return [
        Bar(name, float(actual["value"]), phrase(actual, edition), note=before, address=address(row.key)),
        Bar("", float(row["value"]), phrase(row, edition), _form(row), note=_aimed(row, edition)),
    ]


def _grown(row: Row, edition: Edition) -> Row | None:
    """The printed growth of the year before a target, of the same indicator and place."""
    groups = edition.data.groups("statistics", "indicator_id", "area_id", "period", "status")
    key = (row["indicator_id"], row["area_id"], str(int(row["period"]) - 1), "actual")
    return next((each for each in groups.get(key, ()) if each["measure"] in ("growth_yoy", "growth")), None)


def _grown_bar(grown: Row, edition: Edition) -> Bar:
    name, text = edition.text(grown, "indicator"), written(grown, edition)
    before = edition.dated(edition.text(grown, "status"), grown["period"])
    return Bar(name, float(grown["value"]), text, note=before, address=address(grown.key))


def _no_growth_bar(row: Row, edition: Edition) -> Bar:
    text = texts("charts", edition.lang)["targets.no_growth"]
    return Bar(edition.text(row, "indicator"), 0, text, "absent", address=address(row.key))


def _target(row: Row, needed: float, edition: Edition) -> Bar:
    """The growth that a target asks for: as printed, or derived from the levels."""
    derived = texts("charts", edition.lang)["targets.derived"] if row["measure"] == "level" else ""
    text = _needed_growth(row, edition)
    text = edition.say("striven", value=text) if strives(row, edition) else text
    note = edition.say("comma").join(filter(None, (_aimed(row, edition), derived)))
    return Bar("", needed, text, _form(row, bool(derived)), note=note)


def _needed_growth(row: Row, edition: Edition) -> str:
    """The growth that a target asks for, as printed or with the digits of its page; blank for none."""
    return (
        value_phrase(row, edition) if row["measure"] != "level" else _derived(row, "needed_growth", edition)
    )


def _needed_level(row: Row, edition: Edition) -> str:
    return value_phrase(row, edition) if row["measure"] == "level" else _derived(row, "goal_level", edition)


def _derived(row: Row, formula: str, edition: Edition) -> str:
    """A derived value of a target, with the wording of its qualifier; blank where there is none."""
    for each in edition.data.rows("derived"):
        if each["formula"] == formula and each["value"] and row.key in each["input_observation_ids"].split():
            (number, _, _), unit = derived_amount(each, edition)
            falls = [every["value"].startswith("-") for every in (row, each)]
            qualifier = of_number(row["qualifier"], negative=sum(falls) == 1)
            if formula == "needed_growth":
                return growth_phrase(number, unit, qualifier, edition)
            return qualified_phrase(joined(number, unit), qualifier, edition)
    return ""


def _form(row: Row, derived: bool = False) -> Form:
    if row["qualifier"] in _OPEN:
        return "dashed_open" if derived else "open"
    return "dashed" if derived else "hollow"


def _aimed(row: Row, edition: Edition) -> str:
    return edition.dated(edition.text(row, "status"), row["period"])
