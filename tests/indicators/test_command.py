"""`fengqiao-open indicators` says what it would match, and why, of a phrase or a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from fengqiao_open.cli import main
from fengqiao_open.indicators.tables import matches
from fengqiao_open.lang import sentence, texts

#: Each is refused for another reason.
REFUSED = (
    "固定资产投资12家",
    "限上批发业销售额占社会消费品零售总额30%",
    "粮食产量的测算方法3种",
    "改造老旧小区供水管网12个",
    "地区生产总值、固定资产投资增长8%",
    "新开工5个某某馆",
    "新增税收5000万元",
    "供水管网从300公里增加到500公里",
    "新开工公厕3座",
    "规上工业总产值均超过20亿元",
    "高新区加快建设，工业投资增长9%",
)
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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nofile.txt", "nofile.txt"),
        ("报告2025年12家.docx", "报告2025年12家.docx"),
        ("tests", "tests"),
        ("镇镇", "不是已有的文件"),
        ("", "不是已有的文件"),
    ],
)
def test_a_file_that_is_not_there_is_told(
    text: str, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Catches a mistyped name of a file that was taken for a phrase: an empty table, and exit code 0."""
    monkeypatch.chdir(Path(__file__).parents[2])
    monkeypatch.setattr("sys.argv", ["fengqiao-open", "indicators", text, "--lang", "zh"])
    with pytest.raises(SystemExit) as ended:
        main()
    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (2, "") and words in err


def test_the_name_of_an_indicator_is_found_in_the_catalogue(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who asks what a name is called here has no number; the answer was an empty table."""
    out = run(monkeypatch, capsys, "粮食产量", "--lang", "en")
    assert len(out.strip().splitlines()) == 2 and "grain-output" in out


def test_a_number_with_letters_behind_its_point_is_no_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Catches a phrase that ends in PM2.5, or has a point, and is looked for among the files."""
    assert "gross-industrial-output" in run(monkeypatch, capsys, "规上工业总产值21.3亿元，PM2.5")


@pytest.mark.parametrize("text", REFUSED)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_reason_against_a_proposal_has_its_words(
    lang: str, text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Catches a reason that the matching gives and the command has no words for: it ended with an error."""
    monkeypatch.setenv("COLUMNS", "400")
    printed = run(monkeypatch, capsys, text, "--lang", lang)
    for each in matches(text):
        figure = each.figure
        words = {"name": each.name or figure.printed, "unit": figure.unit or "–"}
        assert sentence("indicators", f"why.{each.why}", lang, **words) in printed


def test_no_reason_has_words_and_is_never_given() -> None:
    """Catches a list of reasons that outgrows the matching, and phrases above that no longer bring each of them."""
    positive = {"name", "after", "list", "carried"}
    given = {each.why for text in REFUSED for each in matches(text)} - positive
    reasons = {key.removeprefix("why.") for key in texts("indicators", "en") if key.startswith("why.")}
    assert given == reasons - positive
