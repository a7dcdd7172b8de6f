"""The made towns of the benchmarks: sound, no two alike, the same each time, and wrong exactly where a defect was planted."""

from __future__ import annotations

import csv
from pathlib import Path

import made_defects
import made_places
import made_statistics
import made_towns
import pytest

import fengqiao_open as fo
from fengqiao_open.figures.scanner import parse

SOUND = 4


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some sound towns."""
    folder = tmp_path_factory.mktemp("towns")
    assert made_towns.make(SOUND, folder) == []
    return folder


def packages(folder: Path) -> list[Path]:
    """The packages in the folders of the provinces."""
    return sorted(each.parent for each in folder.glob("*/*/datapackage.json"))


def test_made_packages_are_sound(towns: Path) -> None:
    """Not even a note is told of them: what is told of the others is what was planted."""
    made = packages(towns)
    assert len(made) == SOUND
    assert [fo.validate(each).findings for each in made] == [()] * SOUND


def test_every_table_has_rows_and_no_two_towns_are_alike(towns: Path) -> None:
    """A list that is empty in all of them would not be checked at all."""
    empty = {"source_repairs", "project_observations"}
    contents = [
        {path.stem: path.read_text("utf-8") for path in (each / "data").iterdir()} for each in packages(towns)
    ]
    assert all(text.count("\n") > 1 for each in contents for name, text in each.items() if name not in empty)
    for name in ("observations", "statistics", "projects", "commitments", "areas", "awards"):
        bodies = [{*each[name].splitlines()[1:]} for each in contents]
        assert all(
            one.isdisjoint(two) or name == "areas" for at, one in enumerate(bodies) for two in bodies[:at]
        )


def test_the_same_seed_gives_the_same_bytes_and_more_towns_begin_with_the_fewer(
    towns: Path, tmp_path: Path
) -> None:
    """So that a result can be looked into on another machine."""
    made_towns.make(2, tmp_path / "again")
    for each in packages(tmp_path / "again"):
        first = towns / each.relative_to(tmp_path / "again")
        assert all(
            path.read_bytes() == (first / path.relative_to(each)).read_bytes() for path in each.rglob("*.*")
        )
    made_towns.make(1, tmp_path / "other", seed="another")
    (one, other) = packages(tmp_path / "again")[0], packages(tmp_path / "other")[0]
    assert (one / "data/observations.csv").read_bytes() != (other / "data/observations.csv").read_bytes()


@pytest.mark.parametrize("kind", made_defects.KINDS)
def test_a_planted_defect_is_found_where_it_was_planted_and_nothing_else_is(
    kind: str, tmp_path: Path
) -> None:
    """Each kind has the one finding that planted.csv says."""
    planted = made_towns.write(3, tmp_path, "planted", None, kind)
    assert planted is not None and planted.kind == kind
    found = fo.validate(tmp_path / planted.package).findings
    assert [(each.table, each.key, each.column, each.code) for each in found] == [planted[2:]]


def test_kinds_are_planted_in_turn_in_the_share_that_is_asked_for(tmp_path: Path) -> None:
    """And written down, so that a run can be held against it."""
    numbered = dict(made_towns.kinds(230, 0, 0.2))
    assert [kind for kind in numbered.values() if kind] == [*made_defects.KINDS] * 2
    made_towns.make(4, tmp_path, defects=0.5)
    with (tmp_path / "planted.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    assert [row["kind"] for row in listed] == list(made_defects.KINDS)[:2]
    assert all((tmp_path / row["package"] / "datapackage.json").is_file() for row in listed)


def test_what_towns_print_is_read_as_what_their_tables_say() -> None:
    """Of all indicators and units that they choose from: a form that the scanner reads otherwise would be no fault of a rule."""
    forms = {form for choice in made_statistics.choices().values() for _, form in choice.units}
    for form in forms:
        read = parse(f"12{form}")
        assert read is not None and (str(read.value), read.unit) == ("12", form)


def test_no_two_towns_of_a_county_have_one_name_or_one_code() -> None:
    """All 38,000 of them."""
    number = len(made_places.counties())
    towns = [
        made_places.town(at + nth * number, "names", 2024) for nth in range(14) for at in range(0, number, 97)
    ]
    named = {(each.place.area_id[:6], each.place.stem_zh) for each in towns}
    assert len(named) == len({each.place.area_id for each in towns}) == len(towns)
