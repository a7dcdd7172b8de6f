"""What a citation names: the table, the selected rows with their hash, the reports and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from ..datapackage.facts import Credits, Named


@dataclass(frozen=True, slots=True)
class CitedReport:
    """A report behind the rows, with the paragraphs that they are from; none where rows have no place in it.

    In a template, `paragraphs` is the place for them in words.
    """

    source_id: str
    title: Named
    publisher: Named
    issued: str
    paragraphs: tuple[int, ...] | str


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited.

    Attributes:
        facts: the package.
        table: the name of the table; blank for the whole package.
        rows: how many rows are cited; in a template, the place for it.
        rows_in_all: how many rows the table has, or all tables have.
        sha256: of the table's file; of the descriptor, which holds the hash of every table, for the whole
            package.
        selection: the first 12 digits of the hash of the selected rows; blank where they are not named by it.
        reports: the reports behind the rows.
        subject: what the key of an entry names the rows by, the same for an observation in every table; blank
            for the whole package.
        printed: of a few statistics, each identifier with the printed text; empty for more, and for other
            rows.
        accessed: the day of access; blank for today.
    """

    facts: Credits
    table: str
    rows: int | str
    rows_in_all: int
    sha256: str
    selection: str
    reports: tuple[CitedReport, ...]
    subject: str = ""
    printed: tuple[tuple[str, str], ...] = ()
    accessed: str = ""
