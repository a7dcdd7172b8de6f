"""The reference: dictionary, rules, editorial decisions, errata; from descriptor, catalogue and
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
from ..lang import texts
from ..releases.errata_table import Erratum, read_errata
from ..releases.history import history
from ..releases.words import kind
from .edition import Edition
from .indicators import address
from .page import Page
from .statistic import named
from .text import anchor, breaking

#: The columns of `observations` that make up a number.
_NUMBERS = ("value", "unit_id", "measure", "period", "status")
#: A sentence with no more letters than this is a bare value.
_LEAST = 4
#: How much of a text is shown of a change that is an example, in characters.
_MOST = 90
#: The columns that name a row, the best first.
_NAMES = ("name", "question")
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
        "type": edition.say(f"type.{field.type}"),
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
    """The list of rules by what they are about, and a page for each, in the same order."""
    made = {family: [_rule(each, edition) for each in some] for family, some in rules_by_family().items()}
    families = [
        {"id": family, "name": edition.say(f"rules_{family}"), "rules": some} for family, some in made.items()
    ]
    listed = [each for some in made.values() for each in some]
    title, lead = edition.say("rules"), edition.say("rules_lead")
    yield Page("rules.html", "rules.html", title, {"families": families}, "guides", lead)
    for before, each, after in zip((None, *listed), listed, (*listed[1:], None), strict=False):
        values = {"rule": each, "before": before, "after": after}
        title = f"{each['code']} {each['title']}"
        yield Page(f"rules/{each['code']}.html", "rule.html", title, values, "guides", str(each["title"]))


def rules_by_family() -> dict[str, list[Entry]]:
    """The entries of the catalogue by the letter of their code, which says what they are about.

    >>> [each.code for each in rules_by_family()["C"]][:2]
    ['FQ-C01', 'FQ-C02']
    """
    made: dict[str, list[Entry]] = {}
    for entry in catalogue().values():
        made.setdefault(entry.code.removeprefix("FQ-")[0], []).append(entry)
    return made


def _rule(entry: Entry, edition: Edition) -> dict[str, object]:
    lang = edition.lang
    return {
        "code": entry.code,
        "title": entry.title(lang),
        "severity": edition.say("note_severity" if entry.severity == "note" else entry.severity),
        "said": [
            (edition.say(name), _with_code(_blanks(entry.general(name, lang), edition)))
            for name in _SENTENCES
            if _says(entry.general(name, lang))
        ],
        "examples": [
            (edition.say(word), entry.example[name])
            for name, word in (("bad", "fails"), ("good", "passes"))
            if name in entry.example
        ],
        "register": entry.register,
    }


def _says(text: str) -> bool:
    """Whether a sentence of the catalogue says something without the values of a finding.

    >>> _says("“{value}”"), _says("{parsed}, from “{printed}” in figures.csv.")
    (False, True)
    """
    return len(re.findall(r"\w", re.sub(r"\{\w+\}", "", text))) > _LEAST


def _blanks(text: str, edition: Edition) -> str:
    """A sentence of the catalogue, with what a finding has of its own named between ‹ and ›."""
    say = texts("site", edition.lang)
    return re.sub(r"\{(\w+)\}", lambda found: say.get(f"blank.{found[1]}", "…"), text)


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
            "verdict": _verdict([each for each in recorded if each.version == version], edition),
            "table": table,
            "heading": _heading(table, edition),
            "n": len(changes),
            "open": table == "observations",
            "reasons": _reasons(changes, edition),
        }
        for (version, table), changes in _grouped(recorded)
    ]
    title, lead = edition.say("errata"), edition.say("errata_lead")
    return Page("errata.html", "errata.html", title, {"groups": groups}, "guides", lead)


def _verdict(changes: Iterable[Erratum], edition: Edition) -> str:
    """What a reader asks first: was a number wrong?"""
    wrong = [each for each in changes if each.table == "observations" and each.column in _NUMBERS]
    numbers = sum(1 for each in wrong if each.before and each.after)
    return edition.say("numbers_wrong", n=numbers) if numbers else edition.say("no_number_wrong")


def _grouped(recorded: Iterable[Erratum]) -> Iterator[tuple[tuple[str, str], list[Erratum]]]:
    """The changes by release and table, of each release those of the observations first."""
    for _, of_version in groupby(recorded, lambda each: each.version):
        ordered = sorted(of_version, key=lambda each: each.table != "observations")
        for key, changes in groupby(ordered, lambda each: (each.version, each.table)):
            yield key, list(changes)


def _heading(table: str, edition: Edition) -> str:
    """What a table is called; blank for one that the package has no longer."""
    known = table in edition.package.tables
    return str(getattr(edition.package.schema(table).title, edition.lang)) if known else ""


def _reasons(changes: list[Erratum], edition: Edition) -> list[dict[str, object]]:
    reasons: dict[str, list[Erratum]] = {}
    for each in changes:
        reasons.setdefault(each.reason_zh if edition.lang == "zh" else each.reason_en, []).append(each)
    # What a reader of the page can read comes first.
    suffix = "_en" if edition.lang == "zh" else "_zh"
    for same in reasons.values():
        same.sort(key=lambda each: each.column.endswith(suffix))
    return [
        {
            "reason": reason,
            "n": len(same),
            # One change is shown whole; of several the first is shown in short, before the list of all.
            "first": _change(same[0], edition, most=_MOST if len(same) > 1 else None),
            "changes": [_change(each, edition) for each in same] if len(same) > 1 else [],
        }
        for reason, same in reasons.items()
    ]


def _change(each: Erratum, edition: Edition, most: int | None = None) -> dict[str, str]:
    """A change in words: the names of its row and column, and the labels of codes."""
    package, data = edition.package, edition.data
    fields = package.schema(each.table).fields if each.table in package.tables else ()
    field = next((field for field in fields if field.name == each.column), None)

    def shown(cell: str) -> str:
        text = edition.label(each.table, each.column, cell) if field and field.codes and cell else cell
        return breaking(f"{text[:most]}…" if most and len(text) > most else text)

    row = data.row(each.table, each.row_id) if each.table in data.tables else None
    statistic = data.row("statistics", each.row_id) if each.table == "observations" else None
    named = next(
        (f"{name}_{edition.lang}" for name in _NAMES if row and f"{name}_{edition.lang}" in row.cells), ""
    )
    name = edition.text(statistic, "indicator") if statistic else row[named] if row and named else ""
    return {
        "name": name,
        "row": each.row_id,
        "address": address(each.row_id) if statistic else "",
        "column": getattr(field.title, edition.lang) if field else each.column,
        "kind": kind(each, edition.lang),
        "before": shown(each.before),
        "after": shown(each.after),
    }
