"""The year of a number and its tense, from headings and sentences."""

from __future__ import annotations

import pytest

from fengqiao_open.figures.outline import Calendar, Outline, outline
from fengqiao_open.figures.periods import agrees, dating, scopes
from fengqiao_open.figures.scanner import figures

OPENING = ("青禾镇政府工作报告", "2032年1月9日", "现在，我代表镇政府向大会报告工作，请予审议。")


def divided(*lines: str, year: int = 2032) -> Outline:
    """The outline of a report of these lines below the usual opening."""
    return outline((*OPENING, *lines), year)


def dated(*lines: str, year: int = 2032) -> tuple[int, bool]:
    """The year of the last number of the last line, and whether it is a goal."""
    paragraphs = (*OPENING, *lines)
    made = outline(paragraphs, year)
    last = [each for each in figures("\n".join(paragraphs) + "\n") if each.value is not None][-1]
    at = last.paragraph - 1
    found = dating(paragraphs[at], last, scopes(paragraphs, made)[at], made.calendar)
    return found.year, found.goal


@pytest.mark.parametrize(
    "headings",
    [
        ("一、2031年工作回顾", "二、2032年工作安排", "三、政府自身建设"),
        ("第一部分　过去五年工作回顾", "第二部分　今后五年目标任务", "第三部分　加强政府自身建设"),
        ("**2031年工作回顾**", "## 2032年重点工作", "**加强政府自身建设**"),
        ("　　一、“十九五”时期工作回顾", "　　二、“二十五”主要目标", "　　三、建设人民满意的政府"),
    ],
)
def test_parts_begin_at_headings_whatever_their_form(headings: tuple[str, str, str]) -> None:
    """Catches parts that follow the number or the form of a heading, or an indent."""
    review, plan, government = headings
    made = divided(review, "产值同比增长8%。", plan, "力争产值增长9%。", government, "压减支出5%。")
    assert made.parts[3:] == ("review", "review", "plan", "plan", "government", "government")
    assert not made.doubtful


def test_flat_headings_within_a_review_begin_no_part() -> None:
    """Catches every outcome below 二、 as a plan of the next year."""
    lines = ("2031年工作回顾", "一、产业兴旺", "产值8亿元。", "二、乡村更美", "建成道路5公里。")
    made = divided(*lines, "2032年工作安排", "一、兴产业", "力争产值9亿元。")
    assert made.parts[3:] == (*["review"] * 5, *["plan"] * 3)
    assert made.sections[3:] == ("", "1.1", "1.1", "1.2", "1.2", "", "2.1", "2.1")


def test_numbered_headings_below_a_title_belong_to_it() -> None:
    """The goals of a plan were outcomes: 二、重点工作 of the plan stood beside its title."""
    lines = (
        "第一部分　2031年工作回顾",
        "一、产业",
        "产值8亿元。",
        "第二部分　2032年工作安排",
        "一、重点工作",
        "产值9亿元。",
    )
    assert divided(*lines).parts[3:] == ("review",) * 3 + ("plan",) * 3


@pytest.mark.parametrize(
    ("heading", "goal"),
    [("2031年回顾和2032年目标", False), ("（一）2031年回顾", False), ("2032年目标", True)],
)
def test_a_heading_of_two_years_is_of_both(heading: str, goal: bool) -> None:
    """What such a heading says last was taken for all that is below it."""
    assert dated(heading, "去年产值8亿元。" if not goal else "产值9亿元。")[1] == goal


def test_the_aims_of_this_year_are_those_of_the_plan_in_a_report_of_december() -> None:
    """今年 was the year of the report, and its goals were outcomes."""
    lines = (
        "青禾镇政府工作报告",
        "2031年12月28日",
        "一、2031年工作回顾",
        "产值8亿元。",
        "二、2032年工作安排",
    )
    made = outline((*lines, "今年主要预期目标：产值9亿元。"), 2032)
    figure = figures("今年主要预期目标：产值9亿元。")[-1]
    scope = scopes((*lines, "今年主要预期目标：产值9亿元。"), made)[-1]
    found = dating("今年主要预期目标：产值9亿元。", figure, scope, made.calendar)
    assert (found.year, found.goal) == (2032, True)
    assert agrees(2032, True, found.words, "plan", made.calendar)


def test_a_heading_of_nothing_but_a_plan_of_five_years_is_read() -> None:
    """A heading that is all words which date ended `new` with an IndexError."""
    assert (
        divided("一、“二十四五”时期", "产值8亿元。", "二、2032年工作安排", "产值9亿元。").parts[-1] == "plan"
    )


def test_sections_count_beyond_nine() -> None:
    """Catches a tenth section that stays in the ninth."""
    lines = [f"（{number}）产业" for number in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")]
    assert divided("一、2031年工作回顾", *lines).sections[-1] == "1.10"


def test_headings_that_say_nothing_leave_it_to_the_paragraphs_and_are_asked() -> None:
    """Catches a silent guess where no heading names a year or a part."""
    made = divided("一、砥砺前行", "产值同比增长8%。", "二、扬帆再启", "今年力争产值增长9%，确保收入增长7%。")
    assert made.parts[4:] == ("review", "plan", "plan")
    unclear = divided("一、砥砺前行", "产值8亿元。", "二、扬帆再启", "产值9亿元。")
    assert unclear.doubtful


@pytest.mark.parametrize(
    ("lines", "year", "calendar"),
    [
        (("一、2031年工作回顾", "二、2032年工作安排"), 2032, Calendar(2031, 2032, 2032)),
        (("一、2031年工作回顾", "二、2032年工作安排"), 2030, Calendar(2031, 2032, 2032)),
        (("一、工作回顾", "二、工作安排"), 2020, Calendar(2031, 2032, 2032)),
        (("一、2032年上半年工作回顾", "二、下半年工作安排"), 2032, Calendar(2032, 2032, 2032)),
    ],
)
def test_printed_years_go_before_the_year_given(
    lines: tuple[str, ...], year: int, calendar: Calendar
) -> None:
    """Catches a wrong year on the command line in every row, and a half-year report as one of the year before."""
    assert divided(*lines, year=year).calendar == calendar


def test_a_report_delivered_in_december_plans_the_next_year() -> None:
    """Catches the wrong year throughout a report of December."""
    lines = (
        "——2031年12月28日在第六届人民代表大会上",
        "2031年工作回顾",
        "产值8亿元。",
        "2032年目标",
        "产值9亿元。",
    )
    assert outline(lines, 2031).calendar == Calendar(2031, 2032, 2031)


REVIEW, PLAN = "一、2031年工作回顾", "二、2032年工作安排"


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ((REVIEW, "实现产值8亿元。"), (2031, False)),
        ((REVIEW, "五年来，累计建成道路50公里。"), (2031, False)),
        ((REVIEW, "2029年，获评示范镇，新增企业5家。"), (2029, False)),
        ((REVIEW, "产值比2026年增长60%。"), (2031, False)),
        ((REVIEW, "产值是2026年的1.6倍。"), (2031, False)),
        ((REVIEW, "产值是2026年年底的3倍多。"), (2031, False)),
        ((REVIEW, "产值相当于2026年末的3倍，为2026年全年的3倍。"), (2031, False)),
        ((REVIEW, "编制《规划（2031—2040年）》，建成道路5公里。"), (2031, False)),
        ((REVIEW, "截至2031年底，存款达到80亿元。"), (2031, False)),
        ((REVIEW, "由2026年的3亿元"), (2026, False)),
        ((REVIEW, PLAN, "产值增长8%。"), (2032, True)),
        ((REVIEW, PLAN, "到2035年，产值达到20亿元。"), (2035, True)),
        ((REVIEW, PLAN, "去年，新增企业5家。"), (2031, False)),
        ((REVIEW, PLAN, "目前，有企业50家。"), (2031, False)),
        ((REVIEW, PLAN, "标准由每月28元提高到32元。"), (2032, True)),
        ((REVIEW, "二、今后五年目标任务", "产值年均增长8%。"), (2036, True)),
        (
            (
                REVIEW,
                "二、今后五年目标任务",
                "——产业更强。产值年均增长8%。",
                "三、2032年工作",
                "产值增长7%。",
            ),
            (2032, True),
        ),
        ((REVIEW, PLAN, "今后五年的主要目标是：", "——产值年均增长8%。"), (2036, True)),
        ((REVIEW, PLAN, "今后五年的主要目标是：", "——产值年均增长8%。", "今年，产值增长7%。"), (2032, True)),
        ((REVIEW, PLAN, "今后五年产值翻番，今年，产值增长7%。"), (2032, True)),
        ((REVIEW, PLAN, "到二〇三五年，产值达到20亿元。"), (2035, True)),
        ((REVIEW, PLAN, "力争到2035年，产值突破20亿元。", "新增就业50人。"), (2032, True)),
        ((REVIEW, PLAN, "今后五年，产值年均增长8%。", "征收土地200亩。"), (2032, True)),
        ((REVIEW, PLAN, "今后五年的目标：", "到2040年，产值20亿元。", "新增就业50人。"), (2036, True)),
        ((REVIEW, PLAN, "今后五年，我们要坚持绿色发展。", "新增就业50人。"), (2036, True)),
        ((REVIEW, PLAN, "今后五年，我们将实施12项工程。", "新增就业50人。"), (2036, True)),
        ((REVIEW, PLAN, "今后五年，产值年均增长8%。", "——新增就业50人。"), (2036, True)),
    ],
)
def test_numbers_are_dated_by_the_words_around_them(lines: tuple[str, ...], wanted: tuple[int, bool]) -> None:
    """Catches each kind of dating words that was read as the year of the part."""
    assert dated(*lines) == wanted


@pytest.mark.parametrize(
    ("lines", "years"),
    [
        ((REVIEW, "绿化率由45%提高到47%。"), [2030, 2031]),
        ((REVIEW, "产值由全县第7位前移到第5位。"), [2030, 2031]),
        (
            (
                "一、五年来工作回顾",
                "竹业大步向前发展，竹网不断完善，竹乡美名远扬四方。2031年专利增长1%。绿化率由45%提高到47%。",
            ),
            [2031, 2026, 2031],
        ),
        ((REVIEW, "产值在全县排位由第7位前移到第5位。"), [2030, 2031]),
        (
            (REVIEW, "五年来，产值由2026年的3亿元增加到2031年的9亿元，税收由1亿元增加到2亿元。"),
            [2026, 2031, 2026, 2031],
        ),
        (
            ("一、五年来工作回顾", "产值由2026年的3亿元增加到2031年的9亿元。税收由1亿元增加到2亿元。"),
            [2026, 2031, 2026, 2031],
        ),
        ((REVIEW, "竹业占比由3：7调整为4：6，绿化率由45%提高到47%。"), [2030, 2031]),
        ((REVIEW, PLAN, "去年绿化率由45%提高到47%。"), [2030, 2031]),
        ((REVIEW, PLAN, "绿化率由45%提高到47%。"), [2031, 2032]),
    ],
)
def test_the_first_of_two_that_changed_is_of_the_year_before(
    lines: tuple[str, ...], years: list[int]
) -> None:
    """Shares and ranks that were passed had the year of those that were reached."""
    paragraphs = (*OPENING, *lines)
    made = outline(paragraphs, 2032)
    found = [each for each in figures("\n".join(paragraphs) + "\n") if each.kind == "quantity"]
    at = len(paragraphs) - 1
    scope = scopes(paragraphs, made)[at]
    assert [dating(paragraphs[at], each, scope, made.calendar).year for each in found] == years


def test_words_that_date_agree_with_what_they_say_only() -> None:
    """Catches dating words that account for anything."""
    calendar = Calendar(2031, 2032, 2032)
    assert agrees(2035, True, "到2035年", "plan", calendar)
    assert not agrees(2034, True, "到2035年", "plan", calendar)
    assert not agrees(2035, False, "到2035年", "plan", calendar)
    assert agrees(2026, False, "由", "review", calendar)
    assert not agrees(2032, True, "由", "review", calendar)


def test_a_list_of_links_below_a_saved_page_begins_no_part() -> None:
    """The plan became a review: years in the titles of other pages were taken for headings of this report."""
    report = ("一、2031年工作回顾", "产值同比增长8%。", "二、2032年工作安排", "力争产值增长9%，新建学校3所。")
    links = (
        "相关文章",
        "01-02",
        "青山镇2030年统计信息",
        "01-03",
        "青山镇2031年回暖",
        "2030年",
        "2029年",
        "2028年",
    )
    made = divided(*report, *links)
    assert made.parts[3:7] == ("review", "review", "plan", "plan")


def test_a_year_behind_the_words_that_open_a_paragraph_ends_no_review_of_five() -> None:
    """The first of 由…提高到… was of the year before, where an earlier paragraph of the review printed its last year."""
    lines = (
        "过去五年工作回顾",
        "——产业迈上新台阶。预计2031年产值9亿元。",
        "——人民生活有了新提高。城镇化率由36%提高到38%。",
        "2032年工作安排",
    )
    paragraphs = (*OPENING, *lines)
    made = outline(paragraphs, 2032)
    first = next(each for each in figures("\n".join(paragraphs) + "\n") if each.printed == "36%")
    at = first.paragraph - 1
    assert dating(paragraphs[at], first, scopes(paragraphs, made)[at], made.calendar).year == 2026


def test_work_ahead_of_a_project_is_no_word_of_now() -> None:
    """重大项目前期工作 was read as 目前, and the goals behind it as outcomes."""
    assert dated("2032年工作安排", "加强重大项目前期工作，新开工项目9个。") == (2032, True)


def test_the_second_of_two_years_compared_with_is_a_base_too() -> None:
    """分别比上年和2027年增长8%和30% made numbers of 2027."""
    assert dated("2031年工作回顾", "产值分别比上年和2027年增长8%。") == (2031, False)


@pytest.mark.parametrize(("title", "year"), [("二、目标任务", 2030), ("二、2026年工作安排", 2026)])
def test_a_line_on_five_years_dates_the_headings_below_it_where_no_heading_names_a_year(
    title: str, year: int
) -> None:
    """The aims below “十五五”时期，我们要… were those of the year planned, once a heading stood between."""
    line = "“十五五”时期，我们要坚持创新。"
    lines = (
        "镇政府工作报告",
        "2026年1月9日",
        "一、2025年工作回顾",
        "产值8亿元。",
        title,
        line,
        "（一）发展竹业",
    )
    text = "产值保持在8亿元。"
    made = outline((*lines, text), 2026)
    scope = scopes((*lines, text), made)[-1]
    assert dating(text, figures(text)[-1], scope, made.calendar).year == year


@pytest.mark.parametrize(
    ("line", "goal"),
    [
        ("竹林任务174万亩，完成198万亩。", True),
        ("下达竹林任务174万亩，实际完成198万亩。", True),
        ("竹林年度目标174万亩、超额完成198万亩。", True),
        ("完成竹林任务174万亩，完成抚育198万亩。", False),
        ("竹林任务174万亩，实现产值198万元。", False),
        ("竹林任务174万亩，成活率98%。", False),
        ("分解竹编任务174项，完成98项。", False),
        ("竹林面积174万亩，完成造林198万亩。", False),
    ],
)
def test_what_was_to_be_done_beside_what_was_done_is_a_goal_of_the_year_reviewed(
    line: str, goal: bool
) -> None:
    """Catches a task and its outcome as two actual values of one year."""
    paragraphs = (*OPENING, REVIEW, line)
    made = outline(paragraphs, 2032)
    first, second, *_ = [each for each in figures(line) if each.kind == "quantity"]
    scope = scopes(paragraphs, made)[-1]
    said = [dating(line, each, scope, made.calendar) for each in (first, second)]
    assert [(each.year, each.goal) for each in said] == [(2031, goal), (2031, False)]
    assert agrees(2031, goal, said[0].words if goal else "", "review", made.calendar)
    assert not agrees(2031, True, "", "review", made.calendar)
