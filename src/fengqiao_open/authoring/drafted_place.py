"""The rows of a draft's place and of those that contain it.

The English name of the place is what the slug of the report spells; the places above it have the names of the
list of codes, else those of the report's title.
"""

from __future__ import annotations

import re
from typing import Final

from ..figures.clauses import PLACES
from ..lang import sentence
from ..validation.area_codes import VINTAGE, above, area_codes, code_of, county_in, digits_of

Record = dict[str, str]
TOP: Final = 200  # characters at the top of a report that name its place
#: Places whose report is of another body than a people's government.
_BODIES: Final = {"街道": ".subdistrict", "开发区": ".zone"}
_NAMED: Final = re.compile("[一-鿿]{1,8}?(自治州|自治县|自治区|省|市|州|盟|地区|县|区|旗)")
_KINDS: Final = {
    **dict.fromkeys(("省", "自治区"), "province"),
    **dict.fromkeys(("市", "自治州", "州", "盟", "地区"), "prefecture"),
    **dict.fromkeys(("县", "自治县", "区", "旗"), "county"),
}


def drafted_places(town: str, source_id: str, area_id: str, title: str) -> list[Record]:
    """The rows of `areas`: the place, then those that contain it, as far as its code or the title tells them.

    Args:
        town: the name of the place.
        source_id: identifier of the report.
        area_id: the official code, blank where none is given: then that of the list, where it has the name
            once.
        title: the first lines of the report.

    >>> rows = drafted_places("凤桥镇", "fengqiao-2023", "330402100000", "")
    >>> [row["name_zh"] for row in rows], rows[0]["parent_area_id"]
    (['凤桥镇', '南湖区', '嘉兴市', '浙江省'], '330402000000')
    """
    area_id = area_id or code_of(town)
    own = drafted_place(town, source_id, area_id)
    inner = area_id or county_in(title)
    if not inner:
        return [own]
    rows = official_places(inner, title)[1 if area_id else 0 :]
    return [{**own, "parent_area_id": rows[0]["area_id"] if rows else ""}, *rows]


def official_places(code: str, title: str = "") -> list[Record]:
    """The rows of the place with an official code, then of those that contain it.

    >>> [row["name_zh"] for row in official_places("330402000000")]
    ['南湖区', '嘉兴市', '浙江省']
    """
    codes = [(code, digits_of(code)[1]), *above(code)]
    parents = [each for each, _ in codes[1:]] + [""]
    return [
        {**_above(each, kind, title), "parent_area_id": parent}
        for (each, kind), parent in zip(codes, parents, strict=True)
    ]


def drafted_place(town: str, source_id: str, area_id: str) -> Record:
    """The row of the place itself: an official place by its code, else a zone.

    >>> row = drafted_place("清河镇", "qinghe-2024", "990101100000")
    >>> row["name_en"], row["type"]
    ('Qinghe Town', 'town')
    """
    slug = source_id.rpartition("-")[0] or source_id
    row = {"area_id": area_id or slug, "name_zh": town, "name_en": _english(town, slug, area_id)}
    if not area_id:
        return {**row, "type": "zone"}
    return {**row, "type": digits_of(area_id)[1], "code_vintage": VINTAGE}


def _english(town: str, slug: str, area_id: str) -> str:
    """The English name of the place: that of the list, else what the slug spells; its code where that is the
    slug.
    """
    known = area_codes().get(area_id[: digits_of(area_id)[0]]) if area_id else None
    if known and known.name_zh == town:
        return known.name_en
    if slug.isdigit():
        return sentence("authoring", "draft.place", "en", code=slug)
    kind = next((english for ending, english in PLACES.items() if town.endswith(ending)), "")
    return " ".join(filter(None, (*(word.capitalize() for word in slug.split("-")), kind)))


def body_of(town: str) -> str:
    """Which texts on its report a place has, as the end of their key: a subdistrict has an office.

    >>> body_of("东柳街道"), body_of("凤桥镇")
    ('.subdistrict', '')
    """
    return next((body for ending, body in _BODIES.items() if town.endswith(ending)), "")


def is_named(row: Record) -> bool:
    """Whether the name of a place is known; the code is in it otherwise.

    >>> [is_named(row) for row in drafted_places("云溪镇", "yunxi-2032", "990203104000", "")]
    [True, False, False, False]
    """
    return row["area_id"].rstrip("0") not in row["name_zh"]


def _above(code: str, kind: str, title: str) -> Record:
    """The row of a place that contains the other."""
    digits = code[: digits_of(code)[0]]
    known = area_codes().get(digits)
    in_title = next((each[0] for each in _NAMED.finditer(title) if _KINDS[each[1]] == kind), "")
    names = (
        {"name_zh": known.name_zh, "name_en": known.name_en}
        if known
        else {
            f"name_{lang}": sentence("authoring", "draft.place", lang, code=digits.rstrip("0"))
            for lang in ("zh", "en")
        }
    )
    if in_title and not known:
        names["name_zh"] = in_title
    return {"area_id": code, **names, "type": kind, "code_vintage": VINTAGE}
