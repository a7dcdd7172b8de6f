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

    def doubted(self, batch: Batch) -> pl.DataFrame:
        """The rows that are not surely sound by themselves."""
        known = {name: _here(batch.frame[name], keys) for name, keys in self.known.items()}
        typed = {name: batch.frame.schema[name] != pl.String for name in batch.columns}
        return batch.frame.filter(~sound(list(self.schema["fields"]), known, typed))

    def check(self, batch: Batch, doubted: pl.DataFrame) -> Checked:
        """All findings on one batch, of which some rows are doubted, and the hashes of its keys."""
        fields = list(self.schema["fields"])
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
        for rules, by in _together(self.rules()):
            own = list(dict.fromkeys(name.partition(".")[0] for name in by))
            kinds = [_CLASS if name == "value" else name for name in own]
            keyed = frame.select(list(dict.fromkeys((*own, self.key, LINE))))
            keyed = _with_class(keyed) if "value" in own else keyed
            each = self._led(_one_of_each(keyed, kinds), by)
            one_each = each.unique([_CLASS if name == "value" else name for name in by], keep="any")
            for rule in rules:
                faulted = {finding.line for finding in self._run(rule, batch, one_each)}
                if not faulted:
                    continue
                wrong = one_each.filter(pl.col(LINE).is_in(list(faulted)))
                alike = [_CLASS if name == "value" else name for name in by]
                wrong = each.join(wrong.select(alike), on=alike, how="semi", nulls_equal=True).select(kinds)
                lines = keyed.join(wrong, on=kinds, how="semi", nulls_equal=True)[LINE]
                for part in frame.filter(pl.col(LINE).is_in(lines.implode())).iter_slices(_SLICE):
                    found += placed(self._run(rule, batch, part), batch, part)
        return found

    def _led(self, frame: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
        """The frame with the cells that others lead to, such as `source_id.plan_year`."""
        for link in self.schema.get("foreignKeys", []):
            column, target = str(link["fields"][0]), str(link["reference"].get("resource"))
            cells = [name.partition(".")[2] for name in by if name.startswith(f"{column}.")]
            if cells:
                led = self.lists.named(target, frame[column].cast(pl.String))
                key = self.lists.keys[target]
                frame = frame.join(
                    led.select(pl.col(key).alias(column), *(pl.col(name).alias(f"{column}.{name}") for name in cells)),
                    on=column, how="left",
                )  # fmt: skip
        return frame

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

    Statistics are of few kinds, and so are the sources they lead to; the two together are of many.
    """
    groups: dict[bool | str, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(
            rule.code if _same_begin(rule) else any("." in name for name in rule.by), []
        ).append(rule)
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


def _with_class(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with where a value lies among the bounds that rules ask for, and whether it is whole; -1 for a blank."""
    number = pl.col(_CLASS)
    place = pl.sum_horizontal([(number >= bound).cast(pl.Int8) for bound in BOUNDS])
    above = (number > BOUNDS[-1]).cast(pl.Int8)
    kind = (place + above) * 2 + (number.floor() == number).cast(pl.Int8)
    # The value is read as a number once, and not in each of the comparisons.
    read = frame.with_columns(pl.col("value").cast(pl.Float64, strict=False).alias(_CLASS))
    return read.with_columns(pl.when(number.is_null()).then(-1).otherwise(kind).alias(_CLASS))


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
