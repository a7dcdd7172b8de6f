"""What drafted names count: the things that did something, the places of a list, and less of something."""

from __future__ import annotations

from fengqiao_open.authoring.scaffold import draft


def _names_of(sentence: str) -> list[str]:
    """The names of the indicators that a draft gives the numbers of a sentence, in order."""
    text = f"云溪市政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n{sentence}\n"
    made = draft(text, "云溪市", 2032, "yunxi-2032", "330402100000")
    names = {row["indicator_id"]: row["name_zh"] for row in made.tables["indicators"]}
    return [names[each["indicator_id"]] for each in made.tables["observations"]]


def test_things_are_counted_and_not_what_they_have() -> None:
    """Catches 学校大宗食材数 for schools, and a quality of rivers that is counted for the rivers."""
    assert _names_of("29所学校大宗食材实现集中采购。") == ["大宗食材实现集中采购的学校数"]
    assert _names_of("9条竹山河道年度水质考核达标。") == ["年度水质考核达标的竹山河道条数"]
    assert _names_of("7家竹企业技术中心晋升国家级。") == ["晋升国家级的竹企业技术中心数"]


def test_firms_are_named_by_what_they_did() -> None:
    """Catches 企业首发上市数 and a year in the name of a list that hid what the firms did."""
    assert _names_of("3家竹企业首发上市。") == ["首发上市竹企业数"]
    assert _names_of("5家竹企业跻身2031全球竹业榜单。") == ["跻身2031全球竹业榜单的竹企业数"]
    assert _names_of("90家竹企业上云、80家竹企业上平台。") == ["上云的竹企业数", "上平台的竹企业数"]


def test_what_there_is_less_of_is_named_and_not_the_verb() -> None:
    """Catches 压减一般性支出 with a negative change, which would be more of it."""
    assert _names_of("压减竹务一般性支出3亿元。") == ["竹务一般性支出"]
    assert _names_of("年削减竹醋酸性物排放900吨。") == ["竹醋酸性物排放量"]
    assert _names_of("减少竹园3个。") == ["竹园数"]


def test_the_same_of_another_place_is_named_by_what_it_is_of() -> None:
    """Catches 东竹地区金额: the places of a list whose first number has a growth beside it."""
    said = "州直竹产业增加值28亿元、增长3%，东竹地区8亿元、增长5%。"
    assert _names_of(said)[2:] == ["东竹地区竹产业增加值"] * 2


def test_medals_are_of_the_games_that_the_sentence_names() -> None:
    """Catches 好成绩数 for medals, and medals of two games given to the last of them."""
    assert _names_of("在奥运会、残奥会上获得3金2银1铜的好成绩。") == [
        "奥运会、残奥会金牌数",
        "奥运会、残奥会银牌数",
        "奥运会、残奥会铜牌数",
    ]
    assert _names_of("在第十三届运动会、竹球锦标赛上分获3金、2金。")[0] == "竹球锦标赛金牌数"


def test_patents_granted_are_not_those_applied_for() -> None:
    """Catches 专利申请量授权件数 for the patents granted."""
    assert _names_of("竹编专利申请量64件、授权46件。")[1] == "竹编专利授权件数"


def test_what_each_thing_costs_is_of_the_thing() -> None:
    """Catches 价格 alone, where the number before says of what it is."""
    assert _names_of("全年竹笋产量达16万吨，价格增长14%。")[1] == "竹笋价格"
    assert _names_of("获批竹业债券项目5个，发债3亿元。")[1] == "获批竹业债券项目发债金额"


def test_areas_over_a_limit_keep_their_like() -> None:
    """Catches 市区超过20亿元的县数, with the brackets of 县（市、区） broken."""
    assert _names_of("9个县（市、区）竹产值突破20亿元。")[0] == "竹产值突破20亿元的县（市、区）数"


def test_words_of_doing_well_are_no_part_of_a_name() -> None:
    """Catches 巩固好竹笋基地数."""
    assert _names_of("巩固好31个竹笋基地。") == ["竹笋基地数"]
    assert _names_of("突出抓好20个竹产业基地。") == ["竹产业基地数"]


def test_a_road_that_a_note_explains_is_named() -> None:
    """Catches 全长 alone in a note, of which the road stands before the colon."""
    assert _names_of("12．竹海二道：西起竹桥，东至竹山，全长9公里。") == ["竹海二道全长"]


def test_a_list_of_repairs_goes_on_with_its_verb() -> None:
    """Catches 院落数 for the courtyards that were repaired."""
    assert _names_of("修缮竹巷44条、竹院195个。")[1] == "修缮竹院数"
    assert _names_of("集中精力实施13个竹业工程。") == ["实施竹业工程数"]


def test_an_agreement_named_by_a_sum_hides_no_predicate() -> None:
    """Catches 重大事项数, where 6+1 in the name of an agreement hid what became of the matters."""
    assert _names_of("21个竹业事项列入东西竹城“6+1”合作协议。") == ["列入东西竹城6+1合作协议的竹业事项数"]
