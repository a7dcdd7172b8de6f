"""What Table Schema cannot say: rules across rows and tables. One rule is one small function with a code.

Rules change nothing. `RULES` lists them in the order of their codes; a new rule is written in the module of
its subject, and registered by its decorator.
"""

from importlib import import_module
from pkgutil import iter_modules

from .registry import RULES, Rule

__all__ = ["RULES", "Rule"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
