"""The words of reports that belong to no single code: labels, summaries, omissions, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ..datapackage.characters import visible
from ..findings import catalogue as codes
from ..findings.report import Finding
from ..lang import Lang

_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "en": {
        "comma": ", ", "list": ", ", "stop": ".", "colon": ": ",
        "error": "error", "warning": "warning", "note": "note",
        "line": "line {line}", "row": "row {row} (line {line})", "header": "header (line {line})",
        "column": "column {letter} “{column}”", "column_unlettered": "column “{column}”", "cell": "cell {cell}",
        "table": "table {table}",
        "section": "section {section}", "paragraph": "paragraph {paragraph}",
        "characters": "characters {start}–{end}", "printed": "printed “{printed}”",
        "found": "Found", "expected": "Expected", "why": "Why", "mend": "Mend", "proposed": "Proposed",
        "or": "Or", "source": "Source", "more": "More", "example_bad": "Fails", "example_good": "Passes",
        "safe": "{fix} – safe: the meaning stays the same; --fix writes it into a copy",
        "safe_file": "safe: --fix writes a corrected copy",
        "check": "{fix} – check the source first",
        "register": "if the report itself says so, add a row to discrepancies.csv with the reason: {row}",
        "register_short": "If the report itself says so, it may stand: register it in discrepancies.csv with a reason.",
        "count": "{n} places", "whole": "all {n} rows of the table",
        "others_1": "The same at 1 more place:", "others_n": "The same at {n} more places:", "shown": "Showing {shown} of {n}; all of them with --format csv -o FILE.",
        "shown_api": "Showing {shown} of {n}; all of them in report.findings.",
        "blank": "(blank)", "omitted": "…",
        "clean": "Nothing wrong in {tables} tables with {rows} rows.",
        "clean_selected": "Nothing wrong among the codes looked at, in {tables} tables with {rows} rows.",
        "notes_only": "No problems in {tables} tables with {rows} rows, but {notes} to read.",
        "verdict": "{problems}{kinds} in {where}: {listed}.",
        "problems_1": "1 problem", "problems_n": "{n} problems", "kinds_1": "", "kinds_n": " of {n} kinds",
        "notes_1": "1 note", "notes_n": "{n} notes", "and_notes": "Besides, {notes}: no mending needed.",
        "of_tables_1": "1 of {all} tables", "of_tables_n": "{n} of {all} tables", "descriptor": "datapackage.json",
        "both": "{tables} and datapackage.json", "listed": "{name} ({n})",
        "clean_tables": "Clean: {n} tables ({names}).", "clean_table": "Clean: 1 table ({names}).", "no_clean": "No table is clean.",
        "cannot_run": "The package could not be checked at all.",
        "not_all": "Not everything could be checked: see the end.",
        "left_out_1": "1 finding was left out by --select or --ignore ({codes}).",
        "left_out_n": "{n} findings were left out by --select or --ignore ({codes}).",
        "known_1": "1 known discrepancy of the source is explained in discrepancies.csv:",
        "known_n": "{n} known discrepancies of the source are explained in discrepancies.csv:",
        "because": "because",
        "unchecked": "Not checked, because of what was found:",
        "unchecked_table": "{table}: its cells and keys, and what other tables refer to in it ({because})",
        "unchecked_rules": "{n} rules that need {tables} whole ({because}):",
        "unchecked_rule": "1 rule that needs {tables} whole ({because}):",
        "unchecked_rows": "{table}: {rows}, left out of the rules across tables ({because})",
        "rows_n": "{n} rows", "rows_1": "1 row",
        "absent": "the table is not there",
        "row_by_row": "tables are checked row by row here",
        "explain": "fengqiao-open explain {code}", "bad_title": "Fails", "good_title": "Passes",
        "written": "Written: {path}", "nothing_to_fix": "Nothing that can be mended safely.",
        "fixed_n": "{path}: a copy of {table}.csv with {n} safe corrections. Look it over, then put it in the place of {table}.csv and run `fengqiao-open refresh`.",
        "fixed_1": "{path}: a copy of {table}.csv with 1 safe correction. Look it over, then put it in the place of {table}.csv and run `fengqiao-open refresh`.",
        "bom_removed": "byte order mark removed", "ends_changed": "every line now ends in one line feed",
        "rows": "{n} rows", "findings": "Findings", "severity": "severity", "title": "Validation report",
        "key": "Key", "label": "Name", "place": "Place", "code": "Code", "all_places": "All {n} places",
        "tables_heading": "Tables", "known_heading": "Known discrepancies", "unchecked_heading": "Not checked", "language": "Language",
        "column_code": "code", "column_severity": "severity", "column_file": "file", "column_row": "row", "column_line": "line",
        "column_column": "column", "column_column_letter": "column letter", "column_cell": "cell", "column_key": "key", "column_label": "name",
        "column_title": "what is wrong", "column_found": "found", "column_expected": "expected", "column_why": "why", "column_mend": "how to mend it", "column_count": "number of findings",
        "column_fix": "proposed value", "column_safe": "safe to mend", "column_source": "report", "column_paragraph": "paragraph", "column_start": "first character",
        "column_end": "end", "column_printed": "printed", "column_excused": "known, because",
        "cut": " … (cut at {n} characters)",
        "combining": "Packages", "combined": "{taken} of {n} packages combined in {path}.",
        "not_combined": "None of {n} packages could be combined: nothing was written.",
    },
    "zh": {
        "comma": "，", "list": "、", "stop": "。", "colon": "：",
        "error": "错误", "warning": "警告", "note": "提示",
        "line": "文件第 {line} 行", "row": "第 {row} 行数据（文件第 {line} 行）", "header": "表头（文件第 {line} 行）",
        "column": "{letter} 列“{column}”", "column_unlettered": "“{column}”列", "cell": "单元格 {cell}",
        "table": "{table} 表",
        "section": "第 {section} 节", "paragraph": "第 {paragraph} 段",
        "characters": "第 {start}–{end} 字符", "printed": "原文“{printed}”",
        "found": "发现", "expected": "应为", "why": "缘由", "mend": "处理", "proposed": "建议",
        "or": "或者", "source": "出处", "more": "详情", "example_bad": "不通过", "example_good": "通过",
        "safe": "{fix}（可放心修改，含义不变；加 --fix 可写入副本）",
        "safe_file": "可放心修改；加 --fix 可写出更正后的副本",
        "check": "{fix}（先对照来源）",
        "register": "如报告确系如此，在 discrepancies.csv 中登记一行并写明理由：{row}",
        "register_short": "如报告确系如此，可予保留：在 discrepancies.csv 中登记并写明理由。",
        "count": "{n} 处", "whole": "全表 {n} 行",
        "others_1": "另有 1 处相同：", "others_n": "另有 {n} 处相同：", "shown": "显示 {n} 处中的 {shown} 处；用 --format csv -o 文件 可得全部。",
        "shown_api": "显示 {n} 条中的 {shown} 条；全部见 report.findings。",
        "blank": "（空）", "omitted": "…",
        "clean": "{tables} 张表共 {rows} 行，未发现问题。",
        "clean_selected": "{tables} 张表共 {rows} 行，在所查代码范围内未发现问题。",
        "notes_only": "{tables} 张表共 {rows} 行，未发现问题，另有 {notes}。",
        "verdict": "{problems}{kinds}，在 {where}：{listed}。",
        "problems_1": "1 个问题", "problems_n": "{n} 个问题", "kinds_1": "", "kinds_n": "（{n} 类）",
        "notes_1": "1 条提示", "notes_n": "{n} 条提示", "and_notes": "另有 {notes}，无须处理。",
        "of_tables_1": "{all} 张表中的 1 张", "of_tables_n": "{all} 张表中的 {n} 张", "descriptor": "datapackage.json",
        "both": "{tables}及 datapackage.json", "listed": "{name}（{n}）",
        "clean_tables": "无问题的表 {n} 张：{names}。", "clean_table": "无问题的表 1 张：{names}。", "no_clean": "没有无问题的表。",
        "cannot_run": "该数据包完全无法检查。",
        "not_all": "有些内容未能检查，见末尾。",
        "left_out_1": "有 1 条发现因 --select 或 --ignore 未列出（{codes}）。",
        "left_out_n": "有 {n} 条发现因 --select 或 --ignore 未列出（{codes}）。",
        "known_1": "来源本身的已知异常 1 处，已在 discrepancies.csv 登记并写明理由：",
        "known_n": "来源本身的已知异常 {n} 处，均已在 discrepancies.csv 登记并写明理由：",
        "because": "因",
        "unchecked": "因发现的问题而未检查：",
        "unchecked_table": "{table}：其单元格和键，以及其他表对它的引用（因{because}）",
        "unchecked_rules": "{n} 项需要 {tables} 完整无误的规则（因{because}）：",
        "unchecked_rule": "1 项需要 {tables} 完整无误的规则（因{because}）：",
        "unchecked_rows": "{table}：{rows}未参与跨表规则（因{because}）",
        "rows_n": "{n} 行", "rows_1": "1 行",
        "absent": "没有该表",
        "row_by_row": "此处逐行检查",
        "explain": "fengqiao-open explain {code}", "bad_title": "不通过", "good_title": "通过",
        "written": "已写出：{path}", "nothing_to_fix": "没有可放心修改之处。",
        "fixed_n": "{path}：{table}.csv 的副本，含 {n} 处可放心的更正。请过目，再用它替换 {table}.csv 并运行 fengqiao-open refresh。",
        "fixed_1": "{path}：{table}.csv 的副本，含 1 处可放心的更正。请过目，再用它替换 {table}.csv 并运行 fengqiao-open refresh。",
        "bom_removed": "已去除字节顺序标记", "ends_changed": "每行已改为以一个换行符结尾",
        "rows": "{n} 行", "findings": "校验发现", "severity": "级别", "title": "校验报告",
        "key": "主键", "label": "名称", "place": "位置", "code": "代码", "all_places": "全部 {n} 处",
        "tables_heading": "各表", "known_heading": "已知异常", "unchecked_heading": "未检查", "language": "语言",
        "column_code": "代码", "column_severity": "级别", "column_file": "文件", "column_row": "数据行", "column_line": "文件行",
        "column_column": "列名", "column_column_letter": "列号", "column_cell": "单元格", "column_key": "主键", "column_label": "名称",
        "column_title": "问题", "column_found": "发现", "column_expected": "应为", "column_why": "缘由", "column_mend": "处理", "column_count": "条数",
        "column_fix": "建议值", "column_safe": "可放心修改", "column_source": "报告", "column_paragraph": "段落", "column_start": "起始字符",
        "column_end": "结束字符", "column_printed": "原文", "column_excused": "已知原因",
        "cut": "……（截至 {n} 字符）",
        "combining": "数据包", "combined": "{n} 个数据包中的 {taken} 个已汇编到 {path}。",
        "not_combined": "{n} 个数据包均未能汇编，未写出任何文件。",
    },
})  # fmt: skip


def words(lang: Lang) -> Mapping[str, str]:
    """The words of one language."""
    return _WORDS[lang]


def number_words(lang: Lang, name: str, n: int, **more: object) -> str:
    """A sentence that depends on a number, in the singular or the plural.

    >>> number_words("en", "problems", 1), number_words("en", "problems", 2)
    ('1 problem', '2 problems')
    """
    return words(lang)[f"{name}_1" if n == 1 else f"{name}_n"].format(n=n, **more)


def title(code: str, lang: Lang) -> str:
    """The name of a code."""
    return codes.entry(code).title(lang)


def code_list(findings: Iterable[Finding], lang: Lang) -> str:
    """The codes of findings, each once."""
    return words(lang)["list"].join(dict.fromkeys(each.code for each in findings))


def proposal(finding: Finding, lang: Lang) -> str:
    """The value to put in its place and whether that is safe, "" where none is certain."""
    say = words(lang)
    if finding.fix is None:
        return say["safe_file"] if finding.safe else ""
    fix = f"“{visible(finding.fix)}”"
    return say["safe" if finding.safe else "check"].format(fix=fix)


def register_row(finding: Finding) -> str:
    """The row of discrepancies.csv that would register the finding; the reasons are for a person to write."""
    from ..datapackage.files import csv_bytes

    cell = finding.row.get(finding.column, "")
    operator = "eq" if cell else "blank"
    row = {
        "id": "…", "rule": finding.code, "table": finding.table, "key": finding.key, "field": finding.column,
        "operator": operator, "expected": cell, "zh": "…", "en": "…",
    }  # fmt: skip
    return csv_bytes(list(row), [row]).decode("utf-8").split("\n", 1)[1].strip()
