"""A citation names the version, the rows, their hash, and the report and paragraphs behind them; in every style."""

from __future__ import annotations

import hashlib
import json
import random
import re
from datetime import date
from pathlib import Path

import bibtexparser
import jsonschema
import pandas as pd
import pytest
from packages import SHAPES, make_good

import fengqiao_open as fo
from fengqiao_open.citing.citations import Style, cited
from fengqiao_open.citing.styles import STYLES
from fengqiao_open.cli import main
from fengqiao_open.datapackage.facts import read_facts
from fengqiao_open.datapackage.package import read_package, shipped
from fengqiao_open.lang import Lang

ONE, OTHER = "fengqiao-2023-p10-01", "fengqiao-2023-p15-05"
TABLE = hashlib.sha256((shipped().root / "data" / "observations.csv").read_bytes()).hexdigest()


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_style_names_what_a_reader_needs_to_find_the_figures_again(style: Style, lang: str) -> None:
    """A citation that lacks one of these leads to another version, another table, or nowhere."""
    text = fo.cite([ONE, OTHER], style, lang)  # type: ignore[arg-type]
    selection = cited([ONE, OTHER], shipped()).selection
    report = "凤桥镇政府工作报告" if lang == "zh" else "Government Work Report of Fengqiao Town"
    for part in (shipped().version, "observations", "139", TABLE, selection, report, "2023", "10", "15"):
        assert part in text
    assert str(shipped().descriptor["homepage"]) in text


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("role", ["publisher", "creator"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_citation_does_without_an_address_and_with_one_contributor(
    tmp_path: Path, style: Style, role: str, lang: Lang
) -> None:
    """A package that is not on the web yet, or is made and published by one office, could not be cited."""
    package = make_good(tmp_path)
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    for name in ("homepage", "id", "fq:spatial", "fq:rights"):
        descriptor.pop(name, None)
    descriptor["contributors"] = [{"title": "Office", "fq:titleZh": "统计办公室", "roles": [role]}]
    path.write_text(json.dumps(descriptor), "utf-8")
    text = fo.cite(None, style, lang, package)
    assert ("统计办公室" if lang == "zh" else "Office") in text
    assert not re.search(r"OL\]|\{\}|\"\"|[.,，] ?[.,，]|[,，]\n\n", text.replace(",\n}", "\n}")), text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("selection", "paragraphs"),
    [(None, []), ([ONE], ["10"]), ([ONE, OTHER], ["10", "15"])],
    ids=["the package", "a row", "two rows"],
)
def test_the_bibtex_is_read_by_a_bibtex_parser(
    selection: list[str] | None, paragraphs: list[str], lang: Lang
) -> None:
    """One bad brace and the whole bibliography fails."""
    found = bibtexparser.parse_string(fo.cite(selection, "bibtex", lang))
    assert not found.failed_blocks
    data, report = found.entries
    assert (data.entry_type, report.entry_type) == ("misc", "techreport")
    assert data.fields_dict["version"].value == shipped().version
    assert data.fields_dict["title"].value == f"{{{read_facts(shipped()).title.name(lang)}}}"
    note = report.fields_dict["note"].value if "note" in report.fields_dict else ""
    assert re.findall(r"\d+", note) == paragraphs


def test_citations_made_one_by_one_go_into_one_bibliography() -> None:
    """One key for two entries with different notes: BibTeX keeps the first, and the paragraph is wrong."""
    found = [fo.cite(each, "bibtex") for each in (ONE, OTHER, [ONE, OTHER], None)]
    library = bibtexparser.parse_string("\n\n".join(found))
    assert not library.failed_blocks and len(library.entries) == 8
    assert [entry.key for entry in library.entries][1::2] == [
        *("fengqiao-2023-p10", "fengqiao-2023-p15", "fengqiao-2023-p10-p15", "fengqiao-2023"),
    ]


@pytest.mark.parametrize("style", ["bibtex", "csl"])
def test_a_number_has_one_key_however_it_is_selected(style: Style) -> None:
    """By id, from `statistics` or from `observations`: another key is another source in the list."""
    for keys in ([ONE], [ONE, OTHER]):
        frames = (fo.load("observations"), fo.load("statistics"), fo.statistics("en"))
        rows = (each[each["observation_id"].isin(keys)] for each in frames)
        texts = [fo.cite(each, style) for each in (keys, *rows)]
        made = {re.search(r"fengqiao-open-\d[^\",]+", text).group() for text in texts}  # type: ignore[union-attr]
        assert len(made) == 1


@pytest.mark.parametrize("style", ["bibtex", "csl"])
def test_the_note_names_a_few_statistics_with_their_printed_text(style: Style) -> None:
    """“1 of 139 rows, selection f3d6…” does not say which number is cited."""
    assert f"{ONE}: “91.7亿元”. " in fo.cite(ONE, style)
    assert f"{ONE}: “91.7亿元”. " in fo.cite(fo.statistics("en").query("observation_id == @ONE"), style)
    assert "“91.7亿元”" not in fo.cite(fo.statistics("en", theme="industry"), style)


@pytest.mark.parametrize("selection", [None, [ONE, OTHER]])
def test_the_csl_json_is_valid(selection: list[str] | None) -> None:
    """Reference managers refuse what breaks the schema."""
    found = json.loads(fo.cite(selection, "csl"))
    jsonschema.Draft7Validator(json.loads((SHAPES / "csl-data.json").read_text("utf-8"))).validate(found)
    assert [each["type"] for each in found] == ["dataset", "report"]


def test_the_short_form_is_one_line_in_each_language_and_the_hashes_are_apart() -> None:
    """A journalist has room for one line; 64 hexadecimal digits in it and he cites nothing."""
    zh, en, empty, *hashes = fo.cite([ONE, OTHER]).splitlines()
    version, home = shipped().version, shipped().descriptor["homepage"]
    assert zh == (
        "凤桥镇人民政府《凤桥镇政府工作报告》，2023年2月28日，第 10、15 段；数据整理：fengqiao_open 贡献者"
        f"《凤桥开放数据：一份镇政府工作报告中的统计数据》{version} 版，{home}"
    )
    assert en == (
        "People's Government of Fengqiao Town, Government Work Report of Fengqiao Town, 28 February 2023, "
        "paras. 10, 15; data: fengqiao_open contributors, "
        f"Fengqiao Open: statistics of a town's government work report, version {version}, {home}"
    )
    assert empty == "" and len(hashes) == 2 and all(TABLE in line for line in hashes)
    assert fo.cite([ONE, OTHER], lang="zh").splitlines() == [zh, "", hashes[0]]
    assert fo.cite([ONE, OTHER], lang="en").splitlines() == [en, "", hashes[1]]


@pytest.mark.parametrize("style", ["short", "apa", "gbt7714"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_reference_to_read_holds_a_hash(style: Style, lang: Lang) -> None:
    """What goes into a list of references is above the empty line, what proves the rows below it."""
    references, hashes = fo.cite([ONE], style, lang).split("\n\n")
    assert not re.search("[0-9a-f]{12}", references)
    assert TABLE in hashes and len(hashes.splitlines()) == 1


def test_gbt7714_has_the_marks_and_dates_of_the_standard() -> None:
    """[DS/OL] with the day of publishing and that of access; the report as [R/OL] with the page of its text."""
    data, report, *_ = fo.cite(style="gbt7714").splitlines()
    facts = read_facts(shipped())
    published = (
        f"{facts.title.zh}: {facts.version} 版[DS/OL]. ({facts.created})[{date.today()}]. {facts.homepage}."
    )
    assert data.startswith(f"{facts.creators[0].zh}. {published}")
    page = "http://www.ilynn.cn/document_detail/112786.html"
    assert report == f"凤桥镇人民政府. 凤桥镇政府工作报告[R/OL]. (2023-02-28)[{date.today()}]. {page}."


def test_the_selection_hash_is_what_the_shell_says() -> None:
    """Documented means that anyone can make it again: `grep`, `sort`, `sha256sum`."""
    lines = (shipped().root / "data" / "observations.csv").read_bytes().splitlines(keepends=True)
    chosen = sorted(line for line in lines if line.startswith((f"{ONE},".encode(), f"{OTHER},".encode())))
    assert cited([OTHER, ONE], shipped()).selection == hashlib.sha256(b"".join(chosen)).hexdigest()[:12]


def test_order_columns_and_index_make_no_difference() -> None:
    """The same statistics are the same selection, however they were got hold of."""
    frame = fo.load("observations").query("period == 2022 and measure == 'level'")
    keys = list(frame["observation_id"])
    wanted = cited(frame, shipped())
    random.Random(1).shuffle(keys)
    assert cited(keys, shipped()) == wanted
    assert cited([*keys, keys[0]], shipped()) == wanted
    assert cited(frame.iloc[::-1][["value", "observation_id"]], shipped()) == wanted
    assert cited(frame.set_index("observation_id"), shipped()) == wanted
    assert cited(frame.merge(fo.load("units"), on="unit_id"), shipped()).table == "observations"
    assert cited(keys[1:], shipped()).selection != wanted.selection


@pytest.mark.parametrize("lang", ["zh", "en", None])
def test_rows_of_statistics_cite_their_table_and_paragraphs(lang: str | None) -> None:
    """`fo.statistics` is what most people filter."""
    found = cited(fo.statistics(lang, theme="trade", period=2022), shipped())  # type: ignore[arg-type]
    assert (found.table, found.rows, found.reports[0].paragraphs) == ("statistics", 4, (10,))


@pytest.mark.parametrize(
    ("table", "rows", "paragraphs"),
    [
        ("commitments", slice(0, 1), (30,)),
        ("derived", slice(0, 1), (10,)),
        ("relations", slice(0, 1), (10,)),
        ("figures", slice(0, 2), (1, 3)),
        ("passages", slice(4, 6), (5, 6)),
        ("units", slice(0, 3), ()),
    ],
)
def test_rows_of_every_table_lead_to_their_paragraphs(
    table: str, rows: slice, paragraphs: tuple[int, ...]
) -> None:
    """By figure, passage or statistic; a unit stands nowhere, and the report is named without a paragraph."""
    found = cited(fo.load(table)[rows], shipped())  # type: ignore[call-overload, arg-type]
    assert (found.table, found.reports[0].paragraphs) == (table, paragraphs)


@pytest.mark.parametrize("lang", [None, "en", "zh"])
def test_a_grouped_result_is_not_cited_as_rows_of_a_reference_table(lang: Lang | None) -> None:
    """Fiscal revenue by area is no row of `areas`: its citation would name a table that has no such number."""
    rows = fo.statistics(lang)
    for grouped in (
        rows.groupby("area_id")["value"].sum(),
        rows.groupby("indicator_id", as_index=False)["value"].max(),
        rows.groupby("theme_id").agg({"value": "sum", "indicator_id": "first"}),
        rows.groupby("area_id").size(),
        rows.pivot_table(index="indicator_id", columns="measure", values="value", observed=True),
    ):
        with pytest.raises(ValueError, match="cite the rows that were grouped"):
            fo.cite(grouped)


def test_rows_with_columns_of_ones_own_are_cited() -> None:
    """A column added, or all others left out, makes no other row of it."""
    areas, rows = fo.load("areas"), fo.statistics("en", theme="trade")
    for selection in (
        areas, areas[["area_id"]], areas[["area_id", "name_zh"]].assign(mine=1), areas.assign(mine=1, yours=2),
    ):  # fmt: skip
        assert "Table “areas”" in fo.cite(selection, lang="en")
    for selection in (rows[["observation_id"]].assign(per_head=1), rows.merge(areas, on="area_id")):
        assert "“observations”" in fo.cite(selection, lang="en") or "“statistics”" in fo.cite(
            selection, lang="en"
        )


def test_what_cannot_be_cited_is_told() -> None:
    """An unknown style lists those that there are; a wrong identifier names the nearest."""
    with pytest.raises(ValueError, match=r"'mla'\. The styles are: short, bibtex, apa, gbt7714, csl"):
        fo.cite(style="mla")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="lang is 'zh', 'en' or None"):
        fo.cite(lang="fr")  # type: ignore[arg-type]
    with pytest.raises(fo.UnknownKeyError, match=r"^There is no row .*Did you mean 'fengqiao-2023-p10-"):
        fo.cite("fengqiao-2023-p10-011")
    with pytest.raises(fo.UnknownKeyError) as unknown:
        fo.locate("fengqiao-2023-p10-011")
    assert (
        unknown.value.message("zh")
        == "没有编号为 'fengqiao-2023-p10-011' 的观测值。是否指 'fengqiao-2023-p10-11'？"
    )
    with pytest.raises(ValueError, match="empty"):
        fo.cite(fo.load("observations").head(0))
    with pytest.raises(ValueError, match="Keep the key"):
        fo.cite(pd.DataFrame({"value": [1.0]}))


def test_another_package_is_cited_by_its_own_descriptor(tmp_path: Path) -> None:
    """A town's figures must not be cited as Fengqiao's; and markup in a title stays text in BibTeX."""
    folder = make_good(tmp_path / "good")
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    descriptor["title"] = "50% {of} $1 & #2_3"
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    found = bibtexparser.parse_string(fo.cite(style="bibtex", package=folder))
    assert not found.failed_blocks
    assert found.entries[0].fields_dict["title"].value == r"{50\% \{of\} \$1 \& \#2\_3}"


def test_the_command_cites_and_lists_the_styles(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the library says, on the command line."""
    monkeypatch.setattr("sys.argv", ["fengqiao-open", "cite", ONE, "--style", "apa"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code, capsys.readouterr().out.strip()) == (0, fo.cite([ONE], "apa"))
    monkeypatch.setattr("sys.argv", ["fengqiao-open", "cite", "--style", "mla"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "short, bibtex, apa, gbt7714, csl" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "place", "value"),
    [("fq:languages", ["fq:languages"], 3), ("fq:contact/path", ["fq:contact", "path"], -1), ("fq:themes/1", ["fq:themes", 0], "x"),
     ("fq:temporal", ["fq:temporal"], ["2022"]), ("fq:frequency/title", ["fq:frequency", "title"], {"a": 1}),
     ("sources/1/fq:publisher", ["sources", 0, "fq:publisher"], 3)],
)  # fmt: skip
def test_a_property_of_another_form_is_named_with_the_form_it_should_have(
    good: Path, name: str, place: list[str | int], value: object
) -> None:
    """Catches words of Python, such as 'int' object is not iterable, in a message to a clerk."""
    file = good / "datapackage.json"
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    own = json.loads((shipped().root / "datapackage.json").read_text(encoding="utf-8"))
    descriptor = {**own, **descriptor, **{each: own[each] for each in own if each.startswith("fq:")}}
    inner = descriptor
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    file.write_text(json.dumps(descriptor), encoding="utf-8")
    with pytest.raises(fo.PackageError) as refused:
        read_facts(read_package(good))
    assert f"{name} must be" in str(refused.value)
    assert "object is not" not in str(refused.value)
