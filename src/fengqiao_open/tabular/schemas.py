"""The pandera schema of each table as an attribute, built from the descriptor on first use.

    >>> from fengqiao_open import load, schemas
    >>> frame = schemas.observations.validate(load("observations"))
    >>> frame["value"].dtype
    dtype('float64')

A schema converts each column to its type (categories to strings, integers to `Int64`) and checks columns, in
any order, missing values, constraints and unique keys. References and rules are for `check` and `validate`.
pandera's own converter turns dates into strings and drops keys. A check is named by the code of its finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ..datapackage.package import shipped
from ..datapackage.schema import Field, Resource
from ..errors import worded
from ..findings.catalogue import entry

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa


def __getattr__(name: str) -> pa.DataFrameSchema:
    """The schema of a table; an `AttributeError` lists the names that there are."""
    if name.startswith("__"):
        raise AttributeError(name)
    names = shipped().tables
    if name not in names:
        raise worded(AttributeError, "no-schema", name=name, known=", ".join(names))
    return table_schema(shipped().schema(name))


def __dir__() -> list[str]:
    return sorted(shipped().tables)


@lru_cache(maxsize=64)
def table_schema(table: Resource) -> pa.DataFrameSchema:
    """The schema for users' DataFrames: lenient on types and order, strict on all else."""
    import pandera.pandas as pa

    required = {field.name for field in table.fields if field.required}
    combined = [list(key) for key in table.unique_keys if len(key) > 1 and required.issuperset(key)]
    partly_missing = [key for key in table.unique_keys if not required.issuperset(key)]
    columns = {
        field.name: pa.Column(
            field.data_type.pandas,
            checks=list(_checks(field, lambda code: f"{code} {entry(code).title('en')}")),
            nullable=not field.required,
            unique=field.required and (field.unique or table.primary_key == (field.name,)),
            title=field.title.en,
            description=field.description.en,
        )
        for field in table.fields
    }
    return pa.DataFrameSchema(
        columns,
        checks=[_unique_where_present(key) for key in partly_missing],
        unique=combined or None,
        # Of all copies, pandera cannot list those whose index has one label twice, as after `concat`.
        report_duplicates="exclude_first",
        name=table.name,
        title=table.title.en,
        description=table.description.en,
        strict=True,
        coerce=True,
    )


def _unique_where_present(columns: tuple[str, ...]) -> pa.Check:
    """A check of pandera's own kind that a key occurs once, a missing value making no two rows equal."""
    import pandera.pandas as pa
    from pandera import extensions

    if not hasattr(pa.Check, unique_where_present.__name__):
        extensions.register_check_method(statistics=["columns"])(unique_where_present)
    error = f"FQ-K02 {entry('FQ-K02').title('en')}: {', '.join(columns)}"
    found: pa.Check = pa.Check.unique_where_present(columns=list(columns), error=error)
    return found


def unique_where_present(frame: pd.DataFrame, *, columns: Sequence[str]) -> Any:
    """Whether a row is the only one with its values; for pandera's `unique`, two missing values are equal.

    >>> import pandas
    >>> unique_where_present(pandas.DataFrame({"a": [1, 1, None, None]}), columns=["a"]).to_list()
    [False, False, True, True]
    """
    names = list(columns)
    return ~(frame.duplicated(names, keep=False) & frame[names].notna().all(axis=1))


def pandera_schema(name: str, fields: Sequence[Field]) -> pa.DataFrameSchema:
    """The pandera schema that findings are made from, for DataFrames that have the types of the fields.

    >>> schema = pandera_schema("themes", shipped().schema("themes").fields)
    >>> schema.columns["theme_id"].nullable
    False
    """
    import pandera.pandas as pa

    columns = {
        field.name: pa.Column(checks=list(_checks(field, str)), nullable=not field.required)
        for field in fields
    }
    return pa.DataFrameSchema(columns, name=name, strict=True, ordered=True)


#: The code of what each constraint finds.
CODES = {
    "required": "FQ-T02",
    "enum": "FQ-T03",
    "pattern": "FQ-T04",
    "minimum": "FQ-T05",
    "maximum": "FQ-T05",
    "maxLength": "FQ-T10",
}


def _checks(field: Field, words: Callable[[str], str]) -> Iterator[pa.Check]:
    """The constraints of a field as pandera's own checks, each named by the code of its finding."""
    from pandera.pandas import Check

    for kind, argument in constraints(field):
        made = {
            "enum": partial(Check.isin, argument),
            "pattern": partial(Check.str_matches, rf"(?:{argument})\Z"),
            "minimum": partial(Check.ge, argument),
            "maximum": partial(Check.le, argument),
            "maxLength": partial(Check.str_length, None, argument),
        }
        if kind in made:
            yield made[kind](name=CODES[kind], error=words(CODES[kind]))


class Constraint(NamedTuple):
    """One constraint of a field: what every engine's check is made from.

    Attributes:
        kind: `required`, `enum`, `pattern`, `minimum`, `maximum` or `maxLength`.
        argument: the codes, the pattern, the bound or the length.
    """

    kind: str
    argument: Any


def constraints(field: Field) -> Iterator[Constraint]:
    """The constraints of one field that a cell can be held to by itself.

    >>> [each.kind for each in constraints(shipped().schema("observations").fields[6])]
    ['required', 'minimum', 'maximum']
    """
    for kind in CODES:
        argument = field.constraints.get(kind)
        if argument is not None and argument is not False:  # 0 equals False, and is a bound
            yield Constraint(kind, argument)
