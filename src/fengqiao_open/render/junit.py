"""A report as JUnit XML, which GitLab, Jenkins and others show as failed tests: a suite for each table."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree

from ..datapackage.characters import character_name
from ..datapackage.package import DESCRIPTOR
from ..findings.catalogue import entry
from ..findings.report import Finding, Report
from ..lang import Lang, texts
from .locations import place
from .skipped import unchecked_lines
from .terminal_text import visible_lines
from .words import labelled

# What XML 1.0 cannot contain.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, lang: Lang = "en") -> str:
    """The report as the XML that CI reads.

    Errors and warnings are failed tests. Notes and known issues are passed ones. What was not checked is
    skipped.

    >>> found = Finding("FQ-R05", "units", 2, "factor", "km", {"value": "x"})
    >>> print(render(Report("p", {"units": 3}, (found,))).split("<testcase")[0])
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="fengqiao-open" tests="1" failures="1" errors="0">
      <testsuite name="units" tests="1" errors="0" failures="1" skipped="0">
    """
    suites = [_suite(report, name, lang) for name in ("", *report.rows)]
    numbers = {name: str(sum(int(each.get(name, 0)) for each in suites)) for name in ("tests", "failures")}
    root = ElementTree.Element("testsuites", {"name": "fengqiao-open", **numbers, "errors": "0"})
    root.extend(each for each in suites if len(each))
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _suite(report: Report, table: str, lang: Lang) -> ElementTree.Element:
    """The tests of a table; "" is the package as a whole."""
    suite = ElementTree.Element("testsuite", {"name": _text(table or DESCRIPTOR)})
    say, named = texts("reports", lang), Counter[str]()

    def test(name: str) -> ElementTree.Element:
        """One test; CI tells tests apart by their names, so that the second of a name gets a number."""
        named[name] += 1
        number = f" ({named[name]})" if named[name] > 1 else ""
        names = {"classname": _text(table or DESCRIPTOR), "name": _text(name) + number}
        return ElementTree.SubElement(suite, "testcase", names)

    for each in (*report.findings, *report.known):
        if (each.table if each.table in report.rows else "") == table:
            _add(test(_name(each, lang)), each, lang)
    for line in () if table else unchecked_lines(report, lang):
        ElementTree.SubElement(test(line.strip().removesuffix(say["colon"].strip())), "skipped")
    if table and not len(suite):
        test(say["audit.clean"])
    count = {name: len(suite.findall(f"testcase/{one}")) for name, one in _COUNTED.items()}
    suite.attrib |= {"tests": str(len(suite)), "errors": "0", **{name: str(n) for name, n in count.items()}}
    return suite


_COUNTED = {"failures": "failure", "skipped": "skipped"}


def _name(finding: Finding, lang: Lang) -> str:
    """Code, rule, row and column: lines change with each edit, and CI follows a test by its name."""
    at = (finding.key, finding.column) if finding.key else (place(finding, lang),)
    return " · ".join(filter(None, (f"{finding.code} {entry(finding.code).title(lang)}", *at)))


def _add(test: ElementTree.Element, finding: Finding, lang: Lang) -> None:
    """What was found, as a failure or as the output of a passed test."""
    lines = [place(finding, lang)]
    lines += labelled(finding, lang, ("found", "expected", "how_to_fix", "proposed", "or", "source"))
    if finding.suppressed:
        lines.append(finding.suppression(lang))
    body = _text("\n".join(lines))
    if finding.suppressed or finding.severity == "note":
        ElementTree.SubElement(test, "system-out").text = body
        return
    message = _text(finding.found(lang))
    severity = texts("reports", lang)[finding.severity]
    ElementTree.SubElement(test, "failure", {"type": severity, "message": message}).text = body


def _text(text: str) -> str:
    """A text in which nothing is invisible, or impossible in XML."""
    return _IMPOSSIBLE.sub(lambda found: f"‹{character_name(found[0])}›", visible_lines(text))
