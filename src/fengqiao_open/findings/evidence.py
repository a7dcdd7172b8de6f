"""The context of a finding: its row, and its place in the source report."""

from __future__ import annotations

from dataclasses import dataclass

#: The `file` of findings on a DataFrame.
DATAFRAME = "DataFrame"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the number concerned is in the source report.

    Attributes:
        report: identifier of the report.
        paragraph: paragraph of the normalised text, from 1.
        section: the section that holds it, "" outside sections.
        start, end: first character, from 0, and the one after the last; None if they are not known.
        printed: the characters themselves.
    """

    report: str
    paragraph: int
    section: str = ""
    start: int | None = None
    end: int | None = None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The context of a finding: its row and its position in the report.

    Attributes:
        file: path of the file in the package.
        columns, cells: the header of the file, empty if it cannot be identified, and the cells of the row.
        number: number of the data row, from 1; 0 for the header.
        label_zh, label_en, source: a name for the subject of the row, and its position in the source report.
        reason_zh, reason_en: why a known issue is accepted.
        package: the path of the package as it was given, quoted for a command; "" where there is none.
    """

    file: str = ""
    columns: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    number: int | None = None
    label_zh: str = ""
    label_en: str = ""
    source: Source | None = None
    reason_zh: str = ""
    reason_en: str = ""
    package: str = ""


NO_EVIDENCE = Evidence()
