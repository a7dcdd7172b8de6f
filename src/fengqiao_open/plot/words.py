"""The words of the charts: title, axis, text alternative and legend, in both languages.

`{years}` are those of the statistics drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Words = Mapping[str, Mapping[str, str]]

PICTURES: Mapping[str, Words] = MappingProxyType({
    "goals": {
        "title": {"en": "What the goals of {years} ask for", "zh": "{years}年目标意味着什么"},
        "axis": {"en": "growth needed on the outcome of the year before, %", "zh": "在上年实绩上所需的增速，%"},
        "alt": {
            "en": "Bars of the growth that each goal of {years} needs on its outcome of the year before, from {least} ({least_label}) to {most} ({most_label}).",
            "zh": "条形图：{years}年各项目标在上年实绩上所需的增速，从{least}（{least_label}）到{most}（{most_label}）。",
        },
        "open": {"en": "open above: at least, or over", "zh": "上不封顶：目标写明“以上”或“超”"},
        "closed": {"en": "the goal is a number", "zh": "目标为确数"},
    },
    "growth": {
        "title": {"en": "Growth rates of the year reviewed", "zh": "报告所回顾年度的增速"},
        "axis": {"en": "growth, %", "zh": "增速，%"},
        "alt": {
            "en": "Bars of the growth rates of the year, from {least} ({least_label}) to {most} ({most_label}).",
            "zh": "条形图：当年各项增速，从{least}（{least_label}）到{most}（{most_label}）。",
        },
        "growth_yoy": {"en": "over the year before", "zh": "同比"},
        "growth": {"en": "base period not stated", "zh": "未注明基期"},
    },
    "money": {
        "title": {"en": "The money of the year at one scale", "zh": "同一尺度上的资金"},
        "axis": {"en": "100 million yuan", "zh": "亿元"},
        "alt": {
            "en": "Bars of public finance, industry, investment and trade at one scale, in 100 million yuan, from {least} ({least_label}) to {most} ({most_label}).",
            "zh": "条形图：财政、工业、投资与外贸在同一尺度上，单位亿元，从{least}（{least_label}）到{most}（{most_label}）。",
        },
        "total": {"en": "total", "zh": "总量"},
        "part": {"en": "part of a total; parts may overlap", "zh": "其中项；各项可能重叠"},
    },
    "awards": {
        "title": {"en": "Honours by level", "zh": "各级荣誉"},
        "axis": {"en": "number of honours", "zh": "荣誉数"},
        "alt": {
            "en": "One mark for each honour that the report names, by level: {counts}.",
            "zh": "点图：报告写明的荣誉，一点为一项，按级别：{counts}。",
        },
    },
    "promises": {
        "title": {"en": "Promises by theme and how firm", "zh": "承诺：主题与措辞"},
        "axis": {"en": "firmest word first", "zh": "措辞由强到弱"},
        "alt": {
            "en": "A grid of the number of promises by theme and firmness; most are of the kind “{most_label}”.",
            "zh": "方格图：按主题与措辞的承诺数；“{most_label}”最多。",
        },
    },
    "projects": {
        "title": {"en": "Money by project", "zh": "各项目的资金"},
        "axis": {"en": "10 thousand yuan", "zh": "万元"},
        "alt": {
            "en": "Bars of the money that the report states for works and projects, in 10 thousand yuan, from {least} ({least_label}) to {most} ({most_label}).",
            "zh": "条形图：报告写明的项目资金，单位万元，从{least}（{least_label}）到{most}（{most_label}）。",
        },
        "actual": {"en": "spent or invested in the year reviewed", "zh": "当年已投入"},
        "target": {"en": "a goal of the year planned", "zh": "计划年度目标"},
        "planned": {"en": "planned; may be a total cost", "zh": "计划；可能为总造价"},
        "joint": {"en": "{n} projects together", "zh": "{n}个项目合计"},
    },
})  # fmt: skip

# What the columns of the frames are called where they are shown.
COLUMNS: Words = MappingProxyType({
    "label": {"en": "Name", "zh": "名称"}, "outcome": {"en": "Outcome", "zh": "实绩"}, "goal": {"en": "Goal", "zh": "目标"},
    "qualifier": {"en": "Hedge", "zh": "限定"}, "unit": {"en": "Unit of the goal", "zh": "目标单位"},
    "outcome_unit": {"en": "Unit of the outcome", "zh": "实绩单位"}, "needs": {"en": "Needs", "zh": "需要"},
    "needed_level": {"en": "Level needed", "zh": "所需水平"}, "shown": {"en": "Value", "zh": "数值"},
    "note": {"en": "Note", "zh": "说明"}, "period": {"en": "Year", "zh": "年份"},
    "measure_label": {"en": "Measure", "zh": "计量方式"}, "printed": {"en": "As printed", "zh": "报告印作"},
    "theme": {"en": "Theme", "zh": "主题"}, "role": {"en": "Role", "zh": "性质"},
    "level_label": {"en": "Level", "zh": "级别"}, "kind_label": {"en": "Kind", "zh": "种类"},
    "recipient": {"en": "Recipient", "zh": "获得者"}, "year": {"en": "Year", "zh": "年份"},
    "modality_label": {"en": "How firm", "zh": "措辞"}, "count": {"en": "Promises", "zh": "承诺数"},
    "quantified": {"en": "With a number", "zh": "其中量化"}, "named": {"en": "With a name", "zh": "其中具名"},
    "projects": {"en": "Projects", "zh": "项目"}, "status_label": {"en": "Status", "zh": "状态"},
})  # fmt: skip
