"""The statistics with their names, filtered by code, label or text."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, overload

from ..datapackage.package import Package, read_package
from ..errors import MOST_VALUES, UnknownValueError, needs_lang, worded
from ..lang import LANGS, Lang
from .engines import Engine, in_engine
from .generated import check_up_to_date
from .loader import Condition, rows

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Filter = str | int | Iterable[str | int]
_TABLE = "statistics"
# The filters with the column of their codes, for a search that of the values listed, in the order of use.
_COLUMNS = {
    "period": "period",
    "status": "status",
    "theme": "theme_id",
    "measure": "measure",
    "indicator": "indicator_id",
    "area": "area_id",
    "project": "observation_id",
    "search": "indicator_id",
}
# The filters by what a row itself is about: a theme has many rows.
_OWN_NAMES = ("indicator", "area", "project")
# So many values like the one asked for are listed.
_MOST_ALIKE = 5
# The tables whose names are labels of codes.
_NAMED = {"theme": "themes", "indicator": "indicators", "area": "areas", "project": "projects"}


# fmt: off
@overload
def statistics(
    lang: Lang | None = None, period: Filter | None = None, status: Filter | None = None,
    theme: Filter | None = None, measure: Filter | None = None, indicator: Filter | None = None,
    area: Filter | None = None, project: Filter | None = None, search: str | None = None,
    package: str | Path | None = None, *, engine: Literal["pandas"] = "pandas",
) -> pd.DataFrame: ...


@overload
def statistics(
    lang: Lang | None = None, period: Filter | None = None, status: Filter | None = None,
    theme: Filter | None = None, measure: Filter | None = None, indicator: Filter | None = None,
    area: Filter | None = None, project: Filter | None = None, search: str | None = None,
    package: str | Path | None = None, *, engine: Literal["polars"],
) -> pl.DataFrame: ...


@overload
def statistics(
    lang: Lang | None = None, period: Filter | None = None, status: Filter | None = None,
    theme: Filter | None = None, measure: Filter | None = None, indicator: Filter | None = None,
    area: Filter | None = None, project: Filter | None = None, search: str | None = None,
    package: str | Path | None = None, *, engine: Literal["arrow"],
) -> pa.Table: ...
# fmt: on


def statistics(
    lang: Lang | None = None,
    period: Filter | None = None,
    status: Filter | None = None,
    theme: Filter | None = None,
    measure: Filter | None = None,
    indicator: Filter | None = None,
    area: Filter | None = None,
    project: Filter | None = None,
    search: str | None = None,
    package: str | Path | None = None,
    *,
    engine: Engine = "pandas",
) -> pd.DataFrame | pl.DataFrame | pa.Table:
    """Observations joined with their names, filtered: one row per statistic.

    A filter takes a code or a label in either language, a string or a number, one value or several: a row
    has one of them. A row passes all filters. Codes have the same column in every language (`measure`,
    `status`, `qualifier`, `unit_id`, `indicator_id` …); labels have columns of their own.

    Args:
        lang: "en" or "zh" selects the texts of one language: names without suffix (`indicator`, `unit`), and
            labels of codes with `_label` (`measure_label`); None selects both, with suffixes `_zh` and `_en`.
        period: the year that the statistic is about: 2022 or "2022".
        status: "actual", "target" (can be met or missed) or "planned" (work or spending that is planned).
            Targets and plans are of the year ahead: for everything about 2023 use period=2023.
        theme: such as "industry" or "工业".
        measure: such as "level", "growth_yoy" or "Year-on-year growth".
        indicator: such as "total-fiscal-revenue" or "Total fiscal revenue".
        area: such as "330402100000" or "Fengqiao Town".
        project: a project whose amounts or results the statistics are. The result then also has the columns
            `project_id` and `project` (`project_zh` and `project_en`), separated by spaces and by semicolons
            where there are several. `load("project_observations")` says which amounts are for several
            projects together (`joint`).
        search: words that all occur in the names of indicator, area and projects, in either language; where
            no row has them all, the name of the theme counts too.
            A number may also be the value or be in the printed text: "21.3".
        package: another package or a merged dataset; None for the shipped one.
        engine: "pandas", "polars" or "arrow", as in `load`.

    Raises:
        UnknownValueError: no row has a value, or none is left; the message says whether the value exists at
            all, suggests the nearest, lists those that occur and names the filter that excludes it.
        ImportError: the library of the engine is not installed; the message has the command that installs it.
        PackageError: the package cannot be read; or `statistics` is not what `observations` gives, because a
            table was edited and not refreshed.

    `value` is in `unit`, as printed. `base_value` is the same in `base_unit`: yuan, square metres, mu,
    persons … US dollars are not converted into yuan. `describe("statistics", lang="en")` explains every
    column.

    The function reads the generated table `statistics`. After an edit of a table, run `fengqiao-open refresh`
    on the package. Values, units, periods, status and codes are compared with `observations`; names of other
    tables are not.

    >>> exports = statistics("en", period="2022", indicator="Total value of exports")
    >>> exports[["measure", "measure_label", "value", "unit"]].values.tolist()
    [['level', 'Level', 13.0, '100 million yuan'], ['growth_yoy', 'Year-on-year growth', 10.1, '%']]
    >>> statistics(theme="trad")
    Traceback (most recent call last):
    fengqiao_open.errors.UnknownValueError: No row has theme 'trad'. Did you mean 'trade'? There is: ...
    """
    needs_lang(lang, none=True)
    found = read_package(package)
    table = found.schema(_TABLE)
    check_up_to_date(found)
    names = {each: each for each in table.names} if lang is None else table.in_language(lang)
    asked = {
        "period": period,
        "status": status,
        "theme": theme,
        "measure": measure,
        "indicator": indicator,
        "area": area,
        "project": project,
        "search": search,
    }
    where = [
        (name, text, condition)
        for name, value in asked.items()
        if value is not None
        for text, condition in _conditions(found, name, value)
    ]
    frame = rows(found, _TABLE, [condition for *_, condition in where], list(names))
    if frame.empty:
        _nothing_left(found, where)
    attrs, frame = frame.attrs, frame[list(names)].reset_index(drop=True).rename(columns=names)
    if project is not None:
        frame = _with_projects(found, frame, _asked_codes(found, "project", project), lang)
    frame.attrs = attrs
    return in_engine(frame, engine)


def conditions(package: Package, **filters: Filter | None) -> list[Condition]:
    """What a row of `statistics` must meet for some filters, each as `statistics` takes it."""
    asked = ((name, value) for name, value in filters.items() if value is not None)
    return [condition for name, value in asked for _, condition in _conditions(package, name, value)]


def _with_projects(
    package: Package, frame: pd.DataFrame, projects: Sequence[object], lang: Lang | None
) -> pd.DataFrame:
    """The rows, each with those of some projects that it is a statistic of."""
    links = rows(package, "project_observations", [{"project_id": projects}])
    names = rows(package, "projects").set_index("project_id")
    columns = {"project_id": (links["project_id"], " ")}
    for each in LANGS if lang is None else (lang,):
        column = "project" if lang else f"project_{each}"
        columns[column] = (links["project_id"].map(names[f"name_{each}"]), "; ")
    for column, (texts, between) in columns.items():
        joined = texts.astype(object).groupby(links["observation_id"]).agg(between.join)
        frame[column] = frame["observation_id"].map(joined).astype("string")
    return frame


def _conditions(package: Package, name: str, value: Filter) -> list[tuple[str, Condition]]:
    """What a row must meet for one filter, each with what was asked for."""
    if name == "search":
        words = str(value).split()
        # The name of a theme would bring all its indicators: it counts where nothing else has the words.
        own = [(word, _searched(package, word, _OWN_NAMES)) for word in words]
        found = _any(package, [("", "", condition) for _, condition in own])
        return own if found else [(word, _searched(package, word, tuple(_NAMED))) for word in words]
    codes = _asked_codes(package, name, value)
    values = _listed(value)
    return [(", ".join(map(str, values)), {_COLUMNS[name]: _in_statistics(package, name, codes)})]


def _listed(value: Filter) -> list[str | int]:
    if hasattr(value, "columns"):  # the names of its columns are no values
        raise worded(TypeError, "no-filter", given=type(value).__name__)
    return [value] if isinstance(value, str) or not isinstance(value, Iterable) else list(value)


def _asked_codes(package: Package, name: str, value: Filter) -> list[object]:
    """The codes of one filter, for all that was asked for."""
    return [code for each in _listed(value) for code in _codes(package, name, _text(each))]


def _text(value: object) -> str:
    """A value as text; a number of a column with missing values is 2022.0.

    >>> _text(" 2022 "), _text(2022.0)
    ('2022', '2022')
    """
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()


def _codes(package: Package, name: str, text: str) -> list[object]:
    """The codes that a text is, or is the label of; one of them occurs."""
    code: object = int(text) if name == "period" and re.fullmatch("[0-9]{1,9}", text) else text
    if _occurs(package, name, [code]):
        return [code]
    labels = _labels(package, name)
    codes: list[object] = [
        each for each, texts in labels.items() if text.casefold() in map(str.casefold, texts)
    ]
    if _occurs(package, name, codes):
        return codes
    known = _known(package, name)
    if codes or text in labels:
        raise UnknownValueError(name, text, known, unused=True)
    listed = list(map(str, known))
    alike = _alike(text, listed, labels)
    # Of many values, several may have the word that was asked for: to offer one of them would be a guess.
    several = len(known) > MOST_VALUES and alike.of_word and len(set(alike.codes)) > 1
    raise UnknownValueError(
        name,
        text,
        known,
        near="" if several else alike.nearest,
        alike=list(dict.fromkeys(alike.codes))[:_MOST_ALIKE],
        labels=labels if name in _OWN_NAMES else {},
    )


def _occurs(package: Package, name: str, codes: Sequence[object]) -> bool:
    found = _in_statistics(package, name, codes)
    column = _COLUMNS[name]
    return bool(found) and not rows(package, _TABLE, [{column: found}], [column]).empty


def _in_statistics(package: Package, name: str, codes: Sequence[object]) -> list[object]:
    """The values of the filter's column for some codes: of projects, their observations."""
    if name != "project":
        # A number is no year where the column has texts, and the other way round.
        return [each for each in codes if isinstance(each, int) == (name == "period")]
    if not codes:
        return []
    links = rows(package, "project_observations", [{"project_id": codes}])
    return list(links["observation_id"])


def _labels(package: Package, name: str) -> Mapping[str, tuple[str, ...]]:
    """The codes of a filter, each with its labels in both languages."""
    if name in _NAMED:
        table = _NAMED[name]
        frame = rows(package, table, (), [package.key(table), "name_zh", "name_en"])
        return {key: tuple(names) for key, *names in frame.astype(str).itertuples(index=False)}
    return {each.value: tuple(each.label) for each in package.schema(_TABLE).field(_COLUMNS[name]).codes}


def _known(package: Package, name: str, where: Sequence[Condition] = ()) -> list[object]:
    """The codes that occur in some rows, in order."""
    column = _COLUMNS[name]
    found = rows(package, _TABLE, where, [column])[column].dropna().unique()
    if name == "project":
        found = rows(package, "project_observations", [{column: list(found)}])["project_id"].unique()
    return sorted(found.tolist())


class _Alike(NamedTuple):
    """What a text may mean: the nearest code or label, all codes, and whether it is a word of them."""

    nearest: str = ""
    codes: tuple[str, ...] = ()
    of_word: bool = False


def _alike(text: str, codes: Iterable[str], labels: Mapping[str, Sequence[str]]) -> _Alike:
    """The codes that have the text as a word, in themselves or a label; else those alike; else those that
    contain it.

    A year is no misspelling of another year.

    >>> _alike("science", ["income", "innovation"], {"innovation": ("科技创新", "Science and innovation")})
    _Alike(nearest='Science and innovation', codes=('innovation',), of_word=True)
    >>> _alike("2021", ["2022", "2023"], {}).nearest, _alike("20222", ["2022", "2023"], {}).nearest
    ('', '2022')
    """
    listed = {word.casefold(): (word, code) for code in codes for word in (*labels.get(code, ()), code)}
    wanted = text.casefold()
    if not wanted or re.fullmatch("[0-9]{4}", wanted):
        return _Alike()
    words = sorted((each for each in listed if wanted in re.split(r"\W+", each)), key=len)
    near = words or difflib.get_close_matches(wanted, listed, n=_MOST_ALIKE)
    parts = [] if near else sorted((each for each in listed if wanted in each), key=len)
    found = [listed[each] for each in (near or parts)]
    return _Alike(found[0][0], tuple(code for _, code in found), bool(words or parts)) if found else _Alike()


def _searched(package: Package, word: str, names: Collection[str]) -> Condition:
    """The rows with a word in one of some names; of a number, also those that have it as value or
    printed.
    """
    found: dict[str, list[object]] = {}
    for name in (each for each in names if _NAMED[each] in package.tables):
        labels = _labels(package, name).items()
        codes = [code for code, texts in labels if any(word.casefold() in each.casefold() for each in texts)]
        found.setdefault(_COLUMNS[name], []).extend(_in_statistics(package, name, codes))
    if re.search("[0-9]", word):
        # 91 is neither 191 nor 91.7.
        whole = re.compile(rf"(?<![0-9.]){re.escape(word)}(?![0-9]|\.[0-9])")
        printed = rows(package, _TABLE, (), ["printed"])["printed"].dropna().unique()
        found["printed"] = [text for text in printed if whole.search(text)]
    if re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", word):
        found["value"] = [float(word)]
    return found


def _nothing_left(package: Package, where: Sequence[tuple[str, str, Condition]]) -> None:
    """Raise `UnknownValueError` at the first filter under which, after those before it, no row is left.

    It names the one filter that excludes it, or all before it where only several do together.
    """
    for at, (name, text, _) in enumerate(where):
        before = where[:at]
        if _any(package, [*before, where[at]]):
            continue
        alone = [each for each in before if not _any(package, [each, where[at]])]
        beside = alone[:1] or before if _any(package, [where[at]]) else []
        search = name == "search"
        known = [] if search else _known(package, name, [condition for *_, condition in beside])
        near = _alike(text, _words(package), {}).nearest if search and not beside else ""
        labels = _labels(package, name) if name == "area" else {}
        named = [each[:2] for each in beside]
        raise UnknownValueError(name, text, known, near=near, beside=named, labels=labels)


def _any(package: Package, where: Sequence[tuple[str, str, Condition]]) -> bool:
    """Whether a row meets all of some conditions."""
    return not rows(package, _TABLE, [condition for *_, condition in where], ["observation_id"]).empty


def _words(package: Package) -> set[str]:
    names = (name for texts in _labels(package, "indicator").values() for name in texts)
    return {word.casefold() for name in names for word in name.split()}
