"""Check suspect cells against their columns: first their format, then (with pandera) their value.

Which cells are suspect, `screen` says. What a spreadsheet would calculate is looked for last, in cells that nothing else is wrong with.

A cell that cannot be read as its type is reported once, for how it is written, and taken as blank in the
second look: pandera would otherwise report it again, and stop at its column.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..datapackage.characters import (
    code_points,
    composed,
    first_invisible,
    is_formula,
    turns_direction,
    without_invisible,
)
from ..datapackage.schema import Field, is_written
from ..findings.report import MOST_ALIKE, UNLISTED, Finding, capped, unlisted
from ..findings.suggest import alike
from ..tabular.cell_hints import fixed, is_missing, marker, misread, spreadsheet_words
from ..tabular.corrupted_texts import in_cell
from ..tabular.csv import Row, Table
from ..tabular.schemas import pandera_schema
from .intended import NAMED, holds, labelled, reference
from .screen import suspect_rows

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

_BATCH = 50_000


def check_values(table: Table, fields: Sequence[Field]) -> list[Finding]:
    """Findings on the cells of one table, at their lines and columns; of each kind as many as are listed."""
    suspect = {field.name: suspect_rows(table, field) for field in fields}
    if not any(suspect.values()):
        return []
    found: list[Finding] = []
    valid: list[Field] = []
    for field in fields:
        written = (_written(row, field) for row in suspect[field.name])
        problems = list(capped(each for each in written if each is not None))
        found += problems
        if all(each.code != UNLISTED for each in problems):
            valid.append(field)
    bad = {(each.line, each.column) for each in found}
    if any((row.line, field.name) not in bad for field in valid for row in suspect[field.name]):
        lines = {row.line for field in valid for row in suspect[field.name]}
        looked_at = replace(table, rows=tuple(row for row in table.rows if row.line in lines))
        found += [each for each in _by_schema(looked_at, valid, bad) if (each.line, each.column) not in bad]
    bad = {(each.line, each.column) for each in found}
    texts = (field.name for field in valid if field.type == "string")
    formulas = (each for column in texts for each in _formulas(suspect[column], column))
    return [*found, *capped(each for each in formulas if (each.line, each.column) not in bad)]


def _written(row: Row, field: Field) -> Finding | None:
    """What is wrong with how a cell is written, if anything."""
    column, kind = field.name, field.type
    cell = row[column]
    if not cell:
        return None
    bare = cell.strip()
    hidden = _characters(row, column, cell, bare)
    if hidden:
        return hidden
    if bare != cell:
        trimmed = fixed(row, column, "FQ-T06", cell, bare)
        return trimmed if bare else row.finding("FQ-T06", column, value=cell, fix="")
    if is_written(kind, cell):
        return None
    return misread(row, column, kind, field.example, required=field.required)


def _characters(row: Row, column: str, cell: str, bare: str) -> Finding | None:
    """Characters that a reader cannot see, and letters that are not stored in their composed form."""
    if cell.isascii() and cell.isprintable():
        return None
    if corrupt := in_cell(row, column, cell):
        return corrupt
    if first_invisible(bare):
        position, character = first_invisible(cell) or (0, "")
        fix = without_invisible(cell)
        words = {"position": position, "character": character, "value": cell, "fix": fix}
        found = row.finding("FQ-T11", column, **words)
        return found if turns_direction(bare) else replace(found, fix=fix)
    fix = composed(cell)
    if fix == cell:
        return None
    stored, wanted = code_points(cell, fix), code_points(fix, cell)
    return replace(row.finding("FQ-T12", column, value=cell, stored=stored, wanted=wanted), fix=fix)


def _formulas(rows: Iterable[Row], column: str) -> Iterator[Finding]:
    """Texts that a spreadsheet would calculate; a number has its own form and is none."""
    for row in rows:
        if is_formula(row[column]):
            yield row.finding("FQ-T13", column, value=row[column], sign=row[column][0])


def _frame(rows: Sequence[Row], fields: Sequence[Field], bad: set[tuple[int, str]]) -> pd.DataFrame:
    """Rows with their types; bad cells are blank, and the index is the file line."""
    import pandas as pd

    lines = [row.line for row in rows]
    columns = {}
    for field in fields:
        name, kind = field.name, field.data_type
        cells = (None if (row.line, name) in bad else row[name] for row in rows)
        values = [kind.load(cell) if cell else None for cell in cells]
        columns[name] = pd.Series(values, index=lines, dtype=kind.pandas)
    return pd.DataFrame(columns, index=lines)


def _by_schema(table: Table, fields: Sequence[Field], bad: set[tuple[int, str]]) -> Iterator[Finding]:
    """What pandera reports of the typed columns, in batches, as a DataFrame needs the memory of its table."""
    schema = pandera_schema(table.name, fields)
    by_name = {field.name: field for field in fields}
    counts: Counter[tuple[str, str]] = Counter()
    for start in range(0, len(table.rows), _BATCH):
        rows = {row.line: row for row in table.rows[start : start + _BATCH]}
        for code, column, line in _cases(schema, _frame(list(rows.values()), fields, bad)):
            counts[code, column] += 1
            if counts[code, column] <= MOST_ALIKE:
                yield _finding(rows[line], by_name[column], code)
    for (code, column), count in counts.items():
        if count > MOST_ALIKE:
            yield unlisted(code, table.name, column, count)


def _cases(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> Iterator[tuple[str, str, int]]:
    """Code, column and line of each cell that fails the schema."""
    import pandera.errors

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as problem:
        cases = problem.failure_cases[["check", "column", "index"]].drop_duplicates()
        for check, column, line in cases.itertuples(index=False):
            yield "FQ-T02" if check == "not_nullable" else check, column, int(line)


def _finding(row: Row, field: Field, code: str) -> Finding:
    column, cell, example = field.name, row[field.name], field.example
    titles = dict(zip(("title_en", "title_zh"), field.title, strict=True))
    original = row[f"{column.removesuffix('_en')}_zh"] if column.endswith("_en") else ""
    if code == "FQ-T02" and original:
        return row.finding(code, column, **titles, case="translation", original=original)
    if code == "FQ-T02":
        return row.finding(code, column, **titles, example=example)
    if code in ("FQ-T03", "FQ-T04") and is_missing(cell):
        target = reference(row.table, column)
        coded = bool(target or field.enum or field.constraints.get("pattern"))
        return marker(row, column, holds(field, target), required=field.required, coded=coded)
    if code == "FQ-T03" and (label := labelled(cell, field)):
        return fixed(row, column, NAMED, cell, label)
    if code == "FQ-T03":
        near = alike(cell, dict.fromkeys(field.enum))
        listed = ", ".join(field.enum)
        return row.finding(code, column, **spreadsheet_words(cell), value=cell, codes=listed, near=near)
    if code == "FQ-T05":
        low, high = (field.constraints.get(bound) for bound in ("minimum", "maximum"))
        if None not in (low, high):
            return row.finding(code, column, case="range", value=cell, low=low, high=high)
        case, bound = ("minimum", low) if high is None else ("maximum", high)
        return row.finding(code, column, case=case, value=cell, bound=bound)
    if code == "FQ-T10":
        return row.finding(code, column, length=len(cell), limit=field.constraints["maxLength"])
    if code == "FQ-T04" and (words := spreadsheet_words(cell)):
        return row.finding(code, column, **words, value=cell, **titles, example=example, near="")
    return row.finding(code, column, value=cell, **titles, example=example)
