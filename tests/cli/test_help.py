"""Help and usage errors in Chinese: every command, option and argument, and the words around them."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator

import click
import pytest
from command import run
from packages import ROOT
from rich.cells import cell_len

from fengqiao_open.cli import app
from fengqiao_open.cli.help import chinese, paragraphs
from fengqiao_open.lang import LANGS, Lang

CHINESE = {"LC_ALL": "zh_CN.UTF-8"}
NAMES = sorted(app.commands)


def texts() -> Iterator[tuple[str, str]]:
    """Every English text of the help, with where it is: a command, or an option of it."""
    for command in (app, *app.commands.values()):
        yield from ((command.name or "", each) for each in paragraphs(command.help or ""))
        for param in command.params:
            yield f"{command.name} {param.name}", getattr(param, "help", None) or ""


def test_every_text_of_the_help_has_its_chinese() -> None:
    """A new option is in English only until words/help.toml has a line `"English" = "中文"` for it."""
    missing = {text: where for where, text in texts() if text not in chinese()}
    assert not missing, "add to src/fengqiao_open/words/help.toml: " + "; ".join(missing)


def test_every_command_option_and_argument_says_what_it_is() -> None:
    """An option without help is a riddle in both languages."""
    assert [where for where, text in texts() if not text] == []


def test_no_chinese_is_left_of_a_text_that_is_gone() -> None:
    """A sentence that was reworded would leave its translation behind, and lose it."""
    own = list(chinese())[: list(chinese()).index("Usage:")]  # from there on, the words of click
    assert set(own) - {text for _, text in texts()} == {"Show this message and exit."}


@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_is_in_chinese_under_the_option_and_a_chinese_locale(name: str) -> None:
    """A clerk must not need English to learn what a command does."""
    words = [name] if name else []
    shown = run(*words, "--help", **CHINESE)
    assert shown.returncode == 0
    assert shown.stdout.startswith("用法：") and "\n选项：\n" in shown.stdout
    for english in ("Usage", "Options", "Commands", "arguments", "Show ", "default:", "required"):
        assert english not in shown.stdout
    for option in (["--lang", "zh", *words, "-h"], [*words, "-h", "--lang=zh"]):
        assert run(*option, LANG="en_US.UTF-8").stdout == shown.stdout
    assert all(cell_len(line) <= 80 for line in shown.stdout.splitlines() if not re.search(r"\[.*\|", line))


@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_in_english_has_no_chinese(name: str) -> None:
    """What was switched to Chinese must not stay so."""
    shown = run(*([name] if name else []), "--help")
    assert shown.stdout.startswith("Usage: fengqiao-open")
    assert not re.search("[\u3400-\u9fff]", shown.stdout)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("validat", "没有命令 'validat'。 是否指 'validate'？"),
        ("validate --frm json", "没有选项 '--frm'。"),
        ("validate --format pdf", "'--format' 的值无效：'pdf' 不在可选值"),
        ("show", "缺少参数 'TABLE'"),
        ("new report.txt", "缺少选项 '--year'"),
        ("show units -n 0", "0 不在范围 x>=1 之内。"),
        ("show units -n many", "'many' 不是有效的数字"),
        ("show units areas", "多余的参数（areas）"),
        ("show units -n", "选项 '-n' 需要一个值。"),
        ("refresh --check=yes", "选项 '--check' 不带值。"),
    ],
)
def test_a_usage_error_is_in_chinese(line: str, told: str) -> None:
    """“No such option” is what a clerk meets first."""
    made = run(*line.split(), **CHINESE)
    assert (made.returncode, made.stdout) == (2, "")
    assert told in made.stderr and "错误：" in made.stderr
    assert not re.search(r"[A-Z][a-z]+ [a-z]+", made.stderr), "English words"
    assert "Error: " in run(*line.split()).stderr


def test_every_command_takes_the_language_before_and_behind_it() -> None:
    """`--lang` that only some commands know has to be tried out."""
    for command in (app, *app.commands.values()):
        (option,) = [each for each in command.params if each.name == "lang"]
        assert isinstance(option.type, click.Choice)
    for words in (("--lang", "zh", "audit", "nowhere"), ("audit", "nowhere", "--lang", "zh")):
        assert run(*words).stderr == "fengqiao-open: nowhere 不存在。\n"
    assert run("--lang", "zh", "explain", "FQ-R09").stdout == run("explain", "FQ-R09", "--lang", "zh").stdout


def test_without_a_command_the_help_is_shown() -> None:
    """Who only asks for Chinese wants to see in it what there is."""
    assert run().stderr == run("--help").stdout
    assert run("--lang", "zh").stderr == run("--help", **CHINESE).stdout


def test_a_shell_shows_the_help_of_options_in_chinese() -> None:
    """zsh and fish show a line for each option."""
    words = {"COMP_WORDS": "fengqiao-open show --ro", "COMP_CWORD": "2"}
    made = run(**words, **CHINESE, _FENGQIAO_OPEN_COMPLETE="zsh_complete")
    assert made.stdout.split("\n")[1:3] == ["--rows", "显示的行数。"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_pages_on_the_commands_are_the_help(lang: Lang) -> None:
    """Made by `python tools/commands.py`; a page that is not made anew describes another version."""
    script = ROOT / "tools" / "commands.py"
    if not script.is_file():
        pytest.skip("the tools are not beside the tests")
    made = runpy.run_path(str(script))
    assert made["PAGES"][lang].read_text("utf-8") == made["page"](lang), "run: python tools/commands.py"
