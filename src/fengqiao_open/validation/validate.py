"""Validate a package: descriptor, files, cells, keys, then the rules across tables.

Each layer looks only at what is valid after the one before: a cause is reported, its consequences are not,
and the report says what was therefore not checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from importlib.util import find_spec
from pathlib import Path

from ..datapackage.files import size
from ..datapackage.package import LARGE, Json, Package, read_package, shipped
from ..errors import PackageError
from ..findings.report import CHANGED, Finding, Place, Report, capped, in_order
from ..optional import extra
from ..tabular.canonical_csv import OTHER_FORMAT
from ..tabular.csv import MOST_RECORDS, Row, Table
from ..tabular.dataset import Data
from .additional_tables import with_additional
from .causes import without_consequences
from .context import with_context
from .copies import copies
from .descriptor import check_descriptor, check_files
from .duplicates import but_of_duplicates, one_each
from .offers import questioned
from .own_rules import own_rules
from .read import read_tables
from .rules import RULES, Rule
from .rules.edits import one_edit_apart
from .rules.generated import STALE
from .since_release import Edit, dropped_rows, edits, with_edits, with_former

#: Codes of what `audit` finds where the report is at hand, which no rule on tables can tell, or not each
#: time.
AGAINST_TEXT = frozenset(("FQ-P26", "FQ-P28"))


def validate(path: str | Path | None = None, *, hashes: bool = True, rules: Iterable[Rule] = ()) -> Report:
    """Check a package and report everything that is wrong with it.

    Args:
        path: a folder with `datapackage.json` and the CSV files that it lists, usually in `data`; that
            `datapackage.json`; a zip archive of the folder; or None for the shipped package. `path()` of this
            library is such a folder, and `fengqiao-open new` makes one. A package is held to the
            tables of the shipped descriptor, which its own must agree with. Of a merged dataset, each table
            is checked by itself, with the extra `large`; so is a package of more than 64 MB, which is never
            `ok`, since the rules across tables are not run on it.
        hashes: whether byte counts and hashes of the files are compared with the descriptor.
        rules: rules of your own, made with `rule`, added to those that are installed as entry points.
            They need a package that fits in memory: on others the report names them as not run.

    Returns:
        A `Report` with `ok`, `findings`, the `known` issues, and the `skipped` rules.

    >>> validate().ok
    True
    """
    try:
        package = read_package(path)
    except PackageError as problem:
        return Report(str(path), {}, (Finding(problem.code, values=problem.values),))
    large = not package.compiled and package.large
    if not (package.compiled or large):
        return examined(package, hashes=hashes, rules=rules)[0]
    own, _ = own_rules(rules)
    not_run = tuple(f"{each.code}: {', '.join(each.tables)}" for each in own)
    if package.compiled or find_spec("polars"):
        checks = extra("fengqiao_open.compilation.validate", "large")
        report: Report = checks.validate_by_table(package, hashes=hashes)
        report = with_additional(report, package, {})
    else:
        report = described(package, hashes=hashes)
    return replace(report, skipped=(*report.skipped, *not_run))


def described(package: Package, *, hashes: bool = True) -> Report:
    """The report on a package too large for memory, where the extra `large` is missing: on its descriptor."""
    found = [*check_descriptor(package, shipped()), *(check_files(package) if hashes else ())]
    found += [*copies(package), too_large({"case": "without_extra"})]
    rows = {name: 0 for name in shipped().tables if name in package.tables}
    findings = with_context(in_order(found, shipped().tables), {}, package)
    return Report(str(package.descriptor.get("name", package.root)), rows, findings)


def too_large(words: Mapping[str, str]) -> Finding:
    """The finding on a package that cannot be held: what is therefore not checked, in both languages."""
    return Finding("FQ-F13", values={**words, "limit": size(LARGE), "rows": f"{MOST_RECORDS:,}"})


def examined(package: Package, *, hashes: bool = True, rules: Iterable[Rule] = ()) -> tuple[Report, Data]:
    """The report on a package, and its rows that are valid."""
    own, broken = own_rules(rules)
    standard = shipped()
    tables, problems = read_tables(package, past_torn=True)
    found = check_descriptor(package, standard, tables)
    if hashes:
        found += check_files(package)
    found += copies(package)
    changed = edits(found, package, tables)
    problems = questioned(
        problems,
        tables,
        changed,
        lambda fixed, rest: run_rules(fixed, package.descriptor, [*found, *rest], changed=changed),
    )
    found = [*_with_lost_rows(found, problems), *_but_of_cut_files(problems, found, tables)]
    found = list(with_edits(found, changed))
    from_rules, skipped = run_rules(tables, package.descriptor, found, [*RULES, *own], changed)
    named = {each.partition(":")[0] for each in skipped}
    unchecked = named | {code for rule in RULES if rule.code in named for code in rule.codes}
    retained, known = apply_known_issues([*broken, *from_rules], tables, unchecked, found, changed=changed)
    there = (name for name in standard.tables if name in package.tables)
    rows = {name: len(tables[name].rows) if name in tables else 0 for name in there}
    name = str(package.descriptor.get("name", package.root))
    reported = [*one_each(found, retained, tables, changed), *but_of_duplicates(retained, found, changed)]
    lost = dropped_rows(changed)
    released = with_former(reported, changed, tables)
    findings = with_context(in_order(released, standard.tables), tables, package, lost)
    known_too = with_context(in_order(known, standard.tables), tables, package)
    report = with_additional(Report(name, rows, findings, known_too, skipped), package, tables)
    return report, _valid_rows(tables, package.descriptor, found)[0]


def _but_of_cut_files(
    problems: Iterable[Finding], found: Iterable[Finding], tables: Mapping[str, Table]
) -> Iterator[Finding]:
    """The problems, less those of the end of a file that was cut off, and the references to its lost rows."""
    cut = {each.table for each in found if each.code == "FQ-F04" and each.table in tables}
    lines = {name: [*(row.line for row in tables[name].rows), *tables[name].aside] for name in cut}
    last = {name: max(listed, default=0) for name, listed in lines.items()}
    for each in problems:
        dangling = each.code == "FQ-K03" and each.values.get("target") in last
        at_end = each.line >= last.get(each.table, each.line + 1) or each.code == OTHER_FORMAT
        if not dangling and not (each.table in last and at_end):
            yield each


def _with_lost_rows(found: Iterable[Finding], problems: Sequence[Finding]) -> Iterator[Finding]:
    """The notes on files that have changed, which say how many rows are lost that other tables refer to."""
    dangling = [each.values for each in problems if each.code == "FQ-K03"]
    for each in found:
        lost = {values["value"] for values in dangling if values.get("target") == each.table}
        if each.code == "FQ-D04" and lost:
            each = replace(each, values={**each.values, "lost": str(len(lost))})
        yield each


def run_rules(
    tables: Mapping[str, Table],
    descriptor: Json,
    found: Iterable[Finding],
    rules: Iterable[Rule] = RULES,
    changed: Sequence[Edit] = (),
) -> tuple[list[Finding], tuple[str, ...]]:
    """The findings of the rules on what is valid, and what was not checked because of earlier findings."""
    found = list(found)
    data, invalid = _valid_rows(tables, descriptor, found)
    # A table that lacks a row is no more complete than one with a wrong row.
    unsure = invalid.keys() | {each.values.get("target", "") for each in found if each.code == "FQ-K03"}
    shared = _sharing_keys(found)
    known = tables["discrepancies"].rows if "discrepancies" in tables else ()
    registered = {_place(entry) for entry in known}
    result: list[Finding] = []
    skipped = []
    for rule in rules:
        missing = [name for name in rule.tables if name not in data.tables]
        touched = [name for name in rule.needs_complete_tables if name in unsure]
        if missing or touched:
            skipped.append(f"{rule.code}: {', '.join(missing or touched)}")
            continue
        read, first = data, rule.tables[0] if rule.depends_on else ""
        if shared.get(first):  # a rule on single rows also reads those that share a key
            rows = tables[first].without(invalid[first] - shared[first])
            read = Data({**data.tables, first: rows}, descriptor, data.keys_left_out)
        try:
            result += capped(rule.check(read), registered)
        except Exception as problem:  # a fault in one rule must not hide what the others find
            words = {"rule": rule.code, "problem": f"{type(problem).__name__}: {problem}"}
            result.append(Finding("FQ-D08", values=words))
    ours = [each for each in result if each.code.startswith("FQ-")]
    differing = {each.table for each in found if each.code == CHANGED}
    known_edits = differing <= {row.table for each in changed if (row := each.before or each.now)}
    as_released = data.tables.keys() - differing if changed and known_edits else ()
    reported, because = without_consequences(ours, data, registered, changed, as_released)
    # What a rule of the user's own finds neither explains other findings nor follows from them.
    reported += [each for each in result if not each.code.startswith("FQ-")]
    return reported, (*skipped, *([f"{STALE}: {', '.join(because)}"] if because else ()))


def _sharing_keys(found: Iterable[Finding]) -> Mapping[str, set[int]]:
    """The lines of rows that are wrong in nothing but that they share a key, by table."""
    sharing: dict[str, set[int]] = {}
    wrong: dict[str, set[int]] = {}
    for each in found:
        if each.invalidates_row:
            lines = sharing if each.code in ("FQ-K01", "FQ-K02") else wrong
            lines.setdefault(each.table, set()).add(each.line)
    return {name: lines - wrong.get(name, set()) for name, lines in sharing.items()}


def _valid_rows(
    tables: Mapping[str, Table], descriptor: Json, found: Iterable[Finding]
) -> tuple[Data, Mapping[str, set[int]]]:
    """What the rules may look at, and the lines that they pass over, by table."""
    invalid: dict[str, set[int]] = {}
    keys: dict[str, set[str]] = {}
    whole = set()
    for each in found:
        if each.code == "FQ-K03":
            # That this row is missing is reported; what else speaks of it is not wrong besides.
            keys.setdefault(each.values["target"], set()).add(each.values["value"])
        if each.invalidates_row:
            invalid.setdefault(each.table, set()).add(each.line)
            # A key that was changed is still in its table, but not as others write it.
            keys.setdefault(each.table, set()).update(filter(None, (each.values.get("written"), each.fix)))
        if each.invalidates_table:
            whole.add(each.table)
    retained = {name: table for name, table in tables.items() if name not in whole}
    for name in invalid.keys() & retained.keys():
        keys[name] |= {row.key for row in retained[name].rows if row.line in invalid[name]}
        # What the key of a row was that is set aside, no one knows.
        keys[name] |= {""} if retained[name].aside else set()
        retained[name] = retained[name].without(invalid[name])
    return Data(retained, descriptor, keys), invalid


def apply_known_issues(
    found: list[Finding],
    tables: Mapping[str, Table],
    unchecked: set[str],
    earlier: Iterable[Finding] = (),
    *,
    text: bool = False,
    changed: Sequence[Edit] = (),
) -> tuple[list[Finding], list[Finding]]:
    """The findings of the rules with those on expired known issues, and those that known issues suppress.

    An entry is neither used nor reported as expired if its rule is `unchecked`, if findings `earlier` than
    the rules invalidate its row, or if the rule skipped rows. Without the `text` of the report, one on what
    is compared with it is not reported as expired either. Where an entry no longer holds because a cell was
    `changed` since the release, that cell is reported.
    """
    if "discrepancies" not in tables:
        return found, []
    entries = [each for each in tables["discrepancies"].rows if each["rule_code"] not in unchecked]
    # What the rule finds in another column of the row is another problem, which no one has accepted.
    reasons = {(*_place(entry), entry["field"]): entry["reason_en"] for entry in entries}
    known = [replace(each, suppressed=reasons[spot]) for each in found if (spot := _spot(each)) in reasons]
    retained = [each for each in found if _spot(each) not in reasons]
    fires = {each.place for each in found}
    data, invalid = _valid_rows(tables, {}, earlier)
    in_part = (rule for rule in RULES if not invalid.keys().isdisjoint(rule.tables))
    unsure = {code for rule in in_part for code in rule.codes} | (set() if text else AGAINST_TEXT)
    wrong: dict[tuple[str, int], list[Finding]] = {}
    for each in retained:
        wrong.setdefault((each.table, each.line), []).append(each)
    whole = Data(tables, {})
    # An entry that was changed does not explain its oddity any more: that is no second mistake.
    # Nor is one that the entry of a row with a wrong key would explain.
    # However many rows of a table changed, an entry is about one of them.
    both = ((each.now, each.before, each.cells) for each in changed if each.now and each.before)
    former = {(now.table, now.key): cells for now, before, cells in both if now.key == before.key}
    unknown, lost = [], []
    for entry in entries:
        name, key = entry["table"], entry["key"]
        row = whole.row(name, key) if name in tables else None
        if entry.line in invalid.get("discrepancies", ()) or data.left_out(name, key):
            unknown.append(entry)
            continue
        fired = _place(entry) in fires or entry["rule_code"] in unsure
        problem = _expired(entry, row, fired, name in tables)
        causes = wrong.get((name, row.line), ()) if row else ()
        if problem and not any(_causes(each, entry, problem) for each in causes):
            before = former.get((name, key), {}).get(entry["field"])
            retained.append(_at_changed_cell(entry, row, before) or problem)
            lost.append(entry)
    for entry in (*unknown, *lost):
        intended = _intended(retained, entry)
        if len(intended) == 1:
            retained.remove(intended[0])
    return retained, known


def _intended(found: Iterable[Finding], entry: Row) -> Sequence[Finding]:
    """The findings that an entry of the known-issues list may have been about before something in it changed."""
    place = _place(entry)
    near = [each for each in found if _nearly(each.place, place)]
    exact = [each for each in near if each.place == place]
    slip = [each for each in near if one_edit_apart(each.code, entry["rule_code"])]
    return exact or slip or [each for each in near if each.suppressible]


def _nearly(one: Place, two: Place) -> bool:
    """Whether two places differ in no more than one of code, table and key."""
    return sum(here == there for here, there in zip(one, two, strict=True)) > 1


def _place(entry: Row) -> Place:
    """What an entry of the known-issues list speaks of."""
    return entry["rule_code"], entry["table"], entry["key"]


def _spot(finding: Finding) -> tuple[str, str, str, str]:
    """What an entry of the known-issues list speaks of, and the column that it names."""
    return *finding.place, finding.column


def _causes(finding: Finding, entry: Row, problem: Finding) -> bool:
    """Whether an entry of the known-issues list no longer holds because of what is found in its row.

    What the list itself could explain may be there because the entry is missing, unless the cell has changed.
    """
    if finding.suppressible:
        return problem.column == "expected" and finding.column == entry["field"]
    return finding.severity == "error"


def _expired(entry: Row, row: Row | None, fires: bool, known: bool) -> Finding | None:
    """Why an entry of the known-issues list no longer holds, if so."""
    if row is None:
        words = {"key": entry["key"], "target": entry["table"]}
        return entry.finding("FQ-R15", "key" if known else "table", case="no_row", **words)
    field, operator, expected = entry["field"], entry["operator"], entry["expected"]
    if not entry_holds(row[field], operator, expected):
        words = {"field": field, "cell": row[field], "operator": operator, "value": expected}
        return entry.finding("FQ-R15", "expected", case="cell", **words)
    if not fires:
        words = {"rule": entry["rule_code"], "key": entry["key"]}
        return entry.finding("FQ-R15", "rule_code", case="no_finding", **words)
    return None


def _at_changed_cell(entry: Row, row: Row | None, before: str | None) -> Finding | None:
    """The finding at a cell of which an entry of the known-issues list spoke `before` it was changed."""
    if row is None or before is None or not entry_holds(before, entry["operator"], entry["expected"]):
        return None
    words = {"field": entry["field"], "cell": row[entry["field"]], "where": entry.line}
    words |= {"operator": entry["operator"], "value": entry["expected"]}
    return row.finding("FQ-R15", entry["field"], case="changed", **words)


def entry_holds(cell: str, operator: str, expected: str) -> bool:
    """Whether a cell is as an entry of the known-issues list expects it.

    >>> entry_holds("107", "gt", "100"), entry_holds("97", "gt", "100")
    (True, False)
    """
    if operator == "blank":
        return not cell
    if operator == "eq":
        return cell == expected
    try:
        one, two = Decimal(cell), Decimal(expected)
    except InvalidOperation:
        return False
    return one > two if operator == "gt" else one < two
