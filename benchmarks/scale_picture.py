"""Draws what `benchmarks/scale.py` measured: time and memory against rows, each contender a line with its name.

Time is in bare scans of the smallest table, since times of one machine say nothing on another. Readable in grey: this
library is black, the scan dashed, the others grey. Needs the extra `bench`.

Run: python benchmarks/scale_picture.py RESULTS.csv… -o docs/scale.svg
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import altair as alt
import pandas as pd
from scale import CONTENDERS, SCAN

# Names on a line are at least so far apart, in parts of the height of a chart.
APART = 0.055
NAMES = {
    SCAN: "bare scan (DuckDB)",
    "polars-scan": "bare scan (polars)",
    "duckdb-pass": "one DuckDB query",
    "polars-pass": "one polars query",
    "ours-csv": "fengqiao-open",
    "ours-parquet": "fengqiao-open, Parquet",
    "ours-dask": "fengqiao-open, Dask",
}
LOOKS = {"ours": ("black", [1, 0], 2.5), "scan": ("black", [4, 3], 1.5), "other": ("#8a8a8a", [1, 0], 1.2)}


def results(paths: list[Path]) -> pd.DataFrame:
    """The results of all runs: `contender`, `rows`, `time` in scans of the smallest table, `memory` in MB, `look`."""
    frame = pd.concat([pd.read_csv(path) for path in paths]).dropna(subset=["seconds"])
    frame = frame[frame["contender"].isin(list(CONTENDERS))]
    scans = frame[frame["contender"] == SCAN].sort_values("rows")
    frame["time"] = frame["seconds"] / scans["seconds"].iloc[0]
    kind = frame["contender"].str.extract(r"^(ours)|(scan)$").bfill(axis=1)[0].fillna("other")
    names = frame["contender"].map(NAMES).fillna(frame["contender"].str.replace("-", ", ", n=1))
    return frame.assign(memory=frame["peak_mb"], look=kind, name=names)[
        ["name", "rows", "time", "memory", "look"]
    ]


def named(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """The last point of each line, with a height `at` for its name at which no two names meet."""
    last = frame.sort_values("rows").groupby("name").tail(1).sort_values(column)
    low, high = math.log(frame[column].min()), math.log(frame[column].max())
    heights: list[float] = []
    for value in last[column]:
        least = heights[-1] + APART * (high - low) if heights else -math.inf
        heights.append(max(math.log(value), least))
    over = max(heights[-1] - high, 0)  # what was pushed over the top is moved down as a whole
    return last.assign(at=[math.exp(height - over) for height in heights])


def chart(frame: pd.DataFrame, column: str, title: str) -> alt.LayerChart:
    """One chart: a line and a name for each contender, both axes logarithmic."""
    looks = list(LOOKS)
    color = alt.Color(
        "look:N", scale=alt.Scale(domain=looks, range=[LOOKS[look][0] for look in looks]), legend=None
    )
    dash = alt.StrokeDash(
        "look:N", scale=alt.Scale(domain=looks, range=[LOOKS[look][1] for look in looks]), legend=None
    )
    width = alt.StrokeWidth(
        "look:N", scale=alt.Scale(domain=looks, range=[LOOKS[look][2] for look in looks]), legend=None
    )
    ticks = sorted(set(frame["rows"]))
    x = alt.X(
        "rows:Q",
        title="rows",
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(values=ticks, format="~s", grid=False),
    )
    y = alt.Y(
        f"{column}:Q",
        title=title,
        scale=alt.Scale(type="log"),
        axis=alt.Axis(gridColor="#e4e4e4", tickCount=6, format="~s"),
    )
    lines = alt.Chart(frame).encode(x, y, color, detail="name:N")
    # A name stands beside the last point of its line, and a thin rule leads to it where it had to be moved.
    names = named(frame, column)
    end = frame["rows"].max()
    leaders = pd.concat(
        [
            names.assign(x=names["rows"], y=names[column], end=0),
            names.assign(x=end * (end / frame["rows"].min()) ** 0.06, y=names["at"], end=1),
        ]
    )
    beside = alt.Chart(leaders).encode(alt.X("x:Q"), alt.Y("y:Q"))
    return alt.layer(
        beside.mark_line(strokeWidth=0.5, color="#b8b8b8").encode(detail="name:N", order="end:O"),
        lines.mark_line().encode(strokeDash=dash, strokeWidth=width),
        lines.mark_point(filled=True, size=28, opacity=1),
        beside.transform_filter("datum.end == 1").mark_text(align="left", dx=3, fontSize=10).encode(text="name:N"),
    ).properties(width=300, height=360)  # fmt: skip


def picture(frame: pd.DataFrame) -> alt.HConcatChart:
    """Both charts beside each other."""
    charts = alt.hconcat(
        chart(frame, "time", "time, in bare scans of the smallest table"),
        chart(frame, "memory", "largest resident memory, MB"),
        title="Checking a table of observations",
    )
    # Names beside the lines stand outside what is counted as the chart.
    return charts.configure(padding={"left": 5, "top": 5, "bottom": 5, "right": 90}).configure_view(
        stroke=None, clip=False
    ).configure_axis(labelColor="#333", domainColor="#999")  # fmt: skip


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    words.add_argument("results", type=Path, nargs="+")
    words.add_argument("-o", "--output", type=Path, required=True)
    given = words.parse_args()
    picture(results(given.results)).save(given.output)
