"""What each paragraph is about: the heading above it and the words that it begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..figures.outline import Outline, bare

_LONGEST: Final = 40
_LEAD: Final = re.compile("[^。；;：:]{2,}[。；;：:]")
_DIGIT: Final = re.compile("[0-9０-９]")


def leads(paragraphs: Sequence[str], divided: Outline) -> list[str]:
    """The heading above each paragraph with its own first sentence, where that prints no number.

    >>> from ..figures.outline import outline
    >>> lines = ("报告", "一、2031年工作回顾", "教育质量稳步提升。新建学校3所。", "产值增长3%。")
    >>> leads(lines, outline(lines, 2032))[2:]
    ['2031年工作回顾。教育质量稳步提升', '2031年工作回顾']
    """
    above = {each.paragraph: each.words for each in divided.headings}
    made: list[str] = []
    heading = ""
    for at, paragraph in enumerate(paragraphs):
        heading = above.get(at, heading)
        found = _LEAD.match(bare(paragraph))
        own = found[0][:-1] if found and len(found[0]) <= _LONGEST and not _DIGIT.search(found[0]) else ""
        made.append("。".join(dict.fromkeys(filter(None, (heading, own)))))
    return made
