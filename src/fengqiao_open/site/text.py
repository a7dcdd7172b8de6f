"""Text of a package where it must not be taken for more: in an address, in a script."""

from __future__ import annotations

import json
import re


def anchor(text: str) -> str:
    """A name as part of an address within a page.

    >>> anchor("observations.measure"), anchor('x"} <b>')
    ('observations.measure', 'x----b-')
    """
    return re.sub(r"[^\w.-]", "-", text)


def for_script(value: object) -> str:
    """A value as JSON that stays a value wherever a page has it: no text in it ends or begins an element.

    >>> for_script("</script>")
    '"\\\\u003c/script>"'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
