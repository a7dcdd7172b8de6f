"""Check suspect cells against their columns: first their format, then their value.

Which cells are suspect, `screen` says. What a spreadsheet would calculate is looked for last, in cells that
nothing else is wrong with. A cell that cannot be read as its type is reported once, for how it is written.

Values are held to the tests of `screen`, which report what pandera reports; where the two may differ, pandera
is asked.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..datapackage.characters import (
    character_name,
    code_points,
    composed,
    first_invisible,
    is_formula,
    turns_direction,
    without_invisible,
)
from ..datapackage.radicals import without_radicals
from ..datapackage.schema import Field, is_written
from ..findings.report import UNLISTED, Finding, capped
from ..findings.suggest import alike
from ..tabular.cell_hints import (
    as_decimal,
    fixed,
    half_width,
    is_missing,
    marker,
    misread,
    spreadsheet_words,
    whole,
)
from ..tabular.corrupted_texts import in_cell
from ..tabular.csv import Row, Table
from ..tabular.schemas import pandera_schema
from ..tabular.spreadsheet_cells import is_error
from .intended import NAMED, holds, labelled, reference
from .screen import is_judge, suspect_rows, tests_of_values

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
    for field in valid:
        rows = [row for row in suspect[field.name] if (row.line, field.name) not in bad]
        if rows:
            judge = _by_value if is_judge(field) else _by_schema
            found += capped(judge(rows, field))
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
    if is_written(kind, cell) and not is_error(half_width(cell)):
        return None
    return misread(row, column, kind, field.example, required=field.required)


def _characters(row: Row, column: str, cell: str, bare: str) -> Finding | None:
    """Characters that a reader cannot see, letters not in their composed form, and radicals."""
    if cell.isascii() and cell.isprintable() and "?" not in cell:
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
        return _radical(row, column, cell)
    stored, wanted = code_points(cell, fix), code_points(fix, cell)
    return replace(row.finding("FQ-T12", column, value=cell, stored=stored, wanted=wanted), fix=fix)


def _radical(row: Row, column: str, cell: str) -> Finding | None:
    """A radical in place of a character; what a source had before its repair may have one."""
    fix = without_radicals(cell)
    if fix == cell or (row.table, column) == ("source_repairs", "garbled"):
        return None
    at = next(at for at, (one, two) in enumerate(zip(cell, fix, strict=True)) if one != two)
    words = {"value": cell, "stored": character_name(cell[at]), "wanted": character_name(fix[at])}
    return replace(row.finding("FQ-T12", column, case="radical", **words), fix=fix)


def _formulas(rows: Iterable[Row], column: str) -> Iterator[Finding]:
    """Texts that a spreadsheet would calculate; a number has its own form and is none."""
    for row in rows:
        if is_formula(row[column]):
            yield row.finding("FQ-T13", column, value=row[column], sign=row[column][0])


def _by_value(rows: Iterable[Row], field: Field) -> Iterator[Finding]:
    """What is wrong with cells that are written as their type asks: in plain Python what pandera reports."""
    tests = tests_of_values(field)
    for row in rows:
        cell = row[field.name]
        value = field.data_type.load(cell) if cell else None
        codes = [code for code, test in tests if not test([value])] if cell else ["FQ-T02"] * field.required
        for code in dict.fromkeys(codes):
            yield _finding(row, field, code)


def _by_schema(rows: Sequence[Row], field: Field) -> Iterator[Finding]:
    """What pandera reports of them, in batches, as a DataFrame needs the memory of its table."""
    import pandas as pd
    import pandera.errors

    kind, schema = field.data_type, pandera_schema(rows[0].table, [field])
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        values = [kind.load(cell) if (cell := row[field.name]) else None for row in batch]
        frame = pd.DataFrame({field.name: pd.Series(values, dtype=kind.pandas)})
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                schema.validate(frame, lazy=True)
        except pandera.errors.SchemaErrors as problem:
            cases = problem.failure_cases[["check", "index"]].drop_duplicates()
            for check, at in cases.itertuples(index=False):
                yield _finding(batch[int(at)], field, "FQ-T02" if check == "not_nullable" else check)


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
    digits = whole(cell) if code in ("FQ-T03", "FQ-T04") else ""
    if digits and all(test([digits]) for _, test in tests_of_values(field)):
        return as_decimal(row, column)
    bare = cell[1:] if cell[:1] == "'" and code in ("FQ-T03", "FQ-T04") else ""
    if bare and all(test([bare]) for _, test in tests_of_values(field)):
        return fixed(row, column, "FQ-T09", cell, bare, case="apostrophe")
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
