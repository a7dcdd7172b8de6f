"""A report as annotations of GitHub Actions: each finding at its line of its file."""

from __future__ import annotations

from ..datapackage.characters import visible
from ..findings import catalogue as codes
from ..findings.report import Finding, Report
from ..lang import Lang, sentence, texts
from .groups import groups
from .locations import character, path_in, place, subject
from .skipped import unchecked_lines
from .terminal_text import visible_lines
from .verdict import verdict
from .words import labelled

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: Report, lang: Lang = "en", folder: str = "") -> str:
    """The report as workflow commands, the verdict first; `folder` is the package's in the repository.

    GitHub shows ten annotations of a level for a step: the first of each cause comes before all others.
    """
    found = groups(report.findings)
    unchecked = list(unchecked_lines(report, lang))
    said = [verdict(report, lang), *([texts("reports", lang)["unchecked"], *unchecked] if unchecked else [])]
    lines = [_command("notice", {"title": "fengqiao-open"}, "\n".join(said))]
    lines += [_annotation(each.first, lang, folder, len(each.findings) - 1) for each in found]
    lines += [_annotation(one, lang, folder) for each in found for one in each.findings[1:]]
    return "\n".join(lines) + "\n"


def _annotation(finding: Finding, lang: Lang, folder: str, more: int = 0) -> str:
    properties = {
        "file": path_in(folder, finding),
        "line": str(finding.line or 1),
        "col": str(character(finding) or ""),
        "title": f"{finding.code} {codes.entry(finding.code).title(lang)}",
    }
    lines = [place(finding, lang), subject(finding, lang)]
    lines += labelled(finding, lang, ("found", "expected", "how_to_fix", "proposed"))
    if finding.suppressible:
        lines.append(texts("reports", lang)["register_short"])
    if more:
        colon = texts("reports", lang)["colon"].strip()
        lines.append(sentence("reports", "others", lang, n=more).removesuffix(colon))
    return _command(_LEVELS[finding.severity], properties, "\n".join(filter(None, lines)))


def _command(level: str, properties: dict[str, str], message: str) -> str:
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{level} {listed}::{_data(visible_lines(message))}"


def _data(text: str) -> str:
    r"""A message in one line, with nothing in it that ends the command.

    >>> _data("50%\n::error::x")
    '50%25%0A::error::x'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property's value: also the signs between properties are spelt out.

    >>> _property("a:b,c")
    'a%3Ab%2Cc'
    """
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
