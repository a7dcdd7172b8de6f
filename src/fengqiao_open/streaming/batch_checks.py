"""The checks on one batch of a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from ..datapackage.package import Json
from ..datapackage.schema import Resource
from ..findings.report import MOST_ALIKE, Evidence, Finding, capped
from ..tabular.csv import NO_ROW, Row, Table, no_row
from ..tabular.dataset import Data
from ..validation.cells import check_values
from ..validation.intended import UNREAD, as_intended
from ..validation.keys import stray
from ..validation.read import with_safe_fixes
from ..validation.rules import RULES, Rule
from .csv_batches import LINE, NUMBER, Batch
from .inputs import Part
from .key_hashes import Hashes, key_hashes
from .prefilter import suspect
from .reference_tables import ReferenceTables, resolves
from .row_classes import FAST_CHECKS, IDENTIFIERS, Passed, class_columns, classified, grouped

#: The name of the primary key among the keys of a table.
PRIMARY = "primary"
#: Of a reference table, the column with the keys with fixes applied.
FIXED_KEY = "fq:fixed_key"
# Suspect rows are checked in slices, for a table that is wrong throughout would fill the memory, and so short
# that `check_values` lists all findings.
_SLICE = MOST_ALIKE


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What was found in one batch: its number of records, and for each key its hashes, in order.

    Findings are all, or of each kind the first ones and one that counts the rest; record numbers are those of
    the batch, from 0. Of a reference table, columns are retained.
    """

    file: str
    rows: int
    findings: tuple[Finding, ...]
    hashes: Mapping[str, Hashes]
    retained: pl.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class TableChecks:
    """The checks on any batch of one table; they can be sent to a worker.

    Attributes:
        resources: those of the standard, for the rules.
        uncapped: whether a batch has all its findings, or of each kind no more than are listed.
        retained: of a reference table, the columns to retain.
    """

    schema: Resource
    references: ReferenceTables
    resources: Sequence[Json]
    uncapped: bool = False
    retained: Collection[str] = ()
    # Not copied by `replace`: other checks pass other values.
    _passed: Passed = field(default_factory=Passed, init=False, compare=False, repr=False)

    @property
    def keys(self) -> dict[str, tuple[str, list[str]]]:
        """Code and columns of each combination that may occur once, by a name for it."""
        unique = (("FQ-K02", list(columns)) for columns in self.schema.unique_keys)
        return {
            PRIMARY: ("FQ-K01", [self.schema.key]),
            **{f"unique-{number}": key for number, key in enumerate(unique)},
        }

    @property
    def target_keys(self) -> dict[str, pl.Series]:
        """For each foreign key into a loaded table, the keys there, or their hashes."""
        keys = self.references.keys
        return {link.column: keys[link.table] for link in self.schema.foreign_keys if link.table in keys}

    def rules(self) -> list[Rule]:
        """The rules on single rows of this table whose reference tables are loaded."""
        return [
            rule
            for rule in RULES
            if rule.depends_on
            and rule.tables[0] == self.schema.name
            and all(name in self.references.frames for name in rule.tables[1:])
        ]

    def read(self, part: Part) -> Batch:
        """Some rows as a batch; the columns of identifiers are read without a dictionary."""
        compared = any(rule.depends_on == IDENTIFIERS for rule in self.rules())
        return part.read(self.schema, {self.schema.key, *(IDENTIFIERS if compared else ())})

    def check(self, part: Part) -> BatchResult:
        """All findings on some rows, and the hashes of their keys: what every engine maps over the parts."""
        batch = self.read(part)
        on_cells = self.on_cells(batch)
        batch = _without_odd(batch, on_cells)
        invalid = {each.line for each in on_cells if each.invalidates_row}
        valid = batch.frame.filter(~pl.col(LINE).is_in(list(invalid))) if invalid else batch.frame
        found = [*batch.findings, *on_cells, *self._check_rules(batch, valid)]
        fixed = self.with_fixed_keys(batch, on_cells)
        hashes = {name: key_hashes(fixed, columns) for name, (_, columns) in self.keys.items()}
        retained = self._retained_columns(batch, fixed) if self.retained else None
        listed = found if self.uncapped else capped(found)
        return BatchResult(batch.file, batch.rows, tuple(listed), hashes, retained)

    def _retained_columns(self, batch: Batch, fixed: Batch) -> pl.DataFrame:
        """The retained columns of each row, and its key with fixes applied."""
        key = self.schema.key
        columns = [name for name in batch.columns if name in self.retained]
        rows = batch.decoded(batch.frame.select(*columns, LINE, NUMBER)).with_columns(
            pl.col(columns).cast(pl.String),
            fixed.decoded(fixed.frame.select(key)).to_series().cast(pl.String).alias(FIXED_KEY),
        )
        # Long tables repeat few values in the other columns.
        return rows.with_columns(pl.col(each).cast(pl.Categorical) for each in columns if each != key)

    # The cells

    def _suspect_rows(self, batch: Batch) -> pl.DataFrame:
        """The rows with a cell that does not pass the prefilter."""
        keys, suspected = self.target_keys, list[pl.Series]()
        for each in self.schema.fields:
            name = each.name
            wrong = suspect(each, batch.frame[name], batch.dictionaries.get(name), keys.get(name))
            if wrong is not None:
                suspected.append(wrong.alias(name))
        return batch.frame.filter(pl.any_horizontal(suspected)) if suspected else batch.frame.clear()

    def on_cells(self, batch: Batch) -> list[Finding]:
        """The findings on the cells of a batch; of a record that is something else than a row, one."""
        problems = list[Finding]()
        for rows in self._suspect_rows(batch).iter_slices(_SLICE):
            if odd := _odd(batch, rows):
                problems += _with_evidence(odd, batch, rows)
                rows = rows.filter(~pl.col(LINE).is_in([each.line for each in odd]))
            fixed, found = self.fixed(batch.records(rows, self.schema.key))
            found = self._intended([*found, *self._unresolved(fixed, found)], batch, rows)
            problems += _with_evidence(found, batch, rows)
        return problems

    def _intended(self, found: list[Finding], batch: Batch, rows: pl.DataFrame) -> list[Finding]:
        """The findings on the cells of some rows, with the right text for a name or a value with its unit."""
        lines = [each.line for each in found if each.code in UNREAD]
        if not lines:
            return found
        name = self.schema.name
        records = batch.records(rows.filter(pl.col(LINE).is_in(lines)), self.schema.key)
        tables = {name: Table(name, (), tuple(records))}
        if "units" in self.references.frames:
            tables["units"] = self.references.table("units", None)
        return list(as_intended(found, tables, self.references.keys_by_name))

    def _unresolved(self, rows: Sequence[Row], found: Sequence[Finding]) -> Iterator[Finding]:
        """The unresolved references in rows with fixes applied, except in cells with a finding."""
        reported = {(each.line, each.column) for each in found}
        for link in self.schema.foreign_keys:
            if link.column in self.target_keys:
                cells = pl.Series([row[link.column] for row in rows], dtype=pl.String)
                known = resolves(cells, self.target_keys[link.column])
                for row, resolved in zip(rows, known, strict=True):
                    if row[link.column] and not resolved and (row.line, link.column) not in reported:
                        yield stray(row, link.column, link.table, link.target, "")

    def fixed(self, rows: Sequence[Row]) -> tuple[tuple[Row, ...], list[Finding]]:
        """Some rows, at most a slice, with safe fixes applied, and the findings on their cells."""
        table = Table(self.schema.name, (), tuple(rows))
        found = check_values(table, self.schema.fields)
        return with_safe_fixes(table, found).rows, found

    def with_fixed_keys(self, batch: Batch, on_cells: Iterable[Finding]) -> Batch:
        """A batch of rows with safe fixes applied to its keys, as in a small table."""
        batch = _without_odd(batch, on_cells)
        fixes: dict[str, dict[int, str]] = {name: {} for _, names in self.keys.values() for name in names}
        for each in on_cells:
            if each.column in fixes and each.fix is not None:
                fixes[each.column][each.line] = each.fix
        for name, by_line in fixes.items():
            if by_line:
                cells = batch.decoded(batch.frame.select(name, LINE)).select(
                    pl.col(LINE)
                    .replace_strict(by_line, default=pl.col(name).cast(pl.String))
                    .replace("", None)
                )
                others = {other: strings for other, strings in batch.dictionaries.items() if other != name}
                frame = batch.frame.with_columns(cells.to_series().alias(name))
                batch = replace(batch, frame=frame, dictionaries=others)
        return batch

    # The rules on single rows

    def _check_rules(self, batch: Batch, valid: pl.DataFrame) -> Iterator[Finding]:
        """The findings of rules: on a row of each class first, then on all rows of classes that break it."""
        by_class = []
        for rule in self.rules():
            if rule.depends_on != IDENTIFIERS:
                by_class.append(rule)
                continue
            # Nearly each row is a class.
            passed = FAST_CHECKS[rule.code](batch.decoded(valid.select(IDENTIFIERS)))
            yield from self._on_rows(rule, batch, valid.filter(~passed))
        for rules, depends_on in grouped(by_class):
            own = list(dict.fromkeys(name.partition(".")[0] for name in depends_on))
            cells = valid.select(list(dict.fromkeys((*own, self.schema.key, LINE))))
            cells, numbers = classified(cells, own, batch.dictionaries)
            one_each = self._with_lookups(batch, cells[numbers.arg_unique()], depends_on)
            for rule in rules:
                columns = class_columns(rule.depends_on)
                fast = FAST_CHECKS.get(rule.code)
                suspect = one_each.filter(~fast(one_each)) if fast else one_each
                broken = self._breaking(rule, batch, suspect.unique(columns, keep="any"))
                if broken.height:
                    broken = one_each.join(broken.select(columns), on=columns, how="semi", nulls_equal=True)
                    hit = numbers.filter(cells[LINE].is_in(broken[LINE].implode()))
                    yield from self._on_rows(rule, batch, valid.filter(numbers.is_in(hit.implode())))

    def _on_rows(self, rule: Rule, batch: Batch, rows: pl.DataFrame) -> Iterator[Finding]:
        """The findings of a rule on all of some rows."""
        for part in rows.iter_slices(_SLICE):
            yield from _with_evidence(self._run(rule, batch, part), batch, part)

    def _breaking(self, rule: Rule, batch: Batch, one_each: pl.DataFrame) -> pl.DataFrame:
        """Of one row of each class, those that break a rule; classes that passed before are skipped."""
        classes = one_each.select(class_columns(rule.depends_on)).rows()
        new = one_each[self._passed.new(rule.code, classes)] if classes else one_each
        if not new.height:
            return new
        found = self._run(rule, batch, new)
        tests = [pl.col(LINE).is_in([each.line for each in found if each.table == self.schema.name])]
        for link in self.schema.foreign_keys:
            # A finding may be on the row of a reference table.
            keys = {each.key for each in found if each.table == link.table != self.schema.name}
            if keys:
                tests.append(pl.col(link.column).is_in(list(keys)))
        broken = new.filter(pl.any_horizontal(tests))
        if not broken.height:
            self._passed.add(rule.code, classes)
        return broken

    def _with_lookups(self, batch: Batch, rows: pl.DataFrame, depends_on: Sequence[str]) -> pl.DataFrame:
        """Some rows, decoded, with cells of the rows that they refer to, such as `source_id.plan_year`."""
        found: list[pl.Series] = []
        for link in self.schema.foreign_keys:
            column = link.column
            asked = [name.partition(".")[2] for name in depends_on if name.startswith(f"{column}.")]
            if asked:
                strings, cells = batch.dictionaries.get(column), rows[column]
                for each in self.references.lookup(link.table, cells if strings is None else strings, asked):
                    of_rows = each if strings is None else each.gather(cells)
                    found.append(of_rows.alias(f"{column}.{each.name}"))
        return batch.decoded(rows).with_columns(found)

    def _run(self, rule: Rule, batch: Batch, rows: pl.DataFrame) -> list[Finding]:
        """The findings of a rule on some rows, which need only have the cells that it depends on."""
        name, rows = self.schema.name, batch.decoded(rows)
        tables = {name: Table(name, batch.columns, tuple(batch.records(rows, self.schema.key)))}
        columns = {link.table: link.column for link in self.schema.foreign_keys}
        for other in rule.tables[1:]:
            column = columns.get(other, "")
            tables[other] = self.references.table(other, rows[column] if column in rows.columns else None)
        return [
            each if each.table == name else replace(each, evidence=self.references.evidence(each))
            for each in rule.check(Data(tables, {"resources": self.resources}))
        ]


def _odd(batch: Batch, rows: pl.DataFrame) -> list[Finding]:
    """The findings on records that are no rows: the header again, a total, a note. Their cells are suspect."""
    records = batch.records(rows.select(*batch.columns, LINE), batch.columns[0])
    cells = ((row.line, [row[name] for name in batch.columns]) for row in records)
    judged = (no_row(batch.table, line, batch.columns, record) for line, record in cells)
    return [each for each in judged if each]


def _without_odd(batch: Batch, found: Iterable[Finding]) -> Batch:
    """A batch without the records that are no rows."""
    lines = [each.line for each in found if each.code == NO_ROW]
    return replace(batch, frame=batch.frame.filter(~pl.col(LINE).is_in(lines))) if lines else batch


def _with_evidence(found: Sequence[Finding], batch: Batch, rows: pl.DataFrame) -> Iterator[Finding]:
    """The findings with their file, their record and its number in the batch, from 0."""
    lines = {each.line for each in found if each.table == batch.table}
    hit = rows.filter(pl.col(LINE).is_in(list(lines)))
    evidence = {
        row.line: Evidence(batch.file, batch.columns, tuple(row[name] for name in batch.columns), number)
        for row, number in zip(batch.records(hit, batch.columns[0]), hit[NUMBER].to_list(), strict=True)
    }
    for each in found:
        yield replace(each, evidence=evidence[each.line]) if each.table == batch.table else each
