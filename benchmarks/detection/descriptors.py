"""Changes of the descriptor: each field loosened in one way, and each table's keys and properties."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from detection.changes import SEED, Change
from detection.tables import DESCRIPTOR

Edit = Callable[[dict[str, Any]], None]


def descriptor_changes(descriptor: dict[str, Any]) -> Iterator[Change]:
    """Every field once, in a way drawn for it, and every property of every table once."""
    for at, resource in enumerate(descriptor["resources"]):
        name = str(resource["name"])
        rng = random.Random(f"{SEED}-descriptor-{name}")
        for place, field in enumerate(resource["schema"]["fields"]):
            kind, edit = rng.choice(list(_field(field)))

            def of_field(table: dict[str, Any], edit: Edit = edit, place: int = place) -> None:
                edit(table["schema"]["fields"][place])

            yield _change(descriptor, at, kind, of_field, str(field["name"]))
        for kind, edit, concerned in _table(resource, rng):
            yield _change(descriptor, at, kind, edit, *concerned)
        made = copy.deepcopy(descriptor)
        del made["resources"][at]
        yield Change("descriptor", "table removed", name, {DESCRIPTOR: _json(made)})


def _change(descriptor: dict[str, Any], at: int, kind: str, edit: Edit, *concerned: str) -> Change:
    made = copy.deepcopy(descriptor)
    name = str(made["resources"][at]["name"])
    edit(made["resources"][at])
    return Change(
        "descriptor", kind, name, {DESCRIPTOR: _json(made)}, columns=frozenset(concerned), before=", ".join(concerned)
    )  # fmt: skip


def _json(descriptor: dict[str, Any]) -> bytes:
    return json.dumps(descriptor, ensure_ascii=False, indent=2).encode("utf-8")


def _field(field: dict[str, Any]) -> Iterator[tuple[str, Edit]]:
    """The ways to loosen one field."""
    constraints = field.get("constraints", {})
    if field["type"] != "any":
        yield "type to any", lambda each: each.update(type="any", constraints=_without_bounds(each))
    if field["type"] != "string":
        yield "type to string", lambda each: each.update(type="string", constraints=_without_bounds(each))
    for constraint in constraints:
        yield f"{constraint} removed", lambda each, constraint=constraint: each["constraints"].pop(constraint)
    if "enum" in constraints:
        yield "enum widened", lambda each: each["constraints"]["enum"].append("x")
    if "pattern" in constraints:
        yield "pattern widened", lambda each: each["constraints"].update(pattern=".*")
    for bound, by in (("minimum", -1000), ("maximum", 1000), ("maxLength", 1000)):
        if bound in constraints:
            yield (
                f"{bound} widened",
                lambda each, bound=bound, by=by: each["constraints"].update(
                    {bound: each["constraints"][bound] + by}
                ),
            )
    if field["type"] in ("integer", "number"):
        yield "bareNumber set to false", lambda each: each.update(bareNumber=False)
        yield "groupChar set", lambda each: each.update(groupChar=",")
    if field["type"] == "date":
        yield "format to any", lambda each: each.update(format="any")
    if field["type"] == "boolean":
        yield "trueValues widened", lambda each: each.update(trueValues=["true", "x"])
    if "categories" in field:
        yield "category dropped", lambda each: each["categories"].pop()


def _without_bounds(field: dict[str, Any]) -> dict[str, Any]:
    """Constraints that text can have as well: a minimum of text would be refused for another reason."""
    bounds = ("minimum", "maximum")
    return {name: value for name, value in field.get("constraints", {}).items() if name not in bounds}


def _table(resource: dict[str, Any], rng: random.Random) -> Iterator[tuple[str, Edit, tuple[str, ...]]]:
    """The ways to loosen one table, each with the properties or columns concerned."""
    schema = resource["schema"]
    yield "primaryKey dropped", lambda each: each["schema"].pop("primaryKey"), ("primaryKey",)
    if "uniqueKeys" in schema:
        yield "uniqueKeys dropped", lambda each: each["schema"].pop("uniqueKeys"), ("uniqueKeys",)
    if "foreignKeys" in schema:
        at = rng.randrange(len(schema["foreignKeys"]))
        column = schema["foreignKeys"][at]["fields"][0]
        yield (
            "foreignKey dropped",
            lambda each: each["schema"]["foreignKeys"].pop(at),
            ("foreignKeys", column),
        )
    yield (
        "missingValues widened",
        lambda each: each["schema"]["missingValues"].append("-"),
        ("missingValues",),
    )
    yield (
        "fieldsMatch set to partial",
        lambda each: each["schema"].update(fieldsMatch="partial"),
        ("fieldsMatch",),
    )
    if "fq:idOf" in schema:
        yield "fq:idOf dropped", lambda each: each["schema"].pop("fq:idOf"), ("fq:idOf",)
    yield "encoding changed", lambda each: each.update(encoding="gb18030"), ("encoding",)
    yield "delimiter changed", lambda each: each["dialect"].update(delimiter=";"), ("dialect",)
    yield "commentChar set", lambda each: each["dialect"].update(commentChar="#"), ("dialect",)
    for mark in ("fq:mayBeEmpty", "fq:generated"):
        if resource.get(mark):
            yield f"{mark} dropped", lambda each, mark=mark: each.pop(mark), (mark,)
        else:
            yield f"{mark} set", lambda each, mark=mark: each.update({mark: True}), (mark,)
    place = rng.randrange(len(schema["fields"]))
    name = str(schema["fields"][place]["name"])
    yield "field removed", lambda each: each["schema"]["fields"].pop(place), (name,)
    yield (
        "field added",
        lambda each: each["schema"]["fields"].append({**each["schema"]["fields"][-1], "name": "x"}),
        ("x", "fields"),
    )
    first, second = (str(field["name"]) for field in schema["fields"][:2])
    yield (
        "fields in another order",
        lambda each: each["schema"]["fields"].insert(0, each["schema"]["fields"].pop(1)),
        (first, second, "fields"),
    )
