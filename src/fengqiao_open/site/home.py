"""The home page: the town's year at a glance, how sure it is, and the files to take away."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from ..lang import texts
from .charts import Plotted
from .citation import written
from .edition import Edition
from .indicators import Indicator, address, headlines, themes
from .known_issues import absent
from .numbers import amount, phrase
from .page import Page

_MOST_ABSENT = 6
#: The indicators that a reader misses first where a report does not print them.
_SOUGHT = (
    *("gross-regional-product", "permanent-residents", "business-entities", "retail-sales", "tax-revenue"),
    *("new-urban-jobs", "all-disposable-income"),
)


def home(edition: Edition, downloads: Sequence[str], chart: Plotted | None, cited: str) -> Page:
    """The home page.

    Args:
        edition: the package in one language.
        downloads: the names of the files to download, the workbook first.
        chart: the chart that it shows.
        cited: how to cite the package; blank where it does not say who made it.
    """
    data, report = edition.data, edition.reports[-1] if edition.reports else None
    numbers = Counter(row["disposition"] == "statistic" for row in data.rows("figures"))
    refused = sum(1 for row in data.rows("derived") if row[f"refusal_{edition.lang}"])
    values = {
        "report": report,
        "figures": [_figure(each, edition) for each in headlines(edition)],
        "absent": _absent(edition),
        "missing": _missing(edition),
        "scopes": scopes([each.first["indicator_id"] for each in headlines(edition)], edition),
        "numbers": {"all": sum(numbers.values()), "used": numbers[True], "left": numbers[False]},
        "counts": {
            name: len(data.rows(name)) for name in ("statistics", "rulings", "discrepancies", "derived")
        },
        "refused": refused,
        "downloads": [(name, name.rpartition(".")[2]) for name in downloads],
        "chart": chart.svg if chart else "",
        "chart_name": chart.name if chart else "",
        "cited": written(cited.split("\n\n")[0], edition.day),
        "example": _example(edition),
        "themes": _themes(edition),
    }
    return Page("index.html", "home.html", edition.title, values, "", summary(edition), dataset=True)


def scopes(indicators: Sequence[str], edition: Edition) -> list[str]:
    """What a key figure is easily taken for, and is not, a sentence each."""
    say = texts("site", edition.lang)
    return [say[key] for each in indicators if (key := f"scope.{each.replace('-', '_')}") in say]


def _missing(edition: Edition) -> dict[str, object]:
    """The usual indicators that the report does not print: those that most readers look for first."""
    rows = absent(edition)
    found = {row["indicator_id"]: edition.within(edition.text(row, "name")) for row in rows}
    sought = [found[each] for each in _SOUGHT if each in found]
    return {"n": len(rows), "names": sought or list(found.values())[:_MOST_ABSENT]}


def summary(edition: Edition) -> str:
    """The first paragraph of the description."""
    return edition.described("description").split("\n\n")[0]


def _figure(each: Indicator, edition: Edition) -> dict[str, object]:
    row = each.actual[0]
    found = amount(row, edition)
    aims = [phrase(aim, edition) for aim in each.aims]
    years = sorted({aim["period"] for aim in each.aims} or {edition.reports[-1]["plan_year"]})
    return {
        "name": edition.text(row, "indicator"),
        "address": address(row.key),
        "amount": found,
        "period": row["period"],
        "before": int(row["period"]) - 1,
        "growth": [(phrase(grown, edition), address(grown.key)) for grown in each.growth],
        "aims": list(zip(aims, (address(aim.key) for aim in each.aims), strict=True)),
        "aim_years": edition.say("list").join(years),
        "planned": bool(each.aims) and all(aim["status"] == "planned" for aim in each.aims),
    }


def _absent(edition: Edition) -> dict[str, list[tuple[str, str]]]:
    """What the report states in words only, and the key figures whose growth it does not print."""
    rows = edition.data.rows("statistics")
    words: dict[str, tuple[str, str]] = {}
    for row in rows:
        if row["measure"] == "statement" and row["status"] == "actual":
            words.setdefault(row["indicator_id"], (edition.text(row, "indicator"), address(row.key)))
    growth = [
        (edition.text(each.first, "indicator"), address(each.first.key))
        for each in headlines(edition)
        if not each.growth
    ]
    return {"words": list(words.values())[:_MOST_ABSENT], "growth": growth[:_MOST_ABSENT]}


def _example(edition: Edition) -> str:
    """Arguments that choose something of these tables, the theme and year of their first statistic."""
    first = next(iter(edition.data.rows("statistics")), None)
    arguments = [f'lang="{edition.lang}"']
    if first is not None:
        arguments += [f"theme={json.dumps(first['theme_id'])}", f"period={first['period']}"]
    if edition.elsewhere:
        arguments.append(f"package={json.dumps(edition.elsewhere)}")
    return ", ".join(arguments)


def _themes(edition: Edition) -> list[dict[str, object]]:
    statistics = Counter(row["theme_id"] for row in edition.data.rows("statistics"))
    promised = Counter(row["theme_id"] for row in edition.data.rows("commitments"))
    return [
        {
            "name": edition.text(row, "name"),
            "address": f"table.html#theme={row.key}",
            "statistics": statistics[row.key],
            "commitments": promised[row.key],
            "promised": f"commitments.html#{row.key}",
        }
        for row in themes(edition)
        if statistics[row.key] or promised[row.key]
    ]
