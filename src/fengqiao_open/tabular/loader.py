"""One table as a pandas DataFrame, with the dtypes of the descriptor."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import chain
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from ..datapackage.attrs import attrs
from ..datapackage.characters import visible
from ..datapackage.files import read_named
from ..datapackage.package import Package, read_package, shipped
from ..datapackage.schema import Field
from ..errors import PackageError, UnknownKeyError, did_you_mean, needs_text, worded
from ..findings.suggest import nearest_key
from ..lang import LANGS, Lang, both, sentence
from ..optional import extra
from .engines import Engine, in_engine
from .strict import Cells, InvalidTableError, read_cells, unreadable

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from ..datapackage.tablenames import TableName

T = TypeVar("T")
#: What a row must meet: in one of these columns, one of these values.
Condition = Mapping[str, Collection[object]]


def tables(package: str | Path | None = None) -> pd.DataFrame:
    """The tables of a package: a row per table, with `name`, `title` and the number of `rows`.

    >>> tables().set_index("name").loc["observations", "title"]
    'Observations'
    """
    import pandas as pd

    found = read_package(package)
    names = found.tables
    titles = [found.resource(name).get("title", name) for name in names]
    sizes = [_large().count(found, name) if found.compiled else len(_read(found, name)) for name in names]
    return pd.DataFrame({"name": names, "title": titles, "rows": sizes})


@overload
def load(
    name: TableName,
    package: str | Path | None = None,
    *,
    engine: Literal["pandas"] = "pandas",
    version: str | None = None,
    source: str | Path | None = None,
    sha256: str | None = None,
) -> pd.DataFrame: ...


@overload
def load(
    name: TableName,
    package: str | Path | None = None,
    *,
    engine: Literal["polars"],
    version: str | None = None,
    source: str | Path | None = None,
    sha256: str | None = None,
) -> pl.DataFrame: ...


@overload
def load(
    name: TableName,
    package: str | Path | None = None,
    *,
    engine: Literal["arrow"],
    version: str | None = None,
    source: str | Path | None = None,
    sha256: str | None = None,
) -> pa.Table: ...


def load(
    name: TableName,
    package: str | Path | None = None,
    *,
    engine: Engine = "pandas",
    version: str | None = None,
    source: str | Path | None = None,
    sha256: str | None = None,
) -> pd.DataFrame | pl.DataFrame | pa.Table:
    """One table as a DataFrame: a row per record, a column per field of the descriptor.

    Strings are `string`, code lists categoricals in the descriptor's order, integers and years `int64`
    (`Int64` where values may be missing), numbers `float64`, booleans `bool`, dates `datetime64`. Changing
    the DataFrame does not change the next load. `frame.attrs` has title, version, licence and citation of the
    package: the same for all its tables, so that pandas keeps them when tables are merged or concatenated.

    Args:
        name: the table.
        package: another package (folder, zip archive or wheel) or a merged dataset; None for the shipped one.
        engine: the library of the result. "polars" and "arrow" need polars or pyarrow and nothing else; code
            lists are strings there. For a large merged dataset, `load_lazy` reads only what is needed.
        version: the required version; one that is not installed needs a `source`.
        source: another release: a folder, a zip archive, a wheel, or an https: or file: URL. A download is
            cached in $FENGQIAO_CACHE or the system's cache, and logged. Only a URL is downloaded.
        sha256: the hash of the source, checked before it is read; required for a URL.

    Raises:
        UnknownTableError: no such table; the message suggests the nearest name.
        PackageError: the package cannot be read, or has another hash or version; or the file does not match
            its descriptor: the message names file, line and column.
        ValueError: version, source and sha256 do not identify a release; the message says what is missing.
            No such engine; the message lists all.
        ImportError: the library of the engine is not installed; the message has the command that installs it.

    >>> load("observations").loc[4, ["indicator_id", "measure", "unit_id"]].to_list()
    ['gross-industrial-output', 'level', 'yi-yuan']
    >>> load("observations", engine="polars").schema["value"]
    Float64
    """
    needs_text(name, "load", "observations")
    if version is None and source is None and sha256 is None:
        found = read_package(package)
    elif package is not None and source is not None:
        raise worded(ValueError, "package-and-source")
    else:
        from ..datapackage.cache import named_release

        found = named_release(source if package is None else package, version, sha256)
    return in_engine(rows(found, name) if found.compiled else _read(found, name).copy(), engine)


def derived(package: str | Path | None = None) -> pd.DataFrame:
    """Values computed from printed ones: a row per value, with `formula`, `value`, `low`, `high` and inputs.

    An open end is missing, and so is a suppressed value; `refusal_en` is the suppression reason.

    >>> targets = derived().query("formula == 'annual_target'")
    >>> targets["value"].to_list()
    [13.9968, 5.0]
    """
    return load("derived", package)


@dataclass(frozen=True, slots=True)
class Place:
    """The position of a statistic in its report.

    `paragraph` is a line of the normalised text, from 1; `start` and `end` are character offsets in it;
    `section` is empty outside sections. `report_zh` is the name of the report in Chinese.
    """

    report: str
    part: str
    section: str
    paragraph: int
    start: int
    end: int
    printed: str
    report_zh: str = ""

    def text(self, lang: Lang = "en") -> str:
        """The position in words, which `str` gives in English."""
        facts = {name: getattr(self, name) for name in self.__slots__}
        codes = shipped().schema("passages").field("part").codes
        labels = {each.value: each.label.zh for each in codes}
        key = "place" if self.section else "place_without_section"
        return sentence("tables", key, lang, **facts, part_zh=labels.get(self.part, self.part))

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        from html import escape

        return "".join(f'<p lang="{lang}">{escape(self.text(lang))}</p>' for lang in LANGS)


def locate(observation_id: str, package: str | Path | None = None) -> Place:
    """The position of a statistic in its report, and its printed text.

    Raises:
        UnknownKeyError: there is no such observation; the message names the nearest.
        TypeError: not text.

    >>> locate("fengqiao-2023-p10-01").printed
    '91.7亿元'
    """
    needs_text(observation_id, "locate", "fengqiao-2023-p10-01")
    found = read_package(package)
    row = rows(found, "observations", [{"observation_id": [observation_id]}])
    if row.empty:
        known = [] if found.compiled else list(_read(found, "observations")["observation_id"])
        near = nearest_key(observation_id, known)
        hint = did_you_mean(repr(near)) if near else did_you_mean()
        raise worded(UnknownKeyError, "no-observation", name=observation_id, **hint)
    figure = _only(found, "figures", {"figure_id": row["figure_id"].iloc[0]})
    where = {"source_id": figure["source_id"], "paragraph": figure["paragraph"]}
    passage = _only(found, "passages", where)
    report = _only(found, "sources", {"source_id": figure["source_id"]})
    section = passage.dropna().get("section", "")
    titles = {"title_en": f"{report['title_en']} ({report['title_zh']})", "title_zh": report["title_zh"]}
    names = both("tables", "report", "report", **titles, issued=report["issued"].date())
    return Place(
        report=names["report_en"],
        report_zh=names["report_zh"],
        part=str(passage["part"]),
        section=str(section),
        paragraph=int(figure["paragraph"]),
        start=int(figure["start"]),
        end=int(figure["end"]),
        printed=str(figure["printed"]),
    )


def rows(
    package: Package, name: str, where: Sequence[Condition] = (), columns: list[str] | None = None
) -> pd.DataFrame:
    """The rows of a table that meet every condition; of a merged dataset, only they are read.

    Raises:
        PackageError: the table cannot be read, or lacks a column of the standard.
    """
    if package.compiled:
        frame: pd.DataFrame = _large().frame(package, name, where, columns)
        frame.attrs = attrs(package.descriptor)
        return frame
    frame = _read(package, name)
    if not {*(columns or ()), *chain.from_iterable(where)} <= {*frame.columns}:
        raise PackageError("table-unreadable-validate", table=name)
    for condition in where:
        meets = [frame[column].isin(list(values)) for column, values in condition.items()]
        frame = frame[reduce(or_, meets)]
    return frame if columns is None else frame[columns]


def _only(package: Package, name: str, where: Mapping[str, object]) -> pd.Series[Any]:
    """The row that another table refers to; raises `PackageError` where there is none."""
    there = rows(package, name, [{column: [value]} for column, value in where.items()])
    if there.empty:
        listed = ", ".join(f"{column} {value}" for column, value in where.items())
        raise PackageError("no-row", table=name, row=visible(listed))
    found: pd.Series[Any] = there.iloc[0]
    return found


def _large() -> Any:
    return extra("fengqiao_open.compilation.lazy", "large")


def _read(package: Package, name: str) -> pd.DataFrame:
    """The one DataFrame that the cache holds; what leaves the module is a copy of it."""
    if name in package.additional:
        from .additional import frame as additional_frame

        frame = additional_frame(package, name)
    else:
        frame = _asked(package, name, _frame)
    frame.attrs = attrs(package.descriptor)
    return frame


def table_cells(package: Package, name: str) -> Sequence[tuple[Field, Cells]]:
    """The columns of a table's file with their cells, None where missing; raises `PackageError` as `load`."""
    return _asked(package, name, read_cells)


def _asked(package: Package, name: str, read: Callable[..., T]) -> T:
    """What a reader makes of the file of a table and of what the descriptor says of it."""
    table, resource = package.schema(name), package.resource(name)
    # Read anew each time: nothing else shows every change.
    content = read_named(package.path(name), visible(str(package.path(name))))
    if name in shipped().tables and not content.endswith(b"\n"):
        from .canonical_csv import has_bytes
        from .csv import cut_off

        cut, names = cut_off(name, resource.get("bytes"), len(content), content[-1:]), table.names
        if cut and not has_bytes(name, content, names, int(resource["bytes"])):
            raise unreadable(package, cut)
    try:
        return read(
            name,
            content,
            table.fields,
            match=table.fields_match,
            key=table.primary_key,
            may_be_empty=bool(resource.get("fq:mayBeEmpty")) or name not in shipped().tables,
        )
    except InvalidTableError as problem:
        raise unreadable(package, problem.finding) from None


def dtype(column: Field) -> Any:
    """The pandas type of a column; of dates, that of text, which they are first."""
    import pandas as pd

    if column.enum:
        return pd.CategoricalDtype(list(column.enum))
    kind = column.data_type
    return "string" if column.type == "date" else kind.required if column.required else kind.pandas


# The bytes themselves are the key: a file rewritten in place with its old size and time is another one.
@lru_cache(maxsize=64)
def _frame(
    name: str, data: bytes, columns: tuple[Field, ...], match: str, key: tuple[str, ...], may_be_empty: bool
) -> pd.DataFrame:
    """A table with the descriptor's dtypes, from checked cells: pandas' reader reads some files otherwise."""
    import pandas as pd

    cells = read_cells(name, data, columns, match=match, key=key, may_be_empty=may_be_empty)
    columns_read = {}
    for column, texts in cells:
        load = column.data_type.load
        typed = pd.Series([None if each is None else load(each) for each in texts], dtype=dtype(column))
        columns_read[column.name] = (
            pd.to_datetime(typed, format="%Y-%m-%d") if column.type == "date" else typed
        )
    return pd.DataFrame(columns_read)
