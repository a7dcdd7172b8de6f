"""Whether `statistics`, which `refresh` makes, still has what `observations` has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..datapackage.characters import visible
from ..datapackage.package import Package
from ..errors import PackageError
from ..lang import both
from .loader import rows

if TYPE_CHECKING:
    import pandas as pd

_KEY = "observation_id"


def check_up_to_date(package: Package) -> None:
    """Compare the columns that both tables have; a merged dataset is made from packages that were validated.

    Raises:
        PackageError: a row or cell of `statistics` is not that of `observations`; the message names the
            first.
    """
    if package.compiled or "observations" not in package.tables:
        return
    statistics, observations = rows(package, "statistics"), rows(package, "observations")
    columns = [name for name in observations.columns if name in statistics.columns]
    made, source = statistics[columns], observations[columns]
    if made.equals(source):
        return
    for case, difference in _differences(made.set_index(_KEY), source.set_index(_KEY)):
        found = {name: visible(str(value)) for name, value in difference.items()}
        raise PackageError(
            "statistics-stale",
            "FQ-R14",
            package=visible(str(package.origin or package.root)),
            **both("errors", f"statistics-stale-{case}", "why", **found),
        )


def _differences(made: pd.DataFrame, source: pd.DataFrame) -> list[tuple[str, dict[str, Any]]]:
    """The rows that only one table has, or else the cells that differ; the order of rows is no difference."""
    one_sided = [("missing", key) for key in source.index if key not in made.index]
    one_sided += [("surplus", key) for key in made.index if key not in source.index]
    if one_sided:
        return [(case, {"key": key}) for case, key in one_sided]
    texts = [frame.astype("string").fillna("") for frame in (made.loc[source.index], source)]
    differ = (texts[0] != texts[1]).to_numpy().nonzero()
    return [
        (
            "cell",
            {
                "key": source.index[row],
                "column": source.columns[column],
                "former": texts[0].iat[row, column] or "—",
                "made": texts[1].iat[row, column] or "—",
            },
        )
        for row, column in zip(*differ, strict=True)
    ]
