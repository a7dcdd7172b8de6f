"""The charts, drawn with Vega-Altair from the DataFrames of `frames`.

Names stand above their bars, not on an axis, so that a chart keeps its shape on a telephone; marks are filled
or hollow, or differ in shape, so that it reads in grey; each value is written beside its mark.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import east_asian_width

from ..errors import worded
from ..lang import Lang, sentence, texts
from ..optional import extra
from .frames import FIRMNESS, Picture, compared, data

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

#: The width of the plot in pixels; title, axis and names make the picture wider where they need it.
WIDTH = 600
_INK, _FILL, _HOLLOW = "#1a1a1a", "#1f4e79", "#ffffff"
_FONT = (
    "'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', "
    "'Helvetica Neue', Arial, sans-serif"
)
_BAR, _TEXT_LINE, _LEVEL_ROW = 28, 14, 46
# What axes, legends and texts have in common.
_AXIS = {"labelColor": _INK, "titleColor": _INK}
_LEGEND = {
    **{"title": None, "orient": "top", "direction": "vertical", "labelLimit": 420},
    **{"symbolType": "square", "symbolStrokeColor": _FILL, "symbolStrokeWidth": 1.5},
}
_WRITTEN = {"align": "left", "color": _INK, "fontSize": 12}
# The columns shown where a reader points.
_HINTS = {
    "targets": ("label", "target", "unit", "needs", "shown", "note"),
    "growth": ("label", "period", "shown"),
    "money": ("label", "theme", "period", "shown", "printed"),
    "projects": ("label", "projects", "period", "shown", "note"),
    "awards": ("label", "recipient", "level_label", "kind_label", "year", "note"),
    "commitments": ("label", "modality_label", "count", "quantified", "named"),
    "comparison": ("label", "parent", "shown", "growth", "rank", "peers"),
}
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")


def chart(name: Picture, lang: Lang = "en", package: str | Path | None = None) -> alt.LayerChart:
    """One picture by its name; `plot.NAMES` lists them.

    `.save("chart.html")` opens without a network; also `.png`, `.svg`, `.pdf`.

    Raises:
        ImportError: Altair is not installed; the message names the extra.
        ValueError: there is no such picture, no such language, or nothing to draw in the package.
    """
    return drawn(name, data(name, lang, package), lang)


def drawn(name: Picture | Literal["comparison"], frame: pd.DataFrame, lang: Lang) -> alt.LayerChart:
    """One picture of a frame that `data` gave.

    Raises:
        ImportError: Altair is not installed; the message names the extra.
        ValueError: the frame is empty.
    """
    if frame.empty:
        raise worded(ValueError, "nothing-to-draw", name=name)
    made: alt.LayerChart = _DRAWN[name](extra("altair", "plot"), frame, lang)
    return made


def targets(lang: Lang = "en", package: str | Path | None = None) -> alt.LayerChart:
    """The growth in per cent that each target needs: a bar per target with an actual value to start from.

    A target that is open above (“at least”, “over”) is hollow and has its sign. Targets of another scope than
    their actual value, and those already reached, are not drawn: `fo.targets()` has them, with the reason.

    `.save("targets.html")` opens without a network; also `.png`, `.svg`, `.pdf`.

    >>> targets("zh").to_dict()["title"]["text"]
    '2023年目标所需增速'
    """
    return chart("targets", lang, package)


def growth(lang: Lang = "en", package: str | Path | None = None) -> alt.LayerChart:
    """Growth rates of the actual values: a bar per rate, in per cent; hollow where no base period is
    stated.

    `.save("growth.html")` opens without a network; also `.png`, `.svg`, `.pdf`.
    """
    return chart("growth", lang, package)


def money(lang: Lang = "en", package: str | Path | None = None) -> alt.LayerChart:
    """Finance, industry, investment and trade at one scale, in 100 million yuan; parts of a total are hollow.

    Parts are drawn next to their totals and never stacked: some overlap.

    `.save("money.html")` opens without a network; also `.png`, `.svg`, `.pdf`.
    """
    return chart("money", lang, package)


def awards(lang: Lang = "en", package: str | Path | None = None) -> alt.LayerChart:
    """Awards by level: a mark per award, its shape the kind.

    `.save("awards.html")` opens without a network; also `.png`, `.svg`, `.pdf`.
    """
    return chart("awards", lang, package)


def commitments(lang: Lang = "en", package: str | Path | None = None) -> alt.LayerChart:
    """Commitments of the plan: a grid of themes by firmness, with the count in each cell.

    `.save("commitments.html")` opens without a network; also `.png`, `.svg`, `.pdf`.
    """
    return chart("commitments", lang, package)


def projects(lang: Lang = "en", package: str | Path | None = None) -> alt.LayerChart:
    """Money by project: a bar per printed amount, in 10 thousand yuan; hollow where it is only planned.

    `.save("projects.html")` opens without a network; also `.png`, `.svg`, `.pdf`.
    """
    return chart("projects", lang, package)


def comparison(frame: pd.DataFrame, lang: Lang = "en", most: int = 30) -> alt.LayerChart:
    """A bar per place of what `fengqiao_open.compare` gave, the largest first, drafts marked; what is not
    compared is not drawn.

    Args:
        frame: the places; part of them where only these are wanted, such as the towns of one county.
        lang: "en" or "zh"; the language in which they were compared.
        most: how many places are drawn; the title says of how many.

    `.save("comparison.html")` opens without a network; also `.png`, `.svg`, `.pdf`.

    Raises:
        ImportError: Altair is not installed; the message names the extra.
        ValueError: nothing is compared.
    """
    return drawn("comparison", compared(frame, lang, most), lang)


def _draw_comparison(alt: Any, frame: pd.DataFrame, lang: Lang) -> Any:
    frame = frame.assign(role="exact", lines=frame["label"])
    return _bars(alt, frame, "comparison", lang, ("exact",))


def _draw_targets(alt: Any, frame: pd.DataFrame, lang: Lang) -> Any:
    opened = frame["qualifier"].isin(("at_least", "over")).map({True: "open", False: "closed"})
    frame = frame.assign(role=opened, lines=frame["label"])
    return _bars(alt, frame, "targets", lang, ("closed", "open"))


def _draw_growth(alt: Any, frame: pd.DataFrame, lang: Lang) -> Any:
    frame = frame.assign(role=frame["measure"], lines=frame["label"])
    return _bars(alt, frame, "growth", lang, ("growth_yoy", "growth"))


def _draw_money(alt: Any, frame: pd.DataFrame, lang: Lang) -> Any:
    colon = texts("charts", lang)["colon"]
    lines = [
        label if label.startswith(theme) else f"{theme}{colon}{label}"
        for theme, label in zip(frame["theme"], frame["label"], strict=True)
    ]
    return _bars(alt, frame.assign(lines=lines), "money", lang, ("total", "part"))


def _draw_projects(alt: Any, frame: pd.DataFrame, lang: Lang) -> Any:
    bracket = texts("charts", lang)["bracket"]
    lines = [
        name + bracket.format(text=sentence("charts", "projects.joint", lang, n=count)) if joint else name
        for name, count, joint in zip(frame["label"], frame["project_count"], frame["joint"], strict=True)
    ]
    frame = frame.assign(role=frame["status"], lines=lines)
    roles = tuple(each for each in ("actual", "target", "planned") if each in set(frame["role"]))
    return _bars(alt, frame, "projects", lang, roles)


def _bars(alt: Any, frame: pd.DataFrame, name: str, lang: Lang, roles: tuple[str, ...]) -> Any:
    """Horizontal bars, each under its name and before its value; the first role is filled, others hollow."""
    say = texts("charts", lang)
    lines = [_folded(text) for text in frame["lines"]]
    if "needs" in frame:
        lines = [[*name, more] for name, more in zip(lines, frame["needs"], strict=True)]
    frame = frame.assign(
        role_label=[say[f"{name}.{role}"] for role in frame["role"]],
        lines=["\n".join(each) for each in lines],
        line_count=[len(each) for each in lines],
        end=frame["value"].clip(lower=0),
    )
    legend = [say[f"{name}.{role}"] for role in roles]
    fills = [_FILL, *[_HOLLOW] * (len(roles) - 1)]
    reach = max(abs(frame["value"].max()), abs(frame["value"].min()), 1e-9)
    low = min(frame["value"].min(), 0)
    # Room for the value beyond the end of its bar.
    domain = [low - (0.3 * reach if low < 0 else 0), frame["value"].max() + 0.3 * reach]
    base = alt.Chart(frame).encode(
        y=alt.Y("observation_id:N", sort=None, axis=None, scale=alt.Scale(padding=0))
    )
    bars = base.mark_bar().encode(
        x=alt.X(
            "value:Q",
            title=_said(frame, name, "axis", lang),
            scale=alt.Scale(domain=domain, nice=False),
            axis=alt.Axis(grid=True, gridColor="#e4e4e4", tickCount=5, **_AXIS),
        ),
        fill=alt.Fill(
            "role_label:N",
            scale=alt.Scale(domain=legend, range=fills),
            legend=alt.Legend(**_LEGEND) if len(roles) > 1 else None,
        ),
        tooltip=_hints(alt, name, lang),
    )
    row = _BAR + _TEXT_LINE * max(frame["line_count"])
    lowest = row / 2 - _BAR / 2
    bars = bars.mark_bar(height=13, yOffset=lowest, stroke=_FILL, strokeWidth=1.5)
    wrapped = {**_WRITTEN, "baseline": "top", "lineBreak": "\n", "lineHeight": _TEXT_LINE}
    top = lowest - _BAR / 2 + 3
    names = [
        base.transform_filter(f"datum.line_count == {count}")
        .mark_text(dy=top - _TEXT_LINE * count, **wrapped)
        .encode(x=alt.value(0), text="lines:N")
        for count in sorted(set(frame["line_count"]))
    ]
    values = base.mark_text(dx=5, dy=lowest, fontWeight="bold", **_WRITTEN).encode(x="end:Q", text="shown:N")
    return _finished((bars, *names, values), frame, name, lang, row * len(frame))


def _draw_awards(alt: Any, frame: pd.DataFrame, lang: Lang) -> Any:
    kinds = list(dict.fromkeys(frame["kind_label"]))
    levels = list(dict.fromkeys(frame["level_label"]))
    counts = frame["level_label"].value_counts()
    height = alt.Y("level_label:N", sort=levels, axis=None)
    domain = [0.4, int(frame["place"].max()) + 0.6]
    shapes = alt.Scale(domain=kinds, range=list(_SHAPES[: len(kinds)]))
    marks = (
        alt.Chart(frame)
        .mark_point(size=95, filled=True, color=_FILL, opacity=1, yOffset=10)
        .encode(
            y=height,
            x=alt.X(
                "place:Q",
                title=texts("charts", lang)["awards.axis"],
                scale=alt.Scale(domain=domain, nice=False),
                axis=alt.Axis(grid=False, tickMinStep=1, format="d", **_AXIS),
            ),
            shape=alt.Shape(
                "kind_label:N",
                sort=kinds,
                scale=shapes,
                legend=alt.Legend(title=None, orient="top", columns=2, labelLimit=200),
            ),
            tooltip=_hints(alt, "awards", lang),
        )
    )
    written = [f"{level}{texts('charts', lang)['colon']}{counts[level]}" for level in levels]
    names = (
        alt.Chart(frame.drop_duplicates("level_label").assign(written=written))
        .mark_text(baseline="bottom", dy=-2, fontWeight="bold", **_WRITTEN)
        .encode(y=height, x=alt.value(0), text="written:N")
    )
    return _finished((marks, names), frame, "awards", lang, _LEVEL_ROW * len(levels))


def _draw_commitments(alt: Any, frame: pd.DataFrame, lang: Lang) -> Any:
    themes = list(dict.fromkeys(frame["label"]))
    labels = dict(zip(frame["modality"], frame["modality_label"], strict=True))
    order = [labels[code] for code in FIRMNESS if code in labels]
    most = int(frame["count"].max())
    title = texts("charts", lang)["commitments.axis"]
    bare = {"ticks": False, "domain": False, "labelColor": _INK}
    across = alt.Axis(orient="top", labelAngle=0 if lang == "zh" else -40, titleColor=_INK, **bare)
    base = alt.Chart(frame).encode(
        x=alt.X("modality_label:N", sort=order, title=title, axis=across),
        y=alt.Y("label:N", sort=themes, title=None, axis=alt.Axis(labelLimit=300, **bare)),
    )
    cells = base.mark_rect(stroke="#ffffff", strokeWidth=2).encode(
        color=alt.Color("count:Q", scale=alt.Scale(domain=[0, most], range=["#f4f6f8", _FILL]), legend=None),
        tooltip=_hints(alt, "commitments", lang),
    )
    colour = alt.condition(f"datum.count > {most * 0.45}", alt.value("#ffffff"), alt.value(_INK))
    counted = base.transform_filter("datum.count > 0")
    numbers = counted.mark_text(fontSize=12, fontWeight="bold").encode(text="count:Q", color=colour)
    return _finished((cells, numbers), frame, "commitments", lang, 26 * len(themes))


_DRAWN: Mapping[str, Callable[[Any, pd.DataFrame, Lang], Any]] = MappingProxyType(
    {
        **{"targets": _draw_targets, "growth": _draw_growth, "money": _draw_money},
        **{"awards": _draw_awards, "commitments": _draw_commitments, "projects": _draw_projects},
        "comparison": _draw_comparison,
    }
)


def _hints(alt: Any, picture: str, lang: Lang) -> list[Any]:
    say = texts("charts", lang)
    return [alt.Tooltip(f"{name}:N", title=say[f"column.{name}"]) for name in _HINTS[picture]]


def _finished(layers: tuple[Any, ...], frame: pd.DataFrame, name: str, lang: Lang, height: int) -> Any:
    title = _said(frame, name, "title", lang)
    made = extra("fengqiao_open.plot.notebook", "plot").Chart(layer=list(layers))
    return made.properties(
        width=WIDTH,
        height=height,
        title={"text": title, "anchor": "start", "color": _INK},
        description=alternative(name, frame, lang),
    ).configure(
        font=_FONT,
        background="#ffffff",
        view={"stroke": None},
        legend={"labelColor": _INK, "labelFontSize": 12},
        padding={"left": 4, "right": 4, "top": 4, "bottom": 4},
    )


def alternative(name: str, frame: pd.DataFrame, lang: Lang) -> str:
    """The text alternative of a picture: what it shows, and between which ends."""
    if "value" in frame:
        ends = {"least": frame.iloc[frame["value"].argmin()], "most": frame.iloc[frame["value"].argmax()]}
        values = {key: row["shown"] for key, row in ends.items()}
        values |= {f"{key}_label": row["label"] for key, row in ends.items()}
    elif "level_label" in frame:
        counts = frame["level_label"].value_counts(sort=False)
        listed = (f"{level} {count}" for level, count in counts.items())
        values = {"counts": texts("charts", lang)["list"].join(listed)}
    else:
        values = {"most_label": str(frame.groupby("modality_label")["count"].sum().idxmax())}
    return _said(frame, name, "alt", lang, **values)


def _said(frame: pd.DataFrame, name: str, part: str, lang: Lang, **values: object) -> str:
    """A text of a picture, with what the frame says of itself: its years, and what is the same in all its
    rows.
    """
    same = {
        each: frame[each].iloc[0] for each in ("indicator", "unit", "drawn", "peers") if name == "comparison"
    }
    return sentence("charts", f"{name}.{part}", lang, years=_years(frame, lang), **same, **values)


def _years(frame: pd.DataFrame, lang: Lang) -> str:
    """The years of the statistics drawn; blank for what has none."""
    years = sorted(set(frame["period"])) if "period" in frame else []
    return texts("charts", lang)["list"].join(map(str, years))


def _folded(text: str, width: int = 46) -> list[str]:
    """A name in one line or two of like length; a Chinese character is as wide as two letters.

    >>> _folded("Gross industrial output value of enterprises above designated size")
    ['Gross industrial output value of', 'enterprises above designated size']
    """
    if _width(text) <= width:
        return [text]
    breaks = [at for at, letter in enumerate(text) if letter == " "]
    if len(breaks) < 2:  # Chinese: it may break anywhere
        breaks = list(range(1, len(text)))
    at = min(breaks, key=lambda each: max(_width(text[:each]), _width(text[each:])))
    return [text[:at], text[at:].lstrip()]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
