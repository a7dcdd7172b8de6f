"""One table to a typed pandas frame, with the dtypes that the descriptor says."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from .extras import extra
from .package import Json, Package, PackageError, read_package

if TYPE_CHECKING:
    import pandas as pd

    from .tablenames import TableName

_ANY: Mapping[str, object] = MappingProxyType({})


def tables(package: str | Path | None = None) -> pd.DataFrame:
    """What there is: one row per table, with columns `name`, `title` and `rows` (a count).

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
    """One table as a typed frame: a row per record, a column per field of the descriptor.

    Text is `string`, code lists are categoricals in the descriptor's order, whole numbers and years
    are `int64` (`Int64` where blanks are allowed), numbers `float64`, truths `bool`, dates `datetime64`. The frame
    is the caller's own: changing it does not change the next load. `frame.attrs` carries title,
    version, licence and citation.

    Args:
        name: the table.
        package: another package's folder, zip archive or wheel, or a compilation's folder; None for the shipped one.
        version: the version that must be read; one that is not installed needs a `source`.
        source: another release: a folder, a zip archive, a wheel, or an https: or file: URL. What is fetched is kept in
            $FENGQIAO_CACHE or the system's cache, and each fetch is logged. Nothing is fetched unless a URL is named.
        sha256: the hash of the source, checked before anything of it is read; a URL needs one.

    Raises:
        UnknownTableError: there is no such table; the message names the nearest.
        PackageError: the package cannot be read, has another hash, or is of another version.
        ValueError: version, source and sha256 do not name a release together; the message says what is missing.

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
        lang: "en" or "zh" keeps the texts of one language and drops its suffix; None keeps both.
        period: the year that the statistic is about.
        status: "actual", "target" or "planned".
        theme: a `theme_id`, such as "industry".
        package: another package's folder, or a compilation, of which only what is asked for is read; None for the
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
    columns = [str(field["name"]) for field in found.fields(name)]
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
    """Values that follow from printed ones: a row per value, with `formula`, `value`, `low`, `high` and its inputs.

    An open end is missing; a value that was refused is missing too, and `refusal_en` says why. The formulas are
    in the descriptor and in the dictionary.

    >>> targets = derived().query("formula == 'annual_target'")
    >>> targets["value"].to_list()
    [13.9968, 5.0]
    """
    return load("derived", package)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statistic stands in its report.

    `start` and `end` are character offsets in the paragraph of the normalised text, `paragraph` is its
    line counted from 1, `section` is blank outside sections.
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
    """Where a statistic stands: report, part, section, paragraph, characters, and as printed.

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
    figure = _rows(found, "figures", {"figure_id": row["figure_id"].iloc[0]}).iloc[0]
    where = {"source_id": figure["source_id"], "paragraph": figure["paragraph"]}
    passage = _rows(found, "passages", where).iloc[0]
    report = _rows(found, "sources", {"source_id": figure["source_id"]}).iloc[0]
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
    from .releases.kept import named_release

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


def _none_such(package: Package, name: str, wanted: Mapping[str, object]) -> None:
    """Say which filter nothing passes, and what would."""
    passed: dict[str, object] = {}
    for column, value in wanted.items():
        known = _large().known(package, name, column, passed)
        if value not in known:
            raise _no_match(column, value, known)
        passed[column] = value


def _large() -> Any:
    return extra("fengqiao_open.large.reading", "large")


def _read(package: Package, name: str) -> pd.DataFrame:
    """The one frame that the cache holds; what leaves the module is a copy of it."""
    if name in package.additional:
        from .additional import frame as foreign

        own = foreign(package, name)
        own.attrs = _attrs(package, name)
        return own
    path = package.path(name)
    if path.exists() and not path.is_file():
        # A pipe or a device would be waited for without end.
        raise PackageError(f"{path} is not a regular file.", f"{path} 不是普通文件。")
    try:
        changed = path.stat().st_mtime_ns
    except OSError as problem:
        raise PackageError(
            f"{path} cannot be read: {problem.strerror}.", f"{path} 无法读取：{problem.strerror}。"
        ) from None
    frame = _parse(path, changed, tuple(_column(field) for field in package.fields(name)))
    frame.attrs = _attrs(package, name)
    return frame


def _attrs(package: Package, name: str) -> dict[Hashable, str]:
    return {
        "title": package.resource(name).get("title", name),
        "version": package.version,
        "licence": ", ".join(str(each.get("name")) for each in package.descriptor.get("licenses", [])),
        "citation": f"{package.descriptor.get('title')}, version {package.version}, table “{name}”.",
    }


def dtypes(fields: Iterable[Json]) -> dict[str, Any]:
    """The pandas type of each column but dates, which are text first."""
    return _dtypes(_column(each) for each in fields)


def _column(field: Json) -> tuple[str, str, bool, tuple[str, ...]]:
    constraints = field.get("constraints", {})
    codes = tuple(constraints.get("enum", ())) if field.get("type") == "string" else ()
    return str(field["name"]), str(field.get("type")), bool(constraints.get("required")), codes


def _dtypes(columns: Iterable[tuple[str, str, bool, tuple[str, ...]]]) -> dict[str, Any]:
    import pandas as pd

    whole = {True: "int64", False: "Int64"}
    dtypes: dict[str, Any] = {}
    for name, kind, required, codes in columns:
        if kind in ("integer", "year"):
            dtypes[name] = whole[required]
        elif kind == "number":
            dtypes[name] = "float64"
        elif kind == "boolean":
            dtypes[name] = "bool" if required else "boolean"
        else:
            dtypes[name] = pd.CategoricalDtype(list(codes)) if codes else "string"
    return dtypes


@lru_cache(maxsize=64)
def _parse(
    path: Path, changed: int, columns: tuple[tuple[str, str, bool, tuple[str, ...]], ...]
) -> pd.DataFrame:
    """Read a CSV with dtypes from the descriptor, never from inference; `changed` is part of the cache's key."""
    import pandas as pd

    dates = [name for name, kind, _, _ in columns if kind == "date"]
    try:
        frame = pd.read_csv(
            path, dtype=_dtypes(columns), encoding="utf-8", keep_default_na=False, na_values=[""]
        )
        # Not read_csv's parse_dates: on pandas 2 it gives up on a column with blanks, without a word.
        return frame.assign(**{name: pd.to_datetime(frame[name], format="%Y-%m-%d") for name in dates})
    except (ValueError, UnicodeDecodeError) as problem:
        raise PackageError(
            f"{path} does not hold what its descriptor says ({problem}). "
            "Run `fengqiao-open validate` on the package to see where.",
            f"{path} 与描述文件不符（{problem}）。请对数据包运行 `fengqiao-open validate` 查看位置。",
        ) from None
