"""A whole compilation checked: its descriptor, then each table by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..descriptor import check_descriptor
from ..findings import Evidence, Finding, Report
from ..package import DESCRIPTOR, Json, Package, shipped
from .compilation import validate_table
from .marks import is_shared

_OF_FILES = ("format", "encoding", "dialect")


def validate_compilation(package: Package) -> Report:
    """Check a compilation: its descriptor, and each table as `validate_table` does, with the code lists beside it.

    Two towns may have a road of one name, so that what may stand once in a package, but for identifiers and the
    names of shared codes, may stand more than once here.
    """
    found = [
        replace(each, evidence=Evidence(DESCRIPTOR)) for each in check_descriptor(_as_csv(package), shipped())
    ]
    rows: dict[str, int] = {}
    skipped: dict[str, None] = {}
    for name in (each for each in shipped().tables if each in package.tables):
        rows[name] = 0
        problems = list(_unreachable(package, name))
        found += problems
        if problems:
            continue
        paths = package.paths(name)
        report = validate_table(name, paths, package.root)
        rows |= report.rows
        skipped |= dict.fromkeys(report.skipped)
        files = {path.name: path.relative_to(package.root).as_posix() for path in paths}
        for each in report.findings:
            if not _of_one_package(each):
                file = files.get(each.evidence.file, each.evidence.file)
                found.append(replace(each, evidence=replace(each.evidence, file=file)))
    return Report(str(package.descriptor.get("name", package.root)), rows, tuple(found), (), tuple(skipped))


def _as_csv(package: Package) -> Package:
    """The compilation as if its tables were CSV: how they are kept is not what they mean."""
    standard = {str(each["name"]): each for each in shipped().descriptor["resources"]}
    resources = [_with_files_of(standard[each["name"]], each) if each["name"] in standard else each for each in package.descriptor["resources"]]
    return replace(package, descriptor={**package.descriptor, "resources": resources})


def _with_files_of(standard: Json, own: Json) -> Json:
    return {**own, **{name: standard[name] for name in _OF_FILES}}


def _unreachable(package: Package, name: str) -> Iterator[Finding]:
    """Files that lie elsewhere or are not there."""
    written = package.resource(name)["path"]
    if not package.holds(name):
        yield Finding("FQ-D07", name, values={"path": str(written)}, evidence=Evidence(DESCRIPTOR))
        return
    for path in package.paths(name):
        if not path.is_file():
            shown = path.relative_to(package.root).as_posix()
            yield Finding("FQ-F01", name, values={"path": shown}, evidence=Evidence(shown))


def _of_one_package(finding: Finding) -> bool:
    """Whether a finding is of what may stand once in one package only."""
    code = finding.values.get("code", finding.code)
    return code == "FQ-K02" and bool(finding.column) and not is_shared(finding.table, finding.column)
