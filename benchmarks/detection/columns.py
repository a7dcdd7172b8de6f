"""Changes of whole columns: what is done to a table's head, or under it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from detection.changes import SEED, Change
from detection.tables import Sheet, csv_file

CONTENTS = 3


def column_changes(sheets: Mapping[str, Sheet]) -> Iterator[Change]:
    """For each table, a column dropped, duplicated, renamed, moved; and contents exchanged under the same header."""
    for name, sheet in sheets.items():
        rng = random.Random(f"{SEED}-columns-{name}")
        kept = list(sheet.columns)

        def change(
            kind: str, header: Sequence[str], taken: Sequence[str], *concerned: str,
            sheet: Sheet = sheet,
        ) -> Change:  # fmt: skip
            """The file with this header over the cells of these columns."""
            content = csv_file([header, *([row[column] for column in taken] for row in sheet.rows)])
            return Change(
                "column", kind, sheet.name, {sheet.path: content}, columns=frozenset(concerned), before=", ".join(concerned)
            )  # fmt: skip

        column = rng.choice(kept)
        rest = [each for each in kept if each != column]
        yield change("dropped", rest, rest, column)
        column = rng.choice(kept)
        yield change("duplicated", [*kept, column], [*kept, column], column)
        column = rng.choice(kept)
        for new in (str(sheet.fields[column]["title"]), column.upper()):
            yield change("renamed", [new if each == column else each for each in kept], kept, column, new)
        yield change("name emptied", ["" if each == column else each for each in kept], kept, column, "")
        one, two = rng.sample(kept, 2)
        moved = [{one: two, two: one}.get(each, each) for each in kept]
        yield change("exchanged", moved, moved, one, two)
        kinds = {column: sheet.fields[column]["type"] for column in kept}
        alike = [
            (one, two)
            for one, two in combinations(kept, 2)
            if kinds[one] == kinds[two] and any(row[one] != row[two] for row in sheet.rows)
        ]
        for one, two in rng.sample(alike, min(CONTENTS, len(alike))):
            taken = [{one: two, two: one}.get(each, each) for each in kept]
            yield change("contents exchanged", kept, taken, one, two)
