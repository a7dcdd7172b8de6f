"""An audit as text: coverage first, then the disagreements."""

from __future__ import annotations

from collections.abc import Iterator

from ..datapackage.package import shipped
from ..lang import Lang, sentence
from ..render.groups import groups
from ..render.lines import Line, Text, plain
from ..render.text import group_lines
from .audit import Audit


def render(audit: Audit, lang: Lang = "en") -> str:
    """The whole audit as text."""
    return plain(audit_lines(audit, lang))


def audit_lines(audit: Audit, lang: Lang, width: int = 100) -> Iterator[Line]:
    """The lines of an audit, the coverage first."""

    def say(key: str, **values: object) -> str:
        return sentence("reports", f"audit.{key}", lang, **values)

    codes = shipped().schema("figures").field("disposition").codes
    labels = {each.value: each.label.zh if lang == "zh" else each.value for each in codes}
    counts = [
        (say("found"), audit.found),
        (say("published"), audit.published),
        *((say("excused", name=labels.get(name, name)), number) for name, number in audit.excused.items()),
        (say("unaccounted"), audit.unaccounted),
    ]
    yield from (Line(Text(say("text" if audit.text else "no_text", source=audit.source))), Line())
    yield from (Line(Text(label), f"{number:6}  ") for label, number in counts)
    if not audit.findings:
        yield from (Line(), Line(Text(say("clean"), "bold green")))
    for number, group in enumerate(groups(audit.findings), 1):
        yield Line()
        yield from group_lines(group, lang, width=width, number=f"{number}. ")
