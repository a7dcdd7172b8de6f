"""Whether a descriptor conforms to the profile is told without jsonschema, which takes long, where it is sure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from mutants import mutant

from fengqiao_open.datapackage.package import Json, shipped
from fengqiao_open.datapackage.profile import _KEYWORDS, conforms, profile

# The keywords that ask nothing: notes for people, and a format that jsonschema does not look at either.
NOTES = {
    "$schema", "title", "description", "examples", "default", "context", "notes", "item", "propertyOrder", "options",
    "hidden", "format",
}  # fmt: skip


def keywords(schema: Any, *, names: bool = False) -> Iterator[str]:
    """The keywords of a schema and of the schemas in it; what is below `properties` are names."""
    if isinstance(schema, dict):
        for name, part in schema.items():
            if not names:
                yield name
            if names or name not in NOTES:
                yield from keywords(part, names=name == "properties" and not names)
    elif isinstance(schema, list):
        for part in schema:
            yield from keywords(part)


def test_every_keyword_of_the_profile_is_asked() -> None:
    """A keyword that a later profile adds would be passed over."""
    assert set(keywords(profile())) - NOTES == set(_KEYWORDS)


@pytest.fixture
def without_jsonschema(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks jsonschema fails the test."""
    monkeypatch.delattr(jsonschema, "Draft7Validator")


@pytest.mark.usefixtures("without_jsonschema")
def test_the_shipped_descriptor_conforms_without_jsonschema() -> None:
    """If not, jsonschema is imported for every package."""
    assert conforms(shipped().as_written)


def few_fields(resource: Json) -> dict[str, Any]:
    """A table with one field of each type: jsonschema takes as long for each of the others."""
    fields = {each["type"]: each for each in resource["schema"]["fields"]}
    return {**resource, "schema": {**resource["schema"], "fields": list(fields.values())}}


JUDGE = jsonschema.Draft7Validator(dict(profile()))


@pytest.mark.usefixtures("without_jsonschema")
def test_the_answer_is_that_of_jsonschema() -> None:
    """What it passes wrongly would never be reported; what it refuses wrongly could be neither cited nor exported."""
    written = shipped().written
    resources = [few_fields(each) for each in written["resources"] if each["name"] in ("themes", "awards")]
    found = {True: 0, False: 0}
    for seed in range(300):
        made = mutant({**written, "resources": resources}, seed)
        answer = conforms(made)
        found[answer] += 1
        assert answer == JUDGE.is_valid(made), seed
    assert min(found.values()) > 50


@pytest.mark.parametrize("codes", [[1, 1.0], [True, 1], [[1], [1.0]], [{}, {}]])
def test_numbers_that_may_be_equal_are_left_to_jsonschema(codes: list[Any]) -> None:
    """1 and 1.0 are one number of JSON, and two of Python's texts."""
    field = {"name": "a", "type": "any", "constraints": {"enum": codes}}
    made = {"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [field]}}]}
    assert conforms(made) == JUDGE.is_valid(made)


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1e400", "2.0", "2.5"])
def test_a_number_too_large_for_the_computer_is_no_whole_number(number: str) -> None:
    """JSON's 1e999 is infinity in Python, and asking for its whole part ends with a traceback."""
    made = {"resources": [{"name": "t", "path": "t.csv", "bytes": json.loads(number)}]}
    assert conforms(made) == JUDGE.is_valid(made) == (number == "2.0")


@pytest.mark.parametrize(
    "field",
    [
        {"name": "a", "type": "number", "constraints": {"minimum": True}},
        {"name": "a", "type": "number", "constraints": {"minimum": 1.5}},
        {"name": "a", "type": "year", "constraints": {"maximum": False}},
        {"name": "a"},
        {"name": "a", "type": "number", "bareNumber": 1},
    ],
)
def test_what_no_random_change_makes_is_answered_alike(field: dict[str, Any]) -> None:
    """True is no number of JSON, and a field without a type is one of texts."""
    made = {"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [field]}}]}
    assert conforms(made) == JUDGE.is_valid(made)
