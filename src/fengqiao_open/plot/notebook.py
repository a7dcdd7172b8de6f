"""Charts that a notebook shows without a network: Altair's own form loads its scripts from a server."""

from __future__ import annotations

from typing import Any

import altair as alt
import vl_convert

_WIDTH = 640


class Chart(alt.LayerChart):  # type: ignore[misc]
    """A chart of layers that a notebook shows as SVG, unless `altair.renderers.enable` chose another form."""

    def _repr_mimebundle_(self, *args: Any, **kwargs: Any) -> Any:
        if alt.renderers.active != "default":
            return super()._repr_mimebundle_(*args, **kwargs)
        spec = self.to_dict()
        if spec.get("width") == "container":  # a still picture has no container
            spec["width"] = _WIDTH
        return {"image/svg+xml": vl_convert.vegalite_to_svg(spec), "text/plain": spec.get("description", "")}
