"""The Chinese of what a sentence is about: names that need it, and words that are no topic."""

from __future__ import annotations

import re
from typing import Final

from .phrase_words import BARE

#: Names of works and firms, that say enough where some are named: 竹厂等5个项目竣工.
WORKS: Final = re.compile("(?:重点|重大|产业|续建|在建|改造|新建)*(?:项目|工程|企业)")
OF_LIST: Final = re.compile("等(?:一批|共|近|超|约)?$")
#: Names that say little without what they are of.
VAGUE: Final = re.compile(
    f"{BARE.pattern}|(?:注册|企业|入驻|入住|用户|受益|惠及|整体|剩余|计划|年度|新增|总|概算|年){{0,2}}"
    "(?:用户|师生|基站|系统平台|扣除额|营收|床位|户|减免税款|网点|站点|学员|产能|子基金|投资|办件量|销售收入)|[村户园亩]均(?:收入|产值|税收)|(?:中央|[省市县州区]级?|和|各级|共|累计)*(?:投入|安排|下达|财政)*资金|新?(?:投产|开工|竣工|签约|落地|引进|建成|并网)"
)
#: Where things and people are: 竹编园区入驻7所院校.
INHABITED: Final = re.compile(
    "(?P<where>[一-鿿“”]{2,12}?(?:园区?|基地|平台|小镇|孵化器|大学城))(?:入驻|集聚|聚集|容纳|进驻|(?=[0-9]))"
)
#: What is carried out as one: of its projects alone a number is.
PROGRAMME: Final = re.compile(
    "(?:招商|行动|会战|攻坚战?|工程|园|园区|新区|高新区|经开区|基地|改造|合作|计划|专班)$"
)
#: What a topic ends with.
THING: Final = re.compile(
    "(?:园区?|开发区|新区|高新区|经开区|基地|平台|小镇|业|产业集群|工程|行动|会战|攻坚战?|招商|项目|网络?|改造|治理|医保|保险|储能|旅游|文旅|康养|企业?|"
    "银行|公司|集团|中心|扣除|住房|公租房|保障房|公寓|棚改|债券?|基金|交通|公路|铁路|机场|港口?|电站|水库|水利|光伏|风电|能源|研发|贸易|电商|物流|援疆|"
    "扶贫|救助|贷款?|经济|合作|计划|指数|浓度|颗粒物|房|车|病|疫情|储能)$"
)
#: What is done with a topic, at its beginning, and how it goes on, at its end.
BRINGS: Final = re.compile(
    "^(?:[一二三四五六七八九十]是|成功|大力|积极|加快)*(?:推广|建成|上线|组建|成立|落地|搭建|建好|打好|抓实|办好|引进|推出|获批|设立|发展)+(?=.{3})"
)
GOES_ON: Final = re.compile(
    "(?<=.{2})(?:提速|加速|强势崛起|有声有色|大幅|崛起|强劲|(?:等)?工作|改革|政策|机制|提质)+$"
)
NO_TOPIC: Final = re.compile(
    "[0-9](?!G)|[、，和与及]|^(?:发挥|推进|新建|完成|支持|制定|促成|探索|深化|开展|谋划|叠加|重点|全面|优化|提高|聚力|管控|搭建|引进|争取|招引|促进|补|扩大|建|搞|抓|坚持|以|在|向|为|从|加强|围绕|加快)|一批|质量|水平|活力|动能|优势|格局|能力|成效|信心|民生"
    "|力度|精神|方针|思想|总基调|理念|作用|渠道|氛围|结构|速度|效益|管理|多元|多项"
)
