"""One table as a pandas DataFrame, with the dtypes of the descriptor."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from ..datapackage.characters import visible
from ..datapackage.files import UnfitFileError, read_plain
from ..datapackage.package import Package, read_package, shipped
from ..datapackage.schema import Field
from ..errors import PackageError
from ..optional import extra
from .strict import Cells, InvalidTableError, read_cells, unreadable

if TYPE_CHECKING:
    import pandas as pd

    from ..datapackage.tablenames import TableName

T = TypeVar("T")
_ANY: Mapping[str, object] = MappingProxyType({})


def tables(package: str | Path | None = None) -> pd.DataFrame:
    """The tables of a package: a row per table, with `name`, `title` and the number of `rows`.

    >>> tables().set_index("name").loc["observations", "title"]
    'Observations'
    """
    import pandas as pd

    found = read_package(package)
    names = found.tables
    return pd.DataFrame(
        {
            "name": names,
            "title": [found.resource(name).get("title", name) for name in names],
            "rows": [
                _large().count(found, name) if found.compiled else len(_read(found, name)) for name in names
            ],
        }
    )


def load(
    name: TableName,
    package: str | Path | None = None,
    *,
    version: str | None = None,
    source: str | Path | None = None,
    sha256: str | None = None,
) -> pd.DataFrame:
    """One table as a DataFrame: a row per record, a column per field of the descriptor.

    Strings are `string`, code lists are categoricals in the descriptor's order, integers and years are `int64`
    (`Int64` where values may be missing), numbers `float64`, booleans `bool`, dates `datetime64`. Changing the
    DataFrame does not change the next load. `frame.attrs` has title, version, licence and citation.

    Args:
        name: the table.
        package: another package (folder, zip archive or wheel) or a merged dataset; None for the shipped one.
        version: the required version; one that is not installed needs a `source`.
        source: another release: a folder, a zip archive, a wheel, or an https: or file: URL. A download is
            cached in $FENGQIAO_CACHE or the system's cache, and logged. Only a URL is downloaded.
        sha256: the hash of the source, checked before it is read; required for a URL.

    Raises:
        UnknownTableError: no such table; the message suggests the nearest name.
        PackageError: the package cannot be read, or has another hash or version; or the file does not match its
            descriptor: the message names file, line and column.
        ValueError: version, source and sha256 do not identify a release; the message says what is missing.

    >>> load("observations").loc[4, ["indicator_id", "measure", "unit_id"]].to_list()
    ['gross-industrial-output', 'level', 'yi-yuan']
    """
    found = _release(package, version, source, sha256)
    return _rows(found, name) if found.compiled else _read(found, name).copy()


def statistics(
    lang: Literal["zh", "en"] | None = None,
    period: int | None = None,
    status: str | None = None,
    theme: str | None = None,
    package: str | Path | None = None,
) -> pd.DataFrame:
    """Observations joined with their names, filtered: one row per statistic.

    Args:
        lang: "en" or "zh" selects the texts of one language, without suffix; None selects both.
        period: the year that the statistic is about.
        status: "actual", "target" or "planned".
        theme: a `theme_id`, such as "industry".
        package: another package, or a merged dataset, of which only the needed part is read; None for the
            shipped one.

    Raises:
        ValueError: a filter's value does not occur; the message lists those that do.

    >>> industry = statistics(lang="en", period=2022, status="actual", theme="industry")
    >>> industry[["indicator", "value", "unit"]].head(2).to_string(header=False, index=False)
    'Gross industrial output value of enterprises above designated size 91.70 100 million yuan\\n...'
    """
    found, name = read_package(package), "statistics"
    asked = {"period": period, "status": status, "theme_id": theme}
    wanted = {column: value for column, value in asked.items() if value is not None}
    columns = found.schema(name).names
    names = {column: column for column in columns} if lang is None else _in_language(columns, lang)
    if found.compiled:
        frame = _rows(found, name, wanted, list(names))
        if frame.empty:
            _none_such(found, name, wanted)
    else:
        frame = _read(found, name)
        for column, value in wanted.items():
            frame = frame[_matches(frame[column], column, value)]
    frame = frame[list(names)].reset_index(drop=True).rename(columns=names)
    frame.attrs = _attrs(found, name)
    return frame


def derived(package: str | Path | None = None) -> pd.DataFrame:
    """Values computed from printed ones: a row per value, with `formula`, `value`, `low`, `high` and its inputs.

    An open end is missing. A suppressed value is missing too; `refusal_en` is the suppression reason. The formulas
    are in the descriptor and in the dictionary.

    >>> targets = derived().query("formula == 'annual_target'")
    >>> targets["value"].to_list()
    [13.9968, 5.0]
    """
    return load("derived", package)


@dataclass(frozen=True, slots=True)
class Place:
    """The position of a statistic in its report.

    `start` and `end` are character offsets in the paragraph of the normalised text, `paragraph` is its
    line counted from 1, `section` is empty outside sections.
    """

    report: str
    part: str
    section: str
    paragraph: int
    start: int
    end: int
    printed: str

    def __str__(self) -> str:
        section = f", section {self.section}" if self.section else ""
        return (
            f"{self.report}, part “{self.part}”{section}, paragraph {self.paragraph}, "
            f"characters {self.start}–{self.end}: {self.printed}"
        )


def source(observation_id: str, package: str | Path | None = None) -> Place:
    """The position of a statistic in its report, and its printed text.

    Raises:
        KeyError: there is no such observation; the message names the nearest.

    >>> source("fengqiao-2023-p10-01").printed
    '91.7亿元'
    """
    found = read_package(package)
    row = _rows(found, "observations", {"observation_id": observation_id})
    if row.empty:
        import difflib

        known = [] if found.compiled else list(_read(found, "observations")["observation_id"])
        near = difflib.get_close_matches(observation_id, known, n=1)
        raise KeyError(
            f"There is no observation {observation_id!r}." + (f" Did you mean {near[0]!r}?" if near else "")
        )
    figure = _only(found, "figures", {"figure_id": row["figure_id"].iloc[0]})
    where = {"source_id": figure["source_id"], "paragraph": figure["paragraph"]}
    passage = _only(found, "passages", where)
    report = _only(found, "sources", {"source_id": figure["source_id"]})
    section = passage.dropna().get("section", "")
    return Place(
        report=f"{report['title_en']} ({report['title_zh']}), {report['issued'].date()}",
        part=str(passage["part"]),
        section=str(section),
        paragraph=int(figure["paragraph"]),
        start=int(figure["start"]),
        end=int(figure["end"]),
        printed=str(figure["printed"]),
    )


def _release(
    package: str | Path | None, version: str | None, source: str | Path | None, sha256: str | None
) -> Package:
    """The package asked for; what finds another release is imported only where one is named."""
    if version is None and source is None and sha256 is None:
        return read_package(package)
    if package is not None and source is not None:
        raise ValueError("package and source both say what to read: give one of them.")
    from ..datapackage.cache import named_release

    return named_release(source if package is None else package, version, sha256)


def _matches(column: pd.Series[Any], name: str, wanted: object) -> pd.Series[bool]:
    found = column == wanted
    if not found.any():
        raise _no_match(name, wanted, sorted(column.dropna().unique()))
    return found


def _no_match(column: str, wanted: object, known: Iterable[object]) -> ValueError:
    listed = ", ".join(map(str, known))
    return ValueError(f"No statistic has {column} {wanted!r} under these filters. There is: {listed}.")


def _in_language(columns: list[str], lang: str) -> dict[str, str]:
    """The columns for one language, with their names: texts lose the suffix, codes that a text spells out get `…_code`."""
    if lang not in ("zh", "en"):
        raise ValueError(f"lang is 'zh', 'en' or None, not {lang!r}.")
    other = "_en" if lang == "zh" else "_zh"
    texts = {name: name[:-3] for name in columns if name.endswith(f"_{lang}")}
    codes = {name: f"{name}_code" for name in columns if name in texts.values()}
    return {name: {**codes, **texts}.get(name, name) for name in columns if not name.endswith(other)}


def _rows(
    package: Package, name: str, where: Mapping[str, object] = _ANY, columns: list[str] | None = None
) -> pd.DataFrame:
    """The rows of a table with certain cells; of a compilation, only they are read."""
    if package.compiled:
        frame: pd.DataFrame = _large().frame(package, name, where, columns)
        frame.attrs = _attrs(package, name)
        return frame
    frame = _read(package, name)
    for column, value in where.items():
        frame = frame[frame[column] == value]
    return frame


def _only(package: Package, name: str, where: Mapping[str, object]) -> pd.Series[Any]:
    """The row that another table refers to.

    Raises:
        PackageError: there is none.
    """
    rows = _rows(package, name, where)
    if rows.empty:
        listed = ", ".join(f"{column} {value}" for column, value in where.items())
        raise PackageError("no-row", table=name, row=visible(listed))
    found: pd.Series[Any] = rows.iloc[0]
    return found


def _none_such(package: Package, name: str, wanted: Mapping[str, object]) -> None:
    """Say which filter nothing passes, and what would."""
    passed: dict[str, object] = {}
    for column, value in wanted.items():
        known = _large().known(package, name, column, passed)
        if value not in known:
            raise _no_match(column, value, known)
        passed[column] = value


def _large() -> Any:
    return extra("fengqiao_open.compilation.scan", "large")


def _read(package: Package, name: str) -> pd.DataFrame:
    """The one DataFrame that the cache holds; what leaves the module is a copy of it."""
    if name in package.additional:
        from .additional import frame as additional_frame

        own = additional_frame(package, name)
        own.attrs = _attrs(package, name)
        return own
    frame = _asked(package, name, _frame)
    frame.attrs = _attrs(package, name)
    return frame


def table_cells(package: Package, name: str) -> Sequence[tuple[Field, Cells]]:
    """The columns of a table's file with their cells, None where missing.

    Raises:
        PackageError: the file does not hold what its descriptor says.
    """
    return _asked(package, name, read_cells)


def _asked(package: Package, name: str, read: Callable[..., T]) -> T:
    """What a reader makes of the file of a table and of what the descriptor says of it."""
    table, resource = package.schema(name), package.resource(name)
    content = _content(package.path(name))
    if name in shipped().tables and not content.endswith(b"\n"):
        from .csv import cut_off

        if cut := cut_off(name, resource.get("bytes"), len(content), content[-1:]):
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


def _listed(value: object) -> tuple[Any, ...]:
    """What a descriptor lists, or names without a list; a number or an object in its place is a finding of `validate`."""
    listed = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(each for each in listed if isinstance(each, str | dict))


def _content(path: Path) -> bytes:
    """The bytes of a table, read anew each time: nothing else shows every change."""
    shown = visible(str(path))
    if path.exists() and not path.is_file():
        # A pipe or a device would be waited for without end.
        raise PackageError("not-regular", file=shown)
    try:
        return read_plain(path)
    except UnfitFileError as problem:
        raise PackageError("file-unfit", file=shown, **problem.values) from None
    except OSError as problem:
        why = problem.strerror
        raise PackageError("file-unreadable", file=shown, why=why) from None


def _attrs(package: Package, name: str) -> dict[Hashable, str]:
    return {
        "title": package.resource(name).get("title", name),
        "version": package.version,
        "licence": ", ".join(
            str(each.get("name")) if isinstance(each, dict) else each
            for each in _listed(package.descriptor.get("licenses"))
        ),
        "citation": f"{package.descriptor.get('title')}, version {package.version}, table “{name}”.",
    }


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
    """A table with dtypes from the descriptor, never from inference.

    Made from the cells that were checked, and not by pandas' own reader, which reads some files otherwise.
    """
    import pandas as pd

    cells = read_cells(name, data, columns, match=match, key=key, may_be_empty=may_be_empty)
    return pd.DataFrame({column.name: _typed(column, texts) for column, texts in cells})


def _typed(column: Field, cells: Cells) -> Any:
    """The cells of one column with its type."""
    import pandas as pd

    load = column.data_type.load
    typed = pd.Series([None if each is None else load(each) for each in cells], dtype=dtype(column))
    return pd.to_datetime(typed, format="%Y-%m-%d") if column.type == "date" else typed
