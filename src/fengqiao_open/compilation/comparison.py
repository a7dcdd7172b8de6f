"""One indicator in one year over all places of a merged dataset or a folder of packages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..analysis.comparison import GROWTH, MEASURES, Candidate, compared, definition, ranks
from ..datapackage.package import DESCRIPTOR, read_package
from ..errors import UnknownValueError, needs_lang, worded
from ..lang import LANGS, Lang, texts
from ..tabular.loader import rows
from ..tabular.statistics import statistics
from .addresses import find_packages

if TYPE_CHECKING:
    import pandas as pd

#: The columns of a comparison, with their dtypes.
COLUMNS = {
    **dict.fromkeys(("indicator_id", "indicator", "area_id", "area", "parent_area_id", "parent"), "string"),
    **{"period": "int64", "value": "float64", "unit": "string", "qualifier": "string", "printed": "string"},
    **{"base_value": "float64", "base_unit": "string", "growth": "float64"},
    **dict.fromkeys(("rank", "peers", "rank_in_parent", "peers_in_parent"), "Int64"),
    **dict.fromkeys(("definition_status", "refusal", "why", "source_id", "observation_id"), "string"),
}


def compare(
    indicator: str,
    period: int | str,
    lang: Lang = "en",
    package: str | Path | None = None,
    *,
    within: str | None = None,
) -> pd.DataFrame:
    """One indicator in one year over several places: a row per place, the largest value first.

    What most places have in common is compared: actual values of whole places of one administrative level, in
    one measure and base unit, under one definition. A place that differs is refused, with `refusal` and
    `why`, below the others: it keeps its `value` as printed, but has no `base_value` and no rank, so that no
    sum or mean of `base_value` holds what is not comparable. Of a place with several reports, the latest
    counts.

    Columns:
        `indicator_id`, `indicator`, `area_id`, `area`, `parent_area_id`, `parent` (the place that contains
        it), `period`; `value` in `unit` with `qualifier`, and `printed`; `base_value` in `base_unit`, which
        units are converted into; `growth` in per cent, as the same report prints it for the same year. `rank`
        is the place among its peers, 1 for the largest value. Peers are all places compared: those of one
        administrative level, such as all towns (of `within`, where it is given); `peers` is their number.
        `rank_in_parent` and `peers_in_parent` are the same among those with one parent, such as the towns of
        one county. Equal values share a rank. A rank is missing where others leave it open: a value “over 20”
        may be more than 25. The largest value is not always the best: `load("indicators")` has the
        `direction`. `definition_status` is that of the indicator in the package of the place: a "draft" has not
        been confirmed by a person. `refusal`: "status" (only a target or plan), "scope" (of a part of the place), "type"
        (another level), "measure", "unit" or "definition" (another one, or none given); missing where the
        place is compared. `source_id`, `observation_id`.

    Args:
        indicator: a code or a name in either language, as in `statistics`.
        period: the year that the values are about.
        lang: "en" or "zh", the language of names, units and `why`.
        package: a merged dataset or a folder that contains packages at any depth. A merged dataset has one
            definition of each indicator; only separate packages can differ in it.
        within: the code or name of a place: only places in it are compared.

    Raises:
        ValueError: an unknown language; or only one place has the indicator in that year.
        UnknownValueError: no such indicator, year or place; the message suggests the nearest.
        PackageError: a package cannot be read.

    >>> compare("exports", 2022)
    Traceback (most recent call last):
    ValueError: Only one place has 'exports' in 2022: name a merged dataset or a folder of packages.
    """
    import pandas as pd

    needs_lang(lang)
    found = pd.concat(list(_values(indicator, period, package, within)), ignore_index=True)
    chosen = _chosen(found)
    if len(chosen) < 2:
        raise worded(ValueError, "nothing-to-compare", indicator=indicator, period=period)
    candidates = _candidates(chosen)
    made = compared(candidates)
    why = texts("analysis", lang)
    frame = chosen.iloc[[at for at, _ in (*made.entries, *made.refusals)]].assign(growth=_growth(found))
    blank = [None] * len(made.refusals)
    frame["rank"] = [*(rank for _, rank in made.entries), *blank]
    frame["peers"] = [*[len(made.entries)] * len(made.entries), *blank]
    parents = _ranked([candidates[at] for at, _ in made.entries], chosen["parent_area_id"])
    frame["rank_in_parent"] = [*(rank for rank, _ in parents), *blank]
    frame["peers_in_parent"] = [*(number for _, number in parents), *blank]
    frame["refusal"] = [*[None] * len(made.entries), *(reason for _, reason in made.refusals)]
    frame["why"] = frame["refusal"].map({reason: why[f"refused.{reason}"] for _, reason in made.refusals})
    frame["base_value"] = frame["base_value"].where(frame["refusal"].isna())
    names = {f"{name}_{lang}": name for name in ("indicator", "area", "parent", "unit", "base_unit")}
    frame = frame.rename(columns=names).reindex(columns=list(COLUMNS)).astype(COLUMNS)
    frame.attrs = found.attrs
    return frame.reset_index(drop=True)


def _values(
    indicator: str, period: int | str, package: str | Path | None, within: str | None
) -> Iterator[pd.DataFrame]:
    """The statistics of an indicator and a year in each package, with what must be alike."""
    if package is None or not Path(package).is_dir() or (Path(package) / DESCRIPTOR).is_file():
        yield _of_package(indicator, period, package, within)
        return
    unknown: UnknownValueError | None = None
    found = 0
    for each in find_packages([package]):
        try:
            frame = _of_package(indicator, period, each, within)
        except UnknownValueError as problem:
            unknown = problem  # another package may have it
        else:
            found += 1
            yield frame
    if unknown and not found:
        raise unknown


def _of_package(
    indicator: str, period: int | str, package: str | Path | None, within: str | None
) -> pd.DataFrame:
    read = read_package(package)
    frame = statistics(period=period, indicator=indicator, package=package)
    sources = rows(read, "sources", [_one_of(frame, "source_id")], ["source_id", "area_id", "issued"])
    indicators = rows(read, "indicators", [_one_of(frame, "indicator_id")]).astype("string").fillna("")
    meanings = {row["indicator_id"]: definition(row) for row in indicators.to_dict("records")}
    stages = {row["indicator_id"]: row["definition_status"] for row in indicators.to_dict("records")}
    areas = rows(read, "areas", (), ["area_id", *_OF_AREAS]).set_index("area_id")
    found = frame.merge(sources.rename(columns={"area_id": "place_id"}), on="source_id", how="left")
    found["definition"] = found["indicator_id"].astype("string").map(meanings)
    found["definition_status"] = found["indicator_id"].astype("string").map(stages)
    for column in ("type", "parent_area_id"):
        found[column] = found["area_id"].map(areas[column].astype("string"))
    for lang in LANGS:
        found[f"parent_{lang}"] = found["parent_area_id"].map(areas[f"name_{lang}"])
    found.attrs = frame.attrs
    return found if within is None else found[_lies_in(found["area_id"], areas, within)]


_OF_AREAS = ("type", "parent_area_id", "name_zh", "name_en")


def _one_of(frame: pd.DataFrame, column: str) -> dict[str, list[str]]:
    return {column: list(frame[column].unique())}


def _lies_in(places: pd.Series[Any], areas: pd.DataFrame, within: str) -> pd.Series[Any]:
    """Whether each place lies in another, which is named by its code or in either language."""
    wanted = within.casefold()
    named = [areas.index[areas[f"name_{lang}"].str.casefold() == wanted] for lang in LANGS]
    codes = {*named[0], *named[1], *({within} & {*areas.index})}
    if not codes:
        raise UnknownValueError(
            "area", within, sorted(areas.index[areas["type"].astype("string") == "province"])
        )
    parents = areas["parent_area_id"].dropna().to_dict()
    inside: dict[str, bool] = {}

    def lies(area: str) -> bool:
        if area not in inside:
            inside[area] = False  # a place that lies in itself lies nowhere else
            inside[area] = area in codes or (area in parents and lies(parents[area]))
        return inside[area]

    return places.map(lies)


def _chosen(found: pd.DataFrame) -> pd.DataFrame:
    """One value of each place: an outcome before a goal, how much there is before how it grew, the whole
    place before a part of it, the latest report before an earlier one.
    """
    order = found.assign(
        goal=found["status"].astype("string") != "actual",
        other=~found["measure"].isin(MEASURES) | found["base_value"].isna(),
        partial=found["area_id"] != found["place_id"],
        age=-found["issued"].astype("int64"),
    )
    sorted_ = order.sort_values(["goal", "other", "partial", "age"], kind="stable")
    return found.loc[sorted_.drop_duplicates("place_id").index.sort_values()]


def _growth(found: pd.DataFrame) -> pd.Series[Any]:
    """The growth that a report prints beside each value, year-on-year before other growth."""
    key = ["source_id", "area_id", "indicator_id", "period", "status"]
    printed = found[found["measure"].isin(GROWTH) & found["value"].notna()]
    in_order = printed.assign(other=printed["measure"] != GROWTH[0]).sort_values("other", kind="stable")
    by_key = in_order.drop_duplicates(key)[[*key, "value"]].rename(columns={"value": "growth"})
    return found[key].merge(by_key, on=key, how="left")["growth"]


def _candidates(chosen: pd.DataFrame) -> list[Candidate[int]]:
    """The values as `analysis` compares them, each known by its position."""
    counts = (chosen["measure"].isin(MEASURES) & chosen["base_value"].notna()).tolist()
    columns = ("type", "measure", "base_unit_en", "definition", "qualifier", "status")
    cells = [chosen[each].astype("object").where(chosen[each].notna(), "").tolist() for each in columns]
    whole = (chosen["area_id"] == chosen["place_id"]).tolist()
    values = chosen["base_value"].tolist()
    return [
        Candidate(
            at,
            status == "actual",
            whole[at],
            (kind, measure if counts[at] else "", unit, meaning),
            values[at] if counts[at] else 0.0,
            qualifier,
        )
        for at, (kind, measure, unit, meaning, qualifier, status) in enumerate(zip(*cells, strict=True))
    ]


def _ranked(
    entries: Sequence[Candidate[int]], parents: pd.Series[Any]
) -> list[tuple[int | None, int | None]]:
    """The rank of each entry among those with its parent, and their number."""
    of = parents.astype("object").where(parents.notna(), None).tolist()
    groups: dict[str, list[int]] = {}
    for place, each in enumerate(entries):
        if of[each.thing] is not None:
            groups.setdefault(of[each.thing], []).append(place)
    found: list[tuple[int | None, int | None]] = [(None, None)] * len(entries)
    for places in groups.values():
        among = ranks([(entries[each].value, entries[each].qualifier) for each in places])
        for place, rank in zip(places, among, strict=True):
            found[place] = (rank, len(places))
    return found
