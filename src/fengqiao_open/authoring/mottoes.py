"""Numbers of what is no statistic: mottoes, the people addressed, names of places and of lines, voltages, hotlines.

Each with the disposition that it has in `figures`. Where in doubt it is a statistic.
"""

from __future__ import annotations

import re
from typing import Final

from ..figures.figure import Figure

_WORDED: Final = re.compile("[一二两三四五六七八九十百千]")
_MOST: Final = 20  # what is laid down by points has no more
#: What a government lays down by points and counts: 五项机制, 三大攻坚战, 四个新台阶.
_POINTS: Final = re.compile(
    "(?!社会|科技|公益|惠民|民生)[一-鿿]{0,4}?(?:机制|制度|台阶|特点|特征|导向|方向|底线|红线|屏障|硬仗|攻坚战|文章|大局|关系|理念|思维|格局|原则|短板|定位|战略|"
    "百年|确立|维护|意识|自信|务必|工作|整治行动|任务|协调发展|结合|思路|要求|目标|文明)(?=[，。、；：]|$|取得|落地|落实|实施|稳步|全面|上新|高于|一起)"
)
_POINTED: Final = ("个", "项", "大", "条", "种", "张", "篇", "场", "重", "件")
#: Points that a colon lists, or that a glossary explains: 重点推进十项改革：, 4.六个精准：指.
_LISTED: Final = re.compile("(?![一-鿿]{0,6}实事)[一-鿿“”]{1,10}[：:]")
#: Points in quotation marks: “两个屏障、两个基地”.
_QUOTED: Final = re.compile("“[^”]{0,12}$")
_GROUPS: Final = ("县（市）", "县", "区", "县区", "区县", "市", "省", "省市", "市县", "旗", "乡", "镇")
#: Counters that begin names of places, which a kind of place ends: 九台区, 百车河村.
_IN_NAMES: Final = ("台", "里", "车", "棵", "门", "间", "道", "峰", "梯", "井", "口")
_PLACES: Final = re.compile("[一-鿿]?(?:区|市|县|镇|乡|街|村|河|江|湖|山|沟|岭|景区|古镇|老街|农商|高新|路)")
_TREES: Final = re.compile("三棵树|十八梯|三棵$")
#: Plain numbers that are names: 110、120社会救助系统, 331公路, 360集团.
_NAMED: Final = re.compile(
    "(?:、[0-9]{2,5})*[一-鿿]{0,4}(?:公路|国道|省道|县道|集团|热线|系统|平台|工程|计划|战略|体系|模式|行动|热轧|产业园|思路|布局|高地)"
)
_VOLTAGE: Final = ("伏", "千伏", "kV", "KV", "kv")
#: Those whom a report addresses or thanks: 与全市1600多万人民同心携手.
_PEOPLE: Final = re.compile(
    "多?(?:全市|[一-鿿]{2,4})?(?:人民|各族儿女|儿女|父老乡亲|干部群众|各族群众|各族人民|市民|市场主体|经营主体)"
)
_TOGETHER: Final = re.compile(
    "同心|携手|团结|奋斗|奋力|克难|共进|众志|齐心|勠力|戮力|负责的精神|全力战|万众|的力量|的期[待盼]|重托|福祉$"
)
_MANY: Final = ("万", "亿", "万名", "万人", "")
_THANKED: Final = re.compile("(?:代表|感谢|团结带领|带领|依靠|对全[市省县区])$")
#: 一天当作两天用, 成熟一宗出让一宗, 一刻不能停.
_ADAGE: Final = re.compile("当作$|当作|不能|当两")
_AGAIN: Final = re.compile("(?P<one>一[件宗项片个批家户天步])[一-鿿]{0,4}[、，]?[一-鿿]{0,4}?(?P=one)")
_CIRCLES: Final = re.compile(
    "[一-鿿]{0,6}(?:圈|环线)|、[一-鿿]{0,4}[0-9]+分钟[一-鿿]{0,8}圈|过境|通达|直达|上高速"
)
_PERIODS: Final = ("小时", "分钟")
_MEETINGS: Final = re.compile("届$")
#: “项目为王、企业第一”: what comes first, and no rank.
_FIRST: Final = re.compile(
    "“[^”]{0,16}(?:企业|项目|安全|质量|生命|人民|健康|服务|客户|环境|生态|学生|群众|发展|落实|工业|招商|信誉|旅客|预防)$"
)
_BOUND: Final = re.compile("(?:以上|以下|以内)$")
_OVER: Final = re.compile("超过?|过|突破")
_COUNTED: Final = re.compile("的[0-9]+[户家个名所处项]")
_SIZES: Final = re.compile("(?:座)?体育[场馆]|人口(?:以上)?的?(?:大?城市|大县|县域|区域中心)")
_FIRSTS: Final = re.compile("、[一-鿿]{2,4}第一")
_FIRSTS_BEFORE: Final = re.compile("第一、[一-鿿]{2,4}$")
#: 以15项重大工程为抓手: what is relied on, and no result.
_MEANS: Final = re.compile("[^，。；]{1,12}为(?:抓手|重点|支撑|引领|载体|统领|契机|突破口|牵引)")
_NUMBERED: Final = re.compile("[0-9]+-[0-9]+")
#: The number of a row of a table: | 9 | 工业增加值 |.
_FIRST_CELL: Final = re.compile(r"\s*\|\s*")
_CELL: Final = re.compile(r"\s*\|\s*[一-鿿]")
#: One of many: 全国50个核心育种场之一.
_AMONG: Final = re.compile("[一-鿿]{1,14}之一")
#: Projects by the money that they are over: 总投资100亿元或10亿美元项目4个.
_TOTAL: Final = re.compile("总投资[^，。；]{0,8}$")
_PROJECTS: Final = re.compile("(?:以上)?(?:或[0-9.]+[百千万亿]*美?元)?(?:以上)?的?[一-鿿]{0,10}项目[0-9]+个")
#: Kinds of things by the money that each of them is worth: 营收50亿元企业6家, 三个300亿元园区.
_WORTH: Final = re.compile(
    "(?:（或[^）]{2,8}）)?(?:级|以上)*的?(?!实施|建设|改造|支持|用于|推进|新建|完成|扶持|帮助|资金|新增|开展|对|启动|开工|培育|惠及)[一-鿿]{0,8}?(?:项目|企业|园区|产业集群|县|镇|村)(?:达到?|超过?|要|各|新增|突破|有)?[0-9一二两三四五六七八九十]+[个家户]"
)
_OF_WORTH: Final = re.compile("(?:级|以上)*的?[一-鿿]{0,10}?(?:项目|企业|园区|集群)")
_SOME: Final = re.compile(
    "(?:[0-9一二两三四五六七八九十]+[个家户]|一批|多个)(?:以上|左右)?(?:年?产值|营收|年?销售收入|年?(?:主营业务|营业)收入|投资|的)?$"
)
_OLD: Final = re.compile("的?(?:老旧|老|工龄|房龄|党龄|教龄|使用)")
#: What each of some things is over, and no sum of theirs: 3家企业超过50亿元.
_EACH_OVER: Final = re.compile(
    "[0-9一二两三四五六七八九十][个家户](?:[一-鿿]{0,6}(?:企业|园区|集群|产业|乡镇|县))?(?:[一-鿿]{0,8}(?:均|全部|都))?$"
)
#: A name that begins with 一元: 一元数码.
_YUAN: Final = re.compile("(?![以钱的每餐/])[一-鿿]")
_OR: Final = re.compile("[（(]或$")
_FARMED: Final = ("头", "只", "羽", "亩")
_FARM: Final = re.compile("规模|的?[一-鿿]{0,4}(?:场|养殖户|养殖基地)")
_LENGTHS: Final = ("公里", "米", "千米")
_HEIGHT: Final = "海拔"
_CLASS: Final = "类"
_WATER: Final = re.compile("水|断面|劣|Ⅲ|空气|标准")
_NOUN: Final = re.compile("[一-鿿0-9]")
_NEAR: Final = 12
_KIND: Final = 4


def motto(text: str, figure: Figure) -> str:
    """The disposition of a number of a motto or a name; blank for one that may be a statistic.

    >>> from ..figures.scanner import figures
    >>> for text in ("建立五项机制。", "与1600多万人民同心携手", "新建500千伏变电站", "支持五县（市）发展", "五个县脱贫"):
    ...     print(motto(text, figures(text)[0]) or "-")
    enumeration
    slogan
    name
    name
    -
    """
    before, after = text[: figure.start], text[figure.end :]
    if figure.printed == "第一" and (
        _FIRST.search(before) or _FIRSTS.match(after) or _FIRSTS_BEFORE.search(before)
    ):
        return "slogan"
    if figure.measure or figure.value is None:
        return ""
    if figure.unit == _CLASS:
        of_water = _WATER.search(before[-_NEAR:]) or _WATER.search(after[:_KIND])
        return "" if of_water or not _NOUN.match(after) else "enumeration"
    if figure.unit in _VOLTAGE or _bounds(before, after, figure):
        return "name"
    if _addresses(before, after, figure):
        return "slogan"
    if figure.unit in _PERIODS and _CIRCLES.match(after):
        return "name"
    if _AMONG.match(after) or (_FIRST_CELL.fullmatch(before) and _CELL.match(after)):
        return "enumeration"
    if not figure.unit and before.endswith("#"):
        return "name"
    if not figure.unit and _is_code(figure.printed, after):
        return "name"
    if before.endswith("以") and _MEANS.match(after):
        return "enumeration"
    if not _WORDED.match(figure.printed):
        return ""
    return _worded(before, after, figure)


def _worded(before: str, after: str, figure: Figure) -> str:
    """The disposition of a number that is printed in words."""
    if figure.unit in _GROUPS or _TREES.match(figure.printed + after[:1]):
        return "name"
    if figure.unit in _IN_NAMES and _PLACES.match(after):
        return "name"
    if figure.printed == "一元" and _YUAN.match(after):
        return "name"
    if figure.unit == "路":
        return "name"
    if figure.unit == "条" and before.endswith("收支") and after.startswith("线"):
        return "name"
    again = figure.value == 1 and _AGAIN.search(before[-_NEAR:] + figure.printed + after[:_NEAR])
    if again or (figure.unit == "天" and (_ADAGE.search(before[-2:]) or _ADAGE.match(after))):
        return "slogan"
    if figure.value is None or figure.value > _MOST or figure.unit not in _POINTED:
        return "enumeration" if figure.unit == "次" and _MEETINGS.search(before) else ""
    if _QUOTED.search(before):
        return "name"
    return "enumeration" if _POINTS.match(after) or _LISTED.match(after) else ""


def _is_code(printed: str, after: str) -> bool:
    """Whether a plain number is part of a name: 331公路, 5～6#泊位, 渤中19-6终端."""
    if after.startswith("#") or (_NUMBERED.fullmatch(printed) and _NOUN.match(after)):
        return True
    return printed.isdigit() and bool(_NAMED.match(after))


def _addresses(before: str, after: str, figure: Figure) -> bool:
    """Whether a number is of all the people, who did something together."""
    found = _PEOPLE.match(after) if figure.unit in _MANY else None
    return bool(found and (_TOGETHER.search(after[found.end() :][:_NEAR]) or _THANKED.search(before)))


def _bounds(before: str, after: str, figure: Figure) -> bool:
    """Whether a number says which of the people or things are meant: 60岁以上老人, 产值超千万元的65户."""
    if figure.unit == "岁":
        bounds = figure.upper is not None or _BOUND.search(figure.printed)
        return bool(bounds and _NOUN.match(after))
    if figure.unit == "年" and _BOUND.search(figure.printed):
        return bool(_OLD.match(after))
    if _OVER.match(figure.printed) and not figure.unit.endswith("元"):
        return bool(_COUNTED.match(after))
    if figure.unit in _LENGTHS and after.startswith("范围内"):
        return True
    if figure.unit.endswith("元"):
        if _TOTAL.search(before):
            return bool(_PROJECTS.match(after))
        if _OVER.match(figure.printed) and (_COUNTED.match(after) or _EACH_OVER.search(before)):
            return True
        some = _SOME.search(before) and _OF_WORTH.match(after)
        return bool(_WORTH.match(after) or some or _OR.search(before))
    if figure.unit.lstrip("百千万") in _FARMED and _BOUND.search(figure.printed) and _FARM.match(after):
        return True
    if figure.unit == "米":
        return before.endswith(_HEIGHT) and bool(_NOUN.match(after))
    return figure.unit in _MANY and bool(_SIZES.match(after))
