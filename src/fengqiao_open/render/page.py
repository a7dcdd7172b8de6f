"""One self-contained page in both languages: no script, no request, and a policy that forbids both.

The switch between the languages is two radio buttons and a style sheet; the policy in its head forbids
everything else, so that markup in a cell or a descriptor stays text even where an escape were missed.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from ..lang import LANGS, Lang, texts
from .terminal_text import visible_lines

# What every page needs; its own style follows.
_STYLE = """
:root{color-scheme:light dark;--bad:#b3261e;--good:#1b6e3c;--soft:#8886;--mark:#ffd54f66}
@media(prefers-color-scheme:dark){:root{--bad:#f2857d;--good:#7cc79a}}
*{box-sizing:border-box}
body{font:16px/1.55 system-ui,"Noto Sans SC","Microsoft YaHei",sans-serif;margin:0 auto;padding:1rem;max-width:60rem;overflow-wrap:anywhere}
#zh:checked~main [lang=en],#en:checked~main [lang=zh]{display:none}
body>label{display:inline-block;padding:.4rem 1rem .4rem .2rem}
h1{font-size:1.3rem}h2{font-size:1.05rem;margin:0 0 .3rem}
section{border:1px solid var(--soft);border-left:.35rem solid var(--soft);border-radius:.4rem;padding:.8rem;margin:1rem 0}
section.error{border-left-color:var(--bad)}section.warning{border-left-color:#c77700}section.note{border-left-color:#2d6cdf}
.verdict{white-space:pre-line;font-weight:600}.clean{color:var(--good)}
table{border-collapse:collapse;font-size:.9rem;margin:.6rem 0;max-width:100%}th,td{border:1px solid var(--soft);padding:.2rem .5rem;text-align:left;vertical-align:top}
th{font-weight:400;opacity:.75}
ul{padding-left:1.2rem}summary{cursor:pointer}
"""


def page(title: Callable[[Lang], str], name: str, body: str, style: str, lang: Lang) -> str:
    """A whole page.

    Args:
        title: what it is, in each language.
        name: what it is about, from elsewhere and visible; it is escaped here.
        body: its content, escaped.
        style: the rules that only this page needs.
        lang: the language shown first; a switch shows the other.
    """
    checked = {each: " checked" if each == lang else "" for each in LANGS}
    name = escape(name)
    switch = "".join(
        f'<input type="radio" name="language" id="{each}"{checked[each]}><label for="{each}" lang="{each}">{texts("reports", each)["language_name"]}</label>\n'
        for each in LANGS
    )
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name} · {title(lang)}</title>\n<style>{_STYLE}{style}</style>\n</head>\n<body>\n"
        f"{switch}"
        f"<main>\n<h1>{both(title)} · {name}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def both(say: Callable[[Lang], str], tag: str = "span", attributes: str = "") -> str:
    """One thing in both languages, each escaped; the style sheet shows one."""
    return "".join(
        f'<{tag}{attributes} lang="{lang}">{escape(visible_lines(say(lang)))}</{tag}>' for lang in LANGS
    )
