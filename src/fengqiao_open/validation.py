"""Validate a package: descriptor, then files and structure, then values, then keys, then the rules across tables.

Each layer looks only at what the one before found sound: a cause is reported, its consequences are not,
and the report says what was therefore not checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from .dataset import Data
from .descriptor import check_descriptor, check_files
from .evidence import with_context
from .findings import Finding, Report, in_order
from .package import Json, PackageError, read_package, shipped
from .rows import Row, Table
from .rules import RULES, Rule
from .tables import read_tables

# Codes whose row cannot be trusted by the rules: its cells or keys are wrong in themselves.
_UNSOUND = ("FQ-S", "FQ-T", "FQ-K01", "FQ-K02", "FQ-K03")


def validate(path: str | Path | None = None, *, hashes: bool = True) -> Report:
    """Check a package and report everything that is wrong with it.

    Args:
        path: a folder, a `datapackage.json`, or None for the shipped package. A package is held to the
            tables of the shipped descriptor, which its own must agree with.
        hashes: whether byte counts and hashes of the files are compared with the descriptor.

    Returns:
        A `Report`: `ok`, `findings`, the `known` discrepancies and what was `skipped`.

    >>> validate().ok
    True
    """
    try:
        package = read_package(path)
    except PackageError as problem:
        return Report(str(path), {}, (Finding(problem.code, values=problem.values),))
    standard = shipped()
    found = check_descriptor(package, standard)
    if hashes:
        found += check_files(package)
    tables, problems = read_tables(package)
    found += problems
    from_rules, skipped = run_rules(tables, package.descriptor, found)
    kept, known = apply_register(from_rules, tables, {each.partition(":")[0] for each in skipped})
    rows = {
        name: len(tables[name].rows) if name in tables else 0
        for name in standard.tables
        if name in package.tables
    }
    name = str(package.descriptor.get("name", package.root))
    findings = with_context(in_order([*found, *kept], standard.tables), tables, package)
    known_too = with_context(in_order(known, standard.tables), tables, package)
    return Report(name, rows, findings, known_too, skipped)


def run_rules(
    tables: Mapping[str, Table], descriptor: Json, found: Iterable[Finding], rules: Iterable[Rule] = RULES
) -> tuple[list[Finding], tuple[str, ...]]:
    """The findings of the rules on what is sound, and what was not checked because of earlier findings."""
    unsound: dict[str, set[int]] = {}
    for each in found:
        if each.code.startswith(_UNSOUND):
            unsound.setdefault(each.table, set()).add(each.line)
    sound = {name: table.without(unsound.get(name, set())) for name, table in tables.items()}
    data = Data(sound, descriptor)
    result: list[Finding] = []
    skipped = []
    for rule in rules:
        missing = [name for name in rule.reads if name not in tables]
        touched = [name for name in rule.reads if name in unsound] if rule.whole else []
        if missing or touched:
            skipped.append(f"{rule.code}: {', '.join(missing or touched)}")
            continue
        try:
            result += rule.check(data)
        except Exception as problem:  # a fault in one rule must not hide what the others find
            words = {"rule": rule.code, "problem": f"{type(problem).__name__}: {problem}"}
            result.append(Finding("FQ-D08", values=words))
    return result, tuple(skipped)


def apply_register(
    found: list[Finding], tables: Mapping[str, Table], unchecked: set[str]
) -> tuple[list[Finding], list[Finding]]:
    """Set aside the findings that the register of discrepancies explains, and report entries that no longer hold.

    An entry for a rule that was passed over (`unchecked`) can be neither used nor missed.
    """
    if "discrepancies" not in tables:
        return found, []
    explained: dict[tuple[str, str, str], Finding] = {
        (each.code, each.table, each.key): each for each in found
    }
    known: list[Finding] = []
    lapsed: list[Finding] = []
    for entry in tables["discrepancies"].rows:
        if entry["rule_code"] in unchecked:
            continue
        place = (entry["rule_code"], entry["table"], entry["key"])
        target = tables.get(entry["table"])
        row = next((each for each in target.rows if each.key == entry["key"]), None) if target else None
        problem = _lapsed(entry, row, place in explained)
        if problem:
            lapsed.append(problem)
        if place in explained:
            each = explained[place]
            known.append(
                Finding(
                    each.code,
                    each.table,
                    each.line,
                    each.column,
                    each.key,
                    each.values,
                    each.fix,
                    entry["reason_en"],
                )
            )
    places = {(each.code, each.table, each.key) for each in known}
    return [each for each in found if (each.code, each.table, each.key) not in places] + lapsed, known


def _lapsed(entry: Row, row: Row | None, fires: bool) -> Finding | None:
    """Why an entry of the register no longer holds, if so."""
    if row is None:
        return entry.finding(
            "FQ-R15", "key", problem_en=f"There is no row {entry['key']} in {entry['table']}.",
            problem_zh=f"{entry['table']} 中没有 {entry['key']}。", wanted_en="A row that exists.", wanted_zh="存在的行。",
        )  # fmt: skip
    if not _holds(row[entry["field"]], entry["operator"], entry["expected"]):
        return entry.finding(
            "FQ-R15", "expected", problem_en=f"{entry['field']} is “{row[entry['field']]}”.", problem_zh=f"{entry['field']} 为“{row[entry['field']]}”。",
            wanted_en=f"{entry['field']} {entry['operator']} {entry['expected']}.", wanted_zh=f"{entry['field']} {entry['operator']} {entry['expected']}。",
        )  # fmt: skip
    if not fires:
        return entry.finding(
            "FQ-R15", "rule_code", problem_en=f"{entry['rule_code']} finds nothing at {entry['key']}.",
            problem_zh=f"{entry['rule_code']} 在 {entry['key']} 处没有发现。", wanted_en="An oddity that a rule reports.", wanted_zh="规则会指出的异常。",
        )  # fmt: skip
    return None


def _holds(cell: str, operator: str, expected: str) -> bool:
    if operator == "blank":
        return not cell
    if operator == "eq":
        return cell == expected
    try:
        one, two = Decimal(cell), Decimal(expected)
    except InvalidOperation:
        return False
    return one > two if operator == "gt" else one < two
