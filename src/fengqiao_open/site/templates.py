"""Pages as HTML: Jinja2 fills the templates and escapes every text."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from ..datapackage.package import Json
from ..lang import LANGS, Lang, texts
from ..metadata.schemaorg import script
from .discovery import address
from .edition import Edition
from .page import Page
from .text import with_languages

#: The entries of the navigation, with their addresses.
NAVIGATION = (
    ("table", "table.html"),
    ("charts", "charts.html"),
    ("report", "report.html"),
    ("guides", "guides.html"),
    ("downloads", "index.html#downloads"),
)


def footer(edition: Edition, root: str, errata: bool) -> Markup:
    """The foot of every page of a language at one depth: source, licence, version with its errata where there
    are some, contact.
    """
    return Markup(filled("footer.html", edition=edition, say=edition.say, root=root, errata=errata))


def html(page: Page, edition: Edition, foot: Markup, picture: str = "") -> str:
    """A page as HTML, with the foot of its language; `picture` is what a link to it shows, below the folder
    of the language.
    """
    root = page.root
    languages = {each: texts("reports", each)["language_name"] for each in LANGS}
    other: Lang = "en" if edition.lang == "zh" else "zh"
    common: Json = {
        "page": page,
        "edition": edition,
        "say": edition.say,
        "lang": edition.lang,
        "other": other,
        "other_name": languages[other],
        "navigation": NAVIGATION,
        "assets": f"{root}../assets/",
        "top": f"{root}../",
        "base": address(edition.package),
        "footer": foot,
        "picture": picture,
        "to": lambda address: f"{root}{address}",
        "dataset": Markup(script(edition.facts, edition.lang)) if page.dataset and edition.facts else "",
    }
    made = _environment().get_template(page.template).render({**common, **page.values})
    return with_languages(made) if edition.lang == "en" else made


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["zip"] = zip
    return made


def filled(template: str, /, **values: Any) -> str:
    """A template that is no page of a language: the front page, the page for addresses that lead nowhere."""
    return _environment().get_template(template).render(values)
