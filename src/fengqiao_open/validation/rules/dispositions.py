"""Rules on numbers that are not statistics: each agrees with its disposition, consistently."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ...figures.scanner import parse
from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .lexicon import WORDS, pattern
from .registry import rule

#: Dispositions that a figure of each kind can have; a quantity may be anything that counts or grades.
_DISPOSITIONS = {
    "year": {"date", "name"},
    "date": {"date", "programme", "name"},
    "version": {"version"},
    "ordinal": {"ordinal", "name", "claim"},
    "heading": {"heading"},
    "idiom": {"lexical", "programme", "name", "claim", "date"},
    "name": {"name", "programme", "slogan", "enumeration", "standard"},
    "code": {"route", "hotline", "name"},
    "threshold": {"threshold", "name"},
    "quantity": {"threshold", "standard", "enumeration", "name", "programme", "heading", "route", "hotline"},
    "bare place": {"lexical", "name", "ordinal"},
}
#: Dispositions that only figures of some kinds can have.
_KINDS = {
    "version": {"version"},
    "heading": {"heading", "quantity"},
    "lexical": {"idiom", "quantity", "bare place"},
    "ordinal": {"ordinal", "bare place"},
}
#: Dispositions of numbers; words without a number are names, programmes, slogans or lexical.
_NUMBERS = ("date", "threshold", "standard", "enumeration", "route", "hotline")
_HEADING = pattern("heading")
#: Numbers in words (一年, 三个高地) may be sayings, dates or slogans; a duration in digits may date something.
_WORDED = {"lexical", "date", "ordinal", "slogan", "claim"}
_DIGIT = re.compile("[0-9]")


def can_be(printed: str, disposition: str) -> bool:
    """Whether a figure that is no statistic can have a disposition, by the text printed.

    >>> can_be("一年", "date"), can_be("3个", "date"), can_be("3个", "threshold")
    (True, False, True)
    """
    parsed = parse(printed)
    kind = _kind(printed, parsed.kind if parsed else "")
    able = _DISPOSITIONS.get(kind, {disposition})
    if parsed and kind == "quantity":
        worded = not _DIGIT.search(printed)
        able = able | (_WORDED if worded else {"date"} if parsed.unit in WORDS["durations"] else set())
        if worded and disposition in _WORDED:
            return True
    wanted = _KINDS.get(disposition, {kind})
    return disposition in able and kind in wanted and bool(kind or disposition not in _NUMBERS)


def _kind(printed: str, parsed: str) -> str:
    """What a figure reads as; headings, and ordinals without a noun, are kinds of their own here."""
    if parsed == "ordinal" and _HEADING.fullmatch(printed):
        return "heading"
    return "bare place" if len(printed) == 2 and printed.startswith(WORDS["ordinal"]) else parsed


@rule("FQ-P16", "figures")
def figures_read_as_their_disposition(data: Data) -> Iterator[Finding]:
    """A figure whose printed text cannot be what its disposition says, such as an ordinal called a word."""
    for row in data.rows("figures"):
        parsed = parse(row["printed"])
        kind = _kind(row["printed"], parsed.kind if parsed else "")
        if row["disposition"] != "statistic" and not can_be(row["printed"], row["disposition"]):
            # What has the length of its place is more likely the text at that position.
            fits = len(row["printed"]) == int(row["end"]) - int(row["start"])
            column = "disposition" if fits and kind else "printed"
            words = {"printed": row["printed"], "kind": kind, "disposition": row["disposition"]}
            yield row.finding("FQ-P16", column, case="" if kind else "unread", **words)


@rule("FQ-P18", "figures", "sources")
def years_are_likely(data: Data) -> Iterator[Finding]:
    """A year that its report does not speak of: not the last ten years, nor the end of a five-year plan."""
    for row in data.rows("figures"):
        source, year = data.row("sources", row["source_id"]), re.match("[0-9]{4}(?![0-9])", row["printed"])
        if source is None or year is None or row["disposition"] != "date":
            continue
        found, plan = int(year[0]), int(source["plan_year"])
        if not plan - 10 <= found <= plan and not (found % 5 == 0 and plan < found <= plan + 40):
            yield row.finding("FQ-P18", "printed", printed=row["printed"], wanted=f"{plan - 10}–{plan}")


@rule("FQ-P19", "figures")
def one_text_has_one_disposition(data: Data) -> Iterator[Finding]:
    """A name or saying that is called one thing here and another there."""
    alike: dict[str, list[Row]] = {}
    for row in data.rows("figures"):
        parsed = parse(row["printed"])
        if parsed and parsed.kind in ("name", "idiom") and row["disposition"] != "statistic":
            alike.setdefault(row["printed"], []).append(row)
    for printed, rows in alike.items():
        usual = Counter(row["disposition"] for row in rows).most_common(1)[0][0]
        first = next(row for row in rows if row["disposition"] == usual)
        for row in rows:
            if row["disposition"] != usual:
                words = {"printed": printed, "value": row["disposition"], "wanted": usual}
                yield row.finding("FQ-P19", "disposition", first, **words)
