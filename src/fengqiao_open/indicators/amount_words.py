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
#: The size of a work.
SIZED: Final = re.compile("(?:项目|工程|基地|园)规模$|产能$")
#: Works that money is for, at the end of the name before it.
WORKS: Final = re.compile("[一-鿿“”]{2,14}(?:项目|工程|行动)")
