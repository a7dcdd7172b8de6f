"""The home page: what this is, how much there is, and where to go."""

from __future__ import annotations

import json

from ..datapackage.package import Package
from ..lang import Lang
from ..tabular.dataset import Data
from .text import plain
from .words import WORDS

_PAGE = {
    "en": """---
hide: [navigation]
---

# {title} {{ #start }}

{description}

<div class="fq-doors" markdown>

- **[Explorer](explorer.md)** All {statistics} statistics: search, sort, filter, open, download, cite.
- **[Pictures](pictures.md)** Goals against outcomes, growth, money, honours, promises, projects.
- **[Rulings](rulings.md)** What a sentence of the report means, decided in the open. Questions: {rulings}.
- **[Known discrepancies](discrepancies.md)** What is odd in the report itself, each with its reason. Entries: {discrepancies}.

</div>

## For a spreadsheet {{ #downloads }}

[statistics.csv](data/statistics.csv) has a row per statistic with every name and unit spelled out in both languages.
The other tables lie beside it; the [data dictionary](dictionary.md) describes them all.

## For Python {{ #python }}

```python
import fengqiao_open as fo

fo.statistics({example})
```

More in [Python and command line](api.md){tutorial}

## Before you use a figure {{ #before }}

Look at three things beside it: its **measure** (a level, a growth, a rate), its **status** (an outcome, a goal, a
plan) and its **hedge** (≥ for “at least”, > for “over”). Amounts that overlap are never to be added; the
[rulings](rulings.md) say which.

Version {version}. {licence}
""",
    "zh": """---
hide: [navigation]
---

# {title} {{ #start }}

{description}

<div class="fq-doors" markdown>

- **[查数](explorer.md)** 全部 {statistics} 个统计数：搜索、排序、筛选、点开、下载、引用。
- **[图](pictures.md)** 目标与实绩、增速、资金、荣誉、承诺、项目。
- **[裁定](rulings.md)** 报告语句的含义，公开裁定。共 {rulings} 个问题。
- **[已知异常](discrepancies.md)** 报告本身的异常，各有理由。共 {discrepancies} 条。

</div>

## 用电子表格 {{ #downloads }}

[statistics.csv](data/statistics.csv) 每行一个统计数，名称和单位均有中英文。其他各表在同一处，说明见[数据字典](dictionary.md)。

## 用 Python {{ #python }}

```python
import fengqiao_open as fo

fo.statistics({example})
```

详见 [Python 与命令行](api.md){tutorial}

## 使用数字之前 {{ #before }}

请同时看三处：**计量方式**（水平、增速、比率），**状态**（实际、目标、计划），**限定**（≥ 即“以上”，> 即“超”）。相互重叠的金额不可相加，见[裁定](rulings.md)。

版本 {version}。{licence}
""",
}


_TUTORIAL = {
    "en": ", and a [tutorial](tutorial.md) that ends in a finding.",
    "zh": "，另有一篇得出结论的[教程](tutorial.md)。",
}


def home_page(package: Package, data: Data, lang: Lang, elsewhere: str = "") -> str:
    """The first page, as Markdown; `elsewhere` is the folder of another package than the shipped one."""
    descriptor = package.descriptor
    description = str(descriptor.get("fq:descriptionZh" if lang == "zh" else "description", ""))
    return _PAGE[lang].format(
        title=plain(str(descriptor.get("fq:titleZh" if lang == "zh" else "title", ""))),
        description="\n\n".join(plain(part) for part in description.split("\n\n")),
        statistics=len(data.rows("statistics")),
        rulings=len(data.rows("rulings")),
        discrepancies=len(data.rows("discrepancies")),
        version=plain(package.version),
        licence=plain(licence(package, lang)),
        example=_example(data, lang, elsewhere),
        tutorial=(WORDS[lang]["stop"] if elsewhere else _TUTORIAL[lang]),
    )


def licence(package: Package, lang: Lang) -> str:
    """The licences in a sentence; blank where the descriptor names none.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> licence(shipped(), "en")
    'Licence: CC-BY-4.0.'
    """
    words = WORDS[lang]
    names = words["comma"].join(str(each["name"]) for each in package.descriptor.get("licenses", []))
    return words["licence"].format(names=names) if names else ""


def _example(data: Data, lang: Lang, elsewhere: str) -> str:
    """Arguments that choose something of these tables, the theme and year of their first statistic."""
    first = next(iter(data.rows("statistics")), None)
    arguments = [f'lang="{lang}"']
    if first is not None:
        arguments += [f"theme={json.dumps(first['theme_id'])}", f"period={first['period']}"]
    if elsewhere:
        arguments.append(f"package={json.dumps(elsewhere)}")
    return ", ".join(arguments)
