"""The reference pages, made from the descriptor, the catalogue of codes and the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from ..datapackage.package import Package
from ..datapackage.schema import Field, Resource
from ..findings.catalogue import catalogue
from ..lang import Lang, texts
from ..plot.frames import SIGNS
from ..tabular.csv import Row
from ..tabular.dataset import Data
from .statistics import named
from .text import anchor, code, definitions, link, listed, plain


def dictionary_page(package: Package, data: Data, lang: Lang) -> str:
    """Every table, field and code, each with an anchor such as `observations.measure.level`."""
    words = texts("site", lang)
    parts = [f"# {words['dictionary']} {{ #dictionary }}", words["dictionary_lead"]]
    for name in package.tables:
        resource, table = package.resource(name), package.schema(name)
        count = len(data.rows(name)) if name in data.tables else 0
        rows = words["one_row" if count == 1 else "rows"].format(count=count)
        facts = f"{code(f'{name}.csv')}{words['comma']}{rows}"
        if resource.get("fq:generated"):
            facts += words["comma"] + words["generated"]
        parts += [
            f"## {plain(getattr(table.title, lang))} {{ #{anchor(name)} }}",
            f"<p>{escape(getattr(table.description, lang))}{words['open']}{facts}{words['close']}</p>",
            f'<dl class="fq-fields">\n{"".join(_field(table, field, lang) for field in table.fields)}</dl>',
        ]
    return "\n\n".join(parts) + "\n"


def _field(table: Resource, field: Field, lang: Lang) -> str:
    words, name, key = texts("site", lang), field.name, f"{table.name}.{field.name}"
    facts = [escape(field.type)]
    if name in table.primary_key:
        facts.append(words["key"])
    else:
        facts.append(words["required" if field.required else "optional"])
    facts += [
        f'{words["refers"]} <a href="#{anchor(to.table)}">{escape(to.table)}</a>'
        for to in table.foreign_keys
        if name in to.columns
    ]
    title, description = escape(getattr(field.title, lang)), escape(getattr(field.description, lang))
    if field.example:
        description += f"{words['space']}{words['example']}{words['colon']}{code(field.example)}"
    return (
        f'<dt id="{anchor(key)}"><a href="#{anchor(key)}">{code(name)}</a> {title} '
        f'<span class="fq-facts">{words["comma"].join(facts)}</span></dt>'
        f"<dd>{description}{_codes(key, field, lang)}</dd>\n"
    )


def _codes(key: str, field: Field, lang: Lang) -> str:
    words = texts("site", lang)
    items = []
    for each in field.codes:
        label, definition = escape(getattr(each.label, lang)), escape(getattr(each.definition, lang))
        formula = f" {words['formula']}{words['colon']}{code(each.formula)}" if each.formula else ""
        items.append(
            f'<li id="{anchor(f"{key}.{each.value}")}">{code(each.value)} <strong>{label}</strong>'
            f"{words['colon']}{definition}{formula}</li>"
        )
    return f"<ul>{''.join(items)}</ul>" if items else ""


_SENTENCES = ("why", "found", "expected", "how_to_fix")


def findings_page(lang: Lang) -> str:
    """Every finding code, with an anchor each: `#FQ-R05`."""
    words = texts("site", lang)
    parts = [f"# {words['findings']} {{ #findings }}", words["findings_lead"]]
    for entry in catalogue().values():
        severity = words["note_severity" if entry.severity == "note" else entry.severity]
        said = [(name, _with_code(entry.general(name, lang))) for name in _SENTENCES]
        said += [
            (word, f'<pre tabindex="0">{escape(entry.example[name])}</pre>')
            for name, word in (("bad", "fails"), ("good", "passes"))
            if name in entry.example
        ]
        parts += [
            f"## {entry.code}{words['colon']}{plain(entry.title(lang))} {{ #{entry.code} }}",
            f'<p class="fq-facts">{severity}</p>\n{definitions(said, lang, "fq-finding")}',
        ]
        if entry.register:
            parts.append(words["register"])
    return "\n\n".join(parts) + "\n"


def _with_code(text: str) -> str:
    """Text of the catalogue as HTML; what is between backticks is code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", escape(text))


def rulings_page(data: Data, lang: Lang) -> str:
    """Every editorial decision with its question, the alternatives, and the statistics it decides."""
    words = texts("site", lang)
    parts = [f"# {words['rulings']} {{ #rulings }}", words["rulings_lead"]]
    for row in data.rows("rulings"):
        pairs = (
            ("ruling", escape(row[f"ruling_{lang}"])),
            ("alternatives", escape(row[f"alternatives_{lang}"])),
            ("affects", listed(_statistic(key, data, lang) for key in row["observation_ids"].split())),
        )
        title = f"## {plain(row[f'question_{lang}'])} {{ #{anchor(row.key)} }}"
        parts += [title, definitions(pairs, lang)]
    return "\n\n".join(parts) + "\n"


def discrepancies_page(data: Data, lang: Lang) -> str:
    """The known issues: the value, the reason, and the condition that must hold."""
    words = texts("site", lang)
    parts = [f"# {words['discrepancies']} {{ #discrepancies }}", words["discrepancies_lead"]]
    for row in data.rows("discrepancies"):
        title = f"## {plain(_subject(row, data, lang))} {{ #{anchor(row.key)} }}"
        parts += [title, definitions(_register(row, data, lang), lang)]
    return "\n\n".join(parts) + "\n"


def _subject(row: Row, data: Data, lang: Lang) -> str:
    statistic = data.row("statistics", row["key"]) if row["table"] == "observations" else None
    rule = row["rule_code"]
    title = catalogue()[rule].title(lang) if rule in catalogue() else rule
    name = statistic[f"indicator_{lang}"] if statistic else row["key"]
    return f"{name}{texts('site', lang)['colon']}{title}"


def _register(row: Row, data: Data, lang: Lang) -> Iterator[tuple[str, str]]:
    words = texts("site", lang)
    yield "reason", escape(row[f"reason_{lang}"])
    yield "rule", link(f"findings.html#{row['rule_code']}", row["rule_code"])
    sign = words.get(row["operator"], row["operator"])
    yield "stays", code(f"{row['field']} {sign} {row['expected']}") if row["field"] else ""
    known = data.row("statistics", row["key"]) is not None
    yield "row", _statistic(row["key"], data, lang) if known else code(f"{row['table']}: {row['key']}")


def _statistic(key: str, data: Data, lang: Lang) -> str:
    row = data.row("statistics", key)
    return code(key) if row is None else link(f"explorer.html#open={key}", named(row, lang))


def qualifiers(data: Data, lang: Lang) -> str:
    """The qualifiers with their signs, as a Markdown table."""
    words = texts("site", lang)
    lines = [f"| {words['sign']} | {words['qualifier']} | {words['definition']} |", "|---|---|---|"]
    for name, each in data.codes("observations", "qualifier").items():
        label = each["label"] if lang == "en" else each["fq:labelZh"]
        meaning = each["fq:definition" if lang == "en" else "fq:definitionZh"]
        sign = SIGNS.get(name, label).strip() or "–"
        lines.append(f"| {plain(sign)} | {plain(label)} | {plain(meaning)} |")
    return "\n".join(lines)
