"""The columns of the tables that functions compute, `wide` and `targets`: their names, types and titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ..datapackage.package import Package
from ..datapackage.schema import Field, Words
from ..lang import Lang, sentence, texts

MEASURES = ("level", "growth_yoy", "growth", "rate", "share", "ratio_to_target", "class", "rank")
# What the wide table states of actual values and of targets; of targets with `target_` before it.
_STATED = (
    *("level", "unit", "base_level", "base_unit", *MEASURES[1:]),
    *("rank_scope", "qualifiers", "paragraph", "printed"),
)
WIDE = (
    *("source_id", "theme", "indicator_id", "indicator", "area_id", "area", "period", *_STATED),
    *("target_period", "target_status", *(f"target_{each}" for each in _STATED)),
    *("needed_level", "needed_growth", "observation_ids"),
)
TARGETS = (
    *("source_id", "observation_id", "indicator_id", "indicator", "area", "period", "status"),
    *("status_label", "measure", "measure_label", "target", "qualifier", "qualifier_label", "unit"),
    *("printed", "paragraph", "actual_period", "actual", "actual_unit"),
    *("needed_level", "needed_level_low", "needed_level_high"),
    *("needed_growth", "needed_growth_low", "needed_growth_high"),
    *("commitments", "achieved", "met", "note"),
)
COMPUTED: Mapping[str, tuple[str, ...]] = MappingProxyType({"wide": WIDE, "targets": TARGETS})
_REQUIRED = {
    "wide": ("source_id", "theme", "indicator_id", "indicator", "area_id", "area", "observation_ids"),
    "targets": (
        *("source_id", "observation_id", "indicator_id", "indicator", "area", "period"),
        *("status", "status_label", "measure", "measure_label"),
    ),
}
# The order of the codebook.
_LANGS: tuple[Lang, ...] = ("en", "zh")
_TARGET = "target_"
_NUMBERS = ("base_level", "needed_level", "needed_growth", "target", "actual", "achieved", *MEASURES)
_DTYPES = {"integer": "Int64", "number": "float64", "boolean": "boolean", "string": "string"}


def kind(column: str) -> str:
    """The type of a computed column, in the words of Table Schema.

    >>> kind("target_period"), kind("needed_level_low"), kind("target_unit"), kind("met")
    ('integer', 'number', 'string', 'boolean')
    """
    name = column.removeprefix(_TARGET)
    if name in ("period", "actual_period", "paragraph", "rank"):
        return "integer"
    if name == "met":
        return "boolean"
    return "number" if name.removesuffix("_low").removesuffix("_high") in _NUMBERS else "string"


def dtypes(table: str) -> dict[str, str]:
    """The pandas dtype of each column of a computed table."""
    return {each: _DTYPES[kind(each)] for each in COMPUTED[table]}


def described(table: str, package: Package) -> Iterator[dict[str, object]]:
    """A row of the codebook for each column: its own title, that of `statistics`, or that of its measure."""
    schema = package.schema("statistics")
    fields = {short: schema.field(name) for name, short in schema.in_language("en").items()}
    for column, dtype in dtypes(table).items():
        # What is in the language that the function is asked for has a title without a language.
        field = None if f"column.{column}" in texts("tables", "en") else fields.get(column)
        yield {
            "column": column,
            "type": kind(column),
            "dtype": dtype,
            **{f"title_{lang}": _title(column, fields, lang) for lang in _LANGS},
            **{f"description_{lang}": _in(field.description, lang) if field else "" for lang in _LANGS},
            "required": column in _REQUIRED[table],
            "example": field.example if field else "",
            "codes": ", ".join(code.value for code in field.codes) if field else "",
            "refers_to": "",
        }


def _title(column: str, fields: Mapping[str, Field], lang: Lang) -> str:
    own = texts("tables", lang)
    if f"column.{column}" in own:
        return own[f"column.{column}"]
    if column in fields:
        return _in(fields[column].title, lang)
    labels = {code.value: code.label for code in fields["measure"].codes}
    if column in labels:
        return _in(labels[column], lang)
    return sentence("tables", "of_target", lang, title=_title(column.removeprefix(_TARGET), fields, lang))


def _in(words: Words, lang: Lang) -> str:
    return words.zh if lang == "zh" else words.en
