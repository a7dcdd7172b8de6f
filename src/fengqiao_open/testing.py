"""Test the validity of a package in your own test suite, with any test runner.

In a file such as `test_data.py` beside your `datapackage.json`:

    from fengqiao_open.testing import assert_valid

    def test_the_data_is_valid():
        assert_valid(".")

When the test fails, its message is the report: every finding with its place and how to fix it.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from .validation.validate import validate


def assert_valid(
    path: str | Path | None = None, *, hashes: bool = True, ignore: Collection[str] = ()
) -> None:
    """Fail with the report unless the package is valid.

    Args:
        path: a folder, a zip archive, a `datapackage.json`, or None for the shipped package.
        hashes: whether byte counts and hashes of the files are compared with the descriptor.
        ignore: codes of findings that do not fail the test.

    Raises:
        AssertionError: something of severity `error` is wrong; the message is the report.

    >>> assert_valid()
    """
    __tracebackhide__ = True  # pytest then points at the test, not in here
    report = validate(path, hashes=hashes)
    if any(each.severity == "error" and each.code not in ignore for each in report.findings):
        raise AssertionError(f"\n{report.render(verbose=True)}")
