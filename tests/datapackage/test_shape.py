"""Descriptors of any shape: whatever reads one answers with a result or a sentence, never with a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mutants
import pytest
from command import run
from packages import make_good

from fengqiao_open import validate
from fengqiao_open.datapackage.shape import shaped


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good package with a foreign table and a PDF; each test writes the whole descriptor anew."""
    return make_good(tmp_path_factory.mktemp("shapes") / "good")


@pytest.fixture(scope="module")
def sound(package: Path) -> dict[str, Any]:
    """Its descriptor."""
    return mutants.with_others(package)


def first(descriptor: dict[str, Any], name: str) -> dict[str, Any]:
    """A resource of a descriptor."""
    found: dict[str, Any] = next(each for each in descriptor["resources"] if each["name"] == name)
    return found


CASES: dict[str, Callable[[dict[str, Any]], object]] = {
    "licences as texts": lambda it: it.update(licenses=["CC-BY-4.0"]),
    "a licence as text": lambda it: it.update(licenses="CC-BY-4.0"),
    "no licences": lambda it: it.update(licenses=None),
    "a number for licences": lambda it: it.update(licenses=3),
    "no constraints": lambda it: first(it, "figures")["schema"]["fields"][1].update(constraints=None),
    "a number for the key": lambda it: first(it, "observations")["schema"].update(primaryKey=3),
    "no key": lambda it: first(it, "observations")["schema"].pop("primaryKey"),
    "fields of every type": lambda it: first(it, "themes")["schema"].update(fields=[None, 3, "x", [], {}]),
    "a title that is an object": lambda it: it.update(title={"en": "x"}),
    "a title of a table that is a list": lambda it: first(it, "observations").update(title=["x"]),
    "contributors of every type": lambda it: it.update(contributors=[None, 3, "x", {"roles": 3}]),
    "roles as one text": lambda it: it.update(contributors=[{"title": "A", "roles": "creator"}]),
    "sources of every type": lambda it: it.update(sources=[None, {"title": 3}, {"version": []}]),
    "a number of 200 digits": lambda it: first(it, "observations").update(bytes=10**200),
    "a bound of 200 digits": lambda it: first(it, "population")["schema"]["fields"][2].update(
        constraints={"minimum": 10**200}
    ),
    "a path of inline data": lambda it: first(it, "observations").update(path="data:text/csv,a::x"),
    "a path that is a number": lambda it: first(it, "observations").update(path=3),
    "no units": lambda it: it["resources"].remove(first(it, "units")),
    "an enum of objects": lambda it: first(it, "observations")["schema"]["fields"][5].update(
        constraints={"enum": [{}, [], None]}
    ),
    "a dialect that is a number": lambda it: first(it, "population").update(dialect=3),
    "a link of numbers": lambda it: first(it, "population")["schema"].update(foreignKeys=[3, {"fields": 3}]),
    "missing values of every type": lambda it: first(it, "population")["schema"].update(missingValues=[3, {}, None]),
    "resources of every type": lambda it: it["resources"].extend([None, 3, "x", [], {}]),
    "two tables of one name": lambda it: it["resources"].append(first(it, "population")),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("change", CASES.values(), ids=list(CASES))
def test_an_odd_descriptor_is_answered_with_words(
    package: Path, sound: dict[str, Any], change: Callable[[dict[str, Any]], object]
) -> None:
    """Each of these ended something with a traceback, or with one bare word."""
    descriptor = json.loads(json.dumps(sound))
    change(descriptor)
    mutants.write(package, descriptor)
    assert mutants.wrong_answers(package) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1046, *range(4)])
def test_a_mutated_descriptor_is_answered_with_words(package: Path, sound: dict[str, Any], seed: int) -> None:
    """A random node is replaced, removed or repeated; seeds that once failed come first."""
    mutants.write(package, mutants.mutant(sound, seed))
    assert mutants.wrong_answers(package) == []


@pytest.mark.parametrize("seed", range(60))
def test_any_value_gets_one_shape(sound: dict[str, Any], seed: int) -> None:
    """What the rest of the library relies on, whatever was written."""
    package, others = shaped(mutants.mutant(sound, seed))
    for table in package["resources"]:
        assert isinstance(table["name"], str)
        assert table["path"]
        schema = table["schema"]
        names = {field["name"] for field in schema["fields"]}
        assert all(isinstance(field["type"], str) for field in schema["fields"])
        assert all(isinstance(field.get("constraints", {}), dict) for field in schema["fields"])
        assert names.issuperset(schema["primaryKey"])
        assert all(names.issuperset(link["fields"]) for link in schema.get("foreignKeys", []))
    assert all(isinstance(each["name"], str) for each in others)
    assert all(isinstance(each, dict) for each in package.get("licenses", []))


@pytest.mark.parametrize(
    "words", [["validate"], ["show", "observations", "--package"], ["cite", "--package"]]
)
def test_the_command_line_ends_without_a_traceback(
    package: Path, sound: dict[str, Any], words: list[str]
) -> None:
    """Exit code 0, 1 or 2, and a sentence."""
    descriptor = json.loads(json.dumps(sound))
    descriptor |= {"licenses": 3, "title": {}, "contributors": [3]}
    first(descriptor, "observations")["schema"] |= {"primaryKey": 3}
    mutants.write(package, descriptor)
    done = run(*words, package)
    assert done.returncode in (0, 1, 2)
    assert "Traceback" not in done.stderr


def test_the_good_descriptor_keeps_its_meaning(package: Path, sound: dict[str, Any]) -> None:
    """The foreign table is clean and the PDF is named."""
    mutants.write(package, sound)
    report = validate(package)
    assert [each.code for each in report.findings] == ["FQ-D11"]
    assert report.rows["population"] == 2
