"""Corrupted text: Chinese decoded with the wrong encoding is found, given back where it can be, and right text is never blamed."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from packages import PHRASES, ROOT, make_good

import fengqiao_open as fo
from fengqiao_open.datapackage.corrupted_text import hint, replaced
from fengqiao_open.datapackage.package import shipped

Corrupt = Callable[[str], str]


def windows(data: bytes) -> str:
    """Bytes as Windows-1252 shows them, and as Latin-1 where it has no character."""
    return "".join(bytes([each]).decode("cp1252", "ignore") or chr(each) for each in data)


def gb18030(text: str) -> str:
    """UTF-8 read as GB18030."""
    return text.encode().decode("gb18030", "replace")


WAYS: dict[str, Corrupt] = {
    "UTF-8 read as GB18030": gb18030,
    "UTF-8 read as Windows-1252": lambda text: windows(text.encode()),
    "UTF-8 read as Latin-1": lambda text: text.encode().decode("latin-1"),
    "GBK read as Windows-1252": lambda text: windows(text.encode("gbk", "replace")),
    "GBK read as Latin-1": lambda text: text.encode("gbk", "replace").decode("latin-1"),
    "GBK read as UTF-8": lambda text: text.encode("gbk", "replace").decode("utf-8", "replace"),
    "twice Windows-1252": lambda text: windows(windows(text.encode()).encode()),
    "lost, then read as GBK": lambda text: "锟斤拷" * len(text),
}


SOME = ("UTF-8 read as GB18030", "UTF-8 read as Latin-1", "GBK read as Windows-1252")


def cells(paths: list[Path]) -> list[str]:
    """The different cells of some tables."""
    found: dict[str, None] = {}
    for path in paths:
        with path.open(encoding="utf-8", newline="") as lines:
            found |= dict.fromkeys(cell for row in csv.reader(lines) for cell in row if cell)
    return list(found)


def is_chinese(text: str) -> bool:
    """Whether a text has at least two Chinese characters."""
    return sum("一" <= each <= "鿿" for each in text) > 1


DATA = cells(sorted((ROOT / "data").glob("*.csv")))
LABELLED = cells([PHRASES])
# Every third is enough to try, and there are thousands.
CHINESE = [each for each in DATA + LABELLED if is_chinese(each)][::3]


@cache
def tried(way: str) -> tuple[tuple[str, str, fo.Corruption | None], ...]:
    """The texts that are corrupted in some way: as they were, as they are, and what is found in them."""
    corrupted = ((text, WAYS[way](text)) for text in CHINESE)
    return tuple((text, corrupt, fo.corrupted(corrupt)) for text, corrupt in corrupted if corrupt != text)


def test_right_text_is_never_blamed() -> None:
    """A check that blames a right name would be switched off: none in all cells, phrases and texts of the project."""
    texts = [path.read_text("utf-8") for path in [*ROOT.glob("docs/*.md"), *ROOT.glob("src/**/*.py")]]
    lines = [
        line for text in texts for line in text.split("\n") if "锟" not in line and "\\ufffd" not in line
    ]
    allowed = ("娴欐睙", "æ", "Õ", "\ufffd", "Ã", "â€")  # this is what the library and its docs speak of
    blamed = [
        each for each in DATA + LABELLED + lines if fo.corrupted(each) and not any(a in each for a in allowed)
    ]
    assert blamed == []


@pytest.mark.parametrize(
    "text",
    [
        "café", "“I like the café”…", "São Paulo – AÇÃO", "größer als 5 °C", "±0.5 m²", "××××年", "······", "……",
        "烫烫", "徐锟", "屯里屯外", "南浔区浔溪", "沁园春", "泗洪县", "浙江省", "鎮政府工作報告", "の", "Ⅲ类水", "《办法》", "naïve “…”",
    ],
)  # fmt: skip
def test_signs_letters_and_rare_characters_are_no_corruption(text: str) -> None:
    """Letters with accents beside quotation marks, rows of dots, rare and traditional characters."""
    assert fo.corrupted(text) is None


@pytest.mark.parametrize("way", WAYS)
def test_corrupted_text_is_found_in_every_way_of_its_making(way: str) -> None:
    """Of all Chinese texts at hand, at least 19 of 20 are found however they were corrupted, nearly all of the longer ones."""
    texts = tried(way)
    missed = [text for text, _, found in texts if found is None]
    assert len(texts) > 1_000
    assert len(missed) < len(texts) / 8
    assert len([text for text in missed if sum("一" <= each <= "鿿" for each in text) > 4]) < len(texts) / 100


@pytest.mark.parametrize("way", WAYS)
def test_a_fix_that_is_called_certain_is_the_original(way: str) -> None:
    """A wrong fix that is applied unseen would be a corruption of our own."""
    for text, _, found in tried(way):
        assert found is None or not found.certain or found.repaired == text


@pytest.mark.parametrize("way", WAYS)
def test_all_that_is_corrupted_passes_the_first_look(way: str) -> None:
    """Large tables are asked by an engine with this expression alone: what it passes over is never looked at again."""
    import polars as pl

    texts = [corrupt for _, corrupt, found in tried(way) if found]
    assert pl.Series(texts).str.contains(hint()).all()


def test_part_of_a_text_may_be_corrupted() -> None:
    """The original of a part is given, but not called certain; what is cut off within a character is not made up."""
    found = fo.corrupted(f"凤桥镇{gb18030('浙江')}路")
    assert found and (found.start, found.found, found.repaired, found.certain) == (
        3,
        "娴欐睙",
        "凤桥镇浙江路",
        False,
    )
    cut = fo.corrupted(windows("凤桥镇三星村".encode())[:-1])
    assert cut and (cut.repaired, cut.certain) == (None, False)
    assert fo.corrupted("凤桥\ufffd三星村") == fo.Corruption(2, "\ufffd", "lost", None, False)


@pytest.mark.parametrize("way", SOME)
@pytest.mark.parametrize(
    ("table", "name"), [("areas", "三星村"), ("projects", "凤桥（三星）水蜜桃品控中心"), ("themes", "财政")]
)
def test_a_corrupted_name_is_one_finding_at_its_cell(way: str, table: str, name: str, tmp_path: Path) -> None:
    """Wrong script, invisible characters, names that do not agree and stale tables all follow from one corrupted name."""
    corrupt = WAYS[way](name)
    for path in shipped().root.glob("data/*.csv"):
        (tmp_path / "data").mkdir(exist_ok=True)
        text = path.read_text("utf-8")
        text = text.replace(f",{name},", f",{corrupt},", 1) if path.stem == table else text
        (tmp_path / "data" / path.name).write_text(text, "utf-8", newline="")
    (tmp_path / "datapackage.json").write_bytes((shipped().root / "datapackage.json").read_bytes())
    (finding,) = fo.validate(tmp_path, hashes=False).findings
    assert (finding.table, finding.column) == (table, "name_zh")
    lost = "\ufffd" in corrupt
    assert (finding.code, finding.fix, finding.safe) == (
        ("FQ-L10", None, False) if lost else ("FQ-L09", name, True)
    )


@pytest.mark.parametrize("way", SOME)
def test_a_table_that_was_decoded_wrongly_is_one_finding(way: str, tmp_path: Path) -> None:
    """Four hundred findings have one cause, and one remedy; a DataFrame gets the same as a file."""
    folder = make_good(tmp_path / "good")
    path = folder / "data" / "indicators.csv"
    path.write_text(WAYS[way](path.read_text("utf-8")), "utf-8", newline="")
    found = fo.validate(folder, hashes=False).findings
    assert [(each.code, each.table, each.line) for each in found] == [("FQ-F08", "indicators", 1)]
    frame = fo.load("indicators")
    frame["name_zh"] = frame["name_zh"].map(WAYS[way])
    assert [each.code for each in fo.check(frame, "indicators").findings] == ["FQ-F08"]


@pytest.mark.parametrize("way", SOME)
def test_a_large_table_is_told_the_same(way: str, tmp_path: Path) -> None:
    """The fast look passes over Chinese characters and letters with accents, which is what corrupted text is made of."""
    from fengqiao_open.streaming.validate_table import validate_table

    header, *rows = (shipped().root / "data" / "areas.csv").read_text("utf-8").splitlines()
    one = [row.replace("三星村", WAYS[way]("三星村"), 1) if "三星村" in row else row for row in rows]
    (tmp_path / "areas.csv").write_text("\n".join([header, *one, ""]), "utf-8", newline="")
    report = validate_table("areas", [tmp_path / "areas.csv"])
    assert {each.code for each in report.findings} & {"FQ-L09", "FQ-L10"}
    (tmp_path / "areas.csv").write_text(
        "\n".join([header, *(WAYS[way](row) for row in rows), ""]), "utf-8", newline=""
    )
    report = validate_table("areas", [tmp_path / "areas.csv"])
    assert [each.code for each in report.findings if each.code[3] in "FL"] == ["FQ-F08"]


def test_a_corrupted_text_of_the_descriptor_is_a_finding_at_its_place(tmp_path: Path) -> None:
    """Catalogues show the title to the world."""
    folder = make_good(tmp_path / "good")
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    descriptor["resources"][0]["schema"]["fields"][1]["fq:titleZh"] = windows("报告名称".encode())
    (folder / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    (finding,) = fo.validate(folder).findings
    assert (finding.code, finding.values["place"]) == ("FQ-L12", "/resources/0/schema/fields/1/fq:titleZh")
    assert "报告名称" in finding.expected()


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("over 35 ?g/m?", "?g/m?"), ("10?C in May", "10?C"), ("caf?s and bars", "caf?s"), ("5 ha, then 50 thousand m?", "m?"),
        ("the Zoig? and Suichang parks", "Zoig?"), ("浓度35?g/m3", "浓度35?g/m3"), ("litres a m?/d", "m?/d"),
    ],
)  # fmt: skip
def test_a_question_mark_in_place_of_a_character_is_lost_text(good: Path, text: str, lost: str) -> None:
    """GBK has no micro sign and no small three: saved so and fixed, nothing told that text was lost."""
    path = good / "data" / "rulings.csv"
    content = path.read_text("utf-8").replace("One row for each village.", f'"{text}"')
    path.write_text(content, "utf-8")
    (finding,) = [each for each in fo.validate(good, hashes=False).findings if each.severity == "error"]
    assert (finding.code, finding.column, finding.fix) == ("FQ-L10", "ruling_en", None)
    assert finding.values["corrupt"] == lost and "text is lost" in finding.found()


@pytest.mark.parametrize(
    "text",
    [
        "Is it 35 or 40? enter 40.", "Which road of 5 km? the new one", "https://example.org/a.htm?div=-1", "What is it?",
        "see www.example.org/list?page", "(?)", "是什么?a", "共几家?2家", "“How is it entered?”", "Really?Yes", "3? No.",
    ],
)  # fmt: skip
def test_a_question_is_no_lost_text(text: str) -> None:
    """A question mark ends a question, in either language, or begins what is asked of an address."""
    assert replaced(text) is None


def test_no_text_of_any_table_has_a_lost_character() -> None:
    """Nothing right is blamed: the shipped tables, those of the tests, the catalogues and the benchmarks."""
    paths = [
        path for part in ("data", "tests/good", "src", "benchmarks") for path in (ROOT / part).rglob("*.csv")
    ]
    asked = [cell for cell in cells(paths) if "?" in cell]
    assert len(asked) > 50
    assert [cell for cell in asked if replaced(cell)] == []


def test_a_package_saved_as_gbk_has_a_finding_at_each_lost_character(tmp_path: Path) -> None:
    """The file is read, in another format; what GBK had no character for is not taken over in silence."""
    good = make_good(tmp_path / "good")
    path = good / "data" / "rulings.csv"
    content = path.read_text("utf-8").replace("One row for each village.", "At most 35 µg/m³.")
    path.write_bytes(content.encode("gbk", "replace"))
    found = {(each.code, each.column) for each in fo.validate(good, hashes=False).findings}
    assert ("FQ-L10", "ruling_en") in found
