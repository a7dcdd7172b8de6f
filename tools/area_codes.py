"""The list of official codes of provinces, prefectures and counties, from the divisions that the statistics bureau lists.

python tools/area_codes.py FOLDER reads provinces.csv, cities.csv and areas.csv of a folder (code and name) and writes
src/fengqiao_open/validation/area_codes.csv. English names are pinyin with the kind of the place; names in the languages
of minorities, and characters that are read otherwise in a name, are listed here.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from pypinyin import Style, lazy_pinyin

OUT = Path(__file__).parents[1] / "src/fengqiao_open/validation/area_codes.csv"
KINDS = {
    **{"自治州": "Autonomous Prefecture", "自治县": "Autonomous County", "自治旗": "Autonomous Banner"},
    **{
        "矿区": "Mining District",
        "林区": "Forestry District",
        "特区": "Special District",
        "地区": "Prefecture",
    },
    **{
        "新区": "New Area",
        "县": "County",
        "区": "District",
        "市": "City",
        "省": "Province",
        "旗": "Banner",
        "盟": "League",
    },
}
PROVINCES = {
    "内蒙古自治区": "Inner Mongolia Autonomous Region",
    "广西壮族自治区": "Guangxi Zhuang Autonomous Region",
    "西藏自治区": "Tibet Autonomous Region",
    "宁夏回族自治区": "Ningxia Hui Autonomous Region",
    "新疆维吾尔自治区": "Xinjiang Uygur Autonomous Region",
    "陕西省": "Shaanxi Province",
}
#: Names whose English is no pinyin.
NAMED = {
    **{
        "呼和浩特": "Hohhot",
        "包头": "Baotou",
        "鄂尔多斯": "Ordos",
        "呼伦贝尔": "Hulunbuir",
        "巴彦淖尔": "Bayannur",
    },
    **{
        "乌兰察布": "Ulanqab",
        "兴安": "Hinggan",
        "锡林郭勒": "Xilingol",
        "阿拉善": "Alxa",
        "乌鲁木齐": "Urumqi",
    },
    **{
        "克拉玛依": "Karamay",
        "吐鲁番": "Turpan",
        "哈密": "Hami",
        "博尔塔拉": "Bortala",
        "巴音郭楞": "Bayingolin",
    },
    **{
        "阿克苏": "Aksu",
        "克孜勒苏": "Kizilsu",
        "喀什": "Kashgar",
        "和田": "Hotan",
        "伊犁": "Ili",
        "阿勒泰": "Altay",
    },
    **{
        "拉萨": "Lhasa",
        "日喀则": "Xigaze",
        "昌都": "Qamdo",
        "林芝": "Nyingchi",
        "那曲": "Nagqu",
        "阿里": "Ngari",
    },
    **{"果洛": "Golog", "阿坝": "Ngawa", "甘孜": "Garze", "哈尔滨": "Harbin", "齐齐哈尔": "Qiqihar"},
    **{"大兴安岭": "Daxing'anling", "海拉尔": "Hailar", "满洲里": "Manzhouli", "二连浩特": "Erenhot"},
}
PEOPLES = {
    **{
        "蒙古": "Mongol",
        "回": "Hui",
        "藏": "Tibetan",
        "维吾尔": "Uygur",
        "苗": "Miao",
        "彝": "Yi",
        "壮": "Zhuang",
    },
    **{
        "布依": "Buyei",
        "朝鲜": "Korean",
        "满": "Manchu",
        "侗": "Dong",
        "瑶": "Yao",
        "白": "Bai",
        "土家": "Tujia",
    },
    **{"哈尼": "Hani", "哈萨克": "Kazakh", "傣": "Dai", "黎": "Li", "傈僳": "Lisu", "佤": "Va", "畲": "She"},
    **{
        "拉祜": "Lahu",
        "水": "Sui",
        "东乡": "Dongxiang",
        "纳西": "Naxi",
        "景颇": "Jingpo",
        "柯尔克孜": "Kirgiz",
    },
    **{
        "土": "Tu",
        "达斡尔": "Daur",
        "仫佬": "Mulao",
        "羌": "Qiang",
        "布朗": "Blang",
        "撒拉": "Salar",
        "毛南": "Maonan",
    },
    **{
        "仡佬": "Gelao",
        "锡伯": "Xibe",
        "普米": "Pumi",
        "塔吉克": "Tajik",
        "怒": "Nu",
        "鄂温克": "Ewenki",
        "裕固": "Yugur",
    },
    **{"保安": "Bonan", "鄂伦春": "Oroqen", "独龙": "Derung", "各": "Multinational", "哈萨": "Kazakh"},
}
#: Characters with one reading in names of places, but for those of `READ`.
ALWAYS = dict(
    zip(
        "长都乐六曲乾柏大会石和那车朝重宁行盖",
        [
            "chang",
            "du",
            "le",
            "liu",
            "qu",
            "qian",
            "bai",
            "da",
            "hui",
            "shi",
            "he",
            "na",
            "che",
            "chao",
            "chong",
            "ning",
            "xing",
            "gai",
        ],
        strict=True,
    )
)
#: The fifth digit of zones that the bureau counts as counties, which have no code of the standard.
ZONE = "7"
MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
#: Names that are read otherwise than their characters elsewhere.
READ = {
    **{
        "六安": "lu an",
        "蚌埠": "beng bu",
        "丽水": "li shui",
        "台州": "tai zhou",
        "亳州": "bo zhou",
        "单县": "shan",
    },
    **{
        "尉氏": "wei shi",
        "尉犁": "yu li",
        "前郭尔罗斯": "qian gorlos",
        "浚县": "xun",
        "盱眙": "xu yi",
        "莘县": "shen",
        "东阿": "dong e",
        "乐亭": "lao ting",
    },
    **{
        "乐陵": "lao ling",
        "乐清": "yue qing",
        "蔚县": "yu",
        "井陉": "jing xing",
        "涡阳": "guo yang",
        "枞阳": "zong yang",
    },
    **{"歙县": "she", "黟县": "yi", "长子": "zhang zi", "洪洞": "hong tong", "繁峙": "fan shi", "隰县": "xi"},
    **{"临朐": "lin qu", "鄄城": "juan cheng", "牟平": "mu ping", "中牟": "zhong mu", "渑池": "mian chi"},
    **{
        "柘城": "zhe cheng",
        "泌阳": "bi yang",
        "武陟": "wu zhi",
        "黄陂": "huang pi",
        "秭归": "zi gui",
        "耒阳": "lei yang",
    },
    **{
        "番禺": "pan yu",
        "东莞": "dong guan",
        "珲春": "hun chun",
        "铅山": "yan shan",
        "厦门": "xia men",
        "犍为": "qian wei",
    },
    **{"郫都": "pi du", "什邡": "shi fang", "阆中": "lang zhong", "筠连": "jun lian", "荥经": "ying jing"},
    **{
        "荥阳": "xing yang",
        "綦江": "qi jiang",
        "北碚": "bei bei",
        "六枝": "liu zhi",
        "六盘水": "liu pan shui",
    },
    **{
        "六合": "lu he",
        "勐海": "meng hai",
        "吴堡": "wu bu",
        "柞水": "zha shui",
        "鄠邑": "hu yi",
        "宕昌": "tan chang",
    },
    **{"会宁": "hui ning", "大埔": "da bu", "大城": "dai cheng", "行唐": "xing tang", "重庆": "chong qing"},
    **{
        "侯马": "hou ma",
        "闽侯": "min hou",
        "任丘": "ren qiu",
        "任城": "ren cheng",
        "任泽": "ren ze",
        "曲阜": "qu fu",
    },
    **{"曲靖": "qu jing", "朝阳": "chao yang", "长春": "chang chun", "长沙": "chang sha", "都匀": "du yun"},
    **{
        "解放": "jie fang",
        "区县": "qu",
        "句容": "ju rong",
        "射阳": "she yang",
        "车": "che",
        "盖州": "gai zhou",
    },
    **{"大石桥": "da shi qiao", "洮南": "tao nan", "桦甸": "hua dian", "讷河": "ne he", "璧山": "bi shan"},
    **{"巴南": "ba nan", "东平": "dong ping", "长垣": "chang yuan", "长葛": "chang ge", "长治": "chang zhi"},
    **{
        "应县": "ying",
        "代县": "dai",
        "泾县": "jing",
        "宿州": "su zhou",
        "宿迁": "su qian",
        "宿松": "su song",
    },
    **{"无为": "wu wei", "寿县": "shou", "瓯海": "ou hai", "天台": "tian tai", "石嘴山": "shi zui shan"},
    **{
        "宁强": "ning qiang",
        "勉县": "mian",
        "镇巴": "zhen ba",
        "莆田": "pu tian",
        "和平": "he ping",
        "和政": "he zheng",
    },
    **{"和县": "he", "和顺": "he shun", "和龙": "he long", "和林格尔": "he lin ge er", "兴和": "xing he"},
    **{
        "藤县": "teng",
        "北流": "bei liu",
        "百色": "bai se",
        "隆林": "long lin",
        "东兴": "dong xing",
        "大方": "da fang",
    },
    **{
        "大足": "da zu",
        "大同": "da tong",
        "大宁": "da ning",
        "大冶": "da ye",
        "正定": "zheng ding",
        "正阳": "zheng yang",
    },
    **{
        "蕲春": "qi chun",
        "监利": "jian li",
        "参": "shen",
        "朝天": "chao tian",
        "剑阁": "jian ge",
        "曾都": "zeng du",
    },
    **{
        "南溪": "nan xi",
        "屏山": "ping shan",
        "平舆": "ping yu",
        "商水": "shang shui",
        "夏邑": "xia yi",
        "嵊泗": "sheng si",
    },
}


def romanised(stem: str) -> str:
    """A name in pinyin, with the apostrophe of the standard."""
    if stem in NAMED:
        return NAMED[stem]
    read = READ.get(stem) or READ.get(f"{stem}县")
    plain = lazy_pinyin(stem, style=Style.NORMAL, v_to_u=True)
    syllables = read.split() if read else [ALWAYS.get(*pair) for pair in zip(stem, plain, strict=True)]
    joined = syllables[0] + "".join(f"'{one}" if one[0] in "aeo" else one for one in syllables[1:])
    return joined.capitalize()


def peoples(stem: str) -> tuple[str, list[str]]:
    """A name without the peoples at its end, and these."""
    found: list[str] = []
    while stem.endswith("族"):
        people = max((one for one in PEOPLES if stem.endswith(f"{one}族")), key=len)
        found.insert(0, PEOPLES[people])
        stem = stem[: -len(people) - 1]
    if found or not stem:
        return stem, found
    people = max((one for one in PEOPLES if stem.endswith(one) and len(one) > 1), key=len, default="")
    return (stem[: -len(people)], [PEOPLES[people]]) if people else (stem, [])


def english(name: str) -> str:
    """The English name of a place."""
    if name in PROVINCES:
        return PROVINCES[name]
    if name in MUNICIPALITIES:
        return f"{romanised(name[:-1])} Municipality"
    kind = max((one for one in KINDS if name.endswith(one)), key=len, default="")
    kind = "区" if kind == "林区" and name != "神农架林区" else kind
    stem = name.removesuffix(kind)
    if len(stem) == 1 and kind in ("矿区", "新区", "特区", "地区"):
        kind, stem = kind[-1], name[:-1]
    if not stem:
        kind, stem = kind[-1], name[:-1]
    listed: list[str] = []
    if kind.startswith("自治") or (kind == "区" and stem.endswith("族")):
        stem, listed = peoples(stem)
    middle = (
        f" {listed[0]}"
        if len(listed) == 1
        else f" {', '.join(listed[:-1])} and {listed[-1]}"
        if listed
        else ""
    )
    if kind == "区" and len(stem) == 1:  # 城区, 郊区
        return f"{romanised(name)} District"
    spelled = romanised(stem) if stem else ""
    return f"{spelled}{middle} {KINDS.get(kind, '')}".strip()


def main(folder: Path) -> None:
    """Write the list."""
    provinces = dict(rows(folder / "provinces.csv"))
    made = {code: (name, english(name)) for code, name in provinces.items()}
    for code, name in rows(folder / "cities.csv"):
        above_zh, above_en = made[code[:2]]
        special = {"市辖区": ("市辖区", "Districts"), "县": ("辖县", "Counties")}.get(name)
        if "直辖" in name:
            special = ("直辖县级行政区划", "Counties directly under")
        under = special and special[1].endswith("under")
        made[code] = (
            (
                f"{above_zh}{special[0]}",
                f"{special[1]} {above_en}" if under else f"{special[1]} of {above_en}",
            )
            if special
            else (name, english(name))
        )
    made |= {code: (name, english(name)) for code, name in rows(folder / "areas.csv") if code[4] != ZONE}
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name_zh", "name_en"))
        writer.writerows((code, *made[code]) for code in sorted(made))


def rows(path: Path) -> list[tuple[str, str]]:
    """Codes and names."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [(row["code"], row["name"]) for row in csv.DictReader(lines)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
