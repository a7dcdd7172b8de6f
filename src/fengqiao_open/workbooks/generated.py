"""Edits in sheets of generated tables, which are not imported: where each value comes from and is to be
edited.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..analysis.denormalise import ORIGINS, flatten
from ..tabular.dataset import Data
from .edits import Edit, Problem, TableEdits

_OBSERVATIONS = "observations"
_COMPUTED = "base_value"
_LABELLED = ("measure", "status", "qualifier")


def unimported(found: TableEdits, data: Data, sheets: Mapping[str, str]) -> Iterator[Problem]:
    """A problem for each edit of a generated table that the edits of the other tables do not bring about.

    Args:
        found: the edits in the sheet of the generated table.
        data: the other tables as they are to be.
        sheets: the names of their sheets.
    """
    made = {row["observation_id"]: row for row in flatten(data)} if found.table == "statistics" else {}
    for edit in found.changed:
        if made.get(edit.key, {}).get(edit.column) != edit.after:
            yield _problem(edit, _origin(edit, data) if made else None, sheets)
    for keys, why in ((found.added, "generated_added"), (found.removed, "generated_removed")):
        for key in keys:
            if (key in made) != (why == "generated_added"):
                yield Problem(found.table, found.sheet, "", why, key=key)


def _problem(edit: Edit, origin: tuple[str, str, str] | None, sheets: Mapping[str, str]) -> Problem:
    values = {"before": edit.before, "after": edit.after}
    if origin is not None:
        table, row, of = origin
        values |= {"table": table, "row": row, "of": of, "from_sheet": sheets.get(table, table)}
    why = "generated_from" if origin else "generated"
    return Problem(edit.table, edit.sheet, edit.cell, why, values, edit.key, edit.column)


def _origin(edit: Edit, data: Data) -> tuple[str, str, str] | None:
    """The table, the key and the column where a cell of `statistics` comes from."""
    row = data.row(_OBSERVATIONS, edit.key)
    if row is None:
        return None
    bare = edit.column.rpartition("_")[0]
    if bare in _LABELLED:
        return _OBSERVATIONS, row.key, bare
    if edit.column not in ORIGINS or edit.column == _COMPUTED:
        return None
    table, link, column = ORIGINS[edit.column]
    if link == "observation_id":
        return _OBSERVATIONS, row.key, column
    # Another unit, area or indicator is meant where there is one of that name.
    if column.startswith("name_") and any(edit.after == other[column] for other in data.rows(table)):
        return _OBSERVATIONS, row.key, link
    return table, row[link], column
