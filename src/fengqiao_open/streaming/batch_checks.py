"""Check one batch: the function that every engine maps over its partitions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from ..datapackage.characters import visible
from ..datapackage.package import Json
from ..datapackage.schema import Field, Resource
from ..findings.report import MOST_ALIKE, Finding, Kept
from ..tabular.csv import Row, Table
from ..tabular.dataset import Data
from ..validation.cells import check_values
from ..validation.keys import stray
from ..validation.read import with_safe_fixes as with_fixes
from ..validation.rules import RULES, Rule
from .code_lists import Lists, stand
from .csv_batches import LINE, NUMBER, Batch, text
from .inputs import Part
from .key_hashes import key_hashes
from .prefilter import doubts, faults, sound, wholly_sound
from .results import Checked, placed
from .row_classes import CLASS, FOLLOWS, IDENTIFIERS, KEPT, Seen, classes, kinds, numbered, together

_KIND = "fq:kind"
#: The name of the primary key among the keys of a table.
PRIMARY = "primary"
#: In what is held of a list, the column with the keys as they are meant.
MEANT = "fq:meant"
# Suspected rows are judged in slices, so that a table that is wrong throughout does not fill the memory, and so
# short that `check_values` lists all that it finds.
_SLICE = MOST_ALIKE
# Columns of so few texts have the same in most batches.
_FEW = 256


@dataclass(frozen=True, slots=True)
class Kernel:
    """What is needed to check any batch of one table; it can be sent to a worker.

    Attributes:
        table: the name of the table.
        schema: its columns and keys.
        lists: the code lists at hand.
        known: for columns that are keys into another table at hand, the keys there are, in order.
        resources: the descriptor's resources, for the rules.
        every: whether each finding of a batch is told, or of each kind no more than are listed and the number of all.
        held: of a list, the columns that are held.
        _seen: texts of columns, and kinds of rows that keep a rule, which need not be looked at again.
    """

    table: str
    schema: Resource
    lists: Lists
    known: Mapping[str, pl.Series]
    resources: Sequence[Json]
    every: bool = False
    held: Collection[str] = ()
    _seen: Seen = field(default_factory=Seen, compare=False, repr=False)

    @property
    def may_be_empty(self) -> bool:
        """Whether the table is sound without a row."""
        return any(each["name"] == self.table and each.get("fq:mayBeEmpty") for each in self.resources)

    @property
    def key(self) -> str:
        """The name of the primary key."""
        return self.schema.key

    def unique(self) -> dict[str, tuple[str, list[str]]]:
        """Code and columns of each combination that may stand once, by a name for it."""
        return {PRIMARY: ("FQ-K01", [self.key])} | {
            f"unique-{number}": ("FQ-K02", list(columns))
            for number, columns in enumerate(self.schema.unique_keys)
        }

    def rules(self) -> list[Rule]:
        """The rules on single rows of this table whose code lists are at hand."""
        return [
            rule
            for rule in RULES
            if rule.depends_on
            and rule.tables[0] == self.table
            and all(name in self.lists.frames for name in rule.tables[1:])
        ]

    @property
    def plain(self) -> set[str]:
        """The columns of which most cells differ: the primary key, and those that a rule compares with it."""
        return {
            self.key,
            *(
                name
                for rule in self.rules()
                if list(rule.depends_on) == IDENTIFIERS
                for name in rule.depends_on
            ),
        }

    def read(self, part: Part) -> Batch:
        """Some rows of the table as a batch."""
        return part.read(self.table, self.schema.fields, self.plain)

    def check(self, batch: Batch) -> Checked:
        """All findings on one batch, and the hashes of its keys."""
        plainly = self._plainly_kept(batch)
        doubted = self._doubted(batch, plainly)
        found = list(batch.findings)
        told: list[Finding] = []
        for rows, problems in self._cells(batch, doubted):
            told += problems
            found += placed(problems, batch, rows)
        spoiled = {each.line for each in told if each.invalidates_row}
        frame = batch.frame.filter(~pl.col(LINE).is_in(list(spoiled))) if spoiled else batch.frame
        found += self._by_rules(batch, frame, plainly)
        meant = with_safe_fixes(batch, told, self._unique_columns())
        hashes = {name: key_hashes(meant, columns) for name, (_, columns) in self.unique().items()}
        kept = Kept()
        for each in found:
            kept.add(each)
        listed = tuple(found) if self.every else tuple(kept.listed)
        more = (
            {} if self.every else {kind: n - MOST_ALIKE for kind, n in kept.counts.items() if n > MOST_ALIKE}
        )
        held = self._held(batch, meant) if self.held else None
        return Checked(batch.file, batch.rows, listed, more, hashes, held)

    def _held(self, batch: Batch, meant: Batch) -> pl.DataFrame:
        """What is held of each row of a list, its key also as it is meant."""
        columns = [name for name in batch.columns if name in self.held]
        # Of long lists, few things are held, which many rows have in common.
        kept = (
            text if name == self.key else text.cast(pl.Categorical)
            for name in columns
            for text in [pl.col(name).cast(pl.String)]
        )
        keys = meant.spelled(meant.frame.select(self.key)).to_series().cast(pl.String)
        return batch.spelled(batch.frame.select(*columns, LINE, NUMBER)).with_columns(
            *kept, keys.alias(MEANT)
        )

    def _plainly_kept(self, batch: Batch) -> set[str]:
        """The rules on identifiers that all rows plainly keep."""
        rules = [
            rule.code for rule in self.rules() if list(rule.depends_on) == IDENTIFIERS and rule.code in KEPT
        ]
        cells = batch.spelled(batch.frame.select(IDENTIFIERS)) if rules else batch.frame
        return {code for code in rules if KEPT[code](cells).all()}

    def _doubted(self, batch: Batch, kept: Collection[str]) -> pl.DataFrame:
        """The rows with a cell that is not surely sound; some rules are plainly kept by all."""
        plain = set[str]()
        for each in self.schema.fields:
            name = each.name
            rule, other = FOLLOWS.get(name, ("", ""))
            follows = rule in kept and other in plain and name not in self.known
            if follows or self._plainly_sound(each, batch):
                plain.add(name)
        fields = [each for each in self.schema.fields if each.name not in plain]
        here = self._here(batch, fields)
        doubted = doubts(fields, here, batch.texts)
        for name in doubted.columns:
            if len(batch.texts[name]) <= _FEW and not len(doubted[name].item()):
                self._seen.add(name, batch.texts[name].to_list())
        return batch.frame.filter(~sound(fields, here, _typed(batch), doubted))

    def _plainly_sound(self, described: Field, batch: Batch) -> bool:
        """Whether no cell of a column need be looked at."""
        name = described.name
        cells, texts = batch.frame[name], batch.texts.get(name)
        if texts is None:
            return name not in self.known and wholly_sound(described, cells)
        few = len(texts) <= _FEW and (not described.required or not cells.null_count())
        return few and not self._seen.new(name, texts.to_list())

    def _cells(self, batch: Batch, doubted: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, list[Finding]]]:
        """What is wrong with the cells of doubted rows, some rows at a time.

        Of many rows that are doubted for the same texts, one is judged, and what is found in it is told of all.
        """
        fields = self.schema.fields
        if doubted.height > _SLICE and batch.texts:
            here = self._here(batch, fields)
            own = [each for each in fields if each.name not in batch.texts]
            singly = ~sound(own, here, _typed(batch))
            groups = faults(fields, doubts(fields, here, batch.texts))
            yield from self._alike(batch, doubted.filter(~singly).with_columns(groups))
            doubted = doubted.filter(singly)
        for part in doubted.iter_slices(_SLICE):
            yield part, self._problems(batch.listed(part, self.key), batch.columns)

    def _alike(self, batch: Batch, rows: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, list[Finding]]]:
        """The same for rows that have a column more for each that holds numbers of texts: what they are doubted for."""
        names = [f"fq:{name}" for name in batch.texts]
        first = rows.unique(names, keep="first", maintain_order=True).with_row_index(_KIND)
        found: dict[int, list[Finding]] = {number: [] for number in first[_KIND]}
        of_line = dict(zip(first[LINE], first[_KIND], strict=True))
        for part in first.iter_slices(_SLICE):
            for each in self._problems(
                batch.listed(part.select(*batch.columns, LINE), self.key), batch.columns
            ):
                found[of_line[each.line]].append(each)
        numbered = rows.join(
            first.select(*names, _KIND), on=names, how="left", nulls_equal=True, maintain_order="left"
        )
        for part in numbered.iter_slices(_SLICE):
            places = zip(part[_KIND], part[LINE], part[self.key], strict=True)
            told = [
                replace(each, line=line, key=visible(text(key)))
                for kind, line, key in places
                for each in found[kind]
            ]
            yield part.select(*batch.columns, LINE, NUMBER), told

    def _problems(self, rows: Sequence[Row], columns: tuple[str, ...]) -> list[Finding]:
        """What is wrong with the cells of some rows, no more than a slice has."""
        problems = check_values(Table(self.table, columns, tuple(rows)), self.schema.fields)
        return problems + list(self._strays(rows, problems))

    def keyed(self, batch: Batch) -> Batch:
        """A batch with the cells of its keys as they are meant."""
        columns = self._unique_columns()
        fields = [each for each in self.schema.fields if each.name in columns]
        doubted = batch.frame.filter(~sound(fields, {}, _typed(batch), doubts(fields, {}, batch.texts)))
        told: list[Finding] = []
        for part in doubted.iter_slices(_SLICE):
            rows = batch.listed(part, self.key)
            told += check_values(Table(self.table, batch.columns, tuple(rows)), fields)
        return with_safe_fixes(batch, told, columns)

    def meant(self, rows: Sequence[Row]) -> tuple[tuple[Row, ...], set[tuple[int, str]]]:
        """Some rows as they are meant, and the cells that are told for how they are written; no more rows than a slice has."""
        table = Table(self.table, (), tuple(rows))
        told = check_values(table, self.schema.fields)
        return with_fixes(table, told).rows, {(each.line, each.column) for each in told}

    def _unique_columns(self) -> list[str]:
        """The columns of all keys."""
        return list(dict.fromkeys(name for _, columns in self.unique().values() for name in columns))

    def _here(self, batch: Batch, fields: Sequence[Field]) -> dict[str, pl.Series]:
        """For those columns that are keys into another table, the keys that a batch names: few of many.

        Of a column whose cells are judged one by one, only those keys that are sound themselves.
        """
        here = {}
        for each in fields:
            name = each.name
            if name in self.known:
                texts, keys = batch.texts.get(name), self.known[name]
                named = batch.frame[name].cast(pl.String).unique() if texts is None else texts
                here[name] = named.filter(stand(named, keys)).alias(name)
                if texts is None:
                    here[name] = _filtered(here[name], each)
        return here

    def _strays(self, rows: Sequence[Row], told: Sequence[Finding]) -> Iterator[Finding]:
        """Cells that lead to no row of another table, but for those that are told for how they are written."""
        columns = tuple(self.known)
        meant = with_fixes(Table(self.table, columns, tuple(rows)), told).rows
        wrong = {(each.line, each.column) for each in told}
        for column, target, target_column in self.links():
            if column not in self.known:
                continue
            cells = pl.Series([row[column] for row in meant], dtype=pl.String)
            for row, stands in zip(meant, stand(cells, self.known[column]), strict=True):
                if row[column] and not stands and (row.line, column) not in wrong:
                    yield stray(row, column, target, target_column, "")

    def links(self) -> Iterator[tuple[str, str, str]]:
        """Each foreign key: its column, the table that it leads to, and the column there."""
        for link in self.schema.foreign_keys:
            yield link.column, link.table, link.target

    def _by_rules(self, batch: Batch, frame: pl.DataFrame, kept: Collection[str]) -> list[Finding]:
        """What the rules on single rows find: first on one row of each kind, then on all rows of the kinds they fault."""
        found: list[Finding] = []
        for rules, by in together([rule for rule in self.rules() if rule.code not in kept]):
            own = list(dict.fromkeys(name.partition(".")[0] for name in by))
            cells = frame.select(list(dict.fromkeys((*own, self.key, LINE))))
            if "value" in own:
                cells = cells.with_columns(classes(cells["value"], batch.texts.get("value")).alias(CLASS))
            # Identifiers are as many as there are rows.
            kind = None if own == IDENTIFIERS else numbered(cells[name] for name in kinds(own))
            each = self._led(batch, cells if kind is None else cells[kind.arg_unique()], by)
            if kind is not None and own == by:
                each = each[self._seen.new(str(by), each.select(kinds(by)).rows())]
            before = len(found)
            for rule in rules if each.height else ():
                alike = kinds(rule.depends_on)
                doubted = each.filter(~KEPT[rule.code](each)) if rule.code in KEPT else each
                wrong = self._wrong(rule, batch, doubted.unique(alike, keep="any"))
                if not wrong.height:
                    continue
                wrong = each.join(wrong.select(alike), on=alike, how="semi", nulls_equal=True)
                hit = cells[LINE].is_in(wrong[LINE].implode())
                lines = cells[LINE].filter(hit if kind is None else kind.is_in(kind.filter(hit).implode()))
                for part in frame.filter(pl.col(LINE).is_in(lines.implode())).iter_slices(_SLICE):
                    found += placed(self._run(rule, batch, part), batch, part)
            if kind is not None and own == by and len(found) == before:
                self._seen.add(str(by), each.select(kinds(by)).rows())
        return found

    def _wrong(self, rule: Rule, batch: Batch, one_each: pl.DataFrame) -> pl.DataFrame:
        """Those of some rows, one of each kind, that break a rule; kinds that were seen to keep it are not looked at."""
        made_of = one_each.select(kinds(rule.depends_on)).rows()
        new = one_each[self._seen.new(rule.code, made_of)] if made_of else one_each
        if not new.height:
            return new
        wrong = self._faulted(self._run(rule, batch, new), new)
        if not wrong.height:
            self._seen.add(rule.code, made_of)
        return wrong

    def _led(self, batch: Batch, rows: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
        """Some rows with texts for numbers, and with the cells that others lead to, such as `source_id.plan_year`."""
        led: list[pl.Series] = []
        for column, target, _ in self.links():
            asked = [name.partition(".")[2] for name in by if name.startswith(f"{column}.")]
            if asked:
                texts, cells = batch.texts.get(column), rows[column]
                rows_led = self.lists.led(target, cells if texts is None else texts, asked)
                led += [
                    (each if texts is None else each.gather(cells)).alias(f"{column}.{each.name}")
                    for each in rows_led
                ]
        spelled = batch.spelled(rows)
        return spelled.with_columns(led) if led else spelled

    def _faulted(self, found: Sequence[Finding], rows: pl.DataFrame) -> pl.DataFrame:
        """The rows behind some findings: those on their lines, or that name the row of a code list which is at fault."""
        columns = {target: column for column, target, _ in self.links()}
        tests = [pl.lit(False)]
        for table in {each.table for each in found}:
            if table == self.table:
                tests.append(pl.col(LINE).is_in([each.line for each in found if each.table == table]))
            else:
                tests.append(
                    pl.col(columns[table]).is_in([each.key for each in found if each.table == table])
                )
        return rows.filter(pl.any_horizontal(tests))

    def _run(self, rule: Rule, batch: Batch, frame: pl.DataFrame) -> list[Finding]:
        """What a rule finds in some rows, which need have no more than the cells that it depends on."""
        frame = batch.spelled(frame)
        tables = {self.table: Table(self.table, batch.columns, tuple(batch.listed(frame, self.key)))}
        columns = {target: column for column, target, _ in self.links()}
        for name in rule.tables[1:]:
            named = columns.get(name, "")
            tables[name] = self.lists.rows(name, frame[named] if named in frame.columns else None)
        return [
            each if each.table == self.table else replace(each, evidence=self.lists.evidence(each))
            for each in rule.check(Data(tables, {"resources": self.resources}))
        ]


def _filtered(keys: pl.Series, field: Field) -> pl.Series:
    """The keys that are surely sound."""
    return keys.to_frame().filter(sound([field], {}, {})).to_series()


def _typed(batch: Batch) -> dict[str, bool]:
    """Which columns are no text."""
    return {name: batch.frame.schema[name] != pl.String and name not in batch.texts for name in batch.columns}


def with_safe_fixes(batch: Batch, told: Sequence[Finding], columns: Sequence[str]) -> Batch:
    """The batch with each cell of some columns whose right form is certain in that form, as in a small table."""
    fixes = {
        name: {each.line: each.fix for each in told if each.column == name and each.fix is not None}
        for name in columns
    }
    wrong = [name for name in columns if fixes[name]]
    if not wrong:
        return batch
    frame = batch.frame.with_columns(batch.spelled(batch.frame.select(wrong))).with_columns(
        pl.col(LINE).replace_strict(fixes[name], default=pl.col(name).cast(pl.String)).replace("", None).alias(name)
        for name in wrong
    )  # fmt: skip
    texts = {name: texts for name, texts in batch.texts.items() if name not in wrong}
    return replace(batch, frame=frame, texts=texts)


def make_kernel(table: str, resources: Sequence[Json], lists: Lists) -> Kernel:
    """The kernel of one table."""
    schema = Resource.of(next(each for each in resources if each["name"] == table))
    known = {link.column: lists.keys[link.table] for link in schema.foreign_keys if link.table in lists.keys}
    return Kernel(table, schema, lists, known, resources)
