"""The report as it was read: parts and paragraphs, and what became of each number; none of its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from ..tabular.csv import Row
from .edition import Edition
from .indicators import address
from .known_issues import absent
from .page import Page
from .table import place


def outline(edition: Edition) -> Page:
    """The page of all reports of a package."""
    figures = edition.data.rows("figures")
    left = Counter(row["disposition"] for row in figures if row["disposition"] != "statistic")
    most = max(left.values(), default=1)
    reasons = [
        {
            "mark": _mark(code, edition),
            "name": edition.label("figures", "disposition", code),
            "meaning": edition.meaning("figures", "disposition", code),
            "count": count,
            "share": f"{100 * count / most:.1f}",
        }
        for code, count in left.most_common()
    ]
    values = {
        "used": len(figures) - left.total(),
        "left": left.total(),
        "statistics": len(edition.data.rows("statistics")),
        "absences": len(absent(edition)),
        "reasons": reasons,
        "reports": [_report(row, edition) for row in edition.reports],
    }
    return Page(
        "report.html",
        "report.html",
        edition.say("report_title"),
        values,
        "report",
        edition.say("report_lead"),
    )


def _mark(code: str, edition: Edition) -> str:
    """The first character of the name of a reason; two letters in English, for many begin alike."""
    name = edition.label("figures", "disposition", code)
    return name[0] if edition.lang == "zh" else name[:2]


def _report(source: Row, edition: Edition) -> dict[str, object]:
    passages = edition.data.groups("passages", "source_id").get((source.key,), ())
    parts = [
        _part(part, list(rows), source, edition) for part, rows in groupby(passages, lambda row: row["part"])
    ]
    return {"title": edition.text(source, "title"), "issued": edition.date(source["issued"]), "parts": parts}


def _part(part: str, passages: Sequence[Row], source: Row, edition: Edition) -> dict[str, object]:
    sections = [
        _section(section, list(rows), source, edition)
        for section, rows in groupby(passages, lambda row: row["section"])
    ]
    rows = [each for section in sections for each in section["rows"]]
    return {
        "id": f"{source.key}-{part}",
        "name": edition.part(part, source),
        "first": passages[0]["paragraph"],
        "last": passages[-1]["paragraph"],
        "sections": sections,
        "numbers": sum(len(each["figures"]) for each in rows),
        "statistics": sum(each["statistics"] for each in rows),
        "commitments": sum(each["commitments"] for each in rows),
    }


def _section(name: str, passages: Sequence[Row], source: Row, edition: Edition) -> dict[str, Any]:
    """A section; the report numbers its sections, and the themes say what each is about."""
    found = [edition.data.row("themes", row["theme_id"]) for row in passages]
    themes = dict.fromkeys(edition.text(row, "name") for row in found if row)
    return {"name": name, "themes": list(themes), "rows": _rows(passages, source, edition)}


def _rows(passages: Iterable[Row], source: Row, edition: Edition) -> list[dict[str, object]]:
    """A row for each paragraph; paragraphs in a row without number or task share one."""
    made: list[dict[str, object]] = []
    for row in passages:
        each = _row(row, source, edition)
        last = made[-1] if made else None
        if last and not (last["figures"] or last["commitments"] or each["figures"] or each["commitments"]):
            last["last"] = each["last"]
            last["ids"] += each["ids"]  # type: ignore[operator]
        else:
            made.append(each)
    return made


def _row(passage: Row, source: Row, edition: Edition) -> dict[str, object]:
    data, paragraph = edition.data, passage["paragraph"]
    at = (source.key, paragraph)
    statistics = data.groups("statistics", "source_id", "paragraph").get(at, ())
    theme = data.row("themes", passage["theme_id"])
    return {
        "first": paragraph,
        "last": paragraph,
        "ids": [place(source.key, paragraph, edition)],
        "theme": edition.text(theme, "name") if theme else "",
        "figures": [
            _figure(row, edition) for row in data.groups("figures", "source_id", "paragraph").get(at, ())
        ],
        "statistics": len(statistics),
        "commitments": len(data.groups("commitments", "passage_id").get((passage.key,), ())),
    }


def _figure(figure: Row, edition: Edition) -> dict[str, str]:
    groups = edition.data.groups("statistics", "source_id", "paragraph", "start")
    found = groups.get((figure["source_id"], figure["paragraph"], figure["start"]), ())
    return {
        "printed": figure["printed"],
        "characters": f"{figure['start']}–{figure['end']}",
        "address": address(found[0].key) if found else "",
        "reason": edition.label("figures", "disposition", figure["disposition"]),
        "mark": _mark(figure["disposition"], edition),
    }
