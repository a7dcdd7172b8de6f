"""Many packages: combined into one compilation, held against each other, read lazily."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest
from command import run
from hypothesis import example, given
from hypothesis import strategies as st
from packages import make_bad, make_good, pack
from towns import joined, make_town, rewrite

import fengqiao_open as fo
from fengqiao_open.authoring.refresh import refresh
from fengqiao_open.compilation import combine as combining
from fengqiao_open.compilation import machine, partitions
from fengqiao_open.compilation.addresses import find_packages
from fengqiao_open.compilation.conflicts import Ledger, settled
from fengqiao_open.compilation.discover import validate_packages
from fengqiao_open.compilation.examined import examine
from fengqiao_open.compilation.fingerprints import IN_ONE, MARK, Kind
from fengqiao_open.compilation.reports import written
from fengqiao_open.compilation.workers import spread
from fengqiao_open.datapackage.package import DESCRIPTOR, read_package, shipped
from fengqiao_open.errors import PackageError
from fengqiao_open.exports import export
from fengqiao_open.metadata.files import write_metadata
from fengqiao_open.streaming.validate_table import validate_table

TABLES = shipped().tables
IN_PARTS = [name for name in TABLES if name not in IN_ONE]


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a town, its next report, and another town; no test changes it."""
    folder = tmp_path_factory.mktemp("towns")
    make_town(folder / "north" / "linhe", "linhe")
    make_town(folder / "qinghe-2033", "qinghe", later=1)
    make_town(folder / "qinghe-2032")
    return folder


@pytest.fixture(scope="module")
def compilation(towns: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three combined, one to a part; no test changes it."""
    folder = tmp_path_factory.mktemp("compilation") / "all"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(combining, "shares", lambda sizes: partitions.shares(sizes, most=1))
        patch.setattr(machine, "spread", lambda work, things, count, few=0: map(work, things))
        assert fo.combine([towns], folder).report.ok
    return folder


@pytest.fixture(scope="module")
def whole(towns: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same rows as one small package of CSV files."""
    return joined(_in_order(towns), tmp_path_factory.mktemp("joined") / "all")


def _in_order(towns: Path) -> list[Path]:
    return [towns / name for name in ("north/linhe", "qinghe-2032", "qinghe-2033")]


def _pair(folder: Path) -> tuple[Path, Path]:
    return make_town(folder / "a"), make_town(folder / "b", "wuhe")


# What is written.


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_of_the_packages_is_in_the_compilation(name: str, compilation: Path, whole: Path) -> None:
    """A merge that drops, doubles or retypes a cell falsifies every town at once."""
    made, wanted = fo.load(name, compilation), fo.load(name, whole)  # type: ignore[arg-type]
    pd.testing.assert_frame_equal(made, wanted)
    assert len(made)


def test_what_is_made_of_one_package_says_that_a_compilation_is_none(compilation: Path, tmp_path: Path) -> None:  # fmt: skip
    """A list of missing properties does not say that a compilation is cited by its packages."""
    for make in (lambda: fo.cite(package=compilation), lambda: write_metadata(read_package(compilation), tmp_path)):  # fmt: skip
        with pytest.raises(PackageError, match="is a merged dataset"):
            make()


def test_a_part_of_every_table_holds_the_same_reports(compilation: Path) -> None:
    """Joins within a part need no other part; a report torn apart would make them wrong."""
    package = read_package(compilation)
    for number, source in enumerate(["linhe-2032", "qinghe-2032", "qinghe-2033"]):
        for name in IN_PARTS:
            frame = pl.read_parquet(package.paths(name)[number])
            texts = frame.select(
                pl.concat_str(pl.all().cast(pl.String).fill_null(""), separator=" ")
            ).to_series()
            others = {"linhe-2032", "qinghe-2032", "qinghe-2033"} - {source}
            assert not any(other in text for other in others for text in texts), name
            if "source_id" in frame.columns:
                assert set(frame["source_id"]) == {source}


def test_the_types_are_those_of_the_descriptor_and_the_parts_are_zstd(compilation: Path) -> None:
    """A year stored as text, or a code as a number, is a trap for every engine that reads the file."""
    import pyarrow.parquet as pq

    package = read_package(compilation)
    types = {
        "integer": pl.Int64,
        "year": pl.Int64,
        "number": pl.Float64,
        "date": pl.Date,
        "boolean": pl.Boolean,
    }
    for name in TABLES:
        for path in package.paths(name):
            schema = pl.read_parquet_schema(path)
            assert schema == {
                each["name"]: types.get(each["type"], pl.String) for each in package.fields(name)
            }
            facts = pq.ParquetFile(path).metadata
            if facts.num_row_groups and facts.num_rows:
                assert facts.row_group(0).column(0).compression == "ZSTD"


def test_the_descriptor_is_valid_and_names_every_file(compilation: Path) -> None:
    """A harvester knows nothing of this library: it reads the descriptor by the standard."""
    import jsonschema

    from fengqiao_open.datapackage.profile import profile

    descriptor = json.loads((compilation / DESCRIPTOR).read_text("utf-8"))
    jsonschema.Draft7Validator(dict(profile())).validate(descriptor)
    listed = [each["path"] for each in descriptor["resources"]]
    paths = [path for each in listed for path in (each if isinstance(each, list) else [each])]
    on_disk = {path.relative_to(compilation).as_posix() for path in compilation.rglob("*.parquet")}
    assert sorted(paths) == sorted(on_disk)
    assert {path.name for path in compilation.iterdir()} == {"data", DESCRIPTOR}


def test_the_packages_are_named_with_their_licence(compilation: Path) -> None:
    """CC BY asks to name each package that a row may come from."""
    packages = fo.load("packages", compilation)  # type: ignore[arg-type]
    assert list(packages["package"]) == ["linhe-open", "qinghe-open", "qinghe-open"]
    assert set(packages["licenses"]) == {"CC-BY-4.0"}
    assert list(packages["source_ids"]) == ["linhe-2032", "qinghe-2032", "qinghe-2033"]


def test_the_order_of_the_arguments_does_not_matter(towns: Path, tmp_path: Path) -> None:
    """Two machines that list folders otherwise must make the same compilation."""
    first, second = _in_order(towns)[:2]
    for name, paths in (("one", [first, second]), ("two", [second, first])):
        fo.combine(paths, tmp_path / name)
    made = [
        sorted(path for path in (tmp_path / name).rglob("*") if path.is_file()) for name in ("one", "two")
    ]
    assert [path.read_bytes() for path in made[0]] == [path.read_bytes() for path in made[1]]


def test_themes_are_numbered_anew(tmp_path: Path) -> None:
    """Each package numbers the themes it uses from 1: the number says nothing of another package's list."""
    one, two = _pair(tmp_path)
    rows = (one / "data" / "themes.csv").read_text("utf-8")
    other = rows.replace("Economy,1", "Economy,2").replace("Safety,2", "Safety,1")
    rewrite(two, "themes", rows, other)
    assert fo.validate(two).ok
    assert fo.combine([one, two], tmp_path / "all").report.ok
    themes = fo.load("themes", tmp_path / "all")
    assert themes[["theme_id", "order"]].values.tolist() == [["economy", 1], ["safety", 2]]


def test_a_row_in_two_packages_is_written_once(towns: Path, tmp_path: Path) -> None:
    """An aggregator gets one package from two servers, or two editions that differ in nothing that clashes."""
    one, two = _in_order(towns)[1:]
    again = Path(shutil.copytree(one, tmp_path / "again"))
    path = again / "data" / "rulings.csv"
    row = (
        path.read_text("utf-8")
        .splitlines()[1]
        .replace("each", "every")
        .replace("各", "每")
        .replace("一条", "两条")
    )
    rewrite(
        again, "rulings", path.read_text("utf-8"), f"{path.read_text('utf-8')}{row.replace('One', 'Two')}\n"
    )
    made = fo.combine([one, two, again], tmp_path / "all")
    assert made.report.ok and len(made.taken) == 3
    wanted = joined([one, again, two], tmp_path / "joined")
    assert len(fo.load("rulings", wanted)) == 3
    for name in TABLES:
        pd.testing.assert_frame_equal(fo.load(name, tmp_path / "all"), fo.load(name, wanted))  # type: ignore[arg-type]


# What clashes.


def _code_list(two: Path) -> None:
    rewrite(two, "areas", "Example District", "Sample District")


def _identifier(two: Path) -> None:
    for name in ("projects", "project_stages", "project_observations"):
        path = two / "data" / f"{name}.csv"
        path.write_text(path.read_text("utf-8").replace("wuhe-village-roads", "village-roads"), "utf-8")
    refresh(read_package(two))


def _edition(two: Path) -> None:
    shutil.rmtree(two)
    make_town(two)
    rewrite(two, "source_repairs", "A stray byte at the end.", "A stray byte.")


def _two_codes(two: Path) -> None:
    for name in ("indicators", "observations"):
        path = two / "data" / f"{name}.csv"
        path.write_text(path.read_text("utf-8").replace("app-installation", "app-coverage"), "utf-8")
    refresh(read_package(two))


CLASHES = {
    "FQ-C02": (_code_list, "areas", "990101000000"),
    "FQ-C03": (_identifier, "projects", "village-roads"),
    "FQ-C04": (_edition, "sources", "qinghe-2032"),
    "FQ-C05": (_two_codes, "indicators", "app-coverage"),
}


@pytest.mark.parametrize("code", CLASHES)
def test_a_clash_is_found_at_its_row_and_its_package_left_out(code: str, tmp_path: Path) -> None:
    """Two meanings under one code, once joined, cannot be told apart again."""
    one, two = _pair(tmp_path)
    change, table, key = CLASHES[code]
    change(two)
    assert fo.validate(two).ok
    made = fo.combine([one, two], tmp_path / "all")
    assert (made.taken, made.left_out) == ((one,), (two,))
    assert {each.code for each in made.report.findings} == {code}
    finding = next(each for each in made.report.findings if each.key == key)
    assert (finding.table, finding.row[next(iter(finding.row))]) == (table, key)
    assert Path(finding.evidence.file) == two / "data" / f"{table}.csv"
    assert (one / "data" / f"{table}.csv").as_posix() in finding.found()
    assert fo.validate(tmp_path / "all").ok
    assert list(fo.load("sources", tmp_path / "all")["source_id"]) == ["qinghe-2032"]


@pytest.mark.parametrize("code", CLASHES)
def test_a_clash_reads_in_both_languages(code: str, tmp_path: Path) -> None:
    """A place left unfilled would leave the steward without the word that matters."""
    one, two = _pair(tmp_path)
    CLASHES[code][0](two)
    for finding in validate_packages([one, two]).findings:
        for lang in ("en", "zh"):
            for words in (
                finding.found(lang),
                finding.expected(lang),
                finding.how_to_fix(lang),
                finding.why(lang),
            ):
                assert words.strip(" .。“”")
                assert "{" not in words and "“”" not in words


def test_the_version_of_most_packages_stays(tmp_path: Path) -> None:
    """One town's slip must not push out all others, whatever its name begins with."""
    towns = [make_town(tmp_path / name, name) for name in ("anhe", "linhe", "wuhe")]
    rewrite(towns[0], "areas", "Example District", "Sample District")
    made = fo.combine(towns, tmp_path / "all")
    assert made.left_out == (towns[0],)
    (finding,) = made.report.findings
    assert (finding.values["here"], finding.values["packages"]) == ("1", "2")


def test_two_editions_of_a_report_are_one_clash(tmp_path: Path) -> None:
    """Whatever follows from the same cause is not told again row by row."""
    one, two = make_town(tmp_path / "a"), make_town(tmp_path / "b")
    path = two / "data" / "passages.csv"
    path.write_text(path.read_text("utf-8").replace("review,1.1", "review,1.2"), "utf-8")
    rewrite(two, "source_repairs", "A stray byte at the end.", "A stray byte.")
    (finding,) = (each for each in validate_packages([one, two]).findings if each.code.startswith("FQ-C"))
    assert (finding.code, finding.values["count"]) == ("FQ-C04", "4")


@given(
    st.lists(
        st.dictionaries(st.sampled_from(range(6)), st.sampled_from("abc"), min_size=1), min_size=1, max_size=7
    )
)
@example([{2: "b"}, *2 * [{0: "b", 2: "b"}], *3 * [{0: "a", 3: "a"}], *2 * [{2: "a", 3: "b"}]])
def test_what_stays_agrees_and_what_goes_is_told(packages: list[dict[int, str]]) -> None:
    """Whoever clashes with whom: one code never has two meanings, and nobody is left out without a reason."""
    with Ledger() as ledger:
        for number, things in enumerate(packages):
            rows = [
                (0, key, ord(content), Kind.REPORT if key < 2 else Kind.ROW, 0)
                for key, content in things.items()
            ]
            ledger.add(number, np.array(rows, MARK))
        clashes, kept = settled(ledger.clashes(range(len(packages))), len(packages))
        staying = [number for number in range(len(packages)) if kept[number]]
        repeats = ledger.repeats(staying)
    assert staying
    contents: dict[int, set[str]] = {}
    for number in staying:
        for key, content in packages[number].items():
            contents.setdefault(key, set()).add(content)
    assert all(len(each) == 1 for each in contents.values())
    told = {int(number) for clash in clashes for _, numbers in clash.versions[1:] for number in numbers}
    assert told == set(range(len(packages))) - set(staying)
    written = [
        key for place, number in enumerate(staying) for key in packages[number]
        if key > 1 and key not in repeats.get(place, ())
    ]  # fmt: skip
    assert sorted(written) == sorted(key for key in contents if key > 1)


def test_an_indicator_of_the_catalogue_may_be_defined_in_other_words(tmp_path: Path) -> None:
    """Two stewards who wrote one concept in their own words could not be combined."""
    one, two = _pair(tmp_path)
    rewrite(two, "indicators", "Output of industrial enterprises.", "What industrial enterprises put out.")
    rewrite(two, "indicators", "Gross industrial output,", "Gross output of industry,")
    assert fo.validate(two).ok
    made = fo.combine([one, two], tmp_path / "all")
    assert made.report.ok, str(made.report)
    assert len(made.taken) == 2
    assert fo.validate(tmp_path / "all").ok
    listed = fo.load("indicators", tmp_path / "all")
    assert list(listed["indicator_id"]).count("gross-industrial-output") == 1


def test_a_counter_may_have_the_english_name_of_what_it_counts_here(tmp_path: Path) -> None:
    """户 are households in one town and businesses in another: neither could have its own word for them."""
    one, two = _pair(tmp_path)
    rewrite(two, "units", "firm,家,enterprises or institutions,家,count,firm,1,1,UCUM,{enterprise}",
            "firm,家,schools,家 所（家）,count,firm,1,1,UCUM,{school}")  # fmt: skip
    refresh(read_package(two))
    made = fo.combine([one, two], tmp_path / "all", ignore=["FQ-R", "FQ-P", "FQ-K14"])
    assert not made.report.findings, str(made.report)
    assert len(made.taken) == 2


def test_an_indicator_of_the_catalogue_that_measures_something_else_is_a_clash(tmp_path: Path) -> None:
    """The same identifier in hectares and in yuan would be added up."""
    one, two = _pair(tmp_path)
    path = two / "data" / "indicators.csv"
    rows = path.read_text("utf-8").splitlines(keepends=True)
    changed = [
        row.replace(",money,", ",index,") if row.startswith("manufacturing-investment") else row
        for row in rows
    ]
    path.write_text("".join(changed), "utf-8")
    refresh(read_package(two))
    made = fo.combine([one, two], tmp_path / "all", ignore=["FQ-R", "FQ-P", "FQ-K14"])
    assert {each.code for each in made.report.findings} == {"FQ-C02"}
    assert next(iter(made.report.findings)).column == "quantity"


def test_places_of_one_name_in_two_towns_are_no_clash(tmp_path: Path) -> None:
    """There is a Chengguan in hundreds of counties; an east zone in every second town."""
    one, two = _pair(tmp_path)
    for name in ("areas", "observations", "organisations", "projects", "awards", "commitments"):
        path = two / "data" / f"{name}.csv"
        path.write_text(path.read_text("utf-8").replace("east-zone", "wuhe-east-zone"), "utf-8")
    refresh(read_package(two))
    assert fo.combine([one, two], tmp_path / "all").report.ok
    assert list(fo.load("areas", tmp_path / "all")["name_zh"]).count("东片区") == 2
    assert fo.validate(tmp_path / "all").ok


# What is refused.


def test_a_package_with_errors_is_left_out_and_the_first_error_shown(tmp_path: Path) -> None:
    """A wrong figure of one town would be one among a million, where nobody finds it."""
    good, bad = make_town(tmp_path / "good", "linhe"), make_bad("FQ-P01", tmp_path / "bad")
    made = fo.combine([good, bad], tmp_path / "all")
    assert (made.taken, made.left_out) == ((good,), (bad,))
    (finding,) = made.report.findings
    assert (finding.code, finding.table, finding.column, finding.line) == (
        "FQ-C01",
        "observations",
        "value",
        8,
    )
    assert "FQ-P01" in finding.found() and str(bad) in finding.how_to_fix("zh")
    assert finding.row["observation_id"] == finding.key


def test_codes_that_are_ignored_keep_no_package_out(tmp_path: Path) -> None:
    """An aggregator may take what he knows to be harmless, by its code."""
    bad = make_bad("FQ-P01", tmp_path / "bad")
    made = fo.combine([bad], tmp_path / "all", ignore=["FQ-P01"])
    assert made.report.ok and made.taken == (bad,)
    with pytest.raises(ValueError, match="No code begins"):
        fo.combine([bad], tmp_path / "other", ignore=["FQ-P99"])


@pytest.mark.parametrize("code", ["FQ-T01", "FQ-K01", "FQ-F02", "FQ-D01", "FQ-S01", "FQ-K03"])
def test_what_is_wrong_in_itself_cannot_be_ignored(code: str, tmp_path: Path) -> None:
    """A cell that is no number has no place in a column of numbers; a key that stands twice is none."""
    bad = make_bad(code, tmp_path / "bad")
    made = fo.combine([bad], tmp_path / "all", ignore=["FQ"])
    assert (made.taken, made.left_out) == ((), (bad,))
    assert [each.code for each in made.report.findings] == ["FQ-C01"]
    assert not (tmp_path / "all").exists()


def test_a_compilation_is_no_package(compilation: Path, tmp_path: Path) -> None:
    """Rows that were joined cannot be checked as those of one town."""
    made = fo.combine([compilation], tmp_path / "all")
    assert made.left_out == (compilation,)
    assert "is a merged dataset" in made.report.findings[0].found()


# Where it is written.


def test_an_older_compilation_is_replaced_in_one_step(towns: Path, tmp_path: Path) -> None:
    """A reader sees the old one or the new one, and nothing is left beside it."""
    target = tmp_path / "all"
    first, second = _in_order(towns)[:2]
    fo.combine([first], target)
    fo.combine([second], target)
    assert list(fo.load("sources", target)["source_id"]) == ["qinghe-2032"]
    assert [path.name for path in tmp_path.iterdir()] == ["all"]


def test_a_compilation_may_lie_among_its_packages(tmp_path: Path) -> None:
    """Run again, it must not take its own output for a package."""
    make_town(tmp_path / "linhe", "linhe")
    for _ in range(2):
        made = fo.combine([tmp_path], tmp_path / "all")
        assert made.report.ok and made.taken == (tmp_path / "linhe",)


@pytest.mark.parametrize("content", ["notes.txt", DESCRIPTOR])
def test_a_folder_with_something_else_is_never_written_over(
    content: str, towns: Path, tmp_path: Path
) -> None:
    """A slip in the name of a folder must not cost its content, least of all a package."""
    (tmp_path / content).write_text("{}", "utf-8")
    with pytest.raises(FileExistsError, match="something else"):
        fo.combine([towns], tmp_path)
    assert (tmp_path / content).read_text("utf-8") == "{}"


def test_a_failure_leaves_nothing_behind(
    towns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a compilation looks like a whole one."""
    fo.combine([_in_order(towns)[0]], tmp_path / "all")
    before = {path: path.read_bytes() for path in (tmp_path / "all").rglob("*.*") if path.is_file()}

    def full(*_: object) -> bytes:
        raise OSError("the disk is full")

    monkeypatch.setattr(combining, "manifest", full)
    with pytest.raises(OSError, match="full"):
        fo.combine([towns], tmp_path / "all")
    assert {path: path.read_bytes() for path in (tmp_path / "all").rglob("*.*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["all"]


# How packages are found.


def test_packages_are_found_below_folders_and_in_archives(towns: Path, tmp_path: Path) -> None:
    """An aggregator's disk: folders by province, archives as they came, rubbish between."""
    shutil.copytree(towns / "north", tmp_path / "north")
    shutil.copytree(towns / "qinghe-2032", tmp_path / "south")
    pack(tmp_path / "south")
    shutil.rmtree(tmp_path / "south")
    shutil.copytree(towns / "qinghe-2033", tmp_path / ".trash" / "old")
    (tmp_path / "notes.zip").write_text("no archive", "utf-8")
    (tmp_path / "north" / "linhe" / "inner").mkdir()
    shutil.copy(towns / "qinghe-2033" / DESCRIPTOR, tmp_path / "north" / "linhe" / "inner")
    found = find_packages([tmp_path, tmp_path / "north" / "linhe"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "notes.zip",
        "south.zip",
        "north/linhe",
    ]
    made = fo.combine([tmp_path], tmp_path / "all")
    assert [path.name for path in made.taken] == ["linhe", "south.zip"]
    assert [each.evidence.file for each in made.report.findings] == [
        f"{tmp_path.as_posix()}/notes.zip/{DESCRIPTOR}"
    ]


def test_a_path_without_packages_is_said_so(tmp_path: Path) -> None:
    """Nothing combined without a word would pass for an empty country."""
    (tmp_path / "empty").mkdir()
    for path, words in (("nowhere", "does not exist"), ("empty", "contains no package")):
        with pytest.raises(fo.PackageError, match=words):
            find_packages([tmp_path / path])


def test_workers_find_what_one_process_finds(towns: Path) -> None:
    """What is sent between processes must arrive whole, findings without values among it."""
    bad = [*_in_order(towns)[:1], towns / "nowhere"]
    alone, together = list(map(examine, bad)), list(spread(examine, bad, 2, few=0))
    for one, two in zip(alone, together, strict=True):
        assert (one.address, one.report, one.sources, one.whole) == (
            two.address,
            two.report,
            two.sources,
            two.whole,
        )
        assert (one.marks == two.marks).all()


# Many packages validated.


def test_many_packages_get_one_report_that_names_each(tmp_path: Path) -> None:
    """A finding whose package is not named cannot be mended."""
    bad, worse = make_bad("FQ-P01", tmp_path / "bad"), make_bad("FQ-T06", tmp_path / "worse")
    report = validate_packages([tmp_path])
    own = [(each.code, each.line, path) for path in (bad, worse) for each in fo.validate(path).findings]
    found = [each for each in report.findings if not each.code.startswith("FQ-C")]
    assert [(each.code, each.line) for each in found] == [(code, line) for code, line, _ in own]
    for each, (_, _, path) in zip(found, own, strict=True):
        assert each.evidence.file.startswith(path.as_posix())
    assert report.rows["observations"] == 2 * fo.validate(bad).rows["observations"]
    assert str(bad) in str(report)


def test_sound_packages_that_agree_get_a_clean_report(towns: Path) -> None:
    """The verdict of the whole folder, and the known discrepancies of each report."""
    told: list[tuple[int, int]] = []
    report = validate_packages([towns], lambda done, total: told.append((done, total)))
    assert report.ok and not report.findings
    assert len(report.known) == 6
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_row_that_is_wrong_in_itself_clashes_with_nothing(tmp_path: Path) -> None:
    """A space before a name is one fault, not two."""
    one, two = _pair(tmp_path)
    path = two / "data" / "areas.csv"
    path.write_text(path.read_text("utf-8").replace(",Example District", ", Example District"), "utf-8")
    codes = {each.code for each in validate_packages([one, two]).findings}
    assert "FQ-T06" in codes and not any(code.startswith("FQ-C") for code in codes)


# How it is read.


def test_statistics_are_filtered_as_those_of_a_small_package(compilation: Path, whole: Path) -> None:
    """The same two lines must give the same answer on a town and on a country."""
    for lang in (None, "zh", "en"):
        for filters in (
            {},
            {"period": 2032},
            {"status": "target", "theme": "economy"},
            {"period": "2031", "theme": "Safety"},
            {"measure": ["level", "rate"], "area": "Qinghe Town"},
            {"search": "roads"},
        ):
            made = fo.statistics(lang, package=compilation, **filters)  # type: ignore[arg-type]
            wanted = fo.statistics(lang, package=whole, **filters)  # type: ignore[arg-type]
            pd.testing.assert_frame_equal(made, wanted)
    assert fo.statistics(package=compilation).attrs["licence"] == "CC-BY-4.0"
    made, wanted = (fo.statistics(package=each, engine="polars") for each in (compilation, whole))
    assert made.equals(wanted) and made.schema == wanted.schema


@pytest.mark.parametrize(
    "filters",
    [{"period": 1999}, {"period": "level"}, {"status": "planned", "theme": "trade"}, {"search": "nothing"}],
)
def test_a_filter_that_nothing_passes_lists_what_there_is(
    filters: dict[str, object], compilation: Path, whole: Path
) -> None:
    """An empty frame would be taken for a year without figures."""
    words = []
    for package in (compilation, whole):
        with pytest.raises(ValueError, match=r"There is|No name contains") as raised:
            fo.statistics(package=package, **filters)  # type: ignore[arg-type]
        words.append(str(raised.value))
    assert words[0] == words[1]


def test_targets_meet_the_actual_values_of_other_parts(compilation: Path, whole: Path) -> None:
    """Next year's report lies in another part, and says whether this year's targets were met."""
    made, wanted = fo.targets(package=compilation), fo.targets(package=whole)
    pd.testing.assert_frame_equal(made, wanted)
    achieved = made.set_index("observation_id").loc["qinghe-2032-p08-02"]
    assert achieved["achieved"] == 20.5 and achieved["met"] is not pd.NA
    pd.testing.assert_frame_equal(fo.revisions(compilation), fo.revisions(whole))


def test_values_have_the_decimals_that_are_printed(compilation: Path) -> None:
    """13.0 is rounded to a tenth, 13 to a whole: the interval of what follows from it depends on that."""
    from fengqiao_open.validation.read import read_tables

    tables, _ = read_tables(shipped())
    printed = {row.key: row["printed"] for row in tables["figures"].rows}
    for row in tables["observations"].rows:
        value = float(row["value"]) if row["value"] else None
        assert (written(value, printed[row["figure_id"]]) or "") == row["value"]


def test_a_place_in_its_report_is_told_from_a_compilation(compilation: Path, whole: Path) -> None:
    """Every statistic leads to its characters, among a million as among a hundred."""
    for key in ("linhe-2032-p05-06", "qinghe-2033-p04-01"):
        assert fo.locate(key, compilation) == fo.locate(key, whole)
    with pytest.raises(KeyError, match="no observation"):
        fo.locate("qinghe-2032-p99-01", compilation)


def test_every_engine_reads_the_same(compilation: Path) -> None:
    """pandas, polars, Arrow and DuckDB over the same files: what one sees, all see."""
    duckdb = pytest.importorskip("duckdb")
    loaded = fo.load("observations", compilation)
    frame = fo.load_lazy("observations", compilation).collect()
    arrow = frame.to_arrow()
    listed = duckdb.sql(f"select * from read_parquet('{compilation}/data/observations/*.parquet')").fetchall()
    assert frame.rows() == listed == [tuple(row.values()) for row in arrow.to_pylist()]
    ids = duckdb.sql(
        f"select observation_id from read_parquet('{compilation}/data/observations/*.parquet') "
        "where status = 'target' and value > 5"
    ).fetchall()
    wanted = loaded[(loaded["status"] == "target") & (loaded["value"] > 5)]["observation_id"]
    assert [each for (each,) in ids] == list(wanted)
    assert len(loaded) == frame.height
    assert fo.tables(compilation).set_index("name").loc["observations", "rows"] == frame.height


def test_a_scan_reads_nothing_and_pushes_filters_to_the_files(compilation: Path) -> None:
    """A laptop asks a country's compilation for one town: the other towns' rows must stay on the disk."""
    lazy = fo.load_lazy("observations", compilation)
    assert isinstance(lazy, pl.LazyFrame)
    plan = lazy.filter(pl.col("source_id") == "linhe-2032").select("value").explain()
    assert "Parquet SCAN" in plan and "SELECTION" in plan and "PROJECT 2/16" in plan


def test_a_scan_of_a_small_package_has_the_same_types(compilation: Path, whole: Path) -> None:
    """What was tried out on one town runs unchanged on all."""
    for name in TABLES:
        small, large = fo.load_lazy(name, whole), fo.load_lazy(name, compilation)  # type: ignore[arg-type]
        assert small.collect_schema() == large.collect_schema()
        assert small.collect().equals(large.collect())
    with pytest.raises(fo.UnknownTableError, match="Did you mean 'observations'"):
        fo.load_lazy("observation")  # type: ignore[arg-type]


def test_without_the_extra_the_extra_is_named(compilation: Path) -> None:
    """“No module named polars” does not say what to install."""
    code = (
        "import sys; sys.modules['polars'] = None\nimport fengqiao_open as fo\n"
        "for use in (lambda: fo.load_lazy('units'), lambda: fo.load('units', sys.argv[1])):\n"
        "    try: use()\n    except ImportError as problem: print(problem)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(compilation)], capture_output=True, text=True, check=True
    )
    assert said.stdout.count("pip install 'fengqiao-open[large]'") == 2
    code = "import sys; sys.modules['polars'] = None\nfrom fengqiao_open.compilation.discover import validate_packages"
    subprocess.run([sys.executable, "-c", code], check=True)


# How it is validated.


def test_a_compilation_of_sound_packages_is_sound(compilation: Path) -> None:
    """What `combine` writes must pass the checks that everything else has to pass."""
    report = fo.validate(compilation)
    assert report.ok
    assert [each.code for each in report.findings] == ["FQ-C06"]
    assert {(each.code, each.suppressed) for each in report.known} == {
        ("FQ-R05", "The report prints 103 per cent.")
    }
    assert report.rows == {name: len(fo.load(name, compilation)) for name in TABLES}  # type: ignore[arg-type]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_gets_the_findings_of_its_csv_files(name: str, compilation: Path, whole: Path) -> None:
    """The files say what the packages say: a large table of either form is judged alike."""
    made = validate_table(name, [compilation / "data" / name], compilation)
    wanted = validate_table(name, [whole / "data" / f"{name}.csv"], whole)
    assert [(each.code, each.key, each.column) for each in made.findings] == [
        (each.code, each.key, each.column) for each in wanted.findings
    ]
    assert made.rows == wanted.rows and made.skipped == wanted.skipped


def test_damage_is_found(compilation: Path, tmp_path: Path) -> None:
    """A file that is gone, one that is none, a cell that was changed, a path that leads out."""
    folder = shutil.copytree(compilation, tmp_path / "all")
    path = folder / "data" / "observations" / "part-0001.parquet"
    frame = pl.read_parquet(path)
    frame.with_columns(
        status=pl.lit("hoped"), observation_id=frame["observation_id"].reverse()
    ).write_parquet(path)
    assert {"FQ-T03", "FQ-P27"} & {each.code for each in fo.validate(folder).findings} >= {"FQ-T03"}
    path.write_text("no Parquet", "utf-8")
    (finding,) = (each for each in fo.validate(folder).findings if each.severity == "error")
    assert (finding.code, finding.evidence.file) == ("FQ-F04", "data/observations/part-0001.parquet")
    with pytest.raises(fo.PackageError, match="cannot be read"):
        fo.load("observations", folder)
    path.unlink()
    (finding,) = (each for each in fo.validate(folder).findings if each.severity == "error")
    assert (finding.code, finding.evidence.file) == ("FQ-F01", "data/observations/part-0001.parquet")


def test_a_path_of_a_compilation_never_leads_out(compilation: Path, tmp_path: Path) -> None:
    """A descriptor from elsewhere must not make the library read the reader's own files."""
    folder = shutil.copytree(compilation, tmp_path / "all")
    descriptor = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    by_name = {each["name"]: each for each in descriptor["resources"]}
    by_name["figures"]["path"][1] = "../elsewhere.parquet"
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor), "utf-8")
    assert "FQ-D07" in {each.code for each in fo.validate(folder).findings}
    with pytest.raises(fo.PackageError, match="outside the package"):
        fo.load_lazy("figures", folder)


def test_only_a_compilation_may_have_several_files_for_a_table(tmp_path: Path) -> None:
    """A package of CSV files is held to one file a table, however its path is written."""
    good = make_good(tmp_path / "good")
    descriptor = json.loads((good / DESCRIPTOR).read_text("utf-8"))
    for paths, codes in ((["data/sources.csv"], set()), (["data/sources.csv"] * 2, {"FQ-D09", "FQ-F04"})):
        descriptor["resources"][0]["path"] = paths
        (good / DESCRIPTOR).write_text(json.dumps(descriptor), "utf-8")
        assert {each.code for each in fo.validate(good).findings if each.severity == "error"} == codes


# The command.


def test_the_command_exits_with_0_1_and_2(tmp_path: Path) -> None:
    """A nightly job reads the exit code: all taken, some left out, nothing made."""
    good, bad, target = (
        make_town(tmp_path / "good"),
        make_bad("FQ-P01", tmp_path / "bad"),
        str(tmp_path / "all"),
    )
    clean = run("combine", str(good), "-o", target, "--lang", "en")
    assert (clean.returncode, "1 of 1 packages combined" in clean.stdout) == (0, True)
    some = run("combine", str(good), str(bad), "-o", target, "--lang", "zh")
    assert (some.returncode, "2 个数据包中的 1 个已合并" in some.stdout, "FQ-C01" in some.stdout) == (
        1,
        True,
        True,
    )
    none = run("combine", str(bad), "-o", target, "--lang", "en")
    assert (none.returncode, "nothing is written" in none.stdout) == (2, True)
    wrong = run("combine", str(tmp_path / "nowhere"), "-o", target)
    assert (wrong.returncode, wrong.stderr.startswith("fengqiao-open: ")) == (2, True)
    assert not clean.stderr


def test_a_compilation_is_shown_and_validated_by_the_same_commands(compilation: Path) -> None:
    """Who knows the commands for a town knows those for a country."""
    shown = run(
        "show", "observations", "-n", "2", "-c", "observation_id,value", "--package", str(compilation)
    )
    assert shown.stdout.splitlines()[1].split() == ["linhe-2032-p04-01", "20.5"]
    assert "Showing 2 of 51 rows" in shown.stdout
    assert run("validate", str(compilation)).returncode == 0
    assert run("tables", "--package", str(compilation)).returncode == 0


def test_a_compilation_is_not_exported_shown_audited_or_refreshed_but_called_one(
    towns: Path, tmp_path: Path
) -> None:
    """Its tables would be read as broken CSV, and the advice to validate it would find nothing wrong."""
    made = tmp_path / "all"
    fo.combine([towns], made)
    for use in (
        lambda: export("sqlite", tmp_path / "x.db", made),
        lambda: fo.audit(package=made),
        lambda: refresh(read_package(made)),
    ):
        with pytest.raises(fo.PackageError, match="is a merged dataset: name one of the packages"):
            use()
