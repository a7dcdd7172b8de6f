"""Another release, as a user names it: a folder, a zip archive, a wheel, or a URL with its hash.

A URL is downloaded once, and cached under its hash; the logger `fengqiao_open` reports each download. An
archive is read once: the bytes that are hashed are those that are unpacked.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from ..errors import PackageError, reasons, worded
from .archives import LARGEST_ARCHIVE, is_archive
from .characters import visible
from .files import read_named, size
from .package import Package, read_archive, read_package, shipped
from .writing import write_whole

_LOG = logging.getLogger("fengqiao_open")
#: Over anything else, a download can be read and changed on its way.
SCHEMES = ("https",)
_SECONDS = 30
_SHA256 = re.compile(r"[0-9a-f]{64}")
# Letters alone would also be the drive of a Windows path.
_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def named_release(
    source: str | Path | None, version: str | None = None, sha256: str | None = None
) -> Package:
    """The release that a user names.

    Args:
        source: a folder, a zip archive, a wheel, or an https: or file: URL; None for the installed release.
        version: the required version.
        sha256: the required hash, in hexadecimal; required for a URL.

    Raises:
        ValueError: no source is named and another version is installed; a URL has no hash, or is neither
            https: nor file:; or a folder has a hash.
        PackageError: it cannot be downloaded or read, has another hash, or is of another version.
    """
    if source is None:
        if sha256 is not None:
            raise worded(ValueError, "hash-without-source")
        if version not in (None, shipped().version):
            raise worded(ValueError, "version-without-source", own=shipped().version, version=version)
        return shipped()
    wanted = None if sha256 is None else sha256.strip().lower().removeprefix("sha256:")
    if wanted is not None and not _SHA256.fullmatch(wanted):
        raise worded(ValueError, "hash-form")
    written = str(source)
    if _URL.match(written):
        if wanted is None:
            raise worded(ValueError, "url-without-hash", url=visible(written))
        package = _opened(*_from_url(written, wanted))
    else:
        path = Path(source)
        if wanted is not None and path.is_dir():
            raise worded(ValueError, "no-hash-of-folder")
        if wanted is None and not is_archive(path):
            package = read_package(path)
        else:
            package = _opened(path, _checked(path, written, wanted))
    if version not in (None, package.version):
        name = visible(written)
        raise PackageError("other-version", file=name, found=visible(package.version), version=version)
    return package


def cache_folder() -> Path:
    """Where fetched releases are kept: the folder in $FENGQIAO_CACHE, else the system's place for caches."""
    if chosen := os.environ.get("FENGQIAO_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("fengqiao-open", appauthor=False)


_MOST_OPEN = 8
_OPEN: dict[tuple[Path, str], Package] = {}


def _opened(path: Path, data: bytes) -> Package:
    """An archive, unpacked once as long as its content stays the same."""
    key = path.resolve(), _hash(data)
    package = _OPEN.pop(key, None) or read_archive(path, data)
    _OPEN[key] = package  # the last one asked for stays longest
    while len(_OPEN) > _MOST_OPEN:
        del _OPEN[next(iter(_OPEN))]
    return package


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _checked(path: Path, name: str, wanted: str | None) -> bytes:
    """The content of an archive with the hash it should have.

    Raises:
        PackageError: it is no archive, cannot be read, or has another hash.
    """
    shown = visible(name)
    if path.exists() and not is_archive(path):
        raise PackageError("not-an-archive", file=shown)
    data = read_named(path, shown, LARGEST_ARCHIVE)
    if wanted is not None:
        _check_hash(shown, data, wanted)
    return data


def _check_hash(name: str, data: bytes, wanted: str) -> None:
    if (found := _hash(data)) != wanted:
        raise PackageError("other-hash", file=name, found=found, wanted=wanted)


def _from_url(url: str, wanted: str) -> tuple[Path, bytes]:
    """The file that a URL leads to, with its content: a local one, one that is cached, or downloaded now."""
    parts = urlsplit(url)
    if parts.scheme.lower() == "file":
        if parts.netloc not in ("", "localhost"):
            raise worded(ValueError, "file-url", url=visible(url))
        path = Path(urllib.request.url2pathname(parts.path))
        return path, _checked(path, url, wanted)
    if parts.scheme.lower() not in SCHEMES:
        raise worded(ValueError, "url-scheme", scheme=visible(parts.scheme))
    kept = cache_folder() / f"{wanted}.zip"
    if kept.is_file():
        try:
            return kept, _checked(kept, str(kept), wanted)
        except PackageError:
            _LOG.warning("%s was changed since it was fetched; it is fetched again.", kept)
    _fetch(url, wanted, kept)
    return kept, _checked(kept, str(kept), wanted)


def _fetch(url: str, wanted: str, target: Path) -> None:
    """Download a file whole or not at all.

    Raises:
        PackageError: it cannot be had, is too large, or has another hash.
    """
    shown = visible(_without_login(url))
    _LOG.warning("Fetching %s; it is kept as %s.", shown, target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with urllib.request.build_opener(_SafeRedirects).open(url, timeout=_SECONDS) as answer:
            data = answer.read(LARGEST_ARCHIVE + 1)
        if len(data) > LARGEST_ARCHIVE:
            raise PackageError("too-large", file=shown, limit=size(LARGEST_ARCHIVE))
        _check_hash(shown, data, wanted)
        write_whole(target, data)
    except (OSError, HTTPException, ValueError) as problem:
        cause = getattr(problem, "reason", None)
        why = reasons(cause if isinstance(cause, BaseException) else problem)
        raise PackageError("not-fetched", file=shown, **{k: visible(v) for k, v in why.items()}) from None


def _without_login(url: str) -> str:
    """A URL without the name and password that it may hold.

    >>> _without_login("https://me:secret@example.org/a.zip")
    'https://example.org/a.zip'
    """
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only to where one may fetch from in the first place."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme.lower() not in SCHEMES:
            raise worded(ValueError, "url-redirect", url=_without_login(newurl))
        return super().redirect_request(req, fp, code, msg, headers, newurl)
