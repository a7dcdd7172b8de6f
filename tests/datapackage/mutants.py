"""Descriptors with one node replaced, removed or repeated at random, and everything that reads a descriptor."""

from __future__ import annotations

import copy
import json
import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fengqiao_open as fo
from fengqiao_open.authoring.refresh import generated
from fengqiao_open.cli.tables import _of_package
from fengqiao_open.datapackage.package import DESCRIPTOR, read_package, shipped
from fengqiao_open.errors import PackageError
from fengqiao_open.metadata.files import metadata_files

VALUES: tuple[Any, ...] = (
    None, True, False, 0, 3, -1, 1.5, 10**200, "", "x", "data:text/csv,a::x", "../x", "http://127.0.0.1:9/x", "a\0b",
    "名", "\u202e", [], [[]], [None], ["x"], [3], [{}], {}, {"x": 3}, {"name": 3}, {"name": "x"}, [{"name": "x"}],
    [{"name": []}], {"fields": []}, {"fields": "x"}, {"fields": [3]}, {"path": []}, "list", "integer", "parquet",
)  # fmt: skip


def mutant(sound: dict[str, Any], seed: int) -> dict[str, Any]:
    """The descriptor with one to three nodes changed."""
    chance = random.Random(seed)
    made = copy.deepcopy(sound)
    for _ in range(chance.choice((1, 1, 2, 3))):
        _change(made, chance)
    return made


def _change(place: Any, chance: random.Random) -> None:
    """Walk down to a node and change it; what is near the root is met as often as what is deep below."""
    while True:
        steps = list(place) if isinstance(place, dict) else range(len(place))
        if not steps:
            return
        step = chance.choice(list(steps))
        below = place[step]
        if isinstance(below, dict | list) and below and chance.random() < 0.75:
            place = below
            continue
        action = chance.random()
        if action < 0.7:
            place[step] = copy.deepcopy(chance.choice(VALUES))
        elif action < 0.85:
            del place[step]
        elif isinstance(place, list):
            place.insert(step, copy.deepcopy(below))
        else:
            place[f"{step}2"] = below
        return


def doors(package: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Everything that reads the descriptor of a package, each as a call."""
    names = ("observations", "themes", "statistics", "population")
    yield "validate", lambda: _in_words(fo.validate(package))
    yield "tables", lambda: fo.tables(package)
    for name in names:
        yield f"load {name}", lambda name=name: fo.load(name, package)  # type: ignore[misc]
        yield f"show {name}", lambda name=name: _of_package(read_package(package), name, 3)  # type: ignore[misc]
    yield "statistics", lambda: fo.statistics(package=package)
    first = (package / "data" / "observations.csv").read_text("utf-8").splitlines()[1].split(",")[0]
    yield "locate", lambda: fo.locate(first, package)
    for style in ("bibtex", "apa", "gbt7714", "csl"):
        yield f"cite {style}", lambda style=style: fo.cite(None, style, package=package)  # type: ignore[misc]
    yield "cite one", lambda: fo.cite([first], package=package)
    yield "metadata", lambda: metadata_files(read_package(package))
    yield "refresh", lambda: generated(read_package(package))
    yield "diff", lambda: _compared(package)
    for form in ("json", "sqlite"):
        yield f"export {form}", lambda form=form: _exported(form, package)  # type: ignore[misc]


def _in_words(report: fo.Report) -> object:
    return report.render("en"), report.render("zh"), report.to_json()


def _compared(package: Path) -> object:
    from fengqiao_open.releases.comparison import compare

    return compare(shipped(), read_package(package))


def _exported(form: Any, package: Path) -> object:
    with tempfile.TemporaryDirectory() as folder:
        return fo.export(form, Path(folder) / "out", package)


def wrong_answers(package: Path) -> list[str]:
    """Doors that answer with anything but a result or a sentence."""
    found = []
    for name, call in doors(package):
        try:
            call()
        except (PackageError, ValueError, KeyError, OSError) as problem:
            message = str(problem)
            if " " not in message.strip() or (
                isinstance(problem, KeyError) and not message.endswith((".", "?"))
            ):
                found.append(f"{name}: {type(problem).__name__}: {message!r}")
        except Exception as problem:
            found.append(f"{name}: {type(problem).__name__}: {problem}")
    return found


def write(package: Path, descriptor: Any) -> None:
    """The descriptor of a package, anew."""
    (package / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")


def with_others(package: Path) -> dict[str, Any]:
    """The good package with a foreign table and a file that is none; returns its descriptor."""
    descriptor: dict[str, Any] = json.loads((package / DESCRIPTOR).read_text("utf-8"))
    (package / "data" / "population.csv").write_text("id;year;n\na;2020;5\nb;2021;-\n", "utf-8")
    (package / "report.pdf").write_bytes(b"%PDF")
    descriptor["resources"] += [
        {
            "name": "population", "path": "data/population.csv", "dialect": {"delimiter": ";"},
            "schema": {
                "fields": [
                    {"name": "id", "type": "string", "constraints": {"pattern": "[a-z]+"}},
                    {"name": "year", "type": "year"}, {"name": "n", "type": "integer"},
                ],
                "primaryKey": "id", "missingValues": [{"value": "-", "label": "none"}], "fieldsMatch": "equal",
                "foreignKeys": [{"fields": "id", "reference": {"resource": "population", "fields": "id"}}],
            },
        },
        {"name": "report", "path": "report.pdf"},
    ]  # fmt: skip
    write(package, descriptor)
    return descriptor
