"""Whether a number that is no outcome is a goal of an indicator or the size of works to be done."""

from __future__ import annotations

import re
from typing import Final

from . import clauses
from .figure import Figure

_CLAUSE_ENDS: Final = re.compile("[,，。;；:：]")
_OF_INDICATORS: Final = (
    "%",
    "‰",
    "百分点",
    "个百分点",
    "个工作日",
    "工作日",
    "小时",
    "分钟",
    *clauses.CLASSES,
)
#: Names and verbs of what is measured rather than done.
_MEASURED: Final = re.compile(
    "收入|产值|生产总值|增加值|销售额?|总量|产量|总产|进出口|总额|余额|人均|寿命|年限|稳定在|[提增降减缩]\\w{0,2}[至到]|控制在|跃上|到位资金|利用外资|就业"
    "|人次|税收|固定资产投资|工业投资|民间投资|拥有量|床位数|水平|浓度|天数|参保|人口|总数|累计|接待|(?:发运|吞吐|出栏|存栏|保有|客运|货运|交易|开行|销)量|产销"
)
#: Works and what they are measured by: 总投资3亿元的项目, 建设道路3公里.
_WORKS: Final = re.compile(
    "总投资|计划投资|新建|改造|建设|实施|开工|竣工|建成|整治|维修|修建|铺设|安装|开展|组织|举办|培训"
)
#: What is done, right before what it is done to, whatever is resolved: 力争新建学校3所 is planned.
_DONE: Final = re.compile(
    "(?:新建|新改建|改建|扩建|改造|建设|实施|开工|竣工|整治|修复|维修|修建|铺设|安装|打通|组织|举办|开展|"
    "完成(?=[^，。；、]{0,12}(?:改造|治理|整治|修复|建设)))(?:提升|投产|推进)?[^，。；、增]{0,14}$"
)
#: Works that are named and counted: 确保甲、乙等45个项目建成.
_NAMED_WORKS: Final = re.compile(
    "[^，。；]{0,8}(?:项目|工程)[^，。；]{0,4}[，]?(?:建成|开工|竣工|投产|投用|投运|完工|建设|落地|通车)"
)
#: 完成17所学校建设: works said after their number.
_COMPLETED: Final = re.compile("完成(?:约|近|不少于|至少)?$")
_ITS_WORKS: Final = re.compile("[^，。；、]{0,14}(?:建设|改造|治理|整治|修复|维修|加固)")
#: What is to be had: 新增高新技术企业10家 is a goal, as is 争创省级试点4项, and the next of such a list.
_GAINED: Final = re.compile(
    "(?:新增|净增|争创|培育|认定|认证|新认定|新培育|引进|招引|新签约)(?:[^，。；、]*[0-9][^，。；、]*、"
    "(?!新?改?扩?建|改造|整治|治理|修|实施|开工|竣工|完成|开展|组织|举办|培训|安装|铺设|打通|改|提升|推进|发放|开通|拆除))*"
    "[^，。；、]{0,16}$"
)
_WORK_UNITS: Final = ("个", "项", "条", "座", "处", "件")
_MARK_AFTER: Final = re.compile("大关|台阶|关口|目标|迈进")
_COST: Final = re.compile("(?:总|计划)投资(?:约|近|超过?)?$")


def goal_status(paragraph: str, figure: Figure) -> str:
    """Target or planned, for a number of the year ahead.

    >>> from .scanner import figures
    >>> [goal_status(text, figures(text)[0]) for text in ("产值增长5%", "新建学校3所")]
    ['target', 'planned']
    """
    start = max((each.end() for each in _CLAUSE_ENDS.finditer(paragraph, 0, figure.start)), default=0)
    clause = paragraph[start : figure.start]
    sentence = paragraph[paragraph.rfind(clauses.STOP, 0, figure.start) + 1 : figure.start]
    if figure.measure or figure.unit in _OF_INDICATORS:
        return "target"
    if figure.unit in _WORK_UNITS and _NAMED_WORKS.match(paragraph, figure.end):
        return "planned"
    if _COMPLETED.search(clause) and _ITS_WORKS.match(paragraph, figure.end):
        return "planned"
    done, gained = _DONE.search(clause), _GAINED.search(clause)
    if (
        done
        and not _MEASURED.search(clause[done.start() :])
        and (not gained or done.start() > gained.start())
    ):
        return "planned"
    if gained or figure.qualifier != "exact":
        return "target"
    if _MARK_AFTER.match(paragraph, figure.end):
        return "target"
    if _COST.search(clause):
        return "planned"
    if clauses.TARGET.search(clause):
        return "target"
    if clauses.PLANNED.search(clause) and (_WORKS.search(clause) or not _MEASURED.search(clause)):
        return "planned"
    if _MEASURED.search(clause):
        return "target"
    meant = clauses.TARGET.search(sentence) and not clauses.INTENDED.search(sentence)
    return "target" if meant else "planned"
