"""The Chinese of lists of numbers: what deals them out, and what stands for several things."""

from __future__ import annotations

import re
from typing import Final

COMMA: Final = "、"
#: Each of several names: 产值、收入分别增长5%和8%.
EACH: Final = re.compile(
    "分别|分列|分居|双双|各(?=[近约超]?[0-9])|(?<=[率例重量额度费次入资数])均(?=达|为|超|突破|实现|保持|居|列|位|增长)"
)
OF_ALL_ALIKE: Final = "各"
#: Names with numbers behind them, dealt out in their order: 起数、人数下降25%和35%.
DEALT: Final = re.compile(
    "(?:(?:、|和|及)[0-9.．]+[%％‰万亿元人家个吨户]{0,3})+(?=(?:以上|以下|左右)?[，。；])"
)
#: Verbs after 分别 that stay in the names.
REACHED: Final = re.compile("(?:达到?|为|超过?|约|近)+$")
GIVES: Final = (
    *("新增", "高于", "低于", "快于", "优于", "投入", "完成", "争取"),
    *("安排", "发放", "引进", "到位", "筹集", "扩面", "净增"),
)
#: What a number begins with that has words of its own.
OWN: Final = frozenset("同增减下提降分均占达较比年")
DONE: Final = "完成"
ACHIEVES: Final = "实现"
ACHIEVED: Final = re.compile(f"{ACHIEVES}[一-鿿]{{0,8}}(?:产值|收入|营收|利润|税收|销售额|增加值|投资|额)")
#: How many a list has, after its last: 甲、乙、丙三大主导产业.
SO_MANY: Final = re.compile(
    "(?<=[一-鿿])(?<![和与及])[两三四五六七八九十]大(?=[一-鿿]{0,4}(?:产业|行业|集群|板块|园区|领域))"
)
#: Verbs of a distance, and what it is called.
APART: Final = ("高于", "低于", "快于", "优于")
GAP: Final = "幅度"
#: Both town and country, of which two numbers are.
BOTH: Final = "城乡"
SPLIT: Final = ("城", "乡")
TOWN_COUNTRY: Final = ("城镇", "农村")
SIDES: Final = (
    "城镇职工",
    "城镇居民",
    "城乡居民",
    "居民",
    "职工",
    "集中",
    "分散",
    "农村牧区",
    "城市",
    "城镇",
    "农村",
    "乡村",
)
#: Kinds of insurance that share their last word: 养老、医疗、工伤保险人数.
INSURED: Final = re.compile("(?<=.)保险.*$")
#: The end of a list of kinds: 装备、化工和消费品等行业产值增速.
AND_OTHERS: Final = re.compile("等(?=行业|产业|领域|企业|地区)")
OF_KINDS: Final = re.compile(
    "(?<=.)(?:行业|产业)(?:总?产值|增加值|投资|营收|收入|销售|利润|规模)(?:增速|增幅)?$"
)
#: Deposits and loans in one word: 存贷余额分别为….
DEPOSITS_LOANS: Final = "存贷"
LOANS: Final = re.compile("贷(?P<end>款(?:余额)?)")
BOTH_FUNDS: Final = "内外资"
FUNDS_OF_BOTH: Final = ("内资", "外资")
