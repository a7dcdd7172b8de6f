"""Read JSON files within limits, or reject them with what is wrong."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

from ..errors import PackageError, reasons, worded
from ..lang import LANGS, texts
from .characters import visible
from .files import UnfitFileError, read_plain, size
from .merge_conflicts import conflicts

# Five to twenty times what the shipped descriptor has, in bytes and depth.
LARGEST_DESCRIPTOR = 4 * 2**20
DEEPEST = 50
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
#: Duplicated properties of an object: name, count, and the name of the object.
Repeated = tuple[tuple[str, int, str], ...]


def read_json(file: Path, limit: int = LARGEST_DESCRIPTOR) -> tuple[Any, Repeated]:
    """The content of a JSON file, with or without a byte order mark, and its duplicated properties.

    Raises:
        PackageError: it is no regular file of UTF-8 JSON, or holds what cannot be written again.
    """
    shown = visible(str(file))
    try:
        data = read_plain(file, limit)
        text = data.decode("utf-8-sig")
        found, repeated = _with_known_schemas(text) or _parsed(text)
    except FileNotFoundError:
        raise PackageError("no-file", file=shown) from None
    except UnfitFileError as problem:
        values = {**problem.values, "limit": size(LARGEST_DESCRIPTOR)}
        raise PackageError("descriptor-unfit", file=shown, **values) from None
    except UnicodeDecodeError as problem:
        raise PackageError("not-utf8", file=shown, byte=problem.start) from None
    except json.JSONDecodeError as problem:
        if found := conflicts(data):
            words = found[0].words
            raise PackageError(f"json-{words['case']}", file=shown, **words) from None
        why = {f"why_{lang}": texts("errors", lang).get(f"json.{problem.msg}", problem.msg) for lang in LANGS}
        raise PackageError("not-json", file=shown, **why, line=problem.lineno) from None
    except RecursionError:
        raise PackageError("too-deep", file=shown) from None
    except (OSError, ValueError) as problem:
        raise PackageError("file-unreadable", file=shown, **reasons(problem)) from None
    return found, repeated


def _parsed(text: str, depth: int = 0) -> tuple[Any, Repeated]:
    """What a text holds, which is so deep in another, and its duplicated properties."""
    repeated: list[tuple[str, int, str]] = []

    def no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        whole = dict(pairs)
        if len(whole) < len(pairs):
            counts = Counter(name for name, _ in pairs)
            owner = str(whole.get("name", ""))
            repeated.extend((name, count, owner) for name, count in counts.items() if count > 1)
        return whole

    found = json.loads(text, object_pairs_hook=no_repeats, parse_constant=_no_number)
    _measure(found, _HALF_CHARACTER.search(text) is not None, depth)
    return found, tuple(repeated)


# Where the schema of a table begins and ends, as `json_bytes` writes it: no text has a line feed, and within
# the schema is further right.
_BEGIN, _END = '\n      "schema": {\n', "\n      }"
_DEPTH = 3


def _with_known_schemas(text: str) -> tuple[Any, Repeated] | None:
    """What a descriptor holds, less what was read before: most have the schemas of the standard.

    None where it is written in another way, or something is wrong with it.
    """
    first, *parts = text.split(_BEGIN)
    ends = [part.find(_END) for part in parts]
    if not parts or min(ends) < 0 or "\\u0000" in text:
        return None
    apart = (
        f'\n      "schema": "\\u0000{at}"{part[end + len(_END) :]}'
        for at, (part, end) in enumerate(zip(parts, ends, strict=True))
    )
    try:
        whole, repeated = _parsed("".join([first, *apart]))
        schemas = {
            f"\0{at}": _schema(part[:end]) for at, (part, end) in enumerate(zip(parts, ends, strict=True))
        }
        for resource in whole["resources"]:
            if resource.get("schema") in schemas:
                resource["schema"] = schemas.pop(resource["schema"])
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
    return None if schemas else (whole, repeated)


@lru_cache(maxsize=64)
def _schema(inside: str) -> Any:
    """The schema with this inside, never to be changed; raises `ValueError` where it repeats a property."""
    found, repeated = _parsed(f"{{{inside}}}", _DEPTH)
    if repeated:
        raise ValueError(repeated)
    return found


def _no_number(word: str) -> NoReturn:
    raise worded(ValueError, "json-number", word=word)


def _measure(descriptor: object, halves: bool, depth: int) -> None:
    """Go through a descriptor, or a part that is so deep in one, without recursion.

    Raises:
        RecursionError: it is nested too deeply.
        ValueError: a number or a text in it cannot be written.
    """
    level = [descriptor]
    while level:
        depth += 1
        if depth > DEEPEST:
            raise RecursionError
        below: list[object] = []
        for each in level:
            if isinstance(each, dict):
                below.extend(each.values())
                below.extend(each if halves else ())
            elif isinstance(each, list):
                below.extend(each)
            elif isinstance(each, float) and not isfinite(each):
                raise worded(ValueError, "json-large")
            elif halves and isinstance(each, str) and any("\ud800" <= letter <= "\udfff" for letter in each):
                raise worded(ValueError, "json-half")
        level = below
