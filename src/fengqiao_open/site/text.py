"""Text of a package where it must not be taken for more: in an address, in a script."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from markupsafe import Markup

from ..lang import Lang

_COMMAS_FROM: Mapping[Lang, int] = {"en": 4, "zh": 5}
# What may have no element in it, or says its language itself.
_SKIPPED = re.compile(r"""<(?:title|script|style|text|tspan)\b|<[^>]*\slang="zh""")
# Chinese with the marks inside it, up to its last character.
_HAN = re.compile(r"[\u3400-\u9fff](?:[\u3000-\u9fff\uff00-\uffef“”·…0-9]*[\u3400-\u9fff])?[。？！；）》]*")


def anchor(text: str) -> str:
    """A name as part of an address within a page.

    >>> anchor("observations.measure"), anchor('x"} <b>')
    ('observations.measure', 'x----b-')
    """
    return re.sub(r"[^\w.-]", "-", text)


def with_languages(html: str) -> str:
    """An English page whose Chinese words say that they are Chinese: they are drawn, and read aloud, as such.

    Words in attributes, in a drawing, in a script, and where the element around them says so, stay.

    >>> with_languages('<p title="率">Coverage (全覆盖)</p><b lang="zh-CN">率</b>')
    '<p title="率">Coverage (<span lang="zh-CN">全覆盖</span>)</p><b lang="zh-CN">率</b>'
    """
    made, done = [], 0
    for found in _HAN.finditer(html):
        end = html.rfind(">", 0, found.start())
        inside = html.rfind("<", 0, found.start()) > end
        if inside or _SKIPPED.match(html, html.rfind("<", 0, end)):
            continue
        made += [html[done : found.start()], f'<span lang="zh-CN">{found[0]}</span>']
        done = found.end()
    return "".join((*made, html[done:]))


def breaking(text: str) -> Markup:
    """A text as HTML whose addresses break after a stroke: where they break anywhere, a word is in two pieces
    or the full stop after them is alone on a line.

    >>> breaking("https://example.org/data/a.html.")
    Markup('https://example.org/<wbr>data/<wbr>a.html.')
    """
    return Markup("<wbr>").join(re.split(r"(?<=[a-z]/)(?=\w)", text))


def grouped(number: str, lang: Lang) -> str:
    """A number with commas: from four digits before its point in English, from five in Chinese.

    >>> grouped("2000", "zh"), grouped("2000", "en"), grouped("-12345.60", "zh")
    ('2000', '2,000', '−12,345.60')
    """
    whole, point, rest = number.removeprefix("-").partition(".")
    whole = f"{int(whole):,}" if len(whole) >= _COMMAS_FROM[lang] else whole
    return ("−" if number.startswith("-") else "") + whole + point + rest


def for_script(value: object) -> str:
    """A value as JSON that stays a value wherever a page has it: no text in it ends or begins an element.

    >>> for_script("</script>")
    '"\\\\u003c/script>"'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
