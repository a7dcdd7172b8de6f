"""Someone else's package is data: whatever it holds, the answer is a finding or words, and nothing else happens."""

from __future__ import annotations

import io
import json
import os
import socket
import stat
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from packages import make_good, pack

from fengqiao_open import Report, archives, load, validate
from fengqiao_open.characters import first_invisible, visible
from fengqiao_open.files import LARGEST_FILE
from fengqiao_open.package import DESCRIPTOR, LARGEST_DESCRIPTOR, PackageError, read_package
from fengqiao_open.refresh import refresh

FUZZ = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
WINDOWS = os.name == "nt"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good package that no test changes."""
    return make_good(tmp_path_factory.mktemp("sound") / "good")


@pytest.fixture
def good(sound: Path, tmp_path: Path) -> Path:
    """A good package to break."""
    import shutil

    return Path(shutil.copytree(sound, tmp_path / "good"))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is ever fetched: a connection fails the test that makes it."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def _codes(report: Report) -> set[str]:
    """The codes of a report, which must be words in both languages too."""
    for each in report.findings:
        for lang in ("en", "zh"):
            words = each.found(lang) + each.expected(lang) + each.mend(lang)
            assert first_invisible(words) is None
            assert "\n" not in words
    assert str(report).encode("utf-8")
    return {each.code for each in report.findings}


def _describe(package: Path, change: Callable[[dict[str, Any]], None]) -> None:
    path = package / DESCRIPTOR
    content = json.loads(path.read_text("utf-8"))
    change(content)
    path.write_text(json.dumps(content), "utf-8")


def _table(content: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in content["resources"] if each["name"] == name)
    return found


def _cell(package: Path, cell: str, old: str = "One row for each village.") -> Path:
    """The table of rulings with one cell of text replaced."""
    path = package / "data" / "rulings.csv"
    quoted = '"' + cell.replace('"', '""') + '"'
    text = path.read_text("utf-8").replace(old, quoted)
    path.write_bytes(text.encode("utf-8"))
    return package


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
    _describe(good, lambda content: _table(content, "rulings").update(path=written))
    report = validate(good, hashes=False)
    assert "FQ-D07" in _codes(report)
    assert report.rows["rulings"] == 0
    with pytest.raises(PackageError):
        load("rulings", good)


def test_what_is_generated_is_never_written_outside_the_folder(good: Path) -> None:
    """`refresh` on someone else's package must not overwrite a file of one's own."""
    own = good.parent / "own.txt"
    own.write_text("own", "utf-8")
    _describe(good, lambda content: _table(content, "statistics").update(path="../own.txt"))
    with pytest.raises(PackageError, match="out of the package"):
        refresh(read_package(good))
    assert own.read_text("utf-8") == "own"


@pytest.mark.skipif(WINDOWS, reason="links need a privilege there")
def test_a_folder_that_is_a_link_out_is_a_finding(good: Path) -> None:
    """A link in the middle of a path leads out as well as one at its end."""
    (good / "data").rename(good.parent / "elsewhere")
    (good / "data").symlink_to(good.parent / "elsewhere", target_is_directory=True)
    assert "FQ-D07" in _codes(validate(good, hashes=False))


@pytest.mark.skipif(WINDOWS, reason="links need a privilege there")
def test_links_in_a_circle_are_a_finding(good: Path) -> None:
    """Following them would never end, and Python ends it with an error of its own."""
    path = good / "data" / "rulings.csv"
    path.unlink()
    path.symlink_to(good / "data" / "other.csv")
    (good / "data" / "other.csv").symlink_to(path)
    assert _codes(validate(good, hashes=False)) & {"FQ-D07", "FQ-F01", "FQ-F04"}


@pytest.mark.skipif(WINDOWS, reason="links need a privilege there")
def test_a_descriptor_that_is_a_link_out_is_refused(good: Path) -> None:
    """Its content would be quoted in the report."""
    (good / DESCRIPTOR).rename(good.parent / "secret.json")
    (good / DESCRIPTOR).symlink_to(good.parent / "secret.json")
    assert _codes(validate(good)) == {"FQ-D01"}


def test_a_path_too_long_for_the_system_is_a_finding(good: Path) -> None:
    """The system's own error must not reach the user as a traceback."""
    _describe(good, lambda content: _table(content, "rulings").update(path="x" * 5_000))
    assert _codes(validate(good, hashes=False)) & {"FQ-F01", "FQ-F04"}


# Files


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes there")
@pytest.mark.parametrize("name", [DESCRIPTOR, "data/rulings.csv"])
def test_a_pipe_is_not_waited_for(good: Path, name: str) -> None:
    """Opening a pipe that nobody writes to waits for ever."""
    (good / name).unlink()
    os.mkfifo(good / name)
    assert _codes(validate(good)) == {"FQ-D01" if name == DESCRIPTOR else "FQ-F06"}


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero there")
def test_a_device_is_not_read() -> None:
    """It gives bytes without end."""
    assert _codes(validate("/dev/zero")) == {"FQ-D01"}


@pytest.mark.parametrize("name", [DESCRIPTOR, "data/rulings.csv"])
def test_a_file_of_a_gigabyte_is_not_read(good: Path, name: str) -> None:
    """One such file would fill the memory of a machine that checks thousands of packages."""
    import tracemalloc

    with (good / name).open("r+b") as file:
        file.truncate(2**30)
    tracemalloc.start()
    codes = _codes(validate(good))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert codes == {"FQ-D01" if name == DESCRIPTOR else "FQ-F06"}
    assert peak < LARGEST_FILE // 2


def test_a_cell_of_many_megabytes_is_a_finding_at_its_line(good: Path) -> None:
    """A lost quote makes the rest of a file one cell."""
    path = good / "data" / "rulings.csv"
    path.write_bytes(path.read_bytes() + b'x,"' + b"y" * 20_000_000 + b'",,,,,,\n')
    (finding,) = validate(good, hashes=False).findings
    assert (finding.code, finding.line) == ("FQ-F04", 3)


@pytest.mark.parametrize("header", ["x," * 1_000_000, "," * 999_999, ",".join(f"c{n}" for n in range(90_000))])
def test_a_million_columns_are_one_finding(good: Path, header: str) -> None:
    """A finding for each of them would be as bad as the file."""
    (good / "data" / "rulings.csv").write_text(header + "\n", "utf-8")
    (finding,) = validate(good, hashes=False).findings
    assert finding.code == "FQ-F04"


def test_no_permission_is_a_finding(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may be listed and not entered fails at the first look, not at the opening."""

    def refused(self: Path, **_: object) -> os.stat_result:
        if "rulings" in self.name:
            raise PermissionError(13, "Permission denied")
        return os.stat(self)

    monkeypatch.setattr(Path, "stat", refused)
    (finding,) = validate(good).findings
    assert finding.code == "FQ-F04"
    assert "Permission denied" in finding.found()


@pytest.mark.skipif(WINDOWS or os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_a_folder_without_permission_is_a_finding(good: Path) -> None:
    """The same with a real folder, for every user but the system's own."""
    (good / "data").chmod(0)
    try:
        assert "FQ-F04" in _codes(validate(good))
    finally:
        (good / "data").chmod(0o700)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: data.replace(b"village", b"vil\0lage"), "FQ-F04"),
        (lambda data: data.decode("utf-8").encode("gb18030"), "FQ-F02"),
        (lambda data: data.decode("utf-8").encode("utf-16"), "FQ-F02"),
        (lambda data: data.decode("utf-8").encode("utf-16-le"), "FQ-F02"),
        (lambda data: data.decode("utf-8").encode("utf-16-be"), "FQ-F02"),
        (lambda data: data.decode("utf-8").encode("utf-32"), "FQ-F02"),
        (lambda data: data.replace(b"\n", b"\r\n"), "FQ-F05"),
        (lambda data: data.replace(b"\n", b"\r"), "FQ-F05"),
        (lambda data: data.replace(b"One row", b'"One row'), "FQ-F04"),
        (lambda data: data.replace(b"One row", b'One "row'), None),
        (lambda data: data.replace(b"One row", b'"One" row'), "FQ-F04"),
        (lambda data: b"\xef\xbb\xbf" + data, "FQ-F03"),
        (lambda data: b"", "FQ-S01"),
        (lambda data: b"\n" * 1_000, "FQ-S01"),
    ],
    ids=["NUL", "GBK", "UTF-16", "UTF-16 LE", "UTF-16 BE", "UTF-32", "CRLF", "CR", "lone quote", "quote inside", "torn quotes", "mark", "no bytes", "blank lines"],
)  # fmt: skip
def test_bytes_that_are_no_clean_csv_are_named(
    good: Path, change: Callable[[bytes], bytes], code: str | None
) -> None:
    """Each of them reads as other cells in some program, without a word."""
    path = good / "data" / "rulings.csv"
    path.write_bytes(change(path.read_bytes()))
    codes = _codes(validate(good, hashes=False))
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
    assert _codes(validate(tmp_path)) == {"FQ-D01"}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_a_descriptor_in_another_encoding_is_one_finding(tmp_path: Path, encoding: str) -> None:
    """An editor of Chinese Windows saves it so."""
    (tmp_path / DESCRIPTOR).write_bytes('{"name": "凤桥", "resources": []}'.encode(encoding))
    assert _codes(validate(tmp_path)) == {"FQ-D01"}


def test_names_that_stand_twice_are_findings(good: Path) -> None:
    """Of two tables, files or fields under one name, each program takes another one."""

    def change(content: dict[str, Any]) -> None:
        others = [dict(_table(content, "themes"), path=f"data/{n}.csv") for n in range(3)]
        others[1]["name"] = "Themes"
        others[2] |= {"name": "more", "path": "./DATA/themes.csv"}
        content["resources"] += others
        fields = _table(content, "units")["schema"]["fields"]
        fields.append(dict(fields[0]))

    _describe(good, change)
    path = good / DESCRIPTOR
    path.write_text(path.read_text("utf-8").replace('"version"', '"version": "0", "version"', 1), "utf-8")
    found = [each.found() for each in validate(good).findings if each.code == "FQ-D09"]
    assert found == [
        "Property “version” stands 2 times in “qinghe-open”.",
        "Table “themes, Themes” stands 3 times.",
        "Path “data/themes.csv, DATA/themes.csv” stands 2 times.",
        "Field “unit_id” stands 2 times in “units”.",
    ]


def test_our_tables_under_other_columns_are_findings(good: Path) -> None:
    """A descriptor of its own must not decide what our tables hold."""

    def change(content: dict[str, Any]) -> None:
        fields = [{"name": name, "type": "string"} for name in ("id", "amount")]
        _table(content, "observations")["schema"] = {"fields": fields, "primaryKey": ["id"]}

    _describe(good, change)
    (good / "data" / "observations.csv").write_text("id,amount\na,1\n", "utf-8")
    codes = _codes(validate(good, hashes=False))
    assert {"FQ-D06", "FQ-S01", "FQ-S02"} <= codes


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
    _describe(good, lambda content: content.update(change))
    assert _codes(validate(good)) <= {"FQ-D01", "FQ-D02"} | {f"FQ-D0{n}" for n in (3,) if "$ref" in change}


def test_a_schema_by_address_fetches_nothing(good: Path) -> None:
    """The standard lets a schema be an address; this library reads none."""

    def change(content: dict[str, Any]) -> None:
        _table(content, "rulings")["schema"]["$schema"] = "http://127.0.0.1:9/schema.json"
        _table(content, "themes")["schema"] = "http://127.0.0.1:9/schema.json"

    _describe(good, change)
    assert _codes(validate(good)) == {"FQ-D01"}


def test_a_pattern_that_never_ends_is_not_run(good: Path) -> None:
    """A regular expression from elsewhere can be made to take a hundred years on one cell."""
    evil = "a" * 60 + "!"

    def change(content: dict[str, Any]) -> None:
        field = _table(content, "rulings")["schema"]["fields"][4]
        field.update(example=evil, constraints={"pattern": "(a+)+$", "required": True})

    _describe(good, change)
    _cell(good, evil)
    program = "import sys, fengqiao_open as fo; print({each.code for each in fo.validate(sys.argv[1], hashes=False).findings})"
    result = subprocess.run(
        [sys.executable, "-c", program, str(good)], capture_output=True, text=True, timeout=100, check=True
    )
    assert result.stdout.strip() == "{'FQ-D06'}"


# Cells


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", '=HYPERLINK("http://x","y")', "<script>alert(1)</script>",
        "[bold]x[/bold]", "[/]", "{value}", "{0}", "%s", "${HOME}", "$(id)", "`id`", "'; drop table units; --",
        "::set-output name=x::y", "../../x", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_text_that_is_code_elsewhere_is_text_here(good: Path, cell: str) -> None:
    """A formula, a markup or a place to fill is quoted as it stands, and never run."""
    _cell(good, cell)
    validate(good, hashes=False)
    path = good / "data" / "units.csv"
    path.write_bytes(path.read_bytes().replace(b"m,1000,1,UCUM", b'm,"' + cell.replace('"', '""').encode() + b'",1,UCUM'))
    found = [each for each in validate(good, hashes=False).findings if each.column == "numerator"]
    assert found
    assert found[0].values["value"] == cell
    assert cell in found[0].found("en")


@pytest.mark.parametrize(
    ("cell", "fix"),
    [
        ("10\u202e5\u202c", None),
        ("a\u2066b\u2069", None),
        ("a\u200eb", None),
        ("one\u200bword", "oneword"),
        ("one\u2060word", "oneword"),
        ("one\u00adword", "oneword"),
        ("\ufeffone", "one"),
        ("one\u00a0row", "one row"),
        ("one\trow", "one row"),
        ("one\x1b[2Jrow", "one[2Jrow"),
        ("one\u3164row", "onerow"),
        ("a\U000e0041b", "ab"),
        ("a\ufe0fb", "ab"),
        ("one\u2028row", "one row"),
    ],
)
def test_what_cannot_be_seen_is_a_finding(good: Path, cell: str, fix: str | None) -> None:
    """Two cells that look alike and are not equal, or that show another value than they hold."""
    (finding,) = validate(_cell(good, cell), hashes=False).findings
    assert (finding.code, finding.line, finding.column, finding.fix) == ("FQ-T11", 2, "ruling_en", fix)
    assert first_invisible(finding.found()) is None
    assert "U+" in finding.found()


@pytest.mark.parametrize("cell", ["两\n行", "全角　空格", "𠮷野家", "葛\U000e0100城", "占５０％", "“引号”——…"])
def test_what_chinese_text_is_made_of_is_no_finding(good: Path, cell: str) -> None:
    """A rule that objects to rare characters, variants or full-width spaces would be switched off."""
    assert validate(_cell(good, cell, "每村一条。"), hashes=False).findings == ()


@pytest.mark.parametrize(
    ("cell", "fix"), [("cafe\u0301", "café"), ("\ufa0b", "廓"), ("\u212b", "Å"), ("\u2126", "Ω")]
)
def test_text_stored_in_its_other_way_is_a_finding(good: Path, cell: str, fix: str) -> None:
    """A file that went through another system comes back with letters taken apart."""
    (finding,) = validate(_cell(good, cell), hashes=False).findings
    assert (finding.code, finding.fix) == ("FQ-T12", fix)


def test_keys_that_differ_only_in_their_form_are_a_finding(good: Path) -> None:
    """The two look alike, and a join loses one of them."""
    path = good / "data" / "themes.csv"
    lines = path.read_text("utf-8").splitlines()
    one, *rest = lines[1].split(",")
    lines += [",".join([f"{one}-\u00e9", *rest]), ",".join([f"{one}-e\u0301", *rest])]
    path.write_bytes(("\n".join(lines) + "\n").encode("utf-8"))
    found = [each for each in validate(good, hashes=False).findings if each.code == "FQ-T12"]
    assert [each.line for each in found] == [len(lines)]


@pytest.mark.parametrize("cell", ["0001-01-01", "9999-12-31", "2262-04-12", "1677-09-21"])
def test_a_date_far_away_is_no_crash(good: Path, cell: str) -> None:
    """pandas counts nanoseconds, which end in 2262."""
    path = good / "data" / "sources.csv"
    text = path.read_text("utf-8")
    import re

    text = re.sub(r"\d{4}-\d{2}-\d{2}", cell, text)
    path.write_bytes(text.encode("utf-8"))
    assert "FQ-D08" not in _codes(validate(good, hashes=False))


@pytest.mark.parametrize("cell", ["9" * 18, "-" + "9" * 18, "9" * 400, "0." + "0" * 400 + "1", "-0", "1" * 90_000])
@pytest.mark.parametrize("column", ["value", "period"])
def test_a_number_of_any_size_is_no_crash(good: Path, cell: str, column: str) -> None:
    """A number that overflows must end in a finding about that cell, not about a rule."""
    import csv

    path = good / "data" / "observations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][rows[0].index(column)] = cell
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    assert "FQ-D08" not in _codes(validate(good, hashes=False))


# Archives


@pytest.fixture
def unpacked_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where archives are unpacked to; at the end nothing may be left there."""
    import gc

    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    yield place
    gc.collect()
    assert list(place.iterdir()) == []


def _zip(path: Path, *entries: tuple[zipfile.ZipInfo | str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    import warnings

    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, content in entries:
            archive.writestr(name, content, method)
    return path


def _entry(name: str, mode: int = 0) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.filename = entry.orig_filename = name
    entry.external_attr = mode << 16
    return entry


def test_a_good_archive_is_as_clean_as_its_folder(good: Path, unpacked_to: Path) -> None:
    """An aggregator is sent archives; so are stewards."""
    report = validate(pack(good))
    assert report.ok
    assert report.rows == validate(good).rows
    assert load("units", pack(good)).equals(load("units", good))


def test_an_archive_of_one_folder_is_read_too(good: Path, unpacked_to: Path) -> None:
    """Archives of repositories and of file managers have a folder at their top."""
    names = [path for path in sorted(good.rglob("*.*"))]
    entries = [(f"town-main/{path.relative_to(good).as_posix()}", path.read_bytes()) for path in names]
    assert validate(_zip(good.parent / "a.zip", *entries)).ok


def test_a_fault_in_an_archive_is_found(good: Path, unpacked_to: Path) -> None:
    """An archive that is only opened and not checked would always be clean."""
    assert _codes(validate(pack(_cell(good, "a\u200bb")), hashes=False)) == {"FQ-T11"}


@pytest.mark.parametrize(
    "name",
    ["../x", "a/../../x", "/etc/x", "\\x", "..\\x", "C:/x", "C:x", "a//b", "./x", "a/./b", "~/x", "a\0b", "a\u202eb", "a\nb", "n" * 300, "a/" * 40 + "x"],
    ids=ascii,
)  # fmt: skip
def test_an_archive_with_a_strange_name_is_refused(tmp_path: Path, unpacked_to: Path, name: str) -> None:
    """What is unpacked outside its folder overwrites files of one's own."""
    path = _zip(tmp_path / "a.zip", (DESCRIPTOR, b"{}"), (_entry(name), b"x"))
    before = set(tmp_path.iterdir())
    assert _codes(validate(path)) == {"FQ-D10"}
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_an_archive_with_a_link_or_a_device_is_refused(tmp_path: Path, unpacked_to: Path, kind: int) -> None:
    """A link in an archive leads the next file of it out of the folder."""
    path = _zip(tmp_path / "a.zip", (DESCRIPTOR, b"{}"), (_entry("data", kind | 0o777), b"/etc"))
    assert _codes(validate(path)) == {"FQ-D10"}


@pytest.mark.parametrize("other", [DESCRIPTOR, DESCRIPTOR.upper(), f"{DESCRIPTOR}/x", "caf\u00e9 cafe\u0301"])
def test_an_archive_with_one_name_twice_is_refused(tmp_path: Path, unpacked_to: Path, other: str) -> None:
    """Which of the two is checked and which is used would be chance."""
    names = [DESCRIPTOR, *other.split()]
    path = _zip(tmp_path / "a.zip", *((name, b"{}") for name in names))
    assert _codes(validate(path)) == {"FQ-D10"}


def test_an_archive_that_swells_is_refused(tmp_path: Path, unpacked_to: Path) -> None:
    """A few kilobytes can be made to fill a disk."""
    path = _zip(tmp_path / "a.zip", (DESCRIPTOR, b"{}"), ("data/x.csv", b"\0" * 30_000_000))
    (finding,) = validate(path).findings
    assert finding.code == "FQ-D10"
    assert "30,000,002 bytes" in finding.found()


def test_an_archive_that_lies_about_its_size_is_refused(
    tmp_path: Path, unpacked_to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The size that is declared is only a declaration."""
    path = _zip(tmp_path / "a.zip", (DESCRIPTOR, b"{}"), ("x", b"\0" * 3_000_000))
    path.write_bytes(path.read_bytes().replace((3_000_000).to_bytes(4, "little"), (5).to_bytes(4, "little")))
    assert _codes(validate(path)) == {"FQ-D10"}
    monkeypatch.setattr(archives, "LARGEST_CONTENT", 1_000)
    honest = _zip(tmp_path / "b.zip", (DESCRIPTOR, b"{}"), ("x", os.urandom(3_000)))
    assert _codes(validate(honest)) == {"FQ-D10"}


def test_an_archive_of_many_files_is_refused(tmp_path: Path, unpacked_to: Path) -> None:
    """A list of a million names fills the memory before one of them is unpacked."""
    many = ((f"{n}.csv", b"") for n in range(archives.MOST_FILES + 1))
    path = _zip(tmp_path / "a.zip", *many)
    assert _codes(validate(path)) == {"FQ-D10"}
    content = path.read_bytes()
    at = content.rindex(b"PK\x05\x06")
    path.write_bytes(content[: at + 8] + b"\x01\0\x01\0" + content[at + 12 :])
    assert _codes(validate(path)) == {"FQ-D10"}


def test_an_archive_with_a_password_or_an_uncommon_method_is_refused(
    tmp_path: Path, unpacked_to: Path
) -> None:
    """Some methods ask for gigabytes of memory before the first byte."""
    assert _codes(validate(_zip(tmp_path / "a.zip", (DESCRIPTOR, b"{}"), method=zipfile.ZIP_LZMA))) == {"FQ-D10"}
    content = bytearray(_zip(tmp_path / "b.zip", (DESCRIPTOR, b"{}")).read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "b.zip").write_bytes(content)
    assert _codes(validate(tmp_path / "b.zip")) == {"FQ-D10"}


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06", b"PK\x03\x04" + b"x" * 100, b"not a zip"])
def test_what_is_no_archive_is_refused(tmp_path: Path, unpacked_to: Path, content: bytes) -> None:
    """A download that broke off is the commonest of them."""
    (tmp_path / "a.zip").write_bytes(content)
    assert _codes(validate(tmp_path / "a.zip")) == {"FQ-D10"}


def test_an_archive_without_a_descriptor_is_refused(tmp_path: Path, unpacked_to: Path) -> None:
    """A spreadsheet is a zip file too."""
    assert _codes(validate(_zip(tmp_path / "a.xlsx", ("xl/workbook.xml", b"<x/>")))) == {"FQ-D10"}


def test_a_full_disk_while_unpacking_is_a_finding(
    good: Path, unpacked_to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a package must not be checked as if it were whole, and must not stay behind."""
    path = pack(good)

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archives, "_write", full)
    (finding,) = validate(path).findings
    assert finding.code == "FQ-D10"
    assert "No space left" in finding.found()


# Whatever comes


@FUZZ
@given(st.binary(max_size=200), st.integers(0, 400), st.integers(0, 40))
@example(b"", 0, 40)
def test_any_bytes_in_an_archive_make_a_report(
    sound: Path, tmp_path: Path, data: bytes, at: int, cut: int
) -> None:
    """A zip file broken anywhere ends in a finding."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(DESCRIPTOR, b'{"resources": []}')
        archive.writestr("data/rulings.csv", b"a,b\n")
    content = buffer.getvalue()
    path = tmp_path / "a.zip"
    path.write_bytes(content[:at] + data + content[at + cut :])
    assert not validate(path).ok


@FUZZ
@given(st.lists(st.tuples(st.text(max_size=8), st.binary(max_size=20)), max_size=5))
def test_any_names_in_an_archive_stay_inside(tmp_path: Path, entries: list[tuple[str, bytes]]) -> None:
    """No name writes beside the folder."""
    import warnings

    path = tmp_path / "a.zip"
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as archive:
        warnings.simplefilter("ignore")
        for name, content in entries:
            archive.writestr(_entry(name.encode("utf-8", "replace").decode("utf-8")), content)
    assert not validate(path).ok
    assert list(tmp_path.iterdir()) == [path]


@FUZZ
@given(st.text(max_size=60))
def test_any_text_in_a_cell_is_quoted_safely(sound: Path, text: str) -> None:
    """A finding never carries a character that a terminal obeys."""
    shown = visible(text)
    assert first_invisible(shown) is None
    assert "\n" not in shown
    assert shown.encode("utf-8").decode("utf-8") == shown


_PLACES = st.lists(st.integers(0, 12), min_size=1, max_size=6)
_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@FUZZ
@given(_PLACES, _JUNK)
def test_a_sound_descriptor_changed_anywhere_makes_a_report(
    sound: Path, good: Path, places: list[int], junk: object
) -> None:
    """A descriptor that is right but for one value gets furthest before it fails."""
    content = json.loads((sound / DESCRIPTOR).read_text("utf-8"))
    _graft(content, places, junk)
    (good / DESCRIPTOR).write_text(json.dumps(content, ensure_ascii=True), "utf-8")
    _codes(validate(good, hashes=False))


def _graft(content: Any, places: list[int], junk: object) -> None:
    """Replace what the steps lead to, each step counting through the keys or items."""
    for number in places:
        keys = list(content) if isinstance(content, dict) else list(range(len(content)))
        if not keys:
            return
        key = keys[number % len(keys)]
        if number == places[-1] or not isinstance(content[key], (dict, list)):
            content[key] = junk
            return
        content = content[key]


@FUZZ
@given(st.lists(st.lists(st.text(max_size=6), max_size=9), max_size=4), st.sampled_from(["rulings", "units"]))
def test_any_cells_under_a_sound_header_make_a_report(good: Path, rows: list[list[str]], table: str) -> None:
    """Cells of the right number and the wrong content reach the types, the keys and the rules."""
    import csv

    path = good / "data" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows((row + [""] * len(header))[: len(header)] for row in rows)
    assert "FQ-D08" not in _codes(validate(good, hashes=False))
