"""Characters that are taken for one another: by sound, by look, by an older or a wider form, by a finger on a keyboard."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

_LOOK_ALIKE = (
    "己已巳 未末 土士 日曰 大太犬 干千于 人入 八人 天夫 刀力 贝见 今令 乌鸟 历厉 侯候 "
    "末来 拔拨 折拆 析折 暖暧 晴睛 清情 请清 情请 待侍 持待 幕慕 墓幕 辩辨 辨瓣 燥躁 "
    "澡燥 密蜜 籍藉 即既 庄压 广厂 厅厂 治冶 准淮 没设 处外 夂处 便使 住往 住佳 复夏 "
    "很根 根跟 间问 问同 同间 向问 师帅 具其 其真 具真 直真 休体 车东 名各 早旱 量重 "
    "里理 埋理 场扬 杨扬 汤场 城诚 成城 或成 域城 项顶 须顶 亿忆 亩苗 镇填 慎镇 村材 "
    "林村 桥挢 桥娇 凤风 凤凡 园圆 图园 困因 因囚 区医 医匹 匹四 元无 完宗 宅完 宣宜 "
    "管营 增赠 值植 产严 企全 全金 业亚 工土 上土 主王 王玉 玉主 生牛 牛午 半平 米来 "
    "农衣 民良 水永 氷水 三王 五互 七匕 九丸 百白 白自 自目 目日 月用 年午 万方 与写 "
    "率卒 蒿高 稿搞 计讨 订计 讨订 论沦 评平 投没 役投 资贷 贷货 货资 费赀 赛塞 塞寨 "
    "治洽 沿治 活话 社杜 祉社 科料 技枝 党觉 学字 字宇 教救 育肓 老考 孝考 险俭 检捡 "
    "验险 保俣 健建 康唐 质盾 标杯 准谁 难滩 推椎 维堆 堆推 微徽 徵微"
)
_LETTERS = ("0O", "0o", "1l", "1I", "lI", "5S", "2Z", "8B", "6b", "9g", "-–", "'’", "：:", "，,")
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def is_chinese(character: str) -> bool:
    """Whether a character is a Chinese one.

    >>> is_chinese("镇"), is_chinese("a"), is_chinese("，")
    (True, False, False)
    """
    return "\u4e00" <= character <= "\u9fff"


def is_latin(character: str) -> bool:
    """Whether a character is a plain Latin letter.

    >>> is_latin("a"), is_latin("镇"), is_latin("1")
    (True, False, False)
    """
    return character.isascii() and character.isalpha()


@cache
def frequent() -> str:
    """The 3,755 frequent characters: the first level of GB 2312.

    >>> len(frequent()), frequent()[:3]
    (3755, '啊阿埃')
    """
    cells = ((row, cell) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return "".join(bytes(each).decode("gb2312", "ignore") for each in cells)


@cache
def _by_reading() -> dict[str, str]:
    from pypinyin import lazy_pinyin

    found: dict[str, str] = defaultdict(str)
    for character, reading in zip(frequent(), lazy_pinyin(list(frequent())), strict=True):
        found[reading] += character
    return found


@cache
def homophones(character: str) -> str:
    """Frequent characters that are typed with the same letters.

    >>> "像" in homophones("项"), homophones("a")
    (True, '')
    """
    if not is_chinese(character):
        return ""
    from pypinyin import lazy_pinyin

    (reading,) = lazy_pinyin([character])
    return _by_reading().get(reading, "").replace(character, "")


@cache
def look_alikes(character: str) -> str:
    """Characters that look nearly the same.

    >>> sorted(look_alikes("己")), look_alikes("0")
    (['已', '巳'], 'Oo')
    """
    groups = _LOOK_ALIKE.split() if is_chinese(character) else _LETTERS
    found = dict.fromkeys("".join(group for group in groups if character in group))
    return "".join(each for each in found if each != character)


@cache
def traditional(character: str) -> str:
    """The traditional form of a simplified character, "" where there is no other.

    >>> traditional("桥"), traditional("大")
    ('橋', '')
    """
    if not is_chinese(character):
        return ""
    made = str(_converter().convert(character))
    return made if made != character and len(made) == 1 else ""


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("s2t")


def wide(text: str) -> str:
    """The full-width form.

    >>> wide("A1")
    'Ａ１'
    """
    return text.translate(_WIDE)


def near_keys(letter: str) -> str:
    """The letters whose keys are left and right of a letter's.

    >>> near_keys("s"), near_keys("P")
    ('ad', 'O')
    """
    row = next((each for each in _KEYBOARD if letter.lower() in each), "")
    at = row.find(letter.lower())
    near = row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    return near.upper() if letter.isupper() else near
