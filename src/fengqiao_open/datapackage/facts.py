"""What the metadata formats need to know of a package, read once from its descriptor."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ..errors import PackageError, reasons, worded
from ..lang import LANGS, Lang, sentence, texts
from .characters import visible
from .package import DESCRIPTOR, STANDARD, Json, Package, of_one_report, shipped
from .profile import conforms
from .schema import is_written


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name in both languages, and an address where it has one.

    Attributes:
        path: an address: a concept of a vocabulary, a page; blank where there is none.
        code: a short code, such as "zh" of a language; blank where there is none.
    """

    en: str
    zh: str
    path: str = ""
    code: str = ""

    def name(self, lang: Lang) -> str:
        """The name in a language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Report:
    """A report that the figures come from: title, publisher, day of issue, who presented it and where."""

    title: Named
    publisher: Named
    issued: str
    presenter: str
    occasion: str


@dataclass(frozen=True, slots=True)
class Credits:
    """What a citation names of a package.

    Attributes:
        name: the name of the package.
        title: the title in both languages; its path is the homepage, blank where there is none.
        created: the day on which this version was made (RFC 3339 date).
        creators: who made it, or who publishes it where no one else is named.
        publisher: who publishes it; without names where no one is named.
        resources: the tables as the descriptor has them.
    """

    name: str
    title: Named
    identifier: str
    version: str
    created: str
    creators: tuple[Named, ...]
    publisher: Named
    resources: tuple[Json, ...]

    @property
    def homepage(self) -> str:
        """Where the package is at home; the one address that others are made from."""
        return self.title.path


@dataclass(frozen=True, slots=True)
class Facts(Credits):
    """The descriptor of a package, with every property that the metadata formats need.

    Attributes:
        licence: name and address; its code is the SPDX identifier.
        licence_concept: the licence in the vocabulary of the European Union; blank where it has none.
        temporal: first and last day that the data speak of.
    """

    description: Named
    profile: str
    keywords: tuple[str, ...]
    licence: Named
    licence_concept: str
    reports: tuple[Report, ...]
    contact: Named
    languages: tuple[Named, ...]
    spatial: Named
    temporal: tuple[str, str]
    themes: tuple[Named, ...]
    frequency: Named
    availability: Named
    access_rights: Named
    rights: Named
    download: str

    @property
    def summary(self) -> Named:
        """The first paragraph of the description."""
        return Named(self.description.en.split("\n\n")[0], self.description.zh.split("\n\n")[0])

    def address(self, resource: Json) -> str:
        """Where the file of a table is downloaded, in this version.

        >>> from fengqiao_open.datapackage.package import shipped
        >>> facts = read_facts(shipped())
        >>> facts.address(facts.resources[0]).endswith(f"/raw/v{facts.version}/data/sources.csv")
        True
        """
        parts = {"homepage": self.homepage, "version": self.version, "path": str(resource["path"])}
        return _filled(self.download, parts)


Found = TypeVar("Found")
# No character that an address in Turtle may not have.
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
# What a citation needs, and what it names where it is there.
_CITED = ("title", "fq:titleZh", "version", "created")
_CITED_TOO = ("id", "homepage")
_MOST_MISSING = 30


def read_facts(package: Package) -> Facts:
    """The facts of a package, from its descriptor alone.

    Raises:
        PackageError: it is a merged dataset, or properties are missing or of another form; the message names
            them.
    """
    return _read(package, _needed(), ("publisher",), _facts)


def read_credits(package: Package) -> Credits:
    """What a citation names of a package, from its descriptor alone; it needs less than `read_facts`.

    Raises:
        PackageError: as `read_facts`.
    """
    needed = _needed()
    parts = {name: form for name, form in needed["properties"].items() if name in (*_CITED, *_CITED_TOO)}
    return _read(
        package, {**needed, "required": _CITED, "properties": parts}, ("creator", "publisher"), _credits
    )


def _needed() -> Json:
    """What the metadata formats need, as a JSON Schema of the descriptor."""
    found: Json = json.loads((Path(__file__).parent / "profiles" / "metadata.json").read_text("utf-8"))
    return found


def _read(package: Package, needed: Json, roles: tuple[str, ...], facts: Callable[[Json], Found]) -> Found:
    """What a function makes of the descriptor of a package, which has what is needed."""
    descriptor = of_one_report(package).descriptor
    # The shipped descriptor is checked before each release: who cites it need not wait for jsonschema.
    known = package.as_written == shipped().as_written
    if not known and not conforms(package.as_written):
        raise PackageError("descriptor-invalid", descriptor=DESCRIPTOR)
    # Additional tables need no description in both languages, and are not listed.
    tables = [each for each in descriptor["resources"] if each["name"] in STANDARD]
    descriptor = {**descriptor, "resources": tables}
    if not known:
        _check(descriptor, needed, roles)
    try:
        return facts(descriptor)
    except ValueError as problem:
        why = {name: visible(text) for name, text in reasons(problem).items()}
        raise PackageError("metadata-form", descriptor=DESCRIPTOR, **why) from None


def _check(descriptor: Json, needed: Json, roles: tuple[str, ...]) -> None:
    """Raise `PackageError` where the descriptor does not conform to a schema, or names no one with a role."""
    import jsonschema

    missing: list[str] = []
    others: list[tuple[str, str, Iterable[str]]] = []
    for problem in jsonschema.Draft7Validator(needed).iter_errors(descriptor):
        place = _place(descriptor, problem.absolute_path)
        if problem.validator == "required":
            absent = (name for name in problem.validator_value if name not in problem.instance)
            missing += (f"{place}/{name}".lstrip("/") for name in absent)
        elif problem.instance in (None, "", [], {}):
            missing.append(place)
        else:
            form = problem.validator_value if problem.validator == "type" else "url"
            others.append((place, form, problem.schema.get("required", ())))
    missing = list(dict.fromkeys(missing))
    nobody = not any(_parties(descriptor, role) for role in roles)
    if missing or nobody:
        left = len(missing) - _MOST_MISSING
        lists = {}
        for lang in LANGS:
            party = sentence("errors", "metadata.party", lang, role=texts("errors", lang)["or"].join(roles))
            named = [*missing[:_MOST_MISSING], *([party] if nobody else [])]
            lists[f"listed_{lang}"] = _listed(named, lang)
        key = "metadata-missing-more" if left > 0 else "metadata-missing"
        raise PackageError(key, descriptor=DESCRIPTOR, more=left, **lists)
    for place, form, parts in others:
        forms = {
            f"form_{lang}": sentence("errors", f"metadata.{form}", lang, parts=_listed(parts, lang))
            for lang in LANGS
        }
        raise PackageError("metadata-property", descriptor=DESCRIPTOR, name=place, **forms)


def _listed(names: Iterable[str], lang: Lang) -> str:
    return texts("errors", lang)["list"].join(names)


def _place(descriptor: Json, path: Iterable[str | int]) -> str:
    """Where a property is, as `table/column/property`; what is in another list has its number, from 1."""
    parts: list[str] = []
    value: Any = descriptor
    for part in path:
        value, of_table = value[part], parts[:1] == ["resources"]
        number = part + 1 if isinstance(part, int) else part
        parts.append(visible(str(value["name"])) if of_table and isinstance(part, int) else str(number))
    return "/".join(each for each in parts if each not in ("resources", "schema", "fields"))


def _credits(descriptor: Json) -> Credits:
    return Credits(**_credited(descriptor))


def _credited(descriptor: Json) -> dict[str, Any]:
    """The values of `Credits`."""
    homepage = str(descriptor.get("homepage", "")).rstrip("/")
    publishers = _parties(descriptor, "publisher")
    return {
        "name": str(descriptor.get("name", "")),
        "title": Named(descriptor["title"], descriptor["fq:titleZh"], homepage),
        "identifier": descriptor.get("id", ""),
        "version": descriptor["version"],
        "created": _day(descriptor["created"][:10]),
        "creators": _parties(descriptor, "creator") or publishers,
        "publisher": publishers[0] if publishers else Named("", ""),
        "resources": tuple(descriptor["resources"]),
    }


def _facts(descriptor: Json) -> Facts:
    credited = _credited(descriptor)
    contact = descriptor["fq:contact"]
    licence = descriptor["licenses"][0]
    temporal = descriptor["fq:temporal"]
    facts = Facts(
        **credited,
        description=Named(descriptor["description"], descriptor["fq:descriptionZh"]),
        profile=descriptor["$schema"],
        keywords=tuple(descriptor.get("keywords", ())),
        licence=Named(licence["title"], licence["title"], licence["path"], licence["name"]),
        licence_concept=licence.get("fq:uri", ""),
        reports=tuple(_report(each) for each in descriptor.get("sources", ())),
        contact=_named({**contact, "path": _filled(contact["path"], {"homepage": credited["title"].path})}),
        languages=tuple(map(_named, descriptor["fq:languages"])),
        spatial=_named(descriptor["fq:spatial"]),
        temporal=(_day(temporal["start"]), _day(temporal["end"])),
        themes=tuple(map(_named, descriptor["fq:themes"])),
        frequency=_named(descriptor["fq:frequency"]),
        availability=_named(descriptor["fq:availability"]),
        access_rights=_named(descriptor["fq:accessRights"]),
        rights=Named(descriptor["fq:rights"], descriptor["fq:rightsZh"]),
        download=descriptor["fq:download"],
    )
    for address in (facts.contact.path, facts.licence.path, *map(facts.address, facts.resources)):
        if not _ADDRESS.fullmatch(address):
            raise worded(ValueError, "metadata-no-url", value=visible(address))
    return facts


def _filled(template: str, parts: dict[str, str]) -> str:
    """A template with its places filled; not `str.format`, since a descriptor is someone else's text.

    >>> _filled("{homepage}/issues", {"homepage": "https://example.org"})
    'https://example.org/issues'
    """
    for name, value in parts.items():
        template = template.replace(f"{{{name}}}", value)
    if "{" in template:
        raise worded(ValueError, "metadata-template", value=template, known=", ".join(parts))
    return template


def _day(text: str) -> str:
    if not is_written("date", text):
        raise worded(ValueError, "metadata-day", value=text)
    return text


def _named(value: Json) -> Named:
    return Named(value["title"], value["fq:titleZh"], value.get("path", ""), value.get("code", ""))


def _parties(descriptor: Json, role: str) -> tuple[Named, ...]:
    """The contributors with a role."""
    return tuple(
        Named(title, str(each.get("fq:titleZh", title)), str(each.get("path", "")))
        for each in descriptor.get("contributors") or ()
        if isinstance(each, dict) and role in each.get("roles", ())
        for title in (str(each.get("title", "")),)
    )


def _report(source: dict[str, Any]) -> Report:
    title, publisher, version = source["title"], source.get("fq:publisher", ""), source.get("version", "")
    return Report(
        title=Named(title, source.get("fq:titleZh", title), source.get("path", "")),
        publisher=Named(publisher, source.get("fq:publisherZh", publisher)),
        issued=version if is_written("date", version) else "",
        presenter=source.get("fq:presenter", ""),
        occasion=source.get("fq:occasion", ""),
    )
