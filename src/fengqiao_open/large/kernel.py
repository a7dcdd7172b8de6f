"""Check one batch: what every engine maps over its partitions, on one machine or many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from ..dataset import Data
from ..findings import Evidence, Finding
from ..keys import stray
from ..package import Json
from ..rows import Row, Table
from ..rules import RULES, Rule
from ..rules.measures import BOUNDS
from ..similarity import alike
from ..values import check_values
from .batches import LINE, NUMBER, Batch
from .keyhashes import Hashes, key_hashes
from .lists import Lists
from .screens import sound

_CLASS = "fq:class"
# Suspected rows are judged in slices, so that a table that is wrong throughout does not fill the memory.
_SLICE = 10_000


@dataclass(frozen=True, slots=True)
class Kernel:
    """What is needed to check any batch of one table; it holds no state and can be sent to a worker.

    Attributes:
        table: the name of the table.
        schema: its Table Schema.
        lists: the code lists at hand.
        known: for columns that are keys into one of the lists, the keys there are.
        resources: the descriptor's resources, for the rules.
    """

    table: str
    schema: Json
    lists: Lists
    known: Mapping[str, frozenset[str]]
    resources: Sequence[Json]

    @property
    def key(self) -> str:
        """The name of the primary key."""
        return str(self.schema["primaryKey"][0])

    def unique(self) -> dict[str, tuple[str, list[str]]]:
        """Code and columns of each combination that may stand once, by a name for it."""
        single = [
            str(each["name"]) for each in self.schema["fields"] if each.get("constraints", {}).get("unique")
        ]
        combined = [[name] for name in single] + [list(each) for each in self.schema.get("uniqueKeys", [])]
        return {"primary": ("FQ-K01", [self.key])} | {
            f"unique-{number}": ("FQ-K02", columns) for number, columns in enumerate(combined)
        }

    def rules(self) -> list[Rule]:
        """The rules on single rows of this table whose code lists are at hand."""
        return [
            rule
            for rule in RULES
            if rule.by
            and rule.reads[0] == self.table
            and all(name in self.lists.frames for name in rule.reads[1:])
        ]

    def check(self, batch: Batch) -> Checked:
        """All findings on one batch, and the hashes of its keys."""
        known = {name: _here(batch.frame[name], keys) for name, keys in self.known.items()}
        typed = {name: batch.frame.schema[name] != pl.String for name in batch.columns}
        fields = list(self.schema["fields"])
        doubted = batch.frame.filter(~sound(fields, known, typed))
        found = list(batch.findings)
        spoiled: set[int] = set()
        for part in doubted.iter_slices(_SLICE):
            rows = batch.listed(part, self.key)
            table = Table(self.table, batch.columns, tuple(rows))
            problems = [*check_values(table, fields), *self._strays(rows)]
            found += placed(problems, batch, part)
            spoiled.update(each.line for each in problems if each.spoils_row)
        frame = batch.frame.filter(~pl.col(LINE).is_in(list(spoiled))) if spoiled else batch.frame
        found += self._by_rules(batch, frame)
        hashes = {name: key_hashes(batch.frame, columns) for name, (_, columns) in self.unique().items()}
        return Checked(batch.file, batch.rows, tuple(found), hashes)

    def _strays(self, rows: Sequence[Row]) -> Iterator[Finding]:
        """Cells that lead to no row of a code list."""
        for link in self.schema.get("foreignKeys", []):
            column, target = str(link["fields"][0]), str(link["reference"].get("resource"))
            if column not in self.known:
                continue
            keys = self.known[column]
            for row in rows:
                if row[column] and row[column] not in keys:
                    near = alike(row[column], keys)
                    yield stray(row, column, target, self.lists.keys[target], near)

    def _by_rules(self, batch: Batch, frame: pl.DataFrame) -> list[Finding]:
        """What the rules on single rows find: first on one row of each kind, then on all rows of the kinds they fault."""
        found: list[Finding] = []
        for rules, cells in _together(self.rules()):
            exprs = [_value_class().alias(_CLASS) if name == "value" else pl.col(name) for name in cells]
            others = [name for name in (self.key, "value") if name in cells or name == self.key]
            kinds = [_CLASS if name == "value" else name for name in cells]
            keyed = frame.select(*exprs, *(others if self.key not in kinds else others[1:]), LINE)
            one_each = _one_of_each(keyed, kinds)
            for rule in rules:
                faulted = {each.line for each in self._run(rule, batch, one_each)}
                if not faulted:
                    continue
                wrong = one_each.filter(pl.col(LINE).is_in(list(faulted))).select(kinds)
                lines = keyed.join(wrong, on=kinds, how="semi", nulls_equal=True)[LINE]
                for part in frame.filter(pl.col(LINE).is_in(lines.implode())).iter_slices(_SLICE):
                    found += placed(self._run(rule, batch, part), batch, part)
        return found

    def _run(self, rule: Rule, batch: Batch, frame: pl.DataFrame) -> list[Finding]:
        """What a rule finds in some rows, which need have no more than the cells that it depends on."""
        tables = {self.table: Table(self.table, batch.columns, tuple(batch.listed(frame, self.key)))}
        columns = {
            link["reference"].get("resource"): str(link["fields"][0])
            for link in self.schema.get("foreignKeys", [])
        }
        for name in rule.reads[1:]:
            named = columns.get(name, "")
            tables[name] = self.lists.rows(name, frame[named] if named in frame.columns else None)
        return [
            each
            for each in rule.check(Data(tables, {"resources": self.resources}))
            if each.table == self.table
        ]


def _together(rules: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[str]]]:
    """Rules that can share one row of each kind, with the cells that tell the kinds apart.

    There are about as many sources as pages of reports, and few kinds of statistics: the two are kept apart.
    """
    groups: dict[bool | str, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(rule.code if _same_begin(rule) else "source_id" in rule.by, []).append(rule)
    for group in groups.values():
        yield group, list(dict.fromkeys(name for rule in group for name in rule.by))


def _same_begin(rule: Rule) -> bool:
    """Whether a rule only compares two identifiers, which are as many as there are rows."""
    return set(rule.by) == {"observation_id", "figure_id"}


def _one_of_each(frame: pl.DataFrame, kinds: Sequence[str]) -> pl.DataFrame:
    """One row of each kind; where two identifiers are compared, the rows in which they do not plainly agree."""
    if set(kinds) != {"observation_id", "figure_id"}:
        return frame.unique(kinds, keep="any")
    statistic = pl.col("observation_id").str.strip_chars_end("0123456789")
    figure = pl.col("figure_id").str.strip_chars_end("0123456789").str.strip_suffix("c")
    return frame.filter((statistic != figure).fill_null(True))


def _value_class() -> pl.Expr:
    """Where a value lies among the bounds that rules ask for, and whether it is whole; -1 for a blank."""
    number = pl.col("value").cast(pl.Float64, strict=False)
    place = pl.sum_horizontal([(number >= bound).cast(pl.Int8) for bound in BOUNDS]) + (
        number > BOUNDS[-1]
    ).cast(pl.Int8)
    return pl.when(pl.col("value").is_null()).then(-1).otherwise(place * 2 + (number % 1 == 0).cast(pl.Int8))


def make_kernel(table: str, resources: Sequence[Json], lists: Lists) -> Kernel:
    """The kernel of one table."""
    schema = next(each["schema"] for each in resources if each["name"] == table)
    return Kernel(table, schema, lists, lists.known(schema.get("foreignKeys", [])), resources)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one batch.

    Attributes:
        file: the file as findings name it.
        rows: how many records it had.
        findings: all that is wrong in it; record numbers count from the start of the batch.
        hashes: the hashes of its keys, by the name of the key.
    """

    file: str
    rows: int
    findings: tuple[Finding, ...]
    hashes: Mapping[str, Hashes]


def _here(cells: pl.Series, keys: frozenset[str]) -> pl.Series:
    """The keys that a batch names: few, however long their list is."""
    named = cells.cast(pl.String).unique()
    return named.filter(pl.Series([each in keys for each in named.to_list()], dtype=pl.Boolean))


def placed(findings: Sequence[Finding], batch: Batch, rows: pl.DataFrame) -> Iterator[Finding]:
    """The findings with their file, their record and its number in the batch as evidence."""
    numbers = dict(zip(rows[LINE].to_list(), range(rows.height), strict=True)) if findings else {}
    cache: dict[int, Evidence] = {}
    for each in findings:
        at = numbers.get(each.line)
        if at is None:
            yield replace(each, evidence=Evidence(batch.file))
            continue
        if at not in cache:
            row = rows.row(at, named=True)
            cells = batch.listed(rows[at], batch.columns[0])[0].cells
            cache[at] = Evidence(
                batch.file, batch.columns, tuple(cells[name] for name in batch.columns), row[NUMBER]
            )
        yield replace(each, evidence=cache[at])
