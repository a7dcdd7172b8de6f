"""What the documents say is so: links lead somewhere, commands exist, shown output is what the program prints.

Their Python examples (`>>>`) are doctests: see `testpaths` in pyproject.toml.
"""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from packages import ROOT

from fengqiao_open.cli import app, main
from fengqiao_open.datapackage.package import shipped

if not (ROOT / "README.md").is_file():
    pytest.skip("the documents are not beside the tests", allow_module_level=True)
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), *ROOT.glob("benchmarks/**/*.md")]
TABLES = shipped().tables
LIBRARY = ROOT / "src" / "fengqiao_open"
GUIDES = sorted((LIBRARY / "site" / "pages").glob("*/*.md"))


def name_of(path: Path) -> str:
    """A document as it is called."""
    return path.relative_to(ROOT).as_posix()


def prose(path: Path) -> str:
    """A document without its blocks of code."""
    return re.sub(r"^( *)```.*?^\1```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def links(text: str) -> Iterator[str]:
    """Where links and pictures of a document lead, those to other sites left out."""
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", text)):
        if not re.match(r"[a-z]+:", target):
            yield target


def anchors(path: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a document.

    Letters, digits, hyphens and underscores stay, in small letters; blanks become hyphens.
    """
    heads = re.findall(r"^#+ +(.+?) *$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).lower().replace(" ", "-") for head in heads}


def commands(path: Path) -> Iterator[list[str]]:
    """The calls of `fengqiao-open` in a document, in blocks of shell and between backticks."""
    text = path.read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    inline = re.findall(r"`((?:fengqiao-open|pip)[^`\n]*)`", prose(path))
    for line in "\n".join([*blocks, *inline]).splitlines():
        words = shlex.shlex(line, posix=True, punctuation_chars=True)
        words.whitespace_split = True
        for joins, part in groupby(words, lambda word: set(word) <= set("&|;<>")):
            called = list(part)
            if not joins and called[0] == "fengqiao-open":
                yield called[1:]


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_no_link_of_a_document_leads_nowhere(path: Path) -> None:
    """A file that was renamed, or a heading that was reworded, breaks links without a sound."""
    for link in links(prose(path)):
        file, _, anchor = unquote(link).partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.is_relative_to(ROOT) and target.exists(), link
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), link


def test_links_and_anchors_are_found() -> None:
    """A pattern that finds nothing would let every link pass."""
    assert "docs/exports.md" in set(links(prose(ROOT / "README.md")))
    assert "where-a-number-comes-from" in anchors(ROOT / "README.md")


def test_the_files_named_in_the_architecture_exist() -> None:
    """A module that was moved would send a newcomer to a file that is gone."""
    named = re.findall(
        r"`([\w/.]+(?:/|\.\w+))`", (ROOT / "docs/developers/architecture.md").read_text("utf-8")
    )
    paths = [name for name in named if name.partition("/")[0] != "tests" and not name.startswith("derived.")]
    missing = [
        name for name in paths if not any((base / name).exists() for base in (ROOT, ROOT / "data", LIBRARY))
    ]
    assert len(paths) > 50 and not missing, missing


def test_every_example_is_run() -> None:
    """A document that pytest does not collect may show what has not been true for years."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"]
    assert "--doctest-glob=*.md" in settings["addopts"]
    for path in (*PAGES, *GUIDES):
        if ">>>" in path.read_text("utf-8"):
            name = name_of(path)
            assert any(name == each or name.startswith(f"{each}/") for each in settings["testpaths"]), name


@pytest.mark.parametrize("path", [*PAGES, *GUIDES], ids=name_of)
def test_every_command_of_a_document_exists_with_its_options(path: Path) -> None:
    """An option that was renamed leaves the documents behind."""
    known: Any = app
    for words in commands(path):
        if not words:
            continue  # the name of the program alone
        found = known if words[0].startswith("-") else known.commands.get(words[0])
        assert found is not None, words
        options = {option for each in found.params for option in (*each.opts, *each.secondary_opts)}
        used = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        assert used <= options | {"-h", "--help"}, (words, options)


def test_commands_are_found() -> None:
    """A pattern that finds no command would let every one pass."""
    assert ["validate"] in list(commands(ROOT / "README.md"))
    assert sum(len(list(commands(path))) for path in PAGES) > 30


@pytest.mark.parametrize(("name", "lang"), [("README.md", "en"), ("README.zh.md", "zh")])
def test_the_readme_shows_what_validate_prints(
    name: str, lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first command that a newcomer runs must answer with what was promised, in full."""
    monkeypatch.setattr("sys.argv", ["fengqiao-open", "validate", "--lang", lang])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    (shown,) = re.findall(r"```text\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
    told = capsys.readouterr().out
    assert told == shown


def test_the_readme_in_chinese_has_what_the_english_one_has() -> None:
    """A table, a command or a page that only one of them names is missing for the readers of the other."""
    english, chinese = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh.md"))
    assert "(README.zh.md)" in english and "(README.md)" in chinese
    pages = set(links(prose(ROOT / "README.md"))) - {"README.zh.md", "docs/targets.svg", "CITATION.cff"}
    assert pages <= set(links(prose(ROOT / "README.zh.md")))
    tables = set(re.findall(r"`([a-z_]+)`", english)) & set(TABLES)
    assert tables == set(TABLES) and all(f"`{name}`" in chinese for name in TABLES)
    used = {words[0] for words in commands(ROOT / "README.md") if words}
    assert used == {words[0] for words in commands(ROOT / "README.zh.md") if words}
