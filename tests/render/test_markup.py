"""Texts of a package act nowhere: not as markup in a page, not as commands of a terminal; and what looks so is found."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command import run
from hostile_packages import describe, table_of, with_cell
from packages import make_good

from fengqiao_open import Report, validate
from fengqiao_open.authoring.dictionary import dictionary
from fengqiao_open.authoring.refresh import refresh
from fengqiao_open.datapackage.characters import first_invisible
from fengqiao_open.datapackage.files import csv_bytes
from fengqiao_open.datapackage.package import DESCRIPTOR, read_package, shipped
from fengqiao_open.errors import PackageError
from fengqiao_open.render import FORMATS, rendered
from fengqiao_open.tabular.csv import records

#: Every way into a page that is known to us, each with the mark `pwned`.
EVIL = (
    '<script class="pwned">alert(1)</script><img class=pwned src=x onerror=alert(1)>"\'><svg class=pwned onload=alert(1)>'
    "[pwned](javascript:alert(1)) ![pwned](javascript:alert(1)) `<b class=pwned>` {{ 7*7 }} {: .pwned onclick=alert(1) }"
    " </title></script><!-- <a class=pwned href=javascript:alert(1)>x</a> | **pwned**"
)
ESCAPES = "a\u202eb\x1b[2J\x9b31m\u200bc"


def live(page: str) -> list[str]:
    """What a browser would run, or lay out, of a text with `EVIL` in it."""
    html5lib = pytest.importorskip("html5lib")
    found = []
    for element in html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False).iter():
        for name, value in element.attrib.items():
            values = value.split() if name == "class" else [value]
            if name.startswith("on") or name == "srcdoc" or (name == "class" and "pwned" in values):
                found.append(f"{element.tag} {name}={value}")
            if any(
                re.match(r"\s*(javascript|vbscript|data:(?!text/csv;))", each, re.IGNORECASE)
                for each in values
            ):
                found.append(f"{element.tag} {name}={value}")
        if element.tag == "strong" and "".join(element.itertext()) == "pwned":
            found.append("strong")
    return found


def without_own_words(page: str, name: str) -> str:
    """A page without what is its own where that holds nothing of the package, such as the words on a rule."""
    main = re.search(r"<main.*</main>", page, re.DOTALL)
    if main and not re.search(r"pwned|alert\(1\)", main[0]):
        page = page.replace(main[0], "")
    summary = re.search(r'<meta name="description" content="([^"]*)"', page)
    if summary and "pwned" not in summary[1]:
        page = page.replace(summary[1], "")
    return page.replace(name, "")


def _hostile(value: Any, name: str = "") -> Any:
    """A descriptor with `EVIL` in every text that people read, and scripts for addresses."""
    if isinstance(value, dict):
        return {key: _hostile(part, key) for key, part in value.items()}
    if isinstance(value, list):
        return [_hostile(part, name) for part in value]
    if name in ("homepage", "fq:download"):
        return "javascript:alert(1)"
    texts = ("title", "description", "label", "example", "email", "organization", "version")
    if isinstance(value, str) and (
        name in texts or (name.startswith("fq:") and "Zh" in name) or name in ("fq:definition", "fq:rights")
    ):
        return f"{value} {EVIL}"
    return value


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with markup in every text of its cells and its descriptor."""
    package = make_good(tmp_path_factory.mktemp("hostile") / "package")
    for path in (package / "data").glob("*.csv"):
        (_, columns), *rows = records(path.read_text("utf-8"))
        texts = [
            name for name in columns if name.endswith(("_zh", "_en")) or name in ("definition_url", "title")
        ]
        made = [dict(zip(columns, cells, strict=True)) for _, cells in rows]
        made = [
            {name: f"{cell} {EVIL}" if cell and name in texts else cell for name, cell in row.items()}
            for row in made
        ]
        path.write_bytes(csv_bytes(columns, made))
    content = _hostile(json.loads((package / DESCRIPTOR).read_text("utf-8")))
    evil = [{"name": EVIL, "title": EVIL, "path": "javascript:alert(1)", "roles": [EVIL], "email": EVIL}]
    content |= {
        "licenses": evil,
        "sources": evil,
        "contributors": evil,
        "keywords": [EVIL],
        "name": "hostile",
    }
    (package / DESCRIPTOR).write_text(json.dumps(content), "utf-8")
    return package


@pytest.mark.slow
def test_nothing_of_a_hostile_package_is_live_in_its_site(
    hostile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site of a town is a town's page: a stranger's script there speaks in its name."""
    pytest.importorskip("jinja2", reason="the site needs the extra “site”")
    from fengqiao_open.site import build as site

    module = sys.modules[f"{site.__module__}"]
    # What is refused for its errors is built here all the same.
    monkeypatch.setattr(module, "examined", lambda package, hashes: (Report("", {}, ()), None))
    site(tmp_path / "public", hostile)
    pages = sorted((tmp_path / "public").rglob("*.html"))
    assert len(pages) > 20
    # The pages of most rules are then the same.
    texts = {without_own_words(page.read_text("utf-8"), page.stem): page.name for page in pages}
    assert {name: each for text, name in texts.items() if (each := live(text))} == {}
    assert all("pwned" in text for text in texts)
    for path in (tmp_path / "public").glob("*/assets/*-data.js"):
        assert "<" not in path.read_text("utf-8")
        values = json.loads(path.read_text("utf-8").partition("=")[2].rstrip(";\n"))
        assert values
    for path in (tmp_path / "public").rglob("charts/*.svg"):
        assert live(path.read_text("utf-8")) == [], path


def test_nothing_of_a_hostile_package_is_live_in_a_report(hostile: Path) -> None:
    """A report is opened from an e-mail."""
    package = read_package(hostile)
    page = rendered(validate(hostile), "html", "en", package).decode("utf-8")
    assert "pwned" in page and live(page) == []


def test_no_text_of_a_descriptor_is_markup_in_the_dictionary() -> None:
    """Hosts of repositories lay out Markdown with elements in it."""
    markdown_it = pytest.importorskip("markdown_it")
    package = shipped()
    evil = replace(package, descriptor={**_hostile(package.descriptor), "name": "x"})
    as_page = markdown_it.MarkdownIt("commonmark").enable("table").render
    assert "<table>" in (page := as_page(dictionary(evil))) and "pwned" in page
    assert set(live(page)) <= {"strong"}  # emphasis runs nothing
    assert live(as_page(EVIL))  # it lays out elements


def test_a_package_with_errors_gets_no_site(good: Path, tmp_path: Path) -> None:
    """What validate finds wrong is not shown to the public, in the descriptor or across tables either."""
    pytest.importorskip("jinja2", reason="the site needs the extra “site”")
    from fengqiao_open.site import build

    describe(good, lambda content: content.update(title="Qinghe\u202e Open"))
    with pytest.raises(PackageError, match=r"has 1 error and no site is built.*FQ-D20"):
        build(tmp_path / "public", good)
    assert list(tmp_path.glob("public*")) == []


# What is found


@pytest.mark.parametrize(
    "text",
    [
        "<b>",
        "</p>",
        "<img src=x>",
        "<x onclick=run>",
        "[a](javascript:run)",
        "<!-- -->",
        "<SCRIPT >",
        "<br/>",
    ],
)
def test_markup_is_a_finding_in_a_cell_and_in_the_descriptor(good: Path, text: str) -> None:
    """Whoever else shows the text may not escape it."""
    with_cell(good, f"One row {text} for each village.")
    describe(good, lambda content: table_of(content, "themes").update(title=f"Themes {text}"))
    found = validate(good, hashes=False).findings
    places = [(each.code, each.table, each.column) for each in found if each.code in ("FQ-L13", "FQ-D21")]
    assert places == [("FQ-D21", "", ""), ("FQ-L13", "rulings", "ruling_en")]


@pytest.mark.parametrize(
    "text",
    [
        "a < b",
        "PM2.5<35",
        "x<b and y>c",
        "JavaScript: a language",
        "<town@example.org>",
        "《<5%》",
        "<https://example.org>",
    ],
)
def test_what_is_no_markup_is_not_blamed(good: Path, text: str) -> None:
    """A town writes limits with < and addresses between < and >."""
    with_cell(good, f"One row for each village, {text}.")
    describe(
        good, lambda content: table_of(content, "themes").update(description=f"Themes\twith\u00a0{text}\r\n")
    )
    found = validate(good, hashes=False).findings
    assert [each for each in found if each.code in ("FQ-L13", "FQ-D20", "FQ-D21")] == []


def test_an_invisible_character_in_the_descriptor_is_a_finding_at_its_place(good: Path) -> None:
    """A title that turns the reading direction shows another one."""
    describe(good, lambda content: table_of(content, "themes").update(title=f"Themes {ESCAPES}"))
    (found,) = [each for each in validate(good, hashes=False).findings if each.code == "FQ-D20"]
    assert "/resources/3/title" in found.found() and "U+202E" in found.found()


# What is printed


def cells_of(package: Path, table: str, change: Callable[[str], str]) -> None:
    """Change every name in a table."""
    path = package / "data" / f"{table}.csv"
    (_, columns), *rows = records(path.read_text("utf-8"))
    made = [dict(zip(columns, cells, strict=True)) for _, cells in rows]
    made = [
        {name: change(cell) if name.startswith("name") else cell for name, cell in row.items()}
        for row in made
    ]
    path.write_bytes(csv_bytes(columns, made))


@pytest.fixture
def escaping(good: Path, tmp_path: Path) -> Path:
    """A package with commands of a terminal in its cells, its descriptor, its paths and its own name."""
    cells_of(good, "units", lambda cell: f"{cell}{ESCAPES}")
    (good / "data" / "themes.csv").rename(good / "data" / f"{ESCAPES}.csv")

    def change(content: dict[str, Any]) -> None:
        content.update(title=ESCAPES, description=ESCAPES, version=f"1.0{ESCAPES}")
        content["contributors"] = [{"title": ESCAPES}]
        table_of(content, "units").update(title=ESCAPES)
        table_of(content, "themes").update(path=f"data/{ESCAPES}.csv")

    describe(good, change)
    return good.rename(tmp_path / f"town{ESCAPES}")


def outputs(package: Path) -> Iterator[tuple[str, ...]]:
    """Commands that print something of a package."""
    town = str(package)
    yield from (("validate", town, "--format", form) for form in FORMATS if form != "xlsx")
    yield from (
        ("show", "units", "--package", town),
        ("tables", "--package", town),
        ("cite", "--package", town),
    )
    yield from (("refresh", town), ("show", ESCAPES), (ESCAPES,), ("diff", town, f"{town}{ESCAPES}"))
    yield from (
        ("export", "json", "-o", f"{town}/no/{ESCAPES}", "--package", town),
        ("figures", f"{town}/{ESCAPES}"),
    )
    yield ("validate", f"{town}/{ESCAPES}")


def test_no_command_prints_what_moves_a_terminal(escaping: Path) -> None:
    """A cell would clear the screen, hide a finding, or turn the direction of what follows."""
    for words in outputs(escaping):
        done = run(*words, folder=escaping)
        said = done.stdout + done.stderr
        assert said and "Traceback" not in said, (words, said)
        assert first_invisible(said.replace("\n", "")) is None, words


def test_json_keeps_what_it_spells_out_and_csv_spells_it_for_people(escaping: Path) -> None:
    """A program reads the same text; a person is shown what is there."""
    report = validate(escaping)
    made = {form: rendered(report, form, "en").decode("utf-8") for form in ("json", "csv")}
    assert all(first_invisible(text.replace("\n", "")) is None for text in made.values())
    cells = [each["cells"] for each in json.loads(made["json"])["findings"] if each["table"] == "units"]
    assert any(ESCAPES in each.get("name_en", "") for each in cells)
    assert any("‹U+202E›" in row["found"] for row in csv.DictReader(io.StringIO(made["csv"])))


def test_a_refreshed_package_has_the_same_texts(good: Path) -> None:
    """What is spelled out for people is never written into the data."""
    describe(good, lambda content: content.update(description=ESCAPES))
    refresh(read_package(good))
    assert json.loads((good / DESCRIPTOR).read_text("utf-8"))["description"] == ESCAPES
