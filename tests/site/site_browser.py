"""A browser window on a page of the site."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
  const lines = () => new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
  while (walker.nextNode()) {
    const text = walker.currentNode, element = text.parentElement;
    range.selectNodeContents(text);
    if (lines() < 2 || !element.checkVisibility() || element.closest("code, pre, script, noscript, svg, .vh, .cited")) continue;
    for (const { 0: word, index } of text.data.matchAll(/[A-Za-z]+|[0-9][0-9.,]*%?/g)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (lines() > 1) found.push(word);
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
#: Frames of tables that hold more than is in sight.
BEYOND = """() => [...document.querySelectorAll(".scroll")]
  .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.textContent.slice(0, 60))"""
#: Rows whose cells do not begin on one line: where an inline block wraps, its base is its last line.
UNEVEN = """() => [...document.querySelectorAll("tbody tr, .themes li, .facts, .results li")].flatMap((row) => {
  if (!row.checkVisibility() || !/table-row|grid|flex/.test(getComputedStyle(row).display)) return [];
  const firsts = [...row.children].filter((cell) => cell.textContent.trim()).map((cell) => {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (!text.data.trim() || !text.parentElement.checkVisibility() || text.parentElement.closest("button, .vh")) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      return { ...range.getClientRects()[0].toJSON(), area: getComputedStyle(cell).gridRowStart };
    }
  }).filter(Boolean);
  const alone = row.matches(".facts") || /grid/.test(getComputedStyle(row).display) && row.matches("tr");
  const bottoms = firsts.map((each) => each.bottom);
  return !alone && Math.max(...bottoms) - Math.min(...bottoms) > 8 ? [row.textContent.trim().slice(0, 60)] : [];
})"""
#: By how many pixels the page is wider than its window.
_BESIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: The same, with what is folded as it was, and then open: the larger of both.
BESIDE = f"""() => {{
  const folded = [...document.querySelectorAll("details:not([open])")];
  const before = {_BESIDE};
  folded.forEach((each) => {{ each.open = true; }});
  const beside = Math.max(before, {_BESIDE});
  folded.forEach((each) => {{ each.open = false; }});
  return beside;
}}"""
#: All of this at one width, what is folded being folded again at the end.
LOOK = f"""() => {{
  const folded = [...document.querySelectorAll("details:not([open])")];
  const closed = {{ beside: ({BESIDE})(), outside: ({OUTSIDE})(), overprinted: ({OVERPRINTED})() }};
  const open = {{ cut: ({CUT})(), beyond: ({BEYOND})(), uneven: ({UNEVEN})() }};
  folded.forEach((each) => {{ each.open = false; }});
  return {{ ...closed, ...open }};
}}"""


@dataclass(frozen=True)
class Look:
    """What is wrong with a page at one width; see the scripts for what each is."""

    beside: int
    outside: list[str]
    overprinted: list[list[str]]
    cut: list[str]
    beyond: list[str]
    uneven: list[str]


class Visit:
    """One page in a window of its own, and all that it asked for and complained of."""

    def __init__(self, browser: Any, root: Path, width: int) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.root = root
        self.width = width
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on(
            "console", lambda said: said.type in ("error", "warning") and self.complaints.append(said.text)
        )
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))

    def open(self, lang: str, name: str, place: str = "") -> Any:
        """The page of a language, at a place behind the “#”."""
        address = (self.root / lang / f"{name}.html").as_uri()
        if self.page.url.partition("#")[0] == address:
            self.page.goto("about:blank")  # another place of the same page would not load it anew
        self.requests.clear()
        self.page.goto(f"{address}{'#' + place if place else ''}")
        return self.page

    def resize(self, width: int) -> None:
        """Make the window as wide as asked, with the page that is in it."""
        if width != self.width:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.width = width

    def look(self, widths: Iterable[int]) -> dict[int, Look]:
        """What is wrong with the page at each width: to resize a window takes far less than to open a page."""
        found = {}
        for width in widths:
            self.resize(width)
            found[width] = Look(**self.page.evaluate(LOOK))
        return found

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
