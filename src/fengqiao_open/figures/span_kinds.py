"""What a number is of several years, by the words of its clause: their total, a change over them, an average
of each, or a level at their end.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from .clauses import CLASSES
from .figure import Figure

Kind = Literal["total", "change", "average"]

_STOPS: Final = "。！？!?"
_BREAKS: Final = re.compile("[，,。；;：:！？]")
#: Words of what each of several years has of a number.
AVERAGE: Final = re.compile(
    "(?:每年平均|(?<![全每])年均|(?<!全)年平均)(?!浓度|气温|值|水平|纯?收入|可支配|工资|[一-鿿]{0,4}标准)|(?<![0-9今去前上明后])年递增|平均每年|(?<![国省市县区州旗镇界])平均(?:增速|增幅|涨幅)"
)
#: What is paid by the year: 补助由年均240元提高到280元.
_EACH_YEARS: Final = re.compile("(?:[由从]|[提增上调][高加升]?[到至])年均(?=[约近]?[0-9]|$)")
_EVERY: Final = re.compile("每年|逐年|每年度")
_AVERAGED: Final = re.compile("年(?:均|平均)(?=[新转引完实净])|每年(?!坚持|都)")
_EACH_YEAR: Final = re.compile(
    "年产|(?<![一二三四五六七八九十两0-9每])年(?:处理|吞吐|接待|收入|旅游|游客)|[人户亩]均|每[人户亩]|日均|日产|月均|比重|占|每[百千万]"
)
#: Growth that is not over the years: of one year, or of a total over that of the years before (比上个五年).
_OF_OTHERS: Final = re.compile(
    "同比|环比|[比较]上一?年|[比较]去年|[上前]一?个?五年|上一?届|[比较是]“?十[一二三四]?五(?!”?期?末)"
)
#: How fast something grows is of each year.
_PACE: Final = re.compile("增速|连续[^，]{0,3}年[^，]{0,4}(?:增|涨)幅")
#: 累计达到60万亩 is all there is, unless words of years are before it or it is money, of which nothing is left.
_ALL: Final = re.compile("(?<!年)累计(?:分别|总数)?达到?$")
_TOTAL: Final = re.compile("累计|总计|共(?=[建投完引签实发办改新培安解争获减])")
_ADDED: Final = re.compile("新增|新（[改扩、]+）建|新[建开改引认培获签设登评辟发晋]")
_EXPECTED: Final = re.compile("预计")
#: What is done in the years, thing by thing; no part of a name (建成区) and no amount of projects (总投资3亿元的项目).
_DONE: Final = re.compile(
    "改造|巩固提升|[改扩续]建|建成(?!区)|建设(?!用地)|完成|引进|招引|引育|投入|投放|实施|开工|竣工|投产|达产|办[理结]|发放|培训|接待|脱贫|摘帽|搬迁|安置|整治"
    "|(?<!总)(?<!资产)(?<!在.)投资(?!企业)|治理|修复|修缮|拆除|淘汰|关停|关闭|取缔|退出|腾退|压减|签约|落户|落地|获批|获评|荣获|获得|斩获|查处|化解|调解|救助"
    "|帮扶|资助|举办|承办|解决|筹[集措]|争取|造林|植树|绿化|减税|减免|降费|处置|清理|创建|铺设|转化|认定|培育|审结|立案|出台|制定|修订|落实|惠及|争创"
    "|募集|发行|修通|建好|盘活|消化|回收|兑现|征收|推广|编制|取消|下放|精简|打造|组建|成立|设立|开通|新辟|启用|投用|消除|整改|推出|输送|选派|招录|招聘|吸引|撤销|打掉"
    "|破获|销号|上市|报废|交付|更[换新]|修改|废止|失效|转移|撬动|改良|提[交请]|核准|抚育|育林|退耕|疏浚|清淤|加固|打通|复垦|架设|敷设|侦破|追[回缴]|挽回|选树"
    "|命名|受理|答复|节约|收储|划转|迁建|维修|配备|购置|释放|恢复|公布|修建|攻克|减贫|受益|剿灭|带动[^，]{0,6}就业|公开[^，]{0,8}信息|整合|审减|"
    "帮助[^，]{0,6}融资|拆并|新修|培养|问责|签订|安排[^，]{0,10}(?:资金|经费)"
    "|创成|捐赠|再就业|获(?=国家|全国|省级?|市级?)|选送|输出(?!线)|查封|移送|义诊|赈灾|复耕|改厕|拓宽|栽植|免除|补助(?!标准)|奖励(?!标准)"
)
#: The same, said after its number: 17座山塘完成改造.
_DONE_AFTER: Final = re.compile(
    "(?:(?:[^，。；、0-9]{0,12}[、和][^，。；0-9]{0,8})?[0-9.]+){0,3}[^，。；、0-9]{0,14}?(?:脱贫|再就业|摘帽|出列|建成|改造|完成|"
    "投产|竣工|开工|落户|落地|投用|通车|"
    "获批|入选|获评|评为|荣获|获得|搬迁|入住|上市|开通|销号|淘汰|办[结复]|完工|封顶|落成|消除|搬离|住上|喝上|用上|退出)"
)
_GOING_ON: Final = re.compile("[^，。；]{0,8}(?:正在|加快|尚未|即将)")
#: What is so at the end: 达到8亿元. By 累计 and 新增 even what is reached is a total.
_REACHED: Final = re.compile(
    "分别(?:达到?|为|增至)[^，]*$|[到至][0-9]{4}年[底末]?的[近约]?$|(?:达到?|[增升提高加展大减压缩降][至到]|突破|[有为至]|保持在?|稳定在|位居|"
    "居)[^，]{0,4}$|拥有|保有|现有|共有|余额|总数|总量|存量|在建|[由从][^，、]{0,6}$|[由从][0-9][^，]*到$"
)
#: Words of several years in the clause itself: 五年工业投资突破3亿元 is their total.
_IN_YEARS: Final = re.compile("(?<![第续])[一二三四五六七八九两]年|“?十[一二三四]?五”?(?:时期|期间)")
_BROKEN: Final = re.compile("突破|达到?|增至")
#: 新增5家、达到30家: the second is all there are.
_AND_REACHED: Final = re.compile(
    "[0-9][^、]*、(?:(?:累计|总[数量])?(?:达到?|增至|增加到|总[数量])|在建)[近约超]*$"
)
#: By how much something is another than before the years; 巩固提升3万人 is for how many something is done.
_BY: Final = re.compile(
    "(?:净增|增加|减少|提高|下降|扩大|降低|(?<!巩固)(?<!改造)(?<!升级)提升|压缩|缩短|上升)了?[近约超过逾]*$"
)
_SHORT: Final = 8  # characters before a number that say no more than of whom or what place it is
#: 长13公里的大道建成, 5所学校3个专业入选: of what is done, not what is done.
_PART_OF: Final = re.compile("[0-9]|(?:长|宽|高|面积|投资|造价|期|容量|规模)[约近达为]*$")
_OF_HOUSEHOLDS: Final = re.compile("[0-9.]+万?[多余]?户$")  # 3户9人脱贫
_NAME: Final = re.compile("[一-鿿“”]{1,8}")
#: 修建公路5公里，铁路3公里: a name alone after a number is of what was done before it.
_GOES_ON: Final = re.compile("[0-9.]+(?P<unit>[^0-9，。；：]{1,4})，$")
#: 实施项目5个，总投资3亿元.
_OF_PROJECTS: Final = re.compile("^(?:计划|协议|合同)?(?:总?投资额?|投资总额)[近约超达到]*$")
_PROJECTS: Final = re.compile("[0-9][多余]?个(?:以上)?，$")
_THERE: Final = re.compile("入驻|在[园孵建册]|从业|现|总(?!投资)|持有|存|年")
#: 工业增加值6000亿元，是2028年的2倍: a level of the last year, whatever verb it has.
_LEVEL: Final = re.compile("增加值|生产总值|GDP|总产值|零售总额")
_COMPARED: Final = re.compile(
    "[^，。；、0-9]{0,4}[，、](?:约?是|为|相当于|[比较])(?:(?:19|20)[0-9]{2}年|五年前|“?十[一二三四]?五”?期?末)"
)
_RATIOS: Final = ("%", "％", "‰")
_TIMES: Final = ("倍", "番")
_DAYS: Final = ("天",)
#: Units of what is not added up.
_NOT_ADDED: Final = ("岁", "周岁", "年", "天", "个月", "小时", "分钟", "千伏", "万千伏")


def kind_of(paragraph: str, figure: Figure) -> Kind | None:
    """What a number that several years have is of them; None for a level at their end.

    >>> from .scanner import figures
    >>> for text in ("新建学校5所", "产值增长8%", "产值年均增长8%", "产值达到8亿元"):
    ...     print(kind_of(text, figures(text)[-1]))
    total
    change
    average
    None
    """
    start = max((each.end() for each in _BREAKS.finditer(paragraph, 0, figure.start)), default=0)
    clause = paragraph[start : figure.start]
    said = clause + figure.printed
    averaged = AVERAGE.search(said)
    if _OF_OTHERS.search(said) or (_EVERY.search(said) and not averaged):
        return None
    if figure.measure == "growth":
        return "average" if averaged else None if _PACE.search(said) and "累计" not in said else "change"
    if averaged and not figure.measure and _EACH_YEARS.search(clause):
        return None
    if averaged and not figure.measure and figure.unit in (*_RATIOS, *_DAYS):
        return "average"  # 空气优良率年均95%, 优良天数年均300天
    if figure.measure or figure.unit in (*_RATIOS, *CLASSES, *_NOT_ADDED) or _EACH_YEAR.search(said):
        return None
    if averaged:
        return "average"
    if figure.unit in _TIMES:
        return None
    if _BY.search(clause):
        return "change"
    if _AND_REACHED.search(clause):
        return None
    if _ALL.search(clause) and not figure.unit.endswith("元") and not _ADDED.search(clause):
        return None
    if _TOTAL.search(clause) or _ADDED.search(clause):
        return "total"
    opened = max(map(paragraph[: figure.start].rfind, f"{_STOPS}；")) + 1
    if _EXPECTED.search(paragraph, opened, figure.start) and "累计" not in paragraph[opened:start]:
        return None  # 预计产值2200亿元，投资1479亿元: of the year that has just ended
    if _IN_YEARS.search(clause) and _DONE.search(clause) and not _LEVEL.search(clause):
        return "total"
    reached = _REACHED.search(clause) and not _OF_PROJECTS.search(clause)
    if reached or _BROKEN.match(figure.printed):
        return None
    of_thing = paragraph.startswith("的", figure.end) and clause.endswith("投资")  # 投资3亿元的大桥
    if of_thing or _LEVEL.search(clause) or _COMPARED.match(paragraph, figure.end):
        return None
    sentence = paragraph[max(map(paragraph[: figure.start].rfind, _STOPS)) + 1 : start]
    if _AVERAGED.search(sentence):
        return None  # 每年新增就业3万人，转移劳动力2万人
    return "total" if _is_done(paragraph, start, figure) else None


def _is_done(paragraph: str, start: int, figure: Figure) -> bool:
    """Whether a clause that begins at `start` says that something is done to what a number counts."""
    clause = paragraph[start : figure.start]
    if _DONE.search(clause):
        return True
    if paragraph.startswith("的", figure.end) or _GOING_ON.match(paragraph, figure.end):
        return False
    last = _OF_HOUSEHOLDS.sub("", re.split("[、和]", clause)[-1])
    if len(last) <= _SHORT and not _PART_OF.search(last) and _DONE_AFTER.match(paragraph, figure.end):
        return True
    of_projects = _OF_PROJECTS.search(clause)
    before = (_PROJECTS if of_projects else _GOES_ON).search(paragraph, 0, start)
    if not before or _THERE.search(clause) or not _NAME.fullmatch(clause):
        return False
    if not of_projects and before["unit"] != figure.unit:
        return False
    begin = max((each.end() for each in _BREAKS.finditer(paragraph, 0, before.start())), default=0)
    earlier = paragraph[begin : before.start()]
    done = _TOTAL.search(earlier) or _ADDED.search(earlier) or _DONE.search(earlier)
    return bool(done) and not _REACHED.search(earlier) and not _EACH_YEAR.search(earlier)
