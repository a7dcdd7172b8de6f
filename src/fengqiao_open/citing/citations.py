"""The content of a citation: version, table, selected rows with their hash, reports and paragraphs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..datapackage.characters import visible
from ..datapackage.facts import Named, read_credits
from ..datapackage.files import csv_line, read_plain
from ..datapackage.package import DESCRIPTOR, STANDARD, Package, read_package
from ..errors import PackageError, UnknownKeyError, did_you_mean, needs_lang, needs_text, worded
from ..findings.suggest import nearest_key
from ..lang import LANGS, Lang
from ..tabular.csv import Row, Table
from ..tabular.engines import in_pandas
from ..tabular.valid import valid_table
from .content import Cited, CitedReport
from .styles import STYLES, citation

if TYPE_CHECKING:
    import pandas as pd

#: So many statistics are named one by one in a note; of more, their number.
MOST_NAMED = 3
_URL = re.compile(r"https?://[\w./:%#?=&;~@-]*[\w/]", re.ASCII)
Style = Literal["short", "bibtex", "apa", "gbt7714", "csl"]
# The tables with a row per statistic, under the same key.
_OF_OBSERVATIONS = ("observations", "statistics")
# Columns that lead to statistics, and through them to paragraphs.
_TO_OBSERVATIONS = (
    *("observation_id", "from_observation_id", "to_observation_id"),
    *("observation_ids", "input_observation_ids"),
)


class Citation(str):
    """A citation as text; a notebook shows its lines, and its URLs as links."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        linked = _URL.sub(r'<a href="\g<0>">\g<0></a>', escape(self))
        return f'<pre style="white-space:pre-wrap;font-family:inherit">{linked}</pre>'


def cite(
    selection: pd.DataFrame | Iterable[str] | None = None,
    style: Style = "short",
    lang: Lang | None = None,
    package: str | Path | None = None,
) -> Citation:
    """Cite the package or a selection of its rows, and the reports behind them.

    Args:
        selection: a filtered DataFrame of `load`, `statistics`, `targets` or `wide`, of which the identifiers
            are used; or observation ids; None for the whole package.
        style: "short" (one line), "bibtex", "apa" (7th edition), "gbt7714" (GB/T 7714-2015) or "csl"
            (CSL-JSON, as text).
        lang: the language of titles; None means both for "short", Chinese for "gbt7714", else English.
        package: another package's folder; None for the shipped one.

    Returns:
        The citation. In "short", "apa" and "gbt7714" a second block, below an empty line, has the number of
        rows and the hashes that identify them. In "bibtex" and "csl" they are in a note, with the printed
        text of up to three statistics. The key of the data is the same for an identifier and for rows of
        `observations` and of `statistics`; the key of a report has its paragraphs. So several citations go
        into one bibliography.

    Raises:
        ValueError: an unknown style or language, an empty selection, a DataFrame without the key.
        UnknownKeyError: a row is not in the package; the message names the nearest.
        PackageError: the package cannot be read, or names no contributor.

    >>> line, _, hashes = cite(["fengqiao-2023-p10-01"], lang="en").splitlines()
    >>> print(line)
    People's Government of Fengqiao Town, Government Work Report of Fengqiao Town, 28 February 2023, para. 10;
    data: fengqiao_open contributors, Fengqiao Open: statistics of a town's government work report,
    version ..., https://...
    >>> hashes.partition("; SHA-256")[0]
    'Table “observations”, 1 of 139 rows, selection ...'
    """
    needs_text(style, "cite", "short")
    if style not in STYLES:
        raise worded(ValueError, "no-style", name=style, known=", ".join(STYLES))
    needs_lang(lang, none=True)
    what = cited(selection, read_package(package))
    if lang is None and style == "short":
        blocks = [citation(style, what, each).split("\n\n") for each in LANGS]
        return Citation("\n\n".join("\n".join(both) for both in zip(*blocks, strict=True)))
    return Citation(citation(style, what, lang or ("zh" if style == "gbt7714" else "en")))


def cited(selection: pd.DataFrame | Iterable[str] | None, package: Package) -> Cited:
    """What a citation of a selection names.

    Raises:
        ValueError, UnknownKeyError, PackageError: as `cite`.
    """
    facts = read_credits(package)
    if selection is None:
        count = sum(len(valid_table(package, name).rows) for name in package.tables if name in STANDARD)
        digest = hashlib.sha256(read_plain(package.root / DESCRIPTOR)).hexdigest()
        return Cited(facts, "", count, count, digest, "", _reports(package, ()))
    name, keys = _selected(package, selection)
    table = valid_table(package, name)
    rows = {row.key: row for row in table.rows}
    for key in keys:
        if key not in rows:
            raise _unknown(name, key, list(rows))
    chosen = [rows[key] for key in keys]
    if not chosen:
        raise worded(ValueError, "nothing-to-cite")
    digest = hashlib.sha256(read_plain(package.path(name))).hexdigest()
    reports = _reports(package, chosen)
    return Cited(
        facts,
        name,
        len(chosen),
        len(table.rows),
        digest,
        selection_hash(table, chosen),
        reports,
        subject=_subject(name, keys),
        printed=_printed(package, chosen),
    )


def selection_hash(table: Table, rows: Iterable[Row]) -> str:
    """First 12 digits of the SHA-256 of the rows' lines in the CSV, sorted by their bytes, each with its LF.

    The order of the rows, and all that was done to a frame but choosing rows, make no difference.
    """
    lines = sorted(csv_line(map(row.cells.get, table.columns)).encode() for row in rows)
    return hashlib.sha256(b"".join(lines)).hexdigest()[:12]


def _subject(table: str, keys: Collection[str]) -> str:
    """The key of a row, or a hash of several keys, behind the name of a table of other rows than statistics.

    >>> _subject("statistics", ["fengqiao-2023-p10-01"]), _subject("areas", ["330402100000"])
    ('fengqiao-2023-p10-01', 'areas-330402100000')
    >>> _subject("statistics", ["b", "a"]) == _subject("observations", ["a", "b"])
    True
    """
    lines = "".join(f"{key}\n" for key in sorted(keys))
    named = next(iter(keys)) if len(keys) == 1 else hashlib.sha256(lines.encode()).hexdigest()[:12]
    return named if table in _OF_OBSERVATIONS else f"{table}-{named}"


def _printed(package: Package, rows: Collection[Row]) -> tuple[tuple[str, str], ...]:
    """Each statistic with its printed text, where they are few."""
    if len(rows) > MOST_NAMED or any(row.table not in _OF_OBSERVATIONS for row in rows):
        return ()
    figures = {row.key: row["printed"] for row in valid_table(package, "figures").rows}
    return tuple(sorted((row.key, row["printed"] or figures.get(row["figure_id"], "")) for row in rows))


def _selected(package: Package, selection: pd.DataFrame | Iterable[str]) -> tuple[str, list[str]]:
    """The table that a selection is of, and the keys of its rows, each once."""
    if isinstance(selection, str):
        selection = [selection]
    selection = _rows_of(selection)
    columns = getattr(selection, "columns", None)
    if columns is None:
        return "observations", list(dict.fromkeys(map(str, selection)))
    frame: Any = selection
    if any(frame.index.names):
        frame = frame.reset_index()
    table = _table_of({str(name) for name in frame.columns}, package)
    if table:
        keys = frame[package.key(table)]
        if not keys.isna().any() and keys.is_unique:
            return table, [str(key) for key in keys]
    if "observation_ids" in frame.columns and not table:  # of `wide`
        listed = " ".join(frame["observation_ids"].dropna().astype(str)).split()
        return "observations", list(dict.fromkeys(listed))
    raise worded(ValueError, "cite-without-key")


def _table_of(columns: Set[str], package: Package) -> str:
    """The table that rows are of: the one that has most of their columns; "" where its key is not among them.

    The result of a groupby has the key of a reference table, such as area_id, and is none of its rows: it has
    no other column of that table, or more of the table that was grouped.
    """
    shared: dict[str, tuple[int, bool]] = {}
    for name in (each for each in package.tables if each in STANDARD):
        schema = package.schema(name)
        names = {*schema.names, *(each for lang in LANGS for each in schema.in_language(lang).values())}
        shared[name] = (len(columns & names), package.key(name) in columns)
    best = max(shared, key=lambda name: shared[name])
    count, has_key = shared[best]
    own = count > 1 or len(columns) == 1 or package.key(best) == package.key("observations")
    return best if has_key and own else ""


def _rows_of(selection: Any) -> Any:
    """A DataFrame as one of pandas, and a Series with a named index as one; a list of identifiers as it is.

    Raises:
        ValueError: it is neither a DataFrame nor a list of identifiers.
    """
    selection = in_pandas(selection)
    if hasattr(selection, "to_frame") and getattr(getattr(selection, "index", None), "name", None):
        selection = selection.to_frame()
    if not hasattr(selection, "__iter__") or isinstance(selection, bytes):
        raise worded(ValueError, "cite-kind", given=type(selection).__name__)
    return selection


def _unknown(table: str, key: str, known: list[str]) -> UnknownKeyError:
    near = nearest_key(key, known)
    hint = did_you_mean(repr(near)) if near else did_you_mean()
    return worded(UnknownKeyError, "cite-no-row", table=table, key=key, **hint)


def _reports(package: Package, rows: Iterable[Row]) -> tuple[CitedReport, ...]:
    """The reports that rows are from, with the paragraphs; every report where rows have no place in one."""
    tables = {
        name: {row.key: row for row in valid_table(package, name).rows}
        for name in ("figures", "passages", "observations")
    }
    found: dict[str, set[int]] = {}
    for source_id, paragraph in (place for row in rows for place in _places(row, tables)):
        found.setdefault(source_id, set()).add(paragraph)
    sources = valid_table(package, "sources").rows
    return tuple(_report(row, found.get(row.key, ())) for row in sources if not found or row.key in found)


def _report(row: Row, paragraphs: Iterable[int]) -> CitedReport:
    try:
        issued = date.fromisoformat(row["issued"]).isoformat()
    except ValueError:
        raise PackageError("issued-no-date", line=row.line, issued=visible(row["issued"])) from None
    return CitedReport(
        row.key,
        Named(row["title_en"], row["title_zh"], row["url"]),
        Named(row["publisher_en"], row["publisher_zh"]),
        issued,
        tuple(sorted(paragraphs)),
    )


def _places(row: Row, tables: Mapping[str, Mapping[str, Row]]) -> Iterator[tuple[str, int]]:
    """The report and paragraph of a row, or those of the figures, passages and statistics that it names."""
    if row["paragraph"].isdecimal() and row["source_id"]:
        yield row["source_id"], int(row["paragraph"])
        return
    links = [("figures", row["figure_id"]), ("passages", row["passage_id"])]
    links += [("observations", key) for column in _TO_OBSERVATIONS for key in row[column].split()]
    for table, key in links:
        other = tables[table].get(key)
        if other is not None and table != row.table:
            yield from _places(other, tables)
