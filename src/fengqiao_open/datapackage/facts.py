"""What the metadata formats need to know of a package, read once from its descriptor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..errors import PackageError
from ..lang import LANGS, Lang, texts
from .characters import visible
from .package import DESCRIPTOR, STANDARD, Json, Package, of_one_report
from .profile import profile


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

    def __post_init__(self) -> None:
        for each in (self.en, self.zh, self.path, self.code):
            if not isinstance(each, str):
                raise TypeError(f"{each!r} is no text")

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
class Facts:
    """The descriptor of a package, with every property that the metadata formats need.

    Attributes:
        title: the title in both languages; its path is the homepage.
        created: the day on which this version was made (RFC 3339 date).
        licence: name and address; its code is the SPDX identifier.
        licence_concept: the licence in the vocabulary of the European Union; blank where it has none.
        temporal: first and last day that the data speak of.
        resources: the tables as the descriptor has them.
    """

    title: Named
    description: Named
    identifier: str
    version: str
    created: str
    profile: str
    keywords: tuple[str, ...]
    licence: Named
    licence_concept: str
    creators: tuple[Named, ...]
    publisher: Named
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
    resources: tuple[Json, ...]

    @property
    def homepage(self) -> str:
        """Where the package is at home; the one address that others are made from."""
        return self.title.path

    @property
    def summary(self) -> Named:
        """The first paragraph of the description."""
        return Named(self.description.en.split("\n\n")[0], self.description.zh.split("\n\n")[0])

    def address(self, resource: Json) -> str:
        """Where the file of a table is downloaded, in this version.

        >>> from fengqiao_open.datapackage.package import shipped
        >>> facts = read_facts(shipped())
        >>> facts.address(facts.resources[0]).removeprefix(facts.homepage)
        '/raw/v0.1.0/data/sources.csv'
        """
        parts = {"homepage": self.homepage, "version": self.version, "path": str(resource["path"])}
        return _filled(self.download, parts)


_NEEDED = (
    "id", "title", "version", "created", "description", "homepage", "licenses", "fq:titleZh", "fq:descriptionZh",
    "fq:download", "fq:contact", "fq:languages", "fq:spatial", "fq:temporal", "fq:themes", "fq:frequency",
    "fq:availability", "fq:accessRights", "fq:rights", "fq:rightsZh",
)  # fmt: skip
_NEEDED_OF_TABLE = (
    "title",
    "description",
    "fq:titleZh",
    "fq:descriptionZh",
    "format",
    "mediatype",
    "encoding",
    "bytes",
    "hash",
)
_NEEDED_OF_FIELD = ("type", "title", "description", "fq:titleZh", "fq:descriptionZh")
# No character that an address in Turtle may not have.
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_ROLES = ("creator", "publisher")
_MOST_MISSING = 30


def read_facts(package: Package) -> Facts:
    """The facts of a package, from its descriptor alone.

    Raises:
        PackageError: it is a compilation, or properties are missing or have another form; the message names those that
            are missing.
    """
    import jsonschema

    descriptor = of_one_report(package).descriptor
    # Tables beside the standard ones need not be described in both languages, and are not listed.
    tables = [each for each in descriptor["resources"] if each["name"] in STANDARD]
    if not jsonschema.Draft7Validator(dict(profile())).is_valid(package.as_written):
        raise PackageError("descriptor-invalid", descriptor=DESCRIPTOR)
    descriptor = {**descriptor, "resources": tables}
    missing = list(_missing(descriptor))
    if missing:
        shown, left = missing[:_MOST_MISSING], len(missing) - _MOST_MISSING
        lists = {f"listed_{lang}": texts("errors", lang)["list"].join(shown) for lang in LANGS}
        key = "metadata-missing-more" if left > 0 else "metadata-missing"
        raise PackageError(key, descriptor=DESCRIPTOR, more=left, **lists)
    if odd := next(_odd(descriptor), None):
        name, form, form_zh = odd
        raise PackageError(
            "metadata-property", descriptor=DESCRIPTOR, name=name, form_en=form, form_zh=form_zh
        )
    try:
        return _facts(descriptor)
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as problem:
        if type(problem) is ValueError:  # only what is raised here is in words
            raise PackageError(
                "metadata-form-why", descriptor=DESCRIPTOR, why=visible(str(problem))
            ) from None
        raise PackageError("metadata-form", descriptor=DESCRIPTOR) from None


def _missing(descriptor: Json) -> Iterator[str]:
    """The properties that are not there: of the package, of its tables, of their fields."""
    yield from (name for name in _NEEDED if not descriptor.get(name))
    for role in _ROLES:
        if not _parties(descriptor, role):
            yield f"contributors with the role {role}"
    for table in descriptor["resources"]:
        name = visible(str(table["name"]))
        yield from (f"{name}/{each}" for each in _NEEDED_OF_TABLE if table.get(each) in (None, ""))
        if not table["schema"].get("primaryKey"):
            yield f"{name}/schema/primaryKey"
        for field in table["schema"]["fields"]:
            column = visible(str(field["name"]))
            yield from (
                f"{name}/{column}/{each}" for each in _NEEDED_OF_FIELD if field.get(each) in (None, "")
            )


_TEXTS = ("id", "title", "version", "created", "description", "homepage", "$schema", "fq:titleZh", "fq:descriptionZh",
          "fq:download", "fq:rights", "fq:rightsZh")  # fmt: skip
_OBJECTS = dict.fromkeys(
    ("fq:contact", "fq:spatial", "fq:frequency", "fq:availability", "fq:accessRights"),
    ("title", "fq:titleZh", "path"),
) | {"fq:temporal": ("start", "end")}
_LISTS = {"fq:languages": ("title", "fq:titleZh", "path"), "fq:themes": ("title", "fq:titleZh", "path")}


def _odd(descriptor: Json) -> Iterator[tuple[str, str, str]]:
    """The properties that have another form than they should, with that form in both languages."""
    for name in _TEXTS:
        if not isinstance(descriptor.get(name), str):
            yield name, *_TEXT
    for name, parts in _OBJECTS.items():
        yield from _odd_object(name, descriptor[name], parts)
    for name, parts in {"licenses": ("title", "path", "name"), **_LISTS}.items():
        if not isinstance(descriptor[name], list):
            yield name, "a list of objects", "对象的列表"
            continue
        for number, each in enumerate(descriptor[name], 1):
            yield from _odd_object(f"{name}/{number}", each, parts)
    for number, each in enumerate(descriptor.get("sources") or (), 1):
        yield from _odd_object(f"sources/{number}", {"title": "", **each}, ("title",))


def _odd_object(name: str, value: object, parts: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    if not isinstance(value, dict):
        yield name, f"an object with {', '.join(parts)}", f"含 {'、'.join(parts)} 的对象"
        return
    for part in (*parts, *_OPTIONAL):
        if not isinstance(value.get(part, None if part in parts else ""), str):
            yield f"{name}/{part}", *_TEXT


_TEXT = ("a text", "文字")
_OPTIONAL = (
    "code",
    "fq:uri",
    "version",
    "fq:titleZh",
    "fq:publisher",
    "fq:publisherZh",
    "fq:presenter",
    "fq:occasion",
)


def _facts(descriptor: Json) -> Facts:
    homepage = str(descriptor["homepage"]).rstrip("/")
    contact = descriptor["fq:contact"]
    licence = descriptor["licenses"][0]
    temporal = descriptor["fq:temporal"]
    facts = Facts(
        title=Named(descriptor["title"], descriptor["fq:titleZh"], homepage),
        description=Named(descriptor["description"], descriptor["fq:descriptionZh"]),
        identifier=descriptor["id"],
        version=descriptor["version"],
        created=_day(descriptor["created"][:10]),
        profile=descriptor["$schema"],
        keywords=tuple(descriptor.get("keywords", ())),
        licence=Named(licence["title"], licence["title"], licence["path"], licence["name"]),
        licence_concept=licence.get("fq:uri", ""),
        creators=_parties(descriptor, "creator"),
        publisher=_parties(descriptor, "publisher")[0],
        reports=tuple(_report(each) for each in descriptor.get("sources", ())),
        contact=Named(
            contact["title"], contact["fq:titleZh"], _filled(contact["path"], {"homepage": homepage})
        ),
        languages=tuple(map(_named, descriptor["fq:languages"])),
        spatial=_named(descriptor["fq:spatial"]),
        temporal=(_day(temporal["start"]), _day(temporal["end"])),
        themes=tuple(map(_named, descriptor["fq:themes"])),
        frequency=_named(descriptor["fq:frequency"]),
        availability=_named(descriptor["fq:availability"]),
        access_rights=_named(descriptor["fq:accessRights"]),
        rights=Named(descriptor["fq:rights"], descriptor["fq:rightsZh"]),
        download=descriptor["fq:download"],
        resources=tuple(descriptor["resources"]),
    )
    # What is wrong with an address is told here, before anything is made.
    for address in (facts.homepage, facts.profile, facts.contact.path, facts.spatial.path, facts.licence.path,
                    *(each.path for each in (*facts.themes, *facts.languages)), facts.frequency.path,
                    facts.availability.path, facts.access_rights.path, *map(facts.address, facts.resources)):  # fmt: skip
        if not _ADDRESS.fullmatch(address):
            raise ValueError(f"“{visible(address)}” is no address of the web")
    return facts


def _filled(template: str, parts: dict[str, str]) -> str:
    """A template with its places filled; not `str.format`, since a descriptor is someone else's text.

    >>> _filled("{homepage}/issues", {"homepage": "https://example.org"})
    'https://example.org/issues'
    """
    for name, value in parts.items():
        template = template.replace(f"{{{name}}}", value)
    if "{" in template:
        raise ValueError(f"“{template}” has a place that is none of {', '.join(parts)}")
    return template


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except (TypeError, ValueError):
        return False


def _day(text: str) -> str:
    if not _is_day(text):
        raise ValueError(f"“{text}” is no day such as 2023-02-28")
    return text


def _named(value: Json) -> Named:
    return Named(value["title"], value["fq:titleZh"], value["path"], value.get("code", ""))


def _parties(descriptor: Json, role: str) -> tuple[Named, ...]:
    """The contributors with a role."""

    def found() -> Iterator[Named]:
        for each in descriptor.get("contributors") or ():
            if isinstance(each, dict) and role in each.get("roles", ()):
                title = str(each.get("title", ""))
                yield Named(title, str(each.get("fq:titleZh", title)), str(each.get("path", "")))

    return tuple(found())


def _report(source: dict[str, Any]) -> Report:
    title, publisher, version = source["title"], source.get("fq:publisher", ""), source.get("version", "")
    return Report(
        title=Named(title, source.get("fq:titleZh", title), source.get("path", "")),
        publisher=Named(publisher, source.get("fq:publisherZh", publisher)),
        issued=version if _is_day(version) else "",
        presenter=source.get("fq:presenter", ""),
        occasion=source.get("fq:occasion", ""),
    )
