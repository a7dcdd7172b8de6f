"""The pages of what a reader misses or doubts: the known issues, and the indicators that the report does not
print.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..findings.catalogue import catalogue
from ..lang import texts
from ..tabular.csv import Row
from .edition import Edition
from .indicators import address
from .page import Page
from .statistic import named
from .text import anchor

#: The group of the values that are odd themselves; the others are groups by what the report leaves out.
_ODD = "odd"


def discrepancies(edition: Edition) -> Page:
    """The known issues by what is odd: first the odd values, then what the report leaves out."""
    rows = edition.data.rows("discrepancies")
    groups: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: _group(row) != _ODD):
        groups.setdefault(_heading(row, edition), []).append(row)
    listed = [_listed(heading, issues, edition) for heading, issues in groups.items()]
    odd = sum(1 for row in rows if _group(row) == _ODD)
    title, lead = edition.say("discrepancies"), edition.say("discrepancies_lead")
    values = {"groups": listed, "n": len(rows), "odd": odd}
    return Page("discrepancies.html", "discrepancies.html", title, values, "guides", lead)


def _group(row: Row) -> str:
    """What a known issue is about: a value that is odd, else the rule that names what is left out."""
    return _ODD if row["field"] == "value" else row["rule_code"].replace("-", "_")


def _heading(row: Row, edition: Edition) -> str:
    key, rule = f"known.{_group(row)}", catalogue().get(row["rule_code"])
    title = rule.title(edition.lang) if rule else row["rule_code"]
    return texts("site", edition.lang).get(key, title)


def _listed(heading: str, issues: Sequence[Row], edition: Edition) -> dict[str, object]:
    codes = dict.fromkeys(row["rule_code"] for row in issues)
    key = f"known.{_group(issues[0])}.about"
    return {
        "heading": heading,
        "about": texts("site", edition.lang).get(key, ""),
        "rules": [(code, f"rules/{code}.html" if code in catalogue() else "") for code in codes],
        "issues": [_issue(row, edition) for row in issues],
    }


def _issue(row: Row, edition: Edition) -> dict[str, str]:
    name, page = subject(row, edition)
    return {"id": anchor(row.key), "name": name, "address": page, "reason": edition.text(row, "reason")}


def subject(row: Row, edition: Edition) -> tuple[str, str]:
    """What a known issue is about, in few words with its page: a statistic, or the row of another table."""
    statistic = edition.data.row("statistics", row["key"]) if row["table"] == "observations" else None
    if statistic:
        return named(statistic, edition), address(row["key"])
    page = f"dictionary/{anchor(row['table'])}.html" if row["table"] in edition.package.tables else ""
    if row["table"] in edition.data.tables and (found := edition.data.row(row["table"], row["key"])):
        for column in ("name", "question"):
            if f"{column}_{edition.lang}" in found.cells:
                decided = row["table"] == "rulings"
                return edition.text(found, column), f"rulings.html#{anchor(found.key)}" if decided else page
    return str(row["key"]), page


def absent(edition: Edition) -> Sequence[Row]:
    """The usual indicators that the reports do not print; none where the package does not list them."""
    return edition.data.rows("absences") if "absences" in edition.data.tables else ()


def absences(edition: Edition) -> Page:
    """Every usual indicator that the report does not print, with both names, by how far the report goes."""
    other = "en" if edition.lang == "zh" else "zh"
    groups: dict[str, list[dict[str, str]]] = {}
    for row in absent(edition):
        source = edition.data.row("sources", row["source_id"])
        report = edition.text(source, "title") if source and len(edition.reports) > 1 else ""
        line = {"id": anchor(row.key), "name": edition.text(row, "name"), "other": row[f"name_{other}"]}
        groups.setdefault(row["confirmed"], []).append({**line, "report": report})
    listed = [
        (
            edition.label("absences", "confirmed", code),
            edition.meaning("absences", "confirmed", code),
            lines,
        )
        for code, lines in groups.items()
    ]
    title, lead = edition.say("absences"), edition.say("absences_lead", n=len(absent(edition)))
    return Page("absences.html", "absences.html", title, {"groups": listed}, "report", lead)
