"""What a finding says of a cell that was not changed: that it is concerned, or, which does harm, what should be in it.

A clerk does what a finding says. Where one wrong cell makes a finding at a right one, and that finding gives a value
for it, the clerk puts a wrong value in the place of a right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from detection.changes import Change
from detection.tables import Sheet
from fengqiao_open import Finding

_QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"|「([^」]*)」")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./:-]*")
_NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?")
#: A limit, or a set, is no value.
_BOUND = re.compile(
    r"at most|at least|or later|or before|or earlier|within|between|no more|no less|greater|less than"
    r"|不超过|不早于|不晚于|不少于|至少|至多|以内|之内|或更早|或更晚|之间|以上|以下"
)


def is_elsewhere(finding: Finding, change: Change, sheets: Mapping[str, Sheet]) -> bool:
    """Whether a finding is at a cell or row that was not changed.

    - A note is not: it asks for nothing. Nor is a finding at no cell: at the descriptor, a file or a header.
    - A finding in a table that `refresh` makes is not: it says that the file is stale, and nobody edits that file.
    - A finding at a changed cell is not, nor one at its row that names no column. One at another column of the same
      row is.
    - Where rows are changed, every cell of those rows is; where a column is, every cell of it; where a file is, every
      cell of it; where the descriptor is, none.
    """
    sheet = sheets.get(finding.table)
    if finding.severity == "note" or sheet is None or sheet.generated or finding.line <= 1:
        return False
    here = finding.table == change.table
    if change.cells:
        if finding.column:
            return (finding.table, finding.line, finding.column) not in change.cells
        return (finding.table, finding.line) not in {(table, line) for table, line, _ in change.cells}
    match change.group:
        case "row" | "order":
            own = here and finding.line in change.lines
            return not (
                own and (not change.columns or finding.column in change.columns or not finding.column)
            )
        case "column":
            return not (here and (finding.column in change.columns or not finding.column))
        case "file":
            return not here
    return True


def proposes_a_value(finding: Finding, sheets: Mapping[str, Sheet]) -> bool:
    """Whether a finding gives a value for its cell: in `fix`, or in the words of what is expected.

    The words of the catalogue are the same for every finding of a code, so they give none; only what a finding fills
    in can. It gives a value when it is not what the cell holds, not the example of the field and not a limit, and is

    - of a number, year or date: one that is quoted, that begins the sentence, or that follows "is", "be" or "expected";
    - of a code or a key: some of the codes or keys that the column may hold, but not the whole list; of a key, also the
      name of the row that it belongs to;
    - of any other text: a quoted text that is the sentence or its first part, or a text that another row has in this column.
    """
    sheet = sheets[finding.table]
    if finding.fix is not None:
        return True
    if finding.column not in sheet.fields:
        return False
    generic = type(finding)(finding.code, finding.table)
    return any(
        _gives_a_value(finding.expected(lang), generic.expected(lang), _present(finding, sheet), sheet, finding.column, sheets)
        for lang in ("en", "zh")
    )  # fmt: skip


def _present(finding: Finding, sheet: Sheet) -> str:
    """What the cell holds."""
    if finding.column in finding.row:
        return finding.row[finding.column]
    lines = dict(zip(sheet.lines, sheet.rows, strict=True))
    return lines[finding.line][finding.column] if finding.line in lines else ""


def _gives_a_value(
    text: str, generic: str, present: str, sheet: Sheet, column: str, sheets: Mapping[str, Sheet]
) -> bool:
    field = sheet.fields[column]
    said = {*_quoted(generic), *_WORD.findall(generic), *_NUMBER.findall(generic)}
    known = {present, str(field.get("example", "")), ""}
    if text == generic or _BOUND.search(text.lower()):
        return False
    whole = text.strip().rstrip(".。").strip('“”"「」')
    if field["type"] in ("integer", "number", "year", "date"):
        return any(each not in known | said for each in _numbers(text, dated=field["type"] == "date"))
    named = {whole, *_quoted(text), *(word.rstrip(".:/-") for word in _WORD.findall(text))}
    if codes := sheet.codes(column):
        given = {code for code in codes if code in named} - said
        return bool(given - {present}) and not set(codes) - {present} <= given
    if column in sheet.links:
        target = sheets[sheet.links[column]]
        keys = {row[target.key] for row in target.rows}
        others = (row for row in target.rows if row[target.key] != present)
        names = {row[name] for row in others for name in ("name_zh", "name_en") if row.get(name)}
        return bool((named & keys) - known) or any(each in names for each in (whole, *_quoted(text)))
    begins = re.match(r"\s*[“\"「]([^”\"」]+)[”\"」]\s*(?:[.,;，。；]|$)", text)
    if begins and begins[1] not in known | said:
        return True
    values = {row[column] for row in sheet.rows}
    return bool(({whole, *_quoted(text)} & values) - known - said)


def _quoted(text: str) -> Iterator[str]:
    for found in _QUOTED.finditer(text):
        yield next(part for part in found.groups() if part is not None)


def _numbers(text: str, *, dated: bool) -> Iterator[str]:
    """Numbers or dates at a place where a value is given."""
    form = r"\d{4}-\d\d-\d\d" if dated else _NUMBER.pattern
    for found in re.finditer(
        rf"(?:^\s*|[“\"「]|\b(?:is|be|expected|to)\s+[“\"]?|[应为]\s*)({form})(?![\w%]|[.,]\d)", text
    ):
        yield found[1]
