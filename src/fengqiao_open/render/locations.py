"""Locations as in a spreadsheet: file, row, column letter and cell."""

from __future__ import annotations

from pathlib import PurePosixPath

from ..datapackage.characters import visible
from ..datapackage.files import csv_line
from ..findings.evidence import DATAFRAME
from ..findings.report import Finding, Source
from ..lang import Lang, sentence, texts


def letter(index: int) -> str:
    """The letters of a spreadsheet column, counted from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(finding: Finding) -> int | None:
    """The finding's column in the header, counted from 0; a finding names a column as it may be quoted."""
    columns = [visible(name) for name in finding.evidence.columns]
    return columns.index(finding.column) if finding.column in columns else None


def column_letter(finding: Finding) -> str:
    """The letter of the finding's column, "" where it is not in the header."""
    at = column_number(finding)
    return "" if at is None else letter(at)


def cell_name(finding: Finding) -> str:
    """The cell in a spreadsheet, such as I15; "" where row or column are not known."""
    name = column_letter(finding)
    return f"{name}{finding.evidence.number + 1}" if name and finding.evidence.number is not None else ""


def file_name(finding: Finding) -> str:
    """The name of the finding's file; with its folders among many packages, or many files of a table."""
    if finding.evidence.file:
        file = PurePosixPath(finding.evidence.file)
        return visible(file.name if str(file.parent) in (".", "data") else str(file))
    return f"{finding.table}.csv" if finding.table else "datapackage.json"


def path_in(folder: str, finding: Finding) -> str:
    """The path of the finding's file, where `folder` is the package's in its repository.

    >>> path_in("town", Finding("FQ-R05", "observations", 15))
    'town/data/observations.csv'
    """
    file = finding.evidence.file or (f"data/{finding.table}.csv" if finding.table else "datapackage.json")
    return f"{folder.rstrip('/')}/{file}" if folder else file


def character(finding: Finding) -> int | None:
    """The character of the line at which the cell begins, from 1; None where it cannot be known."""
    at, cells = column_number(finding), finding.evidence.cells
    if at is None or len(cells) != len(finding.evidence.columns):
        return None
    before = csv_line((*cells[:at], "")).rstrip("\n")
    return None if "\n" in before or "\r" in before else len(before) + 1


def row_words(finding: Finding, lang: Lang = "en") -> str:
    """The row and its line, "" where no line is meant."""
    if not finding.line:
        return ""
    number = finding.evidence.number
    if finding.evidence.file == DATAFRAME:
        at = finding.line - 2
        return sentence("reports", "position", lang, row=at + 1, at=at) if at >= 0 else ""
    if number is None or finding.code == "FQ-F04":  # where quotes do not pair, records cannot be counted
        return sentence("reports", "line", lang, line=finding.line)
    return sentence("reports", "header" if number == 0 else "row", lang, row=number, line=finding.line)


def place(finding: Finding, lang: Lang = "en") -> str:
    """Where a finding is: file, row, line, column and cell, as far as known.

    >>> place(Finding("FQ-R05", "observations", 15, "value"))
    'observations.csv · line 15 · column “value”'
    """
    file, name, cell = file_name(finding), column_letter(finding), cell_name(finding)
    parts = [file]
    if finding.table and file.endswith("datapackage.json"):
        parts.append(sentence("reports", "table", lang, table=finding.table))
    parts.append(row_words(finding, lang))
    if finding.column:
        parts.append(
            sentence(
                "reports",
                "column" if name else "column_unlettered",
                lang,
                letter=name,
                column=visible(finding.column),
            )
        )
    if cell:
        parts.append(sentence("reports", "cell", lang, cell=cell))
    return " · ".join(part for part in parts if part)


def subject(finding: Finding, lang: Lang = "en") -> str:
    """The row's key and its label, as far as known."""
    return " · ".join(visible(part) for part in (finding.key, finding.label(lang)) if part)


def source_words(source: Source, lang: Lang = "en") -> str:
    """The place in the source report, in words."""
    say = texts("reports", lang)
    parts = [visible(source.report)] if source.report else []
    if source.section:
        parts.append(sentence("reports", "section", lang, section=visible(source.section)))
    parts.append(sentence("reports", "paragraph", lang, paragraph=source.paragraph))
    if source.start is not None and source.end is not None:
        parts.append(sentence("reports", "characters", lang, start=source.start, end=source.end))
    if source.printed:
        parts.append(sentence("reports", "printed", lang, printed=visible(source.printed)))
    return say["comma"].join(parts)
