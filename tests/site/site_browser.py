"""A browser window on a page of the site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

# Nothing but the page: no graphics card, no updates, no services of the browser's maker.
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
#: A page of every kind.
PAGES = (
    "index", "table", "charts", "commitments", "report", "search", "guides", "reading", "api", "tutorial", "stewards",
    "dictionary", "dictionary/observations", "rules", "rules/FQ-R05", "rulings", "discrepancies", "errata",
    "statistics/fengqiao-2023-p10-03", "statistics/fengqiao-2023-p08-03",
)  # fmt: skip
LANGS = ("en", "zh")


class Visit:
    """One page in a window of its own, and all that it asked for and complained of."""

    def __init__(self, browser: Any, root: Path, width: int) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.root = root
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on(
            "console", lambda said: said.type in ("error", "warning") and self.complaints.append(said.text)
        )
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))

    def open(self, lang: str, name: str, place: str = "") -> Any:
        """The page of a language, at a place behind the “#”."""
        self.page.goto("about:blank")
        self.requests.clear()
        self.page.goto(f"{(self.root / lang / f'{name}.html').as_uri()}{'#' + place if place else ''}")
        return self.page

    def bytes(self) -> int:
        """What the files weigh that the page asked for."""
        paths = {
            url.removeprefix("file://").split("#")[0].split("?")[0]
            for url in self.requests
            if url.startswith("file:")
        }
        return sum(Path(path).stat().st_size for path in paths)

    def leaving(self) -> list[str]:
        """Requests to anything but files of the site and what the page itself made."""
        inside = (self.root.as_uri(), "blob:null", "data:", "about:blank")
        return [url for url in self.requests if not url.startswith(inside)]
