"""Cells in which a person wrote what a code or a number means: a label, the name of a row, a value with its
unit.

Each has one right text, which any reader would agree on; where there is more than one, none is offered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from ..datapackage.package import shipped, standard_table
from ..datapackage.schema import Field, is_written
from ..findings.catalogue import in_words
from ..findings.report import Finding
from ..tabular.cell_hints import fixed, half_width, plain_number
from ..tabular.csv import Row, Table
from .printed_values import as_printed

#: A name or a label where its code belongs.
NAMED = "FQ-T15"
#: The codes of findings on cells that may hold one of these.
UNREAD = ("FQ-T01", "FQ-T04")
#: The columns with the names of a row; `printed_forms` has several.
NAMES = ("name_zh", "name_en", "title_zh", "title_en", "printed_forms")
_VALUE = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)[ \u00a0]?(.+)", re.DOTALL)


def labelled(cell: str, field: Field) -> str:
    """The code of a list whose label, in either language, a cell holds; "" unless it is one.

    >>> labelled("实际", shipped().schema("observations").field("status"))
    'actual'
    """
    return _only(code.value for code in field.codes if _same(cell, (code.value, *code.label)))


def as_intended(
    found: Iterable[Finding],
    tables: Mapping[str, Table],
    keys: Callable[[str], Mapping[str, Sequence[str]]] | None = None,
) -> Iterator[Finding]:
    """The findings, with the right text for a name in place of a key and for a value with its unit.

    Args:
        found: the findings.
        tables: the tables that they are on, and `units`.
        keys: the keys of a table by names; those of `tables` when left out.
    """
    keys = keys or cache(lambda name: keys_by_name(tables[name]) if name in tables else {})
    rows = cache(lambda name: {row.line: row for row in tables[name].rows} if name in tables else {})
    figures = cache(
        lambda: {each.key: each for each in tables["figures"].rows} if "figures" in tables else {}
    )
    for each in found:
        row = rows(each.table).get(each.line) if each.code in UNREAD else None
        # A text of the form of a key is a key: that it is also a name is no reason to take it for one.
        if row is not None and each.code == "FQ-T04" and (target := reference(each.table, each.column)):
            known = keys(target).get(_plain(row[each.column]), ())
            # A key that has not the form of a key is as wrong as the cell.
            known = [key for key in known if not _is_malformed(target, key)]
            if len(known) == 1:
                each = fixed(row, each.column, NAMED, row[each.column], known[0])
            elif known:
                near = _as_printed(row, known, tables) if target == "units" else ""
                words = {"case": "several", "target": target, "codes": ", ".join(known), "near": near}
                each = replace(each, values={**each.values, **words})
        elif row is not None and each.code == "FQ-T01" and "units" in tables:
            text = _without_unit(row, each, tables["units"])
            counted = (each.table, each.column) == ("observations", "value")
            printed = as_printed(row, figures()) if counted and not text else ""
            case = "printed" if printed else ""
            if text or printed:
                each = fixed(row, each.column, "FQ-T09", row[each.column], text or printed, case)
        yield each


@cache
def _is_malformed(table: str, key: str) -> bool:
    """Whether a key of a table has not the form of its keys."""
    schema = standard_table(table)
    pattern = str(schema.field(schema.key).constraints.get("pattern", ""))
    return bool(pattern) and re.fullmatch(pattern, key) is None


@cache
def _links() -> Mapping[tuple[str, str], str]:
    """The table that each column with references refers to, by its table and name."""
    standard = shipped()
    return {
        (name, link.column): link.table
        for name in standard.tables
        for link in standard.schema(name).foreign_keys
    }


def reference(table: str, column: str) -> str:
    """The table that a column refers to, "" for none."""
    return _links().get((table, column), "")


def glossed(name: str, table: str, column: str, cell: str, tables: Mapping[str, Table]) -> dict[str, str]:
    """A cell as a value of a finding: behind a code its label, behind a key the name of its row."""
    listed = standard_table(table).field(column).codes if cell else ()
    label = next((code.label for code in listed if code.value == cell), None)
    target = tables.get(reference(table, column))
    row = next((row for row in target.rows if row.key == cell), None) if target and not label else None
    words = {"en": cell, "zh": cell}
    for lang in words:
        known = getattr(label, lang) if label else row[f"name_{lang}"] if row else ""
        if known and known.lower() != cell:
            words[lang] = in_words("glossed", lang, "_", {"cell": cell, "name": known})
    return {f"{name}_{lang}": text for lang, text in words.items()}


def holds(field: Field, target: str) -> dict[str, str]:
    """What a column holds, in both languages: a key of `target`, one of its codes, or what its title says."""
    case = "reference" if target else "codes" if field.enum else "text"
    words = {"target": target, "codes": ", ".join(field.enum)}
    title = dict(zip(("en", "zh"), field.title, strict=True))
    return {f"holds_{lang}": in_words("holds", lang, case, {**words, "title": title[lang]}) for lang in title}


def keys_by_name(table: Table) -> Mapping[str, Sequence[str]]:
    """The keys of the rows of a table by each name."""
    keys: dict[str, set[str]] = {}
    for row in table.rows:
        for column in NAMES:
            names = row[column].split() if column == "printed_forms" else [row[column], row.key]
            for name in filter(None, map(_plain, names)):
                keys.setdefault(name, set()).add(row.key)
    return {name: sorted(each) for name, each in keys.items()}


def _as_printed(row: Row, keys: Sequence[str], tables: Mapping[str, Table]) -> str:
    """The only one of these units in whose form the number of a row is printed; "" where it is not known."""
    figures = tables["figures"].rows if "figures" in tables else ()
    printed = next((each["printed"] for each in figures if each.key and each.key == row["figure_id"]), "")
    forms = {each.key: tuple(each["printed_forms"].split()) for each in tables["units"].rows}
    return _only(key for key in keys if printed.endswith(forms.get(key) or ("\0",)))


def _without_unit(row: Row, finding: Finding, units: Table) -> str:
    """The number of a cell that holds it with the unit of its row, "" where it holds anything else."""
    match = _VALUE.fullmatch(half_width(row[finding.column]).strip())
    unit = next((each for each in units.rows if match and each.key and each.key == row["unit_id"]), None)
    if match is None or unit is None:
        return ""
    forms = (unit.key, unit["name_zh"], unit["name_en"], *unit["printed_forms"].split())
    number = match[1] if is_written(finding.values["kind"], match[1]) else plain_number(match[1])
    return number if number and _same(match[2], forms) else ""


def _only(found: Iterable[str]) -> str:
    codes = set(found)
    return codes.pop() if len(codes) == 1 else ""


def _same(text: str, names: Iterable[str]) -> bool:
    return _plain(text) in map(_plain, names)


def _plain(text: str) -> str:
    return " ".join(half_width(text).casefold().split())
