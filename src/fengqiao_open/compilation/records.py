"""What was examined as bytes, and back: every fact, so that a report made of it is the same to the letter."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

import numpy as np

from ..findings.evidence import Evidence, Source
from ..findings.report import Finding, Report
from .addresses import Address
from .examined import Examined, Province
from .fingerprints import MARK

_LENGTH = 8


def packed(found: Examined) -> bytes:
    """What was examined, as JSON with its length before it, and the marks as they are."""
    report = found.report
    facts = {
        "package": report.package,
        "rows": report.rows,
        "findings": [_finding(each) for each in report.findings],
        "known": [_finding(each) for each in report.known],
        "skipped": report.skipped,
        "sources": found.sources,
        "whole": found.whole,
        "facts": found.facts,
        "province": _given(found.province),
    }
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return len(text).to_bytes(_LENGTH, "big") + text + found.marks.tobytes()


def unpacked(data: bytes, address: Address) -> Examined:
    """What was examined at an address, of its bytes."""
    end = _LENGTH + int.from_bytes(data[:_LENGTH], "big")
    facts = json.loads(data[_LENGTH:end].decode("utf-8", "surrogatepass"))
    report = Report(
        facts["package"],
        facts["rows"],
        tuple(map(_as_finding, facts["findings"])),
        tuple(map(_as_finding, facts["known"])),
        tuple(facts["skipped"]),
    )
    marks = np.frombuffer(data, MARK, offset=end)
    about = (tuple(facts["sources"]), facts["whole"], marks, facts["facts"], Province(**facts["province"]))
    return Examined(address, report, *about)


def _finding(found: Finding) -> dict[str, Any]:
    evidence = _given(found.evidence)
    if found.evidence.source:
        evidence["source"] = _given(found.evidence.source)
    return {**_given(found), "evidence": evidence}


def _as_finding(given: Mapping[str, Any]) -> Finding:
    evidence = dict(given["evidence"])
    for name in ("columns", "cells"):
        evidence[name] = tuple(evidence.get(name, ()))
    if "source" in evidence:
        evidence["source"] = Source(**evidence["source"])
    others = tuple(map(tuple, given.get("others", ())))
    return Finding(**{**given, "others": others, "evidence": Evidence(**evidence)})


def _given(record: Any) -> dict[str, Any]:
    """The attributes of a record that are not what they are when left out, but for records within."""
    return {
        each.name: value
        for each in fields(record)
        if not is_dataclass(value := getattr(record, each.name)) and value != _left_out(each)
    }


def _left_out(attribute: Field[Any]) -> object:
    """What an attribute is when left out."""
    made = attribute.default_factory
    return attribute.default if made is MISSING else made()
