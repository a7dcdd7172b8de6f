"""One row that cannot be read is one finding: the others are checked, alike in a small package and in a large table."""

from __future__ import annotations

from pathlib import Path

import pytest

import fengqiao_open as fo
from fengqiao_open.findings import Finding
from fengqiao_open.large.compilation import validate_table
from fengqiao_open.large.engines import one_machine
from fengqiao_open.package import PackageError, read_package
from fengqiao_open.refresh import refresh

Told = tuple[str, str, int, str, str, str]
# What is put in the place of the note of line 4; and in line 8 a measure is misspelt, which must be told all the same.
CORRUPTIONS = {
    "lone quote": b'"a" b',
    "open quote": b'"a',
    "NUL": b"a\0b",
    "a byte of another encoding": b"a\xb7b",
    "GBK": "风桥".encode("gb18030"),
    "endless cell": b"x" * 100_001,
}


def told(finding: Finding) -> Told:
    """Code and place of a finding, and its words."""
    words = f"{finding.found()} {finding.found('zh')}"
    return finding.code, finding.table, finding.line, finding.column, finding.key, words


def corrupted(package: Path, corruption: str) -> Path:
    """The observations of a package with a row that cannot be read, and a slip four rows below."""
    path = package / "data" / "observations.csv"
    lines = path.read_bytes().split(b"\n")
    cells = lines[3].split(b",")
    lines[3] = (
        b",".join([*cells[:11], CORRUPTIONS[corruption], *cells[12:]]) if len(cells) == 13 else lines[3]
    )
    assert len(cells) == 13
    lines[7] = lines[7].replace(b",actual,", b",actaul,").replace(b",target,", b",tagret,")
    path.write_bytes(b"\n".join(lines))
    return path


@pytest.mark.parametrize("corruption", CORRUPTIONS)
def test_one_row_that_cannot_be_read_hides_no_other(good: Path, corruption: str) -> None:
    """It was one finding in a small package, and the slip four rows below was not told; nor is anything else blamed."""
    path = corrupted(good, corruption)
    small = [each for each in fo.validate(good, hashes=False).findings if each.table == "observations"]
    assert [(each.line, each.code) for each in small] == [
        (4, "FQ-F02" if corruption in ("GBK", "a byte of another encoding") else "FQ-F04"), (8, "FQ-T03")
    ]  # fmt: skip
    assert len(fo.validate(good, hashes=False).findings) == len(small)
    large = validate_table("observations", [path], good, engine=one_machine())
    # The register of a package explains a rate above 100; a table by itself has none.
    own = [each for each in large.findings if each.table == "observations" and each.code != "FQ-R05"]
    assert [told(each) for each in small] == [told(each) for each in own]


def test_no_row_is_lost_by_who_makes_something_of_a_table(good: Path) -> None:
    """What is checked past a torn row is not generated past it."""
    corrupted(good, "NUL")
    with pytest.raises(PackageError, match="observations"):
        refresh(read_package(good))


def test_rows_that_share_a_key_are_judged_by_themselves(good: Path) -> None:
    """A rate above 100 was told of such rows in a large table only."""
    path = good / "data" / "observations.csv"
    lines = path.read_text("utf-8").splitlines()
    rate = next(line for line in lines if ",rate," in line or ",share," in line)
    cells = rate.split(",")
    assert len(cells) == 13
    lines += [",".join(["qinghe-2032-p05-99", *cells[1:8], "250", *cells[9:]])] * 2
    path.write_text("\n".join(lines) + "\n", "utf-8")
    alone = {"FQ-R05", "FQ-K01"}
    small = [each for each in fo.validate(good, hashes=False).findings if each.code in alone]
    large = [
        each
        for each in validate_table("observations", [path], good).findings
        if each.code in alone and each.line > len(lines) - 2
    ]
    assert sorted(map(told, small)) == sorted(map(told, large)) and len(small) == 4


def test_a_cluster_goes_on_past_torn_rows_as_one_machine_does(good: Path) -> None:
    """The same findings in the same words, whoever reads the records."""
    pytest.importorskip("distributed")
    from fengqiao_open.large.cluster import on_cluster

    path = corrupted(good, "lone quote")
    engines = (one_machine(), on_cluster(size=500))
    one, other = (
        [told(each) for each in validate_table("observations", [path], good, engine=each).findings]
        for each in engines
    )
    assert one == other
