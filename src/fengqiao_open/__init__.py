"""Fengqiao's 2023 government work report as open data, and the tools to do the same for any town.

The public API and nothing else. Nothing heavy is imported until a name is asked for: this module
costs what an empty one costs.
"""

# Not typing.TYPE_CHECKING: importing typing would cost more than all the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import figures as figures
    from . import plot as plot
    from . import schemas as schemas
    from .citations import cite as cite
    from .concordance import Audit as Audit
    from .concordance import audit as audit
    from .corruption import Corruption as Corruption
    from .corruption import corrupted as corrupted
    from .exports import export as export
    from .findings import Finding as Finding
    from .findings import Report as Report
    from .findings import ValidationError as ValidationError
    from .frames import check as check
    from .goals import progress as progress
    from .goals import revisions as revisions
    from .large.combine import combine as combine
    from .large.reading import scan as scan
    from .loader import Place as Place
    from .loader import derived as derived
    from .loader import load as load
    from .loader import source as source
    from .loader import statistics as statistics
    from .loader import tables as tables
    from .package import PackageError as PackageError
    from .package import UnknownTableError as UnknownTableError
    from .render.explain import explain as explain
    from .validation import validate as validate

    __version__: str

_HOMES = {
    "derived": "loader",
    "progress": "goals",
    "revisions": "goals",
    "Audit": "concordance",
    "Corruption": "corruption",
    "Finding": "findings",
    "PackageError": "package",
    "Place": "loader",
    "Report": "findings",
    "UnknownTableError": "package",
    "ValidationError": "findings",
    "audit": "concordance",
    "explain": "render.explain",
    "export": "exports",
    "check": "frames",
    "cite": "citations",
    "corrupted": "corruption",
    "load": "loader",
    "source": "loader",
    "statistics": "loader",
    "tables": "loader",
    "validate": "validation",
}
# What needs the extra “large”.
_LARGE = {"combine": "large.combine", "scan": "large.reading"}
_MODULES = ("figures", "plot", "schemas")

__all__ = [
    "Audit",
    "Corruption",
    "Finding",
    "PackageError",
    "Place",
    "Report",
    "UnknownTableError",
    "ValidationError",
    "__version__",
    "audit",
    "check",
    "cite",
    "combine",
    "corrupted",
    "derived",
    "explain",
    "export",
    "figures",
    "load",
    "plot",
    "progress",
    "revisions",
    "scan",
    "schemas",
    "source",
    "statistics",
    "tables",
    "validate",
]


def __getattr__(name: str) -> object:
    from importlib import import_module

    found: object
    if name == "__version__":
        found = import_module(".package", __name__).shipped().version
    elif name in _MODULES:
        found = import_module(f".{name}", __name__)
    elif name in _LARGE:
        from .extras import extra

        found = getattr(extra(f"{__name__}.{_LARGE[name]}", "large"), name)
    elif name in _HOMES:
        found = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
