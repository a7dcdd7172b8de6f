"""A package in one language, as every page shows it: its names, its reports, its labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..datapackage.facts import Facts
from ..datapackage.package import Package, shipped
from ..lang import Lang, sentence, texts, within_sentence
from ..tabular.csv import Row
from ..tabular.dataset import Data
from .text import grouped


@dataclass(frozen=True, slots=True)
class Edition:
    """A package in one language.

    Attributes:
        facts: what its descriptor says; None where that is not enough to cite it.
        one_of_many: whether its site is one of several, beside a list of the places.
        unconfirmed: how much of it is a draft that no person has confirmed.
    """

    package: Package
    data: Data
    lang: Lang
    facts: Facts | None
    one_of_many: bool = False
    unconfirmed: int = 0

    def say(self, key: str, **values: object) -> str:
        """A text of the site, filled with values; a count has commas."""
        for name in ("n", "count"):
            if isinstance(values.get(name), int) and values[name] != 1:
                values[name] = grouped(str(values[name]), self.lang)
        return sentence("site", key, self.lang, **values) if values else texts("site", self.lang)[key]

    def text(self, row: Row, column: str) -> str:
        """The cell of a column that there is in both languages."""
        return row[f"{column}_{self.lang}"]

    def within(self, name: str) -> str:
        """A name, or several parted by “; ”, within a sentence; Chinese has no capitals."""
        return "; ".join(map(within_sentence, name.split("; ")))

    def label(self, table: str, column: str, code: str) -> str:
        """What a code is called."""
        category = self.data.codes(table, column).get(code, {})
        return str(category.get("label" if self.lang == "en" else "fq:labelZh", code))

    def meaning(self, table: str, column: str, code: str) -> str:
        """How a code is defined."""
        category = self.data.codes(table, column).get(code, {})
        return str(category.get("fq:definition" if self.lang == "en" else "fq:definitionZh", ""))

    def described(self, name: str) -> str:
        """A property of the descriptor that there is in both languages; blank where it is left out."""
        return str(self.package.descriptor.get(f"fq:{name}Zh" if self.lang == "zh" else name, ""))

    @property
    def source(self) -> Path | None:
        """Where the library reads the package from; None for the shipped one, which it has read already."""
        return None if self.package is shipped() else self.package.root

    @property
    def title(self) -> str:
        """The title of the package."""
        return self.described("title") or str(self.package.descriptor.get("name", ""))

    @property
    def brand(self) -> str:
        """The title up to its colon."""
        return re.split("[:：]", self.title)[0].strip()

    @property
    def rights(self) -> str:
        """What is claimed in the package, and whose it is."""
        return str(self.package.descriptor.get("fq:rightsZh" if self.lang == "zh" else "fq:rights", ""))

    @property
    def standing(self) -> str:
        """The first sentence of the rights, such as “an unofficial compilation”."""
        return re.split(r"[。.](?:\s|$)|。", self.rights)[0].strip()

    @property
    def unofficial(self) -> bool:
        """Whether the package says that it is none of the government's."""
        return "unofficial" in str(self.package.descriptor.get("fq:rights", "")).lower()

    @property
    def licences(self) -> list[tuple[str, str]]:
        """Name and address of each licence."""
        listed = self.package.descriptor.get("licenses") or ()
        return [(str(each.get("name", "")), web(str(each.get("path", "")))) for each in listed]

    @property
    def homepage(self) -> str:
        """The home of the package; blank where it is no address of the web."""
        return web(str(self.package.descriptor.get("homepage", "")))

    @property
    def contact(self) -> str:
        """Where to report an error; blank where the descriptor names no place."""
        return self.facts.contact.path if self.facts else ""

    @property
    def makers(self) -> list[str]:
        """Who made the package; none where the descriptor does not say."""
        return [each.name(self.lang) for each in self.facts.creators] if self.facts else []

    @property
    def day(self) -> str:
        """The day of this version."""
        return str(self.package.descriptor.get("created", ""))[:10]

    @property
    def elsewhere(self) -> str:
        """The name of another package than the shipped one, for the examples of the guides; else blank."""
        name = str(self.package.descriptor.get("name", ""))
        return "" if name == shipped().descriptor["name"] else re.sub(r"[^\w.-]", "", name) or "FOLDER"

    @property
    def reports(self) -> list[Row]:
        """The reports, the latest last."""
        return sorted(self.data.rows("sources"), key=lambda row: row["issued"])

    @property
    def place(self) -> str:
        """The town; the name of the package where there is no report."""
        area = self.data.row("areas", self.reports[-1]["area_id"]) if self.reports else None
        return self.text(area, "name") if area else self.brand

    @property
    def parents(self) -> str:
        """Where the town is, in the order of the language."""
        area = self.data.row("areas", self.reports[-1]["area_id"]) if self.reports else None
        names = [self.text(row, "name") for row in self._above(area)] if area else []
        return self.say("above").join(names if self.lang == "en" else reversed(names))

    def _above(self, area: Row) -> Iterator[Row]:
        seen = {area.key}
        while (parent := self.data.row("areas", area["parent_area_id"])) and parent.key not in seen:
            seen.add(parent.key)
            yield (area := parent)

    def part(self, code: str, source: Row) -> str:
        """A part of a report with its year."""
        key = f"part_{code}"
        if key not in texts("site", self.lang):
            return self.label("passages", "part", code)
        return self.say(key, review=source["review_year"], plan=source["plan_year"])

    def dated(self, label: str, year: str) -> str:
        """A label with its year, such as “2022 target”; the label alone where there is no year."""
        label = label.lower() if self.lang == "en" else label
        return self.say("year_of", label=label, year=year) if year else label

    def date(self, day: str) -> str:
        """A day in words; as it is where it is none.

        >>> from fengqiao_open.datapackage.package import shipped
        >>> Edition(shipped(), Data({}, {}), "en", None).date("2023-02-28")
        '28 February 2023'
        """
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
            return day
        year, month, number = map(int, day.split("-"))
        return self.say("day", year=year, month=self.say(f"month.{month}"), number=number)


def web(address: str) -> str:
    """An address that a link may have; blank where it is none of the web.

    >>> web("https://example.org"), web("javascript:alert(1)")
    ('https://example.org', '')
    """
    return address if re.match(r"https?://[^\s<>\"]+$", address) else ""
