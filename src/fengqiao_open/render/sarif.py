"""A report as SARIF 2.1.0, which GitHub, Azure DevOps and editors show at the lines of the files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..datapackage.characters import json_text
from ..datapackage.files import csv_line, read_plain
from ..datapackage.package import Package, shipped
from ..findings.catalogue import catalogue, entry
from ..findings.report import Finding, Report
from ..lang import Lang
from ..tabular.csv import BOM
from ..validation.fixes import replacements
from .locations import cell_name, character, column_number, path_in, subject
from .skipped import unchecked_lines
from .terminal_text import visible_lines
from .words import labelled

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
# Text in brackets before a number in parentheses is a link in a message.
_LINK = re.compile(r"\[(?=[^\]]*\]\()")
Json = dict[str, Any]


def render(report: Report, lang: Lang = "en", package: Package | None = None, folder: str = "") -> str:
    """The report as a SARIF log of one run; `folder` is the package's in the repository.

    Known issues are no results: GitHub would list each as an alert.

    >>> import json
    >>> made = json.loads(render(Report("p", {"units": 3}, (Finding("FQ-R05", "units", 2),))))
    >>> [(each["ruleId"], each["level"]) for each in made["runs"][0]["results"]]
    [('FQ-R05', 'error')]
    """
    codes = list(dict.fromkeys(each.code for each in report.findings))
    fixes = _fixes(report, package, folder)
    driver = {
        "name": "fengqiao-open",
        "semanticVersion": shipped().version,
        "informationUri": str(shipped().descriptor["homepage"]),
        "language": _LANGUAGES[lang],
        "rules": [_rule(code, lang) for code in codes],
    }
    results = [
        {**_result(each, codes.index(each.code), lang, folder), **fixes.get(id(each), {})}
        for each in report.findings
    ]
    unchecked = [{"level": "warning", "message": _text(line)} for line in unchecked_lines(report, lang)]
    run = {
        "tool": {"driver": driver},
        "language": _LANGUAGES[lang],
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": bool(report.rows), "toolExecutionNotifications": unchecked}],
        "results": results,
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rule(code: str, lang: Lang) -> Json:
    """What the catalogue has on a code: the name of the rule, why it matters, how to fix it."""
    own = entry(code)
    why, fix = own.general("why", lang), own.general("how_to_fix", lang)
    facts = {
        "id": code,
        "shortDescription": _text(own.title(lang)),
        "fullDescription": _text(why or own.title(lang)),
        "help": _text(fix or own.title(lang)),
        "defaultConfiguration": {"level": own.severity},
    }
    page = f"{shipped().descriptor['homepage']}/blob/v{shipped().version}/docs/findings.md#{code.lower()}"
    return {**facts, "helpUri": page} if code in catalogue() else facts


def _result(finding: Finding, rule: int, lang: Lang, folder: str) -> Json:
    lines = labelled(finding, lang, ("found", "expected", "how_to_fix", "proposed"))
    facts = {"table": finding.table, "key": finding.key, "column": finding.column, "cell": cell_name(finding)}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": _text("\n".join(filter(None, (*lines, subject(finding, lang))))),
        "locations": [
            {"physicalLocation": {"artifactLocation": _file(folder, finding), "region": _region(finding)}}
        ],
        "properties": {name: value for name, value in facts.items() if value},
    }


def _text(text: str) -> Json:
    return {"text": _LINK.sub(r"\\[", visible_lines(text))}


def _file(folder: str, finding: Finding) -> Json:
    """The file from the root of the repository; by its own address where it is outside."""
    path = path_in(folder, finding)
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}


def _region(finding: Finding) -> Json:
    """The cell in its line; the whole line where its characters cannot be known."""
    line, start, at = finding.line or 1, character(finding), column_number(finding)
    if start is None or at is None:
        return {"startLine": line}
    cell = csv_line([finding.evidence.cells[at], ""]).removesuffix(",\n")
    end = {} if "\n" in cell or "\r" in cell else {"endColumn": start + len(cell)}
    return {"startLine": line, "startColumn": start, **end}


def _fixes(report: Report, package: Package | None, folder: str) -> dict[int, Json]:
    """The safe fix of each finding that has one, by its `id`."""
    made: dict[int, Json] = {}
    if package is None or package.compiled:
        return made
    safe = [each for each in report.findings if each.safe and each.fix is not None]
    for table in dict.fromkeys(each.table for each in safe):
        if not (table in package.tables and package.holds(table) and package.path(table).is_file()):
            continue
        text = read_plain(package.path(table)).removeprefix(BOM).decode("utf-8", "replace")
        for start, end, new, finding in replacements(text, [each for each in safe if each.table == table]):
            made[id(finding)] = _fix(_file(folder, finding), _between(text, start, end), new)
    return made


def _between(text: str, start: int, end: int) -> Json:
    """The region of exactly these characters of a file."""
    (line, column), (last, after) = _point(text, start), _point(text, end)
    return {"startLine": line, "startColumn": column, "endLine": last, "endColumn": after}


def _point(text: str, at: int) -> tuple[int, int]:
    """Line and character, from 1, of a position in a text.

    >>> _point("a\\nbc", 3)
    (2, 2)
    """
    lines = re.split(r"\r\n|\r|\n", text[:at])
    return len(lines), len(lines[-1]) + 1


def _fix(file: Json, region: Json, new: str) -> Json:
    replacement = {"deletedRegion": region, "insertedContent": {"text": new}}
    return {"fixes": [{"artifactChanges": [{"artifactLocation": file, "replacements": [replacement]}]}]}
