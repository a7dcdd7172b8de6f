"""The charts of a report: Altair charts in either language, and the DataFrame behind each.

    import fengqiao_open as fo

    fo.plot.targets("zh").save("targets.html")
    fo.plot.data("targets")
    fo.plot.comparison(fo.compare("exports", 2022, package="merged"))

The charts need the extra `plot`; the DataFrames need nothing. `save` writes HTML, PNG, SVG or PDF; the HTML
holds its scripts (about 1 MB) and opens without a network, and `save(file, inline=False)` is small and loads
them from a server. A plot is 600 pixels wide: `.properties(width=900)` makes it wider, and
`.properties(width="container")` takes the width of a page. Each chart reads in grey (marks are filled or
hollow, shapes differ, values are written beside them), and carries a description for those who do not see
it. A qualifier of the report is a sign before the number: ≥ for at least, > for over, ≈ for about.
"""

from __future__ import annotations

from .charts import awards, chart, commitments, comparison, growth, money, projects, targets
from .frames import NAMES, SIGNS, data

__all__ = [
    "NAMES",
    "SIGNS",
    "awards",
    "chart",
    "commitments",
    "comparison",
    "data",
    "growth",
    "money",
    "projects",
    "targets",
]
