"""A browser window on a page of the site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

#: A page of every kind.
PAGES = (
    "index", "table", "charts", "commitments", "report", "search", "guides", "reading", "api", "tutorial", "stewards",
    "dictionary", "dictionary/observations", "rules", "rules/FQ-R05", "rulings", "discrepancies", "absences", "errata",
    "statistics/fengqiao-2023-p10-03", "statistics/fengqiao-2023-p08-03",
)  # fmt: skip
LANGS = ("en", "zh")

#: Words and numbers that are in two lines, but after a hyphen. Code and addresses may break anywhere.
CUT = """() => {
  document.querySelectorAll("details").forEach((each) => { each.open = true; });
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, element = text.parentElement;
    if (!element.checkVisibility() || element.closest("code, pre, script, noscript, svg, .vh, .cited")) continue;
    for (const { 0: word, index } of text.data.matchAll(/[A-Za-z]+|[0-9][0-9.,]*%?/g)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) found.push(word);
    }
  }
  return found;
}"""
#: Texts of the drawing in sight that overprint each other.
OVERPRINTED = """() => [...document.querySelectorAll("figure svg")].filter((each) => each.checkVisibility()).flatMap((drawing) => {
  const texts = [...drawing.querySelectorAll("text")].map((each) => [each.getBoundingClientRect(), each.textContent]);
  return texts.flatMap(([a, one], index) => texts.slice(index + 1).filter(([b]) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4)
    .map(([, other]) => [one, other]));
})"""
#: Texts that leave the drawing in sight.
OUTSIDE = """() => [...document.querySelectorAll("figure svg")].filter((each) => each.checkVisibility()).flatMap((drawing) => {
  const box = drawing.getBoundingClientRect();
  return [...drawing.querySelectorAll("text")].filter((text) => {
    const own = text.getBoundingClientRect();
    return own.left < box.left - 2 || own.right > box.right + 2 || own.bottom > box.bottom + 2;
  }).map((text) => text.textContent);
})"""
#: Chinese words that no element around them says to be Chinese.
UNMARKED = """() => {
  const found = [], walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (/[\\u3400-\\u9fff]/.test(data) && !parentElement.closest("script, style, [lang^=zh]")) found.push(data.trim());
  }
  return found;
}"""


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
