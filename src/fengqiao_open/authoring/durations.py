"""How long something goes on or takes, and how often it is done: what no table of statistics has, unless it
is measured.

用了三年时间 and 每两年一次 date or describe; 审批时限压缩至3天, 优良天数300天 and 预期寿命80岁 are measured.
"""

from __future__ import annotations

import re
from typing import Final

from ..figures.figure import Figure
from ..indicators.lexicon import BREAK

_LASTS: Final = re.compile(
    "(?:连续|持续|历时|历经|经过|通过|时隔|为期|(?:利|争取|力争|仅|只)?用|提前|未来|今后|过去|最近|往后|再过|届满|苦战|奋战|再奋斗|奋斗|做好新|开启新|新的?(?=$))(?:近|"
    "了|的|约|时)*$"
)
_TIME_AFTER: Final = re.compile(
    "(?:左右)?(?:新增|(?:基本|全面|提前)?完成(?=[，。；、])|(?:年均|平均|累计|分别)*(?:下降|上升|上调|提高|增长)(?!到|至)|累计|净增|增加(?!到|至)|的?时间|"
    "历程|征程|的?探索|的?实践|的?努力|来|以来|间|试点|[0-9]+万人|(?:免费|义务)?教育|行动|攻坚|倍增|大变样|翻[一两]?番|目标|任务|改革|提质|"
    "提升|阶段性|新高|来新高|新低|最好|计划|规划|发展(?:规划|纲要|计划)|的(?:快速)?发展|专项|连续|再造|整治|滚动)"
)
_PERIODS: Final = ("年", "个月", "个季度", "季度", "天", "周", "届", "次", "个年头", "月", "年半")
#: Times over: 连续8次, 两次提高.
_TIMES: Final = ("次", "个季度", "季度", "届", "个年头", "批次")
_LONG: Final = ("年", "年半", "个年头")
_SHORT: Final = ("天", "个月", "月", "周", "个星期", "小时", "个小时", "分钟", "秒")
_DIGIT: Final = re.compile("[0-9]")
#: What is measured in time, or is made shorter or longer.
_MEASURED: Final = re.compile(
    "寿命|年限|年龄|天数|时间|时限|周期|时长|期限|工期|车程|耗时|[压缩减延]|审批|办理|登记|开办|注册|审核|通关|受教育|学制|[提增降减]\\w?[至到]|提高|增加|平均|人均|贴息"
    "|优良|良好|达标|[一二]级以上|日照|蓝天|(?:[至到为达由从]|达到|不少于|不低于|不超过|超过)[约近]*$"
)
_MEASURED_AFTER: Final = re.compile(
    "以?内?(?:的?优良|办结|办成|出证|领证|审结|[，,]?(?:比|较)[上去]|[，、](?:同比)?[增减])"
)
#: What was done in so many days, and what so many years are of.
_WITHIN: Final = re.compile(
    "(?:左右|多|余)?(?:的?(?:时间|速度|工夫)|就|便|内?(?:实现|建成|建造|完成|控制|成功|基本|初步|取得|通车|投产|本土|全部|全面|夺取|打赢|竣工|出现|将|遏制|率先)|"
    "[，,]?首[批名条支架座]|不变|州庆|大庆)"
)
#: A flood as it comes once in fifty years: a standard.
_ONCE: Final = re.compile("(?:至[0-9]+年)?(?:一遇|未遇|不遇|罕见)|以来(?:罕见|最)")
#: 承包期再延长三十年: a law.
_LEASE: Final = re.compile("承包[^，。；]{0,12}$")
_EACH: Final = re.compile("每(?:隔)?$")
_MOST_OFTEN: Final = 12
#: Every day or week, with how often after it.
_OFTEN: Final = re.compile("每(?:个)?(?:年|月|周|日|天|季度?|星期)(?:至少|不少于|不低于)?[一-鿿]{0,12}$")
#: A service that is there around the clock: 24小时供水, 24小时云监工.
_CLOCK: Final = ("24小时", "二十四小时")
_SERVED: Final = re.compile("(?!内|以内|办结|左右)[一-鿿]")


def lasting(before: str, after: str, figure: Figure) -> str:
    """The disposition of a time whose neighbours say that it lasts: 连续五年, 用了三年时间; blank for another."""
    if figure.unit not in _PERIODS:
        return ""
    lasts = _LASTS.search(before)
    if figure.unit in _TIMES:
        if lasts and lasts[0].startswith(("连续", "持续")):
            return "enumeration"
        often = figure.unit == "次" and (figure.value or 0) <= _MOST_OFTEN and _OFTEN.search(before)
        return ("programme" if _DIGIT.search(figure.printed) else "lexical") if often else ""
    return "date" if lasts or _TIME_AFTER.match(after) else ""


def spent(before: str, after: str, figure: Figure) -> str:
    """The disposition of a time that says how long something took, or of how often; blank for what is
    measured.

    >>> from ..figures.scanner import figures
    >>> for text in ("每两年体检", "15天实现清零", "24小时供水点", "五十年一遇洪水", "时限缩短至3天", "优良天数284天"):
    ...     found = figures(text)[0]
    ...     print(spent(text[: found.start], text[found.end :], found) or "-")
    date
    date
    name
    standard
    -
    -
    """
    if figure.unit not in (*_LONG, *_SHORT):
        return ""
    if figure.printed in _CLOCK and _SERVED.match(after):
        return "name"
    if _ONCE.match(after):
        return "standard"
    if _EACH.search(before) or (figure.unit == "年" and _LEASE.search(before)):
        return "date"
    clause = before[max((each.end() for each in BREAK.finditer(before)), default=0) :]
    measured = _MEASURED.search(clause + figure.printed) or _MEASURED_AFTER.match(after)
    worded = not _DIGIT.search(figure.printed)
    if not measured and (worded or figure.unit in _LONG or _WITHIN.match(after)):
        return "date"
    return ""
