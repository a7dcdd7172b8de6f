"""Resources beside the standard tables: checked by their own schema, or named as not checked; valid v2 is valid."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from packages import make_good

from fengqiao_open import Finding, PackageError, Report, cite, load, tables, validate
from fengqiao_open.cli.tables import _of_package
from fengqiao_open.datapackage.package import DESCRIPTOR, read_package, shipped
from fengqiao_open.tabular.frictionless_types import matcher
from fengqiao_open.validation.additional_tables import with_additional
from fengqiao_open.validation.descriptor import check_descriptor, check_files
from fengqiao_open.validation.read import read_tables


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good package, made once."""
    return make_good(tmp_path_factory.mktemp("additional") / "good")


@pytest.fixture
def package(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(made, tmp_path / "package"))


def add(package: Path, resource: dict[str, Any], files: dict[str, str | bytes] | None = None) -> Path:
    """Add a resource and its files to a package."""
    descriptor = json.loads((package / DESCRIPTOR).read_text("utf-8"))
    descriptor["resources"].append({"name": "extra", "path": "data/extra.csv", **resource})
    (package / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    for name, content in (files or {}).items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return package


def table(package: Path, schema: dict[str, Any], content: str | bytes, **resource: Any) -> Report:
    """The report on one foreign table alone, in a package that has nothing else."""
    (package / DESCRIPTOR).write_text('{"name": "alone", "resources": []}', "utf-8")
    read = read_package(add(package, {"schema": schema, **resource}, {"data/extra.csv": content}))
    own = [each for each in (*check_descriptor(read, shipped()), *check_files(read)) if each.code != "FQ-D03"]
    return with_additional(Report("alone", {}, tuple(own)), read, read_tables(read)[0])


def places(report: Report) -> list[tuple[str, str, int, str]]:
    """Code, table, line and column of what is found."""
    return [(each.code, each.table, each.line, each.column) for each in report.findings]


def columns(*names: str, **kind: Any) -> list[dict[str, Any]]:
    """Fields of these names and one kind."""
    return [{"name": name, "type": "string", **kind} for name in names]


def test_a_table_beside_the_standard_ones_is_checked_by_its_own_schema(package: Path) -> None:
    """It was neither looked at nor mentioned, and the package was called clean."""
    fields = [{"name": "id", "type": "integer"}, {"name": "when", "type": "date", "format": "%d/%m/%Y"}]
    report = table(package, {"fields": fields}, "id,when\n1,28/02/2023\nx,31/02/2023\n")
    assert places(report) == [("FQ-T01", "extra", 3, "id"), ("FQ-T01", "extra", 3, "when")]
    assert report.findings[0].evidence.file == "data/extra.csv"
    assert report.findings[0].row == {"id": "x", "when": "31/02/2023"}
    assert report.rows["extra"] == 2


def test_a_constraint_that_the_type_does_not_have_is_a_fault_of_the_descriptor(package: Path) -> None:
    """The official profile lets it pass, and no cell would be held to it; `unique` every type may have."""
    fields = [
        {"name": "id", "type": "boolean", "constraints": {"unique": True, "minimum": 1}},
        {"name": "n", "type": "integer", "constraints": {"minimun": 1}},
    ]
    found = table(package, {"fields": fields}, "id,n\ntrue,1\n").findings
    assert [(each.code, each.values["place"]) for each in found if each.code == "FQ-D02"] == [
        ("FQ-D02", "schema/fields/id/constraints"),
        ("FQ-D02", "schema/fields/n/constraints"),
    ]
    assert "minimum" in found[0].found() and "minimun" in found[1].found("zh")


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("any", "x", None),
        ("boolean", "true", "yes"),
        ("datetime", "2023-02-28T08:00:00", "2023-02-30T08:00:00"),
        ("time", "08:00:00", "25:00:00"),
        ("year", "2023", "MMXX"),
        ("yearmonth", "2023-02", "2023-13"),
        ("duration", "P1Y2M", "a year"),
        ("geopoint", "'120.8,30.7'", "'220.8,30.7'"),
        ("geojson", """'{"type": "Point", "coordinates": [1, 2]}'""", "{}x"),
        ("object", "{}", "[]"),
        ("array", "[]", "{}"),
        ("list", "'a,b'", None),
        ("number", "1.5", "9" * 5_000 + "x"),
        ("integer", "7", "7.5"),
    ],
)
def test_every_type_of_the_standard_is_read(package: Path, kind: str, good: str, bad: str | None) -> None:
    """`list` was called invalid, for the published profile lacks it; a bad cell of any type is found."""
    dialect = {"quoteChar": "'"}
    schema = {"fields": [{"name": "id", "type": kind}]}
    cells = [good] if bad is None else [good, bad]
    report = table(package, schema, "\n".join(["id", *cells, ""]), dialect=dialect)
    assert places(report) == ([] if bad is None else [("FQ-T01", "extra", 3, "id")])


@pytest.mark.parametrize(
    ("constraints", "good", "bad", "code"),
    [
        ({"required": True}, "1", "", "FQ-T02"),
        ({"enum": ["1", "2"]}, "1", "3", "FQ-T03"),
        ({"enum": [1, 2]}, "1", "3", "FQ-T03"),
        ({"minimum": "3"}, "3", "2", "FQ-T05"),
        ({"maximum": 3}, "3", "4", "FQ-T05"),
        ({"exclusiveMinimum": 3}, "4", "3", "FQ-T05"),
        ({"exclusiveMaximum": "3"}, "2", "3", "FQ-T05"),
    ],
)
def test_constraints_of_a_foreign_table_are_checked(
    package: Path, constraints: dict[str, Any], good: str, bad: str, code: str
) -> None:
    """Those of version 2 too, which frictionless refuses unless it is told."""
    fields = [{"name": "id", "type": "integer", "constraints": constraints}, {"name": "x", "type": "any"}]
    report = table(package, {"fields": fields}, f"id,x\n{good},a\n{bad},b\n")
    assert places(report) == [(code, "extra", 3, "id")]


def test_a_pattern_is_matched_whole_and_never_for_ever(package: Path) -> None:
    """A regular expression from elsewhere may take a hundred years; what is not matched is named."""
    report = table(
        package, {"fields": columns("id", constraints={"pattern": "[a-z]+|[0-9]+"})}, "id\nab\n1\nab1\n"
    )
    assert places(report) == [("FQ-T04", "extra", 4, "id")]
    for slow in ("(a+)+b", "(a|a)*b", "a*a*a*a*b", "(a*)\\1*b", "((a{1,50}){1,50}){1,50}", "[", "(?P<"):
        assert matcher(slow) is None
    for quick in ("[A-Z]{2}-[0-9]+", "\\d{4}(-\\d{2}){2}", "^x$", "(north|south)"):
        assert matcher(quick) is not None


@pytest.mark.parametrize(
    ("kind", "own", "cell", "left_out"),
    [
        ("integer", {"constraints": {"minimum": "x"}}, "3", "minimum"),
        ("integer", {"constraints": {"enum": ["3", "y"]}}, "3", "enum"),
        ("date", {"constraints": {"minimum": "2020-13-01"}}, "2020-01-01", "minimum"),
        ("date", {"format": "%Q"}, "2020-01-01", "format"),
        ("time", {"format": "%H:%"}, "08:30", "format"),
    ],
)
def test_no_cell_is_blamed_for_a_constraint_that_is_none(
    package: Path, kind: str, own: dict[str, Any], cell: str, left_out: str
) -> None:
    """Every cell was of the wrong type where the bound itself was."""
    report = table(package, {"fields": [{"name": "id", "type": kind, **own}]}, f"id\n{cell}\n")
    assert {each.code for each in report.findings} <= {"FQ-D11", "FQ-D02"}
    assert f"the constraint {left_out} of id is not checked" in " ".join(
        each.found() for each in report.findings
    )


def test_a_constraint_that_is_not_checked_is_named(package: Path) -> None:
    """Not looked at is not clean."""
    report = table(package, {"fields": columns("id", constraints={"pattern": "(a+)+b"})}, f"id\n{'a' * 60}\n")
    (note,) = report.findings
    assert (note.code, note.severity, note.table) == ("FQ-D11", "note", "extra")
    assert "pattern of id" in note.found()
    assert report.skipped == ("FQ-D11: extra",)


@pytest.mark.parametrize(
    ("how", "header", "codes"),
    [
        ("exact", "a,b", []),
        ("exact", "b,a", ["FQ-S04"]),
        (["exact"], "a,c", ["FQ-S01", "FQ-S02"]),
        ("equal", "b,a", []),
        (["equal"], "b,a", []),
        ("equal", "b,a,c", ["FQ-S02"]),
        ("subset", "c,b,a", []),
        ("subset", "b,c", ["FQ-S01"]),
        ("superset", "b", []),
        ("superset", "b,c", ["FQ-S02"]),
        ("partial", "c,b", []),
        ("partial", "c,d", ["FQ-S09"]),
        (None, "b,a", ["FQ-S04"]),
        ("equal", "a,b,b", ["FQ-S03"]),
    ],
)
def test_the_columns_are_matched_as_the_schema_asks(
    package: Path, how: Any, header: str, codes: list[str]
) -> None:
    """`fieldsMatch` is a word in the standard's text and a list in its published profile: both are taken."""
    schema = {"fields": columns("a", "b")} | ({} if how is None else {"fieldsMatch": how})
    report = table(package, schema, f"{header}\n{','.join('x' for _ in header.split(','))}\n")
    assert [each.code for each in report.findings] == codes


@pytest.mark.parametrize("labelled", [False, True])
@pytest.mark.parametrize("at_field", [False, True])
def test_missing_values_may_have_labels(package: Path, labelled: bool, at_field: bool) -> None:
    """Version 2 has them as objects; frictionless wants to be told the version."""
    missing: Any = [{"value": "-99", "label": "not asked"}, {"value": ""}] if labelled else ["-99", ""]
    own = {"missingValues": missing}
    field = {"name": "n", "type": "integer", **(own if at_field else {})}
    schema = {"fields": [{"name": "id"}, field], **({} if at_field else own)}
    assert places(table(package, schema, "id,n\na,-99\nb,\nc,5\n")) == []
    assert load("extra", package)["n"].isna().tolist() == [True, True, False]


@pytest.mark.parametrize("own", [{"resource": "extra"}, {"resource": ""}, {}])
@pytest.mark.parametrize("as_list", [False, True])
def test_keys_in_every_spelling_are_checked(package: Path, own: dict[str, str], as_list: bool) -> None:
    """A key is a name or a list of names; a reference into the own table may name it, or not."""
    spelt = (lambda name: [name]) if as_list else (lambda name: name)
    link = {"fields": spelt("parent"), "reference": {**own, "fields": spelt("id")}}
    schema = {"fields": columns("id", "parent"), "primaryKey": spelt("id"), "foreignKeys": [link]}
    report = table(package, schema, "id,parent\na,\nb,a\nb,c\n")
    assert places(report) == [
        ("FQ-K01", "extra", 3, "id"),
        ("FQ-K01", "extra", 4, "id"),
        ("FQ-K03", "extra", 4, "parent"),
    ]


def test_keys_of_several_columns_and_unique_ones_are_checked(package: Path) -> None:
    """What is missing makes no two rows equal."""
    fields = [*columns("a", "b"), {"name": "c", "type": "integer", "constraints": {"unique": True}}]
    report = table(
        package, {"fields": fields, "primaryKey": ["a", "b"]}, "a,b,c\n1,1,7\n1,2,07\n1,1,\n2,2,\n"
    )
    found = sorted((each.code, each.line) for each in report.findings)
    assert found == [("FQ-K02", 2), ("FQ-K02", 2), ("FQ-K02", 3), ("FQ-K02", 4)]


def test_a_reference_into_a_standard_table_is_followed(package: Path) -> None:
    """Population by area is what towns add first."""
    area = (package / "data/areas.csv").read_text("utf-8").splitlines()[1].split(",")[0]
    link = {"fields": "area", "reference": {"resource": "areas", "fields": "area_id"}}
    schema = {"fields": columns("area"), "foreignKeys": [link]}
    report = validate(add(package, {"schema": schema}, {"data/extra.csv": f"area\n{area}\nnowhere\n"}))
    assert places(report) == [("FQ-K03", "extra", 3, "area")]


@pytest.mark.parametrize("resource", ["nothing", "rulings"])
def test_a_reference_into_nothing_is_a_finding_in_the_descriptor(package: Path, resource: str) -> None:
    """Its cells cannot be followed, and that is no fault of theirs."""
    link = {"fields": "a", "reference": {"resource": resource, "fields": "b"}}
    schema = {"fields": columns("a"), "foreignKeys": [link]}
    report = validate(add(package, {"schema": schema}, {"data/extra.csv": "a\nx\n"}))
    assert places(report) == [("FQ-D02", "extra", 0, "")]


@pytest.mark.parametrize(
    ("content", "resource"),
    [
        (b"id;n\r\na;1\r\n", {"dialect": {"delimiter": ";"}}),
        ("id,n\n人,1\n".encode("gb18030"), {"encoding": "gb18030"}),
        ("id,n\n人,1\n".encode("utf-16"), {"encoding": "UTF-16"}),
        (b"\xef\xbb\xbfid,n\na,1", {"encoding": "utf-8"}),
        (b"id\tn\na\t1\n", {"format": "tsv"}),
        (b"a,1\n", {"dialect": {"header": False}}),
        (b"a note\nid,n\na,1\n", {"dialect": {"headerRows": [2]}}),
        (b"# a note\nid,n\na,1\n", {"dialect": {"commentChar": "#"}}),
        (b"id, n\na, 1\n", {"dialect": {"skipInitialSpace": True}}),
        (b"id,n\n'a,b',1\n\n\n", {"dialect": {"quoteChar": "'", "lineTerminator": "\n"}}),
        (b"id,n\n", {}),
    ],
)
def test_a_valid_file_in_any_dialect_is_clean(
    package: Path, content: bytes, resource: dict[str, Any]
) -> None:
    """What holds for the tables of the standard (UTF-8, commas, line feeds) is no law for others."""
    schema = {"fields": [{"name": "id", "type": "string"}, {"name": "n", "type": "integer"}]}
    report = table(package, schema, content, **resource)
    assert places(report) == []
    frame = load("extra", package)
    assert frame["n"].tolist() == ([] if content == b"id,n\n" else [1])
    assert _of_package(read_package(package), "extra", 5)[2] == len(frame)


@pytest.mark.parametrize(
    ("content", "resource", "code"),
    [
        (b"id\n\xff\n", {}, "FQ-F02"),
        (b"id\n\xff\n", {"encoding": "gb18030"}, "FQ-F02"),
        (b"id\na\0\n", {}, "FQ-F04"),
        (b'id\n"a\n', {}, "FQ-F04"),
        (b"id\na,b\n", {}, "FQ-S06"),
        (b"id\n\na\n", {}, "FQ-S07"),
        (b"", {}, "FQ-S09"),
        (b"id\na\n", {"encoding": "rot13"}, "FQ-D11"),
        (b"id\na\n", {"encoding": "no-such"}, "FQ-D11"),
        (b"id\na\n", {"format": "xlsx"}, "FQ-D11"),
        (b"id\na\n", {"dialect": {"delimiter": "ab"}}, "FQ-D11"),
        (b"id\na\n", {"dialect": {"headerRows": [1, 2]}}, "FQ-D11"),
        (b"id\na\n", {"bytes": 7}, "FQ-D04"),
        (b"id\na\n", {"hash": "0" * 32}, "FQ-D04"),
        (b"id\na\n", {"path": "data/none.csv"}, "FQ-F01"),
        (b"id\na\n", {"path": "data"}, "FQ-F06"),
        (b"id\na\n", {"path": "../out.csv"}, "FQ-D07"),
        (b"id\na\n", {"path": "data:text/csv,id::x"}, "FQ-D07"),
    ],
)
def test_a_file_that_cannot_be_read_is_found_or_named(
    package: Path, content: bytes, resource: dict[str, Any], code: str
) -> None:
    """One finding, with the name of the table, and the command line ends without a traceback."""
    report = table(package, {"fields": columns("id")}, content, **resource)
    own = [each for each in report.findings if each.table == "extra"]
    assert code in {each.code for each in own}
    assert len(own) <= 2


@pytest.mark.parametrize(("delimiter", "words"), [(";", "semicolons"), ("\t", "tabs")])
def test_a_delimiter_that_the_descriptor_does_not_name_is_named(
    package: Path, delimiter: str, words: str
) -> None:
    """“Add the header at the top” is no help to who sees it there."""
    content = f"id{delimiter}n\na{delimiter}1\n"
    report = table(package, {"fields": columns("id", "n")}, content)
    (found,) = [each for each in report.findings if each.table == "extra"]
    assert (found.code, found.line) == ("FQ-S09", 1)
    assert words in found.found() and "dialect" in found.how_to_fix("zh")


def test_hashes_of_a_foreign_file_may_be_of_any_kind(package: Path) -> None:
    """Without the name of its algorithm a hash is MD5, as the standard has it."""
    import hashlib

    data = b"id\na\n"
    for form in (hashlib.md5(data).hexdigest(), f"sha1:{hashlib.sha1(data).hexdigest()}", "blake3:00"):
        copy = Path(shutil.copytree(package, package.with_name(f"copy{len(form)}")))
        assert places(table(copy, {"fields": columns("id")}, data, hash=form, bytes=5)) == []


def test_a_table_in_several_files_is_read_as_one(package: Path) -> None:
    """A path may be a list; keys are unique over all files, and a finding names the one that it is in."""
    schema = {"fields": [{"name": "id", "type": "integer"}], "primaryKey": "id"}
    files: dict[str, str | bytes] = {"data/a.csv": "id\n1\n2\n", "data/b.csv": "id\n2\nx\n"}
    report = validate(add(package, {"path": list(files), "schema": schema}, files))
    assert [(each.code, each.evidence.file, each.line) for each in report.findings] == [
        ("FQ-K01", "data/b.csv", 2),
        ("FQ-K01", "data/a.csv", 3),
        ("FQ-T01", "data/b.csv", 3),
    ]
    assert report.rows["extra"] == 4


def test_a_schema_in_a_file_of_its_own_is_read(package: Path) -> None:
    """Of a foreign table, and of one of the standard; the same for a dialect."""
    descriptor = json.loads((package / DESCRIPTOR).read_text("utf-8"))
    themes = next(each for each in descriptor["resources"] if each["name"] == "themes")
    (package / "themes.json").write_text(json.dumps(themes["schema"]), "utf-8")
    themes.update(schema="themes.json", path=[themes["path"]])
    (package / DESCRIPTOR).write_text(json.dumps(descriptor), "utf-8")
    files: dict[str, str | bytes] = {
        "own.json": '{"fields": [{"name": "id", "type": "integer"}]}',
        "semicolon.json": '{"delimiter": ";"}',
        "data/extra.csv": "id\nx\n",
    }
    report = validate(add(package, {"schema": "own.json", "dialect": "semicolon.json"}, files))
    assert places(report) == [("FQ-T01", "extra", 2, "id")]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("../x.json", "FQ-D07"),
        ("http://127.0.0.1:9/x.json", "FQ-D07"),
        ("no.json", "FQ-F01"),
        ("bad.json", "FQ-D02"),
    ],
)
def test_a_schema_that_cannot_be_read_is_one_finding(package: Path, written: str, code: str) -> None:
    """The table of the standard is held to the standard all the same."""
    (package / "bad.json").write_text("{", "utf-8")
    descriptor = json.loads((package / DESCRIPTOR).read_text("utf-8"))
    next(each for each in descriptor["resources"] if each["name"] == "themes")["schema"] = written
    (package / DESCRIPTOR).write_text(json.dumps(descriptor), "utf-8")
    report = validate(package)
    assert [(each.code, each.table) for each in report.findings] == [(code, "themes")]
    assert report.rows["themes"] > 0


@pytest.mark.parametrize(
    "resource",
    [{"path": "report.pdf"}, {"path": ["report.pdf"]}, {"path": "report.pdf", "schema": None}],
)
def test_a_resource_that_is_no_table_is_named_as_not_checked(package: Path, resource: dict[str, Any]) -> None:
    """A package with a PDF was refused as a whole."""
    report = validate(add(package, resource, {"report.pdf": b"%PDF"}))
    assert ("FQ-D11", "extra", 0, "") in places(report)
    assert "extra: its cells" in report.render(verbose=True)
    assert "1 table not checked" in report.render()
    assert not report.render().startswith("No problems found")
    missing = validate(add(package, {"name": "other", "path": "none.pdf"}))
    assert ("FQ-F01", "other", 0, "") in places(missing)


def test_inline_data_are_named_as_not_checked(package: Path) -> None:
    """Valid, and not read."""
    descriptor = json.loads((package / DESCRIPTOR).read_text("utf-8"))
    descriptor["resources"].append(
        {"name": "inline", "data": [{"id": 1}], "schema": {"fields": columns("id")}}
    )
    (package / DESCRIPTOR).write_text(json.dumps(descriptor), "utf-8")
    report = validate(package)
    assert places(report) == [("FQ-D11", "inline", 0, "")]
    assert report.ok


def test_all_findings_are_kept_beside_a_path_that_leads_out(package: Path) -> None:
    """One such path ended the check of all else."""
    descriptor = json.loads((package / DESCRIPTOR).read_text("utf-8"))
    next(each for each in descriptor["resources"] if each["name"] == "units")["path"] = "../units.csv"
    descriptor["version"] = 7
    (package / DESCRIPTOR).write_text(json.dumps(descriptor), "utf-8")
    text = (package / "data/themes.csv").read_text("utf-8")
    (package / "data/themes.csv").write_text(text.replace("Economy", "The economy"), "utf-8")
    report = validate(add(package, {"path": "/etc/hosts"}))
    codes = {(each.code, each.table) for each in report.findings}
    assert {("FQ-D07", "units"), ("FQ-D07", "extra"), ("FQ-D02", ""), ("FQ-D04", "themes")} <= codes


def test_the_other_commands_work_beside_a_foreign_table(package: Path) -> None:
    """`show` and `load` ended with the word primaryKey."""
    schema = {"fields": [{"name": "id", "type": "integer"}]}
    add(package, {"schema": schema}, {"data/extra.csv": "id\n1\n"})
    assert tables(package).set_index("name").loc["extra", "rows"] == 1
    assert "Qinghe Open" in cite(package=package, style="apa")
    assert list(load("extra", package)["id"]) == [1]
    (package / "data/extra.csv").write_text("id\nx\n", "utf-8")
    with pytest.raises(PackageError, match=r"line 2.*“x”"):
        load("extra", package)


def finding_codes(findings: tuple[Finding, ...]) -> set[str]:
    """The codes of findings."""
    return {each.code for each in findings}


def test_another_spelling_of_the_standard_is_no_difference(package: Path) -> None:
    """Equal in meaning: names for lists of one, defaults written out or left out, numbers as texts."""
    descriptor = json.loads((package / DESCRIPTOR).read_text("utf-8"))
    for resource in descriptor["resources"]:
        schema = resource["schema"]
        (schema["primaryKey"],) = schema["primaryKey"]
        schema |= {"missingValues": [{"value": "", "label": "none"}], "fieldsMatch": "exact"}
        resource |= {"encoding": "UTF8", "format": "CSV", "path": [resource["path"]]}
        resource["dialect"] = {"delimiter": ",", "header": True, "lineTerminator": "\n"}
        resource.pop("type", None)
        for link in schema.get("foreignKeys", []):
            link["fields"], link["reference"]["fields"] = link["fields"][0], link["reference"]["fields"][0]
            link["reference"].setdefault("resource", resource["name"])
        if "foreignKeys" in schema:
            schema["foreignKeys"].reverse()
        for field in schema["fields"]:
            field.setdefault("format", "default")
            bounds = field.setdefault("constraints", {})
            bounds.setdefault("required", False)
            if "enum" in bounds:
                bounds["enum"].reverse()
            if "minimum" in bounds:
                bounds["minimum"] = str(bounds["minimum"])
    (package / DESCRIPTOR).write_text(json.dumps(descriptor), "utf-8")
    assert finding_codes(validate(package).findings) == set()


def test_a_descriptor_with_a_byte_order_mark_is_read(package: Path) -> None:
    """Windows writes it, and it changes nothing."""
    path = package / DESCRIPTOR
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert validate(package).ok
