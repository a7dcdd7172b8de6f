"""The pages of the site as files: links, anchors, metadata, and the site of another town."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from command import run
from packages import SHAPES
from site_browser import LANGS, PAGES

import fengqiao_open as fo
from fengqiao_open.authoring.agenda import agenda
from fengqiao_open.authoring.unconfirmed import unconfirmed
from fengqiao_open.datapackage.files import csv_bytes
from fengqiao_open.datapackage.package import read_package
from fengqiao_open.tabular.csv import records
from fengqiao_open.validation.read import read_tables

pytestmark = pytest.mark.slow


def test_the_reference_has_an_anchor_for_every_field_code_and_entry(site: Path) -> None:
    """A link to any field, code list entry, rule, ruling or discrepancy leads somewhere, in both languages."""
    from fengqiao_open.findings.catalogue import catalogue

    package = read_package()
    fields = {f"{table}.{field['name']}" for table in package.tables for field in package.fields(table)}
    wanted = {
        "dictionary": set(package.tables), "rules": set(catalogue()),
        "rulings": set(fo.load("rulings")["ruling_id"]), "discrepancies": set(fo.load("discrepancies")["discrepancy_id"]),
    }  # fmt: skip
    for lang in LANGS:
        for name, anchors in wanted.items():
            assert anchors <= Links.of(site / lang / f"{name}.html").anchors, (lang, name)
        tables = [Links.of(site / lang / "dictionary" / f"{table}.html").anchors for table in package.tables]
        assert fields <= set().union(*tables)
        for folder, names in (
            ("rules", set(catalogue())),
            ("statistics", set(fo.load("statistics")["observation_id"])),
        ):
            assert {path.stem for path in (site / lang / folder).glob("*.html")} == names


def test_no_link_of_the_site_leads_nowhere(site: Path) -> None:
    """Every link to a page, file or anchor of the site has something at its end."""
    pages = {path: Links.of(path) for path in site.rglob("*.html")}
    for path, found in pages.items():
        for link in found.links:
            parts = urlsplit(link)
            if parts.scheme or link.startswith("//"):
                continue
            if not parts.path and not parts.fragment:
                continue
            target = Path(os.path.normpath(path.parent / unquote(parts.path))) if parts.path else path
            assert target.is_file(), (path, link)
            if parts.fragment and target in pages and "=" not in parts.fragment:
                assert unquote(parts.fragment) in pages[target].anchors, (path, link)


def test_every_page_exists_in_both_languages_with_the_same_anchors(site: Path) -> None:
    """The switch can keep a place only where the other language has it."""
    for name in PAGES:
        english, chinese = (Links.of(site / lang / f"{name}.html") for lang in LANGS)
        assert english.anchors == chinese.anchors, name


def test_the_home_page_and_the_table_tell_search_engines_of_the_dataset(site: Path) -> None:
    """Valid, in the language of the page, and one dataset: the same identifier wherever it stands."""
    from extruct.jsonld import JsonLdExtractor

    from fengqiao_open.datapackage.facts import read_facts
    from fengqiao_open.metadata.schemaorg import dataset

    schema = json.loads((SHAPES / "schemaorg-dataset.json").read_text("utf-8"))
    for lang in LANGS:
        wanted = dataset(read_facts(read_package()), lang)
        for name in PAGES:
            found = JsonLdExtractor().extract((site / lang / f"{name}.html").read_text("utf-8"))
            assert found == ([wanted] if name in ("index", "table") else []), (lang, name)
            for each in found:
                jsonschema.Draft202012Validator(schema).validate(each)


def test_nothing_of_the_site_names_another_server_to_load_from(site: Path) -> None:
    """No script, style, font or image from elsewhere, in any page or style sheet."""
    for path in (*site.rglob("*.html"), *site.rglob("*.css")):
        text = re.sub(r'<link rel="canonical" href="[^"]*">', "", path.read_text("utf-8"))  # loads nothing
        assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"?(?:https?:)?//", text), path
        assert not re.search(r"(?:@import|url\()\s*[\"']?(?:https?:)?//", text), path


def test_another_town_gets_a_site_and_its_markup_stays_text(town_site: Path) -> None:
    """A package of someone else's builds too; what looks like HTML or Markdown in it is shown, not run."""
    for page in town_site.glob("en/**/*.html"):
        text = page.read_text("utf-8")
        assert Links.of(page).handlers == set(), page
        assert "<script>alert" not in text and "<strong>b</strong>" not in text and "<img" not in text, page
        assert "javascript:" not in text
    assert "&lt;img src=x onerror" in (town_site / "en" / "table.html").read_text("utf-8")
    for name in ("table", "search"):
        data = (town_site / "en" / "assets" / f"{name}-data.js").read_text("utf-8")
        assert "<" not in data and "\\u003cimg src=x" in data


def test_no_letter_of_a_package_is_shown_with_a_backslash(site: Path, town_site: Path) -> None:
    """Markdown keeps the backslash before what is no mark to it, such as a colon."""
    for page in (*site.rglob("*.html"), *town_site.rglob("*.html")):
        shown = Links.of(page).text
        assert not re.search(r"\\[:|~^=]", shown), page
    assert "观测值编号" in Links.of(town_site / "zh" / "statistics" / "qinghe-2032-p04-01.html").text


def test_the_site_of_another_town_does_not_speak_of_fengqiao_as_if_it_were_that_town(town_site: Path) -> None:
    """Guides, pictures, footer and examples are the town's, or say that they are about the example."""
    example = {"en": "that of Fengqiao Town", "zh": "随软件附带的凤桥镇数据包"}
    for lang in LANGS:
        assert not (town_site / lang / "tutorial.html").exists()
        for path in (town_site / lang).rglob("*.html"):
            page = Links.of(path)
            assert "tutorial.html" not in page.links
            told = re.sub("fengqiao[_-]open", "", page.text)
            if path.stem == "api":
                assert example[lang] in told and 'package="qinghe-open"' in told
            elif path.parent.name not in ("dictionary", "rules") and path.stem != "rules":
                # The source of a definition has a year of its own.
                years = "" if path.parent.name == "statistics" else "|2022|2023"
                assert not re.search(f"fengqiao|凤桥{years}", told, re.IGNORECASE), (lang, path)
    assert "2032年目标" in Links.of(town_site / "zh" / "charts.html").text
    home = Links.of(town_site / "zh" / "index.html").text
    assert 'fo.statistics(lang="zh", theme="economy", period=2031, package="qinghe-open")' in home
    assert "官方整理" in home and "CC-BY-4.0" in home and "非官方" not in home


def test_a_package_that_does_not_say_who_made_it_has_no_citation(town_site: Path) -> None:
    """An address that is none: neither a citation nor metadata can be made, and none is."""
    text = (town_site / "en" / "table.html").read_text("utf-8")
    assert "citation" not in text and "ld+json" not in text
    assert '"citation":null' in (town_site / "en" / "assets" / "table-data.js").read_text("utf-8")


def test_the_home_page_offers_the_workbook_before_the_csv(town_site: Path) -> None:
    """A CSV opened by a double click shows mojibake in Excel."""
    for lang in LANGS:
        page = (town_site / lang / "index.html").read_text("utf-8")
        files = re.findall(r'href="(\.\./(?:downloads|data)/[^"]+)"', page)
        ends = [link.rpartition(".")[2] for link in files]
        assert ends == ["xlsx", "xlsx", "zip", "sqlite", "csv", "json"]  # the first is beside the title
        assert all((town_site / lang / link).is_file() for link in files)


def test_a_site_replaces_an_earlier_one_and_nothing_else(site: Path, tmp_path: Path) -> None:
    """A folder with something else in it is refused before anything is written."""
    from fengqiao_open.site import build

    assert (site / ".fengqiao-site").read_text("utf-8").strip() == fo.__version__
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(FileExistsError, match="holds no earlier site"):
        build(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["thesis.txt"]
    with pytest.raises(NotADirectoryError, match="is a file: name a folder"):
        build(tmp_path / "thesis.txt")


def test_the_map_has_every_page_in_both_languages_and_the_feeds_are_well_formed(site: Path) -> None:
    """A page that no map names is found by nobody; a feed that is not well-formed is refused by every reader."""
    from xml.etree import ElementTree

    base = "https://fengqiao-open.github.io/fengqiao_open/"
    found = ElementTree.parse(site / "sitemap.xml").iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    listed = {str(each.text).removeprefix(base) for each in found}
    pages = {path.relative_to(site).as_posix() for lang in LANGS for path in (site / lang).rglob("*.html")}
    assert listed == pages
    atom = "{http://www.w3.org/2005/Atom}"
    for lang in LANGS:
        feed = ElementTree.parse(site / lang / "feed.xml").getroot()
        titles = [str(entry.findtext(f"{atom}title")) for entry in feed.iter(f"{atom}entry")]
        releases = re.findall(
            r"^## ([\d.]+) ", (read_package().root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
        )
        assert [title.split()[-1] for title in titles] == releases and releases[0] == fo.__version__
        assert feed.findtext(f"{atom}updated") == read_package().descriptor["created"]


def test_a_language_model_is_told_what_this_is_and_where(site: Path) -> None:
    """Every address in llms.txt leads to a file, and the rules of use come before them."""
    text = (site / "llms.txt").read_text("utf-8")
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert len(links) > 8 and all((site / link).is_file() for link in links)
    assert text.startswith("# ") and text.index("overlaps_ids") < text.index("](")


def test_every_page_has_a_title_and_summary_of_its_own_for_link_previews(site: Path) -> None:
    """A link sent to a friend shows what the page is about; two pages that show the same are told apart by nobody."""
    for lang in LANGS:
        titles: dict[str, Path] = {}
        for path in (site / lang).rglob("*.html"):
            head = path.read_text("utf-8").partition("</head>")[0]
            (title,) = re.findall(r'property="og:title" content="([^"]+)"', head)
            assert re.search(r'property="og:url" content="https://[^"]+"', head)
            if path.parent.name != "statistics":
                assert 'property="og:description"' in head, path
                assert titles.setdefault(title, path) == path


def test_a_link_sent_to_a_friend_shows_a_picture(site: Path, town_site: Path) -> None:
    """Every page names one that exists, 1200 × 630; a package without an address has none to name."""
    pytest.importorskip("vl_convert", reason="the pictures are drawn with the extra “plot”")
    base = "https://fengqiao-open.github.io/fengqiao_open/"
    sizes = {}
    for path in (page for lang in LANGS for page in (site / lang).rglob("*.html")):
        head = path.read_text("utf-8").partition("</head>")[0]
        (picture,) = re.findall(r'property="og:image" content="([^"]+)"', head)
        content = (site / picture.removeprefix(base)).read_bytes()
        sizes[picture] = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    assert set(sizes.values()) == {(1200, 630)} and len(sizes) == 10
    assert not list(town_site.rglob("*.png"))
    assert "og:image" not in (town_site / "zh" / "index.html").read_text("utf-8")


def test_a_package_without_a_home_has_neither_map_nor_feed(town_site: Path) -> None:
    """An address made up would lead readers nowhere."""
    assert not (town_site / "sitemap.xml").exists() and not list(town_site.rglob("feed.xml"))
    assert (town_site / "llms.txt").is_file()


def test_a_draft_says_on_every_page_that_no_one_has_confirmed_it(tmp_path: Path) -> None:
    """Catches proposals of a program that the public takes for results; nothing is said once all is decided."""
    pytest.importorskip("jinja2", reason="the site needs the extra “site”")
    text = "清溪镇政府工作报告\n（2031年2月20日）\n一、2030年主要工作\n全镇工业总产值21.3亿元，新增某某驿站7座。\n"
    (tmp_path / "report.txt").write_text(text, "utf-8")
    made = (
        "new",
        "report.txt",
        "--town",
        "清溪镇",
        "--year",
        "2031",
        "-o",
        "town",
        "--id",
        "qingxi-2031",
        "--area",
        "990101100000",
    )
    assert run(*made, folder=tmp_path).returncode == 0
    todo, drafted = tmp_path / "town" / "TODO.csv", tmp_path / "town" / "data" / "indicators.csv"
    left = agenda(tmp_path / "town").items
    asked = sum(1 for each in left if each.question or each.code == "FQ-R61")
    assert sum(each.code == "FQ-R61" for each in left)
    done = run("site", "town", "-o", "public", folder=tmp_path, LC_ALL="zh_CN.UTF-8")
    assert (done.returncode, done.stderr.count(f"尚有 {asked} 项")) == (0, 1), done.stderr
    assert "fengqiao-open next town" in done.stderr
    pages = [
        path.read_text("utf-8") for lang in LANGS for path in (tmp_path / "public" / lang).rglob("*.html")
    ]
    said = [f"尚有 {asked} 项未经人确认" in page or f"{asked} items are not yet" in page for page in pages]
    assert len(pages) > 100 and all(said)
    for path, column, cell in ((todo, "decided", "是"), (drafted, "definition_status", "own")):
        (_, columns), *rows = records(path.read_text("utf-8"))
        listed = [dict(zip(columns, cells, strict=True)) | {column: cell} for _, cells in rows]
        path.write_bytes(csv_bytes(columns, listed))
    package = read_package(tmp_path / "town")
    tables, _ = read_tables(package)
    unnamed = sum(row["name_en"].startswith("Draft") for row in tables["indicators"].rows)
    assert unconfirmed(package, tables) == unnamed


def test_tables_with_errors_get_no_site(good: Path, tmp_path: Path) -> None:
    """What validate finds wrong is mended before it is shown to the public."""
    pytest.importorskip("jinja2", reason="the site needs the extra “site”")
    from fengqiao_open.errors import PackageError
    from fengqiao_open.site import build

    spoil(good / "data" / "observations.csv", "period", "MMXXII")
    with pytest.raises(PackageError, match="validate"):
        build(tmp_path / "public", good)
    assert list(tmp_path.glob("public*")) == [] and list(tmp_path.glob(".site-*")) == []


def spoil(path: Path, column: str, cell: str) -> None:
    """Write a cell into the first row of a table."""
    (_, columns), *rows = records(path.read_text("utf-8"))
    made = [dict(zip(columns, cells, strict=True)) for _, cells in rows]
    made[0][column] = cell
    path.write_bytes(csv_bytes(columns, made))


class Links(HTMLParser):
    """The links and anchors of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.anchors: set[str] = set()
        self.handlers: set[str] = set()
        self.text = ""
        self._unseen = 0

    @classmethod
    @cache
    def of(cls, path: Path) -> Links:
        """Read one page, once for all tests: a site is not changed after it is built."""
        made = cls()
        made.feed(path.read_text("utf-8"))
        return made

    def handle_data(self, data: str) -> None:
        """Keep the text that a reader sees."""
        if not self._unseen:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        """What follows a script is seen again."""
        self._unseen -= tag in ("script", "style")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag links to, and its anchor."""
        self._unseen += tag in ("script", "style")
        self.handlers |= {name for name, _ in attrs if name.startswith("on")}
        for name, value in attrs:
            if value is not None and name == "id":
                self.anchors.add(value)
            elif value and name in ("href", "src") and tag in ("a", "img", "script", "link"):
                self.links.add(value)
