"""What changed between two releases, in each form: one module per form, each from the same record."""

from __future__ import annotations

from ..lang import Lang
from .changes import Difference


def rendered(difference: Difference, form: str, lang: Lang) -> bytes:
    """A difference as the bytes of a file: form is `text`, `json` or `html`."""
    from . import report_html as html
    from . import report_json as json
    from . import report_text as text

    made = {
        "text": lambda: text.render(difference, lang) + "\n",
        "json": lambda: json.render(difference),
        "html": lambda: html.render(difference, lang),
    }[form]()
    return made.encode("utf-8", "backslashreplace")
