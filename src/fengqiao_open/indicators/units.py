"""Which quantity a printed unit is of, and which indicators a number can be of by its unit and measure."""

from __future__ import annotations

from functools import cache
from typing import Final

from ..figures.figure import Figure
from .catalogue import Indicator

#: The signs of which a magnitude is made.
SIGNS: Final = "十百千万亿"
_UNITS: Final = {
    "concentration": "微克 微克/立方米 毫克/立方米 微克每立方米 毫克/升 μg/m3 μg/m³",
    "area": "亩 公顷 平方米 平方公里 平方千米 平米 ㎡ 亩次",
    "volume": "立方米 方 立方 升 立方米/日",
    "power": "千瓦 瓦 兆瓦 吉瓦 kW MW GW",
    "energy": "兆瓦时 吉瓦时 MWh GWh 千瓦时 度 标准煤 标煤 吨标准煤 吨标煤 焦 kWh",
    "mass": "吨 斤 公斤 千克 担 克 吨/日 吨/年 吨/天",
    "length": "公里 米 千米 里 海里 km",
    "time": "天 年 小时 分钟 岁 个月 个小时 工作日 个工作日 日 秒",
    "ratio": "% ％ ‰ 个百分点 百分点 个点 个千分点",
}
_QUANTITIES: Final = {unit: quantity for quantity, units in _UNITS.items() for unit in units.split()}
_PERSONS: Final = ("", "人", "名", "位")
#: The counter of persons whom one honours, which is that of ranks too: 40位大师, 第40位.
PERSON, OF_PERSONS = "人", "位"
#: Amounts that are printed by their magnitude alone, and the unit that they are in.
MAGNITUDES: Final = ("亿", "万亿", "千亿", "百亿")
YUAN: Final = "元"
#: What may be said of 元.
YUAN_SAID: Final = "人民币"
#: Measures that say by how much something grew, and the units of a difference between two rates.
GROWTHS: Final = ("growth", "growth_yoy")
POINTS: Final = ("个百分点", "百分点", "个点")


@cache
def quantity_of(unit: str) -> tuple[str, str]:
    """The quantity of a unit, and the unit without its magnitude; blank where there is no unit.

    >>> quantity_of("亿元"), quantity_of("万家"), quantity_of("个百分点"), quantity_of("万")
    (('money', '元'), ('count', '家'), ('ratio', '个百分点'), ('', ''))
    """
    bare = unit.partition("（")[0].removesuffix(YUAN_SAID)  # 套（户）, 亿元人民币
    while bare not in _QUANTITIES and bare[:1] and bare[0] in SIGNS:
        bare = bare[1:]  # 亿千瓦时: the 千 is of the unit
    if not bare:
        return "", ""
    if bare in _QUANTITIES:
        return _QUANTITIES[bare], bare
    of, per, _ = bare.partition("/")
    if of.endswith("元"):
        return "price" if per else "money", bare
    return "intensity" if per else "count", bare


def fits(indicator: Indicator, figure: Figure) -> bool:
    """Whether a number can be one of this indicator, by its measure and unit."""
    quantity, counter = quantity_of(figure.unit)
    of = indicator.quantity
    if figure.measure in ("rank", "class", "statement"):
        return figure.measure == "rank"
    if figure.measure in ("share", "ratio_to_target"):
        return (of == "ratio") == (figure.measure == "share")
    if figure.measure in GROWTHS and (quantity == "ratio" or figure.unit in ("倍", "")):
        return of == "ratio" or "点" not in figure.unit
    if of == "index":
        return quantity in ("", "ratio")
    if of == "ratio":
        return quantity == "ratio" or (not figure.unit and not indicator.units)
    if of == "count" or (of == "intensity" and quantity == "count"):
        return counter in indicator.units or (counter in _PERSONS and "人" in indicator.units)
    if of == "money" and figure.unit in MAGNITUDES:
        return True  # 地区生产总值突破万亿
    return quantity == of or {quantity, of} == {"money", "price"}
