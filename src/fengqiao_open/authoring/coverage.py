"""An audit as text: coverage first, then the disagreements."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from ..lang import Lang
from ..render.groups import groups
from ..render.text import Line, group_lines, plain
from .audit import Audit

_WORDS = {
    "en": {
        "text": "Report {source}: its text was at hand.",
        "no_text": "Report {source}: its text was not at hand, so only the tables were held against each other. Name the file with --source.",
        "found": "figures found",
        "published": "published as statistics",
        "excused": "excused: {name}",
        "unaccounted": "unaccounted",
        "clean": "Everything agrees.",
    },
    "zh": {
        "text": "报告 {source}：已对照原文。",
        "no_text": "报告 {source}：没有原文，只核对了各表之间的一致性。可用 --source 指定文件。",
        "found": "发现的数字",
        "published": "作为统计数发布",
        "excused": "不作统计数：{name}",
        "unaccounted": "未作处置",
        "clean": "全部一致。",
    },
}


def render(audit: Audit, lang: Lang = "en") -> str:
    """The whole audit as text."""
    return plain(audit_lines(audit, lang))


def audit_lines(audit: Audit, lang: Lang, width: int = 100) -> Iterator[Line]:
    """The lines of an audit, the coverage first."""
    words = _WORDS[lang]
    counts = [
        (words["found"], audit.found),
        (words["published"], audit.published),
        *((words["excused"].format(name=name), number) for name, number in audit.excused.items()),
        (words["unaccounted"], audit.unaccounted),
    ]
    yield Line(Text(words["text" if audit.text else "no_text"].format(source=audit.source)))
    yield Line()
    yield from (Line(Text(label), f"{number:6}  ") for label, number in counts)
    if not audit.findings:
        yield from (Line(), Line(Text(words["clean"], "bold green")))
    for number, group in enumerate(groups(audit.findings), 1):
        yield Line()
        yield from group_lines(group, lang, width=width, number=f"{number}. ")
