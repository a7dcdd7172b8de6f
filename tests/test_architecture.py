"""The rooms of the library: what may import what, how large a module is, and that no import goes in a circle."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest
from packages import ROOT

LIBRARY = "fengqiao_open"
SOURCE = ROOT / "src" / LIBRARY
MAX_LINES = 400
MAX_ROOT_MODULES = 12
#: From the lowest to the highest: a room imports only rooms that come before it.
ROOMS = (
    "lang", "errors", "optional", "futures", "figures", "indicators", "datapackage", "findings", "tabular", "analysis", "validation",
    "streaming", "compilation", "render", "citing", "metadata", "releases", "exports", "workbooks", "authoring", "desk", "plot",
    "site", "testing", "cli", "__main__",
)  # fmt: skip
#: Imports of a higher room, or in a circle, that stay, with the reason.
ALLOWED = {
    ("authoring.audit", "authoring.coverage"): "an Audit prints itself",
    ("findings.report", "render.frictionless"): "a Report prints itself",
    ("findings.report", "render.json"): "a Report prints itself",
    ("findings.report", "render.notebook"): "a Report prints itself",
    ("findings.report", "render.text"): "a Report prints itself",
}
#: Those that are to go. Add none; the test fails until one that is gone is removed here.
PENDING: set[tuple[str, str]] = set()

#: Modules that are to get shorter, in the same way.
PENDING_LONG: set[str] = set()


@pytest.fixture(scope="module")
def imports() -> dict[str, set[str]]:
    """The modules that each module imports, at its top or within a function, by their names in the library."""
    graph = grimp.build_graph(LIBRARY, cache_dir=None)
    return {
        _short(module): {_short(each) for each in graph.find_modules_directly_imported_by(module)}
        for module in graph.modules
        if module != LIBRARY
    }


def _short(module: str) -> str:
    return module.removeprefix(f"{LIBRARY}.")


def level(module: str) -> int:
    """The place of a module's room in the order; the package itself, which gathers the API, is above all."""
    room = module.split(".")[0]
    return len(ROOMS) if room == LIBRARY else ROOMS.index(room)


def test_every_room_has_a_place_in_the_order() -> None:
    """A new folder would stand outside the rules."""
    modules = {
        path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert modules - {"__init__"} == set(ROOMS)


def test_a_room_imports_only_rooms_below_it(imports: dict[str, set[str]]) -> None:
    """An import of a higher room makes the lower one useless without it."""
    excepted = {*ALLOWED, *PENDING}
    arrows = {(module, other) for module, others in imports.items() for other in others}
    upward = {(module, other) for module, other in arrows if level(module) < level(other)}
    both_ways = {(module, other) for module, other in arrows if (other, module) in arrows}
    assert upward - excepted == set(), "imports of a higher room"
    assert excepted - upward - both_ways == set(), "these are gone: remove them from the list"


def test_the_scanner_of_numbers_imports_nothing_of_the_library(imports: dict[str, set[str]]) -> None:
    """It reads any Chinese text, and may leave the house one day."""
    others = {
        other
        for module, found in imports.items()
        if level(module) == ROOMS.index("figures")
        for other in found
    }
    assert {other.split(".")[0] for other in others} == {"figures"}


def test_no_import_goes_in_a_circle(imports: dict[str, set[str]]) -> None:
    """Modules in a circle can only be read, loaded and tested together."""
    excepted = {*ALLOWED, *PENDING}
    order = TopologicalSorter(
        {
            module: {other for other in others if (module, other) not in excepted}
            for module, others in imports.items()
        }
    )
    try:
        order.prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


def test_a_module_can_be_read_in_one_sitting() -> None:
    """A module of more lines holds more than one subject."""
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in SOURCE.rglob("*.py")}
    long = {path.relative_to(SOURCE).as_posix() for path, count in lines.items() if count > MAX_LINES}
    assert long == PENDING_LONG


def test_the_root_holds_few_modules() -> None:
    """Whoever opens the folder sees the rooms."""
    assert len(list(SOURCE.glob("*.py"))) <= MAX_ROOT_MODULES
