"""The facts of a package for people: what it is, from which report, who made it, under which licence, how to
cite it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from urllib.parse import urlsplit

from ..citing.citations import cited
from ..citing.styles import short
from ..datapackage.facts import read_facts
from ..datapackage.package import Package
from ..datapackage.schema import Json, Words
from ..errors import PackageError
from ..lang import Lang, sentence
from ..tabular.csv import Row
from ..validation.rules.writing import traditional


def package_facts(package: Package) -> dict[str, Words]:
    """The facts in the order in which they are read; those that the descriptor lacks are left out.

    The author of the report is named with the report, and is no contributor to the package.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> facts = package_facts(shipped())
    >>> list(facts)[:6], facts["compilers"].en
    (['title', 'description', 'rights', 'report', 'version', 'created'], 'fengqiao_open contributors')
    """
    descriptor = package.descriptor
    reports = [in_words("report", **_report(each)) for each in descriptor.get("sources", ())]
    creators = [each for each in descriptor.get("contributors", ()) if "creator" in each.get("roles", ())]
    titles = [Words.of(each, "title") for each in creators]
    licences = (f"{each.get('title', '')} {each.get('path', '')}" for each in descriptor.get("licenses", ()))
    found = {
        "title": Words.of(descriptor, "title"),
        "description": Words.of(descriptor, "description"),
        "rights": Words.of(descriptor, "rights", prefix="fq:"),
        "report": _joined(reports),
        "version": _same(str(descriptor.get("version", ""))),
        "created": _same(str(descriptor.get("created", ""))[:10]),
        "compilers": _joined([Words(each.en, each.zh or each.en) for each in titles]),
        "licence": _same("; ".join(licences).strip()),
        **dict(_of_a_complete_descriptor(package)),
        "homepage": _same(str(descriptor.get("homepage", ""))),
    }
    always = ("title", "description")
    return {name: words for name, words in found.items() if name in always or any(words)}


def text_facts(sources: Iterable[Row], repairs: Collection[Row]) -> dict[str, Words]:
    """What was done to the text of a report, and that its web page is on no government domain, where that is
    so.

    >>> text_facts([Row("sources", 2, "a", {"url": "http://www.example.org/1.html"})], [])["text"].en
    'The web page of the text is at www.example.org, which is not a government domain (gov.cn).'
    """
    said = []
    if repairs:
        letters = {letter for each in repairs for letter in each["repaired"]}
        how = "text_repaired" if traditional().isdisjoint(letters) else "text_converted"
        said.append(in_words(how, n=len(repairs)))
    hosts = dict.fromkeys(host for each in sources if (host := host_of(each["url"])))
    said += [in_words("not_government", host=each) for each in hosts if not f".{each}".endswith(".gov.cn")]
    return (
        {"text": Words(" ".join(each.en for each in said), "".join(each.zh for each in said))} if said else {}
    )


def host_of(url: str) -> str:
    """The host of a URL, "" where there is none.

    >>> host_of("http://www.example.org:80/1.html"), host_of("http://[")
    ('www.example.org', '')
    """
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _of_a_complete_descriptor(package: Package) -> Iterator[tuple[str, Words]]:
    """The citation and the contact, each where the descriptor has what it needs."""
    try:
        whole = cited(None, package)
    except PackageError:
        return
    yield "citation", Words(short(whole, "en"), short(whole, "zh"))
    try:
        contact = read_facts(package).contact
    except PackageError:
        return
    yield "contact", Words(f"{contact.en} {contact.path}", f"{contact.zh} {contact.path}")


def _report(source: Json) -> dict[str, str]:
    """Title, publisher, day and URL of a report; the title and publisher in both languages."""
    named = {"title": Words.of(source, "title"), "publisher": Words.of(source, "publisher", prefix="fq:")}
    texts = {
        f"{name}_{lang}": text for name, words in named.items() for lang, text in words._asdict().items()
    }
    return {**texts, "issued": str(source.get("version", "")), "url": str(source.get("path", ""))}


def _same(text: str) -> Words:
    return Words(text, text)


def _joined(found: list[Words]) -> Words:
    return Words("; ".join(each.en for each in found), "；".join(each.zh for each in found))


def in_words(key: str, **values: object) -> Words:
    """A sentence of exports in both languages."""
    return Words(sentence("exports", key, "en", **values), sentence("exports", key, "zh", **values))


def in_lang(words: Words, lang: Lang) -> str:
    """A text in a language."""
    return words.zh if lang == "zh" else words.en
