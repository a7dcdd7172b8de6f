"""Fengqiao's 2023 government work report as open data, and the tools to do the same for any town.

To do this                                      use this
read the numbers, with names and filters        statistics("en", theme="trade", period=2022)
have an indicator a row, target and actual      wide("en")
see what each target requires                   targets("en")
add numbers, none of them twice                 total(rows)
read values computed from printed ones          derived()
find a number in the report                     locate("fengqiao-2023-p10-01")
cite the numbers that you used                  cite(rows), cite(rows, "bibtex")
draw a chart, as a page, PNG or SVG             plot.targets("en").save("targets.html"), plot.NAMES
know what columns and codes mean                describe("statistics", lang="en"), codes("statistics", "status")
read any other table as a DataFrame             tables(), load("projects")
have polars or Arrow in place of pandas         statistics("en", engine="polars"), load_lazy("statistics")
read the CSV files with other tools             path("observations"), url("observations"), dtypes("observations")
write XLSX, SQLite, Parquet and other formats   export("xlsx", "fengqiao.xlsx")
check a DataFrame of your own                   check(df, "observations", package=path()), schemas.observations
check a package of your own                     validate("folder"), explain("FQ-R05"), rule
find the numbers of a Chinese text              extract(text), corrupted(text)
know which indicators reports print             catalogue(), match_indicators(text)
compare a report with its tables                audit("report.txt", "folder")
merge the packages of many places               combine(["folder"], "merged"), revisions("merged")
compare an indicator over places                compare("exports", 2022, package="merged")

`help(fengqiao_open.statistics)` has filters and columns. Errors that name what is wrong: `PackageError` and
`Unknown…Error`.
"""

# The public API and nothing else. Nothing heavy is imported until a name is asked for: this module costs what
# an empty one costs.

#: The module that defines each name; `__init__.pyi` has the same for editors and type checkers.
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
    "UnknownColumnError": "errors",
    "UnknownKeyError": "errors",
    "UnknownTableError": "errors",
    "UnknownValueError": "errors",
    "ValidationError": "findings.report",
    "audit": "authoring.audit",
    "catalogue": "indicators.tables",
    "check": "validation.dataframes",
    "cite": "citing.citations",
    "codes": "tabular.codebook",
    "combine": "compilation.merged",
    "compare": "compilation.comparison",
    "corrupted": "datapackage.corrupted_text",
    "derived": "tabular.loader",
    "describe": "tabular.codebook",
    "dtypes": "tabular.codebook",
    "explain": "render.explain",
    "export": "exports",
    "extract": "figures.scanner",
    "load": "tabular.loader",
    "load_lazy": "compilation.merged",
    "locate": "tabular.loader",
    "match_indicators": "indicators.tables",
    "path": "tabular.codebook",
    "revisions": "analysis.targets",
    "rule": "validation.own_rules",
    "statistics": "tabular.statistics",
    "tables": "tabular.loader",
    "targets": "analysis.targets",
    "total": "analysis.totals",
    "url": "tabular.codebook",
    "validate": "validation.validate",
    "wide": "analysis.wide",
}
_MODULES = {"plot": "plot", "schemas": "tabular.schemas"}

__all__ = sorted(["__version__", *_HOMES, *_MODULES])


def __getattr__(name: str) -> object:
    from importlib import import_module

    found: object
    if name == "__version__":
        found = import_module(".datapackage.package", __name__).shipped().version
    elif name in _MODULES:
        found = import_module(f".{_MODULES[name]}", __name__)
    elif name in _HOMES:
        found = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    else:
        from .errors import RENAMED

        hint = f"; it is now {RENAMED[name]!r}" if name in RENAMED else ""
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}{hint}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
