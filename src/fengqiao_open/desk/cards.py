"""The card of a number: its rows, what else they could be, why they are proposed, and what is found in them.

All that the page shows of a number comes from here, in both languages; the page decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ..datapackage.package import shipped
from ..findings.report import Finding
from ..indicators.catalogue import records
from ..lang import LANGS, Lang, sentence, texts
from ..tabular.csv import Row
from ..tabular.dataset import Data
from ..validation.rules.drafts import DRAFT
from .apart import way_apart
from .changes import Tables, row_of
from .decisions import DATED, is_drafted, reasons
from .numbers import Number, rows_of
from .readback import Words, code_label, name_of, readback, relation
from .rows import CHANGED
from .search import Hit, named_in, quantity_of
from .spans import period_of, span_of
from .store import STATES, TODO

#: The name of a file of a table.
_FILE: Final = re.compile(r"\b([a-z_]+)\.csv", re.ASCII)
_SPACED: Final = re.compile(r" ?(\b[a-z_]+\.csv) ?", re.ASCII)
_MOST: Final = 5  # alternatives
_CLAUSE: Final = re.compile(r"[^，。；：！？,;]*\Z")
#: The columns of a card with the keys that open them.
_KEYS: Final = {
    **{"value": "V", "unit_id": "W", "measure": "M", "qualifier": "L"},
    **{"period": "T", "status": "Z", "area_id": "D", "note_zh": "B", "note_en": ""},
}
_OF_RANKS: Final = ("rank_area_id", "rank_scope_zh", "rank_scope_en")
_LISTS: Final = {"unit_id": "units", "area_id": "areas", "rank_area_id": "areas"}
#: What is the same for most numbers of a paragraph: a cell that differs is shaded.
_USUAL: Final = ("period", "status", "area_id", "qualifier")


def card(
    number: Number, tables: Tables, data: Data, text: str, found: Sequence[Finding], similar: Sequence[str]
) -> dict[str, Any]:
    """What the page shows of a number.

    Args:
        number: the number.
        tables, data: the tables as they are.
        text: its paragraph.
        found: the findings on it.
        similar: the open numbers of the paragraph that are decided like it.
    """
    rows = rows_of(tables, number.key)
    start, end = int(number.row["start"]), int(number.row["end"])
    clause = _CLAUSE.search(text[:start])
    before = clause[0] if clause else ""
    state = row_of(tables[STATES], number.key)
    keys = {each.key for each in rows}
    linked = [row for row in tables["relations"].rows if row["from_observation_id"] in keys]
    own = {number.key, *keys, *(row.key for row in linked), *(row["indicator_id"] for row in rows)}
    return {
        "key": number.key,
        "printed": number.row["printed"],
        "state": number.state,
        "asked": number.asked,
        "flagged": number.flagged,
        "note": state["note"] if state else "",
        "paragraph": int(number.row["paragraph"]),
        "evidence": [start - len(before), start] if before else [],
        "rows": [_row(row, number.row, tables, data, before + text[start:end]) for row in rows],
        "relations": [{lang: relation(row, data, lang) for lang in LANGS} for row in linked],
        "known": [
            {
                "key": row.key,
                "code": row["rule_code"],
                **{lang: row[f"reason_{lang}"] for lang in LANGS},
            }
            for row in tables["discrepancies"].rows
            if row["key"] in own
        ],
        "hints": [_todo(each, number, tables) for each in number.hints],
        "findings": [finding(each, tables) for each in found],
        # Always in one order: a key that is learned for a reason must not file the next number under another.
        "reasons": [_reason(code, data) for code in reasons(tuple(data.codes("figures", "disposition")))],
        "reason": number.row["disposition"],
        "similar": list(similar),
    }


def finding(each: Finding, tables: Tables) -> dict[str, Any]:
    """A finding in the words of the desk, with its fix where that is safe, or another way out."""
    way = way_apart(tables, each)
    value = way[1]["name_zh"] if way else each.fix if each.safe else None
    return {
        "code": each.code,
        "table": each.table,
        "key": each.key,
        "column": each.column,
        "severity": each.severity,
        "found": {lang: on_the_page(each.found(lang), lang) for lang in LANGS},
        "expected": {lang: on_the_page(each.expected(lang), lang) for lang in LANGS},
        "how": {lang: _way_out(each, "apart" if way else each.code, lang) for lang in LANGS},
        "known": each.suppressible and bool(each.column),
        "form": each.table in CHANGED and bool(each.key),
        "fix": None if value is None else {"value": value},
        "others": [key for _, key in each.others],
    }


def _way_out(each: Finding, case: str, lang: Lang) -> str:
    """How a finding is settled at the desk, which has keys and buttons in place of files."""
    words = texts("desk", lang)
    if f"how.{case}" in words:
        return words[f"how.{case}"]
    written = each.how_to_fix(lang)
    return words["how.relation"] if "relations.csv" in written else on_the_page(written, lang)


def on_the_page(written: str, lang: Lang) -> str:
    """A sentence with the titles of tables in place of the names of their files.

    >>> on_the_page("更正 passages.csv 的部分", "zh")
    '更正“段落”表的部分'
    """
    return _FILE.sub(
        lambda found: _table(found[1], lang), written if lang == "en" else _SPACED.sub(r"\1", written)
    )


def _table(name: str, lang: Lang) -> str:
    if name not in shipped().tables:
        return f"{name}.csv"
    title = shipped().schema(name).title
    return sentence("desk", "table", lang, name=title.zh if lang == "zh" else title.en)


def option(hit: Hit, data: Data) -> dict[str, Any]:
    """An indicator that a search found."""
    return {**_indicator(hit.cells), "fits": hit.fits, "own": hit.own, "theme": _theme(hit.cells, data)}


def _row(row: Row, figure: Row, tables: Tables, data: Data, words: str) -> dict[str, Any]:
    """An observation with its sentence, what else it could be, and its cells, each with what it means."""
    columns = [*_KEYS, *(_OF_RANKS if row["measure"] == "rank" else ())]
    usual = _usual(row, tables)
    indicator = row_of(tables["indicators"], row["indicator_id"])
    span = span_of(row)
    return {
        "key": row.key,
        "sentence": readback(row, data),
        "indicator": _indicator(indicator.cells, is_drafted(indicator)) if indicator else None,
        "alternatives": [_option(each, why, data) for each, why in _alternatives(row, tables, words)],
        "fields": [
            {
                "column": column,
                "value": "-".join(span) if span and column == "period" else row[column],
                "shown": {lang: _shown(row, column, data, lang) for lang in LANGS},
                "key": _KEYS.get(column, ""),
                "unusual": column in usual and usual[column] != row[column],
            }
            for column in columns
        ]
        + [
            {
                "column": DATED,
                "value": figure[DATED],
                "shown": dict.fromkeys(LANGS, figure[DATED]),
                "key": "Y",
                "unusual": bool(figure[DATED]),
            }
        ],
    }


def _shown(row: Row, column: str, data: Data, lang: Lang) -> str:
    cell = row[column]
    if column == "period":
        return period_of(row, lang)
    if column in _LISTS:
        return name_of(data, _LISTS[column], cell, lang) or cell
    return (
        code_label(data, "observations", column, cell, lang) if data.codes("observations", column) else cell
    )


def _usual(row: Row, tables: Tables) -> Mapping[str, str]:
    """The commonest cells of the paragraph's observations, where most have them."""
    stem = row.key.rpartition("-")[0]
    near = [each for each in tables["observations"].rows if each.key.rpartition("-")[0] == stem]
    made = {}
    for column in _USUAL:
        cells = [each[column] for each in near]
        common = max(set(cells), key=cells.count)
        if 2 * cells.count(common) > len(cells):
            made[column] = common
    return made


def _alternatives(row: Row, tables: Tables, words: str) -> Iterator[tuple[Mapping[str, str], str]]:
    """The indicators that a number may be of: its own, those named in its clause, those of its neighbours."""
    known = {each["indicator_id"]: each for each in records()}
    own = {each.key: each.cells for each in tables["indicators"].rows}
    quantity = quantity_of(tables, row)
    rows = tables["observations"].rows
    at = next(number for number, each in enumerate(rows) if each.key == row.key)
    near = [*rows[max(0, at - 2) : at][::-1], *rows[at + 1 : at + 2]]
    listed = {row["indicator_id"]: "proposed"}
    for key in named_in(words):
        listed.setdefault(key, "named")
    for each in near:
        listed.setdefault(each["indicator_id"], "near")
    found = ((own.get(key) or known.get(key), why) for key, why in listed.items() if key)
    fitting = [
        (cells, why)
        for cells, why in found
        if cells and (why == "proposed" or not quantity or cells["quantity"] == quantity)
    ]
    yield from fitting[:_MOST]


def _option(cells: Mapping[str, str], why: str, data: Data) -> dict[str, Any]:
    draft = cells.get("definition_status") == DRAFT
    words = {
        lang: sentence("desk", f"why.{'draft' if draft and why == 'proposed' else why}", lang)
        for lang in LANGS
    }
    return {**_indicator(cells), "why": words, "theme": _theme(cells, data)}


def _indicator(cells: Mapping[str, str], drafted: bool = False) -> dict[str, Any]:
    return {
        "key": cells["indicator_id"],
        "name": {lang: cells[f"name_{lang}"] for lang in LANGS},
        "definition": {lang: cells[f"definition_{lang}"] for lang in LANGS},
        "draft": drafted,
        "theme_id": cells["theme_id"],
        "quantity": cells["quantity"],
    }


def _theme(cells: Mapping[str, str], data: Data) -> Words:
    return {lang: name_of(data, "themes", cells["theme_id"], lang) for lang in LANGS}


def _todo(hint: str, number: Number, tables: Tables) -> Words:
    """The words of a question of the draft on a number."""
    keys = {number.key, *(row.key for row in rows_of(tables, number.key))}
    for row in tables[TODO].rows:
        if row.key.startswith(f"{hint}-") and (row["key"] in keys or row["figure_id"] in keys):
            return {lang: row[f"decide_{lang}"] for lang in LANGS}
    return dict.fromkeys(LANGS, "")


def _reason(code: str, data: Data) -> dict[str, Any]:
    words: dict[str, str] = {lang: code_label(data, "figures", "disposition", code, lang) for lang in LANGS}
    return {"code": code, **words}
