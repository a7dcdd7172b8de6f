"""Explanations: every code has its words, its example and its fault, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command import run
from packages import CODES, NO_PACKAGE

import fengqiao_open
from fengqiao_open import explain
from fengqiao_open.authoring.dictionary import rule_pages
from fengqiao_open.datapackage.package import shipped_root
from fengqiao_open.findings.catalogue import catalogue, find
from fengqiao_open.validation.rules import RULES
from fengqiao_open.validation.validate import AGAINST_TEXT

HOME = Path(fengqiao_open.__file__).parent


@pytest.mark.parametrize("code", list(catalogue()))
def test_every_code_has_a_failing_and_a_passing_example(code: str) -> None:
    """A rule without an example is a rule that a clerk has to guess."""
    example = catalogue()[code].example
    assert set(example) == {"bad", "good"}
    assert example["bad"].strip()
    assert example["good"].strip()
    assert example["bad"] != example["good"]


def test_every_code_has_a_fault_to_test_with() -> None:
    """An explanation of a check that nothing tries may explain what does not happen."""
    assert set(catalogue()) - set(CODES) == NO_PACKAGE


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("code", list(catalogue()))
def test_an_explanation_says_why_and_how_to_mend(code: str, lang: str) -> None:
    """What is shown is what the catalogue says, without the places that only a finding fills."""
    text = explain(code, "zh" if lang == "zh" else "en")
    entry = catalogue()[code]
    assert text.startswith(code)
    assert entry.title(lang) in text
    assert entry.example["bad"].split("\n")[0] in text
    assert entry.example["good"].split("\n")[-1] in text
    assert ("Why:" if lang == "en" else "缘由：") in text


def test_only_what_validation_can_set_aside_may_be_registered() -> None:
    """An exit that does not open is worse than none: the register works for rules across tables and the text."""
    suppressible = {code for code, entry in catalogue().items() if entry.register}
    assert suppressible <= {code for rule in RULES for code in rule.codes} | AGAINST_TEXT
    assert {"FQ-R05", "FQ-P06"} <= suppressible


def test_a_code_may_be_written_short_and_a_wrong_one_names_the_nearest() -> None:
    """A reader types what he remembers."""
    assert find("r05").code == find(" FQ-R05 ").code == "FQ-R05"
    with pytest.raises(ValueError, match="FQ-R05"):
        find("FQ-RO5")


def test_the_pages_show_the_examples() -> None:
    """The site and the command explain alike, from one catalogue."""
    pages = rule_pages()
    for entry in catalogue().values():
        assert f"```text\n{entry.example['bad']}\n```" in pages
        assert f"```text\n{entry.example['good']}\n```" in pages
    assert (shipped_root() / "docs" / "findings.md").read_text("utf-8") == pages


def test_the_command_lists_and_explains() -> None:
    """Both lead from a report to its meaning."""

    assert set(catalogue()) <= set(run("explain").stdout.split())
    assert "数字为全角字符" in run("explain", "t07", "--lang", "zh").stdout
    wrong = run("explain", "FQ-T99")
    assert (wrong.returncode, wrong.stdout, len(wrong.stderr.splitlines())) == (2, "", 1)


def test_no_word_follows_a_command_behind_a_blank_alone() -> None:
    """Catches “fengqiao-open refresh DIR 重新生成”: copied from a screen, it has an argument too many."""
    command = re.compile("(?<!`)fengqiao-open [a-z]+[^`，。；）、：？\n]*? [\u4e00-\u9fff]+")
    texts = [
        each.read_text("utf-8") for name in ("words", "findings") for each in (HOME / name).glob("*.toml")
    ]
    found = [each[0] for text in texts for each in command.finditer(text)]
    # Words in place of a file or a folder are arguments.
    assert [each for each in found if not each.endswith((" 报告", " 报告文件", " 文件夹"))] == []
