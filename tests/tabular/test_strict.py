"""Loading: the DataFrame that the file means, or an error at the place where the file is wrong; never another one."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from packages import hash_of, make_good, pack

import fengqiao_open as fo
from fengqiao_open.datapackage import cache as kept
from fengqiao_open.datapackage.package import Json, read_package, shipped
from fengqiao_open.datapackage.schema import Field
from fengqiao_open.tabular.canonical_csv import canonical
from fengqiao_open.tabular.strict import InvalidTableError, read_cells

# ---- one damage each ----


def damaged(package: Path, table: str, edit: Callable[[bytes], bytes]) -> Path:
    """The package with one file changed."""
    path = package / "data" / f"{table}.csv"
    before = path.read_bytes()
    path.write_bytes(edit(before))
    assert path.read_bytes() != before, "the damage changed nothing"
    return package


def _rows(edit: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Every line but the header edited."""

    def edited(data: bytes) -> bytes:
        header, *lines = data.splitlines()
        return b"\n".join([header, *map(edit, lines)]) + b"\n"

    return edited


def _once(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(old, new, 1)


def _cell(column: str, text: str, line: int = 2) -> Callable[[bytes], bytes]:
    """One cell of a table without quoted cells before it replaced."""

    def edited(data: bytes) -> bytes:
        lines = data.split(b"\n")
        at = lines[0].split(b",").index(column.encode())
        cells = lines[line - 1].split(b",")
        cells[at] = text.encode()
        lines[line - 1] = b",".join(cells)
        return b"\n".join(lines)

    return edited


DAMAGES: dict[str, tuple[str, Callable[[bytes], bytes], int, str]] = {
    "a comma behind every row": ("project_observations", _rows(lambda each: each + b","), 2, ""),
    "a cell too few": ("themes", _rows(lambda each: each.rpartition(b",")[0]), 2, ""),
    "a lone quote": ("relations", lambda data: data.replace(b"\n", b'\n"', 1), 2, ""),
    "a quote that is not closed at the end": ("themes", lambda data: data + b'"a,b\n', 4, ""),
    "text behind a closing quote": ("themes", _once(b"Economy", b'"Eco"nomy'), 2, ""),
    "a code out of its list": ("observations", _once(b",actual,", b",actuall,"), 2, "status"),
    "a code in capitals": ("observations", _once(b",actual,", b",Actual,"), 2, "status"),
    "a space behind a code": ("observations", _once(b",actual,", b",actual ,"), 2, "status"),
    "another delimiter in most rows": ("themes", lambda data: data.replace(b",", b";") + b"x;y\n", 1, ""),
    "a column twice": ("relations", _once(b",basis,", b",kind,"), 1, "kind"),
    "a column renamed": ("themes", _once(b"name_en", b"english"), 1, ""),
    "columns exchanged": ("themes", _once(b"name_zh,name_en", b"name_en,name_zh"), 1, "name_en"),
    "no header": ("themes", lambda data: data.partition(b"\n")[2], 1, ""),
    "no content": ("themes", lambda _: b"", 1, ""),
    "no rows": ("themes", lambda data: data.partition(b"\n")[0] + b"\n", 1, ""),
    "an empty line": ("themes", lambda data: data.replace(b"\n", b"\n\n", 1), 2, ""),
    "a line of commas": ("themes", lambda data: data.replace(b"\n", b"\n,,,\n", 1), 2, ""),
    "a NUL": ("themes", _once(b"Economy", b"Eco\0nomy"), 2, ""),
    "Big5": ("themes", lambda data: data.decode().replace("\u7ecf\u6d4e", "\u9cf3\u6a4b").encode("big5", "replace"), 2, ""),
    "UTF-16": ("themes", lambda data: data.decode().encode("utf-16-le"), 1, ""),
    "half a character": ("themes", lambda data: data[: data.index("经".encode()) + 1] + b"\n", 2, ""),
    "a row twice": ("themes", lambda data: data + data.splitlines()[1] + b"\n", 4, "theme_id"),
    "a required cell that is missing": ("themes", _cell("name_en", ""), 2, "name_en"),
    **{
        f"a number {text!r}": ("themes", _cell("order", text), 2, "order")
        for text in (
            "１２０", "1_000", " 12", "12 ", "\u00a012", "NaN", "nan", "NA", "null", "inf", "-Infinity", "True", "1.0", "1e3",
            "0x1F", "+5", "-0", "007", "٣", "³", "9223372036854775808", "-9223372036854775809", "9" * 40, "",
        )
    },
    **{
        f"a value {text!r}": ("observations", _cell("value", text), 2, "value")
        for text in ("４．０４", "4.04²", "0;234", "1e400", "1_0.5", " 4.04", "NaN", "inf", "N/A", "-", ".5", "5.", "0x1p3")
    },
    **{
        f"a year {text!r}": ("observations", _cell("period", text), 2, "period")
        for text in ("２０３１", "31", "2031.0", " 2031", "2031年", "True")
    },
    **{
        f"a date {text!r}": ("sources", _cell("issued", text), 2, "issued")
        for text in ("2032-02-30", "２０３２-01-01", "32-01-01", "2032/01/01", "20320101", "2032-1-1", "NaT", "today", " 2032-01-01")
    },
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_table_that_is_not_as_described_is_refused_with_its_place(good: Path, damage: str) -> None:
    """A shifted, lost or silently missing cell becomes a wrong sum in somebody's paper."""
    table, edit, line, column = DAMAGES[damage]
    damaged(good, table, edit)
    with pytest.raises(fo.PackageError) as caught:
        fo.load(table, good)  # type: ignore[arg-type]
    message = str(caught.value)
    assert f"{table}.csv, line {line}" in message
    assert f"column “{column}”" in message if column else "column “" not in message.partition(":")[0]
    assert f"`fengqiao-open validate {good}`" in message
    assert f"第 {line} 行" in caught.value.values["problem_zh"]
    assert not fo.validate(good, hashes=False).ok, "what the loader refuses, validate reports"


@pytest.mark.parametrize(
    "read",
    [
        lambda package: fo.tables(package),
        lambda package: fo.statistics(package=package),
        lambda package: fo.targets(package=package),
        lambda package: fo.cite(package=package),
        lambda package: fo.locate("qinghe-2032-p05-01", package),
        lambda package: fo.load_lazy("observations", package).collect(),
        lambda package: fo.export("json", package.parent / "out", package=package),
    ],
    ids=["tables", "statistics", "targets", "cite", "locate", "load_lazy", "export"],
)
@pytest.mark.parametrize(
    "edit",
    [_rows(lambda each: each + b","), _once(b",actual,", b",actuall,"), _cell("period", "２０３１")],
    ids=["shifted", "code", "year"],
)
def test_what_stands_on_the_loader_refuses_too(
    good: Path, read: Callable[[Path], object], edit: Callable[[bytes], bytes]
) -> None:
    """A gate with a side door keeps nothing out."""
    for table in ("observations", "statistics"):
        damaged(good, table, edit)
    with pytest.raises(fo.PackageError):
        read(good)


def test_a_reference_that_is_dangling_is_an_error_in_words(good: Path) -> None:
    """`locate` follows keys into other tables; a row that is not there was a traceback."""
    damaged(good, "figures", lambda data: b"\n".join(data.splitlines()[:2]) + b"\n")
    with pytest.raises(fo.PackageError, match="Table figures has no row with figure_id"):
        for name in fo.load("observations", good)["observation_id"]:
            fo.locate(name, good)


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: data.rstrip(b"\n"),
        lambda data: b"\n".join(b",".join(b'"' + each + b'"' for each in line.split(b",")) for line in data.splitlines()),
    ],
    ids=["byte order mark", "CRLF", "CR", "no last line end", "quotes around all cells"],
)  # fmt: skip
@pytest.mark.parametrize("table", ["themes", "sources"])
def test_what_changes_no_cell_is_read(good: Path, edit: Callable[[bytes], bytes], table: str) -> None:
    """A file saved by a spreadsheet holds the same cells; validate reports the rest."""
    before = fo.load(table, good)  # type: ignore[arg-type]
    damaged(good, table, edit)
    pd.testing.assert_frame_equal(fo.load(table, good), before)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "text"),
    [('"a ""b"" c"', 'a "b" c'), ('a "b" c', 'a "b" c'), ('"a,b"', "a,b"), ('"a\nb"', "a\nb"), ('"a\r\nb"', "a\r\nb"),
     ("NaN", "NaN"), ("NA", "NA"), ("null", "null"), ("True", "True"), ("007", "007"), (" x ", " x "), ("１２", "１２")],
)  # fmt: skip
def test_a_text_is_loaded_as_it_is_written(good: Path, cell: str, text: str) -> None:
    """pandas left to itself makes missing values of names such as NA."""
    damaged(good, "themes", _once(b"Economy", cell.encode()))
    assert fo.load("themes", good)["name_en"].iloc[0] == text


@pytest.mark.parametrize(
    "text", ["0.1", "4.04", "2.2250738585072014", "123456789012.3456", "0.30000000000000004"]
)
def test_a_number_is_the_nearest_float(good: Path, text: str) -> None:
    """pandas' fast parser is off by the last digit, and a comparison with the file then fails."""
    damaged(good, "observations", _cell("value", text))
    assert fo.load("observations", good)["value"].iloc[0] == float(text)


# ---- tables beside the standard ones ----


def beside(package: Path, content: str, **schema: Any) -> pd.DataFrame:
    """A table of one's own in a package, loaded."""
    import json

    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    descriptor["resources"].append({"name": "own", "path": "data/own.csv", "schema": schema})
    path.write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    (package / "data" / "own.csv").write_text(content, "utf-8")
    return fo.load("own", package)  # type: ignore[arg-type]


NUMBER = {"name": "n", "type": "integer"}


def test_a_missing_value_of_the_descriptor_is_missing(good: Path) -> None:
    """−99 for “not asked” averaged with the answers."""
    frame = beside(
        good, "n\n-99\n7\n", fields=[NUMBER], missingValues=[{"value": "-99", "label": "not asked"}]
    )
    assert frame["n"].isna().to_list() == [True, False]


@pytest.mark.parametrize(
    ("match", "header", "loads"),
    [
        ("exact", "m,n", False), ("equal", "m,n", True), ("subset", "m,n,x", True), ("subset", "n,x", False),
        ("superset", "n", True), ("superset", "n,x", False), ("partial", "n,x", True), ("partial", "x,y", False),
        ("equal", "n,m,m", False),
    ],
)  # fmt: skip
def test_a_header_matches_as_the_descriptor_asks(good: Path, match: str, header: str, loads: bool) -> None:
    """Data Package lets a file have more or fewer columns where its schema says so."""
    fields = [NUMBER, {"name": "m", "type": "string"}]
    content = f"{header}\n{','.join('7' * len(header.split(',')))}\n"
    if loads:
        assert list(beside(good, content, fields=fields, fieldsMatch=match)) == header.split(",")
    else:
        with pytest.raises(fo.PackageError, match=r"own\.csv, line 1"):
            beside(good, content, fields=fields, fieldsMatch=match)


def test_a_table_of_ones_own_may_have_no_rows(good: Path) -> None:
    """Only of the standard tables is it known that they have some."""
    assert beside(good, "n\n", fields=[NUMBER]).empty


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("licenses", ["CC-BY-4.0"]), ("licenses", "CC-BY-4.0"), ("licenses", None), ("licenses", 3), ("licenses", [3]),
        ("primaryKey", 3), ("primaryKey", None), ("primaryKey", "theme_id"), ("constraints", None), ("constraints", []),
        ("missingValues", 3), ("fieldsMatch", ["exact"]), ("example", None),
    ],
)  # fmt: skip
def test_a_descriptor_that_is_odd_is_no_traceback(good: Path, place: str, value: object) -> None:
    """What the descriptor should say is a finding of validate; the table is read as far as it says anything."""
    import json

    path = good / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    schema = next(each for each in descriptor["resources"] if each["name"] == "themes")["schema"]
    for each in (descriptor,) if place == "licenses" else (schema, schema["fields"][1]):
        each[place] = value
    path.write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    frame = fo.load("themes", good)
    assert len(frame) == 2
    assert frame.attrs["licence"] in ("", "CC-BY-4.0")


# ---- changes on disk ----


def test_a_rewrite_with_the_old_size_and_time_is_noticed(good: Path) -> None:
    """A file put back by a version control or a sync tool keeps its time."""
    path = good / "data" / "themes.csv"
    facts = path.stat()
    assert fo.load("themes", good)["name_en"].iloc[0] == "Economy"
    damaged(good, "themes", _once(b"Economy", b"Ecomony"))
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert fo.load("themes", good)["name_en"].iloc[0] == "Ecomony"


def test_an_archive_rewritten_with_the_old_size_and_time_is_noticed(good: Path) -> None:
    """An archive is unpacked once, as long as its content stays the same."""
    path = pack(good)
    facts, before = path.stat(), path.read_bytes()
    assert fo.load("themes", source=path)["name_en"].iloc[0] == "Economy"
    damaged(good, "themes", _once(b"Economy", b"Ecomony"))
    pack(good)
    assert path.read_bytes() != before
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert fo.load("themes", source=path)["name_en"].iloc[0] == "Ecomony"


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("named", [str, lambda path: path.as_uri()], ids=["path", "file URL"])
def test_what_was_hashed_is_what_is_read(
    good: Path, monkeypatch: pytest.MonkeyPatch, named: Callable[[Path], str]
) -> None:
    """An archive exchanged between the check and the reading was read with the hash of the other."""
    path = pack(good)
    digest, meant = hash_of(path), path.read_bytes()
    damaged(good, "themes", _once(b"Economy", b"Ecomony"))
    other = pack(good).read_bytes()
    path.write_bytes(meant)
    read_named = kept.read_named

    def exchanged(path: Path, shown: str, limit: int) -> bytes:
        data = read_named(path, shown, limit)
        path.write_bytes(other)
        return data

    monkeypatch.setattr(kept, "read_named", exchanged)
    assert fo.load("themes", source=named(path), sha256=digest)["name_en"].iloc[0] == "Economy"
    with pytest.raises(fo.PackageError, match="Its content is not read"):
        fo.load("themes", source=named(path), sha256=digest)


def test_an_error_in_an_archive_names_the_archive(good: Path) -> None:
    """The folder that it was unpacked into is gone when the message is read."""
    path = pack(damaged(good, "themes", _cell("order", "first")))
    with pytest.raises(fo.PackageError, match=f"validate {re.escape(str(path))}`"):
        fo.load("themes", path)


# ---- any damage ----

_TABLES = ("observations", "sources", "figures", "units", "relations")
_FORMS = {
    "integer": r"-?[0-9]{1,18}", "number": r"-?[0-9]{1,30}(\.[0-9]{1,30})?", "year": r"[0-9]{4}",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "boolean": r"true|false",
}  # fmt: skip


def apart(text: str) -> list[list[str]] | None:
    """A CSV text as RFC 4180 has it, letter by letter; None where its quotes do not pair."""
    rows: list[list[str]] = []
    record: list[str] = []
    cell, state, at = "", "start", 0
    while at < len(text):
        letter, after = text[at], text[at + 1 : at + 2]
        at += 1
        if state == "quoted":
            if letter != '"':
                cell += letter
            elif after == '"':
                cell, at = cell + '"', at + 1
            else:
                state = "closed"
        elif letter == '"' and state == "start":
            state = "quoted"
        elif letter == ",":
            record, cell, state = [*record, cell], "", "start"
        elif letter in "\r\n":
            rows.append([*record, cell] if record or state != "start" else [])
            record, cell, state = [], "", "start"
            at += letter == "\r" and after == "\n"
        elif state == "closed":
            return None
        else:
            cell, state = cell + letter, "plain"
    if state == "quoted":
        return None
    return [*rows, [*record, cell]] if record or state != "start" else rows


def intended(data: bytes, fields: list[Json], key: str) -> list[list[object]] | None:
    """The cells of a file by a reader of its own, None where the file is not what its descriptor says."""
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        return None
    rows = None if "\0" in text else apart(text)
    names = [field["name"] for field in fields]
    if not rows or rows[0] != names or len(rows) < 2 or any(len(row) != len(names) for row in rows):
        return None
    if not all(any(row) for row in rows) or len({row[names.index(key)] for row in rows}) < len(rows):
        return None
    found = [[_value(cell, field) for cell, field in zip(row, fields, strict=True)] for row in rows[1:]]
    return None if any(value is NotImplemented for row in found for value in row) else found


def _value(cell: str, field: Json) -> object:
    constraints, kind = field.get("constraints", {}), field["type"]
    if not cell:
        return NotImplemented if constraints.get("required") else None
    if kind == "string":
        return cell if cell in constraints.get("enum", [cell]) else NotImplemented
    digits = cell.lstrip("-").partition(".")[0]
    padded = kind in ("integer", "number") and digits.startswith("0") and digits != "0"
    if not re.fullmatch(_FORMS[kind], cell) or padded or (kind == "integer" and cell == "-0"):
        return NotImplemented
    if kind == "date":
        try:
            return date.fromisoformat(cell)
        except ValueError:
            return NotImplemented
    return cell == "true" if kind == "boolean" else Decimal(cell) if kind == "number" else int(cell)


TOKENS = [
    b'"', b'""', b",", b";", b"\0", b"\r", b"\n", b"\r\n", b"\xff", b"\xef\xbb\xbf", "１".encode(), "字".encode(), b"_", b" ", b"NaN",
    b"0", b"-", b".", b"e5", b"a", b"True", b',"', b'",', b'"\n"', b'"a"', b"\t", "\u2028".encode(), b"\x1a", b"\x0b",
]  # fmt: skip
at = st.floats(0, 1, exclude_max=True)
DAMAGE = st.one_of(
    st.tuples(st.just("put"), at, st.sampled_from(TOKENS)),
    st.tuples(st.just("over"), at, st.sampled_from(TOKENS)),
    st.tuples(st.just("byte"), at, st.integers(0, 255)),
    st.tuples(st.sampled_from(["cut", "line twice", "line lost", "line end lost", "cell twice", "cell lost"]), at, st.none()),
    st.tuples(st.sampled_from(["column twice", "column lost", "columns exchanged"]), at, at),
    st.tuples(st.just("lost"), at, st.integers(1, 40)),
    st.tuples(st.just("all"), st.just(0.0), st.sampled_from([(b",", b";"), (b"\n", b"\r\n"), (b"\n", b"\r"), (b'"', b""), (b"\n", b",\n"), (b",", b", ")])),
    st.tuples(st.just("put"), st.just(0.0), st.just(b"\xef\xbb\xbf")),
)  # fmt: skip


def damage(data: bytes, how: str, where: float, what: Any) -> bytes:
    """The bytes with one damage."""
    place = int(where * len(data))
    lines = data.split(b"\n")
    number = int(where * len(lines))
    cells = lines[number].split(b",")
    cell = int((where * 997) % 1 * len(cells))
    match how:
        case "put":
            return data[:place] + what + data[place:]
        case "over":
            return data[:place] + what + data[place + len(what) :]
        case "byte":
            return data[:place] + bytes([what]) + data[place + 1 :]
        case "lost":
            return data[:place] + data[place + what :]
        case "cut":
            return data[:place]
        case "line twice":
            lines.insert(number, lines[number])
        case "line lost":
            del lines[number]
        case "line end lost":
            lines[number : number + 2] = [b"".join(lines[number : number + 2])]
        case "cell twice":
            lines[number] = b",".join([*cells[:cell], cells[cell], *cells[cell:]])
        case "cell lost":
            lines[number] = b",".join([*cells[:cell], *cells[cell + 1 :]])
        case "all":
            return data.replace(*what)
        case _:
            one, two = (int(each * lines[0].count(b",")) for each in (where, what))
            lines = [b",".join(_columns(line.split(b","), how, one, two)) for line in lines]
    return b"\n".join(lines)


def _columns(cells: list[bytes], how: str, one: int, two: int) -> list[bytes]:
    if max(one, two) >= len(cells):
        return cells
    match how:
        case "column twice":
            return [*cells[:one], cells[one], *cells[one:]]
        case "column lost":
            return [*cells[:one], *cells[one + 1 :]]
    cells[one], cells[two] = cells[two], cells[one]
    return cells


@pytest.mark.slow
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(_TABLES), st.lists(DAMAGE, min_size=1, max_size=3))
@example("observations", [("all", 0.0, (b"\n", b"\r\n"))])
@example("relations", [("put", 0.0, b"\xef\xbb\xbf")])
@example("sources", [("lost", 0.9921875, 4)])
def test_any_damage_leaves_the_intended_frame_or_an_error(
    sound: Path, tmp_path: Path, table: str, damages: list[tuple[str, float, Any]]
) -> None:
    """Neither a byte nor a quote, a delimiter, a column or half a file may give another DataFrame than the one meant."""
    data = (sound / "data" / f"{table}.csv").read_bytes()
    for each in damages:
        data = damage(data, *each)
    folder = tmp_path / "package"
    (folder / "data").mkdir(parents=True, exist_ok=True)
    shutil.copy(sound / "datapackage.json", folder)
    (folder / "data" / f"{table}.csv").write_bytes(data)
    resource = read_package(folder).resource(table)
    fields = resource["schema"]["fields"]
    # What a spreadsheet writes (semicolons, an empty last column) is read as the canonical file that it is.
    text, _ = canonical(table, data, [field["name"] for field in fields])
    read = text.encode("utf-8") if text else data
    wanted = intended(read, fields, resource["schema"]["primaryKey"][0])
    # A file that lost its end may have lost rows, even if what is left is whole.
    lost_its_end = len(data) + 1 < resource["bytes"] and data[-1:] not in (b"", b"\n", b"\r")
    if wanted is None or lost_its_end:
        with pytest.raises(fo.PackageError, match=rf"{table}\.csv, line [0-9]+.*`fengqiao-open validate "):
            fo.load(table, folder)  # type: ignore[arg-type]
        return
    try:
        frame = fo.load(table, folder)  # type: ignore[arg-type]
    except fo.PackageError:
        assert read != data  # such as two byte order marks
        return
    assert list(frame) == [field["name"] for field in fields]
    found = [
        [_plain(value, field["type"]) for value, field in zip(row, fields, strict=True)]
        for row in frame.itertuples(index=False)
    ]
    assert found == [
        [float(value) if isinstance(value, Decimal) else value for value in row] for row in wanted
    ]


def _plain(value: Any, kind: str) -> object:
    if pd.isna(value):
        return None
    return value.date() if kind == "date" else value


@pytest.mark.parametrize("name", shipped().tables)
def test_every_shipped_table_is_what_its_own_reader_says(name: str) -> None:
    """The property above would prove little if its reader refused everything."""
    resource = shipped().resource(name)
    data = shipped().path(name).read_bytes()
    wanted = intended(data, resource["schema"]["fields"], resource["schema"]["primaryKey"][0])
    assert wanted is not None
    assert len(wanted) == len(fo.load(name))  # type: ignore[arg-type]


def test_an_endless_cell_is_refused() -> None:
    """The csv module's own bound is an error of the file and not a traceback."""
    with pytest.raises(InvalidTableError):
        read_cells("t", b"x\n" + b"a" * 200_000, [Field("x", "string")])


def test_a_good_package_loads(tmp_path: Path) -> None:
    """Nothing that is right is blamed."""
    package = make_good(tmp_path / "good")
    assert fo.validate(package).ok
    assert all(len(fo.load(name, package)) >= 0 for name in shipped().tables)  # type: ignore[arg-type]
