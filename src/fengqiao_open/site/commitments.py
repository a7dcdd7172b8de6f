"""The commitments of the reports by theme: what is to be done, how firmly, until when, and where it is
printed.
"""

from __future__ import annotations

from ..tabular.csv import Row
from .edition import Edition
from .indicators import address, themes
from .numbers import value_phrase
from .page import Page
from .table import place
from .text import anchor


def commitments(edition: Edition) -> Page:
    """The page of all commitments."""
    groups = edition.data.groups("commitments", "theme_id")
    listed = [
        {
            "id": anchor(theme.key),
            "name": edition.text(theme, "name"),
            "rows": [_commitment(row, edition) for row in rows],
        }
        for theme in themes(edition)
        if (rows := groups.get((theme.key,), ()))
    ]
    title, lead = edition.say("commitments"), edition.say("commitments_lead")
    values = {"themes": listed, "wordings": _wordings(edition)}
    return Page("commitments.html", "commitments.html", title, values, "table", lead)


def _wordings(edition: Edition) -> list[tuple[str, str]]:
    """What each wording means, of those that occur, in the order of the code list."""
    used = {row["modality"] for row in edition.data.rows("commitments")}
    return [
        (edition.label("commitments", "modality", code), edition.meaning("commitments", "modality", code))
        for code in edition.data.codes("commitments", "modality")
        if code in used and _explained(code, edition)
    ]


def _explained(code: str, edition: Edition) -> bool:
    """Whether the meaning of a wording says more than its label."""
    label, meaning = (find("commitments", "modality", code) for find in (edition.label, edition.meaning))
    return meaning.strip(edition.say("stop")) != label


def _deadline(row: Row, edition: Edition) -> str:
    """Until when: as printed in Chinese, else the day that is meant, where the package says which."""
    if edition.lang == "en" and row["deadline"]:
        return edition.say("by_day", day=edition.date(row["deadline"]))
    return row["deadline_printed"]


def _commitment(row: Row, edition: Edition) -> dict[str, str]:
    data = edition.data
    passage = data.row("passages", row["passage_id"])
    statistic = data.row("statistics", row["observation_id"])
    return {
        "id": anchor(row.key),
        "name": edition.text(row, "name"),
        "modality": edition.label("commitments", "modality", row["modality"]),
        "deadline": _deadline(row, edition),
        "note": edition.text(row, "note"),
        "paragraph": passage["paragraph"] if passage else "",
        "report": f"report.html#{place(passage['source_id'], passage['paragraph'], edition)}"
        if passage
        else "",
        "value": value_phrase(statistic, edition) if statistic else "",
        "address": address(statistic.key) if statistic else "",
    }
