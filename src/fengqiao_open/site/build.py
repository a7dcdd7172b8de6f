"""Builds the site: pages are written to a temporary folder, made by MkDocs, and put in place at the end."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from ..datapackage.facts import read_facts
from ..datapackage.package import Package, of_one_report, read_package, shipped
from ..datapackage.writing import folder_written_whole
from ..errors import PackageError, worded
from ..lang import LANGS, Lang, sentence, texts
from ..metadata.schemaorg import script
from ..optional import extra
from ..tabular.dataset import Data
from ..validation.read import read_tables
from ..validation.validate import examined
from .citation import citation
from .explorer import explorer_data, explorer_page
from .home import home_page, licence
from .pictures import drawings, picture_files, pictures_page
from .reference import dictionary_page, discrepancies_page, findings_page, qualifiers, rulings_page

_HERE = Path(__file__).parent
_MARK = ".fengqiao-site"
_EXTENSIONS = (
    *("attr_list", "md_in_html", "tables", "admonition"),
    *("pymdownx.superfences", "pymdownx.highlight"),
)
_GUIDES = ("reading", "api", "tutorial", "stewards")


def build(
    output: str | Path,
    package: str | Path | None = None,
    progress: Callable[[str], object] = lambda step: None,
) -> Path:
    """Build the site of a package into a folder, whole or not at all; returns the page to open first.

    A folder that holds an earlier site is replaced; any other folder that is not empty is refused.

    Args:
        output: the folder to make.
        package: another package's folder; None for the shipped one.
        progress: told the name of each step.

    Raises:
        FileExistsError: the folder holds something else.
        NotADirectoryError: a file stands in its place.
        ImportError: MkDocs Material, Altair or vl-convert is missing; the message names the extra.
        PackageError: the package has errors.
    """
    for needed in ("altair", "material", "mkdocs", "vl_convert"):
        extra(needed, "site")
    target = Path(os.path.realpath(output))
    if target.exists() and not target.is_dir():
        raise worded(NotADirectoryError, "file-for-folder", file=output)
    if target.exists() and any(target.iterdir()) and not (target / _MARK).is_file():
        raise worded(FileExistsError, "no-earlier-site", folder=output)
    found = read_package(package)
    data = _read(found)
    with tempfile.TemporaryDirectory(prefix="fengqiao-") as scratch, folder_written_whole(target) as made:
        for lang in LANGS:
            progress(texts("reports", lang)["language_name"])
            _write_language(found, data, lang, Path(scratch) / lang, made / lang)
        (made / "index.html").write_text(_front(found), encoding="utf-8")
        (made / _MARK).write_text(found.version + "\n", encoding="utf-8")
        (made / ".nojekyll").touch()
    return target / "index.html"


def _read(package: Package) -> Data:
    """The tables of a package, all of them and without an error: those are fixed before it is shown."""
    report, _ = examined(of_one_report(package), hashes=False)
    errors = [each for each in report.findings if each.severity == "error"]
    if errors:
        first = errors[0]
        where = " ".join((first.code, first.table, str(first.line or ""))).strip()
        found = {f"found_{lang}": first.found(lang) for lang in LANGS}
        raise PackageError("site-errors", n=len(errors), place=where, **found)
    tables, _ = read_tables(package)
    return Data(tables, package.descriptor)


def _write_language(package: Package, data: Data, lang: Lang, docs: Path, made: Path) -> None:
    pictures = drawings(package, lang)
    cited = citation(package, lang)
    elsewhere = _elsewhere(package)
    pages = {
        "index": home_page(package, data, lang, elsewhere, [path.name for path in _downloads(package)]),
        "explorer": explorer_page(data, lang, cited is not None),
        "pictures": pictures_page(pictures, lang, elsewhere),
        "dictionary": dictionary_page(package, data, lang),
        "findings": findings_page(lang),
        "rulings": rulings_page(data, lang),
        "discrepancies": discrepancies_page(data, lang),
    }
    docs.mkdir(parents=True)
    for name, text in pages.items():
        (docs / f"{name}.md").write_text(text, encoding="utf-8")
    for name in _guides(package):
        text = (_HERE / "pages" / lang / f"{name}.md").read_text("utf-8")
        text = text.replace("<!-- qualifiers -->", qualifiers(data, lang))
        note = sentence("site", "elsewhere", lang, folder=json.dumps(elsewhere)) if elsewhere else ""
        text = text.replace("<!-- elsewhere -->", note)
        (docs / f"{name}.md").write_text(text, encoding="utf-8")
    shutil.copytree(_HERE / "assets", docs / "assets")
    no_readme = shutil.ignore_patterns("*.md")
    shutil.copytree(_HERE / "vendor", docs / "assets", dirs_exist_ok=True, ignore=no_readme)
    script_data = explorer_data(data, package, lang, cited)
    (docs / "assets" / "explorer-data.js").write_text(script_data, encoding="utf-8")
    for path, text in picture_files(pictures).items():
        (docs / path).parent.mkdir(exist_ok=True)
        (docs / path).write_text(text, encoding="utf-8", newline="\n")
    (docs / "data").mkdir()
    for name in data.tables:
        shutil.copy(package.path(name), docs / "data" / f"{name}.csv")
    for path in _downloads(package):
        (docs / "downloads").mkdir(exist_ok=True)
        shutil.copy(path, docs / "downloads" / path.name)
    _make(_settings(package, lang, docs, made))


def _downloads(package: Package) -> list[Path]:
    """The files for downloaders that a package has, the workbook first."""
    ends = (".xlsx", ".zip", ".sqlite")
    names = [path.name for path in (package.root / "downloads").glob("*") if path.suffix in ends]
    plain = [name for name in names if re.fullmatch(r"[\w.-]+", name) and package.inside(f"downloads/{name}")]
    return [package.root / "downloads" / name for end in ends for name in sorted(plain) if name.endswith(end)]


def _elsewhere(package: Package) -> str:
    """The name of another package than the shipped one, for the examples of the guides; else blank."""
    name = str(package.descriptor.get("name", ""))
    return "" if name == shipped().descriptor["name"] else re.sub(r"[^\w.-]", "", name) or "FOLDER"


def _guides(package: Package) -> tuple[str, ...]:
    """The guides of a site: the tutorial's finding is one about the shipped package."""
    return tuple(name for name in _GUIDES if name != "tutorial" or not _elsewhere(package))


def _footer(package: Package, lang: Lang) -> str:
    """What is claimed in the package, and its licence."""
    rights = str(package.descriptor.get("fq:rightsZh" if lang == "zh" else "fq:rights", ""))
    return escape(texts("site", lang)["space"].join(filter(None, (rights, licence(package, lang)))))


def _make(settings: dict[str, Any]) -> None:
    from mkdocs.commands.build import build as make
    from mkdocs.config.base import load_config
    from mkdocs.exceptions import MkDocsException

    # MkDocs and its theme speak on loggers; what they warn of stops the build (strict), the rest is not for
    # users.
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    file = Path(settings["docs_dir"]).with_suffix(".yml")
    file.write_text("site_name: by settings\n", encoding="utf-8")
    config = load_config(str(file), **settings)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        make(config)
    except MkDocsException as problem:
        raise PackageError("site-not-built", why=problem) from problem


def _settings(package: Package, lang: Lang, docs: Path, made: Path) -> dict[str, Any]:
    words = texts("site", lang)
    other: Lang = "en" if lang == "zh" else "zh"
    titled = package.descriptor.get("fq:titleZh" if lang == "zh" else "title")
    name = titled or package.descriptor.get("name", "")
    # The theme writes the name as it is, in titles too: it may hold no mark-up.
    short = re.sub(r"[<>&\"]", "", str(name).split(words["colon"].strip())[0])
    languages = {each: texts("reports", each)["language_name"] for each in LANGS}
    reference = ("dictionary", "findings", "rulings", "discrepancies")
    return {
        "site_name": short,
        "docs_dir": str(docs),
        "site_dir": str(made),
        "use_directory_urls": False,
        "strict": True,
        "copyright": _footer(package, lang),
        "theme": {
            "name": "material",
            "custom_dir": str(_HERE / "theme"),
            "language": lang,
            "font": False,
            "icon": {"logo": "material/table-search"},
            "features": ["navigation.tabs", "toc.follow", "content.code.copy"],
            "palette": {"scheme": "default", "primary": "custom", "accent": "custom"},
        },
        "plugins": [{"material/search": {"lang": lang}}, {"material/offline": {}}],
        "markdown_extensions": [*_EXTENSIONS, {"toc": {"permalink": False, "toc_depth": 2}}],
        "extra": {
            "alternate": [
                {"name": own, "link": f"../{each}/index.html", "lang": each}
                for each, own in languages.items()
            ],
            "other": other,
            "other_name": languages[other],
            "generator": False,
            "dataset": _dataset(package, lang),
            "polyfills": ["assets/iframe-worker.js"],
        },
        "extra_css": ["assets/site.css"],
        "extra_javascript": ["assets/switch.js"],
        "nav": [
            {words["index"]: "index.md"},
            {words["explorer"]: "explorer.md"},
            {words["pictures"]: "pictures.md"},
            {words["reference"]: [{words[each]: f"{each}.md"} for each in reference]},
            {words["guides"]: [{words[each]: f"{each}.md"} for each in _guides(package)]},
        ],
    }


def _dataset(package: Package, lang: Lang) -> str:
    """What search engines read in a page; blank for a package whose descriptor does not say enough."""
    try:
        return script(read_facts(package), lang)
    except PackageError:
        return ""


def _front(package: Package) -> str:
    """The first page: leads to the browser's language, and offers both where there is no script."""
    zh, en = (escape(str(package.descriptor.get(name, ""))) for name in ("fq:titleZh", "title"))
    links = " · ".join(
        f'<a href="{lang}/index.html" lang="{lang}">{texts("reports", lang)["language_name"]}</a>'
        for lang in LANGS
    )
    return Template((_HERE / "front.html").read_text("utf-8")).substitute(zh=zh, en=en, links=links)
