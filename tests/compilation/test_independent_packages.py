"""Two packages that know nothing of one another are of one catalogue: combined, they agree on what they share."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import fengqiao_open as fo
from fengqiao_open.authoring.scaffold import draft, write_draft
from fengqiao_open.compilation.combine import Combination
from fengqiao_open.indicators.catalogue import indicators

#: What is printed alike in both, with a number of each town's own that no catalogue names in the same paragraph.
NORTH = """北川镇政府工作报告
（2031年1月12日）
一、2030年工作回顾
规上工业总产值21亿元，增长8%；社会消费品零售总额9亿元，增长6%；城镇新增就业1200人。
新增高新技术企业5家，总数达18家；改造老旧小区6个；修剪盆景12件。
"""
SOUTH = """南河镇政府工作报告
（2031年2月3日）
一、2030年工作回顾
社会消费品零售总额达到14亿元，增长5%；全年城镇新增就业900人；规模以上工业总产值增长3%。
整治老旧小区4个；高新技术企业新增2家；种下银杏40株。
"""
SHARED = {
    *("gross-industrial-output", "retail-sales", "new-urban-jobs"),
    *("new-high-tech-enterprises", "old-estates-renovated"),
}


@pytest.fixture(scope="module")
def combined(tmp_path_factory: pytest.TempPathFactory) -> tuple[Combination, Path]:
    """Both drafts, with nothing settled but what a validation asks of a person."""
    folder = tmp_path_factory.mktemp("independent")
    for town, text, source in (("北川镇", NORTH, "beichuan-2031"), ("南河镇", SOUTH, "nanhe-2031")):
        write_draft(draft(text, town, 2031, source), folder / source)
    # A town without its code is a zone, of which only a person knows the parent.
    return fo.combine([folder], folder / "all", ignore=("FQ-K06",)), folder / "all"


def test_neither_is_left_out(combined: tuple[Combination, Path]) -> None:
    """Catches two drafts whose words are the same (“in paragraph 5”), which were one thing with two codes."""
    made, _ = combined
    assert len(made.taken) == 2, str(made.report)
    assert not made.report.findings, str(made.report)


def test_a_concept_that_both_print_has_one_row_and_the_numbers_of_both(
    combined: tuple[Combination, Path],
) -> None:
    """Catches a concept that is split between two codes, or an indicator that is there twice."""
    data = combined[1] / "data"
    listed = pl.read_parquet(data / "indicators" / "*.parquet")["indicator_id"]
    assert listed.n_unique() == len(listed)
    observed = pl.read_parquet(data / "observations" / "*.parquet")
    sources = observed.group_by("indicator_id").agg(pl.col("source_id").n_unique().alias("reports"))
    both = {row["indicator_id"] for row in sources.to_dicts() if row["reports"] == 2}
    assert both == SHARED <= set(indicators())
