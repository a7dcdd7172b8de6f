"""The DataFrame behind each chart: one row per mark, made from the tables and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from ..analysis.intervals import supported_places
from ..analysis.targets import targets
from ..datapackage.package import read_package
from ..errors import did_you_mean, needs_lang, worded
from ..lang import Lang, sentence, texts
from ..tabular.loader import load
from ..tabular.statistics import statistics

if TYPE_CHECKING:
    import pandas as pd

Picture = Literal["targets", "growth", "money", "awards", "commitments", "projects"]

# The sign of a qualifier before a number. “Better than grade two” has no number, so it has no chart.
SIGNS: Mapping[str, str] = MappingProxyType(
    {"exact": "", "at_least": "≥ ", "over": "> ", "about": "≈ ", "nearly": "≲ ", "at_most": "≤ "}
)
_MIRRORED = str.maketrans("≥>≤≲", "≤<≥≳")
_TARGETS = (
    *("observation_id", "label", "measure", "measure_label", "period", "actual", "actual_unit", "target"),
    *("qualifier", "unit", "needed_level", "needed_level_low", "needed_level_high"),
    *("value", "needed_growth_low", "needed_growth_high", "shown", "needs", "note"),
)


def data(name: Picture, lang: Lang = "en", package: str | Path | None = None) -> pd.DataFrame:
    """The DataFrame behind one chart: a row per mark, in the order of the report.

    Values are those of the tables; nothing is added up. Columns common to all but `awards` and `commitments`:
    `observation_id`, `label`, `value` with its qualifier in `qualifier`, and `shown`, the value as the chart
    shows it.

    Raises:
        ValueError: there is no such picture, or no such language.
        PackageError: a table cannot be read; or the package was edited and not refreshed, as in `statistics`.

    >>> data("money")[["label", "value", "role"]].iloc[0].to_dict()
    {'label': 'Total fiscal revenue', 'value': 4.04, 'role': 'total'}
    """
    if not isinstance(name, str) or name not in _MAKERS:
        near = map(repr, get_close_matches(str(name), _MAKERS, n=1))
        shown = name if isinstance(name, str) else type(name).__name__
        raise worded(ValueError, "no-chart", name=shown, known=", ".join(_MAKERS), **did_you_mean(*near))
    needs_lang(lang)
    return _MAKERS[name](lang, package)


def sign(qualifier: str, negative: bool = False) -> str:
    """The sign of a qualifier before a number, which for a fall is that of its size; blank for one without.

    >>> sign("at_least"), sign("at_least", negative=True)
    ('≥ ', '≤ ')
    """
    found = SIGNS.get(qualifier, "")
    return found.translate(_MIRRORED) if negative else found


def compared(frame: pd.DataFrame, lang: Lang, most: int) -> pd.DataFrame:
    """The first places of a comparison, with their values in the unit in which the largest is printed."""
    frame = frame[frame["refusal"].isna()].head(most).reset_index(drop=True)
    if frame.empty:
        return frame
    first = frame.iloc[0]
    values = frame["base_value"] / (first["base_value"] / first["value"] if first["value"] else 1)
    draft = sentence("charts", "bracket", lang, text=texts("charts", lang)["comparison.draft"])
    # A frame that was saved earlier has no such column.
    drafted = frame.get("definition_status", frame["area"]).eq("draft").fillna(False)
    labels = frame["area"].where(~drafted, frame["area"] + draft)
    made = frame.assign(label=labels, value=values, unit=first["unit"], drawn=len(frame))
    return made.assign(shown=_shown(values, frame["qualifier"].fillna("exact"), values, lang))


def _targets(lang: Lang, package: str | Path | None) -> pd.DataFrame:
    """Targets that have an actual value to start from; `value` is the growth needed, in per cent."""
    found = targets(lang, package).dropna(subset=["needed_growth"]).fillna({"note": ""})
    frame = found.rename(columns={"indicator": "label", "needed_growth": "value"})
    growth = _supported(frame, "value", "needed_growth_low", "needed_growth_high")
    level = _supported(frame, "needed_level", "needed_level_low", "needed_level_high")
    frame["shown"] = _shown(growth, frame["qualifier"], frame["target"], lang, " %")
    needed = _shown(level, frame["qualifier"], frame["target"], lang)
    bracket = texts("charts", lang)["bracket"]
    frame["needs"] = [
        f"{_plain(actual, lang)} → {level}{bracket.format(text=unit)}"
        for actual, level, unit in zip(frame["actual"], needed, frame["actual_unit"], strict=True)
    ]
    return frame[list(_TARGETS)].reset_index(drop=True)


def _growth(lang: Lang, package: str | Path | None) -> pd.DataFrame:
    """Growth rates of the actual values, in per cent; a decrease is negative."""
    chosen = "status == 'actual' and measure in ('growth_yoy', 'growth')"
    frame = statistics(package=package).query(chosen).reset_index(drop=True)
    measures = {"measure": frame["measure"].astype("string"), "measure_label": frame[f"measure_{lang}"]}
    made = _named(frame, lang).assign(**measures)
    return made.assign(shown=_shown(made["value"], made["qualifier"], made["value"], lang, " %"))


def _money(lang: Lang, package: str | Path | None) -> pd.DataFrame:
    """Economic amounts, of which more is commonly seen as better, as actual values, in 100 million yuan;
    `role` is total or part. Money of works and projects is in `projects`; other currencies are left out.

    Parts of one total may overlap (`overlaps` names the rows): they are never stacked or added.
    """
    economic = load("indicators", package).query("quantity == 'money' and direction == 'higher'")
    chosen = "status == 'actual' and measure == 'level' and unit_id in ('yuan', 'wan-yuan', 'yi-yuan')"
    frame = statistics(package=package).query(chosen)
    frame = frame[frame["indicator_id"].isin(economic["indicator_id"])].reset_index(drop=True)
    links = load("relations", package)
    part_of = dict(_pairs(links, "part_of"))
    overlapping = [*_pairs(links, "may_overlap"), *((b, a) for a, b in _pairs(links, "may_overlap"))]
    made = _named(frame, lang).assign(theme=frame[f"theme_{lang}"], value=frame["base_value"] / 1e8)
    ids = made["observation_id"]
    made["total_observation_id"] = [part_of.get(each, "") for each in ids]
    made["role"] = ["part" if each in part_of else "total" for each in ids]
    made["overlaps"] = [" ".join(b for a, b in overlapping if a == each) for each in ids]
    return made.assign(shown=_shown(made["value"], made["qualifier"], made["value"], lang))


def _projects(lang: Lang, package: str | Path | None) -> pd.DataFrame:
    """Money of works and projects, in 10 thousand yuan: a row per printed amount, with all its projects.

    An amount for several projects stays one amount, `joint`, of which no share is known; an amount may be a
    total cost, as `note` then says.
    """
    links = load("project_observations", package).query("role == 'funding'")
    names = load("projects", package).set_index("project_id")[f"name_{lang}"]
    frame = statistics(package=package)
    frame = frame[frame["observation_id"].isin(links["observation_id"]) & frame["base_value"].notna()]
    frame = frame.reset_index(drop=True)
    of = links["project_id"].map(names).groupby(links["observation_id"]).agg(list)
    made = _named(frame, lang).assign(
        value=frame["base_value"] / 1e4,
        status=frame["status"].astype("string"),
        status_label=frame[f"status_{lang}"],
    )
    made["projects"] = [texts("charts", lang)["between"].join(of[each]) for each in made["observation_id"]]
    made["project_count"] = [len(of[each]) for each in made["observation_id"]]
    joint = made["observation_id"].isin(links.loc[links["joint"], "observation_id"])
    return made.assign(joint=joint, shown=_shown(made["value"], made["qualifier"], made["value"], lang))


def _awards(lang: Lang, package: str | Path | None) -> pd.DataFrame:
    """Awards of the report: a row per award and recipient, with its `place` among those of its level."""
    frame = load("awards", package)
    made = frame[["award_id"]].copy()
    made["label"], made["recipient"] = frame[f"name_{lang}"], frame[f"recipient_{lang}"]
    order: dict[str, int] = {}
    for column in ("level", "kind"):
        codes = _labels(package, "awards", column, lang)
        made[column] = frame[column].astype("string")
        made[f"{column}_label"] = [codes[code] for code in frame[column]]
        order |= {f"{column}.{code}": at for at, code in enumerate(codes)}
    made["year"], made["example"], made["note"] = frame["year"], frame["example"], frame[f"note_{lang}"]
    made = made.sort_values(
        ["level", "kind"],
        key=lambda cells: cells.map(lambda code: order[f"{cells.name}.{code}"]),
        kind="stable",
        ignore_index=True,
    )
    made["place"] = made.groupby("level", sort=False).cumcount() + 1
    return made


def _commitments(lang: Lang, package: str | Path | None) -> pd.DataFrame:
    """How many commitments there are of each theme and firmness, and how many have a number or a name."""
    frame = load("commitments", package)
    themes = load("themes", package).sort_values("order")
    codes = _labels(package, "commitments", "modality", lang)
    counts: dict[tuple[str, str], Counter[str]] = {}
    columns = (frame[each].astype("string") for each in ("theme_id", "modality", "specificity"))
    for theme_id, modality, specificity in zip(*columns, strict=True):
        counts.setdefault((theme_id, modality), Counter())[specificity] += 1
    present = {theme_id for theme_id, _ in counts}
    rows = [
        {
            "theme_id": theme.theme_id,
            "label": getattr(theme, f"name_{lang}"),
            "modality": modality,
            "modality_label": codes[modality],
            "count": some.total(),
            "quantified": some["quantified"],
            "named": some["named"],
        }
        for theme in themes.itertuples()
        if theme.theme_id in present
        for modality in FIRMNESS
        for some in [counts.get((str(theme.theme_id), modality), Counter())]
    ]
    import pandas as pd

    return pd.DataFrame(rows)


# From the firmest word to the loosest.
FIRMNESS = ("ensure", "do", "advance", "plan", "strive", "explore")

_MAKERS: Mapping[str, Callable[[Lang, str | Path | None], pd.DataFrame]] = MappingProxyType(
    {
        **{"targets": _targets, "growth": _growth, "money": _money},
        **{"awards": _awards, "commitments": _commitments, "projects": _projects},
    }
)
NAMES: tuple[str, ...] = tuple(_MAKERS)


def _named(frame: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The columns that pictures of single statistics share, in one language."""
    made = frame[["observation_id", "period", "printed", "value"]].copy()
    made.insert(1, "label", frame[f"indicator_{lang}"])
    made["qualifier"] = frame["qualifier"].astype("string")
    made["note"] = frame[f"note_{lang}"]
    return made


def _labels(package: str | Path | None, table: str, column: str, lang: Lang) -> dict[str, str]:
    """The label of each code of a field, in the descriptor's order."""
    codes = read_package(package).schema(table).field(column).codes
    return {each.value: getattr(each.label, lang) for each in codes}


def _pairs(links: pd.DataFrame, kind: str) -> list[tuple[str, str]]:
    ends = links.loc[links["kind"] == kind, ["from_observation_id", "to_observation_id"]]
    return list(ends.astype(str).itertuples(index=False, name=None))


def _shown(
    values: pd.Series[Any], qualifiers: pd.Series[Any], printed: pd.Series[Any], lang: Lang, unit: str = ""
) -> list[str]:
    """Values with the signs of their qualifiers, which are of the sizes of what is printed."""
    return [
        f"{sign(qualifier, negative=size < 0)}{_plain(value, lang)}{unit}"
        for qualifier, size, value in zip(qualifiers, printed, values, strict=True)
    ]


def _supported(frame: pd.DataFrame, value: str, low: str, high: str) -> pd.Series[Any]:
    """Derived values with the digits that their intervals support, as everywhere else that they are shown."""

    def rounded(row: pd.Series[Any]) -> float:
        cells = ("" if row.isna()[name] else f"{row[name]:.6g}" for name in (value, low, high))
        places = supported_places(*cells)
        return float(row[value]) if places is None else round(float(row[value]), -places[0])

    return frame[[value, low, high]].apply(rounded, axis=1)


def _plain(value: float, lang: Lang) -> str:
    """At most two decimals, a true minus, no zeros at the end; commas from 1,000 in English, from 10,000 in
    Chinese.

    >>> _plain(-41.176, "en"), _plain(2000.0, "en"), _plain(2000.0, "zh")
    ('−41.18', '2,000', '2000')
    """
    few = lang == "zh" and abs(value) < 10_000
    text = (f"{value:.2f}" if few else f"{value:,.2f}").rstrip("0").rstrip(".")
    return text.replace("-", "−")
