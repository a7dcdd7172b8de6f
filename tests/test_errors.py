"""Errors in both languages: none is raised with a text that only the code has."""

from __future__ import annotations

import ast
import errno
import os
import pickle
from pathlib import Path

import pytest
from command import run
from packages import make_good, pack
from source_code import SOURCE, nodes_by_module

from fengqiao_open import Finding, errors, validate
from fengqiao_open.errors import message_of, worded
from fengqiao_open.lang import texts

CHINESE = {"LC_ALL": "zh_CN.UTF-8"}
#: Errors that no reader sees as such, with the reason.
LITERAL = {
    "__init__.py": "the words of Python on a name that a module does not have",
    "figures/scanner.py": "of extract(5): figures imports nothing of ours, and a program reads it, no clerk",
    "tabular/csv_recovery.py": "the error of the csv module, which the reader of the table catches",
}


def literal(call: ast.Call) -> bool:
    """Whether an argument of an error is a sentence, and no key of one."""
    return any(
        isinstance(each, ast.Constant) and isinstance(each.value, str) and " " in each.value
        for argument in call.args
        for each in ast.walk(argument)
        if getattr(call.func, "id", "") != "worded"
    )


def test_no_error_is_raised_with_an_english_text() -> None:
    """A sentence in the code is a sentence that a Chinese clerk cannot read: put it into words/errors.toml."""
    found: dict[str, list[int]] = {}
    for path, nodes in nodes_by_module().items():
        for node in nodes:
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and literal(node.exc):
                found.setdefault(path.relative_to(SOURCE).as_posix(), []).append(node.lineno)
    assert {name: lines for name, lines in found.items() if name not in LITERAL} == {}
    assert set(LITERAL) <= set(found), "these are gone: remove them from the list"


def test_an_error_keeps_its_kind_and_both_languages_from_process_to_process() -> None:
    """Callers catch `ValueError`; a worker of a cluster sends its error to who asked."""
    made = pickle.loads(pickle.dumps(worded(ValueError, "hash-form")))
    assert type(made) is ValueError
    assert str(made) == message_of(made, "en") == "sha256 is 64 hexadecimal digits."
    assert message_of(made, "zh") == "sha256 应为 64 位十六进制数字。"


def test_errors_of_the_system_are_in_chinese() -> None:
    """“No such file or directory” is what everybody meets first."""
    for key, english in texts("errors", "en").items():
        if key.startswith("system."):
            number = getattr(errno, key.removeprefix("system."))
            assert os.strerror(number) == english
            assert not message_of(OSError(number, english), "zh").isascii()
    assert message_of(OSError(errno.EBADF, "Bad file descriptor"), "zh") == "Bad file descriptor"


def test_errors_of_other_kinds_have_their_own_words() -> None:
    """A key in quotes is how Python prints a KeyError, not how a person is addressed."""
    assert message_of(KeyError("no such thing"), "zh") == "no such thing"
    assert message_of(errors.UnknownTableError("unit", ["units"]), "zh").startswith(
        "没有 'unit' 表。是否指 'units'？"
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("show unit", "没有 'unit' 表。是否指 'units'？"),
        ("show units -c nam", "没有 'nam' 列。"),
        ("locate fengqiao-2023-p10-1", "没有编号为 'fengqiao-2023-p10-1' 的观测值。"),
        ("explain FQ-R0l", "没有代码 'FQ-R0l'。是否指 FQ-R01？"),
        ("validate --select X", "没有以 'X' 开头的代码"),
        ("validate --format xlsx", "--format xlsx 需要指定文件"),
        ("validate --scheduler x", "--scheduler 用于含多个数据包的文件夹"),
        ("validate good good.zip --scheduler x", "--scheduler 与 --engine dask 合用"),
        ("validate good good.zip --lists x", "--lists 与 --table 合用"),
        ("validate good good.zip --cache good.zip", "good.zip 不是本命令的缓存文件"),
        ("validate --table units", "--table units 需要数据文件"),
        ("validate --table units good", "good 是数据包"),
        ("export pdf -o x", "没有格式 'pdf'。"),
        ("export xlsx -o none/x.xlsx", "不存在。"),
        ("schema avro", "没有格式 'avro'。"),
        ("cite --style mla", "没有引用格式 'mla'。"),
        ("cite nothing", "observations 表中没有 'nothing'。"),
        ("metadata -o good.zip", "good.zip 是文件"),
        ("refresh good.zip", "good.zip 是压缩包：请先解压"),
        ("extract nowhere.txt", "nowhere.txt"),
        ("new good.zip --town 凤桥镇 --year 2023 -o x", "good.zip"),
        ("combine good -o good.zip", "good.zip"),
        ("diff nowhere good", "nowhere 既不是文件夹或压缩包"),
        ("site -o good.zip", "good.zip 是文件"),
        ("audit good --source none.txt", "none.txt"),
        ("source x", "命令 'source' 已改名为 'locate'。"),
    ],
)
def test_what_stops_a_command_is_in_chinese(line: str, told: str, tmp_path: Path) -> None:
    """One command that speaks English to a Chinese clerk sends the clerk to somebody else."""
    pack(make_good(tmp_path / "good"))
    made = run(*line.split(), folder=tmp_path, **CHINESE)
    assert (made.returncode, made.stdout) == (2, "")
    assert told in made.stderr
    english = run(*line.split(), folder=tmp_path).stderr
    assert english.isascii() or "凤桥" in english or "“" in english


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("datapackage.json", '"version": "0.1.0"', '"version": 7', "在 version：7 的类型应为 string"),
        ("datapackage.json", '"version": "0.1.0",', '"version": "0.1.0"', "行，缺少逗号。"),
        ("datapackage.json", '"name": ', "name: ", "行，缺少双引号内的名称。"),
        (
            "datapackage.json",
            '"path": "data/themes.csv"',
            '"path": []',
            "在 resources/3/path：[] 的类型应为 string",
        ),
        ("data/themes.csv", "economy,", '"economy" x,', "从此行开始的记录：引号不成对，或没有结尾。"),
    ],
)
def test_what_other_libraries_say_of_a_file_is_in_chinese(
    file: str, old: str, new: str, told: str, tmp_path: Path
) -> None:
    """“Expecting ',' delimiter” in a Chinese report is for those who know the parser of Python."""
    path = make_good(tmp_path / "good") / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    found = [each.found("zh") for each in validate(tmp_path / "good", hashes=False).findings]
    assert any(told in each for each in found), found


def test_a_record_that_the_reader_of_csv_refuses_is_named_in_chinese() -> None:
    """Its error is the one word of English in a Chinese report."""
    for problem in ("unexpected end of data", "',' expected after '\"'"):
        found = Finding("FQ-F04", "themes", 2, values={"case": "row", "problem": problem})
        assert not any(word in found.found("zh") for word in ("data", "expected"))
        assert problem not in found.found("en")
