"""Rules on units: factors that agree with names, and base units that are their own base."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...analysis.units import factor
from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .registry import rule

MAGNITUDES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2}
# UCUM codes of the base units; 亩 has none (`mu` would be a milli-dalton).
UCUM = {"length": "m", "area": "m2", "time": "h", "ratio": "%"}
SI_CODES = {"length": "m", "area": "m2", "time": "s"}
IN_WORDS = {
    10**12: "trillion",
    10**8: "100 million",
    10**4: "10 thousand",
    10**3: "thousand",
    10**2: "hundred",
}
# Units whose factor follows from their name alone: metres in a kilometre, hours in a minute, square metres in a mu (GB 3100).
SI = {
    "公里": (1000, 1),
    "米": (1, 1),
    "平方米": (1, 1),
    "亩": (2000, 3),
    "公顷": (10000, 1),
    "小时": (3600, 1),
    "分钟": (60, 1),
}


def _split(name: str) -> tuple[int, str]:
    for word, number in MAGNITUDES.items():
        if name.startswith(word) and name != word and not name.startswith("百分"):
            return number, name[len(word) :]
    return 1, name


@rule("FQ-R16", "units")
def factors_agree_with_names(data: Data) -> Iterator[Finding]:
    """A unit whose factor, English name or printed form is not what the 万 or 亿 in its name says."""
    by_name = {row["name_zh"]: row for row in data.rows("units")}
    for row in data.rows("units"):
        number, rest = _split(row["name_zh"])
        plain, in_words = by_name.get(rest), IN_WORDS.get(number, "")
        si = tuple(Fraction(a, b) * number for a, b in [SI[rest]]) if rest in SI else ()
        checks = [
            (_off(row, plain, number), plain is not None and number > 1 and factor(row) != factor(plain) * number,
             f"{row['name_zh']} is {factor(row)} of the base unit", f"{row['name_zh']} 折合 {factor(row)} 基本单位",
             f"{number} times {rest}", f"{rest} 的 {number} 倍"),
            ("base_unit_id", plain is not None and row["base_unit_id"] != plain["base_unit_id"],
             f"base unit {row['base_unit_id']}", f"基本单位 {row['base_unit_id']}",
             f"the base unit of {rest}", f"与 {rest} 相同的基本单位"),
            ("name_en", not row["name_en"].startswith(in_words),
             f"English name “{row['name_en']}”", f"英文名“{row['name_en']}”",
             f"a name that starts with “{in_words}”", f"以“{in_words}”开头"),
            ("printed_forms", row["name_zh"] not in row["printed_forms"].split() and row["quantity"] not in ("ratio", "rank", "class"),
             f"printed forms “{row['printed_forms']}”", f"印刷形式“{row['printed_forms']}”",
             f"forms that include {row['name_zh']}", f"包含 {row['name_zh']}"),
            (_off_si(row, si), bool(si) and (row["si_code"] != SI_CODES.get(row["quantity"]) or not row["si_numerator"] or not row["si_denominator"] or Fraction(int(row["si_numerator"]), int(row["si_denominator"])) != si[0]),
             f"SI factor {row['si_numerator']}/{row['si_denominator']} {row['si_code']}", f"国际单位系数 {row['si_numerator']}/{row['si_denominator']} {row['si_code']}",
             f"{si[0] if si else ''}", f"{si[0] if si else ''}"),
        ]  # fmt: skip
        for column, wrong, en, zh, want_en, want_zh in checks:
            if wrong:
                yield row.finding(
                    "FQ-R16", column, problem_en=en, problem_zh=zh, wanted_en=want_en, wanted_zh=want_zh
                )


def _off(row: Row, plain: Row | None, number: int) -> str:
    """Which half of a factor is off: the denominator where the numerator is what it should be."""
    fits = plain is not None and int(row["numerator"]) == int(plain["numerator"]) * number
    return "denominator" if fits else "numerator"


def _off_si(row: Row, si: tuple[Fraction, ...]) -> str:
    """Which cell of a factor to the SI is off."""
    if si and row["si_code"] != SI_CODES.get(row["quantity"]):
        return "si_code"
    return "si_denominator" if si and row["si_numerator"] == str(si[0].numerator) else "si_numerator"


@rule("FQ-R17", "units")
def base_units_are_their_own_base(data: Data) -> Iterator[Finding]:
    """A unit whose base measures something else, has another code, or is no base itself."""
    for row in data.rows("units"):
        base = data.row("units", row["base_unit_id"])
        if base is None:
            continue
        same = base.key == row.key
        if same and factor(row) != 1:
            column = "denominator" if row["numerator"] == "1" else "numerator"
            problem, wanted = f"{factor(row)} of itself", "1/1"
        elif (row["code_system"] == "ISO 4217") != (row["quantity"] == "money"):
            problem, column, wanted = (
                f"{row['code_system']} for {row['quantity']}",
                "code_system",
                "ISO 4217 for money alone",
            )
        elif base["base_unit_id"] != base.key:
            problem, column, wanted = (
                f"{base.key} has the base {base['base_unit_id']}",
                "base_unit_id",
                "a unit that is its own base",
            )
        elif base["quantity"] != row["quantity"]:
            problem, column, wanted = (
                f"{row['quantity']}, its base {base['quantity']}",
                "quantity",
                "one quantity",
            )
        elif base["code_system"] != row["code_system"]:
            problem, column, wanted = (
                f"{row['code_system']}, its base {base['code_system']}",
                "code_system",
                "one code system",
            )
        elif row["quantity"] == "money" and base["code"] != row["code"]:
            problem, column, wanted = f"{row['code']}, its base {base['code']}", "code", "one currency"
        elif not same and factor(row) == 1:
            problem, column, wanted = (
                "factor 1 to another unit",
                "base_unit_id",
                "a unit with factor 1 is its own base",
            )
        elif (
            row["code_system"] == "UCUM"
            and row["quantity"] != "count"
            and row["code"] != UCUM.get(row["quantity"])
        ):
            problem, column, wanted = row["code"], "code", UCUM.get(row["quantity"], "no code")
        elif row["quantity"] == "count" and not (
            row["code"][:1] == "{" and row["name_en"].startswith(row["code"][1:-1])
        ):
            problem, column, wanted = (
                row["code"],
                "code",
                f"an annotation that names {row['name_en']}, such as {{item}}",
            )
        elif (row["code_system"] == "none") != (not row["code"]):
            problem, column, wanted = (
                f"{row['code_system']} with “{row['code']}”",
                "code",
                "a code where there is a system",
            )
        else:
            continue
        yield row.finding("FQ-R17", column, problem=problem, wanted=wanted)


@rule("FQ-R46", "units")
def factors_to_the_si_are_whole(data: Data) -> Iterator[Finding]:
    """A factor to the SI without one of its cells, or a cell of one where there is none."""
    for row in data.rows("units"):
        cells = [column for column in ("si_numerator", "si_denominator", "si_code") if row[column]]
        # Units whose factor follows from their name are looked at by FQ-R16.
        if 0 < len(cells) < 3 and _split(row["name_zh"])[1] not in SI:
            missing = next(
                each for each in ("si_numerator", "si_denominator", "si_code") if each not in cells
            )
            yield row.finding(
                "FQ-R46", missing if row["quantity"] in SI_CODES else cells[0], cells=", ".join(cells)
            )
