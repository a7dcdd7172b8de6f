"""Which values are compared with each other, why others are not, and what can be said of ranks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao_open.analysis.comparison import REASONS, Candidate, compared, ranks
from fengqiao_open.lang import LANGS, texts

MARKS = ("town", "level", "yuan", "Money.")


def candidate(
    name: str,
    value: float = 1.0,
    marks: tuple[str, str, str, str] = MARKS,
    *,
    actual: bool = True,
    whole: bool = True,
) -> Candidate[str]:
    """A value that is compared unless something is said against it."""
    return Candidate(name, actual, whole, marks, value, "exact")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (candidate("other", actual=False), "status"),
        (candidate("other", whole=False), "scope"),
        (candidate("other", marks=("county", "level", "yuan", "Money.")), "type"),
        (candidate("other", marks=("town", "share", "yuan", "Money.")), "measure"),
        (candidate("other", marks=("town", "level", "usd", "Money.")), "unit"),
        (candidate("other", marks=("town", "level", "yuan", "Other money.")), "definition"),
        (candidate("other", marks=("town", "level", "yuan", "")), "definition"),
    ],
)
def test_what_differs_in_one_thing_is_refused_for_it(other: Candidate[str], reason: str) -> None:
    """The reason is what a reader can look up; that the others are compared does not depend on it."""
    found = compared([candidate("one", 2.0), other, candidate("two", 3.0)])
    assert found.entries == (("two", 1), ("one", 2))
    assert found.refusals == (("other", reason),)


def test_every_reason_has_a_sentence_in_both_languages() -> None:
    """A reader is never shown a code."""
    assert all(texts("analysis", lang)[f"refused.{reason}"] for lang in LANGS for reason in REASONS)


def test_one_value_alone_is_not_compared() -> None:
    """It would be the first of one; it is told what keeps it from the others."""
    found = compared([candidate("one"), candidate("other", whole=False)])
    assert (found.entries, dict(found.refusals)) == ((), {"one": "scope", "other": "scope"})


def test_what_is_not_defined_is_not_compared_though_most_are_like_it() -> None:
    """Two definitions that nobody gives are not one."""
    unknown = ("town", "level", "yuan", "")
    found = compared([candidate(each, marks=unknown) for each in "abc"])
    assert found.entries == () and {reason for _, reason in found.refusals} == {"definition"}


@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["exact", "over", "at_most", "about"])), max_size=8)
)
def test_a_rank_is_given_where_no_possible_values_would_change_it(values: list[tuple[int, str]]) -> None:
    """Compared with counting: who is surely above, and who may be."""
    ends = {"exact": (1.0, 1.0), "about": (0.9, 1.1)}

    def between(value: int, qualifier: str) -> tuple[float, float]:
        if qualifier in ends:
            low, high = ends[qualifier]
            return value * low, value * high
        return (value, float("inf")) if qualifier == "over" else (-float("inf"), value)

    bounds = [between(*each) for each in values]
    for at, rank in enumerate(ranks([(float(value), qualifier) for value, qualifier in values])):
        low, high = bounds[at]
        others = [each for number, each in enumerate(bounds) if number != at]
        surely, perhaps = sum(each[0] > high for each in others), sum(each[1] > low for each in others)
        assert rank == (surely + 1 if surely == perhaps else None)
