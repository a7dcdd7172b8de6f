"""The pandera schema of each table as an attribute, made from the descriptor when it is asked for.

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

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .codes import entry
from .package import Json, shipped

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
    unique += [[str(field["name"])] for field in schema["fields"] if _constraints(field).get("unique")]
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

    >>> from .package import shipped
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
            checks=[pa.Check(test, name=code, error=words(code)) for code, test in _tests(field)],
            nullable=not _constraints(field).get("required", False),
            title=field.get("title"),
            description=field.get("description"),
        )
        for field in fields
    }


def _constraints(field: Json) -> Json:
    found: Json = field.get("constraints", {})
    return found


def _no_repeats(columns: list[str]) -> Callable[[Any], Any]:
    """Whether a row is the only one with its cells; a blank makes no two rows alike."""
    return lambda frame: ~(frame.duplicated(columns, keep=False) & frame[columns].notna().all(axis=1))


def _tests(field: Json) -> list[tuple[str, Callable[[Any], Any]]]:
    """Codes and vectorised tests for the constraints of one field."""
    constraints = _constraints(field)
    tests: list[tuple[str, Callable[[Any], Any]]] = []
    if "enum" in constraints:
        codes = list(constraints["enum"])
        tests.append(("FQ-T03", lambda column: column.isin(codes)))
    if "pattern" in constraints:
        pattern = f"(?:{constraints['pattern']})"
        tests.append(("FQ-T04", lambda column: column.str.fullmatch(pattern)))
    if "minimum" in constraints:
        low = constraints["minimum"]
        tests.append(("FQ-T05", lambda column: column >= low))
    if "maximum" in constraints:
        high = constraints["maximum"]
        tests.append(("FQ-T05", lambda column: column <= high))
    if "maxLength" in constraints:
        length = constraints["maxLength"]
        tests.append(("FQ-T10", lambda column: column.str.len() <= length))
    return tests
