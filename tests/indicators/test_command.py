"""`fengqiao-open indicators` says what it would match, and why, of a phrase or a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from fengqiao_open.cli import main

PHRASE = "规上工业总产值21.3亿元，增长8%，改造老旧小区雨水管道2公里"


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the command prints."""
    monkeypatch.setattr("sys.argv", ["fengqiao-open", "indicators", *arguments])
    try:
        main()
    except SystemExit as end:
        assert not end.code
    return capsys.readouterr().out


@pytest.mark.parametrize(("lang", "words"), [("en", "the number before"), ("zh", "说明前一个数字")])
def test_each_number_has_its_indicator_and_the_reason(
    lang: str, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A proposal without a reason can only be believed."""
    out = run(monkeypatch, capsys, PHRASE, "--lang", lang)
    assert out.count("gross-industrial-output") == 2
    assert words in out
    assert len(out.strip().splitlines()) == 4


def test_a_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A path taken for a phrase has no numbers."""
    report = tmp_path / "report.txt"
    report.write_text(f"一、工作\n{PHRASE}\n", "utf-8")
    assert run(monkeypatch, capsys, str(report)).count("gross-industrial-output") == 2


def test_without_a_text_the_catalogue_is_listed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever looks for an identifier finds it."""
    out = run(monkeypatch, capsys, "--lang", "zh")
    assert "retail-sales" in out and "社会消费品零售总额" in out


def test_a_phrase_longer_than_a_name_of_a_file_is_a_phrase(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Looking for a file of that name fails."""
    assert "gross-industrial-output" in run(monkeypatch, capsys, PHRASE * 40)
