"""Sizes that say which things are meant, are passed on the way, or belong to a name, and are no amounts of
their own.

产值超亿元的企业8家 counts eight; 跨越千亿、两千亿两个台阶 passes two; 百亿斤增产计划 is a name.
"""

from __future__ import annotations

import re
from typing import Final

from ..figures.figure import Figure
from ..figures.passed import passed
from ..indicators.units import quantity_of

_BOUND: Final = re.compile("(?:以上|以下|以内)$")
_OVER: Final = re.compile("超过?|过|突破|达到?")
_NUMBER: Final = "[0-9一二两三四五六七八九十百]+[余多]?"
_THINGS: Final = "[户家个名所处项座只款类]"
#: 的65户, 的达到6个, 的城市由5个增加到8个: what is counted by them.
_COUNTED: Final = re.compile(
    "(?:以上)?的?[一-鿿（）、“”]{0,14}?(?:分别)?(?:达到?|由|从|增加?[到至]|发展[到至]|突破|超过?|有|新增|各|只有|共|共有|要|为|仅)?"
    f"{_NUMBER}{_THINGS}"
)
_COUNTED_OF: Final = re.compile(f"的(?:有|达到?)?{_NUMBER}{_THINGS}|的(?:只有|仅有)")
#: 收入过亿元、税收过千万元的企业: another condition follows.
_AND_OVER: Final = re.compile("、[一-鿿]{2,8}(?:过|超过?|突破)[0-9百千万亿十]+元的")
#: What each of some things is over, and no sum of theirs: 3家企业超过50亿元.
_EACH_OVER: Final = re.compile(
    "[0-9一二两三四五六七八九十]+[余多]?[个家户](?:以上)?(?:[一-鿿]{0,7}?(?:企业|园区|集群|产业|乡镇|县|村))?(?:[一-鿿]{0,8}(?:均|全部|都))?"
    "(?:年?(?:产值|营收|出口额|出口|销售收入|主营业务收入|营业收入|税收|纳税|集体(?:经济|经营性)?收入))?$"
)
_OLD: Final = re.compile("的?(?:老旧|老|工龄|房龄|党龄|教龄|使用)")
#: Projects by the money that they are over: 总投资100亿元或10亿美元项目4个.
_TOTAL: Final = re.compile("总投资[^，。；]{0,8}$")
_PROJECTS: Final = re.compile("(?:以上)?(?:或[0-9.]+[百千万亿]*美?元)?(?:以上)?的?[一-鿿]{0,10}项目[0-9]+个")
#: Kinds of things by the money that each of them is worth: 营收50亿元企业6家, 三个300亿元园区.
_WORTH: Final = re.compile(
    "(?:（或[^）]{2,8}）)?(?:级|以上)*的?(?!实施|建设|改造|支持|用于|推进|新建|完成|扶持|帮助|资金|新增|开展|对|启动|开工|培育|惠及)[一-鿿]{0,8}?(?:项目|企业|"
    "园区|产业集群|县|镇|村)(?:达到?|超过?|要|各|新增|突破|有)?[0-9一二两三四五六七八九十]+[个家户]"
)
_OF_WORTH: Final = re.compile(
    "(?:、[0-9]+[个家户][^，。；、]{2,20})*(?:级|以上)*的?[一-鿿]{0,10}?(?:项目|企业|园区|集群)"
)
_SOME: Final = re.compile(
    "(?:[0-9一二两三四五六七八九十]+[个家户]|一批|多个)(?:以上|左右)?(?:年?产值|营收|年?销售收入|年?(?:主营业务|营业)收入|投资|的)?$"
)
_OR: Final = re.compile("[（(]或$")
_FARMED: Final = ("头", "只", "羽", "亩")
_FARM: Final = re.compile("规模|的?[一-鿿]{0,4}(?:场|养殖户|养殖基地|大户|养殖小区|规模户)")
_LENGTHS: Final = ("公里", "米", "千米")
_HEIGHT: Final = "海拔"
_NOUN: Final = re.compile("[一-鿿0-9]")
_PLACES: Final = re.compile(
    "(?:座)?体育[场馆]|(?:、[0-9.]+万)*人口(?:规模|级)?(?:以上)?的?(?:大?城市|大县|县域|县城|区域中心|中心城市|城镇(?!化|供水|居民|就业)|大镇)"
)
_MANY: Final = ("万", "亿", "万名", "万人", "")
#: The people that a bound is of: 养老金低于75元的农民.
_WHOSE: Final = re.compile(
    "的(?:[0-9]+周?岁|[一-鿿]{0,6}(?:农民|老人|老年人|职工|居民|家庭|群众|农户|贫困户|人员|学生|患者|对象|低收入者|贫困村|村|县|乡镇))"
)
_UNDER: Final = re.compile("不足|低于|未满|不满|不到")
#: 收入1000元以下、有劳动能力的50户: another condition and what is counted follow.
_AND_SOME: Final = re.compile("、[^，。；]{1,16}的[0-9]+[户人名]")
#: A round size and what is named by it: 千米以上中心社区.
#: 负担凡超过收入5%的: a condition on what follows.
_WHATEVER: Final = re.compile("凡(?:是|超过|低于|高于|未|不|年)[^，。；]{0,12}$")
#: 过300亿、200亿和50亿元的大企业: sizes of what is counted or meant.
_SIZES_OF: Final = re.compile(
    "(?:[、和](?:超过?|过)?[0-9.百千]+[百千万]*亿?元?)+的?[一-鿿]{0,5}(?:企业|集团|项目|园区|公司|强村|强镇|强县|村|县)"
)
_LAST_SIZE: Final = re.compile("[0-9.百千万亿]+元?(?:以上)?[、和]$")
_SORTED: Final = re.compile("[一-鿿]{0,4}(?:企业|集团|项目|园区)")
_LAST_OF: Final = re.compile("的[一-鿿]{0,5}(?:企业|集团|园区|公司|强村|强镇|强县)")
#: 5000平方米以上的大型超市42家, 50户以上自然村: which are counted.
_MEASURED: Final = ("平方米", "万平方米", "米", "吨", "万吨", "亩", "人", "户", "公里")
_HAMLETS: Final = re.compile(
    "的?(?:自然村|自然屯|行政村|村民?小?组|村屯|屯|建制镇|集中居住|小区|居民点|教学点|超?大班额|大型(?:演出|活动|赛事|会议)|"
    "(?:集中式)?饮用水?水源)"
)
#: Quantities of what is counted or said in percent, of which a bound is no size of each.
_UNMEASURED: Final = ("", "count", "ratio", "time")
_RESIDENTS: Final = ("人", "户")
#: Vehicles and houses by their seats and storeys: 9座以下客车, 12层以下住宅.
_BUILT: Final = {
    "座": re.compile("的?[一-鿿]{0,4}(?:客车|轿车|汽车|小车|车辆|小型车|乘用车|商务车)"),
    "层": re.compile("的?[一-鿿]{0,4}(?:住宅|建筑|楼)"),
}
#: How large each of some things is: 8座6米以上焦炉, 一批千亩以上示范方, 20个营业收入50亿元以上的集聚区.
_EACH_OF_SOME: Final = re.compile(
    "(?:[0-9一二两三四五六七八九十][余多]?[座个块片处家条台]|一批)(?:年?(?:产值|营收|营业收入|销售收入|总投资|投资)|单产|日产|年产|面积|规模|总长)?$"
)
_THING: Final = re.compile("的?[一-鿿]{2}")
#: The same, counted after them: 1000亩以上连片地块3块, 单产8吨以上示范牧场30个.
_SIZED_THINGS: Final = re.compile(
    "的?[一-鿿]{0,8}?(?:地块|示范[方片区]|基地|牧场|农场|园区|集聚区|聚集区|生产线|机组|主体|市场|楼宇|品牌|街区|大棚|水库)"
    f"(?:达到?|有|各)?{_NUMBER}[块片条台座个家处]"
)
#: 收入10万元以上的村占80%: how large the part is that is over a limit.
_PART_OVER: Final = re.compile("(?:的[一-鿿]{1,6})?(?:占比|占|超|达到?)[^，。；、0-9]{0,4}[0-9.]+%")
#: How large each of some places is to be: 新建1000平方米示范社区2个.
_BUILDS: Final = re.compile("(?:新建|改建|建设|建成|打造)$")
_SIZE_OF: Final = re.compile(
    "(?:以上)?的?[一-鿿]{0,10}(?:社区|超市|市场|广场|服务站|门店|幸福院)[0-9一二两三四五六七八九十]+[个所家处]"
)
_LARGEST: Final = 5000
#: The size of a machine or the level of a lake: 340毫米轧管机组, 175米试验性蓄水.
_FINE: Final = ("毫米", "英寸", "寸")
_LEVEL: Final = re.compile("(?:试验性)?蓄水")
_ROUND_UP: Final = re.compile("[百千万]+平?方?米以上")
#: A round number of things in a name: 百部影片展评, 百项保护利用工程, 百个品牌名单.
_ROUND: Final = re.compile(
    "[百千万亿]+(?:级|元|亩|担|头|斤|吨|户|公里|千瓦|平方米|平米|[个名所项部家件场条座辆只支种台])?"
)
_IN_NAME: Final = re.compile(
    "(?!以上|左右|多|余)[一-鿿“”]{0,14}?(?:工程|行动|计划|示范区|名单|名录|名牌|榜|展评|展销|方阵|矩阵|品牌示范|特色小镇|科技特派员)"
)


def sized(before: str, after: str, figure: Figure, *, worded: bool) -> str:
    """The disposition of a size that is no amount of its own; blank for an amount.

    >>> from ..figures.scanner import figures
    >>> for text in ("产值超亿元的城市由5个增加到8个", "连跨四个千亿台阶", "举办百部影片展评", "养老金低于75元的老人", "收入突破千亿元大关"):
    ...     found = figures(text)[1 if "跨" in text else 0]
    ...     print(sized(text[: found.start], text[found.end :], found, worded=True) or "-")
    name
    name
    name
    name
    -
    """
    if (
        _WHATEVER.search(before)
        or (figure.unit.endswith(("亿", "亿元", "万元")) and _SIZES_OF.match(after))
        or (_of_money(figure) and _LAST_SIZE.search(before) and _LAST_OF.match(after))
        or (figure.unit in _FINE and _NOUN.match(after))
        or (figure.unit == "米" and _LEVEL.match(after))
        or passed(before, after, figure)
        or _bounds(before, after, figure)
        or _in_brackets(before, after, figure)
    ):
        return "name"
    if not worded:
        return ""
    if figure.start == 0 and figure.printed[0] in "百千万亿" and figure.qualifier == "exact":
        return "lexical"  # what a faulty copy left of a number: its digits are elsewhere
    if _ROUND.fullmatch(figure.printed) and figure.printed[-1] != "元" and _IN_NAME.match(after):
        return "name"
    return "name" if _ROUND_UP.fullmatch(figure.printed) and _NOUN.match(after) else ""


def _in_brackets(before: str, after: str, figure: Figure) -> bool:
    """Whether brackets hold a bound and no more: 自然屯（20户以上）."""
    return (
        before.endswith(("（", "(")) and after.startswith(("）", ")")) and bool(_BOUND.search(figure.printed))
    )


def _bounds(before: str, after: str, figure: Figure) -> bool:
    """Whether a number says which of the people or things are meant: 60岁以上老人, 产值超千万元的65户."""
    if figure.unit == "岁":
        bounds = figure.upper is not None or _BOUND.search(figure.printed)
        return bool(bounds and _NOUN.match(after))
    if figure.unit == "平方米" and (figure.value or 0) <= _LARGEST and _BUILDS.search(before):
        return bool(_SIZE_OF.match(after))
    if figure.unit == "年" and _BOUND.search(figure.printed):
        return bool(_OLD.match(after))
    if _BOUND.search(figure.printed) and _sizes(before, after, figure):
        return True
    bound = figure.unit in _MEASURED and _BOUND.search(figure.printed)
    if bound and after.startswith("的") and _COUNTED.match(after):
        return True
    if (_UNDER.match(figure.printed) and _WHOSE.match(after)) or (
        _BOUND.search(figure.printed) and _AND_SOME.match(after)
    ):
        return True
    over = _OVER.match(figure.printed)
    if over and not _of_money(figure):
        return bool(_COUNTED_OF.match(after))
    if figure.unit in _LENGTHS and after.startswith("范围内"):
        return True
    if _of_money(figure):
        return _bounds_money(before, after, figure, over=bool(over))
    if figure.unit.lstrip("百千万") in _FARMED and _BOUND.search(figure.printed) and _FARM.match(after):
        return True
    if figure.unit == "米":
        return before.endswith(_HEIGHT) and bool(_NOUN.match(after))
    return figure.unit in _MANY and bool(_PLACES.match(after))


def _sizes(before: str, after: str, figure: Figure) -> bool:
    """Whether a bound says how large each of the things is that are named after it."""
    if figure.unit in _RESIDENTS:
        return bool(_HAMLETS.match(after))
    if figure.unit in _BUILT:
        return bool(_BUILT[figure.unit].match(after))
    if quantity_of(figure.unit)[0] in _UNMEASURED:
        return False
    some = _EACH_OF_SOME.search(before) and _THING.match(after)
    return bool(some or _SIZED_THINGS.match(after) or _PART_OVER.match(after))


def _of_money(figure: Figure) -> bool:
    """Whether a number is of money, 元 or left to be understood: 超百亿的6个."""
    return figure.unit.endswith("元") or figure.unit in ("百亿", "千亿", "万亿", "千万", "亿")


def _bounds_money(before: str, after: str, figure: Figure, *, over: bool) -> bool:
    if _TOTAL.search(before):
        return bool(_PROJECTS.match(after))
    if figure.qualifier in ("at_most", "at_least", "over") and _WHOSE.match(after):
        return True
    if over and (_COUNTED_OF.match(after) or _AND_OVER.match(after) or _EACH_OVER.search(before)):
        return True
    if over and after[:1] not in tuple("，。；、：（") and _COUNTED.match(after):
        return True
    if _BOUND.search(figure.printed) and after.startswith("的") and _COUNTED.match(after):
        return True
    if over and _LAST_SIZE.search(before) and _SORTED.match(after):
        return True
    some = _SOME.search(before) and _OF_WORTH.match(after)
    return bool(_WORTH.match(after) or some or _OR.search(before))
