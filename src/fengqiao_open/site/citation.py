"""How a selection of statistics is cited: who, what, which version, which selection, under which licence, where."""

from __future__ import annotations

from ..package import Package
from .words import WORDS, Lang


def citation(package: Package, lang: Lang) -> str:
    """The citation with places `{count}`, `{selection}` and `{url}` for what the reader chose.

    >>> from fengqiao_open.package import shipped
    >>> citation(shipped(), "en").split(": {selection}")[0]
    "fengqiao_open contributors: Fengqiao Open: the figures of a town's government work report, version 0.1.0. {count}"
    """
    descriptor = package.descriptor
    makers = [
        str(each["title"])
        for each in descriptor.get("contributors", [])
        if "creator" in each.get("roles", [])
    ]
    licences = [str(each["name"]) for each in descriptor.get("licenses", [])]
    title = descriptor.get("fq:titleZh" if lang == "zh" else "title") or descriptor.get("name", "")
    return WORDS[lang]["citation"].format(
        authors=WORDS[lang]["comma"].join(makers), title=title, version=package.version,
        licence=WORDS[lang]["comma"].join(licences), count="{count}", selection="{selection}", url="{url}",
    )  # fmt: skip
