"""The compilations of the benchmarks: sound where they should be, and wrong exactly where a defect was planted."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from fengqiao_open.compilation.discover import suppressed
from fengqiao_open.datapackage.package import read_package, shipped
from fengqiao_open.findings.report import unlisted
from fengqiao_open.render.csv import finding_row
from fengqiao_open.validation.read import read_tables
from fengqiao_open.validation.rules import RULES, Rule
from fengqiao_open.validation.validate import run_rules

for needed in ("polars", "pyarrow", "fsspec"):
    pytest.importorskip(needed, reason="compilations need the extra `large`")
import compilations  # noqa: E402
import defects  # noqa: E402

ROWS = 1_000  # seven reports and a part of one


def findings(
    observations: Path, lists: Path, folder: Path, rules: Sequence[Rule] = RULES
) -> Counter[tuple[int, str, str]]:
    """Line, column and code of what a small package with these observations and code lists is told."""
    names = (*compilations.LISTS, "observations")
    descriptor = {
        **shipped().descriptor,
        "resources": [shipped().resource(name) for name in shipped().tables if name in names],
    }
    (folder / "data").mkdir(parents=True)
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    for name in compilations.LISTS:
        shutil.copy(lists / f"{name}.csv", folder / "data")
    shutil.copy(observations, folder / "data" / "observations.csv")
    package = read_package(folder)
    tables, found = read_tables(package)
    by_rules, _ = run_rules(tables, package.descriptor, found, rules)
    return Counter((each.line, each.column, each.code) for each in [*found, *by_rules])


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small compilation in every form."""
    return compilations.make(ROWS, tmp_path_factory.mktemp("compilations"))


def test_a_compilation_is_sound_under_the_rules_of_a_small_package(sound: Path, tmp_path: Path) -> None:
    """A generator that makes wrong places, values or identifiers, so that speed is measured on wrong rows."""
    assert not findings(sound / "observations.csv", sound / "codelists", tmp_path / "package")


def test_a_smaller_compilation_is_the_beginning_of_a_larger_one(sound: Path) -> None:
    """Draws that depend on the size, so that no two runs look at the same rows."""
    (part,) = compilations.parts(300)
    lines = (sound / "observations.csv").read_text("utf-8").splitlines()
    assert compilations.observations(part).write_csv().splitlines() == lines[:301]


def test_every_form_of_a_compilation_holds_the_same_rows(sound: Path) -> None:
    """A writer that loses, repeats or rounds something."""
    import polars as pl

    whole = pl.read_csv(sound / "observations.csv", infer_schema=False)
    in_files = pl.concat(pl.read_csv(path, infer_schema=False) for path in sorted((sound / "csvs").iterdir()))
    assert in_files.equals(whole)
    typed = compilations.typed(whole)
    assert pl.read_parquet(sound / "observations.parquet").equals(typed)
    assert pl.read_parquet(
        sound / "partitions" / "**" / "*.parquet", glob=True, hive_partitioning=False
    ).equals(typed)


@pytest.mark.parametrize(
    "kinds",
    [
        pytest.param(
            [kind for kind in defects.KINDS if not kind.damage or kind.lines_within], id="wrong cells"
        ),
        *[
            pytest.param([kind], id=kind.name)
            for kind in defects.KINDS
            if kind.damage and not kind.lines_within
        ],
    ],
)
def test_a_small_package_with_the_planted_defects_is_told_what_is_expected(
    kinds: list[defects.Kind], sound: Path, tmp_path: Path
) -> None:
    """An expectation that is written down for the large checks, and that the small ones do not share.

    Records that cannot be read silence the rest of a small table, so each kind of those is planted by itself.
    """
    (file,) = defects.files(ROWS, sound, "csv")
    plants = defects.plan(ROWS, [file], kinds)
    defects.plant_texts(file, tmp_path / "observations.csv", plants, ROWS)
    wanted = Counter(
        (int(row["line"]), row["column"], row["code"])
        for row in defects.expected("csv", ROWS, [file], plants)
    )
    on_single_rows = [rule for rule in RULES if rule.depends_on]  # those that a large table is held to
    found = findings(tmp_path / "observations.csv", sound / "codelists", tmp_path / "package", on_single_rows)
    if kinds[0].code == "FQ-F02":  # a small file is refused at the first such byte
        wanted = Counter([min(wanted)])
    assert wanted and found == wanted


def test_each_kind_of_defect_is_planted_around_each_place(sound: Path) -> None:
    """A place that is passed over: the first and last row, and the rows beside the border of a batch."""
    (file,) = defects.files(ROWS, sound, "csv")
    file = replace(file, borders=(500,))
    plants = defects.plan(ROWS, [file], defects.KINDS)
    assert Counter(each.kind.name for each in plants) == {kind.name: 3 for kind in defects.KINDS}
    assert {0, 500, ROWS - 1} <= {each.row for each in plants}


def test_the_list_of_planted_defects_names_rows_of_the_files(sound: Path) -> None:
    """Lines that drift where defects add some: every identifier is on the line that the list says."""
    defects.main(ROWS, sound.parent, ["csv", "parquet"])
    with (sound / "planted" / "planted.csv").open(encoding="utf-8") as stream:
        listed = [row for row in csv.DictReader(stream) if row["form"] == "csv"]
    lines = (sound / "planted" / "observations.csv").read_bytes().split(b"\n")
    for row in listed:
        at = int(row["line"]) - (0 if row["code"] == "FQ-S07" else 1)  # the row after an empty line
        assert lines[at].startswith(row["key"].encode() + b","), row


def test_a_count_of_known_issues_has_a_label_and_a_reason_in_words() -> None:
    """Catches a row of the CSV without a label, whose reason repeats what was found."""
    row = finding_row(suppressed(unlisted("FQ-R07", "observations", "measure", 1_800)), "en")
    assert row["label"] == "Known issues: The number behind a rank is unknown"
    assert row["suppressed"] == "Each has its reason in discrepancies.csv of its own package."
    assert "1,800 findings of FQ-R07" in row["found"]
    assert finding_row(suppressed(unlisted("FQ-R07", "observations", "measure", 1_800)), "zh")[
        "label"
    ].startswith("存疑说明：")
