"""Charts that need no network: Altair's own form loads its scripts from a server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import altair as alt
import vl_convert


class Chart(alt.LayerChart):  # type: ignore[misc]
    """A chart of layers; its HTML holds its scripts, and a notebook shows it as SVG.

    `inline=False` and `altair.renderers.enable` give Altair's own forms.
    """

    def save(self, fp: Any, format: Any = None, *args: Any, **kwargs: Any) -> None:
        """Write the chart as HTML, PNG, SVG, PDF or JSON, as `altair.Chart.save`; HTML holds its scripts."""
        by_name = Path(fp).suffix[1:] if isinstance(fp, str | Path) else ""
        if (format or by_name) == "html":
            kwargs.setdefault("inline", True)
        super().save(fp, format, *args, **kwargs)

    def to_html(self, *args: Any, inline: bool = True, **kwargs: Any) -> str:
        """The chart as HTML, as `altair.Chart.to_html`, with its scripts."""
        return str(super().to_html(*args, inline=inline, **kwargs))

    def _repr_mimebundle_(self, *args: Any, **kwargs: Any) -> Any:
        if alt.renderers.active != "default":
            return super()._repr_mimebundle_(*args, **kwargs)
        spec = self.to_dict()
        return {"image/svg+xml": vl_convert.vegalite_to_svg(spec), "text/plain": spec.get("description", "")}
