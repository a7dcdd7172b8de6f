"""The tables of a package as their files hold them, with what the descriptor declares of each column."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DESCRIPTOR = "datapackage.json"
CORE = ("observations", "figures", "relations", "units", "areas")
#: A row by its place among the rows, and a column.
Place = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table.

    Attributes:
        name: name of the table.
        path: path of its file in the package.
        columns: the header.
        rows: cells by column, one mapping a row.
        lines: the file line that each row starts on; the header is line 1.
        key: column of the primary key.
        fields: field of the descriptor by column.
        links: table that a column refers to.
        generated: whether `refresh` makes it.
    """

    name: str
    path: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    lines: tuple[int, ...]
    key: str
    fields: Mapping[str, Mapping[str, Any]]
    links: Mapping[str, str]
    generated: bool

    def content(self, edits: Mapping[Place, str]) -> bytes:
        """The file with some cells replaced."""
        rows = [dict(row) for row in self.rows]
        for (at, column), after in edits.items():
            rows[at][column] = after
        return self.content_of(rows)

    def content_of(self, rows: Iterable[Mapping[str, str]]) -> bytes:
        """The file with other rows."""
        return csv_file([self.columns, *([row[column] for column in self.columns] for row in rows)])

    def is_wording(self, column: str) -> bool:
        """Whether a column holds free text in one of the two languages: names, notes, definitions, titles."""
        return (
            not self.generated
            and column.endswith(("_zh", "_en"))
            and not self.codes(column)
            and column not in self.links
        )

    def codes(self, column: str) -> list[str]:
        """The codes that a column may hold; none where it has no code list."""
        if self.fields[column]["type"] == "boolean":
            return ["true", "false"]
        return list(self.fields[column].get("constraints", {}).get("enum", []))

    def twin(self, column: str) -> str:
        """The column with the same text in the other language, "" where there is none."""
        other = f"{column[:-3]}{'_en' if column.endswith('_zh') else '_zh'}"
        return other if column.endswith(("_zh", "_en")) and other in self.columns else ""


def csv_file(records: Iterable[Sequence[str]]) -> bytes:
    """Records as the files of the package are written: UTF-8, LF, quotes only where needed."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(records)
    return text.getvalue().encode("utf-8")


def read_sheets(root: Path) -> dict[str, Sheet]:
    """The tables of a package by name."""
    descriptor = json.loads((root / DESCRIPTOR).read_text("utf-8"))
    return {each["name"]: _read(root, each) for each in descriptor["resources"]}


def _read(root: Path, resource: Mapping[str, Any]) -> Sheet:
    name, schema = str(resource["name"]), resource["schema"]
    reader = csv.reader(io.StringIO((root / resource["path"]).read_text("utf-8"), newline=""))
    columns, rows, lines = tuple(next(reader)), [], []
    line = reader.line_num
    for cells in reader:
        rows.append(dict(zip(columns, cells, strict=True)))
        lines.append(line + 1)
        line = reader.line_num
    links = {
        each["fields"][0]: each["reference"].get("resource", name) for each in schema.get("foreignKeys", [])
    }
    fields = {field["name"]: field for field in schema["fields"]}
    return Sheet(
        name, str(resource["path"]), columns, tuple(rows), tuple(lines), schema["primaryKey"][0], fields, links,
        bool(resource.get("fq:generated")),
    )  # fmt: skip
