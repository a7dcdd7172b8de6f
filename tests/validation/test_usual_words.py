"""A usual English word that stands once is right, however near it is to a word of reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile_packages import with_cell

from fengqiao_open import validate
from fengqiao_open.validation.rules.lexicon import usual_words

SPELLING = ("FQ-L20", "FQ-L21", "FQ-L30")


def _blamed(package: Path, text: str) -> list[tuple[str, str]]:
    found = validate(with_cell(package, text), hashes=False).findings
    return [(each.code, each.values["word"]) for each in found if each.code in SPELLING]


@pytest.mark.parametrize(
    "pair",
    ["does dose", "form from", "trial trail", "would world", "state skate", "share snare", "evaluation evacuation",
     "adapting adopting", "local loyal", "unclear nuclear", "status statue", "power powder", "land gland"],
)  # fmt: skip
def test_the_second_of_two_usual_words_is_no_misspelling_of_the_first(good: Path, pair: str) -> None:
    """“Perhaps does” for the dose of a vaccine sends a translator to correct what is right."""
    assert _blamed(good, f"Each {pair} here.") == []


def test_no_usual_word_is_blamed(good: Path) -> None:
    """All of them at once, each standing once, in a package with few other words."""
    assert _blamed(good, " ".join(sorted(usual_words()))) == []


def test_an_error_that_makes_no_word_is_still_found(good: Path) -> None:
    """The list holds words only: letters that are exchanged or doubled in one of them make none."""
    assert [word for _, word in _blamed(good, "Each paragrpah here.")] == ["paragrpah"]


def test_no_usual_word_is_a_known_misspelling() -> None:
    """A list that a misspelling got into would hide it for ever."""
    assert usual_words().isdisjoint(
        ("teh", "recieve", "goverment", "enviroment", "developement", "vilage", "twon")
    )
