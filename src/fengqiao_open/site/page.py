"""One page of the site before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a language.

    Attributes:
        path: below the folder of the language, such as `statistics/a.html`.
        template: the file in `templates/`.
        title: of the page, and its heading.
        values: what the template needs besides.
        section: the entry of the navigation that it belongs to.
        summary: a sentence for search engines and link previews.
        dataset: whether it tells search engines of the data.
    """

    path: str
    template: str
    title: str
    values: Mapping[str, object] = field(default_factory=dict)
    section: str = ""
    summary: str = ""
    dataset: bool = False

    @property
    def root(self) -> str:
        """The way from the page to the folder of its language."""
        return "../" * self.path.count("/")
