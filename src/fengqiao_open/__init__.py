"""Fengqiao's 2023 government work report as open data, and the tools to do the same for any town.

The public API and nothing else. Nothing heavy is imported until a name is asked for: this module
costs what an empty one costs.
"""

# Not typing.TYPE_CHECKING: importing typing would cost more than all the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import figures, plot
    from .analysis.targets import progress as progress
    from .analysis.targets import revisions as revisions
    from .analysis.totals import Total as Total
    from .analysis.totals import total as total
    from .authoring.audit import Audit as Audit
    from .authoring.audit import audit as audit
    from .citing.citations import cite as cite
    from .compilation.combine import combine as combine
    from .compilation.scan import scan as scan
    from .datapackage.corrupted_text import Corruption as Corruption
    from .datapackage.corrupted_text import corrupted as corrupted
    from .errors import NotAdditiveError as NotAdditiveError
    from .errors import PackageError as PackageError
    from .errors import UnknownTableError as UnknownTableError
    from .exports import export as export
    from .findings.report import Finding as Finding
    from .findings.report import Report as Report
    from .findings.report import ValidationError as ValidationError
    from .render.explain import explain as explain
    from .tabular import schemas
    from .tabular.csv import Row as Row
    from .tabular.dataset import Data as Data
    from .tabular.loader import Place as Place
    from .tabular.loader import derived as derived
    from .tabular.loader import load as load
    from .tabular.loader import source as source
    from .tabular.loader import statistics as statistics
    from .tabular.loader import tables as tables
    from .validation.dataframes import check as check
    from .validation.own_rules import rule as rule
    from .validation.validate import validate as validate

    __version__: str

_HOMES = {
    "Audit": "authoring.audit",
    "Corruption": "datapackage.corrupted_text",
    "Data": "tabular.dataset",
    "Finding": "findings.report",
    "NotAdditiveError": "errors",
    "PackageError": "errors",
    "Place": "tabular.loader",
    "Report": "findings.report",
    "Row": "tabular.csv",
    "Total": "analysis.totals",
    "UnknownTableError": "errors",
    "ValidationError": "findings.report",
    "audit": "authoring.audit",
    "check": "validation.dataframes",
    "cite": "citing.citations",
    "corrupted": "datapackage.corrupted_text",
    "derived": "tabular.loader",
    "explain": "render.explain",
    "export": "exports",
    "load": "tabular.loader",
    "progress": "analysis.targets",
    "revisions": "analysis.targets",
    "rule": "validation.own_rules",
    "source": "tabular.loader",
    "statistics": "tabular.loader",
    "tables": "tabular.loader",
    "total": "analysis.totals",
    "validate": "validation.validate",
}
# What needs the extra “large”.
_LARGE = {"combine": "compilation.combine", "scan": "compilation.scan"}
_MODULES = {"figures": "figures", "plot": "plot", "schemas": "tabular.schemas"}

__all__ = [
    "Audit",
    "Corruption",
    "Data",
    "Finding",
    "NotAdditiveError",
    "PackageError",
    "Place",
    "Report",
    "Row",
    "Total",
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
    "rule",
    "scan",
    "schemas",
    "source",
    "statistics",
    "tables",
    "total",
    "validate",
]


def __getattr__(name: str) -> object:
    from importlib import import_module

    found: object
    if name == "__version__":
        found = import_module(".datapackage.package", __name__).shipped().version
    elif name in _MODULES:
        found = import_module(f".{_MODULES[name]}", __name__)
    elif name in _LARGE:
        from .optional import extra

        found = getattr(extra(f"{__name__}.{_LARGE[name]}", "large"), name)
    elif name in _HOMES:
        found = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
