"""Rules on code lists and hierarchies: entries are used, references exist, places fit their parents."""

from __future__ import annotations

from collections.abc import Iterator

from ...findings.report import Finding
from ...tabular.dataset import Data
from .registry import rule

# The digits of a code that number the places of a type within the one above (GB/T 2260, GB/T 10114): before
# them is the code of that one, after them are zeros. A prefecture without counties, such as Dongguan, has the
# digits of a county zero; its towns lie in it.
LEVELS = {"province": (0, 2), "prefecture": (2, 4), "county": (4, 6), "town": (6, 9)}
LEVELS |= {"community": (9, 12), "village": (9, 12)}

_USERS = {
    "themes": (("indicators", "theme_id"), ("passages", "theme_id")),
    "units": (("observations", "unit_id"), ("units", "base_unit_id")),
    "indicators": (("observations", "indicator_id"),),
    "sources": (("observations", "source_id"),),
}


@rule("FQ-K04", *_USERS, "areas", "observations", "passages", needs_complete_tables=True)
def every_code_is_used(data: Data) -> Iterator[Finding]:
    """An entry of a code list that nothing refers to; official places are listed whether named or not.

    A list marked `fq:shared` in the descriptor is kept for many packages and may hold more than one uses.
    """
    shared = {each["name"] for each in data.descriptor["resources"] if each.get("fq:shared")}
    for table, users in ((name, users) for name, users in _USERS.items() if name not in shared):
        used = {row[column] for user, column in users for row in data.rows(user)}
        for row in data.rows(table):
            if row.key not in used:
                yield row.finding("FQ-K04", key=row.key, table=table)
    used = {row["area_id"] for row in data.rows("observations")}
    used |= {row["parent_area_id"] for row in data.rows("areas")}
    for row in data.rows("areas"):
        if row["type"] == "zone" and row.key not in used:
            yield row.finding("FQ-K04", key=row.key, table="areas")


@rule("FQ-K05", "rulings", "observations")
def listed_observations_exist(data: Data) -> Iterator[Finding]:
    """An observation that a ruling lists and no row has, not even an invalid one."""
    for row in data.rows("rulings"):
        for key in row["observation_ids"].split():
            if not (data.row("observations", key) or data.left_out("observations", key)):
                yield row.finding("FQ-K05", "observation_ids", value=key, target="observations")


@rule("FQ-K06", "areas")
def places_fit_their_parents(data: Data) -> Iterator[Finding]:
    """A place whose official code, type and parent do not spell out one hierarchy."""
    for row in data.rows("areas"):
        code, parent = row.key, data.row("areas", row["parent_area_id"])
        official = code.isdigit()
        if row["type"] == "country":
            if official or row["code_vintage"] or row["parent_area_id"]:
                column = "parent_area_id" if row["parent_area_id"] else "type"
                yield row.finding("FQ-K06", column, case="country", key=code)
            continue
        if row["type"] == "zone" or not official:
            if official or row["type"] != "zone" or row["code_vintage"] or not row["parent_area_id"]:
                orphan = row["type"] == "zone" and not official and not row["parent_area_id"]
                column = "parent_area_id" if orphan else "type"
                yield row.finding("FQ-K06", column, case="zone", key=code, type=row["type"])
            continue
        start, end = LEVELS[row["type"]]
        fits = len(code) == 12 and code[start:end].strip("0") and not code[end:].strip("0")
        if not fits or not row["code_vintage"]:
            words = {"key": code, "type": row["type"], "first": start + 1, "last": end}
            yield row.finding("FQ-K06", "type", case="code", **words)
            continue
        wanted = code[:start].ljust(12, "0") if start else ""
        if not wanted and (parent is None or parent["type"] == "country"):
            continue
        # Whether the place above has the type of its code is said in its own row.
        if not row["parent_area_id"] or (parent is not None and parent.key != wanted):
            words = {"key": code, "parent": row["parent_area_id"], "wanted": wanted}
            yield row.finding("FQ-K06", "parent_area_id", case="parent", **words)


@rule("FQ-K07", "areas")
def no_place_lies_in_itself(data: Data) -> Iterator[Finding]:
    """A chain of parents that comes back to where it started."""
    for row in data.rows("areas"):
        if row.key in with_parents(data, row["parent_area_id"]):
            yield row.finding("FQ-K07", "parent_area_id", key=row.key)


def with_parents(data: Data, area: str) -> dict[str, None]:
    """The key of an area and those of the areas that contain it, each once."""
    found: dict[str, None] = {}
    while area and area not in found:
        found[area] = None
        place = data.row("areas", area)
        area = place["parent_area_id"] if place else ""
    return found


@rule("FQ-K08", "themes", needs_complete_tables=True)
def themes_are_numbered_without_gaps(data: Data) -> Iterator[Finding]:
    """An order that skips a place; one that repeats a place is found by FQ-K02."""
    rows = data.rows("themes")
    missing = sorted(set(range(1, len(rows) + 1)) - {int(row["order"]) for row in rows})
    beyond = [row for row in rows if not 1 <= int(row["order"]) <= len(rows)]
    if beyond and missing:
        yield beyond[0].finding("FQ-K08", "order", value=beyond[0]["order"], wanted=missing[0])


@rule("FQ-K09", "areas")
def notes_on_geonames_have_their_id(data: Data) -> Iterator[Finding]:
    """A note on the GeoNames point of a place that gives no GeoNames id."""
    for row in data.rows("areas"):
        if "GeoNames" in row["note_en"] and not row["geonames_id"]:
            yield row.finding("FQ-K09", "geonames_id", note=row["note_en"])
