"""A report of a made town while it is written: each paragraph gives its text, its numbers and its rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random

from made_places import Record, Town, split, words
from made_statistics import Statistic

Tables = dict[str, list[Record]]
_PRINTED = re.compile(r"\[([^/\]]+)/([a-z]+)\]")
#: The relation of what is said of a level to the level.
_KINDS = {"growth_yoy": "growth_of", "ratio_to_target": "ratio_to_target_of", "rank": "rank_of"}


@dataclass(slots=True)
class Writer:
    """A report while it is written, with the rows that its paragraphs give.

    Attributes:
        town: whose.
        tables: the rows so far.
        part, section, theme: of the paragraph being written.
        text: its pieces.
        where: the observations by indicator, measure and status.
        mentioned: the organisations that have their row.
    """

    town: Town
    draw: Random
    tables: Tables = field(default_factory=dict)
    part: str = "front"
    section: str = ""
    theme: str = ""
    text: list[str] = field(default_factory=list)
    length: int = 0
    number: int = 1
    counted: int = 0
    where: dict[tuple[str, str, str], str] = field(default_factory=dict)
    mentioned: dict[str, str] = field(default_factory=dict)
    whole: list[str] = field(default_factory=list)

    @property
    def passage_id(self) -> str:
        """The identifier of the paragraph being written."""
        return f"{self.town.source_id}-p{self.number:02}"

    def row(self, table: str, /, **cells: str) -> None:
        """Add a row to a table; cells that are left out are blank."""
        self.tables.setdefault(table, []).append(cells)

    def say(self, text: str, **values: object) -> None:
        """Go on with a text, and with the numbers in it that are no statistics."""
        at = 0
        filled = text.format(**values) if values else text
        for found in _PRINTED.finditer(filled):
            self._add(filled[at : found.start()])
            self.figure(found[1], found[2])
            at = found.end()
        self._add(filled[at:])

    def _add(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)

    def figure(self, printed: str, disposition: str) -> str:
        """Print a number; its identifier."""
        key = f"{self.passage_id}-c{self.length:03}"
        ends = {"start": str(self.length), "end": str(self.length + len(printed))}
        self.row(
            "figures",
            figure_id=key,
            source_id=self.town.source_id,
            paragraph=str(self.number),
            **ends,
            printed=printed,
            disposition=disposition,
        )
        self._add(printed)
        return key

    def end(self, theme: str = "") -> None:
        """End a paragraph."""
        text = "".join(self.text)
        self.whole.append(text)
        self.row(
            "passages",
            passage_id=self.passage_id,
            source_id=self.town.source_id,
            paragraph=str(self.number),
            part=self.part,
            section=self.section,
            theme_id=theme,
            text_sha256=sha256(text.encode()).hexdigest(),
        )
        self.text, self.length, self.counted = [], 0, 0
        self.number += 1

    def observe(self, each: Statistic) -> str:
        """Print a statistic; its identifier."""
        name = each.choice.indicator["name_zh"]
        of = (each.choice.indicator["indicator_id"], each.place.area_id, each.status)
        if each.measure in ("level", "rate", "statement", "growth"):
            self._add(name if each.place is self.town.place else each.place.name_zh + name)
        else:
            self._add("，")
        figure = self.figure(each.printed, "statistic")
        if each.measure != "growth_yoy":
            self._add("，" if self.draw.random() < 0.8 else "。")
        self.counted += 1
        key = f"{self.passage_id}-{self.counted:02}"
        scope = {}
        if each.measure == "rank":
            scope = {
                "rank_area_id": self.town.place.area_id[:4] + "00000000",
                "rank_scope_zh": "全市各乡镇",
                "rank_scope_en": "towns of the city",
            }
        period = self.town.plan_year if each.status != "actual" else self.town.plan_year - 1
        self.row(
            "observations",
            observation_id=key,
            source_id=self.town.source_id,
            figure_id=figure,
            area_id=each.place.area_id,
            indicator_id=of[0],
            measure=each.measure,
            period=str(period),
            status=each.status,
            value=each.value,
            unit_id=each.unit_id,
            qualifier=each.qualifier,
            **scope,
        )
        level = self.where.get((of[0], "level", "actual"))
        if each.measure in _KINDS and level:
            self.relate(_KINDS[each.measure], key, level)
        if each.measure == "level" and (whole := self.where.get((each.choice.whole, "level", each.status))):
            self.relate("part_of", key, whole)
        if each.status != "actual" and level:
            self.relate("target_for", key, level, words()["notes"]["target"])
        self.where[of[0], each.measure, each.status] = key
        return key

    def relate(self, kind: str, one: str, two: str, note: str = "") -> None:
        """Join two statistics; a note, in both languages, says that it was ruled."""
        name = f"{kind.replace('_', '-')}-{one}-{two}"
        zh, en = split(note) if note else ("", "")
        self.row(
            "relations",
            relation_id=name,
            kind=kind,
            from_observation_id=one,
            to_observation_id=two,
            basis="ruled" if note else "printed",
            note_zh=zh,
            note_en=en,
        )

    def mention(self, organisation: Mapping[str, str]) -> None:
        """Give an organisation its row where it is first named."""
        if organisation["organisation_id"] not in self.mentioned:
            self.mentioned[organisation["organisation_id"]] = self.passage_id
            self.row("organisations", **organisation, passage_id=self.passage_id)
