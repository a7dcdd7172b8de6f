"""Someone else's package is data: whatever it holds, the answer is a finding or words, and nothing else happens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hostile_packages import codes_of, describe, table_of, with_cell

from fengqiao_open import load, validate
from fengqiao_open.authoring.refresh import refresh
from fengqiao_open.datapackage.characters import first_invisible
from fengqiao_open.datapackage.files import LARGEST_FILE
from fengqiao_open.datapackage.package import DESCRIPTOR, LARGEST_DESCRIPTOR, read_package
from fengqiao_open.errors import PackageError
from fengqiao_open.findings.report import MOST_ALIKE
from fengqiao_open.tabular.csv import MOST_RECORDS

WINDOWS = os.name == "nt"
pytestmark = pytest.mark.usefixtures("no_network")


# Paths


@pytest.mark.parametrize(
    "written",
    [
        "../secret.csv",
        "data/../../secret.csv",
        "data/../data/rulings.csv",
        "/etc/passwd",
        "http://127.0.0.1:9/rulings.csv",
        "file:///etc/passwd",
        "C:\\data\\rulings.csv",
        "C:rulings.csv",
        "data\\rulings.csv",
        "\\\\server\\share\\rulings.csv",
        "~/rulings.csv",
        "data/rulings.csv\0.txt",
        "data/rulings.csv:stream",
    ],
)
def test_a_path_that_leads_elsewhere_is_a_finding(good: Path, written: str) -> None:
    """A table read from anywhere on the machine, or fetched, would end in a public report."""
    (good.parent / "secret.csv").write_text("secret\n", "utf-8")
    describe(good, lambda content: table_of(content, "rulings").update(path=written))
    report = validate(good, hashes=False)
    assert "FQ-D07" in codes_of(report)
    assert report.rows["rulings"] == 0
    with pytest.raises(PackageError):
        load("rulings", good)


def test_what_is_generated_is_never_written_outside_the_folder(good: Path) -> None:
    """`refresh` on someone else's package must not overwrite a file of one's own."""
    own = good.parent / "own.txt"
    own.write_text("own", "utf-8")
    describe(good, lambda content: table_of(content, "statistics").update(path="../own.txt"))
    with pytest.raises(PackageError, match="outside the package"):
        refresh(read_package(good))
    assert own.read_text("utf-8") == "own"


@pytest.mark.skipif(WINDOWS, reason="links need a privilege there")
def test_a_folder_that_is_a_link_out_is_a_finding(good: Path) -> None:
    """A link in the middle of a path leads out as well as one at its end."""
    (good / "data").rename(good.parent / "elsewhere")
    (good / "data").symlink_to(good.parent / "elsewhere", target_is_directory=True)
    assert "FQ-D07" in codes_of(validate(good, hashes=False))


@pytest.mark.skipif(WINDOWS, reason="links need a privilege there")
def test_links_in_a_circle_are_a_finding(good: Path) -> None:
    """Following them would never end, and Python ends it with an error of its own."""
    path = good / "data" / "rulings.csv"
    path.unlink()
    path.symlink_to(good / "data" / "other.csv")
    (good / "data" / "other.csv").symlink_to(path)
    assert codes_of(validate(good, hashes=False)) & {"FQ-D07", "FQ-F01", "FQ-F04"}


@pytest.mark.skipif(WINDOWS, reason="links need a privilege there")
def test_a_descriptor_that_is_a_link_out_is_refused(good: Path) -> None:
    """Its content would be quoted in the report."""
    (good / DESCRIPTOR).rename(good.parent / "secret.json")
    (good / DESCRIPTOR).symlink_to(good.parent / "secret.json")
    assert codes_of(validate(good)) == {"FQ-D01"}


def test_a_path_too_long_for_the_system_is_a_finding(good: Path) -> None:
    """The system's own error must not reach the user as a traceback."""
    describe(good, lambda content: table_of(content, "rulings").update(path="x" * 5_000))
    assert codes_of(validate(good, hashes=False)) & {"FQ-F01", "FQ-F04"}


# Files


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes there")
@pytest.mark.parametrize("name", [DESCRIPTOR, "data/rulings.csv"])
def test_a_pipe_is_not_waited_for(good: Path, name: str) -> None:
    """Opening a pipe that nobody writes to waits for ever."""
    (good / name).unlink()
    os.mkfifo(good / name)
    assert codes_of(validate(good)) == {"FQ-D01" if name == DESCRIPTOR else "FQ-F06"}


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero there")
def test_a_device_is_not_read() -> None:
    """It gives bytes without end."""
    assert codes_of(validate("/dev/zero")) == {"FQ-D01"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "streams", "code"),
    [
        (DESCRIPTOR, True, "FQ-D01"),
        ("data/rulings.csv", False, "FQ-F13"),
        ("data/rulings.csv", True, "FQ-F04"),
    ],
)
def test_a_file_of_a_gigabyte_is_never_held(
    good: Path, name: str, streams: bool, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One such file would fill the memory of a machine that checks thousands of packages."""
    import tracemalloc

    if streams:
        pytest.importorskip("polars", reason="a large table streams by with the extra `large`")
    else:
        monkeypatch.setattr("fengqiao_open.validation.validate.find_spec", lambda _: None)
    with (good / name).open("r+b") as file:
        file.truncate(2**30)
    tracemalloc.start()
    found = validate(good).findings
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert code in {each.code for each in found if each.table in ("", "rulings")}
    assert peak < LARGEST_FILE // 2


def test_a_cell_of_many_megabytes_is_a_finding_at_its_line(good: Path) -> None:
    """A lost quote makes the rest of a file one cell."""
    path = good / "data" / "rulings.csv"
    path.write_bytes(path.read_bytes() + b'x,"' + b"y" * 20_000_000 + b'",,,,,,\n')
    (finding,) = validate(good, hashes=False).findings
    assert (finding.code, finding.line) == ("FQ-F04", 3)


@pytest.mark.parametrize(
    "header", ["x," * 1_000_000, "," * 999_999, ",".join(f"c{n}" for n in range(90_000))]
)
def test_a_million_columns_are_one_finding(good: Path, header: str) -> None:
    """A finding for each of them would be as bad as the file."""
    (good / "data" / "rulings.csv").write_text(header + "\n", "utf-8")
    (finding,) = validate(good, hashes=False).findings
    assert finding.code == "FQ-F04"


def test_a_file_that_is_wrong_throughout_is_not_told_line_by_line(good: Path) -> None:
    """A finding for each of a million blank lines would fill the memory and tell nothing; their number is said."""
    path = good / "data" / "rulings.csv"
    last = path.read_bytes().splitlines(keepends=True)[-1]
    path.write_bytes(path.read_bytes() + b",,,,,,,\n" * 5_000 + b"q" + last)
    found = validate(good, hashes=False).findings
    assert [each.code for each in found] == ["FQ-F07"] + ["FQ-S07"] * MOST_ALIKE
    assert "5,000 findings of FQ-S07" in found[0].found()


def test_a_table_of_equal_rows_is_counted_and_not_listed(good: Path) -> None:
    """Each row would be a finding: a small file fills the memory. What shares its key is not told again for all else it shares."""
    path = good / "data" / "observations.csv"
    path.write_bytes(path.read_bytes() + _copies(path, 3_000))
    report = validate(good, hashes=False)
    counts = {code: sum(each.code == code for each in report.findings) for code in codes_of(report)}
    assert counts == {"FQ-F07": 1, "FQ-K01": MOST_ALIKE}
    assert {each.found() for each in report.findings if each.code == "FQ-F07"} == {
        "3,001 findings of FQ-K01; the first 1,000 are listed.",
    }
    assert any(each.startswith("FQ-R01: observations") for each in report.skipped)
    assert "3,017 rows not compared with other tables" in str(report)


def test_a_column_that_is_wrong_throughout_is_counted_and_not_listed(good: Path) -> None:
    """A million cells with a space before them are one mistake of whoever wrote the file."""
    path = good / "data" / "themes.csv"
    header, *_ = path.read_text("utf-8").splitlines()
    lines = [header, *(f"theme-{n}, 主题{n},Theme {n},{n}号" for n in range(2_500))]
    path.write_bytes(("\n".join(lines) + "\n").encode("utf-8"))
    found = [each for each in validate(good, hashes=False).findings if each.table == "themes"]
    found = [each for each in found if each.code != "FQ-R38"]  # the rows that were there before
    assert {each.column: each.found() for each in found if each.code == "FQ-F07"} == {
        "name_zh": "2,500 findings of FQ-T06; the first 1,000 are listed.",
        "order": "2,500 findings of FQ-T01; the first 1,000 are listed.",
    }
    assert len(found) == 2 + 2 * MOST_ALIKE


def test_strays_among_many_keys_are_found_without_comparing_all(good: Path) -> None:
    """Comparing each stray with each key took eight minutes for ten thousand rows; this test ends in a second."""
    path = good / "data" / "observations.csv"
    path.write_bytes(path.read_bytes() + _copies(path, 20_000, own_key=True))
    (good / "data" / "relations.csv").write_bytes(
        (good / "data" / "relations.csv").read_bytes().replace(b"qinghe-2032", b"qinghe-2035")
    )
    found = validate(good, hashes=False).findings
    assert {each.column for each in found if each.code == "FQ-K03" and each.table == "relations"} == {
        "from_observation_id",
        "to_observation_id",
    }


def _copies(path: Path, count: int, *, own_key: bool = False) -> bytes:
    """The first row of a table many times, each time with another key where that is asked for."""
    row = path.read_bytes().split(b"\n")[1]
    key, _, rest = row.partition(b",")
    return b"".join((b"%s-%06d,%s\n" % (key, n, rest) if own_key else row + b"\n") for n in range(count))


@pytest.mark.slow
def test_more_rows_than_a_table_can_have_are_one_finding(good: Path) -> None:
    """Short rows in a file of a permitted size would still fill the memory."""
    path = good / "data" / "rulings.csv"
    path.write_bytes(path.read_bytes() + b"x\n" * MOST_RECORDS)
    finding, unchecked = validate(good, hashes=False).findings
    assert (finding.code, unchecked.code) == ("FQ-F04", "FQ-F13")
    assert "rows" in finding.found()


def test_no_permission_is_a_finding(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may be listed and not entered fails at the first look, not at the opening."""

    def refused(self: Path, **_: object) -> os.stat_result:
        if "rulings" in self.name:
            raise PermissionError(13, "Permission denied")
        return look(self)

    look = Path.stat
    monkeypatch.setattr(Path, "stat", refused)
    (finding,) = validate(good).findings
    assert finding.code == "FQ-F04"
    assert "Permission denied" in finding.found()


@pytest.mark.skipif(WINDOWS or os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_a_folder_without_permission_is_a_finding(good: Path) -> None:
    """The same with a real folder, for every user but the system's own."""
    (good / "data").chmod(0)
    try:
        assert "FQ-F04" in codes_of(validate(good))
    finally:
        (good / "data").chmod(0o700)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: data.replace(b"village", b"vil\0lage"), "FQ-F04"),
        (lambda data: data.decode("utf-8").encode("gb18030"), "FQ-F03"),
        (lambda data: data.decode("utf-8").encode("utf-16"), "FQ-F03"),
        (lambda data: data.decode("utf-8").encode("utf-16-le"), "FQ-F02"),
        (lambda data: data.decode("utf-8").encode("utf-16-be"), "FQ-F02"),
        (lambda data: data.decode("utf-8").encode("utf-32"), "FQ-F02"),
        (lambda data: data.replace(b"\n", b"\r\n"), "FQ-F03"),
        (lambda data: data.replace(b"\n", b"\r"), "FQ-F03"),
        (lambda data: data.replace(b"One row", b'"One row'), "FQ-F04"),
        (lambda data: data.replace(b"One row", b'One "row'), None),
        (lambda data: data.replace(b"One row", b'"One" row'), "FQ-F04"),
        (lambda data: b"\xef\xbb\xbf" + data, "FQ-F03"),
        (lambda data: b"", "FQ-S09"),
        (lambda data: b"\n" * 1_000, "FQ-S09"),
    ],
    ids=["NUL", "GBK", "UTF-16", "UTF-16 LE", "UTF-16 BE", "UTF-32", "CRLF", "CR", "lone quote", "quote inside", "torn quotes", "mark", "no bytes", "blank lines"],
)  # fmt: skip
def test_bytes_that_are_no_clean_csv_are_named(
    good: Path, change: Callable[[bytes], bytes], code: str | None
) -> None:
    """Each of them reads as other cells in some program, without a word."""
    path = good / "data" / "rulings.csv"
    path.write_bytes(change(path.read_bytes()))
    codes = codes_of(validate(good, hashes=False))
    assert codes == set() if code is None else code in codes


def test_a_full_disk_leaves_the_old_files_and_no_other(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a table is worse than the old one."""
    (good / "data" / "statistics.csv").write_bytes(b"stale\n")
    before = {path: path.read_bytes() for path in good.rglob("*") if path.is_file()}

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        refresh(read_package(good))
    assert {path: path.read_bytes() for path in good.rglob("*") if path.is_file()} == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full there")
def test_printing_to_a_full_disk_is_one_line_and_exit_2() -> None:
    """A report that ends in the middle must not look like a whole one."""
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-c", "from fengqiao_open.cli import main; main()", "show", "units"],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert result.returncode != 0


# Descriptors


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        '{"resources": {}}',
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"resources": [], "a": ' + "[" * 60 + "]" * 60 + "}",
        '{"resources": [], "bytes": ' + "9" * 5_000 + "}",
        '{"resources": [], "bytes": NaN}',
        '{"resources": [], "bytes": 1e999}',
        '{"resources": [], "name": "\\ud800"}',
        '{"resources": [], "\\udfff": 1}',
        json.dumps({"resources": [{"name": f"t{n}", "path": "a", "schema": {"fields": []}} for n in range(9_999)]}),
        json.dumps({"resources": [{"name": "t", "path": "a", "schema": {"fields": [{"name": "a"}] * 9_999}}]}),
        " " * (LARGEST_DESCRIPTOR + 1),
    ],
    ids=lambda text: f"{text[:24]} {len(text)}",
)  # fmt: skip
def test_a_descriptor_that_cannot_be_used_is_one_finding(tmp_path: Path, text: str) -> None:
    """Depth, size, and numbers and letters that no file can hold again stop somewhere later otherwise."""
    (tmp_path / DESCRIPTOR).write_text(text, "utf-8")
    assert codes_of(validate(tmp_path)) == {"FQ-D01"}


@pytest.mark.parametrize("path", ["a\0b", "\udc80", "x" * 5_000, "a\u202eb\n", ""])
def test_a_path_that_no_system_has_is_a_finding(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The path that is typed is input too."""
    monkeypatch.chdir(tmp_path)
    report = validate(path)
    assert {each.code for each in report.findings} == {"FQ-D01"}
    assert first_invisible(report.findings[0].found()) is None


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_descriptor_in_another_encoding_is_one_finding(tmp_path: Path, encoding: str) -> None:
    """An editor of Chinese Windows saves it so."""
    (tmp_path / DESCRIPTOR).write_bytes('{"name": "凤桥", "resources": []}'.encode(encoding))
    assert codes_of(validate(tmp_path)) == {"FQ-D01"}


def test_names_that_stand_twice_are_findings(good: Path) -> None:
    """Of two tables, files or fields under one name, each program takes another one."""

    def change(content: dict[str, Any]) -> None:
        others = [dict(table_of(content, "themes"), path=f"data/{n}.csv") for n in range(3)]
        others[1]["name"] = "Themes"
        others[2] |= {"name": "more", "path": "./DATA/themes.csv"}
        content["resources"] += others
        fields = table_of(content, "units")["schema"]["fields"]
        fields.append(dict(fields[0]))

    describe(good, change)
    path = good / DESCRIPTOR
    path.write_text(path.read_text("utf-8").replace('"version"', '"version": "0", "version"', 1), "utf-8")
    found = [each.found() for each in validate(good).findings if each.code == "FQ-D09"]
    assert found == [
        "Property “version” occurs 2 times in “qinghe-open”.",
        "Table “themes, Themes” occurs 3 times.",
        "Path “data/themes.csv, DATA/themes.csv” occurs 2 times.",
        "Field “unit_id” occurs 2 times in “units”.",
    ]


def test_our_tables_under_other_columns_are_findings(good: Path) -> None:
    """A descriptor of its own must not decide what our tables hold."""

    def change(content: dict[str, Any]) -> None:
        fields = [{"name": name, "type": "string"} for name in ("id", "amount")]
        table_of(content, "observations")["schema"] = {"fields": fields, "primaryKey": ["id"]}

    describe(good, change)
    (good / "data" / "observations.csv").write_text("id,amount\na,1\n", "utf-8")
    codes = codes_of(validate(good, hashes=False))
    assert {"FQ-D06", "FQ-S09"} <= codes


@pytest.mark.parametrize(
    "change",
    [
        {"$schema": "http://127.0.0.1:9/profile.json", "profile": "http://127.0.0.1:9/profile.json"},
        {"$ref": "#", "resources": [{"$ref": "#"}]},
        {"licenses": "x", "sources": 5, "contributors": [None], "name": ["x"], "version": {}, "title": 7},
    ],
)
def test_a_descriptor_fetches_nothing_and_breaks_nothing(good: Path, change: dict[str, Any]) -> None:
    """A profile by address, a reference to itself, and texts that are no texts are data."""
    describe(good, lambda content: content.update(change))
    assert codes_of(validate(good)) <= {"FQ-D01", "FQ-D02"} | {f"FQ-D0{n}" for n in (3,) if "$ref" in change}


def test_a_schema_by_address_fetches_nothing(good: Path) -> None:
    """The standard lets a schema be an address; this library reads none."""

    def change(content: dict[str, Any]) -> None:
        table_of(content, "rulings")["schema"]["$schema"] = "http://127.0.0.1:9/schema.json"
        table_of(content, "themes")["schema"] = "http://127.0.0.1:9/schema.json"

    describe(good, change)
    findings = [each for each in validate(good).findings if each.table == "themes"]
    assert [each.code for each in findings] == ["FQ-D07"]


def test_a_pattern_that_never_ends_is_not_run(good: Path) -> None:
    """A regular expression from elsewhere can be made to take a hundred years on one cell."""
    evil = "a" * 60 + "!"

    def change(content: dict[str, Any]) -> None:
        field = table_of(content, "rulings")["schema"]["fields"][4]
        field.update(example=evil, constraints={"pattern": "(a+)+$", "required": True})

    describe(good, change)
    with_cell(good, evil)
    program = "import sys, fengqiao_open as fo; print({each.code for each in fo.validate(sys.argv[1], hashes=False).findings})"
    result = subprocess.run(
        [sys.executable, "-c", program, str(good)], capture_output=True, text=True, timeout=1_000, check=True
    )
    assert result.stdout.strip() == "{'FQ-D06'}"
