"""The note of a number that several years together have, and the name of its indicator, which no number of
one year has.

The table has one year for a number: the last. The words of the note are here alone, for drafts and for the
desk.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

from ..figures.span_kinds import Kind
from ..indicators.catalogue import by_id
from ..indicators.rows import row_over_years
from ..lang import Lang, both, sentence

_TWO: Final = "两"
_NUMERALS: Final = "〇一二三四五六七八九十"
#: What a note can say of a span: what a draft reads in the text, and `over` for a number of which that is not
#: known.
Form = Literal[Kind, "over"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)


def span_note(first: int | str, last: int | str, form: Form) -> dict[str, str]:
    """The note of an observation that several years have, in both languages.

    Args:
        first, last: the years.
        form: whether it is a total of them, a change over them, an average of each, or another number.

    >>> span_note(2017, 2021, "total")["note_zh"], span_note(2017, 2021, "change")["note_en"]
    ('2017—2021年合计。', 'Change over 2017–2021.')
    """
    return both("authoring", f"span.{form}", "note", first=first, last=last)


def span_words(years: int, kind: Kind) -> str:
    """The words in the brackets behind a name of what several years have.

    >>> span_words(5, "total"), span_words(3, "change"), span_words(2, "average")
    ('五年累计', '三年间', '两年年均')
    """
    return sentence("authoring", f"span.name.{kind}", "zh", years=_years_of(years))


def with_span(name: str, years: int, kind: Kind, lang: Lang) -> str:
    """A name with how many years it is of.

    >>> with_span("Roads built", 5, "total", "en"), with_span("新建道路", 2, "total", "zh")
    ('Roads built (total of 5 years)', '新建道路（两年累计）')
    """
    number = _years_of(years) if lang == "zh" else str(years)
    span = sentence("authoring", f"span.name.{kind}", lang, years=number)
    return sentence("authoring", "span.name", lang, name=name, span=span)


def average_words() -> str:
    """The same words behind a name of what each of several years has that are not said.

    >>> average_words()
    '年均'
    """
    return sentence("authoring", "span.name.averaged", "zh")


def row_of_span(indicator_id: str, years: int, kind: Kind) -> dict[str, str]:
    """The row for several years of an indicator of the catalogue: by it, two towns' totals are comparable.

    >>> row = row_of_span("new-urban-jobs", 5, "total")
    >>> row["name_zh"], row["name_en"]
    ('城镇新增就业（五年累计）', 'New urban jobs (total of 5 years)')
    """
    one, words = by_id()[indicator_id], dict[str, str]()
    number: dict[Lang, str] = {"zh": _years_of(years), "en": str(years)}
    for lang, said in number.items():
        words[f"name_{lang}"] = with_span(one[f"name_{lang}"], years, kind, lang)
        definition = {"definition": one[f"definition_{lang}"], "years": said}
        words[f"definition_{lang}"] = sentence("authoring", f"span.definition.{kind}", lang, **definition)
    return row_over_years(indicator_id, kind, years, words)


def _years_of(number: int) -> str:
    """A number of years as it is said: 两年."""
    return _TWO if number == 2 else numeral_of(number)


def numeral_of(number: int) -> str:
    """A number to ten in Chinese, a larger one in digits.

    >>> numeral_of(2), numeral_of(12)
    ('二', '12')
    """
    return _NUMERALS[number] if number < len(_NUMERALS) else str(number)
