"""The words around a numeral: units and classifiers, qualifiers, growth words, idioms, names.

Only data, so that a new report's words are added here and nowhere else. Where a table maps a word to
the empty string, the word is a trap that only looks like a shorter one: 节约 ends in 约, but is no "about".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final


def one_of(words: Iterable[str]) -> str:
    """A regex alternation that tries longer words first.

    >>> one_of(["元", "亩", "元/亩"])
    '(?:元(?:/亩|)|亩)'
    """
    return by_first(sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A long pattern, compiled when a text is first read and not whenever this is imported."""
    return re.compile(pattern)


def by_first(words: Iterable[str]) -> str:
    """An alternation of patterns, those that begin alike together: other characters fail sooner.

    First characters with the same rest are one set, so that the pattern is compiled sooner, too.

    >>> by_first(["欧元", "美元", "美金", "亩次", "亩", "户次", "户", "吨"])
    '(?:欧元|美(?:元|金)|[亩户](?:次|)|吨)'
    """
    groups: dict[str, list[str]] = {}
    for word in words:
        first = word[0] if word[0].isalnum() and word[1:2] not in tuple("?*+{") else word
        groups.setdefault(first, []).append(word.removeprefix(first))
    alike: dict[tuple[str, ...], list[str]] = {}
    for first, rest in groups.items():
        alike.setdefault(tuple(rest) if len(first) == 1 else (first,), []).append(first)
    return f"(?:{'|'.join(_beginning(firsts, rest) for rest, firsts in alike.items())})"


def _beginning(firsts: Sequence[str], rest: Sequence[str]) -> str:
    """The pattern of words with one of these first characters and one of these ends."""
    first = firsts[0] if len(firsts) == 1 else f"[{''.join(firsts)}]"
    if rest in (("",), (first,)):
        return first
    return first + (rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})")


def _words(block: str) -> frozenset[str]:
    """The words of a block."""
    return frozenset(block.split())


def _table(**groups: str) -> dict[str, str]:
    """Words by what they mean, turned round: word → meaning; the group `trap` means nothing."""
    return {
        word: "" if meaning == "trap" else meaning
        for meaning, words in groups.items()
        for word in words.split()
    }


# ── units ────────────────────────────────────────────────────────────────────────────────────────

#: Parts of a whole; only these make a share, or the completed part of a target.
RATIOS: Final = ("%", "‰")
POINTS: Final = ("个百分点", "百分点", "个千分点", "千分点", "个基点", "基点", "倍")

MONEY: Final = _words(
    "元 美元 欧元 港元 日元 韩元 澳元 加元 英镑 卢布 法郎 美金 港币 人民币 元人民币 新台币 块钱"
)

#: Measures never count things, so that a Chinese numeral before one is always an amount.
MEASURES: Final = _words(
    """公里 千米 米 厘米 毫米 微米 纳米 华里 英里 海里 延米 延长米 英寸 km m cm mm nm μm 平方公里 平方千米
    平方米 平方厘米 平方 平米 公顷 亩 公亩 英亩 ㎡ m² m2 ㎢ km² km2 hm² hm2 ha 立方米 立方厘米 立方 升
    毫升 m³ m3 L ml mL 吨 公斤 千克 克 斤 毫克 微克 公担 皮长公里 皮长千米 米² 千米² kg g mg μg t
    担 标张 吨标准煤 吨标煤 千克标准煤 公斤标准煤 克标准煤 吨煤 吨二氧化碳 载重吨 蒸吨
    标箱 标准箱 标准重量箱 重量箱 自然箱 人年 羊单位 Eflops EFLOPS PFLOPS PFlops PF 人公里 吨公里 人海里 吨海里 人·公里 吨·公里 换算吨公里 TEU
    千瓦时 千瓦 兆瓦 兆瓦时 吉瓦 吉瓦时 瓦 千伏安 兆伏安 千伏 kW KW kw kWh KWh kwh MW
    MWh GW GWh kV KV kv kVA KVA MVA MWp kWp GWp 马力 大卡 千卡 兆帕 ℃ 摄氏度 分贝 dB 兆 Mbps Gbps MB GB
    TB PB GHz MHz Hz 像素 mg/L μg/m3 μg/m³ mg/m3 mg/m³ ug/m3 ppm"""
)

TIMES: Final = _words(
    """年 个月 个多月 个亿 个多亿 天 小时 个小时 个多小时 分钟 秒 秒钟 周 个星期 个季度 个年度 个学年 个学期 个工作日
    工作日 个多百分点 个交易日 周岁 岁 课时 个课时 学时 个学时 工时 个昼夜 昼夜"""
)

#: What counts things: classifiers one character long, visits and acts (人次, 台次), and a few nouns.
CLASSIFIERS: Final = (
    *"个家户头羽张起件宗处座条所名位项批场期台套辆艘架枚只匹尾株棵颗粒块片幢栋间层门篇份册本部首幅支枝把副双队组班届次轮",
    *"遍趟句字页卷盏根杆眼孔段种样款例员笔单票桶箱袋瓶盒包捆车船列节堂窝群锭床席桌盆串丛樘扇榀墩池窑炉井罐箩人团站剂针",
    *"章管顶枪卡杯壶类里口面方度分点代步梯帧尊碑县区市省国股则宿滴岗艇喷架跨路",
    *_words(
        """人次 家次 户次 车次 场次 批次 件次 亩次 台次 架次 班次 辆次 艘次 例次 组次 频次 项次 条次 处次 起次
    宗次 只次 头次 航次 列次 剂次 针次 课次 幢次 座次 栋次 票次 笔次 店次 盏次 客位 件套 人份 人天 人日 人·次 台套 个名次
    车道 车位 泊位 床位 席位 工位 机位 机架 标准机架 标台 头只 大类 乘次 公里次 个位次 个班次"""
    ),
)
#: Characters that turn a classifier into the beginning of a noun: 家庭, 项目, 年均, 人才; 12个年度实事 are no years.
NOUNS: Final = dict(
    pair.split("/")
    for pair in _words(
        """家/庭具长 吨煤/矿炭化电制畜禽校政 户/籍外均厕型 人/才均口民工力社居行 名/单录师牌 位/置列居 条/件例 种/植子业粮养
    座/谈 台/账风胞阶县 轮/车驱 门/店票户诊 所/有属 处/理置于罚 队/伍员 班/级列子 场/所地馆 期/间末刊 群/众体
    组/织建 层/次级 口/径岸 面/积向临对貌 方/面案便向式 分/别布散之点公 点/击对位 年/均产龄货级 个亿/元
    路/径线口基由况网灯面公 元/素件旦宵 里/程面马 度/假 项/目 批/准复发 部/门分署 站/点位
    个年度/民实重十目任计项工考攻 支/部线路持撑援出付 段/落 市/场民值级长 区/域级间块 国/家有道债企 县/道级域长 省/道级 单/位元 车/间辆
    代/表 套/餐 节/气日约假点能水 次/生日 首/批次个家 成/立为功果效员本长都交品熟绩人套色就分型像"""
    )
)
#: Units that count only in some company: 千亿级 is no grade, 投入1000万对 no thousand pairs, 7日 alone a date.
_GUARDED: Final = (
    r"(?<![百千万亿])级",
    r"对(?=[，。；、,]|夫|新人|情侣|$)",
    r"(?<=[0-9])对(?![口外内接标应于])",
    r"日(?=内|以内|以上|游)",
    r"(?<![百千万亿])(?:镇|乡|村|街道|社区)(?=[0-9、，。；和获被入荣列]|$)",
    r"[金银铜](?=[0-9、，。；的]|$)",
)


#: Words of two characters more that a classifier begins, where one character would be too little: 1.1万人大关,
#: 16家电商; 70支队伍 are teams, where 支队 is one of the police.
_PHRASES: Final = {
    "人": ("大(?!关)",),
    "家": ("电(?=[器下产企、，])",),
    "支": ("队(?!伍)",),
    "名": ("优(?=[特产新茶企])", "校(?=[、，的])"),
}


def _alternation(units: Iterable[str]) -> str:
    """Units as one pattern, longer ones first; none where it begins one of its nouns.

    The nouns of single characters are one list of words: a set for each would take long to compile.
    """
    words = sorted(units, key=lambda unit: (-len(unit), unit))
    risky = [unit for unit in words if unit in NOUNS and len(unit) == 1]
    nouns = [f"{unit}{end}" for unit in risky for end in (*_PHRASES.get(unit, ()), *NOUNS[unit])]
    sure = [f"{unit}(?![{NOUNS[unit]}])" if unit in NOUNS else unit for unit in words if unit not in risky]
    return f"(?:{by_first([*sure, *_GUARDED])}|(?=[{''.join(risky)}])(?!{'|'.join(nouns)}).)"


def _begins_with_unit(word: str) -> bool:
    """Whether a unit begins with a shorter one: 公里次 with 公里, and 处次 with 处, of which it is no noun."""
    parts = ((word[:length], word[length]) for length in range(1, len(word)))
    return any(
        unit in _ALL_UNITS and after not in "".join((NOUNS.get(unit, ""), *_PHRASES.get(unit, ())))
        for unit, after in parts
    )


_ALL_UNITS: Final = {*RATIOS, *POINTS, *MONEY, *MEASURES, *TIMES, *CLASSIFIERS}
UNITS: Final = _alternation(_ALL_UNITS)
#: Where a unit begins, whichever: of those that begin with another one, only the other.
UNIT_BEGINS: Final = _alternation(unit for unit in _ALL_UNITS if not _begins_with_unit(unit))
LATIN_UNITS: Final = one_of(unit for unit in MEASURES if unit[0].isascii())

#: Units that a single Chinese numeral does not count but name: 九里社区, 三级医院, 四方, 三分, 三站.
NAMING: Final = frozenset("级里口面方度分点代步门梯团队组班站字堂列节县区市省国路")

# ── qualifiers ───────────────────────────────────────────────────────────────────────────────────────

#: Words right before a figure.
QUALIFIERS_BEFORE: Final = _table(
    about="约 约为 约有 约占 约达 约合 折合约 约计 大约 大约有 大约为 大概",
    nearly="近 接近 将近 临近",
    over="超 超过 超过了 突破 突破了 逾 多于 大于 高于 超出 冲破 ＞ >",
    at_least="不低于 不少于 至少 不小于 最低 最少 不下 不下于 ≥",
    at_most="不超过 不超 未超过 未超 不高于 不多于 不大于 低于 少于 小于 不足 不到 未到 不满 未满 至多 最多 最高 控制在 ＜ < ≤",
    better_than="优于 好于",
    trap="由最多 从最多 节约 签约 预约 集约 制约 合约 条约 契约 公约 违约 履约 续约 附近 最近 邻近 就近 靠近 新近 相近 亲近 赶超 反超",
)
#: The same before a bare magnitude: 过万元, 上百家, but not 迈上千亿台阶.
QUALIFIERS_BEFORE_BARE: Final = QUALIFIERS_BEFORE | _table(
    over="过 上 已过",
    trap="通过 经过 不过 走过 渡过 度过 跨过 迈过 越过 规上 限上 线上 网上 晚上 以上 加上 送上 迈上 跨上 跃上 登上 踏上 站上",
)
#: Words right after a figure.
QUALIFIERS_AFTER: Final = _table(
    at_least="以上 及以上 （含）以上 (含)以上 含以上",
    at_most="以内 之内 以下 及以下 （含）以下 (含)以下 内",
    about="左右 上下",
    over="有余 余 多",
)

# ── growth, targets, things in common ────────────────────────────────────────────────────────────

RISES: Final = _words(
    """增长 增收 增产 增加 提高 提升 上升 上涨 净增 净增加 净增长 递增 扩大 增多 攀升 回升 上浮 上调 多增 增 升 涨
    飙升 跃升 加快 猛增 前移 前进 进位 晋位 增幅 增速 涨幅 升幅 增长率 增长速度 增长幅度 上涨幅度 上升幅度"""
)
FALLS: Final = _words(
    """下降 减少 减收 减产 降低 回落 下滑 缩减 压减 压降 削减 缩小 下跌 递减 净减 净减少 减 降 跌 负增长 下调 下浮
    缩短 压缩 少增 后移 后退 放缓 趋缓 收窄 锐减 骤降 降幅 减幅 跌幅 下降率 下降幅度 下降速度"""
)
#: Words that end like a word of growth and are none.
NO_GROWTH: Final = _words("稳增长 保增长 促增长 新增 晋升 加减 增减 转增 高涨 直升")
#: Words that let a verb of reaching stand between: 增速达到9%. After 提高 the same verb would give a level.
GROWTH_NOUNS: Final = _words(
    "增长 增幅 增速 涨幅 升幅 增长率 增长速度 增长幅度 上涨幅度 上升幅度 负增长 降幅 减幅 跌幅 下降率 下降幅度 下降速度"
)
#: Verbs that speak of things as well as of rates: 道路提升4km is no growth of the road.
RATE_ONLY: Final = _words(
    """提升 提高 扩大 增 减 升 降 涨 跌 上升 攀升 跃升 增多 上浮 下浮 收窄 前移 前进 进位 晋位 后移 后退 压缩 加快
    放缓 趋缓 增收 减收 增产 减产"""
)
RATE_UNITS: Final = frozenset((*RATIOS, *POINTS, "位", "名", "分", "个位次", "个名次"))
#: Verbs whose object may stand between them and the figure: 减少贫困人口930户.
TRANSITIVE: Final = ("减少", "增加", "净增", "净减", "压减", "削减", "降低", "缩短")

BASES: Final = frozenset(
    ["同比", "环比", "（下同）", "(下同)", "比年初", "较年初", "比上年初"]
    + [
        f"{than}{last}年{when}"
        for than in "比较"
        for last in "上去"
        for when in ("", "末", "底", "度", "同期")
    ]
    + [f"{than}{last}年{when}相比" for than in "与同" for last in "上去" for when in ("", "同期")]
)
#: Words that may stand between base, verb, qualifier and figure without changing what is said.
ADVERBS: Final = _words(
    """大幅 大幅度 明显 显著 持续 稳步 快速 平均 年均 累计 预计 预期 力争 实际 同口径 了 再 小幅 略 微 逆势
    首次 总体 整体 共 共计 合计 分别 依次 双双 同步 人均 仅 只 将 已 可 能 也 又 有望 率先 进一步"""
)
#: Verbs of being and reaching, which are no part of a figure.
LINKS: Final = _words(
    "达到 达到了 达 高达 多达 仍达 达成 为 是 在 有 实现 实现了 完成 完成了 保持 保持在 稳定在 维持在"
)
SHARED: Final = frozenset("均都各")
#: Before 均: an average (人均, 年均), not "each of them".
AVERAGES: Final = frozenset("人户亩年平村日月地周场社校师生县镇篇件单组所队每")

#: What a threshold sorts: 亿元以上项目, 90岁以上人口.
SORTED: Final = one_of(
    _words(
        """项目 企业 单位 个体户 大户 商户 产业 平台 集群 园区 人口 老人 老年人 耕地 坡地 人才 客商 订单 基地
    农户 家庭 市场 楼宇 品牌 产品 贷款 设备 强镇 强村 村 镇 工程 职工 居民 群众 妇女 儿童 人员 学历 职称
    载体 景区 酒店 人群 学生 对象 患者 党员 干部 群体 管网 道路 房屋 煤矿 锅炉 泊位 机组 电站 楼宇 客户 车辆
    船舶 医院 法人 基金 团队 河流 湖泊 水库 桥梁 仪器 电厂 小区"""
    )
)

# ── words with a numeral in them that count nothing ──────────────────────────────────────────────

#: Whole words and sayings; some are regexes, where a measure would begin alike (十分 and 十分钟).
IDIOMS: Final = _words(
    """进一步 更进一步 统一 唯一 惟一 逐一 同一 单一 专一 不一 万一 归一 合一 如一 之一 第一时间 另一方面
    一方面 任一 某一 每一 这一 那一 另一 新一轮 下一步 下一代 上一篇 下一篇 新一代 老一辈 又一 再三 一般性 一般 一些
    一样 一直 一起 一定程度 一定 一切 一旦 一致 一贯 一向 一律 一并 一同 一共 一再 一带 一味 一大批
    一批批 一批 一系列 一揽子 一体化 一体 一线 一流 一次性 一站式 一把手 一键 一言 一如既往 一脉相承
    一以贯之 一心一意 一丝不苟 一往无前 一鼓作气 一马当先 一技之长 一目了然 一波三折 一清二楚 一举两得
    一举 一手 一刻 一瞬 一时 一臂之力 一步一个脚印 一分部署 九分落实 一抓到底 一张蓝图 一盘棋 一张网
    一条心 一条龙 一股劲 一竿子 一对一 一门式 一窗式 一窗受理 一网通办 一网统管 一碗水 一分为二
    一个新台阶 一票否决 一年一度 一年半载 一整套 一席之地 一视同仁 一江两岸 一点点 一天天
    一点(?![一二三四五六七八九零]) 一侧 一旁 一边 一端 一路 一行 一经 一应 一番 一道 一概 上一年 上一
    三番五次 接二连三 三三两两 举一反三 三心二意 说一不二 独一无二 数一数二 丢三落四 推三阻四 三言两语
    三令五申 三天两头 三年五载 三五成群 五湖四海 四面八方 四通八达 五花八门 五颜六色 七上八下 七嘴八舌
    乱七八糟 九牛一毛 十全十美 十拿九稳 四平八稳 两全其美 五谷丰登 六神无主 四海 四季 四周 四处 四邻
    八方 九州 千方百计 千家万户 千军万马 千头万绪 千言万语 千辛万苦 千山万水 千锤百炼 千秋万代 千丝万缕
    千载难逢 千钧一发 千变万化 千差万别 千秋 千古 百花齐放 百家争鸣 百尺竿头 百折不挠 百年 千年 百业 百姓
    老百姓 百货 百科 百炼成钢 百舸争流 百废待兴 成百上千 成千上万 数以万计 数以千计 数以百计 数以亿计
    万众一心 万众创新 万众 万事 万物 万家灯火 万里 万无一失 万象更新 万紫千红 万马奔腾 万分(?!之) 万全
    万能 万水千山 亿万 十分(?!钟|之) 十足 十万火急 两手抓 两位数 三位数 两旁 两侧 两岸 两用 两端
    两头 两难 两极 两面 两栖 二次 二手 半导体 半径 半壁江山 半途而废 半成品 半自动 半程 半岛 半山 半边天
    大半 多半 减半 对半 折半 零距离 零容忍 零突破 零增长 零障碍 零报告 零售 零散 零星 零部件 零碎 零工
    零就业 零直排 零排放 零门槛 零跑腿 归零 清零 凋零 五位一体 四位一体 三位一体 六位一体 双随机 双向
    一公开"""
)

#: Names that would be read in pieces, or as amounts.
NAMES: Final = _words(
    """三次产业 二氧化碳 百度 百千万工程 五水共治 五气共治 三改一拆 四好农村路 四好 两学一做 三会一课 三严三实 一带一路 三区三线 双十一
    双十二 九三学社 三支一扶 四议两公开 三公经费 三产融合 一二三产业 一二三产 双招双引 两客一危
    两不愁三保障 三通一平 三权分置 三治融合 一肩挑 十一黄金周 十一假期 八项规定 八八战略 千万工程
    千村示范 万村整治 四个意识 四个自信 四个全面 四个革命 四个最严 四个不摘 四个服务 两个确立 两个维护
    两个毫不动摇 两个结合 两个一百年 两个先行 三个代表 三个务必 五个一 一号文件 一件事 一号工程 一张清单
    三张清单 三条红线 一老一小 四套班子 两优一先 三清单一承诺 三重一大 三品一标 五险一金 一府两院
    四上企业 两新组织 千兆 万兆 百兆 千亿大道 五篇大文章 亿吨大港 二元结构 二元化 二元体制 两个市场 两种资源 三条控制线 一元多层次 四0四 四〇四 七台河 六枝
    长三角 珠三角 新三板 老三样 新三样 三农 三公 三资 三务 三星 三八 五四 五一 六一
    七一 八一 十一五 七五普法 八五普法 六五普法 六稳 六保 两会 两山 两新 两委 两创 两化 两高 四风 四化
    四史 四平台 双创 双减 双碳 双强 二维码 千岛湖 九里 四川 三峡 三亚 三明 六安 九江 三门 百色 万州 万年
    四项基本原则 两个资源 两个文明 两种公有制 铁人三项 三井子 四十里铺 三只松鼠 三台(?=县|、) 八所(?=镇|港|、) 五金(?=[机制建工件、产模加电]|商)
    三元(?=[正前材锂电催种结]|”?双向) 百日 一本(?=二本|上线|、二本) 万宁 万达 万科 双流 双江 双城 一卡通 一码通"""
)

#: What follows 两个, 三个… in a slogan (两个胜利, 三个转变): nothing that can be counted.
SLOGANS: Final = _words(
    """高地 建设(?!项) 胜利 健康 确立 维护 结合 先行 务必 毫不 一百年 百年目标 率先 离不开 自信 意识 服务(?![中站点平区网窗大厅业队机设项品])
    代表(?![团队性]) 现代化(?![的一-鿿]{0,4}(?:企业|基地|园区|项目|产业)) 不 最(?![大高早]) 一批 一律 一流 一起 必须 坚持 转变 确保 优先(?!级) 同步 同时 翻番 倍增 革命 认同 全面
    更加 着力 聚焦 突出(?!问) 强化 注重 到位 清零 推定 走进 全覆盖 覆盖 转型 跨越 百分之百 百分百"""
)
