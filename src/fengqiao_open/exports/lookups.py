"""Look-up columns: what an identifier in a sheet stands for, filled in from other tables.

A reader of `fengqiao-2023-p10-03` learns nothing; “固定资产投资 · 凤桥镇 · 2022 · 21.3亿元” is what it means. Such a
column is of the workbook only. Its name has a point, which no column of a table has:
`observation_id.indicator`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from ..datapackage.schema import Resource, Words, written
from ..lang import Lang, sentence
from ..tabular.csv import Row
from ..tabular.csv import Table as CsvTable
from ..tabular.dataset import Data
from .content import Content
from .facts import in_lang, in_words

_Find = Callable[[Row, Data, Lang], str]
_STATISTIC = ("indicator", "area", "period", "printed")
#: The columns that name a row, in the order in which they are sought.
_NAMES = ("indicator", "name", "question", "title")


@dataclass(frozen=True, slots=True)
class Lookup:
    """A look-up column.

    Attributes:
        name: the column of the table that it explains, a point, and what of it is shown.
        title: its title.
        find: the text for a row of the table.
    """

    name: str
    title: Words
    find: _Find

    @property
    def link(self) -> str:
        """The column that it explains."""
        return self.name.partition(".")[0]


def is_lookup(name: str) -> bool:
    """Whether a column of a sheet is a look-up column.

    >>> is_lookup("observation_id.indicator"), is_lookup("indicator_zh")
    (True, False)
    """
    return "." in name


def lookups(table: str) -> tuple[Lookup, ...]:
    """The look-up columns of a table, in order.

    >>> [each.name for each in lookups("project_stages")]
    ['project_id.name', 'passage_id.paragraph']
    """
    return _LOOKUPS.get(table, ())


def data_of(content: Content) -> Data:
    """The tables of an export as text, for look-ups."""
    tables = {}
    for table in content.tables:
        cells = (dict(zip(table.names, map(written, row), strict=True)) for row in table.rows)
        rows = tuple(Row(table.name, at, row[table.key], row) for at, row in enumerate(cells, 2))
        tables[table.name] = CsvTable(table.name, tuple(table.names), rows)
    return Data(tables, {**content.package, "resources": list(content.resources.values())})


def _row(data: Data, table: str, key: str) -> Row | None:
    return data.row(table, key) if key and table in data.tables else None


def _text(row: Row, column: str, data: Data, lang: Lang) -> str:
    """A cell in a language: the text of that language, else the label of a code, else what is there."""
    if f"{column}_{lang}" in row.cells:
        return row[f"{column}_{lang}"]
    code = data.codes(row.table, column).get(row[column], {})
    return str(code.get("label" if lang == "en" else "fq:labelZh", row[column]))


def _path(link: str, *steps: tuple[str, str]) -> _Find:
    """From a column to a row of a table, to a column of it, and on."""

    def find(row: Row, data: Data, lang: Lang) -> str:
        text = row[link]
        for table, column in steps:
            found = _row(data, table, text)
            text = _text(found, column, data, lang) if found else ""
        return text

    return find


def _lookup(name: str, *steps: tuple[str, str], title: str = "") -> Lookup:
    link, _, shown = name.partition(".")
    return Lookup(name, in_words(f"lookup.{title or shown}"), _path(link, *steps))


def _statistic(link: str, end: str = "", shown: Iterable[str] = _STATISTIC) -> tuple[Lookup, ...]:
    """What a statistic is; `end` says of which end of a relation."""

    def title(each: str) -> Words:
        named = in_words(f"lookup.{each}")
        if not end:
            return named
        of_end = partial(sentence, "exports", f"lookup.{end}")
        return Words(of_end("en", title=named.en), of_end("zh", title=named.zh))

    return tuple(Lookup(f"{link}.{each}", title(each), _path(link, ("statistics", each))) for each in shown)


def _subject(row: Row, data: Data) -> Row | None:
    """The row that a known issue is about; a statistic with all its names."""
    table = "statistics" if row["table"] == "observations" else row["table"]
    return _row(data, table, row["key"])


def _of_subject(column: str) -> _Find:
    def find(row: Row, data: Data, lang: Lang) -> str:
        found = _subject(row, data)
        return _text(found, column, data, lang) if found else ""

    return find


def _name_of_subject(row: Row, data: Data, lang: Lang) -> str:
    found = _subject(row, data)
    return _name(found, data, lang) if found else ""


def _name(row: Row, data: Data, lang: Lang) -> str:
    return next(filter(None, (_text(row, column, data, lang) for column in _NAMES)), "")


def _title_of_table(row: Row, data: Data, lang: Lang) -> str:
    found = _resource(row, data)
    return in_lang(found.title, lang) if found else row["table"]


def _title_of_field(row: Row, data: Data, lang: Lang) -> str:
    found = _resource(row, data)
    titles = (each.title for each in found.fields if each.name == row["field"]) if found else ()
    return next((in_lang(each, lang) for each in titles), row["field"])


def _expected(row: Row, data: Data, lang: Lang) -> str:
    """The value that a known issue expects: the label of a code, the name behind an identifier, else as it
    is.
    """
    field, value = row["field"], row["expected"]
    found = _resource(row, data)
    for link in found.foreign_keys if found else ():
        if link.column == field and (other := _row(data, link.table, value)):
            return _name(other, data, lang) or value
    return _text(Row(row["table"], row.line, row.key, {field: value}), field, data, lang)


def _resource(row: Row, data: Data) -> Resource | None:
    """The table that a known issue is about, as the descriptor has it."""
    found = (each for each in data.descriptor["resources"] if each["name"] == row["table"])
    return next(map(Resource.of, found), None)


def _recipient_type(row: Row, data: Data, lang: Lang) -> str:
    for link, table in (("organisation_id", "organisations"), ("area_id", "areas")):
        if found := _path(link, (table, "type"))(row, data, lang):
            return found
    return ""


def _larger_number(row: Row, data: Data, lang: Lang) -> str:
    """Of an award that is an example: the number that it is one of, as printed."""
    if row["example"] != "true":
        return ""
    found = _row(data, "statistics", row["observation_id"])
    if not found:
        return sentence("exports", "example", lang)
    words = {"indicator": _text(found, "indicator", data, lang), "printed": found["printed"]}
    return sentence("exports", "example_of", lang, **words)


def _also_printed(row: Row, data: Data, lang: Lang) -> str:
    """Values of the report for what a derived value is about too: a printed target where one is implied."""
    same = ("indicator_id", "area_id", "period", "measure", "status")
    if not row["indicator_id"] or "statistics" not in data.tables:
        return ""
    found = data.groups("statistics", *same).get(tuple(row[each] for each in same), ())
    words = (
        sentence("exports", "also_printed", lang, printed=each["printed"], paragraph=each["paragraph"])
        for each in found
    )
    return sentence("exports", "separator", lang).join(words)


_PARAGRAPH = _lookup("passage_id.paragraph", ("passages", "paragraph"))
_THEME_OF_PASSAGE = _lookup("passage_id.theme", ("passages", "theme_id"), ("themes", "name"))
_PROJECT = _lookup("project_id.name", ("projects", "name"), title="project")
_THEME = _lookup("theme_id.name", ("themes", "name"), title="theme")

_LOOKUPS: Mapping[str, tuple[Lookup, ...]] = {
    "passages": (_THEME,),
    "indicators": (_THEME,),
    "observations": _statistic("observation_id", shown=("indicator", "area", "printed", "unit", "paragraph")),
    "relations": (*_statistic("from_observation_id", "from"), *_statistic("to_observation_id", "to")),
    "discrepancies": (
        Lookup("key.name", in_words("lookup.name"), _name_of_subject),
        *(Lookup(f"key.{each}", in_words(f"lookup.{each}"), _of_subject(each)) for each in _STATISTIC[1:]),
        Lookup("table.title", in_words("lookup.table"), _title_of_table),
        Lookup("field.title", in_words("lookup.field"), _title_of_field),
        Lookup("expected.name", in_words("lookup.expected"), _expected),
    ),
    "organisations": (_PARAGRAPH,),
    "projects": (
        _lookup("organisation_id.name", ("organisations", "name"), title="organisation"),
        _PARAGRAPH,
    ),
    "project_stages": (_PROJECT, _PARAGRAPH),
    "project_observations": (_PROJECT, *_statistic("observation_id")),
    "awards": (
        Lookup("organisation_id.type", in_words("lookup.recipient_type"), _recipient_type),
        _THEME_OF_PASSAGE,
        _PARAGRAPH,
        Lookup("observation_id.example", in_words("lookup.example"), _larger_number),
    ),
    "commitments": (
        _THEME,
        _PARAGRAPH,
        _lookup("observation_id.printed", ("statistics", "printed")),
    ),
    "derived": (Lookup("derived_id.printed", in_words("lookup.also_printed"), _also_printed),),
}
