"""The words on what changed between two releases, in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from ..datapackage.characters import visible
from ..lang import Lang
from .changes import Change, Difference

_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "en": {
        "title": "Changes between releases", "from_to": "{old} ({old_version}) → {new} ({new_version})",
        "none": "Nothing changed in the data.", "counted": "{changes}: {listed}.", "list": ", ", "colon": ": ",
        "changes_1": "1 change", "changes_n": "{n} changes",
        "calls": "This calls for {level}, version {needed} or higher.",
        "covered": "The version {version} covers it.", "low": "The version {version} is too low: raise it to {needed} in datapackage.json.",
        "lower": "The version {version} is lower than {old}: raise it.",
        "failures": "No version allows this:", "package": "The package", "generated": "Generated, and follows from the rest: {listed}.",
        "vanished": "The identifier is gone. It may be corrected or explained, but must stay.",
        "replaced": "The identifier is gone; its row is now {new}. Keep {old}.",
        "meaning": "The identifier now stands for something else: {column} was {old}, is {new}. Give the new thing an identifier of its own.",
        "table_gone": "The table is gone with its identifiers.",
        "correction": "correction", "wording": "wording", "addition": "added", "removal": "removed", "rename": "renamed", "meaning_kind": "meaning", "schema": "schema",
        "cell": "cell", "row": "row", "column": "column", "table": "table", "property": "property",
        "cell_n": "cells", "row_n": "rows", "column_n": "columns", "table_n": "tables", "property_n": "properties",
        "kind_of": "{n} {of} {kind}", "correction_1": "1 correction", "correction_n": "{n} corrections",
        "wording_1": "1 change of wording", "wording_n": "{n} changes of wording", "meaning_1": "1 change of meaning", "meaning_n": "{n} changes of meaning",
        "schema_1": "1 change of the schema", "schema_n": "{n} changes of the schema",
        "blank": "(blank)", "more": "… and {n} more: --format json or html lists all.",
        "fails": "fails", "key": "Key", "name": "Name", "what": "What", "was": "Was", "is": "Is", "raises": "Raises", "cells": "{n} cells",
        "written": "Written: {path}", "errata": "{path}: the errata of {version} are up to date.", "in": "{table}: {listed}",
    },
    "zh": {
        "title": "版本间的变化", "from_to": "{old}（{old_version}）→ {new}（{new_version}）",
        "none": "数据没有变化。", "counted": "{changes}：{listed}。", "list": "、", "colon": "：",
        "changes_1": "1 处变化", "changes_n": "{n} 处变化",
        "calls": "按规则应升 {level}，版本号不低于 {needed}。",
        "covered": "版本号 {version} 已足够。", "low": "版本号 {version} 过低：请在 datapackage.json 中升至 {needed}。",
        "lower": "版本号 {version} 低于 {old}：请升高。",
        "failures": "任何版本都不允许：", "package": "数据包", "generated": "自动生成、随其他表而变：{listed}。",
        "vanished": "编号消失。可以更正或说明，但必须保留。",
        "replaced": "编号消失，该行现为 {new}。请保留 {old}。",
        "meaning": "编号改指他物：{column} 原为 {old}，现为 {new}。请为新事物另立编号。",
        "table_gone": "表及其编号一并消失。",
        "correction": "更正", "wording": "文字", "addition": "新增", "removal": "删除", "rename": "改名", "meaning_kind": "含义", "schema": "结构",
        "cell": "单元格", "row": "行", "column": "列", "table": "表", "property": "属性",
        "cell_n": "单元格", "row_n": "行", "column_n": "列", "table_n": "表", "property_n": "属性",
        "kind_of": "{kind}{of} {n}", "correction_1": "更正 1 处", "correction_n": "更正 {n} 处",
        "wording_1": "文字修改 1 处", "wording_n": "文字修改 {n} 处", "meaning_1": "含义改变 1 处", "meaning_n": "含义改变 {n} 处",
        "schema_1": "结构改变 1 处", "schema_n": "结构改变 {n} 处",
        "blank": "（空）", "more": "……另有 {n} 处：用 --format json 或 html 可得全部。",
        "fails": "不允许", "key": "主键", "name": "名称", "what": "变化", "was": "原为", "is": "现为", "raises": "升级", "cells": "{n} 个单元格",
        "written": "已写出：{path}", "errata": "{path}：{version} 的勘误表已更新。", "in": "{table}：{listed}",
    },
})  # fmt: skip
_ALONE = ("correction", "wording", "meaning", "schema")


def words(lang: Lang) -> Mapping[str, str]:
    """The words of one language."""
    return _WORDS[lang]


def counted(changes: Iterable[Change], lang: Lang) -> str:
    """How many changes there are of each kind, in words.

    >>> from fengqiao_open.releases.changes import Level
    >>> counted([Change("addition", "row", Level.MINOR, "units", "mu", new="mu")], "en")
    '1 row added'
    """
    say = words(lang)
    count = Counter((each.kind if each.kind in _ALONE else (each.of, each.kind)) for each in changes)
    found = []
    for what, n in count.items():
        if isinstance(what, str):
            found.append(say[f"{what}_1" if n == 1 else f"{what}_n"].format(n=n))
        else:
            of = say[what[0] if n == 1 else f"{what[0]}_n"]
            found.append(say["kind_of"].format(n=n, of=of, kind=say[what[1]]))
    return say["list"].join(found)


def verdict(difference: Difference, lang: Lang) -> Iterator[tuple[str, bool]]:
    """What changed in sum, which version it calls for, and whether the version is as high; True marks what is bad."""
    say = words(lang)
    changes = difference.changes
    if changes:
        number = say["changes_1" if len(changes) == 1 else "changes_n"].format(n=len(changes))
        yield say["counted"].format(changes=number, listed=counted(changes, lang)), False
        yield say["calls"].format(level=difference.level.name, needed=difference.needed), False
    else:
        yield say["none"], False
    facts = {"version": difference.new_version, "needed": difference.needed, "old": difference.old_version}
    if difference.covered:
        yield say["covered"].format(**facts), False
    else:
        yield say["low" if difference.level else "lower"].format(**facts), True


def failure(change: Change, lang: Lang) -> str:
    """Why no version allows a change, and what to do instead."""
    say = words(lang)
    if change.kind == "meaning":
        return say["meaning"].format(
            column=visible(change.column), old=cell(change.old, lang), new=cell(change.new, lang)
        )
    if change.of == "table":
        return say["table_gone"]
    if change.kind == "rename":
        return say["replaced"].format(old=visible(change.old), new=visible(change.new))
    return say["vanished"]


def kind(change: Change, lang: Lang) -> str:
    """The kind of a change in a word or two."""
    say = words(lang)
    name = say["meaning_kind"] if change.kind == "meaning" else say[change.kind]
    return name if change.kind in _ALONE else f"{say[change.of]}{' ' if lang == 'en' else ''}{name}"


def cell(text: str, lang: Lang) -> str:
    """A cell as quoted: visible, and blank where it is."""
    return visible(text) if text else words(lang)["blank"]


def name(change: Change, lang: Lang) -> str:
    """The name of the row concerned, "" where it has none."""
    return visible(change.label[0 if lang == "zh" else 1])


def by_table(difference: Difference) -> list[tuple[str, list[Change]]]:
    """The changes by table, those of the package itself first."""
    found: dict[str, list[Change]] = {}
    for each in difference.changes:
        found.setdefault(each.table, []).append(each)
    return list(found.items())
