"""Rules on the names of places: in both languages, they agree with the type and the code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from ...findings.catalogue import BLANK
from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from ..area_codes import VINTAGE, contradiction
from .edits import one_edit_apart
from .lexicon import WORDS, patterns
from .registry import rule

_ENDINGS = {ending: set(types) for ending, types in WORDS["place_types"].items()}
_LAST_WORDS = {
    **{"Community": {"community", "village"}, "Village": {"village"}, "Town": {"town"}, "Township": {"town"}},
    **{"Subdistrict": {"town"}, "Province": {"province"}, "Prefecture": {"prefecture"}},
    **{"County": {"county"}, "District": {"county"}, "City": {"province", "prefecture", "county"}},
}
# The codes of communities and villages: 001 to 199 and 200 to 399, of places like them 400 to 599.
_NO_CODE = 600
# GeoNames numbered the places of a country together when it began; the ids of China are in this range. Later
# places of all countries begin at 6,000,000. None of 16,048 Chinese places in cities500 is elsewhere.
_FIRST_IDS, _LATER_IDS = range(1_200_000, 2_100_000), 6_000_000
_GEONAMES = re.compile(r"https?://(?:sws|www)\.geonames\.org/([0-9]+)")
_OTHER_ENDINGS = patterns("other_place_endings")
_PROVINCES: Mapping[str, str] = WORDS["provinces"]
#: Of so few places with codes none is the exception.
_FEW = 3


@rule("FQ-K10", "areas")
def names_say_what_places_are(data: Data) -> Iterator[Finding]:
    """An official place whose Chinese name, English name, type and code do not agree on what it is."""
    for row in data.rows("areas"):
        if row.key.isdigit() and row["type"] != "zone":
            column, wanted = _contradiction(row)
            if column:
                words = {"zh": row["name_zh"], "en": row["name_en"], "type": row["type"]}
                yield row.finding("FQ-K10", column, **words, wanted=wanted)


def _contradiction(row: Row) -> tuple[str, str]:
    """The cell that contradicts the others, and what they say; nothing where they leave a doubt."""
    kind, last = row["type"], row["name_en"].rpartition(" ")[2]
    zh = next((types for ending, types in _ENDINGS.items() if row["name_zh"].endswith(ending)), set[str]())
    en = _LAST_WORDS.get(last, set[str]())
    by_code = {"community"} if 1 <= int(row.key[-3:] or 0) < 200 else {"village", "community"}
    both = zh & en
    official = _PROVINCES.get(row.key[:2], row["name_zh"])
    # Another place that is called a province has the wrong type (FQ-K06); a short form of a name is no error.
    if kind == "province" and not row.key[2:].strip("0") and not official.startswith(row["name_zh"]):
        return "name_zh", official
    if kind in ("community", "village") and int(row.key[-3:]) >= _NO_CODE:
        return "area_id", kind
    if kind in ("community", "village") and both and kind not in both & by_code and both & by_code:
        return "type", min(both & by_code)
    if kind in zh and en and kind not in en:
        return "name_en", kind
    if kind in en and (kind not in zh if zh else not _other_ending(row)):
        return "name_zh", kind
    intended = [word for word, types in _LAST_WORDS.items() if kind in types & zh and _misses(last, word)]
    return ("name_en", intended[0]) if intended and not en else ("", "")


def _other_ending(row: Row) -> bool:
    pattern = _OTHER_ENDINGS.get(row["type"])
    return pattern is None or bool(pattern.search(row["name_zh"]))


def _misses(written: str, word: str) -> bool:
    """Whether the last word of a name is another with a typing error, or cut off."""
    if 0 < len(written) < len(word) and word.startswith(written):
        return True
    return one_edit_apart(written.casefold(), word.casefold()) and written.casefold() != f"{word}s".casefold()


@rule("FQ-R47", "organisations", "areas")
def organisations_lie_where_their_names_say(data: Data) -> Iterator[Finding]:
    """An organisation that has a village or a community in its name and another place in its row."""
    villages = (row for row in data.rows("areas") if row["type"] in ("village", "community"))
    # One with the code of a town or a city has the wrong type (FQ-K06).
    places = {row["name_zh"]: row for row in villages if row.key[-3:] != "000"}
    pattern = re.compile("|".join(map(re.escape, sorted(places, key=len, reverse=True))) or "(?!)")
    for row in data.rows("organisations"):
        named = {found[0] for found in pattern.finditer(row["name_zh"])}
        # A bank of villages and towns has the name of no village.
        if len(named) == 1 and not re.search(min(named) + WORDS["town"], row["name_zh"]):
            place = places[min(named)]
            if row["area_id"] != place.key:
                words = {"value": row["area_id"] or BLANK, "name": row["name_zh"], "wanted": place.key}
                yield row.finding("FQ-R47", "area_id", **words)


@rule("FQ-K11", "areas", "sources")
def geonames_ids_are_those_of_the_places(data: Data) -> Iterator[Finding]:
    """A GeoNames id that no place of China has, or another for the reports' place than the descriptor's."""
    given = _described(data)
    for row in data.rows("areas"):
        number = row["geonames_id"]
        if row.key in given and number != given[row.key]:
            words = {"value": number or BLANK, "other": given[row.key], "name": row["name_zh"]}
            yield row.finding("FQ-K11", "geonames_id", case="descriptor", **words)
        elif number and row.key.isdigit() and not _is_of_china(number):
            yield row.finding("FQ-K11", "geonames_id", value=number)


def _is_of_china(number: str) -> bool:
    return number[0] != "0" and len(number) < 9 and (int(number) in _FIRST_IDS or int(number) >= _LATER_IDS)


def _described(data: Data) -> dict[str, str]:
    """The GeoNames id that the descriptor gives for the place of all reports, where it names that place."""
    spatial = data.descriptor.get("fq:spatial")
    described = spatial if isinstance(spatial, dict) else {}
    found = _GEONAMES.match(str(described.get("path", "")))
    keys = {row["area_id"] for row in data.rows("sources")}
    place = data.row("areas", min(keys)) if len(keys) == 1 else None
    named = place is not None and str(described.get("fq:titleZh", "")).endswith(place["name_zh"])
    return {place.key: found[1]} if found and place is not None and named else {}


@rule("FQ-K12", "areas", needs_complete_tables=True)
def places_have_codes_of_one_edition(data: Data) -> Iterator[Finding]:
    """The one place whose code is of another edition than all others', without a note that says why."""
    rows = [row for row in data.rows("areas") if row["code_vintage"]]
    number = Counter(row["code_vintage"] for row in rows)
    for row in rows if len(number) == 2 and len(rows) > _FEW else ():
        if number[row["code_vintage"]] == 1 and not (row["note_zh"] or row["note_en"]):
            other = next(each for each in rows if each["code_vintage"] != row["code_vintage"])
            words = {"value": row["code_vintage"], "other": other["code_vintage"]}
            yield row.finding("FQ-K12", "code_vintage", **words)


@rule("FQ-K13", "areas")
def codes_are_those_of_the_places(data: Data) -> Iterator[Finding]:
    """A place with the code of another place of the list, or not with its own; FQ-K10 has provinces."""
    for row in data.rows("areas"):
        dated = row["code_vintage"] == VINTAGE and row["type"] not in ("zone", "province")
        official = len(row.key) == len("330402100000") and row.key.isdigit()
        if dated and official and (said := contradiction(row.key, row["name_zh"])):
            words = {"code": row.key, "name": row["name_zh"], "other": said.name_zh, "year": VINTAGE}
            case = "" if said.codes else "name"
            case = case if said.name_zh else "none"
            yield row.finding("FQ-K13", "area_id", case=case, **words, wanted=", ".join(said.codes))
