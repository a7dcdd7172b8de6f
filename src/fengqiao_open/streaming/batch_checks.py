"""Check one batch: the function that every engine maps over the parts of a table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from ..datapackage.characters import visible
from ..datapackage.package import Json
from ..datapackage.schema import Field, Resource
from ..findings.report import MOST_ALIKE, Evidence, Finding, capped
from ..tabular.csv import Row, Table
from ..tabular.dataset import Data
from ..validation.cells import check_values
from ..validation.intended import UNREAD, as_intended
from ..validation.keys import stray
from ..validation.read import with_safe_fixes
from ..validation.rules import RULES, Rule
from .csv_batches import LINE, NUMBER, Batch, text
from .inputs import Part
from .key_hashes import Hashes, key_hashes
from .prefilter import are_identifiers, passes, suspect_cells, suspect_codes
from .reference_tables import ReferenceTables, resolves
from .row_classes import FAST_CHECKS, FOLLOWS, IDENTIFIERS, Passed, class_columns, classified, grouped

#: The name of the primary key among the keys of a table.
PRIMARY = "primary"
#: Of a reference table, the column with the keys with fixes applied.
FIXED_KEY = "fq:fixed_key"
_GROUP = "fq:group"
# Suspect rows are checked in slices, for a table that is wrong throughout would fill the memory, and so short
# that `check_values` lists all findings.
_SLICE = MOST_ALIKE
# Columns with so few strings have the same in most batches.
_FEW = 256


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The result of one batch.

    Attributes:
        file: the file as findings name it.
        rows: the number of records.
        findings: all, or of each kind the first ones and one that counts the rest; record numbers are those
            of the batch, from 0.
        hashes: for each key its hashes by bucket.
        retained: of a reference table, the retained columns.
    """

    file: str
    rows: int
    findings: tuple[Finding, ...]
    hashes: Mapping[str, list[Hashes]]
    retained: pl.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class TableChecks:
    """The checks on any batch of one table; they can be sent to a worker.

    Attributes:
        schema: the columns and keys of the table.
        references: its reference tables.
        resources: the resources of the standard, for the rules.
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
    def may_be_empty(self) -> bool:
        """Whether the table is valid without a row."""
        return any(each["name"] == self.schema.name and each.get("fq:mayBeEmpty") for each in self.resources)

    @property
    def keys(self) -> dict[str, tuple[str, list[str]]]:
        """Code and columns of each combination that may occur once, by a name for it."""
        unique = (("FQ-K02", list(columns)) for columns in self.schema.unique_keys)
        return {
            PRIMARY: ("FQ-K01", [self.schema.key]),
            **{f"unique-{number}": key for number, key in enumerate(unique)},
        }

    @property
    def _key_columns(self) -> list[str]:
        return list(dict.fromkeys(name for _, columns in self.keys.values() for name in columns))

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
        """Some rows of the table as a batch; the columns of identifiers are read without a dictionary."""
        compared = any(rule.depends_on == IDENTIFIERS for rule in self.rules())
        return part.read(self.schema, {self.schema.key, *(IDENTIFIERS if compared else ())})

    def check(self, batch: Batch) -> BatchResult:
        """All findings on one batch, and the hashes of its keys."""
        passed = self._rules_passed(batch)
        found, on_cells = list(batch.findings), list[Finding]()
        for rows, problems in self._check_cells(batch, self._suspect_rows(batch, passed)):
            problems = self._intended(problems, batch, rows)
            on_cells += problems
            found += _with_evidence(problems, batch, rows)
        invalid = {each.line for each in on_cells if each.invalidates_row}
        valid = batch.frame.filter(~pl.col(LINE).is_in(list(invalid))) if invalid else batch.frame
        found += self._check_rules(batch, valid, passed)
        fixed = _with_fixed_columns(batch, on_cells, self._key_columns)
        hashes = {name: key_hashes(fixed, columns) for name, (_, columns) in self.keys.items()}
        retained = self._retained_columns(batch, fixed) if self.retained else None
        listed = tuple(found if self.uncapped else capped(found))
        return BatchResult(batch.file, batch.rows, listed, hashes, retained)

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

    def _rules_passed(self, batch: Batch) -> set[str]:
        """The rules on identifiers whose fast check all rows pass."""
        rules = {rule.code for rule in self.rules() if rule.depends_on == IDENTIFIERS} & FAST_CHECKS.keys()
        cells = batch.decoded(batch.frame.select(IDENTIFIERS)) if rules else batch.frame
        return {code for code in rules if FAST_CHECKS[code](cells).all()}

    def _suspect_rows(self, batch: Batch, passed: Collection[str]) -> pl.DataFrame:
        """The rows with a cell that does not pass the prefilter; all rows pass some rules."""
        valid = set[str]()
        for each in self.schema.fields:
            rule, other = FOLLOWS.get(each.name, ("", ""))
            follows = rule in passed and other in valid and each.name not in self.target_keys
            if follows or self._is_valid(each, batch):
                valid.add(each.name)
        fields = [each for each in self.schema.fields if each.name not in valid]
        keys = self._occurring_keys(batch, fields)
        suspect = suspect_codes(fields, keys, batch.dictionaries)
        for name in suspect.columns:
            if len(batch.dictionaries[name]) <= _FEW and not len(suspect[name].item()):
                self._passed.add(name, batch.dictionaries[name].to_list())
        return batch.frame.filter(~passes(fields, keys, batch.typed, suspect))

    def _is_valid(self, described: Field, batch: Batch) -> bool:
        """Whether a column needs no further check."""
        name = described.name
        cells, strings = batch.frame[name], batch.dictionaries.get(name)
        if strings is None:
            return name not in self.target_keys and are_identifiers(described, cells)
        few = len(strings) <= _FEW and (not described.required or not cells.null_count())
        return few and not self._passed.new(name, strings.to_list())

    def _occurring_keys(self, batch: Batch, fields: Sequence[Field]) -> dict[str, pl.Series]:
        """For foreign keys, those keys of the reference table that occur in a batch: few of many.

        Of a column that is not dictionary-encoded, only those that pass the prefilter themselves.
        """
        found, target_keys = {}, self.target_keys
        for each in fields:
            name = each.name
            if name in target_keys:
                strings = batch.dictionaries.get(name)
                cells = batch.frame[name].cast(pl.String).unique() if strings is None else strings
                found[name] = cells.filter(resolves(cells, target_keys[name])).alias(name)
                if strings is None:
                    found[name] = found[name].to_frame().filter(passes([each], {}, ())).to_series()
        return found

    def _check_cells(
        self, batch: Batch, suspect: pl.DataFrame
    ) -> Iterator[tuple[pl.DataFrame, list[Finding]]]:
        """The findings on the cells of suspect rows, some rows at a time.

        Of many rows that are suspect for the same strings, one is checked; its findings are repeated for all.
        """
        fields = self.schema.fields
        if suspect.height > _SLICE and batch.dictionaries:
            keys = self._occurring_keys(batch, fields)
            plain = [each for each in fields if each.name not in batch.dictionaries]
            singly = ~passes(plain, keys, batch.typed)
            columns = suspect_cells(fields, suspect_codes(fields, keys, batch.dictionaries))
            yield from self._check_groups(batch, suspect.filter(~singly).with_columns(columns))
            suspect = suspect.filter(singly)
        for part in suspect.iter_slices(_SLICE):
            yield part, self._check_records(batch, part)

    def _intended(self, found: list[Finding], batch: Batch, rows: pl.DataFrame) -> list[Finding]:
        """The findings on the cells of some rows, with the right text for a name and a value with its unit."""
        lines = [each.line for each in found if each.code in UNREAD]
        if not lines:
            return found
        name = self.schema.name
        records = batch.records(rows.filter(pl.col(LINE).is_in(lines)), self.schema.key)
        tables = {name: Table(name, (), tuple(records))}
        if "units" in self.references.frames:
            tables["units"] = self.references.table("units", None)
        return list(as_intended(found, tables, self.references.keys_by_name))

    def _check_groups(self, batch: Batch, rows: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, list[Finding]]]:
        """The same for rows with the columns of `suspect_cells`."""
        names, key = [f"fq:{name}" for name in batch.dictionaries], self.schema.key
        first = rows.unique(names, keep="first", maintain_order=True).with_row_index(_GROUP)
        found: dict[int, list[Finding]] = {number: [] for number in first[_GROUP]}
        groups = dict(zip(first[LINE], first[_GROUP], strict=True))
        for part in first.iter_slices(_SLICE):
            for each in self._check_records(batch, part.select(*batch.columns, LINE)):
                found[groups[each.line]].append(each)
        group = first.select(*names, _GROUP)
        rows = rows.join(group, on=names, how="left", nulls_equal=True, maintain_order="left")
        for part in rows.iter_slices(_SLICE):
            places = zip(part[_GROUP], part[LINE], part[key], strict=True)
            repeated = [
                replace(each, line=line, key=visible(text(value)))
                for number, line, value in places
                for each in found[number]
            ]
            yield part.select(*batch.columns, LINE, NUMBER), repeated

    def _check_records(self, batch: Batch, rows: pl.DataFrame) -> list[Finding]:
        """The findings on the cells of some rows, at most a slice."""
        fixed, found = self.fixed(batch.records(rows, self.schema.key))
        return found + list(self._unresolved(fixed, found))

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

    def with_fixed_keys(self, batch: Batch) -> Batch:
        """A batch with safe fixes applied to its keys."""
        fields = [each for each in self.schema.fields if each.name in self._key_columns]
        suspect = suspect_codes(fields, {}, batch.dictionaries)
        found: list[Finding] = []
        for part in batch.frame.filter(~passes(fields, {}, batch.typed, suspect)).iter_slices(_SLICE):
            rows = batch.records(part, self.schema.key)
            problems = check_values(Table(self.schema.name, (), tuple(rows)), fields)
            found += self._intended(problems, batch, part)
        return _with_fixed_columns(batch, found, self._key_columns)

    # The rules on single rows

    def _check_rules(self, batch: Batch, valid: pl.DataFrame, passed: Collection[str]) -> list[Finding]:
        """The findings of rules: on a row of each class first, then on all rows of classes that break it."""
        found: list[Finding] = []
        for rules, depends_on in grouped(rule for rule in self.rules() if rule.code not in passed):
            own = list(dict.fromkeys(name.partition(".")[0] for name in depends_on))
            cells = valid.select(list(dict.fromkeys((*own, self.schema.key, LINE))))
            cells, numbers = classified(cells, own, batch.dictionaries)
            one_each = cells if numbers is None else cells[numbers.arg_unique()]
            one_each = self._with_lookups(batch, one_each, depends_on)
            remembered = str(depends_on) if numbers is not None and own == depends_on else ""
            if remembered:
                classes = one_each.select(class_columns(depends_on)).rows()
                one_each = one_each[self._passed.new(remembered, classes)]
            before = len(found)
            for rule in rules if one_each.height else ():
                columns = class_columns(rule.depends_on)
                fast = FAST_CHECKS.get(rule.code)
                suspect = one_each.filter(~fast(one_each)) if fast else one_each
                broken = self._breaking(rule, batch, suspect.unique(columns, keep="any"))
                if not broken.height:
                    continue
                broken = one_each.join(broken.select(columns), on=columns, how="semi", nulls_equal=True)
                hit = cells[LINE].is_in(broken[LINE].implode())
                hit = hit if numbers is None else numbers.is_in(numbers.filter(hit).implode())
                lines = cells[LINE].filter(hit).implode()
                for part in valid.filter(pl.col(LINE).is_in(lines)).iter_slices(_SLICE):
                    found += _with_evidence(self._run(rule, batch, part), batch, part)
            if remembered and len(found) == before:
                self._passed.add(remembered, one_each.select(class_columns(depends_on)).rows())
        return found

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


def _with_fixed_columns(batch: Batch, found: Sequence[Finding], columns: Sequence[str]) -> Batch:
    """The batch with safe fixes applied to some columns, as in a small table."""
    fixes = {
        name: {each.line: each.fix for each in found if each.column == name and each.fix is not None}
        for name in columns
    }
    changed = [name for name in columns if fixes[name]]
    if not changed:
        return batch
    cells = (
        pl.col(LINE)
        .replace_strict(fixes[name], default=pl.col(name).cast(pl.String))
        .replace("", None)
        .alias(name)
        for name in changed
    )
    frame = batch.frame.with_columns(batch.decoded(batch.frame.select(changed))).with_columns(cells)
    others = {name: strings for name, strings in batch.dictionaries.items() if name not in changed}
    return replace(batch, frame=frame, dictionaries=others)


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
