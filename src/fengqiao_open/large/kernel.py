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
from ..values import check_values
from .batches import LINE, NUMBER, Batch
from .keyhashes import Hashes, key_hashes
from .lists import Lists
from .screens import sound

_CLASS = "fq:class"
# Suspected rows are judged in slices, so that a table that is wrong throughout does not fill the memory.
_SLICE = 10_000
# Longer lists are not searched for what a wrong key may have meant.
_NEAR = 1_000


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
    known: Mapping[str, pl.Series]
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
        typed = {name: batch.frame.schema[name] != pl.String for name in batch.columns}
        fields = list(self.schema["fields"])
        doubted = batch.frame.filter(~sound(fields, self.known, typed))
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
            cells = pl.Series(sorted({row[column] for row in rows} - {""}), dtype=pl.String)
            unknown = set(cells.filter(~cells.is_in(keys.implode())))
            for row in rows:
                if row[column] in unknown:
                    yield stray(
                        row,
                        column,
                        target,
                        self.lists.keys[target],
                        keys.to_list() if len(keys) <= _NEAR else (),
                    )

    def _by_rules(self, batch: Batch, frame: pl.DataFrame) -> list[Finding]:
        """What the rules on single rows find: first on one row of each kind, then on all rows of the kinds they fault."""
        found: list[Finding] = []
        for rule in self.rules():
            kinds, cells = _kinds(rule.by)
            keyed = frame.with_columns(kinds) if kinds else frame
            one_each = keyed.unique(cells, keep="first", maintain_order=False)
            faulted = {each.line for each in self._run(rule, batch, one_each)}
            if faulted:
                wrong = one_each.filter(pl.col(LINE).is_in(list(faulted))).select(cells)
                rows = keyed.join(wrong, on=cells, how="semi", nulls_equal=True)
                for part in rows.iter_slices(_SLICE):
                    found += placed(self._run(rule, batch, part), batch, part)
        return found

    def _run(self, rule: Rule, batch: Batch, frame: pl.DataFrame) -> list[Finding]:
        tables = {self.table: Table(self.table, batch.columns, tuple(batch.listed(frame, self.key)))}
        columns = {
            link["reference"].get("resource"): str(link["fields"][0])
            for link in self.schema.get("foreignKeys", [])
        }
        for name in rule.reads[1:]:
            tables[name] = self.lists.rows(name, frame[columns[name]] if name in columns else None)
        return [
            each
            for each in rule.check(Data(tables, {"resources": self.resources}))
            if each.table == self.table
        ]


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


def _kinds(by: Sequence[str]) -> tuple[list[pl.Expr], list[str]]:
    """Columns that tell the kinds of rows apart, and their names."""
    if set(by) == {"observation_id", "figure_id"}:
        return [_same_paragraph().alias(_CLASS)], [_CLASS]
    if "value" not in by:
        return [], list(by)
    number = pl.col("value").cast(pl.Float64, strict=False)
    place = pl.sum_horizontal([(number >= bound).cast(pl.Int8) for bound in BOUNDS]) + (
        number > BOUNDS[-1]
    ).cast(pl.Int8)
    kind = pl.when(pl.col("value").is_null()).then(-1).otherwise(place * 2 + (number % 1 == 0).cast(pl.Int8))
    return [kind.alias(_CLASS)], [*(name for name in by if name != "value"), _CLASS]


def _same_paragraph() -> pl.Expr:
    """Whether the identifiers of a statistic and of its figure begin alike, down to the paragraph."""
    one = pl.col("observation_id").str.replace("-[^-]*$", "")
    two = pl.col("figure_id").str.replace("-c[^c]*$", "")
    return one == two


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
