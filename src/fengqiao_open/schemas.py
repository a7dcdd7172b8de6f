"""Table Schema to pandera: the one converter, from the descriptor's fields to the schema that checks their values.

pandera's own reader of Table Schemas turns dates into text and drops foreign keys (see its `io` module),
so the few properties that the descriptor uses are converted here. Every check carries the code of the
finding that it leads to as its name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .package import Json

if TYPE_CHECKING:
    import pandera.pandas as pa

DTYPES = {"integer": "Int64", "year": "Int64", "number": "float64", "date": "datetime64[ns]", "boolean": "boolean"}


def pandera_schema(name: str, fields: list[Json]) -> pa.DataFrameSchema:
    """The pandera schema of one table: a column per field, each with its type, its blanks and its constraints.

    >>> from .package import shipped
    >>> schema = pandera_schema("themes", shipped().fields("themes"))
    >>> schema.columns["theme_id"].nullable
    False
    """
    import pandera.pandas as pa

    columns = {
        str(field["name"]): pa.Column(
            DTYPES.get(str(field["type"]), "string"),
            checks=[pa.Check(test, name=code, error=code) for code, test in _tests(field)],
            nullable=not field.get("constraints", {}).get("required", False),
            title=field.get("title"),
            description=field.get("description"),
        )
        for field in fields
    }
    return pa.DataFrameSchema(columns, name=name, strict=True, ordered=True)


def _tests(field: Json) -> list[tuple[str, Callable[[Any], Any]]]:
    """Codes and vectorised tests for the constraints of one field."""
    constraints = field.get("constraints", {})
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
