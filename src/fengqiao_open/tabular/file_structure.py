"""Check each file: it exists, is UTF-8 and CSV, and has the expected columns and cells."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from ..datapackage.characters import visible
from ..datapackage.files import UnfitFileError, read_plain
from ..datapackage.merge_conflicts import conflicts
from ..datapackage.package import STANDARD, Package, is_generated, listed, standard_table
from ..datapackage.schema import Resource
from ..errors import message_of
from ..findings.catalogue import BLANK
from ..findings.report import NO_EVIDENCE, Evidence, Finding, capped
from ..lang import LANGS
from .canonical_csv import canonical
from .corrupted_texts import as_one
from .csv import BOM, MOST_RECORDS, TOTALS, MalformedError, Table, misshapen, no_row, nul, records
from .csv_recovery import single_records, split_lines, unreadable_record
from .encodings import MIXED, encoding_guess

# So many additional columns are not reported one by one.
MOST_STRAY_COLUMNS = 100
#: Of so many lines with a title and the like, above the header, one is said to be below them.
MOST_ABOVE = 5
Record = tuple[int, list[str]]


def read_table(
    package: Package, schema: Resource, *, past_torn: bool = False
) -> tuple[Table | None, list[Finding]]:
    """One file as rows, and what is wrong with its structure; no table where its cells cannot be separated.

    Args:
        package: where the file is.
        schema: the columns that it should have.
        past_torn: whether malformed rows are set aside, each with a finding, and the others read.
    """
    name = schema.name
    paths = listed(package.resource(name)["path"])
    written = visible(", ".join(paths))
    if len(paths) > 1:
        words = {"case": "several_files", "count": str(len(paths))}
        return None, [Finding("FQ-F04", name, values=words)]
    if not package.holds(name):
        # Someone else's package is data: nothing outside its folder is read, nothing remote is fetched.
        return None, [Finding("FQ-D07", name, values={"path": written})]
    try:
        data = read_plain(package.path(name))
        if in_conflict := conflicts(data):
            return None, [
                Finding("FQ-F04", name, min(each.markers), values=each.words) for each in in_conflict
            ]
        text, found = canonical(name, data, schema.names)
    except OSError as problem:
        return None, [unread(name, written, problem)]
    lines, torn = _records(name, text)
    aside: dict[int, tuple[str, ...]] = {}
    to_recover = not lines and past_torn and all(each.code != "FQ-F04" for each in found)
    kept, malformed = _past_torn(name, data, text) if to_recover else ([], [])
    if kept:
        lines, aside = kept, {each.line: () for each in malformed}
        found = [*(each for each in found if each.code != "FQ-F02"), *capped(malformed)]
    elif torn or any(each.code in ("FQ-F02", "FQ-F04") for each in found):
        return None, [*found, *torn]
    header = lines[0][1] if lines else []
    wrong = check_columns(name, header, schema.names)
    if wrong and (below := _header_below(name, lines, schema.names)):
        return None, [below]
    if wrong:
        return None, found + wrong
    width = len(header)
    # No key is empty, a total, or a name of its column; and all are in ASCII.
    no_keys = {"", header[0], *TOTALS}
    unusual = (
        (line, cells)
        for line, cells in lines[1:]
        if len(cells) != width or cells[0] in no_keys or not cells[0].isascii()
    )
    judged = (
        (line, no_row(name, line, header, cells) or misshapen(name, line, header, cells))
        for line, cells in unusual
    )
    odd = {line: each for line, each in judged if each}
    found += as_one(name, list(capped(odd.values())), len(lines) - 1)
    # Where every other row is odd, it is the file that is wrong.
    if odd and (not past_torn or 2 * len(odd) > len(lines) - 1):
        return None, found
    if not lines[1:] and not package.resource(name).get("fq:mayBeEmpty"):
        return None, [*found, Finding("FQ-S08", name, 1)]
    aside |= {line: tuple(cells) for line, cells in lines[1:] if line in odd}
    even = [each for each in lines[1:] if each[0] not in odd] if odd else lines[1:]
    return Table.of_records(name, header, schema.key, even, aside), found


def unread(
    table: str, written: str, problem: OSError | ValueError, evidence: Evidence = NO_EVIDENCE
) -> Finding:
    """The finding on a file that is missing or cannot be read."""
    said = {f"problem_{lang}": message_of(problem, lang) for lang in LANGS}
    code, values = "FQ-F04", {"case": "system", **said}
    if isinstance(problem, UnfitFileError):
        code, values = "FQ-F06", problem.values
    elif isinstance(problem, FileNotFoundError | NotADirectoryError):
        # Of generated tables, one needs the text of the report.
        case = "from_report" if table == "absences" else "generated" if is_generated(table) else ""
        code, values = "FQ-F01", {"path": written, **({"case": case} if case else {})}
    return Finding(code, table, values=values, evidence=evidence)


def _records(name: str, text: str) -> tuple[Sequence[Record], list[Finding]]:
    """All records of a file, or the finding at what keeps them from being read."""
    if "\0" in text:
        return [], [nul(name, text)]
    try:
        return [*records(text)], []
    except MalformedError as problem:
        return [], [problem.finding(name)]


def _header_below(name: str, lines: Sequence[Record], wanted: Sequence[str]) -> Finding | None:
    """The finding on a header that is below a title, or below empty lines."""
    for line, cells in lines[1 : MOST_ABOVE + 1]:
        if 2 * len({*cells} & {*wanted}) > len(wanted):
            first = visible(",".join(filter(None, lines[0][1])))[:80]
            words = {"case": "below", "first": first or BLANK, "where": str(line), "above": str(line - 1)}
            return Finding("FQ-S09", name, 1, values=words)
    return None


def _past_torn(name: str, data: bytes, text: str) -> tuple[Sequence[Record], list[Finding]]:
    """The records of a file in which some cannot be read, and a finding for each of these.

    There are none where the whole file has another encoding or its header is malformed.
    """
    # Two-byte encodings have a zero with each Latin letter.
    two_bytes = data.count(b"\0", 0, 1_000) * 4 >= len(data[:1_000])
    whole = not text and encoding_guess(data) not in ("", MIXED)
    if two_bytes or whole or data.count(b"\n") > MOST_RECORDS:
        return [], []
    lines = split_lines(text.encode() or data.removeprefix(BOM))
    kept: list[Record] = []
    found: list[Finding] = []
    for first, after, cells in single_records(lines):
        wrong = unreadable_record(name, first + 1, lines[first:after], cells)
        if wrong is None and cells is not None:
            kept.append((first + 1, cells))
        elif wrong is not None:
            found.append(wrong)
    # Where every other row cannot be read, it is the file that is wrong.
    return ([], []) if not kept or kept[0][0] != 1 or len(found) > len(kept) else (kept, found)


def check_columns(
    name: str, header: list[str], wanted: list[str], *, in_any_order: bool = False
) -> list[Finding]:
    """Findings on the columns of a table: none at all, missing, unknown, twice, or in another order.

    >>> [each.code for each in check_columns("units", ["b", "c"], ["a", "b"])]
    ['FQ-S01', 'FQ-S02']
    >>> [each.code for each in check_columns("units", ["ha", "公顷"], ["unit_id", "name_zh"])]
    ['FQ-S09']
    """
    if len(header) > len(wanted) + MOST_STRAY_COLUMNS:
        words = {"case": "columns", "count": f"{len(header):,}", "wanted": str(len(wanted))}
        return [Finding("FQ-F04", name, 1, values=words)]
    found = []
    for column, count in Counter(header).items():
        if count > 1:
            shown = visible(column)
            found.append(Finding("FQ-S03", name, 1, shown, values={"column": shown, "count": str(count)}))
    missing = [column for column in wanted if column not in header]
    unknown = [column for column in dict.fromkeys(header) if column not in wanted]
    # A misspelt name is reported once, where it is.
    misspelt = {near for column in unknown for near in difflib.get_close_matches(column, missing, n=1)}
    meant = {column: _meant(name, column, missing) for column in unknown}
    in_place = not found and not in_any_order and _in_place(header, wanted, meant)
    # One slip in a name is said at its column.
    renamed = in_place and (len(misspelt) < len(unknown) or len([*filter(None, meant.values())]) > 1)
    # An empty file, or one that begins with a row.
    if renamed or (len(missing) == len(wanted) and not misspelt and not any(meant.values())):
        case = "renamed" if renamed else "" if any(header) else "empty"
        words = {"case": case, "first": visible(",".join(header))[:80], "header": ",".join(wanted)}
        return [Finding("FQ-S09", name, 1, values=words)]
    told = {*misspelt, *meant.values()}
    absent = (("FQ-S01", column, unknown) for column in missing if column not in told)
    stray = (("FQ-S02", column, missing) for column in unknown)
    for code, column, others in (*absent, *stray):
        if meant.get(column):
            words = {"case": "renamed", "column": visible(column), "near": meant[column]}
            found.append(Finding(code, name, 1, visible(column), values=words))
            continue
        alone = others if len(missing) == len(unknown) == 1 else []
        near = visible(next(iter(difflib.get_close_matches(column, others, n=1) or alone), ""))
        shown = visible(column)
        found.append(Finding(code, name, 1, shown, values={"column": shown, "near": near}))
    if not found and header != wanted and not in_any_order:
        first = next(at for at, column in enumerate(header) if column != wanted[at])
        words = {"number": str(first + 1), "column": header[first], "wanted": wanted[first]}
        found.append(Finding("FQ-S04", name, 1, header[first], values=words))
    return found


def _meant(table: str, written: str, missing: Collection[str]) -> str:
    """The missing column that a header names in capitals, with spaces, or by its title; "" where it is none."""
    plain = "_".join(written.casefold().split())
    column = plain if plain in missing else _titles(table).get(plain, "")
    return column if column in missing else ""


@cache
def _titles(table: str) -> Mapping[str, str]:
    """The columns of a standard table by their titles, in both languages, where only one has it."""
    fields = standard_table(table).fields if table in STANDARD else ()
    pairs = [("_".join(title.casefold().split()), each.name) for each in fields for title in each.title]
    named = {title: {name for other, name in pairs if other == title} for title, _ in pairs}
    return {title: names.pop() for title, names in named.items() if len(names) == 1}


def _in_place(header: Sequence[str], wanted: Sequence[str], meant: Mapping[str, str]) -> bool:
    """Whether each column is there, at its place, under its name, another that means it, or a name of none.

    A row in place of the header has the name of no column.
    """
    known = [meant.get(column) or column for column in header]
    alike = sum(column == name for column, name in zip(known, wanted, strict=False))
    pairs = [(column, name) for column, name in zip(known, wanted, strict=False) if column != name]
    apart = all(column not in wanted and name not in known for column, name in pairs)
    return header != wanted and len(header) == len(wanted) and 2 * alike > len(wanted) and apart
