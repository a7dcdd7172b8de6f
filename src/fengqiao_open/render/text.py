"""A report as plain text: the verdict first, then each finding with its place, its words and how to mend it."""

from __future__ import annotations

from .. import codes
from ..findings import Finding, Lang, Report


def render(report: Report, lang: Lang = "en") -> str:
    """The whole report as text, without colour."""
    lines = [verdict(report, lang), ""]
    for finding in report.findings:
        lines += [*finding_lines(finding, lang), ""]
    if report.known:
        lines.append(_KNOWN[lang].format(n=len(report.known)))
    if report.skipped:
        lines += [_SKIPPED[lang], *(f"  {each}" for each in report.skipped)]
    return "\n".join(lines).rstrip()


def verdict(report: Report, lang: Lang = "en") -> str:
    """How much is wrong and where, and which tables are clean."""
    count = report.count()
    bad = {name: number for name, number in count.items() if number}
    clean = [name for name in report.rows if not count[name]]
    total = sum(bad.values())
    if not total:
        return _CLEAN[lang].format(tables=len(report.rows), rows=sum(report.rows.values()))
    listed = ", ".join(f"{name or 'datapackage.json'} {number}" for name, number in bad.items())
    return _VERDICT[lang].format(n=total, tables=len(bad), listed=listed, clean=", ".join(clean) or "–")


def place(finding: Finding) -> str:
    """Where a finding is: file, row, line and column, as far as known."""
    parts = [f"{finding.table}.csv" if finding.table else "datapackage.json"]
    if finding.line:
        parts.append(f"line {finding.line}")
    if finding.column:
        parts.append(f"column “{finding.column}”")
    if finding.key:
        parts.append(finding.key)
    return " · ".join(parts)


def finding_lines(finding: Finding, lang: Lang) -> list[str]:
    """One finding: its code and title, its place, what was found, what was expected, how to mend it."""
    entry = codes.entry(finding.code)
    return [
        f"{finding.code} {entry.title(lang)}",
        f"  {place(finding)}",
        f"  {_WORDS[lang][0]}{finding.found(lang)}",
        f"  {_WORDS[lang][1]}{finding.expected(lang)}",
        f"  {_WORDS[lang][2]}{finding.mend(lang)}",
    ]


_WORDS = {"en": ("Found:    ", "Expected: ", "Mend:     "), "zh": ("发现：", "应为：", "处理：")}
_CLEAN = {
    "en": "Nothing wrong in {tables} tables with {rows} rows.",
    "zh": "{tables} 张表共 {rows} 行，未发现问题。",
}
_VERDICT = {
    "en": "{n} problems in {tables} places: {listed}. Clean: {clean}.",
    "zh": "{tables} 处共 {n} 个问题：{listed}。无问题：{clean}。",
}
_KNOWN = {
    "en": "{n} known discrepancies of the source are explained in discrepancies.csv.",
    "zh": "另有 {n} 处来源本身的已知异常，理由见 discrepancies.csv。",
}
_SKIPPED = {"en": "Not checked, because of the problems above:", "zh": "因上述问题而未检查："}
