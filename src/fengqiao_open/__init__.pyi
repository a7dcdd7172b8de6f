"""The public API, for editors and type checkers: the same names as `__all__`."""

from . import plot as plot
from .analysis.targets import revisions as revisions
from .analysis.targets import targets as targets
from .analysis.totals import Total as Total
from .analysis.totals import total as total
from .analysis.wide import wide as wide
from .authoring.audit import Audit as Audit
from .authoring.audit import audit as audit
from .citing.citations import cite as cite
from .compilation.merged import combine as combine
from .compilation.merged import load_lazy as load_lazy
from .datapackage.corrupted_text import Corruption as Corruption
from .datapackage.corrupted_text import corrupted as corrupted
from .errors import NotAdditiveError as NotAdditiveError
from .errors import PackageError as PackageError
from .errors import UnknownColumnError as UnknownColumnError
from .errors import UnknownKeyError as UnknownKeyError
from .errors import UnknownTableError as UnknownTableError
from .errors import UnknownValueError as UnknownValueError
from .exports import export as export
from .figures.scanner import extract as extract
from .findings.report import Finding as Finding
from .findings.report import Report as Report
from .findings.report import ValidationError as ValidationError
from .indicators.tables import catalogue as catalogue
from .indicators.tables import match_indicators as match_indicators
from .render.explain import explain as explain
from .tabular import schemas as schemas
from .tabular.codebook import codes as codes
from .tabular.codebook import describe as describe
from .tabular.codebook import dtypes as dtypes
from .tabular.codebook import path as path
from .tabular.codebook import url as url
from .tabular.csv import Row as Row
from .tabular.dataset import Data as Data
from .tabular.loader import Place as Place
from .tabular.loader import derived as derived
from .tabular.loader import load as load
from .tabular.loader import locate as locate
from .tabular.loader import tables as tables
from .tabular.statistics import statistics as statistics
from .validation.dataframes import check as check
from .validation.own_rules import rule as rule
from .validation.validate import validate as validate

__version__: str
