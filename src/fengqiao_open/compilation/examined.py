"""One package among many, examined: its report, its marks, and what is to be known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from ..datapackage.characters import pasteable, visible
from ..datapackage.package import Json, read_package, shipped
from ..errors import PackageError, message_of
from ..findings.report import Finding, Report
from ..lang import LANGS
from ..tabular.dataset import Data
from ..validation.validate import examined, validate
from .addresses import Address, at_hand, within
from .fingerprints import Marks, is_whole, marks


@dataclass(frozen=True, slots=True)
class Province:
    """A province: the first two digits of its official code, and its names; "" where unknown."""

    code: str = ""
    name_zh: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Examined:
    """What is to be known of one package among many.

    Attributes:
        address: where it lies, as it was named.
        report: the report on it, each file named from where the package was named.
        sources: the identifiers of its reports.
        whole: whether nothing of it is left out for being wrong in itself.
        marks: what it says, to be compared with other packages.
        facts: what its descriptor says of it.
        province: the province of its reports.
    """

    address: Address
    report: Report
    sources: tuple[str, ...]
    whole: bool
    marks: Marks
    facts: Json
    province: Province = Province()


def examine(address: Address, path: Path | None = None) -> Examined:
    """Check one package; a package that is none, or cannot be read, is a finding.

    Args:
        address: where it lies, as it is to be named.
        path: where it is to be read, if that is another path.
    """
    try:
        if path is not None:
            return _named(_examined(path), path, address)
        with at_hand(address) as there:
            return _named(_examined(there), there, address)
    except Exception as problem:  # whatever it is, the others are checked
        return unread(address, problem)


def unread(address: Address, problem: Exception) -> Examined:
    """A package that cannot be read, and why."""
    if isinstance(problem, PackageError):
        code, values = problem.code, problem.values
    else:
        why = {lang: f"{type(problem).__name__}: {message_of(problem, lang)}" for lang in LANGS}
        code, values = "FQ-D01", {"problem": visible(why["en"]), "problem_zh": visible(why["zh"])}
    finding = Finding(code, values=values)
    report = Report(str(address), {}, (replace(finding, evidence=within(address, finding.evidence)),))
    return Examined(address, report, (), False, marks(Data({}, {})), {})


def _examined(path: Path) -> Examined:
    try:
        package = read_package(path)
        if package.compiled:
            raise PackageError("merged-combine", file=visible(str(path)))
    except PackageError as problem:
        return unread(path, problem)
    report, data = (validate(path), Data({}, {})) if package.large else examined(package)
    report = _placed(report, lambda each: replace(each, evidence=within(path, each.evidence)))
    sources = data.tables["sources"].rows if "sources" in data.tables else ()
    ids = tuple(sorted(row.key for row in sources))
    facts = _facts(package.descriptor)
    return Examined(path, report, ids, is_whole(data), marks(data), facts, province(data))


def _placed(report: Report, change: Callable[[Finding], Finding]) -> Report:
    """A report with a change made to each of its findings."""
    return replace(
        report, findings=tuple(map(change, report.findings)), known=tuple(map(change, report.known))
    )


def _named(found: Examined, path: Path, address: Address) -> Examined:
    """What was found at a path, named as the package is."""
    if path == address:
        return found
    names = [(say(path), say(address)) for say in (pasteable, lambda each: visible(str(each)))]

    def renamed(text: str) -> str:
        for there, name in names:
            text = text.replace(there, name)
        return text

    def change(each: Finding) -> Finding:
        evidence = replace(
            each.evidence, file=renamed(each.evidence.file), package=renamed(each.evidence.package)
        )
        values = {name: renamed(text) for name, text in each.values.items()}
        return replace(each, values=values, evidence=evidence)

    return replace(found, address=address, report=_placed(found.report, change))


def province(data: Data) -> Province:
    """The province of a package, by the official codes of the areas of its reports, or else of its areas."""
    if "areas" not in data.tables:
        return Province()
    areas = {row.key: row for row in data.rows("areas")}
    of_reports = [row["area_id"] for row in data.rows("sources")] if "sources" in data.tables else []
    code = next((each[:2] for each in (*of_reports, *areas) if each.isdigit()), "")
    row = areas.get(code.ljust(12, "0"))
    return Province(code, row["name_zh"], row["name_en"]) if row else Province(code)


def _facts(descriptor: Json) -> Json:
    """Name, title, version and date, licences and contributors, as texts; and tables at other paths."""

    def text(value: object) -> str:
        return visible(value) if isinstance(value, str) else ""

    named, licences = ("name", "path", "title"), descriptor.get("licenses", [])
    paths = {str(each["name"]): each["path"] for each in reversed(descriptor["resources"])}
    standard = {name: shipped().resource(name)["path"] for name in shipped().tables}
    hashes = {str(each["name"]): text(each.get("hash")) for each in reversed(descriptor["resources"])}
    return {
        **{name: text(descriptor.get(name)) for name in ("name", "title", "version", "created")},
        "licenses": [{name: text(one[name]) for name in named if one.get(name)} for one in licences],
        "contributors": [text(one.get("title")) for one in descriptor.get("contributors", [])],
        "content": hash_of_hashes(hashes.get(name, "") for name in standard),
        "elsewhere": {
            name: paths[name] for name in standard if paths.get(name, standard[name]) != standard[name]
        },
    }


def hash_of_hashes(hashes: Iterable[str]) -> str:
    """One hash for those of several files, in order."""
    return blake2b("\n".join(hashes).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
