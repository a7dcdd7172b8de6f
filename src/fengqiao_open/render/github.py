"""A report as annotations of GitHub Actions: each finding at its line of its file."""

from __future__ import annotations

from collections.abc import Iterator

from ..datapackage.characters import visible
from ..datapackage.files import csv_bytes
from ..findings.report import Finding, Report
from ..lang import Lang, sentence, texts
from .groups import Group, groups
from .locations import column_number, place, subject
from .skipped import unchecked_lines
from .terminal_text import visible_lines
from .text import verdict
from .words import proposal, title

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: Report, lang: Lang = "en", folder: str = "") -> str:
    """The report as workflow commands, the verdict first.

    GitHub shows ten annotations of a level for a step, so that the first of each cause comes before all others.

    Args:
        report: the report.
        lang: the language of the messages.
        folder: where the package lies in the repository, "" for its root.
    """
    found = groups(report.findings)
    unchecked = list(unchecked_lines(report, lang))
    said = [verdict(report, lang), *([texts("reports", lang)["unchecked"], *unchecked] if unchecked else [])]
    lines = [_command("notice", {"title": "fengqiao-open"}, "\n".join(said))]
    lines += [_annotation(each.first, lang, folder, each) for each in found]
    lines += [_annotation(one, lang, folder) for each in found for one in each.findings[1:]]
    return "\n".join(lines) + "\n"


def _annotation(finding: Finding, lang: Lang, folder: str, group: Group | None = None) -> str:
    properties = {"file": _file(finding, folder), "line": str(finding.line or 1)}
    column = _column(finding)
    if column:
        properties["col"] = str(column)
    properties["title"] = f"{finding.code} {title(finding.code, lang)}"
    return _command(_LEVELS[finding.severity], properties, "\n".join(_message(finding, lang, group)))


def _message(finding: Finding, lang: Lang, group: Group | None) -> Iterator[str]:
    labels = texts("reports", lang)
    yield place(finding, lang)
    if subject(finding, lang):
        yield subject(finding, lang)
    yield f"{labels['found']}{labels['colon']}{visible(finding.found(lang))}"
    yield f"{labels['expected']}{labels['colon']}{finding.expected(lang)}"
    yield f"{labels['how_to_fix']}{labels['colon']}{finding.how_to_fix(lang)}"
    if proposal(finding, lang):
        yield f"{labels['proposed']}{labels['colon']}{proposal(finding, lang)}"
    if finding.suppressible:
        yield labels["register_short"]
    if group and len(group.findings) > 1:
        yield sentence("reports", "others", lang, n=len(group.findings) - 1).rstrip(":：")


def _file(finding: Finding, folder: str) -> str:
    file = finding.evidence.file or (f"data/{finding.table}.csv" if finding.table else "datapackage.json")
    return f"{folder.rstrip('/')}/{file}" if folder else file


def _column(finding: Finding) -> int:
    """The character of the line at which the cell begins, from 1; 0 where it cannot be told."""
    at, cells = column_number(finding), finding.evidence.cells
    if at is None or len(cells) != len(finding.evidence.columns):
        return 0
    before = dict(enumerate(cells[:at]))
    if any("\n" in cell or "\r" in cell for cell in before.values()):
        return 0
    if not before:
        return 1
    names = [str(at) for at in before]
    written = csv_bytes(names, [{str(at): cell for at, cell in before.items()}]).decode("utf-8")
    return len(written.split("\n", 1)[1].rstrip("\n")) + 2


def _command(level: str, properties: dict[str, str], message: str) -> str:
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
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
