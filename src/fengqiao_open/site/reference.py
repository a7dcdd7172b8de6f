"""The reference pages, made from the descriptor, the catalogue of codes and the tables: nothing is written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from ..datapackage.package import Json, Package
from ..datapackage.schema import Field, Resource
from ..findings.catalogue import catalogue
from ..lang import Lang, texts
from ..plot.frames import SIGNS
from ..tabular.csv import Row
from ..tabular.dataset import Data
from .statistics import named
from .text import anchor, plain


def dictionary_page(package: Package, data: Data, lang: Lang) -> str:
    """Every table, field and code; each has an anchor: `observations`, `observations.measure`, `observations.measure.level`."""
    words = texts("site", lang)
    parts = [f"# {words['dictionary']} {{ #dictionary }}", words["dictionary_lead"]]
    for name in package.tables:
        resource, table = package.resource(name), package.schema(name)
        count = len(data.rows(name)) if name in data.tables else 0
        rows = words["one_row" if count == 1 else "rows"].format(count=count)
        facts = f"<code>{escape(name)}.csv</code>{words['comma']}{rows}"
        if resource.get("fq:generated"):
            facts += words["comma"] + words["generated"]
        parts += [
            f"## {plain(getattr(table.title, lang))} {{ #{anchor(name)} }}",
            f"<p>{escape(getattr(table.description, lang))}{'' if lang == 'zh' else ' '}{words['open'].strip()}{facts}{words['close']}</p>",
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
    for link in table.foreign_keys:
        if name in link.columns:
            facts.append(f'{words["refers"]} <a href="#{anchor(link.table)}">{escape(link.table)}</a>')
    example = (
        f"{'' if lang == 'zh' else ' '}{words['example']}{words['colon']}<code>{escape(field.example)}</code>"
        if field.example
        else ""
    )
    return (
        f'<dt id="{anchor(key)}"><a href="#{anchor(key)}"><code>{escape(name)}</code></a> {escape(getattr(field.title, lang))} '
        f'<span class="fq-facts">{words["comma"].join(facts)}</span></dt>'
        f"<dd>{escape(getattr(field.description, lang))}{example}{_codes(key, field, lang)}</dd>\n"
    )  # fmt: skip


def _codes(key: str, field: Field, lang: Lang) -> str:
    words = texts("site", lang)
    items = []
    for each in field.codes:
        formula = (
            f" {words['formula']}{words['colon']}<code>{escape(each.formula)}</code>" if each.formula else ""
        )
        items.append(
            f'<li id="{anchor(f"{key}.{each.value}")}"><code>{escape(each.value)}</code> <strong>{escape(getattr(each.label, lang))}</strong>'
            f"{words['colon']}{escape(getattr(each.definition, lang))}{formula}</li>"
        )
    return f"<ul>{''.join(items)}</ul>" if items else ""


def findings_page(lang: Lang) -> str:
    """Every finding code, with an anchor each: `#FQ-R05`."""
    words = texts("site", lang)
    parts = [f"# {words['findings']} {{ #findings }}", words["findings_lead"]]
    for entry in catalogue().values():
        severity = words["note_severity" if entry.severity == "note" else entry.severity]
        says = "".join(
            f"<dt>{words[name]}</dt><dd>{_with_code(entry.general(name, lang))}</dd>"
            for name in ("why", "found", "expected", "how_to_fix")
        )
        examples = "".join(
            f'<dt>{words[word]}</dt><dd><pre tabindex="0">{escape(entry.example[name])}</pre></dd>'
            for name, word in (("bad", "fails"), ("good", "passes"))
            if name in entry.example
        )
        parts += [
            f"## {entry.code}{words['colon']}{plain(entry.title(lang))} {{ #{entry.code} }}",
            f'<p class="fq-facts">{severity}</p>\n<dl class="fq-finding">{says}{examples}</dl>',
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
        affected = "".join(
            f"<li>{_statistic(key, data, lang)}</li>" for key in row["observation_ids"].split()
        )
        pairs = [
            ("ruling", escape(row[f"ruling_{lang}"])), ("alternatives", escape(row[f"alternatives_{lang}"])),
            ("affects", f"<ul>{affected}</ul>" if affected else ""),
        ]  # fmt: skip
        items = "".join(f"<dt>{words[name]}</dt><dd>{text}</dd>" for name, text in pairs if text)
        parts += [f"## {plain(row[f'question_{lang}'])} {{ #{anchor(row.key)} }}", f"<dl>{items}</dl>"]
    return "\n\n".join(parts) + "\n"


def discrepancies_page(data: Data, lang: Lang) -> str:
    """The known issues: the value, the reason, and the condition that must hold."""
    words = texts("site", lang)
    parts = [f"# {words['discrepancies']} {{ #discrepancies }}", words["discrepancies_lead"]]
    for row in data.rows("discrepancies"):
        parts += [
            f"## {plain(_subject(row, data, lang))} {{ #{anchor(row.key)} }}",
            f"<dl>{''.join(f'<dt>{words[name]}</dt><dd>{text}</dd>' for name, text in _register(row, data, lang))}</dl>",
        ]
    return "\n\n".join(parts) + "\n"


def _subject(row: Row, data: Data, lang: Lang) -> str:
    statistic = data.row("statistics", row["key"]) if row["table"] == "observations" else None
    title = catalogue()[row["rule_code"]].title(lang) if row["rule_code"] in catalogue() else row["rule_code"]
    return (
        (statistic[f"indicator_{lang}"] if statistic else row["key"]) + texts("site", lang)["colon"] + title
    )


def _register(row: Row, data: Data, lang: Lang) -> Iterator[tuple[str, str]]:
    words = texts("site", lang)
    yield "reason", escape(row[f"reason_{lang}"])
    code = escape(row["rule_code"])
    yield "rule", f'<a href="findings.html#{code}">{code}</a>'
    sign = words.get(row["operator"], row["operator"])
    yield (
        "stays",
        f"<code>{escape(row['field'])} {escape(sign)} {escape(row['expected'])}</code>"
        if row["field"]
        else "",
    )
    known = data.row("statistics", row["key"]) is not None
    yield (
        "row",
        _statistic(row["key"], data, lang)
        if known
        else f"<code>{escape(row['table'])}: {escape(row['key'])}</code>",
    )


def _statistic(key: str, data: Data, lang: Lang) -> str:
    row = data.row("statistics", key)
    if row is None:
        return f"<code>{escape(key)}</code>"
    return f'<a href="explorer.html#open={escape(key)}">{escape(named(row, lang))}</a>'


def qualifiers(data: Data, lang: Lang) -> str:
    """The qualifiers with their signs, as a Markdown table."""
    words = texts("site", lang)
    lines = [f"| {words['sign']} | {words['qualifier']} | {words['definition']} |", "|---|---|---|"]
    for code, each in data.codes("observations", "qualifier").items():
        label = each["label"] if lang == "en" else each["fq:labelZh"]
        meaning = each["fq:definition" if lang == "en" else "fq:definitionZh"]
        sign = SIGNS.get(code, label).strip() or "–"
        lines.append(f"| {plain(sign)} | {plain(label)} | {plain(meaning)} |")
    return "\n".join(lines)


def _text(thing: Json, name: str, lang: Lang) -> str:
    chinese = f"fq:{name}Zh"
    return str(thing.get(chinese) or thing.get(name, "")) if lang == "zh" else str(thing.get(name, ""))
