"""Amounts that something passed on its way, one after another, and none of which it is: 跨越千亿、两千亿两个台阶.

Where 分别 gives each mark to a thing of its own (产值、税收分别突破3亿元、2亿元大关), each is what that is over.
"""

from __future__ import annotations

import re
from typing import Final

from .figure import Figure

_NUMBER: Final = "[0-9一二两三四五六七八九十百]+[余多]?"
_AMOUNT: Final = (
    "[0-9.百千万亿两一二三四五六七八九]+(?:[百千万亿]|(?<=[0-9]))(?:元|美元|[吨斤人亩]|人次|标箱)?"
)
_MARK: Final = "(?:级|元|级新)?(?:整数)?[新大]?(?:台阶|大关|关口)"
#: How many marks there are: 两个百亿元台阶, 三道大关.
_MARKS: Final = f"{_NUMBER}[个大道]大?(?:[百千万亿]{{1,2}}元?)?{_MARK}"
_ALL_MARKS: Final = re.compile(_MARKS)
_MARKS_AFTER: Final = re.compile(f"(?:[、和]{_AMOUNT})+(?:{_NUMBER}[个大道])?[一-鿿]{{0,4}}{_MARK}|{_MARKS}")
_OF_MARKS: Final = re.compile(f"{_NUMBER}个$")
_IS_MARK: Final = re.compile(_MARK)
_LAST_MARK: Final = re.compile(f"{_AMOUNT}[、和]$")
_REACHED: Final = re.compile(f"{_MARK}[，、]?(?:达到?|实现|完成|为|升至)[0-9.]")
#: One after another without a word of marks: 先后突破千亿元、两千亿元.
_IN_TURN: Final = re.compile(
    "(?:连续|先后|接连|相继|陆续)(?:突破|跨越|跨过|跨上|迈上|迈过|登上|站上)"
    f"(?:{_AMOUNT}[、和])*(?P<last>{_AMOUNT}[、和]{_AMOUNT})"
)
#: The level that something came to, before the mark that it passed by it: 接待游客1013万人次，首次突破千万人次大关.
_LEVEL_FIRST: Final = re.compile(
    "[0-9.]+[百千万亿]*(?P<unit>元|美元|[吨斤人亩户件]|人次|标箱)(?:，|、(?=[首历成一已再]))(?:首次|历史性|成功|一举|已|再次)*$"
)
#: The level itself after the mark: 突破9000亿元、达到9321亿元.
_REACHED_MORE: Final = re.compile(
    "[，、](?:总量|[0-9]{4}年|预计|已|全年|[去今]年)*(?:达到?|完成|实现)[0-9.]+[百千万亿]*(?P<unit>美?元|人次|标箱|[吨斤人亩户件家个])"
)
_SAID: Final = re.compile("台阶|大关|关口|连续|先后|接连|相继|陆续|[，、][^，。；、0-9]*(?:达|完成|实现)")
_NEAR: Final = 60  # characters after a number
_FROM: Final = re.compile("[从由](?:[0-9]|$)")
_CLAUSE: Final = "，。；："
_EACH: Final = re.compile("分别|双双|[、和与]")


def passed(before: str, after: str, figure: Figure) -> bool:
    """Whether an amount is a mark that was passed, with more of them or with the level that was reached after
    it.

    >>> from .scanner import figures
    >>> for text in ("产值跨上70亿元、80亿元两大台阶", "产值相继突破70亿元和80亿元", "产值、税收分别突破70亿元、8亿元大关"):
    ...     print([passed(text[: each.start], text[each.end :], each) for each in figures(text)[:2]])
    [True, True]
    [True, True]
    [False, False]
    """
    clause, after = before[max(map(before.rfind, _CLAUSE)) + 1 :], after[:_NEAR]
    near = f"{clause}{figure.printed}{after}"
    if figure.measure or not _SAID.search(near):
        return False
    turn = _IN_TURN.search(near)
    if turn and turn.start() <= len(clause) < turn.end() and not _EACH.search(clause, 0, turn.start()):
        return True
    is_mark = _IS_MARK.match(after)
    over = figure.qualifier == "over" and not figure.printed[0].isdigit()
    if over and (reached := _REACHED_MORE.match(after)) and reached["unit"] == figure.unit.lstrip("百千万亿"):
        return True
    level = _LEVEL_FIRST.search(before) if is_mark and over else None
    if level and figure.unit.endswith(level["unit"]):
        return True
    of_money = figure.unit.rstrip("元级").endswith(("百", "千", "万", "亿", "美"))
    if of_money and _REACHED.match(after):
        return True
    if ("分别" in clause and not _FROM.search(clause)) or not (of_money or _ALL_MARKS.search(after)):
        return False
    if _MARKS_AFTER.match(after):
        return True
    return bool(is_mark and (_OF_MARKS.search(before) or _LAST_MARK.search(before)))
