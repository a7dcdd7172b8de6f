"""Numbers of what is no statistic: mottoes, the people addressed, names of places and of lines, voltages,
hotlines.

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
    "百年|主张|倡议|确立|维护|意识|积极性|自信|务必|转变|方针|优势|机遇|挑战|难题|环节|层次|方略|保障|支撑|动力|引擎|主题|课题|法宝|统一|同步|融合|并举|不变|环境|大事|"
    "(?<!实)事|先行|带动|统筹|工作|整治行动|任务|协调发展|结合|思路|要求|目标|文明)(?=[，。、；：]|$|取得|落地|落实|实施|稳步|全面|上新|高于|一起)"
)
_POINTED: Final = ("副", "个", "项", "大", "条", "种", "张", "篇", "场", "重", "件")
#: Points that a colon lists, or that a glossary explains: 重点推进十项改革：, 4.六个精准：指.
_LISTED: Final = re.compile("(?![一-鿿]{0,6}实事)[一-鿿“”]{1,10}[：:]")
#: Points in quotation marks: “两个屏障、两个基地”.
_QUOTED: Final = re.compile("“[^”]{0,12}$")
_QUOTE_ENDS: Final = re.compile("[^“”，。；、]{0,4}(?:行动|工程|计划|战役|任务)”")
_GROUPS: Final = ("县（市）", "县", "区", "县区", "区县", "市", "省", "省市", "市县", "旗", "乡", "镇")
#: The insurances that everyone knows as five, and a city of one centre and several beside it: 一主四副.
_INSURANCES: Final = re.compile("社会保[障险](?!工程|项目|卡)")
_BESIDE_ONE: Final = re.compile("一[主核心体]$")
#: A firm that signs of numbers name, and a plant that has the number of a line of plants: 五一八, 第三污水处理厂.
_SIGNED: Final = re.compile("[一二三四五六七八九]{2}$")
_SIGN: Final = re.compile("[一二三四五六七八九][一-鿿]")
_PLANT: Final = re.compile(
    "(?:[、和及与][一-鿿]{1,8}?)?[、和及与]?(?:污水|自来水|净水|供水|热电|发电|垃圾)[一-鿿]{0,4}厂"
)
#: Counters that begin names of places, which a kind of place ends: 九台区, 百车河村.
_IN_NAMES: Final = ("台", "里", "车", "棵", "门", "间", "道", "峰", "梯", "井", "口", "眼")
_PLACES: Final = re.compile(
    "[一-鿿]?(?:区|市|县|镇|乡|街|村|河|江|湖|山|沟|岭|景区|古镇|老街|农商|高新|路|桥|泉|塘|塔|寺)"
)
#: What is before and behind a place that a counter ends, and not behind a noun.
_BETWEEN: Final = tuple("、，和")
_AFTER_PLACE: Final = tuple("、，。分等")
#: 约法三章.
_PLEDGE: Final = "约法"
_TREES: Final = re.compile("三棵树|十八梯|三棵$")
#: Plain numbers that are names: 110、120社会救助系统, 331公路, 360集团.
_NAMED: Final = re.compile(
    "(?:、[0-9]{2,5})*[一-鿿]{0,4}(?:公路|国道|省道|县道|集团|服务|热线|系统|平台|工程|计划|战略|体系|模式|行动|热轧|产业园|思路|布局|高地)"
)
#: Telephone lines one after another: 110、119、122三台合一.
_LINES: Final = "(?:110|119|12[02]|123[0-9]{2})"
_LINE_AFTER: Final = re.compile(f"[、和与]{_LINES}(?![0-9])")
_LINE_BEFORE: Final = re.compile(f"(?<![0-9.]){_LINES}[、和与]$")
#: Districts that a city has: 市属8区, 主城9区.
_URBAN: Final = re.compile("(?:市[属内]|主城|中心城|近郊|远郊|城)$")
_DISTRICTS: Final = ("区", "县", "区县")
#: A number of signs, or a heading that counts what is below it: 十六字方针, （二）推进五项工程.
_SIGNS: Final = re.compile("方针|要求|诀|工作法|标准|目标|精神|理念|总要求|原则")
_HEADING: Final = re.compile("(?:[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、)[一-鿿“”]{2,20}")
_PEAKS: Final = re.compile("[一-鿿]{0,10}(?:制高点|高地)(?=[，。、；]|$)")
_VOLTAGE: Final = ("伏", "千伏", "kV", "KV", "kv")
#: Those whom a report addresses or thanks: 与全市1600多万人民同心携手.
_PEOPLE: Final = re.compile(
    "多?(?:全市|[一-鿿]{2,4}|勤劳[一-鿿、]{0,16})?(?:人民|各族儿女|儿女|父老乡亲|干部群众|各族群众|各族人民|市民|市场主体|经营主体)"
)
_TOGETHER: Final = re.compile(
    "同心|携手|守望|艰苦|的日子|的福|的不懈|的创|^服务|团结|奋斗|奋力|克难|共进|众志|齐心|勠力|戮力|负责的精神|全力战|万众|的力量|的期[待盼]|重托|福祉$"
)
#: The people of the place as those who act, feel and hope, of whom nothing is counted: 56万竹溪人民都是英雄.
_OF_PLACE: Final = re.compile(
    "多?(?:英雄的?|勤劳[一-鿿、]{0,16})?(?:(?![为干党者员服])[一-鿿]){0,4}?(?:(?:各族)?人民(?![币路公医法解日检武政警教大银调])|各族干部群众|儿女|父老乡亲)"
)
_SERVED: Final = re.compile("(?:惠及|解决|保障|覆盖|涉及|改善|使)[^，。；]{0,6}$")
_GIVEN: Final = re.compile("(?:群众)?(?:受益|饮水|用水|用电|喝|住|就业|脱贫|参保|出行)")
_MANY: Final = ("万", "亿", "万名", "万人", "")
_THANKED: Final = re.compile("(?:代表|感谢|团结带领|带领|依靠|对全[市省县区])$")
#: 一天当作两天用, 成熟一宗出让一宗, 一刻不能停.
_ADAGE: Final = re.compile("当作$|当作|不能|当两")
_AGAIN: Final = re.compile("(?P<one>一[件宗项片个批家户天步])[一-鿿]{0,4}[、，]?[一-鿿]{0,4}?(?P=one)")
_CIRCLES: Final = re.compile(
    "(?:、[一-鿿]{0,6}[0-9一二三半]+(?:分钟|小时))*”?[一-鿿]{0,8}圈|[一-鿿]{0,6}环线|过境|通达|直达|上高速"
)
_PERIODS: Final = ("小时", "分钟")
#: How often the head of the party was here or spoke of the place, which a report recalls: 总书记先后两次视察.
_RECALLED: Final = re.compile(
    "总书记(?:[0-9一二三四五两十]+年[内间]?|先后|曾|已|分别|对[一-鿿]{1,4})*(?:[0-9一二三四五两十]+次(?:视察|考察|来)[一-鿿]{2,4}、)?$"
)
#: The same where words stand between: 李书记先后3次、王省长5次亲临.
_LEADER: Final = re.compile("(?:书记|主席|总理|省长|市长|同志)[^。；]{0,60}$")
_CAME: Final = re.compile(
    "(?:、[一-鿿]{2,8}[0-9一二三四五两]+次)?(?:亲临|来[一-鿿]{1,4}视察|到[一-鿿]{1,4}(?:视察|考察))"
)
_HEAD: Final = "总书记"
_VISITS: Final = ("次", "度")
#: An institute or a cluster of processors that a number names: 中船718所, 13所、54所, 万卡集群.
_INSTITUTE: Final = re.compile(
    "(?:中船|中电|电科|航天|航空|兵器|中核|核工业)[一-鿿]{0,2}$|(?:推动|支持|依托|联合|与|电科)[0-9]{2,4}所、$"
)
_INSTITUTES: Final = re.compile("、[0-9]{2,4}厂|、[0-9]{2,4}所(?:的战略|的合作|等国家)")
_PROCESSORS: Final = ("千卡", "万卡", "十万卡")
_RECALLS: Final = re.compile("[就对][^，。；]{2,20}(?:重要指示|批示|重要讲话|重要论述)")
#: The best hundredth of a ranking of sciences, which is a class: 9个学科进入ESI全球前1%.
_BEST: Final = re.compile("ESI[^，。；]{0,12}前$")
_HUNDREDTH: Final = ("1%", "1‰", "1％")
_MEETINGS: Final = re.compile("届$")
#: How many times something is to be a hundred percent, or hold a sum: “三个80%”, “两个10万元”, “两个为零”.
_SO_MANY: Final = re.compile("(?<![0-9.率])(?:[两三四五六七八九十]|[2-9])个[“‘]?$")
_SO_MANY_NONE: Final = re.compile("“[两三四五六七八九2-9]个为?$")
#: Projects by the money that each is worth: 引进1个100亿元以上或者2个50亿元以上的项目.
_SIZE_OF_EACH: Final = re.compile(
    "(?<![一-鿿]项目)(?<!企业)(?<![0-9.])(?:[0-9]+|[一二两三四五六七八九十]+)个$"
)
_EACH: Final = re.compile(
    "(?:或者?[0-9一二两]+个[0-9]+亿元)?(?:以上|以下|级)*的?[一-鿿]{0,12}(?:项目|产业|园区|集群|企业|板块|基地|主体)"
)
#: Money in the name of what goes on: “1元时代”, “吨粮田五千元”模式, “跨越千亿元”计划.
_IN_QUOTES: Final = re.compile("“[^”]{0,12}$")
_CONCEPT: Final = re.compile("[^“”，。；、]{0,4}(?:”[一-鿿]{0,2})?(?:时代|模式|计划|工程|行动|循环|政策)")
#: “勇夺第一”目标: what is striven for, and no place in an order.
_STRIVEN: Final = re.compile("“[^”]{0,6}$")
_STRIVING: Final = re.compile("”的?(?:目标|行动|精神|劲头|标准|意识|决心|斗志|追求|气魄|理念)")
#: Sessions one after another: 八届六次、七次、八次全委会议.
_SESSION: Final = re.compile("[一二三四五六七八九十]+届[^，。；]{0,12}$")
_SESSIONS: Final = re.compile("(?:[、和][一二三四五六七八九十]+次)*(?:全委|全体|全会|[（(]扩大)")
#: A generation of screens that a line makes: 京东方8.5代线.
_GENERATION: Final = "代"
#: What a wave is called by: 1.4GHz无线宽带专网.
_WAVES: Final = ("GHz", "MHz")
#: The mark of a note behind a name in quotes: “五方责任”2，.
_NOTED: Final = re.compile("[”》]$")
_PAUSE: Final = re.compile("[，。；、]")
#: Places by how far they are from another: 二十里堡.
_LI: Final = "里"
_MILESTONE: Final = re.compile("堡|铺|店|墩")
#: Others by the size that they have: 过五万亿经济大省中, 超百例的城市中首个.
_RANGE: Final = re.compile(
    "元?(?:以上)?的?(?:(?:经济|工业|外贸|人口)?(?:大省|大市|强省|强市|大县|强县)|[一-鿿]{0,6})中(?:增速|领先|排|位|居|首个|第一个|唯一|率先)"
)
#: “项目为王、企业第一”: what comes first, and no rank.
_FIRST: Final = re.compile(
    "“[^”]{0,16}(?:企业|项目|安全|质量|生命|人民|健康|服务|客户|环境|生态|学生|群众|发展|落实|工业|招商|信誉|旅客|预防)$"
)
_FIRSTS: Final = re.compile("、[一-鿿]{2,4}第一")
_FIRSTS_BEFORE: Final = re.compile("第一、[一-鿿]{2,4}$")
#: 以15项重大工程为抓手: what is relied on, and no result.
_MEANS: Final = re.compile("[^，。；]{1,12}为(?:抓手|重点|支撑|引领|载体|统领|契机|突破口|牵引)")
_BY_MEANS: Final = re.compile("(?<![可得予加所])以(?:[^，。；以]{2,30}等)?$")
_NUMBERED: Final = re.compile("[0-9]+-[0-9]+")
#: The number of a row of a table: | 9 | 工业增加值 |.
_FIRST_CELL: Final = re.compile(r"\s*\|\s*")
_CELL: Final = re.compile(r"\s*\|\s*[一-鿿]")
#: Among how many a place has its rank: 居全国44个中心城市第一位.
_OF_ALL: Final = re.compile("(?:全国|全省|全市|全区|全球|世界|居|在[一-鿿]{0,6})$")
_RANKED: Final = re.compile(
    "[一-鿿]{1,12}?(?:中|里)?(?:分别)?(?:排名|排|位居|居|位列|名列|列|升至|由)?(?:第[0-9一二三四五六七八九十]|前[0-9一二三四五六七八九十]|首位|之首|榜首)"
)
#: 90多个日日夜夜: a time in other words.
_NIGHTS: Final = re.compile("日日夜夜|日夜|昼夜|春秋|寒暑|年头")
_MATTERS: Final = re.compile("(?:大)?事(?=[，。：:；]|$)")
#: One of many: 全国50个核心育种场之一.
_AMONG: Final = re.compile("[一-鿿]{1,14}之一")
#: A name that begins with 一元: 一元数码.
_YUAN: Final = re.compile("(?![以钱的每餐/])[一-鿿]")
#: One in a manner of speaking: 新的一页, 关键性一年, 浓重一笔, 办好一件、解决一类.
_FIGURATIVE: Final = re.compile(
    "(?:新的|性的?|浓重的?|重要的?|关键的?|崭新的?|精彩的?|辉煌的?|光辉的?|厚重的?)$"
)
_ONE_AND_ONE: Final = re.compile("、[一-鿿]{1,4}一[一-鿿]|(?:[，、][^，。、]{0,4})?不[少漏落]一")
_ONE_BEFORE: Final = re.compile("一[一-鿿]、[一-鿿]{1,4}$")
_NONE: Final = re.compile("(?:不[落漏少]|无|没有|未[一-鿿]{1,6}|杜绝[一-鿿]{0,4})$")
#: A body of people to be made better: 建设一支高素质队伍.
_BODY: Final = re.compile("[^，；。]{0,40}(?:队伍|力量|铁军|团队)")
_GOVERNMENT: Final = re.compile("[^，；。]{0,40}的(?:政府|社会|未来)|好的?[一-鿿]{0,6}(?:班子|环境|传统)")
#: 前一段, 这一次: which time, and not how many.
_WHICH: Final = re.compile("[前这那某]$")
_WHILES: Final = ("段", "时", "天", "年", "次", "轮", "批", "阵", "步", "刻")
#: Words before a number without a unit that is measured: 指数达到103, 降为0, 面积10000.
_INDEXED: Final = re.compile(
    "(?:[至到为达由从是近约超过增少降升]|达到|超过|保持在|稳定在|控制在|指数|系数|得分|比|倍差|值|率|面积|总[数量额]|新增|增加|完成|建成|收入|分别|均|名列|列|每|累计|"
    "共)[近约超]*(?:[（(][^）)]*[）)])?$"
)
_CLASS: Final = "类"
#: Water of the worst class, which is removed.
_POOR: Final = "劣"
_REMOVED: Final = re.compile("消除|杜绝|消灭")
#: What a technology and a group of places are called: 5g基站, 14个沿海开放城市.
_WIRELESS: Final = ("3g", "4g", "5g", "6g")
_FIXED: Final = re.compile("沿海开放城市")
#: How few others are to choose, and a type with a hyphen: 歼-20.
_CHOSEN: Final = re.compile("(?:选择|选定|遴选)$")
_FEW: Final = 3
_HYPHEN: Final = re.compile("[一-鿿][-－]$")
_WATER: Final = re.compile("水|断面|劣|Ⅲ|空气|标准")
_NOUN: Final = re.compile("[一-鿿0-9]")
_HAN: Final = re.compile("(?![金银铜])[一-鿿]")
_NEAR: Final = 12
_KIND: Final = 4
_LEAST_OF_INSTITUTES: Final = 10


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
    if figure.measure == "rank" and figure.printed.startswith("第"):
        if _PLANT.match(after):
            return "name"
        if _STRIVEN.search(before) and _STRIVING.match(after):
            return "slogan"
    if figure.printed in _WIRELESS or (figure.unit == "个" and _FIXED.match(after)):
        return "name"
    if _removed(before, after):
        return "name"
    if figure.measure or figure.value is None:
        return ""
    if figure.upper is not None and figure.upper <= _FEW and _CHOSEN.search(before):
        return "enumeration"  # 引导各县选择1—2个产业
    if not figure.unit and _HYPHEN.search(before):
        return "name"
    if figure.unit in _VISITS and _recalled(before, after):
        return "slogan"
    if figure.printed in _HUNDREDTH and _BEST.search(before):
        return "name"
    if found := _in_name(before, after, figure):
        return found
    if figure.printed in _PROCESSORS or _is_institute(before, after, figure):
        return "name"
    if figure.unit == _CLASS:
        of_water = _WATER.search(before[-_NEAR:]) or _WATER.search(after[:_KIND])
        return "" if of_water or not _NOUN.match(after) else "enumeration"
    if figure.unit in _VOLTAGE:
        return "name"
    if _addresses(before, after, figure):
        return "slogan"
    if figure.unit in _PERIODS and _CIRCLES.match(after):
        return "name"
    if figure.unit in _POINTED and _QUOTED.search(before) and _QUOTE_ENDS.match(after):
        return "name"
    if figure.unit in ("个", "家") and _OF_ALL.search(before) and _RANKED.match(after):
        return "name"
    if figure.unit == "个" and _NIGHTS.match(after):
        return "date"
    if figure.unit == "件" and _MATTERS.match(after):
        return "enumeration"
    if _AMONG.match(after) or (_FIRST_CELL.fullmatch(before) and _CELL.match(after)):
        return "enumeration"
    if not figure.unit and before.endswith(("#", "＃")):
        return "name"
    if not figure.unit and (_LINE_AFTER.match(after) or _LINE_BEFORE.search(before)):
        return "hotline" if re.fullmatch(_LINES, figure.printed) else ""
    if figure.unit == "环" or (figure.unit == "字" and _SIGNS.match(after)):
        return "name"
    if (
        figure.unit.endswith("倍")
        and after.startswith("增")
        and not after.startswith(("增长", "增速", "增加"))
    ):
        return "name"
    if figure.unit in _DISTRICTS and _URBAN.search(before) and _NOUN.match(after):
        return "name"
    if not figure.unit and (_is_code(figure.printed, after) or _is_name(before, after, figure)):
        return "name"
    if _BY_MEANS.search(before) and _MEANS.match(after):
        return "enumeration"
    if not _WORDED.match(figure.printed):
        return ""
    return _worded(before, after, figure)


def _recalled(before: str, after: str) -> bool:
    """Whether a number says how often a leader was here: 总书记两次视察, 李书记先后3次."""
    came = _LEADER.search(before) and _CAME.match(after)
    return bool(_RECALLED.search(before) or came or (_RECALLS.match(after) and _HEAD in before))


def _is_institute(before: str, after: str, figure: Figure) -> bool:
    if figure.unit != "所":
        return False
    of_several = (figure.value or 0) >= _LEAST_OF_INSTITUTES and _INSTITUTES.match(after)
    return bool(of_several or _INSTITUTE.search(before))


def _in_name(before: str, after: str, figure: Figure) -> str:
    """The disposition of a number within what is named or striven for: “三个80%”, 8.5代线, “1元时代”."""
    if figure.unit == "%" and _SO_MANY.search(before):
        return "name"
    if figure.unit.endswith("元"):
        if _SIZE_OF_EACH.search(before) and _EACH.match(after):
            return "name"
        if _IN_QUOTES.search(before) and (_SO_MANY.search(before) or _CONCEPT.match(after)):
            return "name"
    if figure.value == 0 and _SO_MANY_NONE.search(before):
        return "slogan"
    if _RANGE.match(after) and (figure.qualifier == "over" or before.endswith("过")):
        return "name"
    if figure.unit == "次" and _SESSION.search(before) and _SESSIONS.match(after):
        return "ordinal"
    if figure.unit == _LI and _MILESTONE.match(after):
        return "name"
    if not figure.unit and figure.printed.isdigit() and _NOTED.search(before) and _PAUSE.match(after):
        return "name"
    digital = figure.printed[:1].isdigit()
    return "name" if digital and (figure.unit == _GENERATION or figure.unit in _WAVES) else ""


def _removed(before: str, after: str) -> bool:
    """Whether a class is of what there is to be no more: 基本消除劣Ⅴ类水体."""
    if not before.endswith(_POOR):
        return False
    clause = after[:_NEAR].partition("，")[0]
    return bool(_REMOVED.search(before[-_NEAR:]) or _REMOVED.search(clause))


def _worded(before: str, after: str, figure: Figure) -> str:
    """The disposition of a number that is printed in words."""
    if figure.unit in ("项", "大", "个") and (
        _PEAKS.match(after) or _HEADING.fullmatch(before + figure.printed + after)
    ):
        return "enumeration"
    if figure.value == 1 and figure.printed.startswith("一"):
        if _NONE.search(before) or _FIGURATIVE.search(before):
            return "lexical"
        if figure.unit in _WHILES and _WHICH.search(before):
            return "lexical"
        if (figure.unit == "支" and _BODY.match(after)) or (figure.unit == "个" and _GOVERNMENT.match(after)):
            return "lexical"
        if _ONE_AND_ONE.match(after) or _ONE_BEFORE.search(before):
            return "slogan"
    if before.endswith(_PLEDGE) and figure.unit == "章":
        return "name"
    if figure.unit in _GROUPS or _TREES.match(figure.printed + after[:1]):
        return "name"
    if figure.unit in _IN_NAMES and _PLACES.match(after):
        return "name"
    if figure.printed == "一元" and _YUAN.match(after):
        return "name"
    if _SIGN.match(figure.printed) and _SIGNED.search(before):
        return "name"
    if figure.unit == "副" and _BESIDE_ONE.search(before):
        return "name"
    if figure.unit == "项" and _INSURANCES.match(after):
        return "enumeration"
    if figure.unit == "路" or (figure.unit == "台" and before[-1:] in _BETWEEN and after[:1] in _AFTER_PLACE):
        return "name"  # 涪城、三台分别入选
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
    if after.startswith(("#", "＃")) or (_NUMBERED.fullmatch(printed) and _NOUN.match(after)):
        return True
    return printed.isdigit() and bool(_NAMED.match(after))


def _is_name(before: str, after: str, figure: Figure) -> bool:
    """Whether a plain number without a unit, which a word follows at once, is of a name: 长影环球100项目."""
    return figure.printed.isdigit() and bool(_HAN.match(after)) and not _INDEXED.search(before)


def _addresses(before: str, after: str, figure: Figure) -> bool:
    """Whether a number is of all the people, who did something together or are spoken of."""
    if figure.unit in _MANY and (people := _OF_PLACE.match(after)):
        return not (_SERVED.search(before) or _GIVEN.match(after, people.end()))
    found = _PEOPLE.match(after) if figure.unit in _MANY else None
    return bool(found and (_TOGETHER.search(after[found.end() :][:_NEAR]) or _THANKED.search(before)))
