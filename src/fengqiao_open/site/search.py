"""The search: every statistic by its name in either language or its number, and the other pages by their
titles.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..findings.catalogue import catalogue
from ..tabular.csv import Row
from .edition import Edition
from .indicators import address, headlines
from .known_issues import absent, subject
from .numbers import amount, phrase
from .page import Page
from .questions import questions
from .table import place as table_place
from .text import anchor, for_script

#: Lists that are found by their names.
_LISTS = ("commitments", "rulings", "discrepancies", "dictionary")
#: Where to begin when nothing is sought: a word of the site, its page, and the table that is counted.
_START = (
    ("statistics_short", "table.html", "statistics"),
    ("commitments_short", "commitments.html", "commitments"),
    ("charts", "charts.html", ""),
    ("rulings", "rulings.html", "rulings"),
    ("discrepancies", "discrepancies.html", "discrepancies"),
    ("absences", "absences.html", "absences"),
    ("dictionary", "dictionary.html", ""),
)


def search(edition: Edition) -> Page:
    """The page; what it searches in is a script beside it."""
    title, lead = edition.say("search"), edition.say("search_lead")
    start = [
        (edition.say(name), path, len(edition.data.rows(table)) if table else 0)
        for name, path, table in _START
        if name != "absences" or absent(edition)
    ]
    tries = []
    for each in headlines(edition)[:2]:
        tries += [edition.text(each.first, "indicator"), amount(each.first, edition).number]
    values = {"start": start, "tries": tries, "absences": len(absent(edition))}
    return Page("search.html", "search.html", title, values, "", lead)


def index(edition: Edition, guides: list[Page]) -> str:
    """What is searched: for each entry its kind, title, address, what is beside it, and what it is found
    by.
    """
    entries = [
        *(["questions", *each] for each in questions(edition)),
        *_statistics(edition),
        *_absent(edition),
        *_named(edition, "projects", "commitments", "awards"),
        *_judged(edition),
        [
            *("guides", edition.say("contact"), "index.html#contact"),
            *(edition.say("contact_about"), edition.say("contact_words")),
        ],
        *(["guides", edition.say(name), f"{name}.html", "", edition.say(f"{name}_lead")] for name in _LISTS),
        *(["guides", page.title, page.path, page.summary, ""] for page in guides),
        *(
            ["rules", f"{code} {rule.title(edition.lang)}", f"rules/{code}.html", "", ""]
            for code, rule in catalogue().items()
        ),
    ]
    kinds = {
        "questions": edition.say("questions"),
        "statistics": edition.say("statistics_short"),
        "absences": edition.say("absences"),
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
            "area_zh",
            "area_en",
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
            paragraph = f"report.html#{table_place(passage['source_id'], passage['paragraph'], edition)}"
            place = _page_of(row, edition) or paragraph
            beside = edition.say("paragraph", paragraph=passage["paragraph"])
            if recipient := row.cells.get(f"recipient_{edition.lang}", ""):
                beside = edition.say("between").join((recipient, beside))
            theme = edition.data.row("themes", row["theme_id"]) if "theme_id" in row.cells else None
            source = edition.data.row("sources", passage["source_id"])
            year = source["plan_year" if table == "commitments" else "review_year"] if source else ""
            themes = (theme["name_zh"], theme["name_en"]) if theme else ()
            found = " ".join((row[f"name_{other}"], *themes, year))
            yield [table, edition.text(row, "name"), place, beside, found]


def _page_of(row: Row, edition: Edition) -> str:
    """Where a commitment, a project or an award is written of: its own entry, its statistic, or what is
    promised of it.
    """
    if row.table == "commitments":
        return f"commitments.html#{anchor(row.key)}"
    observed = edition.data.groups("project_observations", "project_id").get((row.key,), ())
    statistic = row["observation_id"] or next((each["observation_id"] for each in observed), "")
    if statistic:
        return address(statistic)
    promised = edition.data.groups(
        "commitments", "project_id" if row.table == "projects" else "observation_id"
    )
    found = next(iter(promised.get((row.key,), ())), None)
    return f"commitments.html#{anchor(found.key)}" if found else ""


def _absent(edition: Edition) -> Iterator[list[str]]:
    """What a reader may look for that the report is known not to print."""
    other = "en" if edition.lang == "zh" else "zh"
    for row in absent(edition):
        place, beside = f"absences.html#{anchor(row.key)}", edition.say("not_printed")
        yield ["absences", edition.text(row, "name"), place, beside, row[f"name_{other}"]]


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
        name, _ = subject(row, edition)
        place = f"discrepancies.html#{anchor(row.key)}"
        words = f"{row['rule_code']} {edition.say('discrepancies_words')}"
        yield ["discrepancies", name, place, edition.text(row, "reason"), words]
