"""A zip archive from elsewhere is unpacked within bounds or refused, and leaves nothing behind."""

from __future__ import annotations

import gc
import os
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_packages import codes_of, with_cell, zip_entry
from packages import pack

from fengqiao_open import load, validate
from fengqiao_open.datapackage import archives
from fengqiao_open.datapackage.package import DESCRIPTOR

pytestmark = pytest.mark.usefixtures("no_network")


@pytest.fixture
def unpacked_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where archives are unpacked to; at the end nothing may be left there."""
    gc.freeze()  # what other tests hold need not be looked through
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    yield place
    gc.collect()
    gc.unfreeze()
    assert list(place.iterdir()) == []


def _zip(
    path: Path, *entries: tuple[zipfile.ZipInfo | str, bytes], method: int = zipfile.ZIP_DEFLATED
) -> Path:
    import warnings

    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, content in entries:
            archive.writestr(name, content, method)
    return path


def test_a_good_archive_is_as_clean_as_its_folder(good: Path, unpacked_to: Path) -> None:
    """An aggregator is sent archives; so are stewards."""
    report = validate(pack(good))
    assert report.ok
    assert report.rows == validate(good).rows
    assert load("units", pack(good)).equals(load("units", good))


def test_an_archive_of_one_folder_is_read_too(good: Path, unpacked_to: Path) -> None:
    """Archives of repositories and of file managers have a folder at their top."""
    names = sorted(good.rglob("*.*"))
    entries = [(f"town-main/{path.relative_to(good).as_posix()}", path.read_bytes()) for path in names]
    assert validate(_zip(good.parent / "a.zip", *entries)).ok


def test_a_fault_in_an_archive_is_found(good: Path, unpacked_to: Path) -> None:
    """An archive that is only opened and not checked would always be clean."""
    assert codes_of(validate(pack(with_cell(good, "a\u200bb")), hashes=False)) == {"FQ-T11"}


@pytest.mark.parametrize(
    "name",
    ["../x", "a/../../x", "/etc/x", "\\x", "..\\x", "C:/x", "C:x", "a//b", "./../x", "a/./b", "~/x", "a\0b", "a\u202eb", "a\nb", "n" * 300, "a/" * 40 + "x"],
    ids=ascii,
)  # fmt: skip
def test_an_archive_with_a_strange_name_is_refused(tmp_path: Path, unpacked_to: Path, name: str) -> None:
    """What is unpacked outside its folder overwrites files of one's own."""
    path = _zip(tmp_path / "a.zip", (DESCRIPTOR, b"{}"), (zip_entry(name), b"x"))
    before = set(tmp_path.iterdir())
    assert codes_of(validate(path)) == {"FQ-D10"}
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_an_archive_with_a_link_or_a_device_is_refused(tmp_path: Path, unpacked_to: Path, kind: int) -> None:
    """A link in an archive leads the next file of it out of the folder."""
    path = _zip(tmp_path / "a.zip", (DESCRIPTOR, b"{}"), (zip_entry("data", kind | 0o777), b"/etc"))
    assert codes_of(validate(path)) == {"FQ-D10"}


@pytest.mark.parametrize("other", [DESCRIPTOR, DESCRIPTOR.upper(), f"{DESCRIPTOR}/x", "caf\u00e9 cafe\u0301"])
def test_an_archive_with_one_name_twice_is_refused(tmp_path: Path, unpacked_to: Path, other: str) -> None:
    """Which of the two is checked and which is used would be chance."""
    names = [DESCRIPTOR, *other.split()]
    path = _zip(tmp_path / "a.zip", *((name, b"{}") for name in names))
    assert codes_of(validate(path)) == {"FQ-D10"}


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
    assert codes_of(validate(path)) == {"FQ-D10"}
    monkeypatch.setattr(archives, "LARGEST_CONTENT", 1_000)
    honest = _zip(tmp_path / "b.zip", (DESCRIPTOR, b"{}"), ("x", os.urandom(3_000)))
    assert codes_of(validate(honest)) == {"FQ-D10"}


def test_an_archive_of_many_files_is_refused(tmp_path: Path, unpacked_to: Path) -> None:
    """A list of a million names fills the memory before one of them is unpacked."""
    many = ((f"{n}.csv", b"") for n in range(archives.MOST_FILES + 1))
    path = _zip(tmp_path / "a.zip", *many)
    assert codes_of(validate(path)) == {"FQ-D10"}
    content = path.read_bytes()
    at = content.rindex(b"PK\x05\x06")
    path.write_bytes(content[: at + 8] + b"\x01\0\x01\0" + content[at + 12 :])
    assert codes_of(validate(path)) == {"FQ-D10"}


def test_an_archive_with_a_password_or_an_uncommon_method_is_refused(
    tmp_path: Path, unpacked_to: Path
) -> None:
    """Some methods ask for gigabytes of memory before the first byte."""
    assert codes_of(validate(_zip(tmp_path / "a.zip", (DESCRIPTOR, b"{}"), method=zipfile.ZIP_LZMA))) == {
        "FQ-D10"
    }
    content = bytearray(_zip(tmp_path / "b.zip", (DESCRIPTOR, b"{}")).read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "b.zip").write_bytes(content)
    assert codes_of(validate(tmp_path / "b.zip")) == {"FQ-D10"}


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06", b"PK\x03\x04" + b"x" * 100, b"not a zip"])
def test_what_is_no_archive_is_refused(tmp_path: Path, unpacked_to: Path, content: bytes) -> None:
    """A download that broke off is the commonest of them."""
    (tmp_path / "a.zip").write_bytes(content)
    assert codes_of(validate(tmp_path / "a.zip")) == {"FQ-D10"}


def test_an_archive_without_a_descriptor_is_refused(tmp_path: Path, unpacked_to: Path) -> None:
    """A spreadsheet is a zip file too, and has a command of its own."""
    assert codes_of(validate(_zip(tmp_path / "a.zip", ("a.xml", b"<x/>")))) == {"FQ-D10"}
    (found,) = validate(_zip(tmp_path / "a.xlsx", ("xl/workbook.xml", b"<x/>"))).findings
    assert found.code == "FQ-D01" and "fengqiao-open import" in found.how_to_fix()


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


def _entries(package: Path, top: str = "") -> list[tuple[zipfile.ZipInfo | str, bytes]]:
    names = sorted(package.rglob("*.*"))
    return [(f"{top}{path.relative_to(package).as_posix()}", path.read_bytes()) for path in names]


@pytest.mark.parametrize("top", ["", "pkg/"])
def test_an_archive_made_by_macos_is_read(good: Path, unpacked_to: Path, top: str) -> None:
    """The Finder packs its own files beside ours: two folders at the top, and a second descriptor that is none."""
    forks: list[tuple[zipfile.ZipInfo | str, bytes]] = [
        ("__MACOSX/._pkg", b"\0\5\x16\7"),
        ("__MACOSX/pkg/._datapackage.json", b"\0\5\x16\7"),
        (f"{top}.DS_Store", b"\0\0\0\1Bud1"),
        (f"{top}data/._units.csv", b"\0\5\x16\7"),
    ]
    assert validate(_zip(good.parent / "a.zip", *_entries(good, top), *forks)).ok


def test_an_archive_made_by_powershell_is_read(good: Path, unpacked_to: Path) -> None:
    """It writes backslashes between folders; those that lead out are refused as ever."""
    entries = [(_named(str(name).replace("/", "\\")), data) for name, data in _entries(good, "pkg/")]
    folder = (_named("pkg\\data\\"), b"")
    assert validate(_zip(good.parent / "a.zip", folder, *entries)).ok
    out = (_named("..\\..\\x.csv"), b"")
    assert codes_of(validate(_zip(good.parent / "b.zip", *_entries(good), out))) == {"FQ-D10"}


def test_an_archive_made_by_tar_is_read(good: Path, unpacked_to: Path) -> None:
    """`tar -a -cf x.zip .`, which Windows and macOS have, begins every name with `./`: it was said to lead out."""
    entries = [*((_named(str(name)), data) for name, data in _entries(good, "./")), (_named("./"), b"")]
    assert validate(_zip(good.parent / "a.zip", *entries)).ok


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_in_the_encoding_of_chinese_windows_are_read(
    good: Path, unpacked_to: Path, encoding: str
) -> None:
    """Without the mark of UTF-8 the name of a table may be in GBK, or in UTF-8 all the same."""
    (good / "data/units.csv").rename(good / "data/单位.csv")
    text = (good / DESCRIPTOR).read_text("utf-8").replace("data/units.csv", "data/单位.csv")
    (good / DESCRIPTOR).write_text(text, "utf-8")
    path = _zip(good.parent / "a.zip", *_entries(good))
    data, name = path.read_bytes(), "data/单位.csv"
    if encoding == "gb18030":
        # The name with as many bytes: zip files hold lengths.
        (good / "data/单位.csv").rename(good / "data/xxxx.csv")
        path = _zip(good.parent / "a.zip", *_entries(good))
        data, name = path.read_bytes().replace(b"data/xxxx.csv", "data/单位.csv".encode("gb18030")), ""
    else:
        path = _zip(
            good.parent / "a.zip",
            *((str(each).replace("单位", "xxxxxx"), content) for each, content in _entries(good)),
        )
        data = path.read_bytes().replace(b"data/xxxxxx.csv", name.encode())
    path.write_bytes(data)
    assert validate(path).ok


def _named(name: str) -> zipfile.ZipInfo:
    """An entry whose name is written as it is."""
    entry = zipfile.ZipInfo("x")
    entry.filename = name
    return entry
