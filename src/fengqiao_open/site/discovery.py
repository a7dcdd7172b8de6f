"""What leads others to the pages: a map of the site, a feed of releases, and a page for language models."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from ..datapackage.package import Package
from ..lang import LANGS
from ..releases.history import Release
from .edition import Edition, web


def address(package: Package) -> str:
    """Where the site of a package stands: beside its repository on GitHub, else at its homepage; blank for
    neither.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> address(shipped())
    'https://fengqiao-open.github.io/fengqiao_open/'
    """
    home = web(str(package.descriptor.get("homepage", ""))).rstrip("/")
    found = re.fullmatch(r"https?://github\.com/([\w.-]+)/([\w.-]+)", home)
    if found:
        return f"https://{found[1]}.github.io/{found[2]}/"
    return f"{home}/" if home else ""


def sitemap(base: str, pages: Iterable[str], day: str) -> str:
    """The map of the site: each page with its twin in the other language.

    Args:
        base: where the site stands.
        pages: the paths of the pages below the folder of a language.
        day: of this version.
    """
    changed = f"<lastmod>{escape(day)}</lastmod>" if day else ""
    links = "".join(
        f"<url><loc>{escape(f'{base}{lang}/{path}')}</loc>{changed}"
        + "".join(
            f'<xhtml:link rel="alternate" hreflang="{each}" href="{escape(f"{base}{each}/{path}")}"/>'
            for each in LANGS
        )
        + "</url>\n"
        for path in pages
        for lang in LANGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{links}</urlset>\n'
    )


def feed(base: str, edition: Edition, releases: Sequence[Release], corrections: Mapping[str, int]) -> str:
    """The feed of releases (Atom), the newest first.

    Args:
        base: where the site stands.
        edition: the package in one language.
        releases: its releases, its own version first.
        corrections: how many cells each version corrected, where that is recorded.
    """
    package, day = edition.package, _moment(edition.day)
    identifier = str(package.descriptor.get("id") or base)
    home, of_language = f"{base}{edition.lang}/", "zh-CN" if edition.lang == "zh" else "en"
    entries = []
    for each in releases:
        named = edition.say("release", name=edition.brand, version=each.version)
        said = []
        if each.version == package.version:
            said.append(edition.say("release_about", n=len(edition.data.rows("statistics"))))
        if each.version in corrections:
            said.append(edition.say("release_corrections", n=corrections[each.version]))
        entries.append(
            f"<entry><id>{escape(identifier)}#{escape(each.version)}</id><title>{escape(named)}</title>"
            f'<updated>{_moment(each.day)}</updated><link href="{escape(home)}index.html"/>'
            f"<summary>{escape(edition.say('space').join(said) or named)}</summary></entry>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{of_language}">'
        f"<id>{escape(identifier)}</id><title>{escape(edition.title)}</title><updated>{escape(day)}</updated>"
        f"<author><name>{escape(edition.brand)}</name></author>"
        f'<link rel="self" href="{escape(home)}feed.xml"/>{"".join(entries)}</feed>\n'
    )


def _moment(day: str) -> str:
    return f"{day or '1970-01-01'}T00:00:00Z"


def llms(edition: Edition, files: Iterable[str]) -> str:
    """What a language model should read first, in the form of llmstxt.org: what this is, how to use it,
    where.
    """
    say = edition.say
    description = edition.described("description").split("\n\n")
    pages = (
        ("table", "en/table.html"),
        ("report", "en/report.html"),
        ("rulings", "en/rulings.html"),
        ("discrepancies", "en/discrepancies.html"),
        ("dictionary", "en/dictionary.html"),
        ("api", "en/api.html"),
    )
    listed = [f"- [{say(name)}]({path})" for name, path in pages]
    data = ["statistics.json", "statistics.csv", "observations.csv", "derived.csv"]
    taken = [*(f"data/{name}" for name in data), *(f"downloads/{name}" for name in files)]
    return "\n".join(
        [
            f"# {_line(edition.title)}",
            "",
            f"> {_line(description[0])}",
            "",
            *(_line(each) for each in description[1:]),
            "",
            say("llms_use"),
            "",
            f"## {say('downloads')}",
            "",
            *(f"- [{name}]({name})" for name in taken),
            "",
            f"## {say('guides')}",
            "",
            *listed,
            "",
        ]
    )


def _line(text: str) -> str:
    return " ".join(text.split())
