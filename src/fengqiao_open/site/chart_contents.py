"""What each chart of the site shows: its bars, and the values of its finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from ..lang import sentence, texts
from ..plot.frames import FIRMNESS
from ..tabular.csv import Row
from .drawing import Bar, Block, Form, Grid
from .edition import Edition
from .indicators import address
from .numbers import amount, phrase, signed

_OPEN = ("at_least", "over")


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _written(row: Row, edition: Edition) -> str:
    """A value with the sign of its qualifier."""
    found = amount(row, edition)
    return f"{found.sign}{found.whole}"


def _growth(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    level_of = {
        row["from_observation_id"]: row["to_observation_id"]
        for row in edition.data.rows("relations")
        if row["kind"] == "growth_of"
    }
    good: list[Bar] = []
    falling: list[Bar] = []
    for row in rows:
        level = edition.data.row("statistics", level_of.get(row.key, ""))
        note = edition.text(row, "measure") if row["measure"] == "growth" else ""
        beside = amount(level, edition).whole if level else edition.say("not_printed")
        bar = Bar(
            edition.text(row, "indicator"),
            float(row["value"]),
            _written(row, edition),
            beside=beside,
            note=note,
            address=address(row.key),
        )
        indicator = edition.data.row("indicators", row["indicator_id"])
        (falling if indicator and indicator["direction"] == "lower" else good).append(bar)
    good.sort(key=lambda bar: -bar.value)
    falling.sort(key=lambda bar: -bar.value)
    blocks = [Block(good, "", "")] if good else []
    if falling:
        blocks.append(Block(falling, texts("charts", edition.lang)["growth.lower"] if good else "", ""))
    all_bars = good or falling
    up = sum(1 for bar in all_bars if bar.value > 0)
    values = {"n": len(all_bars), "up": up, "most_label": all_bars[0].label, "most": all_bars[0].text}
    finding = "growth.finding_all" if up == len(all_bars) > 1 else "growth.finding"
    return {"blocks": blocks, "values": values, "finding": finding}


def _targets(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    """Growth that targets ask for, beside the growth of the year before; counts by unit, beside those of that
    year.
    """
    rates: dict[tuple[str, str], list[Bar]] = {}
    counts: dict[str, list[Bar]] = {}
    slower = []
    for row, found in zip(rows, _records(frame), strict=True):
        if _is_count(row, edition):
            counts.setdefault(edition.text(row, "unit"), []).extend(_counts(row, found, edition))
            continue
        bars = rates.setdefault((row["indicator_id"], row["area_id"]), [])
        grown = _grown(row, edition)
        if grown:
            slower.append(found["value"] < float(grown["value"]))
            bars += [] if bars else [_grown_bar(grown, edition)]
        bars.append(_target(row, found, edition, named=not bars))
    ranked = sorted(rates.values(), key=lambda bars: -max(bar.value for bar in bars))
    blocks = [Block([bar for bars in ranked for bar in bars], "", "%")] if ranked else []
    blocks += [
        Block(bars, sentence("charts", "targets.counts", edition.lang, unit=unit), unit)
        for unit, bars in counts.items()
    ]
    aims = [(bars[0].label, bar) for bars in ranked or counts.values() for bar in bars if bar.form != "solid"]
    label, most = max(aims, key=lambda each: each[1].value)
    finding = "targets.finding_slower" if slower and all(slower) else "targets.finding"
    return {"blocks": blocks, "values": {"most_label": label, "most": most.text}, "finding": finding}


def _is_count(row: Row, edition: Edition) -> bool:
    unit = edition.data.row("units", row["unit_id"])
    return row["measure"] == "level" and unit is not None and unit["quantity"] == "count"


def _counts(row: Row, found: Mapping[str, Any], edition: Edition) -> list[Bar]:
    """A count of the year before and the target for it."""
    before = edition.dated(edition.label("observations", "status", "actual"), str(int(row["period"]) - 1))
    actual = f"{found['actual']:g}{_unit(edition.text(row, 'unit'), edition)}"
    return [
        Bar(edition.text(row, "indicator"), found["actual"], actual, note=before, address=address(row.key)),
        Bar("", float(row["value"]), phrase(row, edition), _form(row), note=_aimed(row, edition)),
    ]


def _grown(row: Row, edition: Edition) -> Row | None:
    """The printed growth of the year before a target, of the same indicator and place."""
    groups = edition.data.groups("statistics", "indicator_id", "area_id", "period", "status")
    key = (row["indicator_id"], row["area_id"], str(int(row["period"]) - 1), "actual")
    return next((each for each in groups.get(key, ()) if each["measure"] in ("growth_yoy", "growth")), None)


def _grown_bar(grown: Row, edition: Edition) -> Bar:
    name, text = edition.text(grown, "indicator"), _written(grown, edition)
    before = edition.dated(edition.text(grown, "status"), grown["period"])
    return Bar(name, float(grown["value"]), text, note=before, address=address(grown.key))


def _target(row: Row, found: Mapping[str, Any], edition: Edition, named: bool) -> Bar:
    """The growth that a target asks for: as printed, or derived from the levels."""
    say, derived = texts("charts", edition.lang), row["measure"] == "level"
    text = phrase(row, edition)
    if derived:
        text = signed(str(found["shown"]).replace(" %", "%").lstrip("≥≤>≈≲ "))
        text = edition.say(f"qualified.{row['qualifier']}", value=text) if row["qualifier"] in _OPEN else text
    note = edition.say("comma").join(
        filter(None, (_aimed(row, edition), say["targets.derived"] if derived else ""))
    )
    return Bar(
        edition.text(row, "indicator") if named else "",
        found["value"],
        text,
        _form(row),
        note=note,
        under=say["targets.no_growth"] if named else "",
        address=address(row.key) if named else "",
    )


def _form(row: Row) -> Form:
    return "open" if row["qualifier"] in _OPEN else "hollow"


def _aimed(row: Row, edition: Edition) -> str:
    return edition.dated(edition.text(row, "status"), row["period"])


def _unit(name: str, edition: Edition) -> str:
    return name if edition.lang == "zh" else f" {name}"


def _money(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    total_of = dict(zip(frame["observation_id"], frame["total_observation_id"], strict=True))
    ids = {row.key for row in rows}
    say = texts("charts", edition.lang)

    def bar(row: Row, form: Form) -> Bar:
        label = edition.text(row, "indicator")
        name = sentence("charts", "money.of_which", edition.lang, name=label) if form == "part" else label
        return Bar(name, float(row["base_value"]), _written(row, edition), form, address=address(row.key))

    bars = []
    totals = [row for row in rows if total_of[row.key] not in ids]
    totals.sort(key=lambda row: -float(row["base_value"]))
    for row in totals:
        bars.append(bar(row, "solid"))
        parts = [each for each in rows if total_of[each.key] == row.key]
        bars += [bar(each, "part") for each in sorted(parts, key=lambda each: -float(each["base_value"]))]
    values = {
        "most_label": bars[0].label,
        "most": bars[0].text,
        "parts": say["money.parts"] if len(bars) > len(totals) else "",
    }
    return {"blocks": [Block(bars)], "values": values}


def _projects(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    blocks: dict[str, list[Bar]] = {}
    for row, found in zip(rows, _records(frame), strict=True):
        joint = bool(found["joint"])
        under = (
            sentence("charts", "projects.joint", edition.lang, n=int(found["project_count"])) if joint else ""
        )
        form: Form = "hatched" if joint else "solid"
        heading = edition.dated(edition.text(row, "status"), row["period"])
        bar = Bar(
            edition.text(row, "indicator"),
            found["value"],
            amount(row, edition).whole,
            form,
            under=under,
            address=address(row.key),
        )
        blocks.setdefault(heading, []).append(bar)
    made = [Block(sorted(bars, key=lambda bar: -bar.value), heading, "") for heading, bars in blocks.items()]
    made.sort(key=lambda block: -block.bars[0].value)
    most = made[0].bars[0]
    values = {
        "most_label": most.label,
        "most": most.text,
        "when": made[0].heading,
        "n": len(rows),
    }
    return {"blocks": made, "values": values}


def _awards(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    counts = frame["level_label"].value_counts(sort=False)
    bars = [Bar(str(level), int(count), str(count)) for level, count in counts.items()]
    most = max(bars, key=lambda bar: bar.value)
    values = {
        "n": len(frame),
        "first_label": bars[0].label,
        "first": bars[0].text,
        "most_label": most.label,
        "most": most.text,
    }
    return {"blocks": [Block(bars)], "values": values}


def _commitments(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    table = frame.pivot(index="label", columns="modality", values="count").fillna(0).astype(int)
    used = [code for code in FIRMNESS if code in table and table[code].sum()]
    names = dict(zip(frame["modality"], frame["modality_label"], strict=True))
    table = table[used]
    order = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    grid = Grid(
        [str(names[code]) for code in used],
        [(str(label), [int(count) for count in table.loc[label]]) for label in order],
        edition.say("total"),
    )
    most = table.sum().idxmax()
    values = {
        "n": int(table.to_numpy().sum()),
        "quantified": int(frame["quantified"].sum()),
        "most_label": str(names[most]),
        "most": int(table[most].sum()),
        "theme": str(order[0]),
        "theme_count": int(table.loc[order[0]].sum()),
    }
    return {"grid": grid, "values": values}


#: What each chart shows: its blocks or grid, the values of its finding, and which finding it is.
CONTENTS: Mapping[str, Callable[[pd.DataFrame, list[Row], Edition], dict[str, Any]]] = {
    **{"targets": _targets, "growth": _growth, "money": _money},
    **{"awards": _awards, "commitments": _commitments, "projects": _projects},
}
