"""The pictures of a report: Altair charts in either language, and the frame behind each.

    import fengqiao_open as fo

    fo.plot.goals("zh").save("goals.html")
    fo.plot.data("goals")

The charts need the extra `plot`; the frames need nothing. Each chart reads in grey (marks are filled or hollow,
shapes differ, values are written beside them), takes the width it is given, and carries a description for those
who do not see it. A hedge of the report stands as a sign before the number: ≥ for 以上, > for 超, ≈ for 约.
"""

from __future__ import annotations

from .charts import awards, chart, goals, growth, money, projects, promises
from .frames import NAMES, SIGNS, data

__all__ = ["NAMES", "SIGNS", "awards", "chart", "data", "goals", "growth", "money", "projects", "promises"]
