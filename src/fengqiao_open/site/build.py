"""Builds the site: every page and file in a temporary folder, put in place at the end."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from markupsafe import Markup

from ..authoring.unconfirmed import unconfirmed
from ..compilation.addresses import find_packages
from ..datapackage.facts import Facts, read_facts
from ..datapackage.package import DESCRIPTOR, Json, Package, of_one_report, read_package
from ..datapackage.writing import folder_written_whole
from ..errors import PackageError, worded
from ..lang import LANGS, Lang, texts
from ..optional import extra
from ..releases.errata_table import read_errata
from ..releases.history import history
from ..tabular.dataset import Data
from ..validation.read import read_tables
from ..validation.validate import examined
from .charts import Plotted, charts, plotted
from .citation import citations, each_cited
from .commitments import commitments
from .discovery import address, feed, llms, sitemap
from .edition import Edition
from .guides import guides
from .home import home
from .known_issues import absences, absent, discrepancies
from .outline import outline
from .page import Page
from .places import Site, folder_of, pages
from .preview import COMMON, previews
from .reference import dictionary, errata, rules, rulings
from .search import index, search
from .statistic import record, statistics
from .table import script, table
from .templates import NAVIGATION, filled, footer, html

Progress = Callable[[str], object]
_HERE = Path(__file__).parent
_MARK = ".fengqiao-site"
_BOM = "\ufeff".encode()


def build(
    output: str | Path,
    package: str | Path | None = None,
    progress: Progress = lambda step: None,
) -> Path:
    """Build the site of a package into a folder, whole or not at all; returns the page to open first.

    A folder that holds an earlier site is replaced; any other folder that is not empty is refused.

    Args:
        output: the folder to make.
        package: another package's folder, or a folder of several, which get a site each and pages that
            compare them; None for the shipped one.
        progress: told the name of each step.

    Raises:
        FileExistsError: the folder holds something else.
        NotADirectoryError: a file stands in its place.
        ImportError: Jinja2 or markdown-it-py is missing; the message names the extra.
        PackageError: the package has errors.
    """
    for needed in ("jinja2", "markdown_it"):
        extra(needed, "site")
    target = Path(os.path.realpath(output))
    if target.exists() and not target.is_dir():
        raise worded(NotADirectoryError, "file-for-folder", file=output)
    if target.exists() and any(target.iterdir()) and not (target / _MARK).is_file():
        raise worded(FileExistsError, "no-earlier-site", folder=output)
    packages = [read_package(each) for each in packages_at(package)]
    with folder_written_whole(target) as made:
        if len(packages) == 1:
            _write_package(packages[0], made, progress)
        else:
            _write_places(packages, made, progress)
    return target / "index.html"


def packages_at(package: str | Path | None) -> Sequence[str | Path | None]:
    """The package itself, or those below a folder that is none."""
    if package is None or not Path(package).is_dir() or (Path(package) / DESCRIPTOR).exists():
        return [package]
    return find_packages([package])


def _write_package(package: Package, made: Path, progress: Progress, named: str = "") -> Data:
    """Write the site of one package, which an error calls as it is `named` where it is one of several;
    returns its tables.
    """
    data = _read(package, named)
    paths: list[str] = []
    facts, cited = _facts(package), citations(package)
    left = unconfirmed(package, data.tables)
    for lang in LANGS:
        progress(texts("reports", lang)["language_name"])
        paths = _write_language(
            Edition(package, data, lang, facts, bool(named), left), cited.get(lang), made / lang
        )
    _write_shared(package, data, made)
    _write_discovery(package, data, paths, made)
    return data


def _write_places(packages: Sequence[Package], made: Path, progress: Progress) -> None:
    """Write a site for each package, and the pages over all of them."""
    sites: list[Site] = []
    for package in packages:
        name = str(package.descriptor.get("name", ""))
        folder = folder_of(name, [each.folder for each in sites])
        progress(name)
        data = _write_package(package, made / folder, lambda step: None, named=name)
        left = unconfirmed(package, data.tables)
        sites.append(Site(folder, Edition(package, data, "en", None, unconfirmed=left)))
    for path, text in pages(sites):
        _write(made / path, text)
    shutil.copytree(_HERE / "assets", made / "assets")
    names = {lang: texts("site", lang)["places"] for lang in LANGS}
    _write_front(names, names, made, pages=())
    _write(made / _MARK, f"{len(packages)}\n")


def edition_of(package: Package, lang: Lang) -> Edition:
    """A package in one language, its tables read without the rules; for examples and tests."""
    tables, _ = read_tables(package)
    return Edition(package, Data(tables, package.descriptor), lang, _facts(package))


def _read(package: Package, named: str = "") -> Data:
    """The tables of a package, all of them and without an error: those are fixed before it is shown."""
    report, _ = examined(of_one_report(package), hashes=False)
    errors = [each for each in report.findings if each.severity == "error"]
    if errors:
        first = errors[0]
        where = " ".join((named, first.code, first.table, str(first.line or ""))).strip()
        found = {f"found_{lang}": first.found(lang) for lang in LANGS}
        raise PackageError("site-errors", n=len(errors), place=where, **found)
    tables, _ = read_tables(package)
    return Data(tables, package.descriptor)


def _facts(package: Package) -> Facts | None:
    """What the descriptor says; None where it does not say enough."""
    try:
        return read_facts(package)
    except PackageError:
        return None


def _write_language(edition: Edition, cited: Json | None, made: Path) -> list[str]:
    """Write the pages of a language and what they need; returns their paths."""
    found = plotted(edition)
    paths = []
    corrected = bool(read_errata(edition.package))
    feet = {root: footer(edition, root, corrected) for root in ("", "../")}
    pictures = previews(edition) if address(edition.package) else {}
    for page in _pages(edition, found, cited):
        own = page.path.replace(".html", ".png")
        picture = own if own in pictures else COMMON if pictures else ""
        _write(made / page.path, html(page, edition, feet[page.root], picture))
        paths.append(page.path)
    for name, content in pictures.items():
        (made / name).write_bytes(content)
    _write(made / "assets" / "search-data.js", index(edition, list(guides(edition, errata=False))))
    _write(made / "assets" / "table-data.js", script(edition, cited))
    for each in found:
        for name, text in each.files().items():
            _write(made / name, text)
    return paths


def _pages(edition: Edition, found: list[Plotted], cited: Json | None) -> Iterator[Page]:
    """Every page of a language."""
    files = [path.name for path in _downloads(edition.package)]
    corrected = errata(edition)
    yield home(edition, files, found[0] if found else None, str(cited["whole"]) if cited else "")
    yield table(edition, files, cited is not None)
    yield from statistics(edition, each_cited(edition, cited))
    yield charts(found, edition)
    yield commitments(edition)
    yield outline(edition)
    yield search(edition)
    yield from guides(edition, corrected is not None)
    yield from dictionary(edition)
    yield from rules(edition)
    yield rulings(edition)
    yield discrepancies(edition)
    if absent(edition):
        yield absences(edition)
    if corrected:
        yield corrected


def _write_shared(package: Package, data: Data, made: Path) -> None:
    """What both languages share: style and scripts, the tables, the files to download, the first page."""
    shutil.copytree(_HERE / "assets", made / "assets")
    (made / "data").mkdir()
    for name in data.tables:
        # Without the mark, a spreadsheet reads Chinese text as GBK.
        (made / "data" / f"{name}.csv").write_bytes(_BOM + package.path(name).read_bytes().removeprefix(_BOM))
    edition = Edition(package, data, "en", None)
    records = {row.key: record(row, edition) for row in data.rows("statistics")}
    for key, content in records.items():
        _write(made / "data" / "statistics" / f"{key}.json", _json(content))
    _write(made / "data" / "statistics.json", _json(list(records.values())))
    for path in _downloads(package):
        (made / "downloads").mkdir(exist_ok=True)
        shutil.copy(path, made / "downloads" / path.name)
    editions = {lang: Edition(package, data, lang, None) for lang in LANGS}
    titles = {lang: each.title for lang, each in editions.items()}
    _write_front(titles, {lang: each.brand for lang, each in editions.items()}, made, NAVIGATION)
    _write(made / _MARK, package.version + "\n")


def _write_front(
    titles: dict[Lang, str], brands: dict[Lang, str], made: Path, pages: Sequence[tuple[str, str]]
) -> None:
    """The first page, and the one for addresses that lead nowhere, from which the pages can be reached."""
    names = {lang: texts("reports", lang)["language_name"] for lang in LANGS}
    say = {lang: texts("site", lang) for lang in LANGS}
    style = (_HERE / "assets" / "site.css").read_text("utf-8")
    _write(made / "index.html", filled("front.html", titles=titles, names=names))
    values = {"titles": brands, "names": names, "say": say, "pages": pages}
    _write(made / "404.html", filled("404.html", style=Markup(style), **values))
    (made / ".nojekyll").touch()


def _write_discovery(package: Package, data: Data, paths: list[str], made: Path) -> None:
    """The map, the feeds and the page for language models; addresses only where the package says where it
    is.
    """
    files = [path.name for path in _downloads(package)]
    english = Edition(package, data, "en", None)
    _write(made / "llms.txt", llms(english, files))
    base = address(package)
    if not base:
        return
    _write(made / "sitemap.xml", sitemap(base, paths, english.day))
    _write(made / "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n")
    releases, corrections = history(package), Counter(each.version for each in read_errata(package) or ())
    for lang in LANGS:
        edition = Edition(package, data, lang, None)
        _write(made / lang / "feed.xml", feed(base, edition, releases, corrections))


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _write(path: Path, text: str) -> None:
    try:
        path.write_bytes(text.encode())
    except FileNotFoundError:  # the first of its folder
        path.parent.mkdir(parents=True)
        path.write_bytes(text.encode())


def _downloads(package: Package) -> list[Path]:
    """The files for downloaders that a package has, the workbook first."""
    ends = (".xlsx", ".zip", ".sqlite")
    names = [path.name for path in (package.root / "downloads").glob("*") if path.suffix in ends]
    plain = [name for name in names if re.fullmatch(r"[\w.-]+", name) and package.inside(f"downloads/{name}")]
    return [package.root / "downloads" / name for end in ends for name in sorted(plain) if name.endswith(end)]
