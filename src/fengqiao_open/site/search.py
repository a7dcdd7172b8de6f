"""The search: every statistic by its name in either language or its number, and the other pages by their
titles.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..findings.catalogue import catalogue
from .edition import Edition
from .indicators import address, headlines
from .numbers import amount, phrase
from .page import Page
from .table import place as table_place
from .text import anchor, for_script

#: Where to begin when nothing is sought: a word of the site, its page, and the table that is counted.
_START = (
    ("statistics_short", "table.html", "statistics"),
    ("commitments_short", "commitments.html", "commitments"),
    ("charts", "charts.html", ""),
    ("rulings", "rulings.html", "rulings"),
    ("discrepancies", "discrepancies.html", "discrepancies"),
    ("dictionary", "dictionary.html", ""),
)


def search(edition: Edition) -> Page:
    """The page; what it searches in is a script beside it."""
    title, lead = edition.say("search"), edition.say("search_lead")
    start = [
        (edition.say(name), path, len(edition.data.rows(table)) if table else 0)
        for name, path, table in _START
    ]
    tries = []
    for each in headlines(edition)[:2]:
        tries += [edition.text(each.first, "indicator"), amount(each.first, edition).number]
    return Page("search.html", "search.html", title, {"start": start, "tries": tries}, "", lead)


def index(edition: Edition, guides: list[Page]) -> str:
    """What is searched: for each entry its kind, title, address, what is beside it, and what it is found
    by.
    """
    entries = [
        *_statistics(edition),
        *_named(edition, "projects", "commitments", "awards"),
        *_judged(edition),
        [
            *("guides", edition.say("contact"), "index.html#contact"),
            *(edition.say("contact_about"), edition.say("contact_words")),
        ],
        *(["guides", page.title, page.path, page.summary, ""] for page in guides),
        *(
            ["rules", f"{code} {rule.title(edition.lang)}", f"rules/{code}.html", "", ""]
            for code, rule in catalogue().items()
        ),
    ]
    kinds = {
        "statistics": edition.say("statistics_short"),
        "projects": edition.say("projects"),
        "commitments": edition.say("commitments_short"),
        "awards": edition.say("chart_awards"),
        "rulings": edition.say("rulings"),
        "discrepancies": edition.say("discrepancies"),
        "guides": edition.say("guides"),
        "rules": edition.say("rules"),
    }
    words = {name: edition.say(name) for name in ("no_result", "more_results", "counted_kind")}
    content = {"entries": entries, "kinds": kinds, "words": words}
    return f"window.fengqiaoSearch={for_script(content)};\n"


def _statistics(edition: Edition) -> Iterator[list[str]]:
    other = "en" if edition.lang == "zh" else "zh"
    towns = {report["area_id"] for report in edition.reports}
    for row in edition.data.rows("statistics"):
        beside = edition.say("between").join(
            (
                phrase(row, edition),
                edition.dated(edition.text(row, "status"), row["period"]),
                *([edition.text(row, "area")] if row["area_id"] not in towns else []),
            )
        )
        words = (
            f"indicator_{other}",
            "value",
            "printed",
            "base_value",
            "note_zh",
            "note_en",
            "theme_zh",
            "theme_en",
        )
        found = " ".join(row[each] for each in words)
        yield ["statistics", edition.text(row, "indicator"), address(row.key), beside, f"{found} {row.key}"]


def _named(edition: Edition, *tables: str) -> Iterator[list[str]]:
    """What has a name and a paragraph of the report."""
    other = "en" if edition.lang == "zh" else "zh"
    for table in tables:
        for row in edition.data.rows(table):
            passage = edition.data.row("passages", row["passage_id"])
            if passage is None:
                continue
            place = f"report.html#{table_place(passage['source_id'], passage['paragraph'], edition)}"
            place = f"commitments.html#{anchor(row.key)}" if table == "commitments" else place
            paragraph = edition.say("paragraph", paragraph=passage["paragraph"])
            theme = edition.data.row("themes", row["theme_id"]) if "theme_id" in row.cells else None
            found = (
                f"{row[f'name_{other}']} {theme['name_zh']} {theme['name_en']}"
                if theme
                else row[f"name_{other}"]
            )
            yield [table, edition.text(row, "name"), place, paragraph, found]


def _judged(edition: Edition) -> Iterator[list[str]]:
    for row in edition.data.rows("rulings"):
        yield [
            "rulings",
            edition.text(row, "question"),
            f"rulings.html#{anchor(row.key)}",
            "",
            edition.text(row, "ruling"),
        ]
    for row in edition.data.rows("discrepancies"):
        yield [
            "discrepancies",
            edition.text(row, "reason"),
            f"discrepancies.html#{anchor(row.key)}",
            row["rule_code"],
            "",
        ]
