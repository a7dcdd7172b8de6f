"""The texts in `words/*.toml`: both languages of each, every key used, and every value of a sentence given."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from string import Formatter

import pytest
from source_code import SOURCE, nodes_by_module

from fengqiao_open.findings.catalogue import catalogue, forms, in_words
from fengqiao_open.lang import LANGS, Lang, Words, sentence, texts

NAMES = sorted(path.stem for path in (SOURCE / "words").glob("*.toml"))
# Modules whose texts are patterns and words of reports.
OTHERS = ("lang.py", "patterns.py", "lexicon.py")
TEMPLATES = [path.read_text(encoding="utf-8") for path in (SOURCE / "site" / "templates").glob("*.html")]
# A key in a page: "key", say[lang].key, or the beginning of some, as in say("chart_" ~ name).
_SAID, _BEGUN = re.compile(r"""["']([\w.]+)["']|\bsay\[\w+\]\.(\w+)"""), re.compile(r"""["'](\w+_)["'] ~""")
# What takes the key of an error, and where among its arguments, with what stands before it.
ERRORS = {
    "PackageError": (0, ""), "UnfitFileError": (1, "unfit."), "_RefusedError": (0, ""), "worded": (1, ""),
}  # fmt: skip
# Keys that the data name: the sign of a condition, what the mark of a chart means, what another library says.
BY_DATA = {
    "authoring": r"(report|publisher)\.(subdistrict|zone)",  # the body of a place
    "errors": r"json\..*|profile\.\w+",
    "charts": r"\w+\.\w+",
    "site": "ne|eq|gt|ge|lt|le",
    "desk": r"page\..*|how\.FQ-\w+",  # of its script (see tests/desk/test_service.py); of a finding
    "compilation": r"(packages|field\.\w+)\.\w+",
}


def nodes() -> Iterator[tuple[str, ast.AST]]:
    """Every node of the modules that may fill a sentence, with its module."""
    for path, found in nodes_by_module().items():
        if path.name not in OTHERS:
            yield from ((path.relative_to(SOURCE).as_posix(), node) for node in found)


def keys(name: str, lang: Lang) -> dict[str, set[str]]:
    """The names of the values in each sentence; the forms of a number are one sentence."""
    found: dict[str, set[str]] = {}
    for key, template in texts(name, lang).items():
        fields = {field for _, field, _, _ in Formatter().parse(template) if field is not None}
        found.setdefault(re.sub(r"\.(one|other)$", "", key), set()).update(fields)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_each_text_is_there_in_both_languages_and_fills_alike(name: str) -> None:
    """A key without its Chinese, or a value that one language leaves out, would be missed by half of the readers."""
    english, chinese = keys(name, "en"), keys(name, "zh")
    assert list(english) == list(chinese)
    assert {key: names - {"n"} for key, names in english.items()} == {
        key: names - {"n"} for key, names in chinese.items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_each_text_is_used(name: str) -> None:
    """A text that nothing prints is dead weight in two languages."""
    constants, begun = _named()
    patterns = begun | {BY_DATA.get(name, "(?!)")}
    prefixes = ("torn.", "unfit.")
    unused = [
        key
        for key in keys(name, "en")
        if key not in constants
        and not any(key.startswith(each) and key.removeprefix(each) in constants for each in prefixes)
        and not any(re.fullmatch(each, key) for each in patterns)
    ]
    assert not unused


@cache
def _named() -> tuple[frozenset[str], frozenset[str]]:
    """What may be a key in the code and the pages, and the patterns of keys that are put together."""
    constants = {key for page in TEMPLATES for found in _SAID.findall(page) for key in found}
    patterns = {begun + r"[\w.]+" for page in TEMPLATES for begun in _BEGUN.findall(page)}
    for _, node in nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            constants.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            patterns.add(_pattern(node))
    return frozenset(constants), frozenset(patterns)


def _pattern(node: ast.JoinedStr) -> str:
    """The keys that an f-string may give, such as `column.{name}`."""
    literal = "".join(str(each.value) for each in node.values if isinstance(each, ast.Constant))
    if not re.fullmatch(r"[a-z]{2}[\w.]*\.|_[a-z]+|[a-z]+_|[a-z]+(-[a-z]+)*-", literal):
        return "(?!)"
    return "".join(
        re.escape(str(each.value)) if isinstance(each, ast.Constant) else r"[\w.]+" for each in node.values
    )


def _calls() -> Iterator[tuple[str, str, str, ast.Call]]:
    """Each place where a sentence is filled: where, the file of texts, the key, and the call."""
    for module, node in nodes():
        if not isinstance(node, ast.Call):
            continue
        where = f"{module}:{node.lineno}"
        called = getattr(node.func, "id", "")
        if called in ("sentence", "both") and len(node.args) > 2:
            for key in _written(node.args[1]):
                yield from ((where, name, key, node) for name in _written(node.args[0]))
        elif called in ERRORS and len(node.args) > ERRORS[called][0]:
            at, before = ERRORS[called]
            yield from ((where, "errors", before + key, node) for key in _written(node.args[at]))


def _written(node: ast.expr) -> list[str]:
    """The texts that an argument may be, as far as they are written out."""
    if isinstance(node, ast.IfExp):
        return [*_written(node.body), *_written(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def test_each_sentence_gets_its_values() -> None:
    """A key that no file has, or a value that is not given, would end in a traceback on the day it is needed."""
    wrong, checked = [], 0
    for where, name, key, call in _calls():
        if key not in keys(name, "en"):
            wrong.append(f"{where}: no text {name}.{key}")
            continue
        checked += 1
        if any(each.arg is None for each in call.keywords):
            continue
        given = {re.sub("_(en|zh)$", "", str(each.arg)) for each in call.keywords}
        for lang in LANGS:
            missing = keys(name, lang)[key] - given
            if missing:
                wrong.append(f"{where}: {name}.{key} in {lang} is not given {sorted(missing)}")
    assert not wrong
    assert checked > 150


def test_only_sentence_fills_a_text() -> None:
    """`str.format` would leave the space before a Chinese value, and the plural."""
    found = [
        f"{module}:{node.lineno}"
        for module, node in nodes()
        if isinstance(node, ast.Attribute)
        and node.attr in ("format", "format_map")
        and isinstance(node.value, ast.Subscript)
    ]
    assert found == []


class _AnyValue(dict[str, object]):
    """A value for each name: Chinese, but for numbers that are formatted."""

    def __init__(self, value: str, template: str) -> None:
        numbers = {name for _, name, spec, _ in Formatter().parse(template) if name and spec}
        super().__init__({name: 1 for name in numbers if ":," in template})
        self.value = value

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> str:
        return self.value


# A space between two characters of Chinese, punctuation included.
_GAP = re.compile(
    r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”…—] +[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”…—]"
)
_TEMPLATES = {f"{name}.{key}": text for name in NAMES for key, text in texts(name, "zh").items()}


@pytest.mark.parametrize("value", ["凤桥镇", "（按舍入区间）", "“凤桥”"])
def test_no_chinese_sentence_has_a_space_between_chinese_characters(value: str) -> None:
    """The space that letters and digits have beside them is a mistake beside Chinese: “units.csv 采用 分号”."""
    sentences = {
        name: Words("zh").vformat(text, (), _AnyValue(value, text))
        for name, text in _TEMPLATES.items()
        if not name.startswith("help.") and not name.endswith("words")  # lists of words
    }
    for code, entry in catalogue().items():
        for case, parts in {"": entry.words, **entry.cases}.items():
            values = _AnyValue(value, "")
            values |= {"case": case} if case else {}
            for part in parts:
                sentences[f"{code}.{case}.{part}"] = entry.sentence(part, "zh", values)  # type: ignore[arg-type]
    for form, phrases in forms().items():
        for name in phrases:
            sentences[f"{form}.{name}"] = in_words(
                form, "zh", value if name == "_" else name, _AnyValue(value, "")
            )  # type: ignore[arg-type]
    assert len(sentences) > 1_500
    assert {name: text for name, text in sentences.items() if _GAP.search(text)} == {}


def test_spaces_of_a_value_are_its_own() -> None:
    """A cell is shown as it is written: its stray spaces are what is wrong with it."""
    assert sentence("reports", "table", "zh", table="凤桥 镇 ") == "凤桥 镇  表"
    assert sentence("reports", "table", "zh", table="units") == "units 表"
    assert sentence("reports", "table", "en", table="凤桥") == "table 凤桥"
