"""The pictures that a link shows when it is sent to a friend (Open Graph), 1200 × 630 pixels.

The converter of the charts draws them; where it or a font for the language is missing, there are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from ..lang import Lang
from ..tabular.csv import Row
from .edition import Edition
from .indicators import Indicator, headlines
from .line_breaking import width_of, wrapped
from .numbers import amount, phrase

#: The picture of every page that has none of its own.
COMMON = "preview.png"
SIZE = (1200, 630)
_LEFT, _WIDTH = 64, 1072
_INK, _PALE, _MARK, _DATA = "#1b1e22", "#535a61", "#ad3f1c", "#1f5f80"
_LATIN = "'Noto Sans','Liberation Sans','Segoe UI',Arial"
# The converter takes the first font that there is, for Latin letters too.
_FONTS: dict[Lang, str] = {
    "zh": "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif",
    "en": f"{_LATIN},sans-serif",
}
_COLUMNS = 3
# A picture takes as long as eight pages.
_MOST_OWN = 4
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}">'

Converter = Callable[[str], bytes]


def previews(edition: Edition) -> dict[str, bytes]:
    """The pictures by their paths: one for the town, one for each of the first key figures."""
    convert = _converter()
    if convert is None or not _has_font(edition, convert):
        return {}
    found = headlines(edition)
    made = {COMMON: convert(_town(found[:_COLUMNS], edition))}
    for each in found[:_MOST_OWN]:
        made[f"statistics/{each.first.key}.png"] = convert(_figure(each, edition))
    return made


def _converter() -> Converter | None:
    if find_spec("vl_convert") is None:
        return None
    return cast(Converter, import_module("vl_convert").svg_to_png)


def _has_font(edition: Edition, convert: Converter) -> bool:
    """Whether two letters of the language look different: without a font, all look alike, or like nothing."""
    first, second = (edition.say(name)[:1] for name in ("table", "search"))
    one, other = (convert(_svg([_text(8, 48, each, 40)], edition, (64, 64))) for each in (first, second))
    return one != other


def _town(found: list[Indicator], edition: Edition) -> str:
    parts = list(_frame(edition.parents, edition))
    size = 116 if width_of(edition.place, 116, bold=True) <= _WIDTH else 72
    parts.append(_text(_LEFT, 226, edition.place, size, bold=True))
    if edition.reports:
        said = edition.say("data_of", year=edition.reports[-1]["issued"][:4])
        parts.append(_text(_LEFT, 292, said, 42, bold=True))
    step = _WIDTH / _COLUMNS
    # The names stand side by side: the longest decides the size of all.
    sizes = (_fitted(edition.text(each.actual[0], "indicator"), (26, 22, 19), step - 12) for each in found)
    small = min((size for _, size in sizes), default=26)
    for number, each in enumerate(found):
        x, row = _LEFT + step * number, each.actual[0]
        name = wrapped(edition.text(row, "indicator"), small, step - 12, bold=True)
        parts += [_text(x, 372 + 30 * line, text, small, _PALE) for line, text in enumerate(name)]
        parts.append(_value(x, 478, row, 62, 28, edition))
        if each.growth:
            parts.append(_text(x, 520, phrase(each.growth[0], edition), 26, _DATA, bold=True))
    return _svg(parts, edition)


def _figure(each: Indicator, edition: Edition) -> str:
    row = each.actual[0]
    area = edition.text(row, "area")
    above = edition.say("between").join((area, edition.dated(edition.text(row, "status"), row["period"])))
    parts = list(_frame(above, edition))
    name, size = _fitted(edition.text(row, "indicator"), (58, 46, 36), _WIDTH)
    parts += [_text(_LEFT, 176 + 64 * line, text, size, bold=True) for line, text in enumerate(name)]
    parts.append(_value(_LEFT, 386, row, 132, 52, edition))
    said = [phrase(grown, edition) for grown in each.growth]
    for aim in each.aims:
        dated = edition.dated(edition.text(aim, "status"), aim["period"])
        said.append(f"{dated}{edition.say('colon')}{phrase(aim, edition)}")
    lines, size = _fitted(edition.say("semicolon").join(said), (36, 28, 22), _WIDTH)
    parts += [_text(_LEFT, 462 + 46 * line, text, size, _DATA, bold=True) for line, text in enumerate(lines)]
    return _svg(parts, edition)


def _fitted(text: str, sizes: tuple[int, ...], width: float) -> tuple[list[str], int]:
    """A text in two lines at the largest size that allows it; in as many as it needs at the smallest."""
    for size in sizes:
        lines = wrapped(text, size, width, bold=True)
        if len(lines) <= 2:
            break
    return lines, size


def _value(x: float, y: float, row: Row, size: int, small: int, edition: Edition) -> str:
    found = amount(row, edition)
    unit = f'<tspan dx="{small * 0.3:.0f}" font-size="{small}">{escape(found.unit)}</tspan>'
    number = f'<tspan font-size="{size}" font-weight="700">{escape(found.sign + found.number)}</tspan>'
    return f'<text x="{x:.0f}" y="{y:.0f}" fill="{_INK}">{number}{unit}</text>'


def _frame(above: str, edition: Edition) -> Iterator[str]:
    """What every picture has: a rule, where it is about, whose it is and that it is unofficial."""
    yield f'<rect width="{SIZE[0]}" height="12" fill="{_INK}"/>'
    yield _text(_LEFT, 92, above, 32, _PALE)
    yield f'<rect x="{_LEFT}" y="550" width="{_WIDTH}" height="2" fill="{_INK}"/>'
    yield _text(_LEFT, 594, edition.brand, 28, bold=True)
    yield _text(_LEFT + _WIDTH, 594, edition.standing, 28, _MARK, bold=True, end=True)


def _text(
    x: float, y: float, text: str, size: int, colour: str = _INK, bold: bool = False, end: bool = False
) -> str:
    weight = ' font-weight="700"' if bold else ""
    anchor = ' text-anchor="end"' if end else ""
    style = f'font-size="{size}" fill="{colour}"{weight}{anchor}'
    return f'<text x="{x:.0f}" y="{y:.0f}" {style}>{escape(text)}</text>'


def _svg(parts: list[str], edition: Edition, size: tuple[int, int] = SIZE) -> str:
    return (
        f'{_SVG.format(*size)}<rect width="100%" height="100%" fill="#fff"/>'
        f'<g font-family="{_FONTS[edition.lang]}">{"".join(parts)}</g></svg>'
    )
