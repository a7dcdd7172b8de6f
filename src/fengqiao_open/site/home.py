"""The home page: what this is, how much there is, and where to go."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ..datapackage.package import Package
from ..lang import Lang, texts
from ..tabular.dataset import Data
from .text import plain


def home_page(
    package: Package, data: Data, lang: Lang, elsewhere: str = "", downloads: Sequence[str] = ()
) -> str:
    """The first page, as Markdown.

    `elsewhere` is the folder of another package than the shipped one, `downloads` the names of the files to download.
    """
    descriptor = package.descriptor
    description = str(descriptor.get("fq:descriptionZh" if lang == "zh" else "description", ""))
    page = (Path(__file__).parent / "pages" / lang / "home.md").read_text(encoding="utf-8")
    return page.format(
        title=plain(str(descriptor.get("fq:titleZh" if lang == "zh" else "title", ""))),
        description="\n\n".join(plain(part) for part in description.split("\n\n")),
        statistics=len(data.rows("statistics")),
        rulings=len(data.rows("rulings")),
        discrepancies=len(data.rows("discrepancies")),
        version=plain(package.version),
        licence=plain(licence(package, lang)),
        downloads=_downloads(downloads, lang),
        example=_example(data, lang, elsewhere),
        tutorial=(texts("site", lang)["stop"] if elsewhere else texts("site", lang)["tutorial_link"]),
    )


def _downloads(names: Sequence[str], lang: Lang) -> str:
    """A line with links to the files, and an empty one below; blank where there are none."""
    words = texts("site", lang)
    titles = (words[f"download_{name.rpartition('.')[2]}"] for name in names)
    links = (f"[{title}](downloads/{name})" for title, name in zip(titles, names, strict=True))
    line = words["comma"].join(links)
    return words["downloads"].format(links=line) + "\n\n" if line else ""


def licence(package: Package, lang: Lang) -> str:
    """The licences in a sentence; blank where the descriptor names none.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> licence(shipped(), "en")
    'Licence: CC-BY-4.0.'
    """
    words = texts("site", lang)
    names = words["comma"].join(str(each["name"]) for each in package.descriptor.get("licenses", []))
    return words["licence"].format(names=names) if names else ""


def _example(data: Data, lang: Lang, elsewhere: str) -> str:
    """Arguments that choose something of these tables, the theme and year of their first statistic."""
    first = next(iter(data.rows("statistics")), None)
    arguments = [f'lang="{lang}"']
    if first is not None:
        arguments += [f"theme={json.dumps(first['theme_id'])}", f"period={first['period']}"]
    if elsewhere:
        arguments.append(f"package={json.dumps(elsewhere)}")
    return ", ".join(arguments)
