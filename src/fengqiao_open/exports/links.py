"""Links of a workbook: URLs that a click may open."""

from __future__ import annotations

import re

# Excel takes a URL of up to 2,079 characters; of other schemes, one may run a program or read a file.
_URL = re.compile(r"https?://[A-Za-z0-9][^\s<>\"'；，。）]{1,2000}")


def first_link(text: str) -> str:
    """The first URL of a text, "" where there is none that is safe to open.

    >>> first_link("凤桥镇人民政府：《报告》。http://www.example.org/1.html"), first_link("file:///etc/passwd")
    ('http://www.example.org/1.html', '')
    """
    found = _URL.search(text)
    return found[0].rstrip(".,;") if found else ""


def is_link(text: str) -> bool:
    """Whether a text is one URL and nothing else.

    >>> [is_link(each) for each in ("http://example.org/1.html", "see http://example.org/", "javascript:1")]
    [True, False, False]
    """
    return _URL.fullmatch(text) is not None
