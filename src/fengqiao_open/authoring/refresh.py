"""Write the generated files: statistics, derived values, byte counts, hashes, downloads, table names,
CITATION.cff.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..analysis.denormalise import flatten
from ..analysis.derive import derive
from ..datapackage.characters import pasteable
from ..datapackage.facts import read_facts
from ..datapackage.files import csv_bytes, json_bytes, read_plain
from ..datapackage.package import DESCRIPTOR, STANDARD, Package, is_generated, listed, of_one_report, shipped
from ..datapackage.released import release_of
from ..datapackage.writing import write_all
from ..errors import PackageError
from ..findings.report import Finding, Report
from ..lang import LANGS
from ..metadata.citation_cff import citation_file
from ..releases.errata import errata_page
from ..releases.errata_table import read_errata
from ..tabular.canonical_csv import canonical
from ..tabular.dataset import Data
from ..tabular.file_structure import read_table
from ..validation.cells import check_values
from ..validation.descriptor import content_facts
from ..validation.duplicates import MISSING_ROW
from ..validation.rules.generated import STALE
from .absences import absences
from .dictionary import dictionary, rule_pages
from .downloads import downloads, same_content


def generated(package: Package, source: str | None = None) -> dict[Path, bytes]:
    """The content of every generated file, and of tables in another CSV format, by path; nothing is written.

    With the text of its report, `absences` is made as well.

    Raises:
        PackageError: a table that others are made from cannot be read; validate says why.
    """
    data = read_data(package)
    # `absences` is a generated table that needs the report.
    kept = [*data.tables, *({"absences"} & {*package.tables} if source is None else ())]
    files = dict(_in_canonical_format(package, kept))
    for name, make in (("statistics", flatten), ("derived", derive)):
        if name in package.tables:
            files[package.path(name)] = csv_bytes(package.schema(name).names, make(data))
    if source is not None:
        files[package.path("absences")] = csv_bytes(
            package.schema("absences").names, _absences(package, data, source)
        )
    files[package.root / DESCRIPTOR] = _descriptor(package, files)
    files |= downloads(package, files)
    if (package.root / "src" / "fengqiao_open").is_dir():
        files |= _of_the_library(package)
    return files


def _absences(package: Package, data: Data, source: str) -> list[dict[str, str]]:
    """What the last report of a package leaves out, with the rows of its earlier reports as they are."""
    key = data.rows("sources")[-1].key
    printed = [row["indicator_id"] for row in data.rows("observations") if row["source_id"] == key]
    table, _ = read_table(package, package.schema("absences"))
    others = [dict(row.cells) for row in (table.rows if table else ()) if row["source_id"] != key]
    return [*others, *absences(source, key, printed)]


def _in_canonical_format(package: Package, tables: Iterable[str]) -> Iterator[tuple[Path, bytes]]:
    """The hand-kept tables that are saved in another format, with the content they should have."""
    for name in tables:
        path = package.path(name)
        text, found = canonical(name, read_plain(path), package.schema(name).names)
        if found:
            yield path, text.encode("utf-8")


def _of_the_library(package: Package) -> dict[Path, bytes]:
    """What the library itself makes of its descriptor and catalogue, in its own repository only."""
    made = {
        "src/fengqiao_open/datapackage/tablenames.py": _table_names(package.tables),
        "docs/dictionary.md": dictionary(package).encode("utf-8"),
        "docs/findings.md": rule_pages().encode("utf-8"),
        "docs/errata.md": errata_page(read_errata(package) or ()).encode("utf-8"),
        "CITATION.cff": citation_file(read_facts(package)),
    }
    return {package.root / path: content for path, content in made.items()}


def refresh(package: Package, source: str | None = None) -> list[Path]:
    """Write the generated files that are stale, all or none; returns their paths.

    With the text of its report, the table of what it leaves out is made anew as well.
    """
    changed = stale(package, source)
    if changed:
        write_all(package.root, changed)
    return list(changed)


def errors_first(report: Report) -> list[Finding]:
    """The errors to correct before a refresh: those in the tables that others are made from."""
    made = {each["name"] for each in shipped().descriptor["resources"] if each.get("fq:generated")}
    wrong = (each for each in report.findings if each.severity == "error" and each.code != STALE)
    return [each for each in wrong if each.table and each.table not in made]


def is_dropped(finding: Finding) -> bool:
    """Whether a finding is on a row that may have been removed on purpose: only generated tables have it."""
    words = finding.values
    return finding.code == MISSING_ROW and (
        words.get("case") == "dropped" or words.get("only") == "generated"
    )


def removed(report: Report, dropped: Iterable[Finding], package: Package) -> Iterator[tuple[str, int, str]]:
    """The rows of the release that tables no longer have: the table, how many, and what `restore` is given.

    To be asked before a refresh, after which the release that is recorded is another.

    Args:
        report: what was found before the refresh.
        dropped: the findings on rows that other tables miss.
    """
    found = {each.table: shlex.split(each.values.get("lost_keys", "")) for each in report.findings}
    for each in dropped:
        # Of others, no release is at hand.
        if "keys" in each.values:
            found[each.table] = [*found.get(each.table, ()), each.key]
    for name, keys in found.items():
        # What is generated is there again.
        if keys and not is_generated(name):
            named = " ".join(map(shlex.quote, dict.fromkeys(keys)))
            release = release_of(package, name)
            where = f" --from {pasteable(release)}" if release else ""
            yield name, len({*keys}), f"{name} {named} --package {pasteable(package.root)}{where}"


def stale(package: Package, source: str | None = None) -> dict[Path, bytes]:
    """The generated files that are not as they should be, with the content they should have."""
    return {
        path: content
        for path, content in generated(package, source).items()
        if not path.is_file() or not same_content(path.read_bytes(), content)
    }


def read_data(package: Package) -> Data:
    """The hand-kept tables of a package as the rules see them.

    Raises:
        PackageError: a table cannot be read; validate says why.
    """
    tables = {}
    for name in of_one_report(package).tables:
        resource = package.resource(name)
        if resource.get("fq:generated") or name not in STANDARD:
            continue
        table, found = read_table(package, package.schema(name))
        if table is None:
            raise PackageError("table-unreadable-found", table=name, **_words(found[0]))
        checked = check_values(table, package.schema(name).fields)
        if errors := [each for each in checked if each.severity == "error"]:
            raise PackageError("line-found", table=name, line=errors[0].line, **_words(errors[0]))
        tables[name] = table
    for resource in shipped().descriptor["resources"]:
        if resource["name"] not in tables and not resource.get("fq:generated"):
            raise PackageError("no-table-validate", table=resource["name"])
    return Data(tables, package.descriptor)


def _words(finding: Finding) -> dict[str, str]:
    return {f"found_{lang}": finding.found(lang) for lang in LANGS}


def _descriptor(package: Package, made: dict[Path, bytes]) -> bytes:
    """The descriptor with the byte count and hash of each file."""
    written = package.descriptor if package.written is None else package.written
    return json_bytes(
        {**written, "resources": [_described(package, each, made) for each in written["resources"]]}
    )


def _described(package: Package, resource: Any, made: dict[Path, bytes]) -> Any:
    paths = listed(resource.get("path", [])) if isinstance(resource, dict) else []
    if not isinstance(paths, list) or len(paths) != 1 or not package.inside(str(paths[0])):
        return resource
    path = package.root / str(paths[0])
    content = made.get(path) or (read_plain(path) if path.is_file() else None)
    return resource if content is None else {**resource, **content_facts(content)}


def _table_names(names: list[str]) -> bytes:
    listed = "\n".join(f'    "{name}",' for name in names)
    return (
        '"""The names of the tables, for type checkers. Generated by `fengqiao-open refresh`."""\n\n'
        f"from typing import Literal\n\nTableName = Literal[\n{listed}\n]\n"
    ).encode()
