"""The Chinese of amounts: what their parts are of, and the works and trades that they are for."""

from __future__ import annotations

import re
from typing import Final

#: What an amount is of, at the end of its name, where its parts have no word for it: 投资60亿元，其中农业化7亿元.
AMOUNT: Final = re.compile("(?:投资|收入|支出|产值|增加值|税收|贷款|资金|销售额)$")
#: A trade that is made to grow, before the works in it whose output is all together: 发展竹能源产业.
TRADE: Final = re.compile(
    "(?:发展|打造|培育|壮大|做[大强优])(?:[0-9一-鿿]{0,8}?(?:级|一流|领先))?(?P<of>[一-鿿]{2,14}产业(?:集群)?)(?=[，。；])"
)
#: Projects of a sentence, and homes, with their counters, of which the next may have but a verb: 开竣工9个,
#: 开工4万套.
PROJECTS_NAMED: Final = re.compile("(?:重大|重点|产业|工业|民生)*项目(?![部库资法])")
WORKS_COUNTERS: Final = ("个", "项")
HOMES: Final = ("套", "万套", "户", "万户")
HOMES_BUILT: Final = re.compile(
    "(?:推进|实施|开展|启动|抓好|加强|加大|做好|继续|加快)+(?P<of>[一-鿿]{1,10}(?:房|楼|棚户区|小区))(?:建设|改造|工程|力度|步伐)*$"
)
#: How far works are.
STAGE: Final = re.compile(
    "新?签约|新?落地|新竣工|新投产|新建|开竣工|开复工|开工建设|开工|竣工|新开工|投产|竣工投产|开工在建|建成投产"
)
#: Projects that money was said of before: 安排衔接资金3亿元，实施项目12个.
PROJECTS_OF_MONEY: Final = re.compile("(?:共|累计)?(?:实施|支持|安排)项目")
MONEY: Final = "资金"
#: The size of a work.
SIZED: Final = re.compile("(?:项目|工程|基地|园)规模$|产能$")
#: Works that money is for, at the end of the name before it.
WORKS: Final = re.compile("[一-鿿“”]{2,14}(?:项目|工程|行动)")
#: Those who are received, whose money is of tourism: 接待游客2万人次、实现收入3亿元.
TOURISTS: Final = re.compile(
    "(?:接待)?(?:国内|入境|国内外|中外|海内外)?(?:旅?游客|旅游者)(?:接待)?(?:人次|人数)?$"
)
TOURISM: Final = "旅游"
TIMES_SEEN: Final = "人次"
#: What tourism earns, without a word of it.
TAKINGS: Final = ("收入", "总收入", "综合收入")
#: The rank at the end of a name, which what is said next of the same thing is not of; and how long things
#: are, and sums, of which the next number says more: 竹编产值排名, 竹道里程, 竹器销售面积.
RANK_SAID: Final = re.compile("(?<=.{2})(?:排名|位次|名次)$")
EXTENTS: Final = ("里程", "面积", "长度")
SUM: Final = "额"
#: Those who only apply, which all are not: 新申报企业9家，总数80家.
APPLIED: Final = re.compile("^新?(?:申报|申请|认定|获批|入库)")
#: The length of all that is in use, of which that added is a part: 新增铁路9公里、通车里程达99公里.
IN_USE_LENGTH: Final = re.compile("(?:通车|运营|营运|营业|运行|总)里程")
LENGTH: Final = "里程"
#: Verbs of less, whose number is the change of what there is less of; what is let out has an amount.
LESS_OF: Final = re.compile("^年?(?:削减|减少|压减|压缩|缩减|降低)(?:收回|退出)?(?=[一-鿿、“”]{4})")
EMITTED: Final = (
    (re.compile("(?<=排放)$"), "量"),
    (re.compile("(?<=化学需氧量)$|(?<=氨氮)$|(?<=二氧化硫)$|(?<=氮氧化物)$"), "排放量"),
)
#: What each of the things before costs: 采购竹药9批次，价格下降9%.
PRICES: Final = ("价格", "均价")
#: Lines crossed one after another, that are no part of what crossed them.
CROSSED: Final = re.compile(
    "(?<=.{2})连[跨上越续]{1,2}[一两二三四五六七八九十0-9]+个[万千百十亿]+元?(?:台阶|大关)|(?<=.{2})(?:连续|先后|接连|相继)+(?:跨越|跨上|迈上|"
    "跃上|突破|登上|站上)(?:[0-9.]+[百千万亿]*元?(?:、|和|大关|台阶)*)+"
)
#: The sum that some of the things before are over: 其中过10亿元30个.
OVER_SAID: Final = re.compile("(?:超过?|过|突破)[0-9.．]*[百千万亿]+元")
#: Rates of projects, which the funds named before them have not.
RATE_OF_WORKS: Final = re.compile("(?:开工|竣工|投产|落地|履约)率")
FUNDS_IN: Final = re.compile("(?:资金|外资|内资|投资)$")
OF_WORKS: Final = "项目"
