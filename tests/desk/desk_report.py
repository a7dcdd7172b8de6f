"""A made-up report, and how its numbers are named in tests of the desk."""

from __future__ import annotations

from fengqiao_open.desk.desk import Desk

#: What its numbers are is plain, but for a rank without a scope, a touching list and a saying.
REPORT = """青禾镇政府工作报告
（2032年2月20日）
一、2031年工作回顾
全年实现地区生产总值91.7亿元，同比增长6.5%。完成固定资产投资21.3亿元，增长30%，排名第二。规上工业增加值17.45亿元。
新增规上企业8家、高新技术企业3家，完成“小升规”7家。新建公园2个，改造老旧小区5个，惠及群众1.2万人。
城镇居民人均可支配收入6.2万元，增长5.1%；农村居民人均可支配收入3.9万元，增长6.8%。
二、2032年主要目标
地区生产总值增长7%左右，固定资产投资突破25亿元，新增城镇就业1200人。
"""


def number(desk: Desk, printed: str) -> str:
    """The key of the number that is printed so."""
    return next(key for key, each in desk.state()["printed"].items() if each == printed)
