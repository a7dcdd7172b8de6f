"""What a made town builds, who builds it, what it was awarded and what it undertakes to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from made_places import Place, Record, Town, split, words

_ENTERPRISES, _PROJECTS, _AWARDS, _THINGS = 22, 120, 45, 75
_EXAMPLE_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Project:
    """A work or project.

    Attributes:
        row: its row but for the passage.
        theme: of what it is about.
        organisation: who builds it, None where none is named.
        now: its stage in the year reviewed, blank where the report does not say.
        ahead: what is said before its name in the plan: Chinese, English, modality and stage; empty where nothing.
    """

    row: Record
    theme: str
    organisation: Record | None
    now: str
    ahead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Award:
    """An award, its row but for passage and year, with the enterprise that received it."""

    row: Record
    organisation: Record | None


@dataclass(frozen=True, slots=True)
class Works:
    """All of a town: its bodies, projects, awards and what it will do, as Chinese, English, modality and theme."""

    bodies: tuple[Record, ...]
    projects: tuple[Project, ...]
    awards: tuple[Award, ...]
    things: tuple[tuple[str, str, str, str], ...]


def works(town: Town) -> Works:
    """The works of a town."""
    draw = Random(f"{town.seed}/works")
    breadth = draw.uniform(0.5, 1.5)
    enterprises = _enterprises(town, round(_ENTERPRISES * breadth), draw)
    bodies = (_body(town, number, each) for number, each in enumerate(words()["bodies"]["of_the_town"]))
    return Works(
        tuple(bodies),
        tuple(_projects(town, enterprises, round(_PROJECTS * breadth), draw)),
        tuple(_awards(town, enterprises, round(_AWARDS * breadth), draw)),
        tuple(_things(round(_THINGS * breadth), draw)),
    )


def _body(town: Town, number: int, entry: str) -> Record:
    zh, en, kind = split(entry)
    english = f"{en} of {town.place.name_en}" if kind == "government" else f"{town.place.name_en} {en}"
    return {
        "organisation_id": f"{town.key}-body-{number}",
        "name_zh": town.place.name_zh + zh,
        "name_en": english,
        "type": kind,
        "area_id": town.place.area_id,
    }


def _enterprises(town: Town, count: int, draw: Random) -> list[Record]:
    syllables = [[split(each) for each in words()["enterprises"][part]] for part in ("first", "second")]
    found: dict[str, Record] = {}
    for _ in range(count):
        (one, first), (two, second), trade = (
            *map(draw.choice, syllables),
            split(draw.choice(words()["enterprises"]["trades"])),
        )
        name = f"{(first + second).capitalize()} {trade[1]}"
        key = f"{town.key}-{name.lower().replace(' ', '-')}"
        found[key] = {
            "organisation_id": key,
            "name_zh": one + two + trade[0],
            "name_en": name,
            "type": "enterprise",
            "area_id": town.place.area_id,
        }
    return list(found.values())


def _projects(town: Town, enterprises: list[Record], count: int, draw: Random) -> Iterator[Project]:
    of_villages = [(place, entry) for place in town.villages for entry in words()["projects"]["of_a_village"]]
    of_firms = [(firm, entry) for firm in enterprises for entry in words()["projects"]["of_an_enterprise"]]
    some = [
        *draw.sample(of_villages, min(count * 4 // 5, len(of_villages))),
        *draw.sample(of_firms, min(count // 5, len(of_firms))),
    ]
    for number, (owner, entry) in enumerate(some):
        zh, en, kind, theme = split(entry)
        firm = owner if isinstance(owner, dict) else None
        names = (
            (owner.name_zh, owner.name_en)
            if isinstance(owner, Place)
            else (owner["name_zh"], owner["name_en"])
        )
        fate = draw.random()
        now = (
            ""
            if fate < 0.45
            else draw.choice(("completed", "in_use") if fate < 0.85 else ("started", "under_construction"))
        )
        ahead = (
            tuple(split(draw.choice(words()["commitments"]["of_a_project"])))
            if fate < 0.45 or fate >= 0.85
            else ()
        )
        row = {
            "project_id": f"{town.key}-project-{number:03}", "name_zh": names[0] + zh, "name_en": f"{names[1]} {en}",
            "kind": kind, "area_id": town.place.area_id if firm else owner.area_id,
            "organisation_id": firm["organisation_id"] if firm else "",
            "example": "true" if draw.random() < _EXAMPLE_SHARE else "false",
        }  # fmt: skip
        yield Project(row, theme, firm, now, ahead)


def _awards(town: Town, enterprises: list[Record], count: int, draw: Random) -> Iterator[Award]:
    of_villages = [(place, entry) for place in town.villages for entry in words()["awards"]["of_a_village"]]
    of_firms = [(firm, entry) for firm in enterprises for entry in words()["awards"]["of_an_enterprise"]]
    some = [
        *draw.sample(of_villages, min(count // 2, len(of_villages))),
        *draw.sample(of_firms, min(count // 2, len(of_firms))),
    ]
    for number, (owner, entry) in enumerate(some):
        zh, en, level, kind = split(entry)
        firm = owner if isinstance(owner, dict) else None
        names = (
            (owner.name_zh, owner.name_en)
            if isinstance(owner, Place)
            else (owner["name_zh"], owner["name_en"])
        )
        row = {
            "award_id": f"{town.key}-award-{number:02}", "name_zh": zh, "name_en": en, "level": level, "kind": kind,
            "recipient_zh": names[0], "recipient_en": names[1], "example": "false",
            "organisation_id": firm["organisation_id"] if firm else "", "area_id": "" if firm else owner.area_id,
        }  # fmt: skip
        yield Award(row, firm)


def _things(count: int, draw: Random) -> Iterator[tuple[str, str, str, str]]:
    things = words()["commitments"]["things"]
    every = [
        (f"{verb}{zh}", f"{to} {en}", modality, theme)
        for theme, named in things.items()
        for zh, en in map(split, named)
        for verb, to, modality in map(split, words()["commitments"]["general"])
    ]
    yield from draw.sample(every, min(count, len(every)))
