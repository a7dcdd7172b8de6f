"""Draws a chart as SVG: each label at its bar, the finding as title, the source inside the picture.

The text keeps its size: a chart is drawn anew for each width, and the page shows the one that fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Literal

from markupsafe import Markup

from .canvas import SMALL, TEXT, Canvas
from .line_breaking import balanced, width_of, wrapped
from .matrix import Grid, draw_grid

Form = Literal["solid", "least", "absent", "part", "hollow", "open", "hatched", "dashed", "dashed_open"]
#: The class of each width in the style sheet.
WIDTHS = {"n": 328, "s": 480, "m": 688, "l": 920, "w": 1180}
_WIDE = 800
_TITLE = (19, 21)
_HEIGHTS: dict[Form, int] = {"part": 9}
_HEIGHT = 18
_OPEN = ("open", "least", "dashed_open")
# More space before a heading, and before a bar of another indicator, than between bars of one.
_BEFORE_HEADING, _BEFORE_NEXT, _INDENT = 18, 12, 14
_CLASSES: dict[Form, str] = {"solid": "d", "part": "d2", "hollow": "o", "dashed": "o dash"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label at the left, its value at the end; `under` is a second line of the label.

    An `absent` one is no bar: its text says what is not printed.
    """

    label: str
    value: float
    text: str
    form: Form = "solid"
    beside: str = ""
    note: str = ""
    under: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Bars of one kind under a heading; blocks of one scale can be compared."""

    bars: Sequence[Bar]
    heading: str = ""
    scale: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart before it is drawn.

    Attributes:
        name: of its files and its anchor.
        title: the finding.
        subtitle: unit, period, forms, what is left out and why.
        source: the source line.
        alternative: what a reader who does not see it is told.
    """

    name: str
    title: str
    subtitle: str
    source: str
    alternative: str
    blocks: Sequence[Block] = ()
    grid: Grid | None = None


def drawn(chart: Chart, kind: str, root: str = "") -> str:
    """The chart as SVG in one of `WIDTHS`; `root` leads from the page to the folder that addresses begin
    in.
    """
    canvas = Canvas(WIDTHS[kind], root)
    canvas.parts.append(f'<line x1="0" y1="1" x2="{canvas.width}" y2="1" class="top-rule"/>')
    canvas.y += 8
    canvas.title(chart.title, _TITLE[not canvas.narrow])
    canvas.y += 3
    canvas.lines(chart.subtitle, SMALL, "q")
    canvas.y += 8
    if any(bar.form == "hatched" for block in chart.blocks for bar in block.bars):
        canvas.parts.append(_hatch(chart.name, kind))
    for block in chart.blocks:
        _block(canvas, block, chart, kind)
    if chart.grid:
        draw_grid(canvas, chart.grid)
    canvas.y += 8
    canvas.lines(chart.source, SMALL, "q", even=True)
    return canvas.svg(chart.alternative, kind)


def drawings(chart: Chart, root: str = "") -> Markup:
    """The chart for all widths; the page shows the one that fits."""
    return Markup("".join(drawn(chart, kind, root) for kind in WIDTHS))


def _hatch(name: str, kind: str) -> str:
    return (
        f'<defs><pattern id="hatch-{name}-{kind}" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="6" height="6" class="bg"/>'
        '<rect width="2.5" height="6" class="d"/></pattern></defs>'
    )


def _block(canvas: Canvas, block: Block, chart: Chart, kind: str) -> None:
    """Bars under a heading. Where a value is negative, labels stand right of the axis."""
    if block.heading:
        between = _BEFORE_HEADING * (2 if canvas.narrow else 1)
        canvas.y += 6 if block is chart.blocks[0] else between
        canvas.lines(block.heading, TEXT, "b")
        canvas.y += 4
    alike = [bar for each in chart.blocks if each.scale == block.scale for bar in each.bars]
    beside = max(map(_end_width, alike)) <= canvas.width * 0.45
    alike = [bar if beside else _note_below(bar) for bar in alike]
    labels = max(map(_label_width, alike))
    column = (
        0.0 if canvas.narrow else min(labels, canvas.width * (0.46 if canvas.width > _WIDE else 0.38)) + 8
    )
    axis, scale = _scale(canvas, column, alike, min(bar.value for bar in block.bars))
    bars = [bar if beside else _note_below(bar) for bar in block.bars]
    start = least = canvas.y + 4
    pairs = any(not bar.label for bar in bars)
    # Notes below the labels take bars of one indicator apart.
    before_next = _BEFORE_NEXT * (1 if beside else 2)
    for bar, after in zip(bars, [*bars[1:], None], strict=True):
        if pairs and bar.label and bar is not bars[0]:
            canvas.y += before_next
        top = canvas.y
        _bar(canvas, bar, axis, scale, f"hatch-{chart.name}-{kind}")
        canvas.y = max(canvas.y, least)
        if not canvas.narrow and after and not (after.label or after.under):
            # The second line of a label is beside the next bar, which has none.
            least, canvas.y = canvas.y, top + 26
    if not canvas.narrow:
        canvas.parts.append(_axis(axis, start, canvas.y))


def _axis(x: float, top: float, bottom: float) -> str:
    return f'<line x1="{x:.1f}" y1="{top:.1f}" x2="{x:.1f}" y2="{bottom:.1f}" class="ax"/>'


def _label_width(bar: Bar) -> float:
    beside = width_of(bar.beside, SMALL) + 10 if bar.beside else 0
    return max(width_of(bar.label, TEXT) + beside, width_of(bar.under, SMALL))


def _end_width(bar: Bar) -> float:
    """The room for what stands at the end of a bar."""
    note = width_of(bar.note, SMALL) + 6 if bar.note else 0
    return width_of(bar.text, TEXT, bold=True) + note + (24 if bar.form in _OPEN else 16)


def _note_below(bar: Bar) -> Bar:
    return replace(bar, under=" ".join(filter(None, (bar.note, bar.under))), note="")


def _scale(canvas: Canvas, column: float, bars: Sequence[Bar], lowest: float) -> tuple[float, float]:
    """Where zero is for the bars down to `lowest`, and how wide a value of one is: as wide as the values and
    what stands at their ends allow.

    Negative bars reach into the column of the labels; without one, their zero is as far right as they need.
    """
    least = min(0.0, *(bar.value for bar in bars))
    if canvas.narrow:
        fits = [(canvas.width - _end_width(bar)) / abs(bar.value) for bar in bars if bar.value]
        scale = min(fits, default=1.0)
        return max(0.0, -lowest * scale), scale
    axis = column
    if least:
        span = max(*(bar.value for bar in bars), 0.0) - least
        axis = max(column, min(-least * canvas.width / span, canvas.width * 0.38))
    fits = [(canvas.width - axis - _end_width(bar)) / bar.value for bar in bars if bar.value > 0]
    return axis, min([*fits, *([axis / -least] if least else [])], default=1.0)


def _bar(canvas: Canvas, bar: Bar, axis: float, scale: float, hatch: str) -> None:
    """A bar with its label at its left, or above it where the drawing is narrow."""
    if bar.value < 0 and not canvas.narrow:
        _falling(canvas, bar, axis, scale, hatch)
        return
    height, length, falls = _HEIGHTS.get(bar.form, _HEIGHT), abs(bar.value) * scale, bar.value < 0
    if canvas.narrow:
        canvas.y += 8
        indent = _INDENT if bar.form == "part" else 0
        _name(canvas, bar, indent, canvas.width - indent, end=False)
        top = canvas.y + 2 + (18 - height) / 2
    else:
        canvas.y += 4
        start = canvas.y
        lines = _name(canvas, bar, axis - 8, axis - 8, end=True)
        canvas.y = start if lines <= 1 else canvas.y - 18
        top = start + (18 - height) / 2
    if bar.form != "absent":
        canvas.parts.append(_shape(bar, axis - length if falls else axis, top, length, height, hatch))
        if canvas.narrow:
            canvas.parts.append(_axis(axis, top - 1, top + height + 1))
    how = {"absent": f'font-size="{SMALL}" class="q"', "part": f'font-size="{SMALL}"'}
    how_written = how.get(bar.form, f'font-size="{TEXT}" class="b"')
    spans = f"<tspan {how_written}>{escape(bar.text)}</tspan>"
    if bar.note:
        spans += f'<tspan font-size="{SMALL}" class="q" dx="5">{escape(bar.note)}</tspan>'
    end = 0 if falls or bar.form == "absent" else length
    at = axis + end + (14 if bar.form in _OPEN else 0 if bar.form == "absent" and canvas.narrow else 7)
    _label(canvas, at, top + height / 2 + 5, spans, "", end=False)
    canvas.y += max(height, 18) + 4


def _falling(canvas: Canvas, bar: Bar, axis: float, scale: float, hatch: str) -> None:
    """A bar to the left, with value, label and what belongs to it on its line, right of the axis."""
    canvas.y += 4
    top, length = canvas.y, -bar.value * scale
    canvas.parts.append(_shape(bar, axis - length, top, length, _HEIGHT, hatch))
    spans = f'<tspan font-size="{TEXT}" class="b">{escape(bar.text)}</tspan>'
    spans += f'<tspan font-size="{TEXT}" dx="8">{escape(bar.label)}</tspan>'
    beside = " ".join(filter(None, (bar.beside, bar.note, bar.under)))
    if beside:
        spans += f'<tspan font-size="{SMALL}" class="q" dx="6">{escape(beside)}</tspan>'
    _label(canvas, axis + 7, top + _HEIGHT / 2 + 5, spans, bar.address, end=False)
    canvas.y += _HEIGHT + 4


def _name(canvas: Canvas, bar: Bar, x: float, room: float, end: bool) -> int:
    """The label in lines, with what stands beside it there or below; returns how many."""
    both = bar.beside and _label_width(bar) <= room
    lines = balanced(bar.label, TEXT, room)
    for number, line in enumerate(lines):
        spans = f'<tspan font-size="{SMALL if bar.form == "part" else TEXT}">{escape(line)}</tspan>'
        if both and number == len(lines) - 1:
            spans += f'<tspan font-size="{SMALL}" class="q" dx="5">{escape(bar.beside)}</tspan>'
        canvas.y += 18
        _label(canvas, x, canvas.y - 4, spans, bar.address, end)
    under = wrapped(" ".join(filter(None, ("" if both else bar.beside, bar.under))), SMALL, room)
    for line in under:
        canvas.y += 17
        canvas.text(x, canvas.y - 4, line, SMALL, "q", end)
    return len(lines) + len(under)


def _label(canvas: Canvas, x: float, y: float, spans: str, address: str, end: bool) -> None:
    anchor = ' text-anchor="end"' if end else ""
    text = f'<text x="{x:.1f}" y="{y:.1f}"{anchor}>{spans}</text>'
    link = f'<a href="{escape(canvas.root + address)}">{text}</a>' if address else text
    canvas.parts.append(link)


def _shape(bar: Bar, x: float, y: float, length: float, height: float, hatch: str) -> str:
    length = max(length, 1.0)
    box = f'x="{x:.1f}" y="{y:.1f}" width="{length:.1f}" height="{height}"'
    if bar.form == "hatched":
        return f'<rect {box} fill="url(#{hatch})" class="hatch"/>'
    if bar.form in ("open", "dashed_open"):  # an end that points on: at least, more than
        end, low = x + length, y + height
        kind = "o" if bar.form == "open" else "o dash"
        half = height / 2 - 1
        return (
            f'<path d="M{end:.1f} {y + 1:.1f}H{x:.1f}V{low - 1:.1f}H{end:.1f}" class="{kind}"/>'
            f'<path d="M{end - 1:.1f} {y + 1:.1f}l8 {half:.1f}l-8 {half:.1f}" class="{kind}"/>'
        )
    if bar.form == "least":
        end, half = x + length, height / 2
        return f'<path d="M{x:.1f} {y:.1f}H{end:.1f}l8 {half:.1f}l-8 {half:.1f}H{x:.1f}z" class="d"/>'
    return f'<rect {box} class="{_CLASSES[bar.form]}"/>'


_ALONE = (
    "svg{background:#fff}"
    "text{font-family:'Noto Sans','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;fill:#1b1e22}"
    ".q{fill:#535a61}.b{font-weight:700}"
    ".d,.h4{fill:#1f5f80}.d2,.h3{fill:#7299ad}.h2{fill:#bfd5e0}.h1{fill:#e3edf2}.on4{fill:#fff}"
    ".o{fill:#fff;stroke:#1f5f80;stroke-width:1.5}.dash{stroke-dasharray:4 3}.bg{fill:#fff}"
    ".hatch{stroke:#1f5f80;stroke-width:1.5}"
    ".ax{stroke:#1b1e22}.ink{fill:#1b1e22}.top-rule{stroke:#1b1e22;stroke-width:2}"
)


def alone(chart: Chart, kind: str = "l") -> str:
    """The chart as a file of its own, in the colours of paper; its addresses lead nowhere, so that it has
    none.
    """
    import re

    svg = re.sub(r"</?a(?: [^>]*)?>", "", drawn(chart, kind))
    pad = 20
    width = WIDTHS[kind]
    found = re.search(r'viewBox="0 0 \d+ ([\d.]+)"', svg)
    height = float(found[1]) if found else 0
    box = f'viewBox="{-pad} {-pad} {width + 2 * pad} {height + 2 * pad:.1f}"'
    start = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width + 2 * pad}" height="{height + 2 * pad:.1f}"'
    )
    svg = re.sub(r'viewBox="[^"]*"', box, svg, count=1).replace("<svg", start, 1)
    at = svg.index(">") + 1
    return f"{svg[:at]}<title>{escape(chart.title)}</title><style>{_ALONE}</style>{svg[at:]}\n"
