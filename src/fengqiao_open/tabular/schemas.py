"""The pandera schema of each table as an attribute, built from the descriptor on first use.

    >>> from fengqiao_open import load, schemas
    >>> frame = schemas.observations.validate(load("observations"))
    >>> frame["value"].dtype
    dtype('float64')

Such a schema checks the columns, types, blanks, constraints and unique keys of any frame, in any order of
columns, and makes each column its own type first: categories become text, whole numbers `Int64`. What it
cannot know (references into other tables, the rules) is for `check` and `validate`.

This is the one converter from Table Schema to pandera: pandera's own turns dates into text and drops keys
(see its `io` module). Every check carries the code of the finding that it leads to as its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..datapackage.package import Json, shipped
from ..findings.catalogue import entry

if TYPE_CHECKING:
    import pandera.pandas as pa

# Dates count seconds: nanoseconds would end in 2262, and a wrong date is a finding and not a crash.
DTYPES = {"integer": "Int64", "year": "Int64", "number": "float64", "date": "datetime64[s]", "boolean": "boolean"}  # fmt: skip


def __getattr__(name: str) -> pa.DataFrameSchema:
    """The schema of a table; an `AttributeError` lists the names that there are."""
    if name.startswith("__"):
        raise AttributeError(name)
    names = shipped().tables
    if name not in names:
        raise AttributeError(f"There is no schema {name!r}. The tables are: {', '.join(names)}.")
    return _table_schema(name)


def __dir__() -> list[str]:
    return sorted(shipped().tables)


@lru_cache(maxsize=64)
def _table_schema(name: str) -> pa.DataFrameSchema:
    """The schema for frames of others: lenient on types and order, strict on all else, its words for people."""
    import pandera.pandas as pa

    schema: Json = shipped().resource(name)["schema"]
    unique = [list(schema["primaryKey"]), *schema.get("uniqueKeys", [])]
    unique += [
        [str(field["name"])] for field in schema["fields"] if field.get("constraints", {}).get("unique")
    ]
    keys = [
        pa.Check(
            _no_repeats(columns), name="FQ-K02", error=f"FQ-K02 {entry('FQ-K02').title('en')}: {columns}"
        )
        for columns in unique
    ]
    return pa.DataFrameSchema(
        _columns(list(schema["fields"]), lambda code: f"{code} {entry(code).title('en')}", typed=True),
        checks=keys,
        name=name,
        strict=True,
        coerce=True,
    )


def pandera_schema(name: str, fields: list[Json]) -> pa.DataFrameSchema:
    """The pandera schema that findings are made from: a column per field, the failing check named by its code.

    It is for frames that are made with the types of `DTYPES`, and so does not look at types.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> schema = pandera_schema("themes", shipped().fields("themes"))
    >>> schema.columns["theme_id"].nullable
    False
    """
    import pandera.pandas as pa

    return pa.DataFrameSchema(_columns(fields, str, typed=False), name=name, strict=True, ordered=True)


def _columns(fields: list[Json], words: Callable[[str], str], *, typed: bool) -> dict[str, pa.Column]:
    """A column per field, each with its type where that is asked for, its blanks and its constraints."""
    import pandera.pandas as pa

    return {
        str(field["name"]): pa.Column(
            DTYPES.get(str(field["type"]), "string") if typed else None,
            checks=[
                pa.Check(_test(each), name=each.code, error=words(each.code))
                for each in constraints(field)
                if each.kind != "required"
            ],
            nullable=not field.get("constraints", {}).get("required", False),
            title=field.get("title"),
            description=field.get("description"),
        )
        for field in fields
    }


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint of a field: what every engine's check is made from.

    Attributes:
        code: the code of the finding where it is broken.
        kind: `required`, `enum`, `pattern`, `minimum`, `maximum` or `maxLength`.
        argument: the codes, the pattern, the bound or the length.
    """

    code: str
    kind: str
    argument: Any


_CODES = {"required": "FQ-T02", "enum": "FQ-T03", "pattern": "FQ-T04", "minimum": "FQ-T05", "maximum": "FQ-T05", "maxLength": "FQ-T10"}  # fmt: skip


def constraints(field: Json) -> Iterator[Constraint]:
    """The constraints of one field that a cell can be held to by itself.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> [each.kind for each in constraints(shipped().fields("observations")[6])]
    ['required', 'minimum', 'maximum']
    """
    found: Json = field.get("constraints", {})
    for kind, code in _CODES.items():
        if found.get(kind) not in (None, False):
            yield Constraint(code, kind, found[kind])


def _no_repeats(columns: list[str]) -> Callable[[Any], Any]:
    """Whether a row is the only one with its cells; a blank makes no two rows alike."""
    return lambda frame: ~(frame.duplicated(columns, keep=False) & frame[columns].notna().all(axis=1))


def _test(constraint: Constraint) -> Callable[[Any], Any]:
    """A constraint as a test of a whole pandas column."""
    argument = constraint.argument
    match constraint.kind:
        case "enum":
            return lambda column: column.isin(list(argument))
        case "pattern":
            return lambda column: column.str.fullmatch(f"(?:{argument})")
        case "minimum":
            return lambda column: column >= argument
        case "maximum":
            return lambda column: column <= argument
        case "maxLength":
            return lambda column: column.str.len() <= argument
    raise ValueError(f"There is no test for the constraint {constraint.kind!r}.")
