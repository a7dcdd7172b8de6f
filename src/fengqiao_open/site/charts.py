"""The charts of a package: what each shows, its finding as title, its source line; and the page of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

import pandas as pd
from markupsafe import Markup

from .. import plot
from ..lang import sentence, texts
from ..plot.frames import Picture
from ..tabular.csv import Row
from .chart_contents import CONTENTS
from .drawing import Chart, alone, drawings
from .edition import Edition
from .indicators import address
from .numbers import written
from .page import Page
from .target_chart import target_frame, target_table

NAMES: tuple[Picture, ...] = get_args(Picture)
# Columns of the tables under the charts, the name of the row first; all columns are in the CSV.
_SHOWN = {
    "growth": ("label", "period", "shown", "measure_label", "printed"),
    "money": ("label", "theme", "period", "shown", "role", "printed"),
    "awards": ("label", "level_label", "kind_label", "recipient", "year", "note"),
    "commitments": ("label", "modality_label", "count", "quantified", "named"),
    "projects": ("label", "projects", "period", "status_label", "shown", "note"),
}
_NUMERIC = ("shown", "count", "quantified", "named")


@dataclass(frozen=True, slots=True)
class Plotted:
    """A chart with the frame behind it, and the drawings for all widths, of which a page shows one."""

    chart: Chart
    frame: pd.DataFrame
    svg: Markup

    @property
    def name(self) -> str:
        """The name of its files."""
        return self.chart.name

    def files(self) -> dict[str, str]:
        """The chart as SVG and its data as CSV, by their addresses."""
        return {
            f"charts/{self.name}.svg": alone(self.chart),
            f"charts/{self.name}.csv": "\ufeff" + self.frame.to_csv(index=False, lineterminator="\n"),
        }


def plotted(edition: Edition) -> list[Plotted]:
    """The charts that the package has something for, that of growth first."""
    order = sorted(NAMES, key=lambda name: name != "growth")
    frames = {name: _frame(name, edition) for name in order}
    made = [(_chart(name, frame, edition), frame) for name, frame in frames.items() if len(frame)]
    return [Plotted(chart, frame, drawings(chart)) for chart, frame in made]


def _frame(name: Picture, edition: Edition) -> pd.DataFrame:
    """The frame behind a chart: that of the library, whose chart of targets is another one."""
    return target_frame(edition) if name == "targets" else plot.data(name, edition.lang, edition.source)


def charts(found: list[Plotted], edition: Edition) -> Page:
    """The page of all charts, each with its table."""
    listed = [
        {"plotted": each, "table": _table(each, edition), "call": _call(each, edition)} for each in found
    ]
    title, lead = edition.say("charts"), edition.say("charts_lead")
    return Page("charts.html", "charts.html", title, {"charts": listed}, "charts", lead)


def _call(each: Plotted, edition: Edition) -> str:
    package = f', package="{edition.elsewhere}"' if edition.elsewhere else ""
    function = "targets" if each.name == "targets" else f"plot.{each.name}"
    return f'fo.{function}("{edition.lang}"{package})'


def _chart(name: Picture, frame: pd.DataFrame, edition: Edition) -> Chart:
    rows = _rows(frame, edition)
    made: dict[str, Any] = CONTENTS[name](frame, rows, edition)
    values = {"years": _years(frame, edition), **made.pop("values", {})}
    said = partial(sentence, "charts", **values)
    finding = made.pop("finding", f"{name}.finding")
    return Chart(
        name,
        said(finding, edition.lang),
        said(f"{name}.about", edition.lang),
        source_line(rows, edition),
        _in_words(name, made, edition),
        **made,
    )


def _rows(frame: pd.DataFrame, edition: Edition) -> list[Row]:
    """The statistics of a frame; none for what is counted."""
    ids = list(frame["observation_id"]) if "observation_id" in frame else []
    return [row for key in ids if (row := edition.data.row("statistics", key))]


def _in_words(name: Picture, made: Mapping[str, Any], edition: Edition) -> str:
    """Everything that a chart shows, in its order, for whoever does not see it."""
    say = edition.say
    shown = []
    for bar in (bar for block in made.get("blocks", ()) for bar in block.bars):
        note = say("comma").join(filter(None, (bar.note, bar.under)))
        label = f"{bar.label}{say('colon')}" if bar.label else ""
        beside = f"{say('comma')}{note}" if say("open") in note else f"{say('open')}{note}{say('close')}"
        shown.append(f"{label}{bar.text}{beside if note else ''}")
    if grid := made.get("grid"):
        columns = zip(grid.columns, *(counts for _, counts in grid.foot[:1]), strict=True)
        totals = [*columns, *((label, sum(counts)) for label, counts in grid.rows)]
        shown += [f"{label}{say('colon')}{count}" for label, count in totals]
    return f"{say(f'chart_{name}')}{say('stop')}{say('space')}{say('semicolon').join(shown)}{say('stop')}"


def _years(frame: pd.DataFrame, edition: Edition) -> str:
    years = sorted(set(frame["period"])) if "period" in frame else []
    return edition.say("list").join(map(str, years))


def source_line(rows: list[Row], edition: Edition) -> str:
    """The source line, which makes a chart that is copied alone still true."""
    reports = []
    for report in edition.reports:
        cited = {int(row["paragraph"]) for row in rows if row["source_id"] == report.key}
        if rows and not cited:
            continue
        values = {
            "publisher": edition.text(report, "publisher"),
            "title": edition.text(report, "title"),
            "issued": edition.date(report["issued"]),
        }
        listed = edition.say("list").join(map(str, sorted(cited)))
        place = edition.say("source_paragraphs", paragraphs=listed, n=len(cited)) if cited else ""
        reports.append(edition.say("source_report", place=place, **values))
    names = edition.say("comma").join(name for name, _ in edition.licences)
    standing = (
        f"{edition.say('open')}{edition.within(edition.standing)}{edition.say('close')}"
        if edition.standing
        else ""
    )
    data = f"{edition.brand} {edition.package.version}{standing}"
    licensed = f"{edition.say('comma')}{names}" if names else ""
    return edition.say(
        "source_line", reports=edition.say("between_reports").join(reports), data=data, licence=licensed
    )


def _table(each: Plotted, edition: Edition) -> dict[str, object]:
    """The table under a chart: no row of nothing, no column that says the same in every row, and none in
    the other language.
    """
    say, frame = texts("charts", edition.lang), each.frame
    if each.name == "targets":
        return target_table(_rows(frame, edition), edition)
    frame = frame.iloc[_order(each)]
    rows = _rows(frame, edition)
    if rows:
        frame = frame.assign(shown=[written(row, edition) for row in rows])
    frame = frame[frame["count"] > 0] if "count" in frame else frame
    columns = [
        column
        for column in _SHOWN[each.name]
        if not (column == "printed" and edition.lang == "en")
        and (column == "label" or len(frame) < 2 or frame[column].nunique(dropna=False) > 1)
    ]
    cells = [
        [_cell(value, column, each.name, edition) for value, column in zip(row, columns, strict=True)]
        for row in frame[columns].itertuples(index=False)
    ]
    heads = [say.get(f"column.{column}_in_{each.name}", say[f"column.{column}"]) for column in columns]
    return {"heads": heads, "rows": cells, "numeric": [column in _NUMERIC for column in columns]}


def _order(each: Plotted) -> list[int]:
    """The rows of a frame in the order in which the chart shows them."""
    chart, frame = each.chart, each.frame
    drawn = [bar.address for block in chart.blocks for bar in block.bars]
    if "observation_id" in frame and any(drawn):
        at = [drawn.index(address(key)) for key in frame["observation_id"]]
    elif chart.grid:
        labels = [label for label, _ in chart.grid.rows]
        at = [labels.index(label) for label in frame["label"].astype(str)]
    else:
        at = [0] * len(frame)
    return sorted(range(len(frame)), key=at.__getitem__)


def _cell(value: Any, column: str, name: str, edition: Edition) -> str:
    if pd.isna(value):
        return ""
    if column == "role":
        return texts("charts", edition.lang)[f"{name}.{value}"]
    return str(value)
