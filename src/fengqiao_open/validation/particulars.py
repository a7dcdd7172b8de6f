"""What a descriptor says of its package, against itself and the tables: day, version, licence, titles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..datapackage.characters import visible
from ..datapackage.package import Json
from ..datapackage.schema import is_written
from ..findings.report import Finding
from ..lang import both
from ..tabular.csv import Table

_DAY_AND_TIME = re.compile(
    r"([0-9-]{10})(?:[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:[Zz]|[+-][0-9:]{4,6})?)?"
)
# The licences of Creative Commons, as their addresses and as their identifiers (SPDX) name them.
_CC_ADDRESS = re.compile(
    r"https?://creativecommons\.org/(?:licenses/(by[a-z-]*)|publicdomain/(zero))/([0-9]\.[0-9])"
)
_CC_NAME = re.compile(r"cc-?(?:(by(?:-[a-z]{2})*)|(?:zero|0))(?:-([0-9]\.[0-9]))?", re.IGNORECASE)
# A title as `new` writes it: the place and the year of one report.
_TITLES = {
    "title": re.compile(r"(?P<town>.*): statistics of the government work report of (?P<year>[0-9]{4})"),
    "fq:titleZh": re.compile(r"(?P<town>.*[镇乡县]|.*街道)：(?P<year>[0-9]{4})年政府工作报告统计数据"),
}


def check_particulars(descriptor: Json, tables: Mapping[str, Table]) -> Iterator[Finding]:
    """What contradicts itself, or the rows of the reports and places."""
    created = descriptor.get("created")
    if isinstance(created, str) and not _is_day(created):
        problem = both("errors", "profile.format", "problem", value=visible(created), wanted="date-time")
        yield Finding("FQ-D02", values={"place": "created", **problem})
    version, download = str(descriptor.get("version", "")), str(descriptor.get("fq:download", ""))
    if re.match(r"v[0-9]", version) and "v{version}" in download:
        yield _contradiction("version", "version", version, version[1:])
    for number, licence in _listed(descriptor, "licenses"):
        name, by_address = str(licence.get("name", "")), _licence_at(str(licence.get("path", "")))
        if by_address and not _is_named(name, by_address):
            yield _contradiction("licence", f"licenses/{number}/name", name, by_address)
    if "sources" in tables:
        yield from _titles(descriptor, tables)


def _listed(descriptor: Json, property_: str) -> Iterator[tuple[int, Json]]:
    """What is in a list of the descriptor, with its place; the profile reports another form."""
    found = descriptor.get(property_)
    for number, each in enumerate(found if isinstance(found, list | tuple) else ()):
        if isinstance(each, Mapping):
            yield number, each


def _contradiction(case: str, place: str, value: str, wanted: str) -> Finding:
    words = {"case": case, "place": place, "value": visible(value), "wanted": visible(wanted)}
    return Finding("FQ-D22", values=words)


def _is_day(text: str) -> bool:
    """Whether a text is a day that there is, alone or with a time (RFC 3339).

    >>> [_is_day(each) for each in ("2026-11-29T00:00:00Z", "2026-11-29", "2026/11/31", "2026-11-31")]
    [True, True, False, False]
    """
    found = _DAY_AND_TIME.fullmatch(text)
    return found is not None and is_written("date", found[1])


def _licence_at(address: str) -> str:
    """The identifier of the licence of Creative Commons at an address, "" for another address."""
    found = _CC_ADDRESS.match(address)
    if found is None:
        return ""
    return f"CC0-{found[3]}" if found[2] else f"CC-{found[1].upper()}-{found[3]}"


def _is_named(name: str, licence: str) -> bool:
    """Whether a name may be that of a licence: it is no other one of Creative Commons.

    >>> [_is_named(name, "CC-BY-4.0") for name in ("CC-BY-4.0", "cc-by", "other-open", "CC-BY-NC-4.0", "CC-BY-3.0")]
    [True, True, True, False, False]
    """
    own, other = _CC_NAME.match(name), _CC_NAME.fullmatch(licence)
    if own is None or other is None:
        return True
    kinds = {(each[1] or "0").lower() for each in (own, other)}
    return len(kinds) == 1 and own[2] in (None, other[2])


def other_days(descriptor: Json, days: Mapping[tuple[str, str], Collection[str]]) -> Iterator[Finding]:
    """Reports for which a descriptor has another day than the rows of their titles, English and Chinese."""
    for number, each in _listed(descriptor, "sources"):
        own = days.get((str(each.get("title", "")), str(each.get("fq:titleZh", ""))), ())
        version = str(each.get("version", ""))
        if own and version not in own and is_written("date", version):
            yield _contradiction("issued", f"sources/{number}/version", version, ", ".join(sorted(own)))


def _titles(descriptor: Json, tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Titles of another place or another year than the tables have."""
    rows: Any = tables["sources"].rows
    years = {row[column][:4] for row in rows for column in ("issued", "review_year", "plan_year")} - {""}
    column = {"title": "name_en", "fq:titleZh": "name_zh"}
    for property_, form in _TITLES.items():
        title = str(descriptor.get(property_, ""))
        found = form.fullmatch(title)
        if found and years and found["year"] not in years:
            yield _contradiction("year", property_, title, ", ".join(sorted(years)))
        elif found and "areas" in tables:
            names = [name for row in tables["areas"].rows if (name := row[column[property_]])]
            if names and not any(name in found["town"] for name in names):
                own = {row["area_id"] for row in rows}
                wanted = [row[column[property_]] for row in tables["areas"].rows if row.key in own]
                yield _contradiction("town", property_, title, ", ".join(wanted or names[:1]))
