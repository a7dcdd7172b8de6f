"""Rules on spelling: the identifiers, names and other texts of the package are the dictionary."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, islice
from operator import add

from ...datapackage.package import Json, shipped
from ...findings.report import Finding
from ...indicators.catalogue import records
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .edits import (
    differing,
    distinct_lower_words,
    distinct_words,
    lower_words,
    misspells,
    near,
    one_edit_apart,
    strange,
    suspicion,
    words,
)
from .languages import contradicted
from .letters import WIDE, capitals_of_names
from .lexicon import has_chinese, usual_words
from .pinyin import syllables
from .registry import rule
from .texts import asked_of_texts, message_words, names, suspects, twins

#: Tables of things that others name, by the column that links to them.
THINGS = {"organisation_id": "organisations", "project_id": "projects", "area_id": "areas"}
#: A Chinese name of fewer characters is too often another name one character away.
SHORTEST_CHINESE = 4
#: Of a word of this length or less, this number of others must be there for a misspelling to be certain.
SHORT, COMMON = 3, 5
#: Of a word in small letters of this length or more that is another with a letter doubled, or with two
#: exchanged or one lost, so many letter triples must be strange for it to be no word. Of the 234,000 words
#: of Webster's Second and GCIDE, one is so near to a word of this library or of the shipped texts: dobule.
LONG, NO_WORD, NO_WORD_DOUBLED = 6, 3, 2
#: Of a name in a note, fewer may be.
NO_NAME = 2
_LATIN = re.compile("[A-Za-z]{5,}")


@dataclass(frozen=True, slots=True)
class _Words:
    """The English words of a package, in lower case.

    Attributes:
        cells: row, column and words of each text.
        keys: the rows, of whose identifiers the words are read too.
        number: in how many cells and identifiers each word occurs.
    """

    cells: list[tuple[Row, str, tuple[str, ...]]]
    keys: list[Row]
    number: Mapping[str, int]

    def proper(self, words: set[str]) -> Set[str]:
        """Those of some words that are nowhere written in small letters."""
        with_them = (row[en] for row, en, found in self.cells if not words.isdisjoint(found))
        return words.difference(*map(distinct_words, with_them))


def _read(data: Data) -> _Words:
    cells = [(row, en, lower_words(row[en])) for row, _, en in twins(data) if row[en]]
    tables = (data.rows(name) for name in data.tables if not data.generated(name))
    keys = [row for rows in tables for row in rows]
    number = Counter(chain.from_iterable({*row.key.split("-")} for row in keys))
    number = Counter({word: times for word, times in number.items() if word.isalpha()})
    number.update(chain.from_iterable({*found} for _, _, found in cells))
    return _Words(cells, keys, number)


def _slug(key: str) -> tuple[str, ...]:
    """The words of an identifier."""
    return tuple(word for word in key.split("-") if word.isalpha())


def _linked(data: Data, row: Row) -> Sequence[Row]:
    """The things that a row is linked to by name."""
    return data.once(_links).get((row.table, row.line), ())


def _links(data: Data) -> Mapping[tuple[str, int], Sequence[Row]]:
    """The things that each row is linked to, by the table and the line of the row."""
    found: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for column, target in THINGS.items():
        things = data.by_key(target) if target in data.tables else {}
        for name, table in data.tables.items():
            if things and name != target and column in table.columns:
                for row, thing in zip(table.rows, map(things.get, table.column(column)), strict=True):
                    if thing is not None:
                        found[name, row.line].append(thing)
    return found


@rule("FQ-L20", "areas", "organisations", "projects", others=("FQ-L21", "FQ-L30"))
def words_are_spelled_as_elsewhere(data: Data) -> Iterator[Finding]:
    """A name one edit away from what its identifier, or the thing that its row is linked to, is called.

    A rare word that only other texts contradict is a note: FQ-L21. Letters in a row as in no other word make
    no word at all: FQ-L30.
    """
    read = data.once(_read)
    rare = {word for word, number in read.number.items() if number == 1 and word.isascii()}
    described = _described(data)
    close = near(rare, read.number.keys() | described, _written())
    reported = list(_names(data, read, rare, close))
    misspelled = list(_misspelled(read, rare - _of_catalogue() - usual_words(), close, described))
    # A text that other rows have right is reported as such.
    apart = contradicted(data) if reported or misspelled else set()
    reported = [each for each in reported if (each.table, each.line, each.column[:-3]) not in apart]
    yield from reported
    yield from _chinese(data)
    cells = {(each.table, each.line, each.column) for each in reported}
    for row, column, word, wanted, odd in misspelled:
        if (row.table, row.line, column) not in cells:
            alone = (row.table, row.line, column[:-3]) not in apart
            certain = alone and word in words(row[column]) and _is_no_word(word, wanted, odd)
            code = "FQ-L30" if certain else "FQ-L21"
            yield row.finding(code, column, word=word, wanted=wanted, value=row[column])


def _is_no_word(word: str, wanted: str, odd: int) -> bool:
    """Whether a word is no other word than the one it misspells, to all likelihood."""
    extra, _, _ = differing(word, wanted)
    doubled = len(word) > len(wanted) and extra * 2 in word
    exchanged_or_lost = len(word) < len(wanted) or sorted(word) == sorted(wanted)
    return len(word) >= LONG and (odd >= NO_WORD if exchanged_or_lost else doubled and odd >= NO_WORD_DOUBLED)


# Two words of letters with one space between them; none is a part of a word with a hyphen or an apostrophe.
_TWO = re.compile(r"(?<![\w'’.-])([A-Za-z]+) (?=([A-Za-z]+)(?![\w'’-]))")
# Letters that are words of their own.
_ALONE = ("a", "i", "o")


@rule("FQ-L27")
def words_are_not_split(data: Data) -> Iterator[Finding]:
    """A word with a space in it: a letter, or letters as in no word, make a known word with the next part."""
    read = data.once(_read)
    written = _written()
    known = written.union(word for word, number in read.number.items() if number > 1)
    pairs = [
        (row, column, one, two, joined)
        for row, column, found in read.cells
        if not known.isdisjoint(map(add, found, found[1:]))
        for one, two in _TWO.findall(row[column])
        if len(joined := f"{one}{two}".lower()) > SHORT and joined in known
    ]
    parts = {part.lower() for _, _, one, two, _ in pairs for part in (one, two)}
    rare = {part for part in parts if read.number[part] == 1 and part not in written}
    oddity = strange(rare, read.number.keys() - rare, written) if rare else {}
    for row, column, one, two, joined in pairs:
        both = one.lower(), two.lower()
        letter = any(len(part) == 1 and part not in _ALONE for part in both)
        if (letter and not rare.isdisjoint(both)) or any(oddity.get(part) for part in both):
            yield row.finding("FQ-L27", column, value=row[column], word=f"{one} {two}", joined=joined)


@rule("FQ-L28")
def latin_words_are_spelled_alike(data: Data) -> Iterator[Finding]:
    """A Latin word in a Chinese text that misspells a word of its English twin, or the other way round.

    A name with a capital inside (GeoNames) has the same capitals in both.
    """
    found: list[tuple[Row, str, str, str, str]] = []
    for row, column, word, other in capitals_of_names(data):
        yield row.finding("FQ-L28", column, value=row[column], word=word, other=other)
    for row, zh, en in suspects(data, _has_own_latin):
        own, others = _latin(row[zh]), distinct_lower_words(row[en])
        found += [
            (row, zh, en, word, other)
            for word in sorted(own - others)
            for other in sorted(others - own)
            if misspells(word, other)
        ]
    number = data.once(_read).number if found else {}
    for row, zh, en, word, other in found:
        column, wrong, right = (zh, word, other) if number.get(other, 0) > 1 else (en, other, word)
        yield row.finding("FQ-L28", column, value=row[column], word=wrong, other=right)


@asked_of_texts
def _has_own_latin(zh: str, en: str) -> bool:
    own = _latin(zh)
    return bool(own) and not own <= distinct_lower_words(en)


def _latin(text: str) -> frozenset[str]:
    """The Latin words of a Chinese text, in lower case; wide letters are for FQ-L34."""
    found = _LATIN.findall(text)
    latin = found and has_chinese(text) and not WIDE.search(text)
    return frozenset(lower_words(" ".join(found)) if latin else ())


def _names(data: Data, read: _Words, rare: set[str], close: Mapping[str, list[str]]) -> Iterator[Finding]:
    """English names, and identifiers, that are misspelled by what belongs to them."""
    known = _known_words()
    # Change is an English word and Changge a name in pinyin: neither misspells the other.
    intended = {
        word: [
            other
            for other in others
            if misspells(word, other)
            and not (word in known and other not in known)
            and not (other in known and word not in known and syllables(word))
        ]
        for word, others in close.items()
    }
    intended = {word: others for word, others in intended.items() if others}
    in_names = [each for each in read.cells if names(each[1])]
    suspect = [each for each in in_names if not intended.keys().isdisjoint(each[2])]
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row, _, found in in_names if suspect else ():
        for thing in _linked(data, row):
            named[thing.table, thing.key].update(word for word in found if word not in rare)
    for row, column, found in suspect:
        wrong = [word for word in found[_judged(row) :] if word in intended]
        if not wrong:
            continue
        expected = {*_slug(row.key), *named.get((row.table, row.key), ())}
        for thing in _linked(data, row):
            expected.update(lower_words(thing["name_en"])[_judged(thing) :])
        pairs = ((word, each) for word in wrong for each in intended[word] if each in expected - set(found))
        for word, right in islice(pairs, 1):
            yield row.finding("FQ-L20", column, value=row[column], word=word, wanted=right)
    yield from _names_in_notes(data, read, intended)
    yield from _identifiers(read, rare, intended)


def _names_in_notes(data: Data, read: _Words, intended: Mapping[str, list[str]]) -> Iterator[Finding]:
    """Misspelled words of a name in a note: that of its own row or of one linked, which its Chinese names."""
    oddity = strange(intended, read.number.keys() - intended.keys())
    odd = {word for word, number in oddity.items() if number >= NO_NAME}
    for row, column, found in read.cells if odd else ():
        if names(column) or odd.isdisjoint(found):
            continue
        wrong = [word for word in found if word in odd]
        own = [row] if row.table in THINGS.values() else []
        for thing in (*own, *_linked(data, row)):
            if thing["name_zh"][:NO_NAME] in row[f"{column[:-2]}zh"]:
                expected = set(lower_words(thing["name_en"])) - set(found)
                pairs = ((word, each) for word in wrong for each in intended[word] if each in expected)
                for word, right in islice(pairs, 1):
                    yield row.finding("FQ-L20", column, value=row[column], word=word, wanted=right)


def _judged(thing: Row) -> int:
    """The first word of an English name that is checked here: that of a village or town is for FQ-L07."""
    return int(thing.table == "areas" and thing["type"] in ("village", "town"))


def _identifiers(read: _Words, rare: set[str], intended: Mapping[str, list[str]]) -> Iterator[Finding]:
    """Identifiers with a word that is one edit away from one of their names."""
    for row, column, found in read.cells:
        if column == "name_en" and not intended.keys().isdisjoint(row.key.split("-")):
            slug = _slug(row.key)
            for word in (each for each in slug if each in intended):
                known = set(found) - {*slug, *rare}
                if right := [each for each in intended[word] if each in known]:
                    yield row.finding("FQ-L20", _key_column(row), value=row.key, word=word, wanted=right[0])
                    break


def _key_column(row: Row) -> str:
    return next(column for column, cell in row.cells.items() if cell == row.key)


def _chinese(data: Data) -> Iterator[Finding]:
    """Chinese names with another character, or two exchanged, than the thing that their row is linked to.

    The English name must be the same: two things may differ in one Chinese character.
    """
    exact: Counter[tuple[str, str]] = Counter()
    missed: dict[tuple[str, str], list[tuple[Row, str, str]]] = defaultdict(list)
    for row, zh, en in twins(data):
        for thing in _linked(data, row) if names(zh) and row[zh] else ():
            name = thing["name_zh"]
            if name in row[zh]:
                exact[thing.table, thing.key] += 1
            elif (part := _near(row[zh], name)) and set(lower_words(thing["name_en"])) <= set(
                lower_words(row[en])
            ):
                missed[thing.table, thing.key].append((row, zh, part))
    for (table, key), found in missed.items():
        thing, forms = data.by_key(table)[key], {part for _, _, part in found}
        if not exact[table, key] and len(found) > 1 and len(forms) == 1:
            name = thing["name_zh"]
            yield thing.finding("FQ-L20", "name_zh", value=name, word=name, wanted=min(forms))
            continue
        for row, zh, part in found:
            yield row.finding("FQ-L20", zh, value=row[zh], word=part, wanted=thing["name_zh"])


def _near(text: str, name: str) -> str:
    """The part of a text that is one edit away from a name, "" where there is none."""
    size = len(name)
    if size < SHORTEST_CHINESE or len(set(name) - set(text)) > 1:
        return ""
    parts = (text[at : at + size] for at in range(len(text) - size + 1))
    return next((part for part in parts if one_edit_apart(part, name)), "")


def _misspelled(
    read: _Words, rare: set[str], close: Mapping[str, list[str]], described: Set[str]
) -> Iterator[tuple[Row, str, str, str, int]]:
    """Row, column, rare word, likely word and how many letter triples of the rare word no other word has.

    Names are let alone: Xinmin and Xinming are two.
    """
    written = _written() | described
    near_by = [
        (word, other)
        for word in (rare - written) & close.keys()
        for other in close[word]
        if suspicion(word, other)
    ]
    proper = read.proper({other for _, other in near_by} - written)
    found: dict[str, list[str]] = defaultdict(list)
    for word, other in near_by:
        if other not in proper:
            found[word].append(other)
    suspect = found.keys()
    oddity = strange(suspect, (read.number.keys() | described) - suspect, _written())
    likely: dict[str, str] = {}
    for word, odd in oddity.items():
        for right in sorted(found[word], key=partial(suspicion, word)):  # exchanged letters first
            if odd >= suspicion(word, right) and _known(right, read, written):
                likely.setdefault(word, right)
    texts = (*read.cells, *((row, "", _slug(row.key)) for row in read.keys)) if likely else ()
    for row, column, each in texts:
        for word in (word for word in each if word in likely and not _names_a_place(row, word)):
            if column and word.upper() in words(row[column]):
                continue  # an abbreviation: GDP is no gap
            yield row, column or _key_column(row), word, likely[word], oddity[word]


def _names_a_place(row: Row, word: str) -> bool:
    """Whether a word of an area's row is how its Chinese name, or a part of it, is pronounced: Heze of 菏泽."""
    return row.table == "areas" and 0 < syllables(word) <= len(row["name_zh"])


def _known(word: str, read: _Words, written: Set[str]) -> bool:
    """Whether a word occurs elsewhere; a short one must be a common one."""
    return word in written or read.number[word] > (1 if len(word) > SHORT else COMMON)


@cache
def _written() -> frozenset[str]:
    """The English words of this library's messages, in lower case."""
    return frozenset(word.lower() for word in message_words())


@cache
def _of_catalogue() -> frozenset[str]:
    """The English words of the indicators of the catalogue, in lower case."""
    texts = (row[name] for row in records() for name in ("indicator_id", "name_en", "definition_en"))
    return frozenset(map(str.lower, distinct_words("\n".join(texts))))


@cache
def _known_words() -> frozenset[str]:
    return _written() | _of_catalogue() | usual_words()


def _described(data: Data) -> Set[str]:
    """The English words of the descriptor, in lower case."""
    standard = {name: shipped().resource(name)["schema"] for name in shipped().tables}
    words = set[str]()
    for resource in data.descriptor["resources"]:
        name, schema = resource["name"], resource["schema"]
        # Most packages have the schemas of the standard.
        words |= _of_standard(name) if schema is standard.get(name) else _of_schema(schema)
    return words


def _of_schema(schema: Json) -> frozenset[str]:
    texts = (f"{field.get('title', '')} {field.get('description', '')}" for field in schema["fields"])
    return frozenset(map(str.lower, distinct_words("\n".join(texts))))


@cache
def _of_standard(name: str) -> frozenset[str]:
    return _of_schema(shipped().resource(name)["schema"])
