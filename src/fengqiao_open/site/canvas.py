"""What has been drawn of a chart, and how far down it goes."""

from __future__ import annotations

from html import escape

from .line_breaking import balanced, by_clause, wrapped

#: Sizes of text: of labels and values, and of notes.
TEXT, SMALL = 14, 13
_NARROW = 640


class Canvas:
    """The parts of a drawing, from the top down."""

    def __init__(self, width: int, root: str) -> None:
        self.width, self.root = width, root
        self.narrow = width < _NARROW
        self.y = 2.0
        self.parts: list[str] = []

    def lines(self, text: str, size: int, kind: str, leading: float = 1.4, even: bool = False) -> None:
        """Text over the whole width, in lines; `even` leaves no short last one."""
        fold = balanced if even else wrapped
        for line in fold(text, size, self.width, bold="b" in kind):
            self.y += size * leading
            self.text(0, self.y - size * 0.3, line, size, kind)

    def title(self, text: str, size: int) -> None:
        """The finding over the whole width, which breaks after a mark where it can."""
        for line in by_clause(text, size, self.width, bold=True):
            self.y += size * 1.3
            self.text(0, self.y - size * 0.3, line, size, "b")

    def text(self, x: float, y: float, text: str, size: int, kind: str = "", end: bool = False) -> None:
        """One line of text at a place."""
        self._text(x, y, text, size, kind, ' text-anchor="end"' if end else "")

    def centred(self, x: float, y: float, text: str, size: int, kind: str) -> None:
        """One line of text with a place at its middle."""
        self._text(x, y, text, size, kind, ' text-anchor="middle"')

    def upright(self, x: float, y: float, text: str, size: int, kind: str) -> None:
        """One line of text that goes up from a place, read from the right."""
        self._text(x, y, text, size, kind, f' transform="rotate(-90 {x:.1f} {y:.1f})"')

    def _text(self, x: float, y: float, text: str, size: int, kind: str, how: str) -> None:
        kind = f' class="{kind}"' if kind else ""
        self.parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}"{kind}{how}>{escape(text)}</text>'
        )

    def rect(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        """A filled box."""
        box = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.4g}"'
        self.parts.append(f'<rect {box} class="{kind}"/>')

    def svg(self, label: str, kind: str) -> str:
        """The whole drawing, with what a reader who does not see it is told."""
        return (
            f'<svg class="{kind}" viewBox="0 0 {self.width} {self.y + 6:.1f}" role="group" '
            f'preserveAspectRatio="xMinYMin meet" aria-label="{escape(label)}">{"".join(self.parts)}</svg>'
        )
