"""The reference: dictionary, rules, editorial decisions, known issues, errata; from descriptor, catalogue and
tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from markupsafe import Markup, escape

from ..datapackage.schema import Field, Resource
from ..findings.catalogue import Entry, catalogue
from ..releases.errata_table import Erratum, read_errata
from ..releases.history import history
from ..releases.words import kind
from ..tabular.csv import Row
from .edition import Edition
from .indicators import address
from .page import Page
from .statistic import named
from .text import anchor, breaking

_SIGNS = {"ne": "≠", "eq": "=", "gt": ">", "ge": "≥", "lt": "<", "le": "≤"}
#: How much of a text is quoted in a condition, in characters.
_LONGEST = 16
_SENTENCES = ("why", "found", "expected", "how_to_fix")


def dictionary(edition: Edition) -> Iterator[Page]:
    """The list of tables, and a page for each with its fields and codes, such as
    `#observations.measure.level`.
    """
    package = edition.package
    tables = [_table(name, edition) for name in package.tables]
    title = edition.say("dictionary")
    lead = edition.say("dictionary_lead")
    yield Page("dictionary.html", "dictionary.html", title, {"tables": tables}, "guides", lead)
    for each, name in zip(tables, package.tables, strict=True):
        table = package.schema(name)
        values = {**each, "fields": [_field(table, field, edition) for field in table.fields]}
        path = f"dictionary/{anchor(name)}.html"
        heading = f"{each['heading']} {name}"
        yield Page(path, "fields.html", heading, values, "guides", str(each["description"]))


def _table(name: str, edition: Edition) -> dict[str, object]:
    package, table = edition.package, edition.package.schema(name)
    count = len(edition.data.rows(name)) if name in edition.data.tables else 0
    return {
        "name": name,
        "heading": getattr(table.title, edition.lang),
        "description": getattr(table.description, edition.lang),
        "count": edition.say("one_row" if count == 1 else "rows", count=count),
        "generated": bool(package.resource(name).get("fq:generated")),
        "written": name in edition.data.tables,
    }


def _field(table: Resource, field: Field, edition: Edition) -> dict[str, object]:
    key = f"{table.name}.{field.name}"
    of_key = field.name in table.primary_key
    return {
        "id": anchor(key),
        "name": field.name,
        "title": getattr(field.title, edition.lang),
        "description": getattr(field.description, edition.lang),
        "type": field.type,
        "needed": edition.say("key" if of_key else "required" if field.required else "optional"),
        "refers": [to.table for to in table.foreign_keys if field.name in to.columns],
        "example": field.example,
        "codes": [
            {
                "id": anchor(f"{key}.{each.value}"),
                "value": each.value,
                "label": getattr(each.label, edition.lang),
                "definition": getattr(each.definition, edition.lang),
                "formula": each.formula,
            }
            for each in field.codes
        ],
    }


def rules(edition: Edition) -> Iterator[Page]:
    """The list of rules, and a page for each."""
    listed = [_rule(entry, edition) for entry in catalogue().values()]
    title, lead = edition.say("rules"), edition.say("rules_lead")
    yield Page("rules.html", "rules.html", title, {"rules": listed}, "guides", lead)
    for before, each, after in zip((None, *listed), listed, (*listed[1:], None), strict=False):
        values = {"rule": each, "before": before, "after": after}
        title = f"{each['code']} {each['title']}"
        yield Page(f"rules/{each['code']}.html", "rule.html", title, values, "guides", str(each["title"]))


def _rule(entry: Entry, edition: Edition) -> dict[str, object]:
    lang = edition.lang
    return {
        "code": entry.code,
        "title": entry.title(lang),
        "severity": edition.say("note_severity" if entry.severity == "note" else entry.severity),
        "said": [(edition.say(name), _with_code(_blanks(entry.general(name, lang)))) for name in _SENTENCES],
        "examples": [
            (edition.say(word), entry.example[name])
            for name, word in (("bad", "fails"), ("good", "passes"))
            if name in entry.example
        ],
        "register": entry.register,
    }


def _blanks(text: str) -> str:
    """A sentence of the catalogue, with a mark where each finding has a value of its own.

    >>> _blanks("{value}%")
    '…%'
    """
    return re.sub(r"\{\w+\}", "…", text)


def _with_code(text: str) -> Markup:
    """Text of the catalogue as HTML; what is between backticks is code."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(text))))


def rulings(edition: Edition) -> Page:
    """Every editorial decision with its question, the alternatives, and the statistics it decides."""
    listed = [
        {
            "id": anchor(row.key),
            **{name: edition.text(row, name) for name in ("question", "ruling", "alternatives")},
            "affects": [_statistic(key, edition) for key in row["observation_ids"].split()],
        }
        for row in edition.data.rows("rulings")
    ]
    title, lead = edition.say("rulings"), edition.say("rulings_lead")
    return Page("rulings.html", "rulings.html", title, {"rulings": listed}, "guides", lead)


def _statistic(key: str, edition: Edition) -> tuple[str, str]:
    """A statistic in a few words with its page; its identifier alone where there is no such row."""
    row = edition.data.row("statistics", key)
    return (named(row, edition), address(key)) if row else (key, "")


def discrepancies(edition: Edition) -> Page:
    """The known issues: the value, the reason, and the condition that must hold."""
    listed = [_known(row, edition) for row in edition.data.rows("discrepancies")]
    title, lead = edition.say("discrepancies"), edition.say("discrepancies_lead")
    return Page("discrepancies.html", "discrepancies.html", title, {"issues": listed}, "guides", lead)


def _known(row: Row, edition: Edition) -> dict[str, object]:
    statistic = edition.data.row("statistics", row["key"]) if row["table"] == "observations" else None
    rule = catalogue().get(row["rule_code"])
    sign = _SIGNS.get(row["operator"]) or edition.label("discrepancies", "operator", row["operator"])
    return {
        "id": anchor(row.key),
        "subject": edition.text(statistic, "indicator") if statistic else _called(row, edition),
        "rule": rule.title(edition.lang) if rule else row["rule_code"],
        "code": row["rule_code"],
        "page": f"rules/{row['rule_code']}.html" if rule else "",
        "reason": edition.text(row, "reason"),
        "condition": _condition(row, sign, edition),
        "row": (named(statistic, edition), address(row["key"]))
        if statistic
        else (_heading(row["table"], edition), f"dictionary/{anchor(row['table'])}.html"),
    }


def _called(row: Row, edition: Edition) -> str:
    """The name or question of the row of another table; its key where it has neither."""
    if row["table"] in edition.data.tables and (found := edition.data.row(row["table"], row["key"])):
        for column in ("name", "question"):
            if f"{column}_{edition.lang}" in found.cells:
                return edition.text(found, column)
    return str(row["key"])


def _condition(row: Row, sign: str, edition: Edition) -> str:
    """The condition in words: the title of the field, the sign, and the label of a code; a long text is cut."""
    if not row["field"]:
        return ""
    fields = edition.package.schema(row["table"]).fields if row["table"] in edition.package.tables else ()
    title = next((getattr(each.title, edition.lang) for each in fields if each.name == row["field"]), "")
    expected = row["expected"]
    if any(each.name == row["field"] and each.codes for each in fields):
        expected = edition.label(row["table"], row["field"], expected)
    elif row["field"] == "unit_id" and (unit := edition.data.row("units", expected)):
        expected = edition.text(unit, "name")
    cut = f"{expected[:_LONGEST]}…" if len(expected) > _LONGEST else expected
    return f"{title or row['field']} {sign} {cut}".strip()


def errata(edition: Edition) -> Page | None:
    """The corrections since the release before, by release, table and reason; None where none are
    recorded.
    """
    recorded = read_errata(edition.package)
    if not recorded:
        return None
    days = {each.version: each.day for each in history(edition.package)}
    sizes = Counter(each.version for each in recorded)
    groups = [
        {
            "version": version,
            "day": days.get(version, ""),
            "of_version": sizes[version],
            "table": table,
            "heading": _heading(table, edition),
            "n": len(changes),
            "reasons": _reasons(changes, edition),
        }
        for (version, table), changes in _grouped(recorded)
    ]
    title, lead = edition.say("errata"), edition.say("errata_lead")
    return Page("errata.html", "errata.html", title, {"groups": groups}, "guides", lead)


def _grouped(recorded: Iterable[Erratum]) -> Iterator[tuple[tuple[str, str], list[Erratum]]]:
    for key, changes in groupby(recorded, lambda each: (each.version, each.table)):
        yield key, list(changes)


def _heading(table: str, edition: Edition) -> str:
    """What a table is called; blank for one that the package has no longer."""
    known = table in edition.package.tables
    return str(getattr(edition.package.schema(table).title, edition.lang)) if known else ""


def _reasons(changes: list[Erratum], edition: Edition) -> list[dict[str, object]]:
    reasons: dict[str, list[Erratum]] = {}
    for each in changes:
        reasons.setdefault(each.reason_zh if edition.lang == "zh" else each.reason_en, []).append(each)
    return [
        {
            "reason": reason,
            "changes": [
                (
                    each.row_id,
                    each.column,
                    kind(each, edition.lang),
                    *map(breaking, (each.before, each.after)),
                )
                for each in same
            ],
        }
        for reason, same in reasons.items()
    ]
