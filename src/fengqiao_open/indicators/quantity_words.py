"""The Chinese by which a drafted name says what its number measures: counters and the ends of names."""

from __future__ import annotations

import re
from typing import Final

#: Counters that say more than 数.
COUNTERS: Final = {
    **dict.fromkeys("人名位", "人数"),
    **{
        "户": "户数",
        "次": "次数",
        "场": "场次",
        "场次": "场次",
        "件": "件数",
        "起": "起数",
        "条": "条数",
        "套": "套数",
    },
    **{
        "人次": "人次",
        "亩次": "面积",
        "批次": "批次",
        "批": "批次",
        "辆": "辆数",
        "台": "台数",
        "株": "株数",
        "头": "头数",
        "只": "只数",
    },
}
#: A bound, which is the number's and no part of a name: 每个村至少建成一所.
AT_LEAST: Final = "至少"
#: The output of all of something: 粮食生产喜获丰收，总产达9万吨.
TOTAL_OUTPUT: Final = "总产"
#: Counters of firms, of which one list has either.
OF_FIRMS: Final = ("家", "户")
BATCHES: Final = "批次"
#: By quantity: the ends of names that say it, and what is added where none does.
ENDS: Final = {
    "count": (re.compile("(?<!制)[数量率度次]$|(?<!班)额$|算力$|能力$|人次$|人口$|岗位$"), ""),
    "area": (re.compile("面积$|规模$|[量率]$"), "面积"),
    "length": (re.compile("里程$|长度$|[总全]长$|距离$|密度$"), "里程"),
    "money": (
        re.compile(
            "[额值税费款金价]$|生产率$|强度$|营收$|开票销售$|开票$|本息$|税收$|收入$|投资$|支出$|利润$|补助$|补贴$|(?:资金|经费|债券?|项目)支持$|税利$|余额$|"
            "规模$|水平$|财力$|成本$|投入$|标准$|资产$|总量$|产业$|工资$|融资$|外资$|内资$|消费$|损失$|价格$|经费$|债券$|贷款$|需求$"
        ),
        "金额",
    ),
    "mass": (re.compile("[量力能]$"), "量"),
    "volume": (re.compile("[量力能]$"), "量"),
    "energy": (re.compile("[量力能]$"), "量"),
    "power": (re.compile("[量力能]$|装机$|功率$"), "容量"),
    "time": (re.compile("时间$|时长$|[时期]限$|用时$|天数$|寿命$|年限$|[时期]$"), "时间"),
    "ratio": (re.compile("[率比重度面]$|比例$|水平$|系数$|指数$|翻番数$"), "比例"),
}
PIPES: Final = re.compile("管网|管线|管道|线路|管廊|堤|渠|河|沟")
#: The ends of names whose growth alone is printed, by quantity.
GROWING: Final = (
    (re.compile("[率重比度]$"), "ratio"),
    (re.compile("面积$"), "area"),
    (re.compile("里程$"), "length"),
    (re.compile("时限$|时间$|时长$|用时$|天数$|周期$"), "time"),
    (re.compile("用电量$|发电量$|电量$"), "energy"),
    (re.compile("产量$|吞吐量$|货运量$"), "mass"),
    (re.compile("[数次]$|人$|企业$|项目$|客$|人口$|主体$|[户家]$|量$"), "count"),
)
STOCK: Final = re.compile("余额|总数|存量|拥有|保有|现有|在建|在册|累计|覆盖|总面积|总里程|床位|普及")
#: How wide, high, deep or long something is.
EXTENTS: Final = tuple("宽高深")
EXTENT: Final = "度"
#: Other works of a list, whose last has an extent of its own: 治理3万亩、9万亩土地整治等项目.
WITH_OTHERS: Final = re.compile("(?<=.{3})等(?:一批|重点|重大|水利|农业)*(?:项目|工程|任务).*$")
#: What else was done, before what is said of all: 竹馆建成、并实现医保结算全覆盖.
AND_THEN: Final = "、并"
#: Said before a verb: 重点培育9个品牌.
ABOVE_ALL: Final = "重点"
