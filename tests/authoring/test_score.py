"""The scorer, on tiny tables whose result is computed by hand, and the benchmark that it is made for."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import frictionless
import pytest
from command import run
from packages import PHRASES, ROOT

from fengqiao_open.authoring.labelled_phrases import CODES, COLUMNS, read_benchmark, read_predictions
from fengqiao_open.authoring.score import Score, scanned, scores
from fengqiao_open.lang import LANGS

FOLDER = PHRASES.parent
#: Two splits with six quantities, one of them a range, and a name.
BENCHMARK = """\
split,phrase_id,phrase,value,upper,unit,qualifier,measure,kind
one,a,投资2.5亿元下降3%,2.5,,亿元,exact,,quantity
one,a,投资2.5亿元下降3%,-3,,%,exact,growth,quantity
one,b,增长8%至9%、8%,8,9,%,exact,growth,quantity
one,b,增长8%至9%、8%,8,,%,exact,growth,quantity
two,c,三改一拆,,,,,,name
two,d,近3家,3,,家,nearly,,quantity
two,e,约5人,5,,人,about,,quantity
"""
FOUND = """\
value,phrase_id,unit,qualifier,measure,kind,note
3,a,％,exact,growth,quantity,the sign is missing
25000,a,万元,exact,growth,quantity,the same amount in another magnitude and no growth
8.00,b,%,exact,growth,quantity,one of the two
8,b,%,exact,growth,quantity,one end of the range
3,c,,exact,,quantity,no quantity
3,d,个,nearly,,quantity,another unit
3,d,家,nearly,,name,does not count
5,e,人,exact,,quantity,another qualifier
"""


def write(folder: Path, benchmark: str = BENCHMARK, predicted: str = FOUND) -> tuple[Path, Path]:
    """A benchmark and predictions as files."""
    paths = folder / "benchmark.csv", folder / "predicted.csv"
    for path, text in zip(paths, (benchmark, predicted), strict=True):
        path.write_text(text, "utf-8")
    return paths


def scored(benchmark: Path, predicted: Path) -> list[Score]:
    """The scores of predictions."""
    phrases = read_benchmark(benchmark)
    return scores(phrases, read_predictions(predicted, phrases))


def test_scores_are_those_computed_by_hand(tmp_path: Path) -> None:
    """Counts of each level: a prediction that counts twice, an order that matters, a magnitude that differs.

    In split one, 9 is the only number without a prediction, and only one of the two lines with 8 is equal in all:
    the other label is a range. In split two, the number 3 of a name is predicted as well.
    """
    assert scored(*write(tmp_path)) == [
        Score("one", "number", 5, 4, 4),
        Score("one", "unit", 5, 4, 4),
        Score("one", "all", 4, 4, 1),
        Score("two", "number", 2, 3, 2),
        Score("two", "unit", 2, 3, 1),
        Score("two", "all", 2, 3, 0),
    ]


def test_rates_follow_from_the_counts() -> None:
    """Recall exchanged with precision, and a division by zero."""
    score, nothing = Score("one", "all", labelled=8, predicted=2, correct=1), Score("one", "all", 0, 0, 0)
    assert (score.recall, score.precision, score.f1) == (0.125, 0.5, 0.2)
    assert (nothing.recall, nothing.precision, nothing.f1) == (None, None, None)


@pytest.mark.parametrize(
    ("columns", "levels"),
    [("value", ["number"]), ("value,unit", ["number", "unit"]), ("value,unit,measure", ["number", "unit"])],
)
def test_only_what_is_predicted_is_compared(columns: str, levels: list[str], tmp_path: Path) -> None:
    """A reader of numbers would be blamed for units that it does not read."""
    paths = write(tmp_path, predicted=f"phrase_id,{columns}\n")
    assert [(each.level, each.predicted) for each in scored(*paths) if each.split == "one"] == [
        (level, 0) for level in levels
    ]


def test_every_row_of_a_benchmark_predicts_itself() -> None:
    """Labels that a perfect reader could not match."""
    for each in scored(PHRASES, PHRASES):
        assert each.labelled == each.predicted == each.correct > 0


HEADER = BENCHMARK.split("\n")[0] + "\n"
WRONG = [
    ("", FOUND, "benchmark.csv has no column split, phrase_id, phrase"),
    (HEADER, FOUND, "benchmark.csv has no phrases."),
    (BENCHMARK.replace("measure", "size", 1), FOUND, "benchmark.csv has no column measure."),
    (BENCHMARK.replace("-3,", "minus 3,"), FOUND, "benchmark.csv, line 3, column “value”: “minus 3” is not a number"),
    (BENCHMARK.replace("8,9,", "8,NaN,"), FOUND, "line 4, column “upper”: “NaN” is not a number"),
    (BENCHMARK.replace("-3,", "sNaN,"), FOUND, "“sNaN” is not a number"),
    (BENCHMARK.replace("-3,", "1e999,"), FOUND, "“1e999” is not a number"),
    (BENCHMARK.replace(",name", ",Name"), FOUND, "line 6, column “kind”: “Name” is not a code. The codes are: quantity,"),
    (BENCHMARK.replace(",name", ","), FOUND, "line 6, column “kind”: “” is not a code."),
    (BENCHMARK.replace("two,d", "two,c"), FOUND, "line 7: the phrase_id c has another phrase or split"),
    (BENCHMARK.replace("one,b", "two,b", 1), FOUND, "line 5: the phrase_id b has another phrase or split"),
    (BENCHMARK.replace("三改", '"三改'), FOUND, "benchmark.csv cannot be read"),
    (BENCHMARK.replace("exact,,quantity", "exact,quantity"), FOUND, "line 2: the row has 8 cells, not 9."),
    (BENCHMARK, FOUND.replace("phrase_id", "id"), "predicted.csv has no column phrase_id."),
    (BENCHMARK, FOUND.replace(",d,", ",f,"), "predicted.csv, line 7: the benchmark has no phrase_id f."),
    (BENCHMARK, FOUND.replace("25000", "25,000"), "predicted.csv, line 3: the row has 8 cells, not 7."),
    (BENCHMARK, FOUND.replace("25000", ""), "line 3, column “value”: “” is not a number"),
    (BENCHMARK, FOUND.replace("nearly", "almost", 1), "line 7, column “qualifier”: “almost” is not a code."),
    (BENCHMARK, FOUND.replace("exact,growth", "exact,level", 1), "line 2, column “measure”: “level” is not a code."),
    (BENCHMARK, FOUND.replace("note", "unit"), "predicted.csv has two columns “unit”."),
]  # fmt: skip


@pytest.mark.parametrize(("benchmark", "predicted", "message"), WRONG, ids=[each[2][-30:] for each in WRONG])
def test_a_wrong_file_is_an_error_in_both_languages(
    benchmark: str, predicted: str, message: str, tmp_path: Path
) -> None:
    """A row left out in silence changes the score."""
    paths = write(tmp_path, benchmark, predicted)
    shown = {lang: run("score", *map(str, paths), "--lang", lang) for lang in LANGS}
    assert {each.returncode for each in shown.values()} == {2}
    assert message in shown["en"].stderr
    assert not shown["en"].stdout and not shown["zh"].stdout
    assert re.search("[一-鿿]", shown["zh"].stderr) and "Traceback" not in shown["zh"].stderr
    assert shown["zh"].stderr != shown["en"].stderr


def test_files_that_are_no_tables_are_errors(tmp_path: Path) -> None:
    """A missing file, a folder, and the encoding of a Chinese spreadsheet."""
    benchmark, _ = write(tmp_path)
    (tmp_path / "gbk.csv").write_bytes(BENCHMARK.encode("gb18030"))
    for name in ("absent.csv", ".", "gbk.csv"):
        for words in ([tmp_path / name], [benchmark, tmp_path / name]):
            shown = run("score", *words)
            assert (shown.returncode, "cannot be read" in shown.stderr) == (2, True), (words, shown.stderr)


def test_the_command_prints_a_table_or_json(tmp_path: Path) -> None:
    """Rates in the wrong columns, and another reader than was asked for."""
    paths = write(tmp_path)
    header, *rows = run("score", *paths).stdout.splitlines()
    assert header.split() == [
        "split",
        "compared",
        "labelled",
        "predicted",
        "correct",
        "recall",
        "precision",
        "F1",
    ]
    assert rows[0].split() == ["one", "number", "5", "4", "4", "0.800", "1.000", "0.889"]
    assert len(rows) == 6
    (first, *_) = json.loads(run("score", *paths, "--format", "json").stdout)
    assert first == {
        "split": "one", "level": "number", "labelled": 5, "predicted": 4, "correct": 4,
        "recall": 0.8, "precision": 1.0, "f1": pytest.approx(8 / 9),
    }  # fmt: skip
    scanned = run("score", paths[0])
    assert scanned.returncode == 0
    assert [line.split()[-5:] for line in scanned.stdout.splitlines()[-1:]] == [
        ["2", "2", "1.000", "1.000", "1.000"]
    ]


def test_the_benchmark_is_valid_and_lists_the_codes_of_the_scorer() -> None:
    """A code that the Table Schema knows and the scorer does not, and a cell of the wrong type."""
    report = frictionless.validate(FOLDER / "datapackage.json")
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    (resource,) = json.loads((FOLDER / "datapackage.json").read_text("utf-8"))["resources"]
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert set(COLUMNS) <= set(fields)
    for column, codes in CODES.items():
        assert fields[column]["constraints"]["enum"] == list(codes)
        assert [each["value"] for each in fields[column]["categories"]] == list(codes)


def test_what_is_labelled_is_printed() -> None:
    """A numeral that its phrase does not print, and a value of what is no quantity."""
    with PHRASES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            assert row["printed_number"] in row["phrase"], row
            quantity = row["kind"] in ("quantity", "threshold")
            assert bool(row["value"]) == bool(row["qualifier"]) == quantity, row


README = (FOLDER / "README.md").read_text("utf-8")
#: The readers as the documents name them, with the file of their predictions.
READERS = {
    ("fengqiao-open, scanner", "`fo.extract`"): "",
    ("Recognizers-Text 1.0.2a2", "Recognizers-Text 1.0.2a2"): "recognizers-text",
    ("cn2an 0.5.24", "cn2an 0.5.24"): "cn2an",
    ("JioNLP 1.5.31", "JioNLP 1.5.31 (money only)"): "jionlp",
}


def documented(text: str, reader: str) -> list[list[str]]:
    """The rates in the line of a reader in a table, column by column."""
    (line,) = re.findall(rf"^\| {re.escape(reader)} \|(.*)\|$", text, re.MULTILINE)
    cells = [cell.strip().split(" / ") for cell in line.split("|")]
    return [cell for cell in cells if cell != ["–"]]


def rates(score: Score) -> list[str]:
    """Recall, precision and F1 as the documents print them."""
    return [f"{rate:.3f}" for rate in (score.recall, score.precision, score.f1) if rate is not None]


@pytest.mark.parametrize("reader", READERS)
def test_the_documented_results_are_those_of_the_command(reader: tuple[str, str]) -> None:
    """A table of results that outlives a change of the scanner, of the labels or of the predictions."""
    phrases = read_benchmark(PHRASES)
    predicted = FOLDER / "predictions" / f"{READERS[reader]}.csv"
    found = read_predictions(predicted, phrases) if READERS[reader] else scanned(phrases)
    wanted = [rates(each) for each in scores(phrases, found) if each.split == "held_out"]
    assert documented(README, reader[0]) == wanted
    page = (ROOT / "docs" / "extraction.md").read_text("utf-8")
    assert documented(page, reader[1]) == [each[:2] for each in wanted]


def test_the_documented_results_on_parts_of_the_phrases_are_right() -> None:
    """Phrases that were seen before, and what JioNLP is made for."""
    phrases = read_benchmark(PHRASES)
    seen = {each.text for each in phrases if each.split != "held_out"}
    unseen = [each for each in phrases if each.text not in seen]
    assert f"On the {len(unseen)} phrases" in README
    assert " / ".join(rates(scores(unseen, scanned(unseen))[-1])) in README
    money = [
        replace(each, quantities=tuple(one for one in each.quantities if "元" in one.unit.partition("/")[0]))
        for each in phrases
        if each.split == "held_out"
    ]
    found = scores(money, read_predictions(FOLDER / "predictions" / "jionlp.csv", phrases))[0]
    assert f"`held_out` has {found.labelled}; it finds the number of {found.correct} of them" in README


def test_the_documented_sizes_are_those_of_the_benchmark() -> None:
    """A split that grows, and a README that does not."""
    with PHRASES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    numerals, quantities = (
        Counter(row["split"] for row in rows),
        Counter(row["split"] for row in rows if row["kind"] == "quantity"),
    )
    phrases = Counter(split for split, _ in {(row["split"], row["phrase_id"]) for row in rows})
    shown = re.findall(r"^\| `(\w+)` \| (\d+) \| (\d+) \| (\d+) \|", README, re.MULTILINE)
    assert shown == [(s, str(phrases[s]), str(numerals[s]), str(quantities[s])) for s in numerals]
    for count in (phrases, numerals, quantities):
        assert README.count(f"{count.total():,}") == 2  # once in each language
