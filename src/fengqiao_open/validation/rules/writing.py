"""Rules on how texts are written: full stops, spaces, and the script of each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from ...tabular.memory import by_text
from .lexicon import CHINESE, has_chinese
from .registry import rule
from .texts import asked_of_texts, names, suspects, twins

# A text in the column of the other language is found by FQ-L02 and FQ-L03.
_CLOSING = "”’\"')）】」』》]"
_STOPS = {"zh": "。？！…", "en": ".?!…"}
# A name may end in one of these, and so in a full stop that ends no sentence: Foods Co., Ltd.
_SHORTENED = re.compile(
    r"(\b(Co|Ltd|Inc|Corp|Bros|Dept|No|Nos|St|Jr|Sr|etc|al|approx|vs|ca)"
    r"|\b[A-Za-z]|[A-Za-z]\.[A-Za-z])\.$",
    re.IGNORECASE,
)


@by_text
def _stops(zh: str, en: str) -> tuple[bool, bool] | None:
    """Whether a text and its translation end a sentence; None where the translation does not tell."""
    bare = en.rstrip(_CLOSING)
    # The last letters tell whether a full stop ends no sentence.
    if not en or not has_chinese(zh) or has_chinese(en):
        return None
    if "." in bare[-2:] and _SHORTENED.search(bare, len(bare) - 12):
        return None
    return _ends_a_sentence(zh, "zh"), _ends_a_sentence(en, "en")


def _ends_a_sentence(text: str, lang: str) -> bool:
    return text.rstrip(_CLOSING)[-1:] in _STOPS[lang]


@rule("FQ-L15")
def translations_end_alike(data: Data) -> Iterator[Finding]:
    """A full stop in one language only: after a name, or missing after a note, as where a text was cut off.

    A package without full stops in one language has that style. Of a row one such cell is reported: a name
    and a note that were exchanged are one mistake.
    """
    found: dict[bool, list[tuple[Row, str]]] = {True: [], False: []}
    number = {True: 0, False: 0}
    for row, zh, en in twins(data):
        stopped = _stops(row[zh], row[en])
        if stopped is None:
            continue
        kind = names(zh)
        number[kind] += 1
        if stopped[0] != stopped[1]:
            found[kind].append((row, zh if stopped[0] == kind else en))
    reported: set[tuple[str, int]] = set()
    for kind in (True, False):
        for row, column in found[kind] if len(found[kind]) * 4 <= number[kind] else ():
            if (row.table, row.line) not in reported:
                reported.add((row.table, row.line))
                yield row.finding("FQ-L15", column, case="name" if kind else "note", value=row[column])


# Some type two spaces behind a full stop.
_SPACES = re.compile(r"\u3000|(?<![.?!:”]) {2}")


@rule("FQ-L16")
def words_are_one_space_apart(data: Data) -> Iterator[Finding]:
    """Two spaces in a text, or the wide space of Chinese between the words of an English one."""
    for row, zh, en in suspects(data, _are_spaced):
        if "  " in row[zh].strip():
            yield _spaced(row, zh)
        if _has_wide_space(row[en]) and _SPACES.search(row[en]):
            yield _spaced(row, en)


@asked_of_texts
def _are_spaced(zh: str, en: str) -> bool:
    return _has_wide_space(zh) or _has_wide_space(en)


def _has_wide_space(text: str) -> bool:
    return "  " in text or "\u3000" in text


def _spaced(row: Row, column: str) -> Finding:
    shown = _SPACES.sub(lambda found: "␣" * len(found[0]), row[column])
    return row.finding("FQ-L16", column, value=shown)


_GAP = re.compile(f"(?<={CHINESE.pattern}) (?={CHINESE.pattern})")
_QUOTED = re.compile("“[^”]*”|「[^」]*」|《[^》]*》|‘[^’]*’")
_CLAUSE = re.compile("[，。；：、！？（）()]")


@rule("FQ-L31")
def chinese_is_written_without_spaces(data: Data) -> Iterator[Finding]:
    """The one space between Chinese characters in the sentences of a package; quotations may have spaces.

    Names of several parts have spaces, and so have slogans of two lines of one length.
    """
    spaced = [(row, zh) for row, zh, _ in suspects(data, _has_gap) if not names(zh)]
    for row, zh in spaced if len(spaced) == 1 else ():
        text = _QUOTED.sub("“”", row[zh])
        (gap, *others), split = _GAP.finditer(text), _CLAUSE.split(text)
        halves = next(each for each in split if _GAP.search(each)).split(" ")
        if not others and len({len(half) for half in halves}) > 1:
            yield row.finding("FQ-L31", zh, value=f"{text[: gap.start()]}␣{text[gap.end() :]}")


@asked_of_texts
def _has_gap(zh: str, en: str) -> bool:
    return " " in zh and _GAP.search(_QUOTED.sub("“”", zh)) is not None


# Cyrillic letters, and the Greek ones that look like Latin: those of the units μm and kΩ do not.
_ALIKE = (
    "\u0400-\u052f\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
    "\u03b1\u03b9\u03bd\u03bf\u03c1\u03c5\u03c7"
)
_MIXED = re.compile(f"(?<=[A-Za-z])[{_ALIKE}]|[{_ALIKE}](?=[A-Za-z])")
_WIDE = re.compile("[\uff01-\uff5e\u3001\u3002]")
# A class is searched in a fraction of the time.
_FOREIGN, _FOREIGN_OR_WIDE = re.compile(f"[{_ALIKE}]"), re.compile(f"[{_ALIKE}{_WIDE.pattern[1:]}")


@rule("FQ-L17")
def letters_are_of_one_script(data: Data) -> Iterator[Finding]:
    """A Cyrillic or Greek letter that passes for a Latin one, or a wide letter or stop in an English text."""
    for row, zh, en in suspects(data, _has_foreign_letter):
        for column in (zh, en):
            if found := _foreign_letter(row[column], english=column == en):
                letter = f"{found} (U+{ord(found):04X})"
                yield row.finding("FQ-L17", column, value=row[column], letter=letter)


@asked_of_texts
def _has_foreign_letter(zh: str, en: str) -> bool:
    return any(
        not text.isascii() and found.search(text) for text, found in ((zh, _FOREIGN), (en, _FOREIGN_OR_WIDE))
    )


def _foreign_letter(text: str, *, english: bool) -> str:
    """The first letter of another script, or in English wide; "" where there is none."""
    if text.isascii():
        return ""
    found = _MIXED.search(text)
    if not found and english and not has_chinese(text):
        found = _WIDE.search(text)
    return found[0] if found else ""


@lru_cache(maxsize=1)
def traditional() -> frozenset[str]:
    """The characters that only traditional Chinese has.

    >>> "鎮" in traditional(), "镇" in traditional(), "堃" in traditional()
    (True, False, False)
    """
    lines = Path(__file__).with_name("traditional.txt").read_text("utf-8").splitlines()
    return frozenset("".join(line for line in lines if not line.startswith("#")))


@rule("FQ-L18")
def chinese_is_simplified(data: Data) -> Iterator[Finding]:
    """A traditional character in a Chinese text; repairs alone, whose subject they are, may quote them."""
    unwanted = traditional()
    found = suspects(data, _is_traditional)
    texts = ((row, zh) for row, zh, _ in found if row.table != "source_repairs")
    figures = data.rows("figures") if "figures" in data.tables else ()
    for row, column in chain(texts, ((row, "printed") for row in figures)):
        if not _is_simplified(row[column]):
            letters = "".join(dict.fromkeys(each for each in row[column] if each in unwanted))
            yield row.finding("FQ-L18", column, value=row[column], letters=letters)


@asked_of_texts
def _is_traditional(zh: str, en: str) -> bool:
    return _any_traditional().search(zh) is not None


@cache
def _any_traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(traditional()))}]")


@by_text
def _is_simplified(text: str) -> bool:
    return traditional().isdisjoint(text)


@by_text
def well_written(zh: str, en: str) -> bool:
    """Whether a text and its translation are each in the script of their language.

    >>> well_written("青禾镇", "Qinghe Town"), well_written("青禾鎮", "Qinghe Town")
    (True, False)
    """
    return _is_simplified(zh) and (en.isascii() or not (_MIXED.search(en) or _WIDE.search(en)))
