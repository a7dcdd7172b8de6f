"""One finding for one mistake: of the findings explained by one row, the one at that row.

A finding rests on its own row, on the rows that it refers to, and on those that its rule compared it with.
The row that explains most findings is taken first, and what else it explains is its consequence. What a
generated table still says of a source table shows which of two rows was changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from ..datapackage.characters import visible
from ..datapackage.package import shipped, standard_table
from ..findings.report import UNLISTED, Finding, Place, Spot
from ..tabular.dataset import Data
from .contradictions import contradictions, findings_of, place_of
from .dropped import without_dropped
from .intended import glossed
from .rules import RULES
from .rules.generated import STALE, Difference, differences, stale
from .since_release import Edit, dropped_rows, exchanged_rows, former_cells, to_restore
from .unedited import without_unedited

#: Several findings that one row explains, where none of them is at the cell that does.
CONTRADICTED = "FQ-R37"
#: Its case of two rows that have each other's cells.
EXCHANGED = "exchanged"
#: A row that nothing uses, perhaps since a cell elsewhere has another code: it is not wrong itself.
UNUSED = "FQ-K04"
#: A draft that a person has not confirmed: its row explains nothing of the rows that use it.
DRAFTED = "FQ-R61"
# So many rows may lack something because of one wrong row; where more do, it is not the reason.
_MOST_WITHOUT = 5
# Fewer cells of one column may be changed for other reasons than by one command for the column.
_FEWEST_CHANGED = 3
Changes = Mapping[Spot, Mapping[str, str]]


def without_consequences(
    found: Sequence[Finding],
    data: Data,
    registered: Collection[Place],
    edited: Sequence[Edit] = (),
    as_released: Collection[str] = (),
) -> tuple[list[Finding], list[str]]:
    """The findings of rules less those that follow from others, and the tables in which those are reported.

    Those at the places of known issues, `registered`, explain nothing and are not explained. What was
    `edited` since the release is where the cause is looked for first, and not in tables `as_released`.
    """
    found, missing, data = without_dropped(found, data, registered, dropped_rows(edited))
    generated = list(differences(data)) if any(each.code == STALE for each in found) else []
    lines = defaultdict[Spot, set[int]](set)
    for each in found:
        # A row that is missed under this key has no line.
        lines[each.spot] |= {each.line} - {0}
    # A note explains nothing, and a key that two rows have does not say which of them does.
    apart = [
        each
        for each in found
        if each.place in registered
        or not each.key
        or each.code in (UNLISTED, DRAFTED)
        or each.severity == "note"
        or len(lines[each.spot]) > 1
    ]
    plain = [each for each in found if each.code != STALE and not any(each is other for other in apart)]
    reported = [each for each in apart if each.code != STALE]
    changes = _changes(generated, plain, former_cells(edited))
    touched = {(each.now.table, each.now.key) for each in edited if each.now} or _column_changed(generated)
    reported += [*missing, *_explained(plain, data, changes, touched, exchanged_rows(edited))]
    reported = without_unedited(reported, data, registered, edited, as_released)
    causes = {each.spot for each in reported if each.place not in registered}
    causes |= {spot for each in reported if each.values.get("case") == EXCHANGED for spot in each.others}
    left = [each for each in generated if not each.rests_on & causes]
    if left and causes & changes.keys():
        before = differences(_restored(data, {spot: changes[spot] for spot in causes & changes.keys()}))
        there = {(each.table, each.key, each.column) for each in before}
        left = [each for each in left if (each.table, each.key, each.column) in there]
    # The finding on `statistics` names what changed; one command makes both files anew.
    changed = {each.origin[0] for each in left if each.origin}
    left = [each for each in left if each.table == "statistics" or not each.rests_on & changed]
    because = {table for each in generated for table, _ in each.rests_on & causes}
    silent = len({each.table for each in left}) < len({each.table for each in generated})
    return [*reported, *stale(left)], sorted(because) if silent else []


def _column_changed(generated: Iterable[Difference]) -> Set[Spot]:
    """The rows of which one column was changed, where generated tables show that of this column alone.

    Who sorts, fills or replaces cells does so in one column; all that is wrong then is wrong in it.
    """
    origins = {(spot, column) for each in generated if each.origin for spot, column, _ in (each.origin,)}
    columns = {(table, column) for (table, _), column in origins}
    return {spot for spot, _ in origins} if len(columns) == 1 and len(origins) >= _FEWEST_CHANGED else set()


def _changes(
    generated: Iterable[Difference], found: Iterable[Finding], released: Changes = MappingProxyType({})
) -> Changes:
    """The cells that changed, by row: the value that the release, generated tables or the identifier have."""
    changes: dict[Spot, dict[str, str]] = {spot: dict(cells) for spot, cells in released.items()}
    for each in generated:
        if each.origin:
            spot, column, former = each.origin
            changes.setdefault(spot, {}).setdefault(column, former)
    for finding in found:
        if "former" in finding.values:
            changes.setdefault(finding.spot, {}).setdefault(finding.column, finding.values["former"])
    return changes


def _explained(
    found: Sequence[Finding],
    data: Data,
    changes: Changes,
    touched: Set[Spot],
    exchanged: Mapping[Spot, tuple[Edit, Edit]],
) -> Iterator[Finding]:
    """The findings, with one in place of all that one row explains, or two that were exchanged."""
    loads = _loads(found, data, changes, touched)
    left = set(range(len(found)))
    shared = {spot for spot, load in loads.items() if len(load) > 1 or spot in changes}
    while left:
        best, group = None, set[int]()
        for spot in sorted(shared):
            load = loads[spot] & left
            score, before = len(load) + (spot in changes), len(group) + (best in changes)
            own = any(found[number].spot == spot for number in load)
            better = load and (score, own) > (before, any(found[number].spot == best for number in group))
            alone = not own and spot not in changes
            if better and not (alone and not _most_referrers(spot, [found[each] for each in load], data)):
                best, group = spot, load
        if best is None or len(group) + (best in changes) < 2:
            break
        group, pair = set(group), {best}
        seen = {(each.spot, each.column) for each in found}
        if best in exchanged:
            both = {(row.table, row.key) for each in exchanged[best] if (row := each.now)}
            if not any((spot, column) in seen for spot in both for column in changes[spot]):
                pair, group = both, set().union(*(loads[spot] & left for spot in both))
        if best in changes:
            others, hidden = _independent(group, found, data, {spot: changes[spot] for spot in pair})
            group -= others
            yield from hidden
        if group and len(pair) > 1:
            yield _exchanged(*exchanged[best], [found[number] for number in sorted(group)])
        elif group:
            yield from _at(best, [found[number] for number in sorted(group)], data, changes.get(best, {}))
        left -= group
        shared -= pair
    yield from (found[number] for number in sorted(left))


def _loads(
    found: Sequence[Finding], data: Data, changes: Changes, touched: Set[Spot]
) -> Mapping[Spot, set[int]]:
    """The findings, by number, for which each row may be the reason.

    Where a row was touched since the release, it is not one that was not. Nor is another row the reason for
    what is found at a cell of which something is found that has nothing to do with that row.
    """
    places, at_cell = defaultdict[str, set[Spot]](set), defaultdict[tuple[Spot, str], list[set[Spot]]](list)
    for each in found:
        places[each.table].add(each.spot)
    counts = Counter(each.code for each in found)
    involved = [_involved(each, data, places, changes, counts[each.code]) for each in found]
    for each, spots in zip(found, involved, strict=True):
        at_cell[each.spot, each.column].append(spots)
    loads: dict[Spot, set[int]] = defaultdict(set)
    for number, (each, spots) in enumerate(zip(found, involved, strict=True)):
        alike = set.intersection(*at_cell[each.spot, each.column]) if each.column else spots
        for spot in (spots & touched or spots) & {*alike, each.spot, *changes}:
            loads[spot].add(number)
    return loads


def _independent(
    group: Collection[int], found: Sequence[Finding], data: Data, changed: Changes
) -> tuple[set[int], list[Finding]]:
    """The findings that the change of some rows does not explain: they would be there without it.

    Some rules report the first fault of a row only: the second there is seen without the change.
    """
    if not all(table in data.tables for table, _ in changed):
        return set(), []
    before = _restored(data, changed)
    there = {place_of(each): each for each in findings_of({found[each].code for each in group}, before)}
    places = {number: place_of(found[number]) for number in group}
    gone = {(code, where) for code, where, column in places.values() if (code, where, column) not in there}
    known = set(map(place_of, found))
    hidden = [
        each
        for place, each in there.items()
        if place not in known and place[:2] in gone and place[1] in changed
    ]
    return {number for number, place in places.items() if place in there}, hidden


def _restored(data: Data, changes: Changes) -> Data:
    """The tables with cells as they were, by row."""
    tables = dict(data.tables)
    for name in {table for table, _ in changes} & tables.keys():
        rows = (row.with_cells(changes.get((name, row.key), {})) for row in data.rows(name))
        tables[name] = replace(tables[name], rows=tuple(rows))
    return Data(tables, data.descriptor, data.keys_left_out)


def _involved(
    finding: Finding, data: Data, places: Mapping[str, set[Spot]], changes: Changes, count: int
) -> set[Spot]:
    """The rows that may be the reason for a finding."""
    rule = next((rule for rule in RULES if rule.code == finding.code), None)
    reads, whole = (rule.tables, rule.needs_complete_tables) if rule else ((), ())
    spots, todo = {finding.spot, *finding.others}, [finding.spot, *finding.others]
    while todo:
        table, key = todo.pop()
        row = data.row(table, key) if table in data.tables else None
        for column, target in _links().get(table, ()) if row else ():
            spot = (target, row[column]) if row else ("", "")
            if target in reads and spot[1] and spot not in spots:
                spots.add(spot)
                todo.append(spot)
    # What is missing here may be what a cell elsewhere no longer names, or what a wrong row should give.
    spots |= {spot for spot, former in changes.items() if finding.key in former.values()}
    if count <= _MOST_WITHOUT:
        spots |= {spot for table in whole for spot in places.get(table, ())}
    return spots


@lru_cache(maxsize=1)
def _links() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The columns of each table that refer to rows, with the table of these."""
    standard = shipped()
    return {
        name: tuple((link.column, link.table) for link in standard_table(name).foreign_keys)
        for name in standard.tables
    }


def _most_referrers(spot: Spot, found: Sequence[Finding], data: Data) -> bool:
    """Whether so many of the rows that depend on a row contradict it that it is the one to look at.

    Two slips in rows of one report are two slips, and no reason to suspect the row of the report.
    """
    table, key = spot
    if sum(spot in each.others for each in found) > 2:
        return True
    count, every = 0, True
    for name in {each.table for each in found}:
        columns = [column for column, target in _links().get(name, ()) if target == table]
        rows = data.rows(name) if name in data.tables else ()
        referring = {row.key for row in rows if any(row[column] == key for column in columns)}
        wrong = {each.key for each in found if each.table == name}
        if not wrong <= referring or len(wrong) * 2 < len(referring):
            return False
        count, every = count + len(wrong), every and wrong == referring
    return count > 2 or (count == 2 and every)


def _at(spot: Spot, group: Sequence[Finding], data: Data, changed: Mapping[str, str]) -> Iterator[Finding]:
    """What is reported of a row that explains a group of findings."""
    own = [each for each in group if each.spot == spot]
    # A text that was entered in one language only is found at the other, and named there.
    named = [each for each in own if not changed.keys().isdisjoint((each.column, each.values.get("filled")))]
    # A cell that was blank is new and no slip: what the row lacks besides is reported where it is lacking.
    added = len(own) == len(group) and not any(changed.values())
    if named or (own and (not changed or added)):
        for column in sorted({each.column for each in named or own}):
            yield min((each for each in named or own if each.column == column), key=_precedence)
    else:
        yield _contradicted(spot, own or group, data, next(iter(changed)) if len(changed) == 1 else "")


def _exchanged(first: Edit, second: Edit, group: Sequence[Finding]) -> Finding:
    """The finding at two rows that have exchanged their keys or other cells, with what the release has."""
    old, now, other, then = first.before, first.now, second.before, second.now
    assert old and now and other and then  # of two rows that are there and were
    # A key that left its line was exchanged; one that is where it was has the cells of the other.
    moved = old.line > other.line
    column = next(iter(now)) if moved else next(iter(first.cells))
    words = {"first": str(now.line), "second": str(then.line)}
    words |= {"columns": column if moved else ", ".join(first.cells)}
    words |= {"former": visible(then[column]), "other": visible(now[column])}
    words |= to_restore(now.table, *sorted((now.key, then.key)))
    return now.finding(CONTRADICTED, column, then, **{**words, **contradictions(group)}, case=EXCHANGED)


def _precedence(finding: Finding) -> tuple[bool, str]:
    """What compares a cell with the report says more than what compares it with others."""
    return not finding.code.startswith("FQ-P"), finding.code


def _contradicted(spot: Spot, group: Sequence[Finding], data: Data, column: str) -> Finding:
    """The finding at a row that several others contradict; it does not say which of them is right."""
    row = data.row(*spot)
    cell = row[column] if row and column else spot[1]
    words = {"value": visible(cell), **contradictions(group)}
    if row and column:
        words |= glossed("value", row.table, column, visible(cell), data.tables)
    if all(each.code == UNUSED for each in group):
        words["case"] = "unused"
    if row is None:
        return Finding(CONTRADICTED, spot[0], 0, column, spot[1], words)
    return row.finding(CONTRADICTED, column, **words)
