"""Draws the pictures of the README and the docs from the data. Run: python tools/pictures.py (needs altair, vl-convert-python)."""

from __future__ import annotations

from pathlib import Path

import altair as alt

import fengqiao_open as fo

DOCS = Path(__file__).parents[1] / "docs"


def goals() -> alt.LayerChart:
    """What each goal of 2023 needs in growth on the outcome of 2022, with the interval that rounding leaves."""
    frame = fo.progress().dropna(subset=["needed_growth"])
    frame["label"] = frame["indicator"].str.slice(0, 70) + frame["measure"].map({"level": " (level)"}).fillna(
        " (growth)"
    )
    base = alt.Chart(frame).encode(
        y=alt.Y("label:N", title=None, sort=None, axis=alt.Axis(labelLimit=480)),
        tooltip=["indicator", "goal", "qualifier", "unit", "outcome", "needed_growth"],
    )
    bars = base.mark_bar(color="#4c78a8").encode(x=alt.X("needed_growth:Q", title="growth needed on 2022, %"))
    limits = base.mark_rule(color="#222", strokeWidth=2).encode(
        x="needed_growth_low:Q", x2="needed_growth_high:Q"
    )
    return (bars + limits).properties(
        width=420,
        title="What the goals of 2023 ask for",
        description="Growth that each 2023 goal needs on its 2022 outcome.",
    )


if __name__ == "__main__":
    goals().save(DOCS / "goals.svg")
