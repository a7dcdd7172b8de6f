"""The patterns of numbers in print, in the order in which they are tried.

Most numerals of a report count nothing: they date, number, name, or are part of a saying. Each shape has a
kind, the ground to give for it, and an example; `values` works out what it is worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from .lexicon import IDIOMS, LATIN_UNITS, NAMES, NOUNS, SLOGANS, UNIT_BEGINS, UNITS, by_first, one_of
from .numerals import ARABIC, CHINESE, MAGNITUDE, NUMERAL, VULGAR

NAMED: Final = "a numeral inside a name"


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of numbers in print, with the kind and ground of what it finds."""

    name: str
    kind: str
    ground: str
    example: str
    patterns: tuple[str, ...]


_ONE: Final = "[一二三四五六七八九十]"
_ONE_OR_TWO: Final = "[两二三四五六七八九十]"
#: The numeral that begins here: it is looked for once, for all shapes that begin with one.
HERE: Final = "(?P=numeral)"
_DAY: Final = rf"(?:[0-9]{{1,2}}|{_ONE}{{1,3}}|[廿卅]{_ONE}?)"
_TO: Final = "[-~至到]"
_DAYS: Final = rf"{_DAY}(?:{_TO}{_DAY})?[日号]"
_MONTH: Final = rf"(?:[0-9]{{1,2}}|{_ONE}{{1,2}})"
_MONTHS: Final = rf"{_MONTH}(?:[-~至到、和]{_MONTH}){{0,3}}月(?:份|[上中下]旬|{_DAYS}|底|末|初)?(?!度)"
_DURING: Final = "(?:累计|平均|年均|合计|共(?![同享建])|间|疫情|抗疫)"
_SPAN: Final = "(?:个?年|个?季度|个月|月|天|周|个星期|日)"
#: Nothing that would make a bare number count: no unit, no magnitude, no further digit.
_ALONE: Final = rf"(?![0-9.,]|{MAGNITUDE}|{UNIT_BEGINS}|[余多几])"
#: Numbers in a circle, in brackets or with a stop in one character: ④ ⑷ ⒋ ㈣.
_MARKS: Final = "[①-⒛⓪-⓿❶-➓㈠-㈩㉈-㉏㉑-㉟㊀-㊉㊱-㊿]"
_STOP: Final = r"(?=[，。；、：！？,;:)）”》的和与及]|$)"
#: Units of which half of one may follow: 三亩半, but not 三亩半山坡.
_HALVED: Final = f"(?:公里|公斤|公顷|小时|分钟|[亩里斤米吨元周岁])(?=半(?:[多以左上的地田]|{_STOP}))"
#: What ends or joins what is said of a number, and so is no noun that it counts.
_NO_NOUN: Final = "的了和与及至到以等左右余多上下内外中前后之间为是在占比由从比较同将已不或各均共约近超几半来成号级第次强期倍番位线增减升降"
_NOUN_END: Final = r"(?=[，。；、：！？,;)）”》]|$)"
_ROUTE: Final = f"(?:[0-9]{{3,4}}(?!{MAGNITUDE}|{UNIT_BEGINS}|[0-9.,%]))"
#: Words after which a number is a name or an ordinal, whatever follows.
_NUMBERED: Final = "附件|附表|专栏"
_MODELS: Final = "波音|空客|尼龙|锦纶|神舟|长征|北斗|嫦娥|东风"
_FIRSTS: Final = "[家个批届台次例条座期单笔场套款支只艘架部项所名幅颗张位]"
#: The middle of a saying such as 千…万…: no numeral and no qualifier, or it would be an amount (千余万元).
_BETWEEN: Final = "[^，。；、余多几来个0-9一二三四五六七八九十百千万亿]"

#: What a numeral and a counter begin with where they are a place: 九家湾, 五家渠, 五台山, but not 五家渠道商.
_IN_PLACES: Final = (
    "家(?=湾(?!区)|沟(?![渠道通])|渠(?!道)|岭|堡(?!垒)|寨|坪|塬|垸|子[镇乡村街河沟])|户(?=寨|地镇|乡(?![镇村]))"
    "|台(?=山(?![东西]))|棵(?=树|松(?!树))|间(?=房[镇乡村煤])|里(?=店|城子|铺)|座(?=店水库)"
)
#: The number of a point, and how many of the first thing there are: 6.10个医疗中心. Things are no tenths.
_POINT: Final = (
    "^[0-9]{1,2}[.．](?=[0-9]+(?:(?:[家项件所座条户名]|个(?!百分点|小时|月|点|亿|工作日))[一-鿿]{2}|倍增))"
)
#: Name, kind, ground and example of each shape, and its patterns.
_SHAPES: Final[dict[tuple[str, str, str, str], tuple[str, ...]]] = {
    # dates
    ("plan", "date", "a five-year plan", "十四五"): ("十[一二三四五六]五(?![十百千万亿年])",),
    ("session", "ordinal", "a numbered session", "第十八届"): (
        rf"(?:第{NUMERAL}|{CHINESE})届(?!时)",
        rf"第?{_ONE}{{1,3}}次(?:[、和及]?第?{_ONE}{{1,3}}次)*(?=(?:[一-鿿]?委)?(?:全会|全体会|党代会|党代表|代表大会|人代会))",
        f"(?<=[届大委会])第?{_ONE}{{1,3}}次(?=会议)",
    ),
    ("plenum", "name", "a plenary session", "三中全会"): (f"{_ONE}中(?=全会)",),
    ("season", "date", "a part of a year", "前三季度"): (
        "[前第]?[一二三四1-4](?:[、和~至到-][一二三四1-4])?季度",
        "[上下]半[年月]|(?<!提)[前后]半年",
    ),
    ("stamp", "date", "a date in digits", "2023-01-24"): (
        "(?:19|20)[0-9]{2}(?P<sep>[-/.])[01]?[0-9](?P=sep)[0-3]?[0-9](?![0-9])",
        r"(?<![^\s])[01][0-9]-[0-3][0-9](?![^\s])",
    ),
    ("year", "year", "a calendar year", "2022年"): (
        r"(?:19|20)[0-9]{2}(?:[-~/至到](?:19|20)?[0-9]{2})?年度?",
        "[一二][零〇一二三四五六七八九]{3}年度?",
        "(?:19|20)[0-9]{2}(?=列 )",  # the heading of a table's column
        # ’99, and four digits alone
        r"(?=[0-9])(?:(?<=[’‘'′])[0-9]{2}|(?<![达为约近超过逾足])(?:19|20)[0-9]{2}(?:[-~](?:19|20)[0-9]{2})?)"
        f"{_ALONE}",
    ),
    ("month", "date", "a month or a day", "1—10月"): (
        rf"{_MONTHS}(?:{_TO}{_MONTHS})?",
        rf"[0-9]{{1,2}}(?:{_TO}[0-9]{{1,2}})?日(?![元均产内]|以[内上])",
        f"(?:{_ONE}{{1,3}}|[廿卅]{_ONE}?)日(?![游内]|以[内上])",
        r"[0-9]{1,2}·[0-9]{1,2}",
    ),
    ("hour", "date", "a time of day", "9时"): (
        "[0-9]{1,2}时(?:[0-9]{1,2}分)?(?![代间长段])",
        "[0-9]{1,2}:[0-5][0-9](?![0-9:])",
        "(?<=[午晚晨])[0-9]{1,2}点(?:半|[0-9]{1,2}分)?",
    ),
    ("period", "date", "a period counted from now", "近五年"): (
        rf"(?:(?<![将接])(?<!历时)(?<!用时)(?<!耗时)近|最近|过去的?|未来|今后|往后|此后|这|(?<!提)前|头|后)"
        rf"{NUMERAL}[多余]?{_SPAN}(?:多|间|以?来|里)?",
        f"(?={HERE}[多余]?[年个天周世])(?:"  # looked at once for all of these
        rf"{HERE}[多余]?(?:年多?|个多?月|天)(?:以?来|间|前(?!期)|后(?!续)|中(?![期央心考学]))"
        f"|(?<![在过于限]){HERE}年内(?!外)"
        f"|{HERE}(?:周年|世纪|年代)"
        f"|(?<![续连时]){HERE}年(?={_DURING})"
        f"|(?:(?<=[的键要期金个动])|(?<=第.个)){HERE}年(?=[，。；、！？,;!”]|$)"
        f"|(?<=回顾){HERE}年|{HERE}年以前"
        f"|{HERE}年(?=[^，。；、]{{0,6}}(?:疫情|抗疫))"
        "|一年更?比一年|一年(?=接着一年|一个[样新台])|(?<=一年接着)一年|(?<=新的)一年)",
        f"(?<![续连时])半年(?={_DURING})|半年多?(?:以?来|间)",
    ),
    ("programme", "date", "a span in the title of a plan", "三年行动计划"): (
        f"{HERE}年(?=[^，。；、]{{0,6}}(?:计划|规划|行动|大?会战|提升工程|攻坚)|过渡期|任务|毛入|禁渔|攻坚|一贯|义务教育|制(?![定作造订])|期(?![间限]))",
        "[0-9]+天(?=攻坚|会战|大会战|集中|专项)",
        f"(?<![^，。；、：“,;:])(?:[0-9]{{1,2}}|{_ONE}|两|半)年(?=[一-鿿])(?![半多余以左期内外度之级龄一产]|为[期限])",
    ),
    # codes
    ("document", "code", "a document number", "〔2023〕5号"): (r"[〔\[（(][0-9]{4}[〕\]）)]第?[0-9]+号?",),
    ("road", "code", "a road or route number", "C224"): (
        "(?<![A-Za-z])[GSXYCZK][0-9]{2,4}(?![0-9A-Za-z.+])",
        "[A-Z][0-9]{1,3}(?=线)",
        f"(?=[0-9])(?P<named>(?<=[国省县乡村]道))?(?:[、和]?{_ROUTE})+(?(named)|(?=[国省县乡村]道))",
        "[0-9]{1,4}(?=[国省县乡村]道|公交|线公路|路(?:[、和]|公?交|车)|线(?![下上索]))",
        "(?=[0-9])(?:(?<=[交乘坐线士通])|(?<=路[、和]))[0-9]{1,3}(?=路)",
    ),
    ("number", "code", "a number that tells things apart", "3号楼"): (
        "[0-9]++(?:(?:[-、][0-9]+){0,3}号(?!召)|[幢栋](?=[0-9]+室)|单元|室(?![内外])|楼(?![宇盘])|版(?![本权图块])|#|标段|医院)",
    ),
    ("telephone", "code", "a telephone number", "12345热线"): (
        '(?<![0-9.约近达超有为])(?:110|114|119|120|122)(?=[”"报急接指联热警出宣涉电消火查]|平台|中心|指挥|有效|刑事|城市应急)',
        "[0-9]{3,4}-[0-9]{7,8}",
        f'(?:123[0-9]{{2}}|9[56][0-9]{{3,4}}(?=[”"一-鿿])|1[0-9]{{10}}){_ALONE}',
    ),
    # terms and versions
    ("formula", "name", "a formula", "1+4+X"): (
        rf"(?:[0-9]+|{_ONE}|[A-Z])(?:\+(?:[0-9]+|{_ONE}|[A-Za-z]))+(?:[>=][0-9]+)?",
        rf"{ARABIC}[×xX*]{ARABIC}{MAGNITUDE}?(?:{UNITS})?",
    ),
    ("ratio", "name", "a ratio", "6:4"): (r"[0-9]+(?:\.[0-9]+)?(?: ?[:比] ?[0-9]+(?:\.[0-9]+)?)+",),
    ("change", "name", "what grew and what fell", "8增3减"): (
        f"{HERE}增{NUMERAL}减",
        f"{HERE}连[丰增升冠涨跌降胜优进快]",
    ),
    ("damage", "name", "what a faulty copy left of a number", "１$1.$2％"): (
        r"[0-9]+(?:\$[0-9]\.)+\$[0-9]*[百千万亿]*[余多]?",
        r"(?=[0-9])(?<=\$)[0-9](?:\.\$[0-9]*)?[百千万亿]*[余多]?",
    ),
    ("term", "name", "part of a term in Latin letters", "PM2.5"): (
        r"K[0-9]+\+[0-9]+",
        r"PM[_ ]?(?:2\.5|10)(?![0-9])",
        "[A-Za-zΑ-ω]+-?[0-9](?:[0-9A-Za-z.]*[0-9A-Za-z])?(?:-[0-9]{4}(?![0-9年]))?",
        "[A-Z]+/T ?[0-9.]+(?:-[0-9]{4})?",
        rf"[0-9]+(?:\.[0-9]+)?(?!{LATIN_UNITS}(?![A-Za-z]))[A-Za-z]+级?",
    ),
    ("version", "version", "a version", "2.0版"): (
        r"[0-9]+\.[0-9]+(?=版|时代|模式|试点|升级)",
        rf"(?<![为达至到比过超约近的])[1-9]\.0{_ALONE}",
    ),
    ("circle", "name", "names a service", "15分钟生活圈"): (
        f"(?:[0-9]+|{_ONE}+|半)(?:分钟|小时)(?=[^，。；、]{{0,12}}圈)",
        "(?:24小时|365天|7天)(?=[^，。；、内]{0,2}(?:不打烊|自助|值[班守]|在线|服务|营业|热线|开放|监[控测]|待命|巡逻))",
    ),
    # words
    ("proper", "name", "a set name", "五水共治"): (
        one_of(NAMES),
        f"{HERE}个一(?=[”活工])",
        f"(?:[0-9]|{_ONE_OR_TWO})个(?=[“《‘]?(?:[0-9]+%|百分[之百]))",
        f"{_ONE_OR_TWO}天{_ONE_OR_TWO}夜",
        "[一二三四五六](?<=国.)(?=[标排车柴汽及])",
        f"{_ONE_OR_TWO}个{one_of(SLOGANS)}",
        f"{_ONE}{{1,3}}(?:{_IN_PLACES})",
    ),
    ("saying", "idiom", "a set phrase", "千方百计"): (
        one_of(IDIOMS),
        f"一{_BETWEEN}一{_BETWEEN}",
        f"千{_BETWEEN}[万百]{_BETWEEN}",
        f"百{_BETWEEN}千{_BETWEEN}",
        f"(?<={_ONE_OR_TWO}个)第一(?![、批次])",  # 五个第一
    ),
    ("vague", "idiom", "an indefinite number", "数十家"): (
        rf"(?:(?<![指人户件岁函系次分])数|几)[十百千万亿]+(?:{UNITS})?",
    ),
    # amounts in words
    ("coverage", "quantity", "full coverage stands for 100%", "全覆盖"): ("(?<![健安])全覆盖(?!率)",),
    ("doubling", "quantity", "doubling stands for a multiple", "翻一番"): (
        r"翻了?[近约]?(?P<often>[0-9]\.[0-9]+)番",
        f"翻了?[近约]?(?P<doublings>{CHINESE}|[0-9])?番",
        "翻一?倍",
    ),
    ("limit", "quantity", "a limit set by a standard", "优于国家二级标准"): (
        f"(?:优于|好于)(?:国家)?(?P<level>{_ONE})级标准",
    ),
    ("percent", "quantity", "a percentage in words", "百分之三"): (
        rf"(?P<base>[百千万])分之(?P<parts>{NUMERAL})(?:[至到](?:[百千万]分之)?(?P<parts_high>{NUMERAL}))?",
        "百分百",
    ),
    ("fraction", "quantity", "a fraction", "三分之一"): (
        rf"(?P<below>[零〇一二两三四五六七八九十廿卅卌百千万亿]+)分之(?P<above>{CHINESE})",
        "(?P<above_digits>[0-9]+)/(?P<below_digits>[0-9]+)(?![0-9年])",
    ),
    ("tenths", "quantity", "tenths stand for a percentage", "三成"): (
        rf"(?P<tens>[一二三四五六七八九两]{{1,2}}|[1-9]|[一二三四五六七八九1-9][至到-][一二三四五六七八九1-9])"
        rf"成(?P<fives>[一二三四五六七八九半])?(?![{NOUNS['成']}])",
    ),
    ("half", "quantity", "a half", "半年"): (
        rf"(?P<wholes>{HERE})(?:个半(?P<halved>月|小时|学期)|(?P<halved_after>年|天|倍|{_HALVED})半"
        rf"|(?<=[百千万亿])半(?:(?P<scaled>{UNITS})|{_STOP}))",
        "半个?多?(?P<half_of>年|天|月|小时|世纪|学期)",
        "(?:一半|过半数|半数)",
    ),
    # orders
    ("top", "quantity", "a place in an order", "居全省首位"): (f"(?:首位|榜首|之首|(?<=居)首)(?!的){_STOP}",),
    ("first", "ordinal", "says that it is the first", "首批"): (rf"首{_FIRSTS}(?:[（(][套次][)）])?",),
    ("lead", "quantity", "the leading places", "前三位"): (
        f"前(?P<places>{NUMERAL})(?:[位名甲]|{_STOP}|(?=行列))",
    ),
    ("place", "quantity", "a place in an order", "位列第三"): (
        f"第(?P<nth>{NUMERAL})(?:(?P<nth_of>[位名](?![额字]))|[批次轮个年期季代步条项])?",
    ),
    ("heading", "ordinal", "numbers a heading or a point", "一是"): (
        rf"[（(] ?(?:{_ONE}+|[0-9]{{1,2}}) ?[)）]|\[\^[^\]]{{1,8}}\]|[〔［【﹝\[] ?[0-9]{{1,3}} ?[〕］】﹞\]]",
        rf"(?<![^\s　])(?:{_ONE}+|[0-9]{{1,2}})(?:、|[.．](?![0-9]))|(?<=[。；：:])[0-9]{{1,2}}[.．、](?![0-9])",
        rf"(?<![^\s　])[0-9]{{1,2}}[.．](?=(?:19|20)[0-9]{{2}}年)|{_POINT}",
        rf"(?<![^\s　。；;，,:：])(?:{_ONE}+)[是要]",
        "其[一二三四五]",
        f"(?<={_NUMBERED})[0-9]{{1,2}}(?![0-9.])",
        r"(?:(?<=- )|(?<=^\| ))[0-9]{1,2}(?= [|一-鿿])",
        _MARKS,
    ),
    ("grade", "ordinal", "a class of award", "一等奖"): ("[一二三四1-4]等(?:奖|功)",),
    ("phase", "ordinal", "a phase or a sector", "二期"): (
        f"{_ONE}+(?:[、至到]{_ONE}+)?期",
        "[1-9]期(?=工程|项目|建设)",
        f"(?:{_ONE}+|[0-9]{{1,2}})(?:[、至到-](?:{_ONE}+|[0-9]{{1,2}}))?年级",
        "[一二三](?:、?[一二三]){0,2}产(?![品能量值出权地线业])",
    ),
    # names
    ("league", "name", "a league of the best", "百强"): (f"{HERE}(?:强|佳|优|杰)(?![化制调势烈])",),
    ("great", "name", "so many great things", "四大战略"): (
        f"{HERE}大(?![棚学小米豆队道厅巴赛力会约多概幅型]|关(?![键系爱注]))",
    ),
    ("scheme", "name", "names a scheme", "369工程"): (
        "[0-9]+(?=工程|行动|计划|模式|体系|机制|战略|专项|工作法|发展思路|工作思路)",
    ),
    ("model", "name", "a size, a mark or a model in a name", "波音737"): (
        f"{HERE}人(?=小组|专班|制(?![定作造订])|组(?![成织建])|[足篮排]球)",
        f"(?=[-0-9])(?:(?<={_MODELS})|(?<=[歼轰]))-?[0-9]+",
        r"[0-9]++(?:(?:\.[0-9]+)?(?:公里|千米)处|型|公斤级|[排层](?=[^，。；、]{0,4}CT)"
        r"|米(?=跑(?!道)|栏(?!杆)|自由泳|[仰蛙蝶]泳|接力|[气手步]枪))|(?=[0-9])(?<=[男女]子)[0-9]+米|[1-7]星级?",
        "[0-9Ⅰ-Ⅴ]级(?=[^，。；、]{0,4}响应|公路|航道|医院|残疾|甲等|教授|资质|文物|风险|保护)",
    ),
    ("age", "name", "a generation", "90后"): ("[0-9]0后",),
    ("street", "name", "a street", "经二路"): (f"[经纬](?:{_ONE}+|[0-9]+)路",),
    ("pair", "name", NAMED, "双拥"): (
        r"双[十百千万]+亿?|(?<!双)双(?![方向边手眼语重休面侧层脚双亲月周人倍胞季])[一-鿿]",
    ),
    ("zero", "idiom", "nought in a saying", "零事故"): (
        "零(?!下[0-9一二三四五六七八九十])(?![点〇零一二三四五六七八九])[一-鿿]?",
    ),
    # everything else
    ("amount", "quantity", "a number and what it counts", "8家"): (
        rf"(?P<since>(?<=[从由自]))?(?P<frost>零下)?(?P<low>{NUMERAL})"
        rf"(?(since)|(?:(?:(?:(?P<own>{UNITS})(?={_TO}{NUMERAL}(?P=own)))?{_TO}|--)(?P<high>{NUMERAL}))?)"
        rf"(?:(?P<inner>[余多几]|来(?={UNIT_BEGINS}))(?P<scale>{MAGNITUDE})?)?"
        rf"(?P<unit>{UNITS}(?:[（(]{UNITS}[)）])?(?:[/·](?:人·[月年天]|[人日月周秒时季]|{MAGNITUDE}?{UNITS})|每立方米|每升)*|"
        "/(?:10|十)万)?"
        rf"(?P<noun>(?(unit)(?!)|(?<=[0-9])(?![{_NO_NOUN}人])[一-鿿](?:(?![{_NO_NOUN}])[一-鿿])?{_NOUN_END}))?",
    ),
    ("part", "idiom", "a half that measures nothing", "半边"): ("半[一-鿿]?",),
    ("rest", "idiom", "part of a word", "百分点"): ("[零〇一二两三四五六七八九十廿卅卌百千万亿]",),
}

RULES: Final = tuple(Rule(*shape, patterns) for shape, patterns in _SHAPES.items())


def _alternation(rules: Iterable[Rule]) -> str:
    """Patterns in order. An empty group after each names its rule: a group around it would be slower."""
    return "|".join(f"(?:{'|'.join(rule.patterns)})(?P<{rule.name}>)" for rule in rules)


#: The shapes that are tried last.
_LAST: Final = [rule.name for rule in RULES].index("amount")
#: Digits before such a unit are an amount and of no other shape. Most numbers of a report are, and skip the
#: others.
_PLAIN_AMOUNT: Final = (
    f"(?=[0-9])(?!{_POINT})(?<!{_NUMBERED}|{_MODELS})(?<![歼轰]){ARABIC}[百千万亿]*(?:[%‰]|"
    f"(?=[元家户亩项条件吨平所名座美套公倍处场张台辆瓦斤头批宗类株种位]){UNIT_BEGINS}"
    "|个(?!一|百分[之百]|多?月|[“《‘0-9])|人(?![小专制组足篮排]))(?![半处级])"
)

#: The characters that a figure may begin with.
_NUMERALS: Final = f"0-9Ⅰ-Ⅻⅰ-ⅻ零〇一二两三四五六七八九十廿卅卌百千万亿半{VULGAR}"
_OPENINGS: Final = f"{_NUMERALS}A-Za-zΑ-ω双首翻第{_MARKS[1:-1]}"
#: The first two of figures that begin with a frequent character: 全 begins one only in 全覆盖, 进 in 进一步.
_PAIRS: Final = frozenset(
    word[:2]
    for word in (
        *IDIOMS,
        *NAMES,
        *("榜首", "之首"),
        *("全覆", "优于", "好于", "上半", "下半", "过半"),
        *("最近", "过去", "未来", "今后", "往后", "此后"),
        *(f"{way}{sign}" for way in "经纬" for sign in "一二三四五六七八九十0123456789"),
    )
    if not re.match(f"[{_OPENINGS}]", word)
)
#: The same, of characters that begin one only before a numeral: 近五年, 其一, 数十家, （三）.
_BEFORE_NUMERALS: Final = "近这前头后其数几〔［【﹝（(\\["
#: All other characters are passed over at one look, most of these at two.
PATTERN: Final = (
    f"(?=[{_OPENINGS}{_BEFORE_NUMERALS}{''.join(sorted({pair[0] for pair in _PAIRS}))}])"
    f"(?=[{_OPENINGS}]|[{_BEFORE_NUMERALS}][{_NUMERALS}^ ]|{by_first(sorted(_PAIRS))})"
    f"(?=(?P<numeral>{NUMERAL})?)(?:(?!{_PLAIN_AMOUNT})(?:{_alternation(RULES[:_LAST])})|"
    f"{_alternation(RULES[_LAST:])})"
)
