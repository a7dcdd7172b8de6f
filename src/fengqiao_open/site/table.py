"""The table of all statistics: an indicator a row, or one by one; to search, filter, sort, take away and
cite.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ..datapackage.files import csv_line
from ..tabular.csv import Row
from .edition import Edition
from .indicators import Indicator, address, indicators, themes
from .numbers import Amount, amount, strives
from .page import Page
from .text import anchor, for_script

# The column of `statistics` behind each filter; a choice's label is in `<column>_zh` and `<column>_en`.
FILTERS: Mapping[str, str] = {
    **{"status": "status", "period": "period", "theme": "theme_id"},
    **{"measure": "measure", "area": "area_id"},
}
# So many overlaps are named on the page of the statistic only.
_MANY = 3


def table(edition: Edition, downloads: list[str], citable: bool) -> Page:
    """The page: both tables read without a script too."""
    rows = edition.data.rows("statistics")
    values = {
        "filters": _choices(edition),
        "groups": [_group(each, edition) for each in indicators(edition)],
        "rows": [_row(row, edition) for row in rows],
        "years": _years(edition),
        "workbook": next((name for name in downloads if name.endswith(".xlsx")), ""),
        "citable": citable,
    }
    title = edition.say("table")
    return Page("table.html", "table.html", title, values, "table", edition.say("table_lead"), dataset=True)


def script(edition: Edition, citation: Mapping[str, Any] | None) -> str:
    """What the page's script needs: the lines of the CSV, places, words, the citation."""
    rows = edition.data.rows("statistics")
    columns = edition.package.schema("statistics").names
    content: dict[str, object] = {
        "csv": {
            "header": csv_line(columns),
            "lines": {row.key: csv_line(map(row.cells.get, columns)) for row in rows},
            "numeric": [
                each.name for each in edition.package.schema("statistics").fields if each.type in _NUMERIC
            ],
            "name": f"{edition.package.descriptor.get('name', 'statistics')}-statistics",
        },
        "words": {name: edition.say(name) for name in _SPOKEN},
        "places": {row.key: [row["source_id"], int(row["paragraph"])] for row in rows},
        "citation": citation,
        "promised": Counter(row["theme_id"] for row in edition.data.rows("commitments")),
        "anchors": {row.key: anchor(row.key) for row in edition.data.rows("themes")},
    }
    return f"window.fengqiaoTable={for_script(content)};\n"


_NUMERIC = ("number", "integer", "year")
_SPOKEN = (
    "shown",
    "shown_all",
    "shown_flat",
    "none",
    "no_filter",
    "remove",
    "reset",
    "colon",
    "comma",
    "list",
    "copied",
    "chosen",
    "theme_promises",
)


def _choices(edition: Edition) -> list[dict[str, object]]:
    """For each filter, the codes that occur with label and count, in the order of the report; known issues
    last.
    """
    rows = edition.data.rows("statistics")
    made: list[dict[str, object]] = []
    for name, column in FILTERS.items():
        counts = Counter(row[column] for row in rows)
        labels = {row[column]: row[f"{name}_{edition.lang}"] if name != "period" else "" for row in rows}
        order = sorted(counts) if name == "period" else list(counts)
        if name == "theme":
            order = [row.key for row in themes(edition) if row.key in counts]
        options = [(code, labels[code] or code, counts[code]) for code in order]
        made.append({"name": name, "label": edition.say(name), "options": options})
    flagged = sum(1 for row in rows if _issues(row, edition))
    if flagged:
        options = [("issue", edition.say("discrepancies_of"), flagged)]
        made.append({"name": "note", "label": edition.say("noted"), "options": options})
    return made


def _issues(row: Row, edition: Edition) -> bool:
    found = edition.data.groups("discrepancies", "key").get((row.key,), ())
    return any(each["table"] in ("observations", "statistics") for each in found)


def _issue(row: Row, each: Indicator, edition: Edition) -> list[tuple[str, str]]:
    """The known issue of a statistic, with the value that it is about where its row has several."""
    found = edition.data.groups("discrepancies", "key").get((row.key,), ())
    about = ""
    if len(each.rows) > 1:
        label = edition.text(row, "measure" if row["status"] == "actual" else "status")
        about = f"{edition.say('open')}{edition.dated(label, row['period'])}{edition.say('close')}"
    listed = [issue.key for issue in found if issue["table"] in ("observations", "statistics")]
    return [(edition.say("issue") + about, f"discrepancies.html#{anchor(key)}") for key in listed]


def _years(edition: Edition) -> dict[str, str]:
    """The year reviewed and the year planned, where a package has one report; else blank."""
    if len(edition.reports) != 1:
        return {"actual": "", "aim": ""}
    (report,) = edition.reports
    return {"actual": report["review_year"], "aim": report["plan_year"]}


def _group(each: Indicator, edition: Edition) -> dict[str, object]:
    first = each.first
    indicator = edition.data.row("indicators", first["indicator_id"])
    years = _years(edition)
    places = dict.fromkeys((row["source_id"], row["paragraph"]) for row in each.rows)
    growth = each.growth[0]["value"] if each.growth else ""
    return {
        "ids": " ".join(row.key for row in each.rows),
        "key": first.key,
        "name": edition.text(first, "indicator"),
        "address": address(first.key),
        "subs": _subs(first, edition),
        "issues": [issue for row in each.rows for issue in _issue(row, each, edition)],
        "actual": [_cell(row, edition, years["actual"]) for row in each.actual],
        "growth": [_cell(row, edition, years["actual"]) for row in each.growth],
        "aims": [_cell(row, edition, years["aim"]) for row in each.aims],
        "growth_number": growth,
        "paragraphs": [
            (paragraph, f"report.html#{anchor}") for paragraph, anchor in _places(places, edition)
        ],
        "paragraph": first["paragraph"],
        "printed": [(row["printed"], row["paragraph"], row["start"], row["end"]) for row in each.rows],
        "note": edition.text(first, "note"),
        "definition": edition.text(indicator, "definition") if indicator else "",
        "comparability": edition.text(indicator, "comparability") if indicator else "",
    }


def _places(places: Mapping[tuple[str, str], None], edition: Edition) -> list[tuple[str, str]]:
    return [(paragraph, place(source, paragraph, edition)) for source, paragraph in places]


def place(source: str, paragraph: str, edition: Edition) -> str:
    """The anchor of a paragraph in the outline: `p10`; with its report where there are several."""
    return f"p{paragraph}" if len(edition.reports) < 2 else f"{source}-p{paragraph}"


def _subs(row: Row, edition: Edition) -> list[str]:
    """What must be known before a row is set beside another: totals, overlaps, place, scope of a rank."""
    subs = []
    part, overlaps = edition.text(row, "part_of"), edition.text(row, "overlaps")
    if part:
        subs.append(edition.say("part_of", total=edition.within(part)))
    others = len(row["overlaps_ids"].split())
    if overlaps and others < _MANY:
        subs.append(edition.say("overlaps", others=edition.within(overlaps)))
    elif overlaps:  # named on its page: a list of them says less than what the row is part of
        subs.append(edition.say("overlaps_many", n=others))
    town = edition.reports[-1]["area_id"] if edition.reports else ""
    if row["area_id"] != town:
        subs.append(edition.text(row, "area"))
    if edition.text(row, "rank_scope"):
        subs.append(edition.say("ranked_among", scope=edition.text(row, "rank_scope")))
    return subs


def _cell(row: Row, edition: Edition, year: str) -> dict[str, object]:
    found = amount(row, edition)
    return {
        "amount": found,
        "address": address(row.key),
        "unit": found.unit,
        "measure": _measure(row, edition),
        "wording": _wording(row, edition),
        "period": "" if row["period"] == year else row["period"],
    }


def _measure(row: Row, edition: Edition) -> str:
    """How a value is measured, where that does not follow from its column."""
    if row["measure"] in ("growth", "growth_yoy"):
        return (
            ""
            if row["status"] == "actual" and row["measure"] == "growth_yoy"
            else edition.say(row["measure"])
        )
    # Elsewhere the value, its unit or the name of the indicator says it already.
    return edition.text(row, "measure") if row["measure"] == "ratio_to_target" else ""


def _wording(row: Row, edition: Edition) -> str:
    """What is said behind the unit of a target that is only striven for."""
    return edition.say("aspired") if strives(row, edition) else ""


def _row(row: Row, edition: Edition) -> dict[str, object]:
    both = " ".join(
        row[each] for each in ("indicator_zh", "indicator_en", "printed", "value", "note_zh", "note_en")
    )
    found: Amount = amount(row, edition)
    return {
        "id": row.key,
        "address": address(row.key),
        "codes": {name: row[column] for name, column in FILTERS.items()},
        "note": "issue" if _issues(row, edition) else "",
        "search": f"{both} {found.whole} {row.key}",
        "name": edition.text(row, "indicator"),
        "amount": found,
        "order": row["base_value"] or row["value"],
        "wording": _wording(row, edition),
        "labels": [
            row["period"],
            *(edition.text(row, each) for each in ("status", "measure", "area", "theme")),
        ],
        "paragraph": row["paragraph"],
        "report": f"report.html#{place(row['source_id'], row['paragraph'], edition)}",
    }
