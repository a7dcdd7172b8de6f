"""The Chinese that says what money is for, and whom it is given to."""

from __future__ import annotations

import re
from typing import Final

#: What a money is given for follows it: 投入3亿元，改造泵站12处.
GIVEN: Final = re.compile(
    "^(?:(?!新增|追加|继续)[一-鿿]{2,4}(?=安排|拨付|下达)|全年|当年|今年|去年|年内|[近过一二三四五两]*年来?|五年|先后|累计|共|再|将|计划|预计|各级|中央|"
    "两级|[省市县区]本?级?|财政|已|和)*"
    "(?P<verb>新增安排|追加安排|投入|投资|集中|安排|筹措|筹集|争取|整合|拨付|下拨|兑现|下达|出资|落实|统筹|支出)(?P<money>(?:各类|各级|[省市县州盟]级|专项|"
    "财政|补助|补贴|奖补)*(?:资金|经费)?)(?:共|总计|累计)?$"
)
PURPOSE: Final = re.compile(
    "^[，,]?(?:在[一-鿿、]{2,14}?(?=实施|开展|建设|改造|新建)|专项用于|用于|继续|着力|重点|主要|全面|大力|并)*(?P<purpose>[一-鿿、“”A-Za-z]{4,40})"
)
#: Money whose kind says what it is for, and whom it is given to: 安排3亿元扶贫资金, 安排3亿元对匠人给予补贴.
MONEY_KIND: Final = re.compile(
    "的?(?P<kind>(?!专项|各类|配套|补助|奖补|奖励|财政)[一-鿿]{2,6}(?:专项)?(?:资金|经费))(?=[，。；、]|$)"
)
TO_WHOM: Final = re.compile(
    "[，,]?对(?P<whom>[一-鿿、]{2,24}?)(?:给予|进行|实施|发放)(?P<what>[一-鿿]{0,4}?(?:补贴|补助|奖励|救助|资助|改造|支持|慰问))(?=[，。；]|$)"
)
AGAIN: Final = re.compile(
    "^(?:[再又将]|新(?![增建修改辟开])|共同(?=[建打设发推研])|联合(?=[建打设发推研])|圆满|全面|全力|顺利|组织(?=实施|开展))"
)
DONE_WITH: Final = re.compile("^(?:完成|实现|继续|用于|着力)+(?=.{4})")
PAYER: Final = re.compile("(?:中央|[省市县区]本?级|[省市县区]|地方|各级|上级|两级)财政")
ENTERPRISES: Final = ("工程", "计划", "行动", "大会战", "攻坚战", "试点", "战略")
#: Money that is named after its number: 安排2亿元资金支持企业.
MONEY_AFTER: Final = re.compile("^的?(?:[一-鿿]{2}(?:资金|经费)|资金|经费)[，,]?(?=[一-鿿])")
#: Verbs of money that say what it is for with the clause before: 完善医疗制度，投入3亿元.
PUT: Final = ("投入", "投资")
#: The same where that clause has no number of its own: 保障困难群众生活，下拨补助资金3亿元.
HANDED_OUT: Final = ("拨付", "下拨", "安排", "下达", "落实", "兑现")
#: Verbs of what came of money, which is no purpose of it: 投资3亿元，实现效益提升.
RESULTS: Final = ("实现", "取得", "获得")
PURPOSES: Final = (
    "强化",
    "用于",
    "支持",
    "办好",
    "提高",
    "保障",
    "加强",
    "推进",
    "推动",
    "资助",
    "补充",
    "为",
    "继续",
)
#: What is worth the money before it: 总投资5亿元的9个竹编项目.
_WORKS_WORTH: Final = "项目|工程|基地|产业园|园区?|中心|机场|公路|铁路|高速|电站|水库|枢纽|生产线|技改|改造|大道|大桥|隧道|综合体|广场|馆|厂|院|市场|小镇|码头"
WORTH: Final = re.compile(
    f"的?(?:[0-9]+[个项])?(?P<of>(?:(?:[一-鿿]{{2,4}}、)+[一-鿿]{{2,4}}?等?[两二三四五六七八][大个][一-鿿]{{0,6}}?|"
    f"[一-鿿“”A-Za-z]{{1,18}}?)(?:{_WORKS_WORTH})(?:[一-鿿]{{0,4}}(?:{_WORKS_WORTH}))*)"
)
WORTH_SAID: Final = re.compile(
    "(?P<what>总投资|计划投资|(?<!完成)(?<!资产)(?<!到位)投资|概算投资|总造价|总装机(?:容量)?|装机容量)(?:额)?(?:近|约|达|超过?)*$"
)
