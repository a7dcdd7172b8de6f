"""The charts, drawn with Vega-Altair from the DataFrames of `frames`.

Names stand above their bars, not on an axis, so that a chart keeps its shape on a telephone; marks are filled or
hollow, or differ in shape, so that it reads in grey; each value is written beside its mark.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from ..lang import Lang, sentence, texts
from .frames import FIRMNESS, Picture, data

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

_INK, _FILL, _HOLLOW = "#1a1a1a", "#1f4e79", "#ffffff"
_FONT = "'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Helvetica Neue', Arial, sans-serif"
_BAR, _TEXT_LINE, _LEVEL_ROW = 28, 14, 46
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")


def chart(name: Picture, lang: Lang = "en", package: str | Path | None = None) -> alt.LayerChart:
    """One picture by its name; `plot.NAMES` lists them.

    Raises:
        ImportError: Altair is not installed; the message names the extra.
        ValueError: there is no such picture, no such language, or nothing to draw in the package.
    """
    return drawn(name, data(name, lang, package), lang)


def drawn(name: Picture, frame: pd.DataFrame, lang: Lang) -> alt.LayerChart:
    """One picture of a frame that `data` gave.

    Raises:
        ImportError: Altair is not installed; the message names the extra.
        ValueError: the frame is empty.
    """
    if frame.empty:
        raise ValueError(f"The package has nothing to draw for {name!r}.")
    made: alt.LayerChart = _DRAWN[name](_library(), frame, lang)
    return made


def goals(lang: Lang = "en", package: str | Path | None = None) -> alt.LayerChart:
    """The growth that each target needs: a bar per target that has an actual value to start from, its length the growth needed in per cent.

    A target that is open above (“at least”, “over”) is hollow and has its sign. Targets of another scope than their
    actual value, and those that are already reached, are not drawn: `progress` has them, with the reason.

    >>> goals("zh").to_dict()["title"]["text"]
    '2023年目标所需增速'
    """
    return chart("goals", lang, package)


def growth(lang: Lang = "en", package: str | Path | None = None) -> alt.LayerChart:
    """Growth rates of the outcomes: a bar per rate, in per cent; hollow where no base period is stated."""
    return chart("growth", lang, package)


def money(lang: Lang = "en", package: str | Path | None = None) -> alt.LayerChart:
    """Finance, industry, investment and trade at one scale, in 100 million yuan; parts of a total are hollow.

    Parts stand beside their totals and are never stacked: some overlap.
    """
    return chart("money", lang, package)


def awards(lang: Lang = "en", package: str | Path | None = None) -> alt.LayerChart:
    """Awards by level: a mark per award, its shape the kind."""
    return chart("awards", lang, package)


def promises(lang: Lang = "en", package: str | Path | None = None) -> alt.LayerChart:
    """Commitments of the plan: a grid of themes by firmness, with the count in each cell."""
    return chart("promises", lang, package)


def projects(lang: Lang = "en", package: str | Path | None = None) -> alt.LayerChart:
    """Money by project: a bar per printed amount, in 10 thousand yuan; hollow where it is only planned."""
    return chart("projects", lang, package)


def _draw_goals(alt: Any, frame: pd.DataFrame, lang: Lang) -> Any:
    opened = ["open" if qualifier in ("at_least", "over") else "closed" for qualifier in frame["qualifier"]]
    frame = frame.assign(role=opened, lines=frame["label"])
    hints = ["label", "goal", "unit", "needs", "shown", "note"]
    return _bars(alt, frame, "goals", lang, ("closed", "open"), hints)


def _draw_growth(alt: Any, frame: pd.DataFrame, lang: Lang) -> Any:
    frame = frame.assign(role=frame["measure"], lines=frame["label"])
    return _bars(alt, frame, "growth", lang, ("growth_yoy", "growth"), ["label", "period", "shown"])


def _draw_money(alt: Any, frame: pd.DataFrame, lang: Lang) -> Any:
    joint = ": " if lang == "en" else "："
    lines = [
        label if label.startswith(theme) else f"{theme}{joint}{label}"
        for theme, label in zip(frame["theme"], frame["label"], strict=True)
    ]
    frame = frame.assign(lines=lines)
    hints = ["label", "theme", "period", "shown", "printed"]
    return _bars(alt, frame, "money", lang, ("total", "part"), hints)


def _draw_projects(alt: Any, frame: pd.DataFrame, lang: Lang) -> Any:
    joint = [
        sentence("charts", "projects.joint", lang, n=count) if joint else None
        for count, joint in zip(frame["project_count"], frame["joint"], strict=True)
    ]
    lines = [
        name + (_bracket(more, lang) if more else "")
        for name, more in zip(frame["label"], joint, strict=True)
    ]
    frame = frame.assign(role=frame["status"], lines=lines)
    roles = tuple(each for each in ("actual", "target", "planned") if each in set(frame["role"]))
    return _bars(alt, frame, "projects", lang, roles, ["label", "projects", "period", "shown", "note"])


def _bars(
    alt: Any,
    frame: pd.DataFrame,
    name: str,
    lang: Lang,
    roles: tuple[str, ...],
    hints: list[str],
) -> Any:
    """Horizontal bars, each under its name and before its value; the first role is filled, the others are hollow."""
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
            title=say[f"{name}.axis"],
            scale=alt.Scale(domain=domain, nice=False),
            axis=alt.Axis(grid=True, gridColor="#e4e4e4", tickCount=5, labelColor=_INK, titleColor=_INK),
        ),
        fill=alt.Fill(
            "role_label:N",
            scale=alt.Scale(domain=legend, range=fills),
            legend=alt.Legend(title=None, orient="top", direction="vertical", symbolType="square",
                              symbolStrokeColor=_FILL, symbolStrokeWidth=1.5, labelLimit=420) if len(roles) > 1 else None,
        ),
        tooltip=_hints(alt, hints, lang),
    )  # fmt: skip
    row = _BAR + _TEXT_LINE * max(frame["line_count"])
    lowest = row / 2 - _BAR / 2
    bars = bars.mark_bar(height=13, yOffset=lowest, stroke=_FILL, strokeWidth=1.5)
    names = [
        base.transform_filter(f"datum.line_count == {count}")
        .mark_text(
            align="left", baseline="top", dy=lowest - _BAR / 2 + 3 - _TEXT_LINE * count, color=_INK,
            fontSize=12, lineBreak="\n", lineHeight=_TEXT_LINE,
        )
        .encode(x=alt.value(0), text="lines:N")
        for count in sorted(set(frame["line_count"]))
    ]  # fmt: skip
    values = base.mark_text(align="left", dx=5, dy=lowest, color=_INK, fontSize=12, fontWeight="bold").encode(
        x="end:Q", text="shown:N"
    )
    return _finished(alt.layer(bars, *names, values), frame, name, lang, row * len(frame))


def _draw_awards(alt: Any, frame: pd.DataFrame, lang: Lang) -> Any:
    kinds = list(dict.fromkeys(frame["kind_label"]))
    levels = list(dict.fromkeys(frame["level_label"]))
    counts = frame["level_label"].value_counts()
    base = alt.Chart(frame).encode(y=alt.Y("level_label:N", sort=levels, axis=None))
    longest = int(frame["place"].max())
    marks = base.mark_point(size=95, filled=True, color=_FILL, opacity=1, yOffset=10).encode(
        x=alt.X("place:Q", title=texts("charts", lang)["awards.axis"], scale=alt.Scale(domain=[0.4, longest + 0.6], nice=False),
                axis=alt.Axis(grid=False, tickMinStep=1, format="d", labelColor=_INK, titleColor=_INK)),
        shape=alt.Shape("kind_label:N", sort=kinds, scale=alt.Scale(domain=kinds, range=list(_SHAPES[: len(kinds)])),
                        legend=alt.Legend(title=None, orient="top", columns=2, labelLimit=200)),
        tooltip=_hints(alt, ["label", "recipient", "level_label", "kind_label", "year", "note"], lang),
    )  # fmt: skip
    joined = ": " if lang == "en" else "："
    names = alt.Chart(
        frame.drop_duplicates("level_label").assign(
            written=[f"{level}{joined}{counts[level]}" for level in levels]
        )
    ).mark_text(align="left", baseline="bottom", dy=-2, color=_INK, fontSize=12, fontWeight="bold").encode(
        y=alt.Y("level_label:N", sort=levels, axis=None), x=alt.value(0), text="written:N"
    )  # fmt: skip
    return _finished(alt.layer(marks, names), frame, "awards", lang, _LEVEL_ROW * len(levels))


def _draw_promises(alt: Any, frame: pd.DataFrame, lang: Lang) -> Any:
    themes = list(dict.fromkeys(frame["label"]))
    labels = dict(zip(frame["modality"], frame["modality_label"], strict=True))
    order = [labels[code] for code in FIRMNESS if code in labels]
    most = int(frame["count"].max())
    base = alt.Chart(frame).encode(
        x=alt.X("modality_label:N", sort=order, title=texts("charts", lang)["promises.axis"],
                axis=alt.Axis(orient="top", labelAngle=0 if lang == "zh" else -40, labelColor=_INK, titleColor=_INK, ticks=False, domain=False)),
        y=alt.Y("label:N", sort=themes, title=None,
                axis=alt.Axis(labelLimit=150, labelColor=_INK, ticks=False, domain=False)),
    )  # fmt: skip
    cells = base.mark_rect(stroke="#ffffff", strokeWidth=2).encode(
        color=alt.Color("count:Q", scale=alt.Scale(domain=[0, most], range=["#f4f6f8", _FILL]), legend=None),
        tooltip=_hints(alt, ["label", "modality_label", "count", "quantified", "named"], lang),
    )
    numbers = (
        base.transform_filter("datum.count > 0")
        .mark_text(fontSize=12, fontWeight="bold")
        .encode(
            text="count:Q",
            color=alt.condition(f"datum.count > {most * 0.45}", alt.value("#ffffff"), alt.value(_INK)),
        )
    )
    return _finished(alt.layer(cells, numbers), frame, "promises", lang, 26 * len(themes))


_DRAWN: Mapping[str, Callable[[Any, pd.DataFrame, Lang], Any]] = MappingProxyType(
    {
        "goals": _draw_goals, "growth": _draw_growth, "money": _draw_money, "awards": _draw_awards,
        "promises": _draw_promises, "projects": _draw_projects,
    }
)  # fmt: skip


def _hints(alt: Any, columns: list[str], lang: Lang) -> list[Any]:
    return [alt.Tooltip(f"{name}:N", title=texts("charts", lang)[f"column.{name}"]) for name in columns]


def _finished(layers: Any, frame: pd.DataFrame, name: str, lang: Lang, height: int) -> Any:
    return layers.properties(
        width="container",
        height=height,
        title={"text": sentence("charts", f"{name}.title", lang, years=_years(frame, lang)), "anchor": "start", "color": _INK},
        description=alternative(name, frame, lang),
    ).configure(
        font=_FONT, background="#ffffff", view={"stroke": None}, legend={"labelColor": _INK, "labelFontSize": 12},
        autosize={"type": "fit-x", "contains": "padding"}, padding={"left": 4, "right": 4, "top": 4, "bottom": 4},
    )  # fmt: skip


def alternative(name: str, frame: pd.DataFrame, lang: Lang) -> str:
    """The text alternative of a picture: what it shows, and between which ends."""
    if "value" in frame:
        ends = {"least": frame.iloc[frame["value"].argmin()], "most": frame.iloc[frame["value"].argmax()]}
        values = {
            key: text
            for name, row in ends.items()
            for key, text in ((name, row["shown"]), (f"{name}_label", row["label"]))
        }
    elif "level_label" in frame:
        counts = frame["level_label"].value_counts(sort=False)
        between = "、" if lang == "zh" else ", "
        values = {"counts": between.join(f"{level} {count}" for level, count in counts.items())}
    else:
        values = {"most_label": str(frame.groupby("modality_label")["count"].sum().idxmax())}
    return sentence("charts", f"{name}.alt", lang, years=_years(frame, lang), **values)


def _years(frame: pd.DataFrame, lang: Lang) -> str:
    """The years of the statistics drawn; blank for what has none."""
    years = sorted(set(frame["period"])) if "period" in frame else []
    return ("、" if lang == "zh" else ", ").join(map(str, years))


def _bracket(text: str, lang: Lang) -> str:
    return f"（{text}）" if lang == "zh" else f" ({text.lower()})"


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


def _library() -> Any:
    try:
        import altair
    except ImportError as problem:
        raise ImportError(
            f"Charts need the extra “plot” ({problem.name} is missing): pip install 'fengqiao-open[plot]'."
        ) from problem
    return altair
