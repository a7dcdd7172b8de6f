"""A draft has the whole year's number under the indicator, and that of a part under a name with its months."""

from __future__ import annotations

from fengqiao_open.authoring.scaffold import Draft, draft

HEAD = "竹溪镇政府工作报告\n（2032年1月10日）\n一、2031年工作回顾\n"
PLAN = "\n二、2032年工作安排\n"


def drafted(review: str, plan: str = "继续努力。") -> Draft:
    """A draft of a review and a plan."""
    return draft(f"{HEAD}{review}{PLAN}{plan}", "竹溪镇", 2032)


def names(made: Draft) -> list[tuple[str, str, str]]:
    """Indicator by name, measure and value of each observation."""
    of = {row["indicator_id"]: row["name_zh"] for row in made.tables["indicators"]}
    return [(of[row["indicator_id"]], row["measure"], row["value"]) for row in made.tables["observations"]]


def test_the_year_has_the_indicator_and_its_half_a_name_with_the_months() -> None:
    """Catches the two swapped: the half-year's value in the series of years, the year's in a draft."""
    made = drafted("上半年完成财政总收入1.2亿元，增长3%，全年完成2.3亿元，增长5%。")
    assert names(made) == [
        ("财政总收入（上半年）", "level", "1.2"),
        ("财政总收入（上半年）", "growth", "3"),
        ("财政总收入", "level", "2.3"),
        ("财政总收入", "growth", "5"),
    ]
    assert made.tables["observations"][2]["indicator_id"] == "total-fiscal-revenue"
    assert [row["note_zh"] for row in made.tables["observations"][:2]] == ["上半年的数，不是全年。"] * 2


def test_no_relation_leads_from_the_year_to_a_part_of_it() -> None:
    """Catches a target for which the value of ten months counts as the outcome."""
    made = drafted("1至10月完成税收收入8600万元，下降3%，占年度任务的95%。", "税收收入增长6%。")
    one, down, done, _ = (row["observation_id"] for row in made.tables["observations"])
    ends = {(row["from_observation_id"], row["to_observation_id"]) for row in made.tables["relations"]}
    assert ends == {(down, one), (done, one)}
    assert names(made)[-1] == ("税收收入", "growth", "6")


def test_a_person_is_asked_of_each_number_of_a_part() -> None:
    """Catches a draft that is silent on what no year has."""
    made = drafted("截至11月底，引进市外到位资金4亿元。截至11月底，贷款余额8亿元。前三季度税收收入增长7%。")
    asked = [row["question_id"].split("-")[0] for row in made.todo if row.get("figure_id")]
    assert asked == ["part_of_year", "period", "part_of_year"]
    assert [name for name, *_ in names(made)] == [
        "引进市外到位资金（1—11月）",
        "金融机构贷款余额",
        "税收收入（前三季度）",
    ]


def test_works_to_be_done_by_a_month_are_works_of_the_year() -> None:
    """Catches a deadline in the plan read as a part of the year."""
    made = drafted("税收收入2亿元。", "上半年征收土地200亩。一季度税收收入增长9%。")
    assert [name for name, *_ in names(made)] == ["税收收入", "征收土地面积", "税收收入（一季度）"]


def test_a_part_of_what_no_catalogue_has_is_named_once() -> None:
    """Catches 竹编产值（竹编产值）, which says nothing."""
    made = drafted("完成竹编产值3亿元，其中上半年1亿元。")
    assert [name for name, *_ in names(made)] == ["竹编产值", "竹编产值（上半年）"]


def test_each_of_several_parts_of_a_year_has_its_number() -> None:
    """Catches three half-years of one name, and the number after them under the name of the last."""
    made = drafted(
        "税收收入一季度、上半年分别增长2%、3%，全年增长5%。上半年出口额下降1%，预计下半年增长8%，全年增长4%。"
    )
    assert [name for name, *_ in names(made)] == [
        *("税收收入（一季度）", "税收收入（上半年）", "税收收入"),
        *("出口总额（上半年）", "出口总额（下半年）", "出口总额"),
    ]


def test_two_lists_behind_the_parts_of_a_year_are_dealt_alike() -> None:
    """Catches the first quarter of the second list entered for the year."""
    made = drafted("一季度、上半年，税收收入分别增长2%、3%，出口额分别增长5%、6%。")
    assert [name for name, *_ in names(made)] == [
        *("税收收入（一季度）", "税收收入（上半年）", "出口额（一季度）", "出口额（上半年）"),
    ]


def test_a_part_in_a_sentence_of_the_plan_with_the_whole_year_is_named_as_a_part() -> None:
    """Catches the half-year's aim under the indicator, and the year's named after the half."""
    for plan in (
        "上半年完成工业投资5亿元，全年完成工业投资10亿元。",
        "全年完成工业投资10亿元，上半年完成5亿元。",
    ):
        found = sorted(names(drafted("继续努力。", plan)))
        assert found == [("工业投资", "level", "10"), ("工业投资（上半年）", "level", "5")]


def test_a_month_beside_the_whole_year_has_a_name_with_the_month() -> None:
    """Catches what December brought in the series of years, and the year's under a drafted name."""
    made = drafted(
        "12月，完成税收1.2亿元；全年完成税收10亿元。2月份出口0.8亿元，增长3%，全年出口12亿元，增长6%。"
        "10月，工业投资下降5%，全年增长8%。"
    )
    assert names(made) == [
        ("税收收入（12月）", "level", "1.2"),
        ("税收收入", "level", "10"),
        ("出口总额（2月）", "level", "0.8"),
        ("出口总额（2月）", "growth", "3"),
        ("出口总额", "level", "12"),
        ("出口总额", "growth", "6"),
        ("工业投资（10月）", "growth", "-5"),
        ("工业投资", "growth", "8"),
    ]
    assert [row["note_en"] for row in made.tables["observations"][:1]] == [
        "Of December, not of the whole year."
    ]
    asked = [row["question_id"].split("-")[0] for row in made.todo if row.get("figure_id")]
    assert asked == ["part_of_year"] * 4


def test_a_month_that_dates_an_event_is_no_part_of_the_year() -> None:
    """Catches a road that was built in June named after the month, with the year's number of another thing beside
    it or none.
    """
    made = drafted(
        "6月建成竹编道路3公里。6月底建成竹编道路5公里，全年接待游客80万人次。"
        "5月，投资3亿元的竹厂投产，全年完成投资28亿元。12月5日，捐款3万元，全年捐款9万元。"
    )
    assert not any("月" in name or "上半年" in name for name, *_ in names(made))
    assert not any(row.get("note_zh") for row in made.tables["observations"])
    made = drafted("上半年完成工业投资5亿元，6月完成1亿元。")
    assert "工业投资" not in [name for name, *_ in names(made)]


def test_a_stock_of_an_earlier_month_has_its_name_and_that_of_the_years_end_the_indicator() -> None:
    """Catches June's balance in the series of years, grown by what that of December grew by."""
    for june, december in (("截至6月底", "截至12月底"), ("6月末", "年末")):
        made = drafted(f"{june}，存款余额45亿元，增长3%；{december}，存款余额48亿元，增长9%。")
        assert names(made) == [
            ("金融机构存款余额（6月底）", "level", "45"),
            ("金融机构存款余额（6月底）", "growth", "3"),
            ("金融机构存款余额", "level", "48"),
            ("金融机构存款余额", "growth", "9"),
        ]
        assert made.tables["observations"][0]["note_zh"] == "6月底的数，不是年底。"
        asked = [row["question_id"].split("-")[0] for row in made.todo if row.get("figure_id")]
        assert asked == ["part_of_year"] * 2


def test_each_of_two_stocks_and_of_two_months_has_its_own_name() -> None:
    """Catches the second balance of June in the series of years, and October's growth named after November."""
    made = drafted(
        "截至6月底，存款余额45亿元，贷款余额20亿元；年末，存款余额48亿元，贷款余额25亿元。"
        "10月、11月工业投资分别增长2%、3%，全年增长5%。"
    )
    assert [name for name, *_ in names(made)] == [
        *("金融机构存款余额（6月底）", "金融机构贷款余额（6月底）", "金融机构存款余额", "金融机构贷款余额"),
        *("工业投资（10月）", "工业投资（11月）", "工业投资"),
    ]


def test_a_total_since_an_earlier_year_in_the_plan_is_no_goal() -> None:
    """Catches the jobs of two years as a target of the year ahead, which no one is asked about."""
    made = drafted("税收收入2亿元。", "2030年以来，累计新增就业800人。2030年以来，要累计新增就业900人。")
    _, done, goal = made.tables["observations"]
    assert (done["period"], done["status"], done["note_zh"]) == ("2031", "actual", "2030—2031年合计。")
    assert (goal["period"], goal["status"]) == ("2032", "target")
    assert f"period-{done['observation_id']}" in [row["question_id"] for row in made.todo]


def test_no_name_begins_with_words_of_a_part_of_the_year() -> None:
    """Catches 前11个月完成税收（1—11月） and 1日前完成改造道路里程."""
    made = drafted(
        "前11个月完成税收8.8亿元。第四季度工业投资12亿元。前10个月旅游收入2亿元，全年旅游收入3亿元。",
        "7月1日前完成改造道路3公里，9月30日前新建公园2个。",
    )
    assert [name for name, *_ in names(made)] == [
        *("税收收入（1—11月）", "工业投资（四季度）", "旅游收入（1—10月）", "旅游收入"),
        *("改造道路里程", "公园建设数"),
    ]
