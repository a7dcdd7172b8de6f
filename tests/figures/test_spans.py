"""The years together that a number of a review is of: 五年来新建学校5所 is of five years, not of the last."""

from __future__ import annotations

import pytest

from fengqiao_open.figures.outline import outline
from fengqiao_open.figures.periods import dating, scopes
from fengqiao_open.figures.scanner import figures
from fengqiao_open.figures.spans import span

OPENING = ("青禾镇政府工作报告", "2032年1月9日", "现在，我代表镇政府向大会报告工作，请予审议。")
FIVE = "一、过去五年工作回顾"


def spanned(*lines: str, issued: int = 2032) -> tuple[int, str] | None:
    """The first year and the kind of the span of the last number of the last line; None where it is of one year."""
    paragraphs = (OPENING[0], f"{issued}年1月9日", OPENING[2], *lines)
    made = outline(paragraphs, issued)
    last = [each for each in figures("\n".join(paragraphs) + "\n") if each.value is not None][-1]
    at = last.paragraph - 1
    scope = scopes(paragraphs, made)[at]
    found = span(
        paragraphs[at], last, scope, dating(paragraphs[at], last, scope, made.calendar), made.calendar
    )
    return found and (found.first, found.kind)


@pytest.mark.parametrize(
    "lines",
    [
        (FIVE, "产业兴旺。改造山塘17座"),
        ("一、2031年工作回顾", "五年来，累计改造山塘17座"),
        ("一、2031年工作回顾", "这五年，改造山塘17座"),
        ("一、2031年工作回顾", "本届政府任期以来，改造山塘17座"),
        ("一、2031年工作回顾", "过去五年，新增就业达到17人"),
        ("一、2031年工作回顾", "2027—2031年，改造山塘17座"),
        (FIVE, "17座山塘完成改造"),
        (FIVE, "2031年，办结民生实事。五年来，主要工作如下：", "改造山塘17座"),
        (FIVE, "2031年，产值9亿元。", "（二）兴水利", "改造山塘17座"),
        (FIVE, "实际使用外资五年累计达到17亿元"),
        ("一、2031年工作回顾", "五年关停小窑厂17座"),
        (FIVE, "新（改）建村道17公里"),
        (FIVE, "造林3万亩，竹林抚育17万亩"),
        (FIVE, "2个省级和17个市级示范村建成"),
        (FIVE, "现行标准下17万农户脱贫"),
        (FIVE, "饮水安全巩固提升17万人"),
        (FIVE, "实施项目5个，总投资17亿元"),
        (FIVE, "实施项目5个，投资总额达17亿元"),
        (FIVE, "9件建议、17件提案全部办结"),
        (FIVE, "全镇35户17人脱贫"),
        (FIVE, "带动村民就业17人"),
        (FIVE, "获国家科学技术奖17项"),
        (FIVE, "17名下岗人员实现再就业"),
        (FIVE, "预计产值达到9亿元；改造山塘17座"),
        (FIVE, "这五年，村容大变。产值同比增长8%，改造山塘17座"),
        (FIVE, "引进资金3亿元，是“十四五”时期的2倍，引进企业17家"),
        (
            *("一、2031年工作回顾", "一年来，主要做了以下工作：", "（一）兴水利", "改造山塘5座。"),
            *("各位代表，过去一年圆满收官。五年来，村容大变。", "（一）水利兴旺", "改造山塘17座"),
        ),
        ("一、2031年工作回顾", "经过2031年冲刺和五年来努力，改造山塘17座"),
        ("一、2031年工作回顾", "各位代表！本届镇政府任期已满。", "改造山塘17座"),
        (FIVE, "2031年是“十五五”的收官之年。全镇振奋。", "改造山塘17座"),
        (FIVE, "2031年，产值9亿元，为“十五五”收官划上句号。五年来，村容大变。", "改造山塘17座"),
        ("一、2031年工作回顾", "五年工业投资突破17亿元"),
        ("一、5年来，我们主要做了以下工作：", "改造山塘17座"),
        ("一、2031年工作回顾", "2031年是“十五五”收官之年。经过五年奋斗，改造山塘17座"),
        ("一、2031年工作回顾", "2031年各项任务的完成，标志着规划收官。五年来，村容大变。改造山塘17座"),
        (FIVE, "一是产业兴旺。2031年，产值9亿元。二是兴水利。改造山塘17座"),
        (FIVE, "现有渠道完成改造。改造山塘17座"),
        (FIVE, "产业兴旺。到2031年底，产值达到9亿元。改造山塘17座"),
        ("一、过去五年和2031年工作回顾", "（一）过去五年", "1.兴水利", "改造山塘17座"),
        ("一、2031年工作回顾", "——产业兴旺。五年来，村容大变。", "——水利兴旺。改造山塘17座"),
        ("一、2031年工作回顾", "这是产业兴旺的五年。改造山塘17座"),
        ("一、2031年工作回顾", "一年圆满收官。村民满意。五年来，村容大变。", "一是兴水利。改造山塘17座"),
        ("一、2031年工作回顾", "产值从2026年的3亿元增加到9亿元。税收年均增长17%。改造山塘17座"),
    ],
)
def test_what_is_done_in_five_years_is_a_total_of_them(lines: tuple[str, ...]) -> None:
    """Catches flows of five years that are entered as those of the last, under headings and in sentences."""
    assert spanned(*lines) == (2027, "total")


@pytest.mark.parametrize(
    "line",
    [
        "2031年，产值9亿元。改造山塘17座",
        "2029年，村容大变。改造山塘17座",
        "2031年，产值9亿元，累计改造山塘17座",
        "优良天数逐年增加，2031年达到300天，改造山塘17座",
        "优良天数从2026年的200天增加到2031年的300天，改造山塘17座",
        "提前一年完成任务，改造山塘17座",
        "实现有效治理，改造山塘17座",
        "水质创近年来最好水平，改造山塘17座",
    ],
)
def test_one_year_in_a_review_of_five_dates_no_more_than_its_own_numbers(line: str) -> None:
    """Catches five-year totals that are entered as those of one year, since that of another number is before them."""
    assert spanned(FIVE, f"村容大变。{line}") == (2027, "total")
    assert spanned(FIVE, "提前一年完成任务，改造山塘17座") == (2027, "total")


@pytest.mark.parametrize(
    "lines",
    [
        (FIVE, "五年来，村容大变。去年，我们兴水利、修道路。", "（二）兴水利", "改造山塘17座"),
        (FIVE, "一年来，我们主要做了以下工作：", "（二）兴水利", "改造山塘17座"),
        (FIVE, "2031年，面对旱情，我们同心协力。", "（一）兴水利", "改造山塘17座"),
        (FIVE, "村容大变。特别是2031年，我们兴水利。改造山塘17座"),
        (FIVE, "2031年，我们兴水利。改造山塘17座"),
        (FIVE, "产业兴旺。产值同比增长8%。税收比上年增长9%。改造山塘17座"),
        (FIVE, "初步核算，产值9亿元，增长8%。投资增加17亿元"),
        (FIVE, "刚刚过去的2031年，是“十五五”收官之年，改造山塘17座"),
        (FIVE, "2031年是“十五五”收官之年，是极不平凡的一年。改造山塘17座"),
        (FIVE, "五年来，村容大变。", "2031年是本届政府的收官之年。改造山塘17座"),
        (FIVE, "五年来，村容大变。", "刚刚过去的2031年极不平凡。", "（一）兴水利", "改造山塘17座"),
        (FIVE, "五年来，村容大变。", "2031年，是“十五五”收官之年。", "一是兴水利。", "改造山塘17座"),
        (FIVE, "各位代表，艰难方显勇毅。刚刚过去的2031年极不平凡。改造山塘17座"),
        (
            "一、过去五年和2031年工作回顾",
            "（一）过去五年",
            "五年来，村容大变。",
            "（二）2031年",
            "1.兴水利",
            "改造山塘17座",
        ),
    ],
)
def test_a_review_of_five_years_turns_to_the_last_of_them(lines: tuple[str, ...]) -> None:
    """Catches what was done in one year as the total of five, under all headings that follow."""
    assert spanned(*lines) is None


def test_what_is_done_beside_an_expected_change_of_all_years_is_of_all_of_them() -> None:
    """Catches 建成 in the sentence of 预计下降 taken for the works of the last year."""
    assert spanned(FIVE, "能耗预计下降17%，产值能耗累计下降28%，建成山塘17座") == (2027, "total")
    assert spanned(FIVE, "预计产值9亿元，增长8%，投资17亿元") is None


def test_a_span_is_as_long_as_it_is_said_to_be() -> None:
    """Catches every span taken for five years."""
    assert spanned(FIVE, "三年来，改造山塘17座") == (2029, "total")
    assert spanned("一、2031年工作回顾", "三年新增村道17公里") == (2029, "total")
    assert spanned("一、过去四年工作回顾", "改造山塘17座") == (2028, "total")
    led = ("四年来，主要做了以下工作：", "（二）兴水利", "村容大变。改造山塘17座")
    assert spanned("一、2031年工作回顾", *led) == spanned("一、四年来的主要工作", *led[1:]) == (2028, "total")
    assert spanned(FIVE, "2029年以来改造山塘17座") == (2029, "total")
    assert spanned("一、2031年工作回顾", "2028年以来，村容大变。改造山塘17座") == (2028, "total")
    assert spanned(FIVE, "村容大变。2029年以来大旱。改造山塘17座") == (2027, "total")
    assert spanned(FIVE, "解决1999年以来的老问题，改造山塘17座") == (2027, "total")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("产值增长1.38倍", "change"),
        ("产业兴旺。2031年，产值9亿元，增长1.38倍", "change"),
        ("产业兴旺。2031年，产值9亿元，五年增长17%", "change"),
        ("能耗下降7%", "change"),
        ("工业、商业增加值分别增长38%和7%", "change"),
        ("产值比2026年增长17%", "change"),
        ("经营主体净增17户", "change"),
        ("产值年均增长17%", "average"),
        ("年均新增就业17人", "average"),
        ("物价平均涨幅17%", "average"),
    ],
)
def test_a_change_and_an_average_of_five_years_are_no_totals(line: str, kind: str) -> None:
    """Catches growth that is called a total: rates are not added up."""
    assert spanned(FIVE, line) == (2027, kind)


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("产值由2027年的3亿元增加至9亿元，增长17%", (2028, "change")),
        ("产值由2027年的3亿元增加至9亿元，年均增长17%", (2028, "average")),
        ("产值由2027年的3亿元增加至9亿元；税收增长17%", (2027, "change")),
        ("村镇化率达38%，较2028年末提高17个百分点", (2029, "change")),
        ("2031年与2028年相比，产值增长7%。税收增长17%", (2029, "change")),
        ("与2028年相比，产值增长7%。税收增长17%", (2029, "change")),
    ],
)
def test_a_change_begins_after_the_year_that_it_is_from(line: str, years: tuple[int, str]) -> None:
    """Catches four years of growth that are called five since the section is of five."""
    assert spanned(FIVE, f"五年来，产业兴旺。{line}") == years


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        ((FIVE, "2031年产值9亿元，是2028年的2倍，年均增长17%"), 2029),
        (("一、2031年工作回顾", "产值从2028年的3亿元提高到9亿元，年均增长17%"), 2029),
        (("一、2031年工作回顾", "与“十五五”末相比，2031年产值9亿元，年均增长17%"), None),
        (("一、2031年工作回顾", "产值9亿元，年均增长17%"), None),
    ],
)
def test_an_average_beside_a_number_of_one_year_is_of_the_years_since_the_one_it_is_compared_with(
    lines: tuple[str, ...], first: int | None
) -> None:
    """Catches average growth that stands for the growth of the last year, since the clause before names that year."""
    assert spanned(*lines) == (first and (first, "average"))


@pytest.mark.parametrize(
    "line",
    [
        "产值达到17亿元",
        "产值突破17亿元",
        "拥有上市企业17家",
        "高新技术企业增至17家",
        "新增示范村5个、达到17个",
        "地区总部累计达到17家",
        "水质达到Ⅲ类",
        "城镇化率17%",
        "去年改造山塘17座",
        "2031年，改造山塘17座",
        "产值同比增长17%",
        "五年累计投资8亿元，比上个五年增长17%",
        "每年举办庙会17场",
        "总量居全县第17位",
        "年均浓度降到17微克/立方米",
        "近年来，改造山塘17座",
        "预计产值9亿元，完成投资17亿元",
        "建成区面积17平方公里",
        "在镇投资企业17家",
        "固定资产投资突破17亿元",
        "总投资17亿元的大桥开工建设",
        "投资17亿元的大桥开工建设",
        "产值5亿元、税收17亿元的老厂搬迁",
        "示范村、集镇分别达到5个、17个",
        "5所学校17个专业正在开设",
        "每人发放救助金17元",
        "上市企业数量翻两番",
        "引进30周岁以下人才",
        "新增经营主体3万户、总量接近17万户",
        "新建村道5公里、在建17公里",
        "每年新增就业3万人，转移劳动力17万人",
        "绿化率每年提高17个百分点",
        "完成工业增加值17亿元，是2026年的2倍",
        "建成基地5个，入驻团队17个",
        "二期17平方公里正在加快建设",
        "连续五年增产。去年改造山塘17座",
        "年接待游客17万人",
        "产值9亿元，增长7%",
        "产值9亿元，同比增长8%，改造山塘17座",
        "新增学校5所，产值增长8%，增速居全县第一，改造山塘17座",
        "财政投入从2026年的3亿元增加到2031年的17亿元",
        "审批时限压缩到17个工作日",
        "完成GDP17亿元",
        "工业增速达到17%",
        "游客连续五年增幅超过17%",
    ],
)
def test_levels_and_what_is_of_one_year_have_no_span(line: str) -> None:
    """Catches a level at the end of the term, and a number of one year, that become totals of five."""
    assert spanned(FIVE, line) is None


@pytest.mark.parametrize(
    "lines",
    [
        ("一、2031年工作回顾", "改造山塘17座"),
        ("一、过去五年工作回顾", "2031年，兴水利。", "改造山塘17座"),
        ("一、2031年工作回顾", "第十五个五年规划编成。改造山塘17座"),
        ("一、2031年工作回顾", "水利兴旺。决定用五年时间改造山塘。改造山塘17座"),
        ("一、2031年工作回顾", "连续五年增产。改造山塘17座"),
        ("一、2031年工作回顾", "修路5公里、四年累计9公里，改造山塘17座"),
        ("一、2031年工作回顾", "产值9亿元，“十五五”以来年均增长7%；投资增长17%"),
        ("一、2031年工作回顾", "实施企业三年培育计划，新增企业17家"),
        ("一、2031年工作回顾", "清理2028年以来项目17个"),
        ("一、2031年工作回顾", "水利兴旺。围绕“十六五”目标，推进治水。改造山塘17座"),
        ("一、2031年工作回顾", "历时五年建设、投资17亿元的大桥通车"),
        ("一、2031年工作回顾", "谋划“十六五”时期总投资5亿元的项目17个"),
        (
            "一、2031年工作回顾",
            "产值增长5%。",
            "二、今后五年目标与2032年工作",
            "（一）兴水利",
            "改造山塘17座",
        ),
    ],
)
def test_reviews_of_one_year_and_plans_have_no_spans(lines: tuple[str, ...]) -> None:
    """Catches five years that are read into a review of one, or into what is still to come."""
    assert spanned(*lines) is None


AHEAD = ("一、2031年工作回顾", "产值增长5%。", "二、今后五年目标任务")


@pytest.mark.parametrize(
    ("lines", "span"),
    [
        ((*AHEAD, "地区生产总值年均增长17%"), (2032, "average")),
        ((*AHEAD, "居民收入年均分别增长8%和17%"), (2032, "average")),
        ((*AHEAD, "单位产值能耗下降17%"), (2032, "change")),
        ((*AHEAD, "服务业占比提高17个百分点"), (2032, "change")),
        ((*AHEAD, "新增就业17万人"), (2032, "total")),
        ((*AHEAD, "改造山塘17座"), (2032, "total")),
        ((*AHEAD, "新培育企业17家"), (2032, "total")),
        ((*AHEAD, "新增就业累计达到17人"), (2032, "total")),
        ((*AHEAD[:2], "二、2032年工作安排", "用三年时间改造山塘17座"), (2032, "total")),
        ((*AHEAD[:2], "二、2032年工作安排", "到2036年，产值年均增长17%"), (2032, "average")),
        ((*AHEAD, "2030—2037年，产值年均增长17%"), (2030, "average")),
    ],
)
def test_a_goal_of_several_years_is_of_all_of_them(lines: tuple[str, ...], span: tuple[int, str]) -> None:
    """Catches what is to be done or to grow in five years, entered as if one year were to have it."""
    assert spanned(*lines) == span


def test_a_goal_of_a_five_year_plan_is_of_its_years_though_some_are_past() -> None:
    """Catches goals of a plan that are given the years from now on, and none where the plan has just begun."""
    plan = ("一、2026年工作回顾", "产值增长5%。", "二、2027年工作安排")
    assert spanned(*plan, "“十五五”时期，产值年均增长17%", issued=2027) == (2026, "average")
    assert spanned(*plan, "“十五五”期间改造山塘17座", issued=2027) == (2026, "total")
    last = ("一、2029年工作回顾", "产值增长5%。", "二、“十五五”收官之年工作安排", "改造山塘17座")
    assert spanned(*last, issued=2030) is None
    making = (
        "一、2024年工作回顾",
        "产值增长5%。",
        "二、2025年工作安排",
        "（一）编制“十五五”规划",
        "改造山塘17座",
    )
    assert spanned(*making, issued=2025) is None


@pytest.mark.parametrize(
    "line",
    [
        "产值达到17亿元",
        "建成高标准农田17万亩",
        "培育龙头企业17家",
        "产值增长17%",
        "累计专利授权量突破17万件",
        "示范社累计超17家",
        "投资规模从3亿元增加到17亿元",
        "今年，改造山塘17座",
        "扶持创新发展企业17家",
        "规划安排重点任务17项",
        "完成《山塘规划（2032—2036年）》任务，今年改造山塘17座",
    ],
)
def test_what_is_to_be_there_at_the_end_of_the_years_is_no_total_of_them(line: str) -> None:
    """Catches levels that are aimed at, and growth that may be of each year, called what all the years have."""
    assert spanned(*AHEAD, line) is None


@pytest.mark.parametrize("above", [("一、2031年工作回顾",), ("一、工作回顾", "村容大变。")])
@pytest.mark.parametrize(
    ("lines", "years"),
    [
        (("五年来，税收从1亿元增加到2亿元。", "改造山塘17座"), None),
        (("五年来，税收从1亿元增加到2亿元。", "——改造山塘17座"), (2027, "total")),
        (("五年来，村容大变。", "改造山塘17座"), (2027, "total")),
        (("五年来，税收增加到2亿元。", "五年来，造林3亩。", "改造山塘17座"), (2027, "total")),
        (("五年来，村容大变。", "超额完成年度任务，改造山塘17座"), None),
    ],
)
def test_five_years_of_one_paragraph_are_not_those_of_the_next(
    above: tuple[str, ...], lines: tuple[str, ...], years: tuple[int, str] | None
) -> None:
    """Catches the number of one year called the total of five, by a sentence of a paragraph before it."""
    assert spanned(*above, *lines) == years


@pytest.mark.parametrize("below", ["", "（一）兴水利"])
def test_five_years_of_the_first_paragraph_of_a_section_are_those_of_the_section(below: str) -> None:
    """Catches totals of five years called those of one, below a heading that names no year."""
    lines = (
        "一、“十四五”时期及2025年主要工作",
        "五年来，税收增加到2亿元。",
        *filter(None, [below]),
        "改造山塘17座",
    )
    assert spanned(*lines, issued=2026) == (2021, "total")
