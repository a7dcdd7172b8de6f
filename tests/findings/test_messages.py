"""The messages of findings: every sentence has its values, every case its sentences, and the words are the field's."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from source_code import SOURCE, nodes_by_module

from fengqiao_open.findings.catalogue import catalogue, forms
from fengqiao_open.findings.report import Finding

PRIVATE = re.compile(
    r"\b(told|tells?|stands?|unsound|doubted|mend(s|ed)?|hedges?|blanks?|torn|beside|alike|honours?|promises?d?"
    r"|outcomes?|rulings?|excused?|lapsed?|leads? nowhere|let through|no one knows|figures? (stands?|says?))\b"
    r"|统计数(?!据)|计量方式|裁定|承诺|没有着落|孪生|已知异常|观测(?!值)",
    re.IGNORECASE,
)
#: Names of tables and columns, which the words of a table may quote.
NAMES = re.compile(r"\{\w+(:\w+)?\}|\b\w+\.csv\b|`[^`]*`")


def _cases() -> Iterator[tuple[str, str]]:
    """Each code and case that a call names in so many words."""
    for nodes in nodes_by_module().values():
        for call in (node for node in nodes if isinstance(node, ast.Call) and node.args):
            code, words = call.args[0], {each.arg: each.value for each in call.keywords}
            cases: list[ast.expr] = [words["case"]] if "case" in words else []
            cases += [
                value
                for each in [*call.args, *words.values()]
                if isinstance(each, ast.Dict)
                for name, value in zip(each.keys, each.values, strict=True)
                if isinstance(name, ast.Constant) and name.value == "case"
            ]
            if isinstance(code, ast.Constant) and str(code.value).startswith("FQ-"):
                yield from ((code.value, case) for node in cases for case in _texts(node))


def _texts(node: ast.expr) -> list[str]:
    parts = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    return [each.value for each in parts if isinstance(each, ast.Constant) and each.value]


def test_every_case_that_the_code_names_is_in_the_catalogue() -> None:
    """A case without sentences would be reported in the words of another."""
    named = list(_cases())
    assert len(named) > 20
    assert [(code, case) for code, case in named if case not in catalogue()[code].cases] == []


def test_every_case_of_the_catalogue_is_used() -> None:
    """A sentence that nothing reports is read by nobody and corrected by nobody."""
    texts = {
        node.value
        for nodes in nodes_by_module().values()
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [
        (code, case) for code, entry in catalogue().items() for case in entry.cases if case not in texts
    ] == []


@pytest.mark.parametrize("code", list(catalogue()))
def test_every_case_has_all_sentences_in_both_languages(code: str) -> None:
    """Half a message leaves the reader of one language without what was expected."""
    entry = catalogue()[code]
    for sentences in [entry.words, *({**entry.words, **case} for case in entry.cases.values())]:
        if sentences is entry.words and entry.cases and not {"found", "expected"} <= set(sentences):
            continue  # then each case has its own
        for part in ("title", "why", "found", "expected", "how_to_fix"):
            english, chinese = sentences[part]["en"], sentences[part]["zh"]
            assert set(re.findall(r"\{(\w+)", english)) >= set(re.findall(r"\{(\w+)", chinese))
            for form in re.findall(r"\{\w+:(\w+)\}", english + chinese):
                assert form == "list" or form in forms()


def test_a_value_that_nobody_gives_fails_the_test_and_is_left_out_for_a_user(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A user gets the finding with a gap; whoever writes the rule gets an error."""
    finding = Finding("FQ-K04", "themes")
    with pytest.raises(KeyError, match="key"):
        finding.found()
    monkeypatch.undo()
    assert finding.found() == "No row refers to “”."


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.toml")), ids=lambda path: path.name)
def test_the_words_are_those_of_the_field(path: Path) -> None:
    """A private word costs each reader a second reading."""
    found = [
        f"{number}: {word[0]}"
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        if not line.startswith(("example = ", "[", "#", "synonyms.", "idle_words."))  # readers' words
        for word in PRIVATE.finditer(NAMES.sub("", line.partition(" = ")[2]))
    ]
    assert found == []


@pytest.mark.parametrize("path", sorted((SOURCE / "words").glob("*.toml")), ids=lambda path: path.name)
def test_the_keys_of_texts_are_in_the_words_of_the_field(path: Path) -> None:
    """A key is read with its text, by whoever changes a word: `hedge.over` says nothing to a statistician."""
    keys = (line.partition(" = ")[0] for line in path.read_text("utf-8").split("\n") if " = " in line)
    words = {word for key in keys for word in re.split(r"[^a-z]+", key)}
    assert words.isdisjoint(("hedge", "hedges", "told", "mend", "torn", "unsound", "beside", "alike"))
