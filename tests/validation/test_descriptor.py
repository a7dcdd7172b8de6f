"""A descriptor that lets more through than the standard one is found, wherever it was loosened."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from packages import make_good

from fengqiao_open import Finding, validate
from fengqiao_open.datapackage.package import DESCRIPTOR


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good package, made once; each test writes the whole descriptor anew."""
    return make_good(tmp_path_factory.mktemp("descriptor") / "good")


@pytest.fixture(scope="module")
def sound(good: Path) -> str:
    """Its descriptor as text."""
    return (good / DESCRIPTOR).read_text("utf-8")


def found(good: Path, descriptor: dict[str, Any]) -> tuple[Finding, ...]:
    """What is found on the good tables under this descriptor."""
    (good / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    return validate(good).findings


def part(descriptor: dict[str, Any], table: str, *way: str) -> Any:
    """A table's part of a descriptor; in lists of things with names, a step is a name."""
    place: Any = descriptor["resources"]
    for step in (table, *way):
        place = (
            next(each for each in place if each["name"] == step) if isinstance(place, list) else place[step]
        )
    return place


@pytest.mark.parametrize(
    ("way", "property_", "value"),
    [
        (("schema", "fields", "order"), "type", "number"),
        (("schema", "fields", "order", "constraints"), "minimum", -5),
        (("schema", "fields", "order"), "bareNumber", False),
        (("schema", "fields", "order"), "groupChar", ","),
        (("schema", "fields", "name_zh"), "missingValues", ["x"]),
        (("schema",), "missingValues", ["", "-"]),
        (("dialect",), "delimiter", ";"),
        (("dialect",), "commentChar", "#"),
        ((), "fq:mayBeEmpty", True),
        ((), "fq:generated", True),
        ((), "format", "tsv"),
    ],
)
def test_a_loosened_property_is_found_where_it_stands(
    good: Path, sound: str, way: tuple[str, ...], property_: str, value: Any
) -> None:
    """Tables pass today, and tomorrow's wrong cell or lost table passes with them."""
    descriptor = json.loads(sound)
    part(descriptor, "themes", *way)[property_] = value
    (problem,) = found(good, descriptor)
    changed = (
        property_ if way not in (("dialect",), ("schema", "fields", "order", "constraints")) else way[-1]
    )
    assert (problem.code, problem.table) == ("FQ-D06", "themes")
    assert problem.values["property"].endswith(changed)
    assert problem.column == (way[2] if "fields" in way else "")


def test_an_unknown_field_is_found(good: Path, sound: str) -> None:
    """A field without a column: other programs refuse the file, and the standard's rules do not know it."""
    descriptor = json.loads(sound)
    fields = part(descriptor, "themes", "schema", "fields")
    fields.append({**fields[-1], "name": "colour"})
    (problem,) = found(good, descriptor)
    assert (problem.code, problem.table, problem.column) == ("FQ-D06", "themes", "colour")


def test_fields_in_another_order_are_found(good: Path, sound: str) -> None:
    """A program that goes by position reads names into the wrong columns."""
    descriptor = json.loads(sound)
    fields = part(descriptor, "themes", "schema", "fields")
    fields.insert(0, fields.pop(1))
    (problem,) = found(good, descriptor)
    assert problem.values["property"] == "fields/0"
    assert (problem.values["actual"], problem.values["wanted"]) == ("name_zh", "theme_id")


def test_a_lost_code_is_found(good: Path, sound: str) -> None:
    """A code without its category has no label to be shown by."""
    descriptor = json.loads(sound)
    part(descriptor, "figures", "schema", "fields", "disposition")["categories"].pop()
    (problem,) = found(good, descriptor)
    assert (problem.code, problem.column) == ("FQ-D06", "disposition")


def without_code(descriptor: dict[str, Any], table: str, column: str, code: str) -> None:
    """Take a code out of a field, as in a package that is older than the code."""
    field = part(descriptor, table, "schema", "fields", column)
    field["categories"] = [each for each in field["categories"] if each["value"] != code]
    field["constraints"]["enum"].remove(code)


def test_a_package_older_than_a_code_is_sound(good: Path, sound: str) -> None:
    """The standard gets a code; no package made before is wrong for that."""
    descriptor = json.loads(sound)
    without_code(descriptor, "areas", "type", "country")
    assert found(good, descriptor) == ()


def test_a_code_in_use_is_not_left_out(good: Path, sound: str) -> None:
    """Other programs refuse the cells that have it."""
    descriptor = json.loads(sound)
    without_code(descriptor, "areas", "type", "town")
    problems = found(good, descriptor)
    assert {each.code for each in problems} == {"FQ-D06"}
    assert {each.values["property"] for each in problems} == {"type.categories", "type.constraints"}


def test_other_words_and_defaults_left_out_are_no_fault(good: Path, sound: str) -> None:
    """A town may describe its tables in its own words, and need not write out what the standard takes for granted."""
    descriptor = json.loads(sound)
    themes = part(descriptor, "themes")
    del themes["dialect"]
    themes["schema"] |= {"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "x:note": "…"}
    themes["title"] = themes["schema"]["fields"][0]["title"] = "Subjects"
    part(descriptor, "figures", "schema", "fields", "disposition")["categories"][0]["label"] = "A statistic"
    assert found(good, descriptor) == ()
