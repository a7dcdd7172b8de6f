"""What each chart of the site shows: its bars, and the values of its finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd

from ..analysis.derive import comparable
from ..lang import sentence, texts
from ..plot.frames import FIRMNESS
from ..tabular.csv import Row
from .drawing import Bar, Block, Form, Grid
from .edition import Edition
from .indicators import Indicator, address, headlines
from .numbers import amount, phrase, signed, strives

_OPEN = ("at_least", "over")


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _written(row: Row, edition: Edition) -> str:
    """A value with the sign of its qualifier."""
    found = amount(row, edition)
    return f"{found.sign}{found.whole}"


def _growth(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    """Growth of the economic indicators, which are amounts of money, first: the finding is about them. Then
    that of others, and what is better where it falls.
    """
    level_of = {
        row["from_observation_id"]: row["to_observation_id"]
        for row in edition.data.rows("relations")
        if row["kind"] == "growth_of"
    }
    kinds: dict[str, list[Bar]] = {"economic": [], "other": [], "lower": []}
    for row in rows:
        level = edition.data.row("statistics", level_of.get(row.key, ""))
        note = edition.text(row, "measure") if row["measure"] == "growth" else ""
        beside = amount(level, edition).whole if level else edition.say("not_printed")
        bar = Bar(
            edition.text(row, "indicator"),
            float(row["value"]),
            _written(row, edition),
            "least" if row["qualifier"] in _OPEN else "solid",
            beside=beside,
            note=note,
            address=address(row.key),
        )
        indicator = edition.data.row("indicators", row["indicator_id"])
        kinds[_kind(indicator)].append(bar)
    say = texts("charts", edition.lang)
    drawn = [(kind, sorted(bars, key=lambda bar: -bar.value)) for kind, bars in kinds.items() if bars]
    blocks = [Block(bars, say[f"growth.{kind}"] if len(drawn) > 1 else "") for kind, bars in drawn]
    first, bars = drawn[0]
    up = sum(1 for bar in bars if bar.value > 0)
    left = [edition.text(each.first, "indicator") for each in headlines(edition) if _no_growth(each, edition)]
    values = {
        **{"n": len(bars), "up": up, "most_label": bars[0].label, "most": bars[0].text},
        "left": sentence("charts", "growth.left", edition.lang, names=edition.say("list").join(left))
        if left
        else "",
        "open": say["growth.open"] if any(bar.form == "least" for _, some in drawn for bar in some) else "",
    }
    finding = "growth.finding"
    if first == "economic" and len(bars) > 1:
        finding = "growth.finding_all" if up == len(bars) else "growth.finding_some"
    return {"blocks": blocks, "values": values, "finding": finding}


def _kind(indicator: Row | None) -> str:
    if indicator and indicator["direction"] == "lower":
        return "lower"
    return "economic" if indicator and indicator["quantity"] == "money" else "other"


def _no_growth(each: Indicator, edition: Edition) -> bool:
    """An economic indicator whose growth is not printed."""
    return not each.growth and _kind(edition.data.row("indicators", each.first["indicator_id"])) == "economic"


def _targets(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    """Growth that targets ask for, beside the growth of the year before; counts by unit, beside those of that
    year.
    """
    rates: dict[tuple[str, str], list[Bar]] = {}
    counts: dict[str, list[Bar]] = {}
    slower: dict[str, bool] = {}
    for row, actual in _counted(edition):
        counts.setdefault(edition.text(row, "unit"), []).extend(_counts(row, actual, edition))
    for row, found in zip(rows, _records(frame), strict=True):
        if _is_count(row, edition):
            continue
        bars = rates.setdefault((row["indicator_id"], row["area_id"]), [])
        grown = _grown(row, edition)
        if grown:
            below = found["value"] < float(grown["value"])
            name = edition.text(row, "indicator")
            slower[name] = below and slower.get(name, True)
            bars += [] if bars else [_grown_bar(grown, edition)]
        bars += [] if bars else [_no_growth_bar(row, edition)]
        bars.append(_target(row, found, edition))
    ranked = sorted(rates.values(), key=lambda bars: -max(bar.value for bar in bars))
    blocks = [Block([bar for bars in ranked for bar in bars], "", "%")] if ranked else []
    blocks += [
        Block(bars, sentence("charts", "targets.counts", edition.lang, unit=unit), unit)
        for unit, bars in counts.items()
    ]
    aims = [
        (bars[0].label, bar)
        for bars in ranked or counts.values()
        for bar in bars
        if bar.form in ("hollow", "open")
    ]
    label, most = max(aims, key=lambda each: each[1].value)
    finding = "targets.finding_slower" if slower and all(slower.values()) else "targets.finding"
    left = edition.say("list").join(_of_another_scope(edition))
    values = {
        **{"most_label": label, "most": most.text, "n": len(slower)},
        "names": edition.say("list").join(slower),
        "left": sentence("charts", "targets.left", edition.lang, names=left) if left else "",
    }
    return {"blocks": blocks, "values": values, "finding": finding}


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
        Bar(
            name,
            float(actual["value"]),
            phrase(actual, edition),
            note=before,
            address=address(row.key),
        ),
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


def _no_growth_bar(row: Row, edition: Edition) -> Bar:
    text = texts("charts", edition.lang)["targets.no_growth"]
    return Bar(edition.text(row, "indicator"), 0, text, "absent", address=address(row.key))


def _target(row: Row, found: Mapping[str, Any], edition: Edition) -> Bar:
    """The growth that a target asks for: as printed, or derived from the levels."""
    say, derived = texts("charts", edition.lang), row["measure"] == "level"
    text = phrase(row, edition)
    if derived:
        text = signed(str(found["shown"]).replace(" %", "%").lstrip("≥≤>≈≲ "))
        text = edition.say(f"qualified.{row['qualifier']}", value=text) if row["qualifier"] in _OPEN else text
        text = edition.say("striven", value=text) if strives(row, edition) else text
    note = edition.say("comma").join(
        filter(None, (_aimed(row, edition), say["targets.derived"] if derived else ""))
    )
    return Bar("", found["value"], text, _form(row), note=note)


def _form(row: Row) -> Form:
    return "open" if row["qualifier"] in _OPEN else "hollow"


def _aimed(row: Row, edition: Edition) -> str:
    return edition.dated(edition.text(row, "status"), row["period"])


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
    left = [
        edition.text(row, "indicator")
        for row in edition.data.rows("statistics")
        if row["status"] == "actual" and row["measure"] == "level" and _is_foreign(row, edition)
    ]
    values = {
        "most_label": bars[0].label,
        "most": bars[0].text,
        "parts": say["money.parts"] if len(bars) > len(totals) else "",
        "left": sentence("charts", "money.left", edition.lang, names=edition.say("list").join(left))
        if left
        else "",
    }
    return {"blocks": [Block(bars)], "values": values}


def _is_foreign(row: Row, edition: Edition) -> bool:
    """Whether an economic amount is in another currency than yuan."""
    indicator, unit = (edition.data.row(f"{each}s", row[f"{each}_id"]) for each in ("indicator", "unit"))
    economic = indicator and indicator["direction"] == "higher" and indicator["quantity"] == "money"
    return bool(economic and unit and unit["base_unit_id"] != "yuan")


def _projects(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    say = texts("charts", edition.lang)
    blocks: dict[str, list[Bar]] = {}
    for row, found in zip(rows, _records(frame), strict=True):
        joint = bool(found["joint"])
        under = (
            sentence("charts", "projects.joint", edition.lang, n=int(found["project_count"])) if joint else ""
        )
        form: Form = "hatched" if joint else "solid"
        indicator = edition.data.row("indicators", row["indicator_id"])
        whole = indicator is not None and indicator["nature"] != "flow"
        heading = say["projects.total_cost"] if whole else _aimed(row, edition)
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
    # Total costs are last: they are of another scope than the money of a year.
    made.sort(key=lambda block: (block.heading == say["projects.total_cost"], -block.bars[0].value))
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
