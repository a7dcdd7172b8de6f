"""The plugin by which frictionless runs all checks of fengqiao_open on a package.

    frictionless validate datapackage.json --checks fengqiao

frictionless finds plugins by the names of modules, `frictionless_…`. Nothing of fengqiao_open is imported
before the check is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import attrs
from frictionless import Check, Plugin
from frictionless.errors import CheckError

if TYPE_CHECKING:
    from fengqiao_open.findings.report import Report
    from fengqiao_open.lang import Lang


@attrs.define(kw_only=True, repr=False)
class FengqiaoCheck(Check):  # type: ignore[misc]
    """All checks of fengqiao_open, once a package; the first table has the findings on the package too."""

    type: ClassVar[str] = "fengqiao"

    lang: Lang = "en"

    @property
    def Errors(self) -> list[Any]:  # noqa: N802 (frictionless's name)
        """A class for each code, so that single codes can be skipped."""
        from fengqiao_open.findings.catalogue import all_codes
        from fengqiao_open.render.frictionless import error_class
        from fengqiao_open.validation.own_rules import installed_rules

        installed_rules()
        return [error_class(code, self.lang) for code in all_codes()]

    def validate_start(self) -> Iterator[Any]:
        """The findings on the table, and with the first table those on the package as a whole."""
        from fengqiao_open.render.frictionless import errors

        package = self.resource.package
        if package is None or package.metadata_descriptor_path is None:
            yield CheckError(
                note="the check “fengqiao” needs a package in a folder: validate its datapackage.json"
            )
            return
        seen: tuple[Any, Report] | None = self.__dict__.get("_seen")
        if seen is None or seen[0] is not package:
            seen = self.__dict__["_seen"] = (package, _report(package))
            yield from errors(seen[1], "", self.lang)
        yield from errors(seen[1], self.resource.name, self.lang)

    metadata_profile_patch: ClassVar[dict[str, Any]] = {
        "properties": {"lang": {"type": "string", "enum": ["en", "zh"]}}
    }


def _report(package: Any) -> Report:
    from fengqiao_open import validate

    # frictionless compares byte counts and hashes itself.
    return validate(Path(package.basepath or "") / Path(package.metadata_descriptor_path).name, hashes=False)


class FengqiaoPlugin(Plugin):  # type: ignore[misc]
    """What frictionless asks for the classes of the check `fengqiao` and of its errors."""

    def select_check_class(self, type: str | None = None) -> type[FengqiaoCheck] | None:
        """The check, for its name."""
        return FengqiaoCheck if type == "fengqiao" else None

    def select_error_class(self, type: str | None = None) -> Any:
        """The class of a finding's errors, for its code, so that a report can be read back."""
        if not (type and type.isupper() and "-" in type):
            return None
        from fengqiao_open.findings.catalogue import all_codes
        from fengqiao_open.render.frictionless import error_class

        return error_class(type) if type in all_codes() else None
