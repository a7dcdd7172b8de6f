"""The desk on a report of 700 numbers: how long a page takes to be ready, and a decision to be answered.

    python benchmarks/desk.py [--numbers 700]

Times are those of this machine; the ratio to a bare read of the package's tables, in the same run, is what can be
compared. With Chromium, the page is opened in it; without, its requests are made one by one.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from fengqiao_open.authoring.scaffold import draft, write_draft
from fengqiao_open.datapackage.package import read_package
from fengqiao_open.desk.serving import in_background
from fengqiao_open.validation.read import read_tables

NAMES = [
    "工业总产值",
    "固定资产投资",
    "财政收入",
    "税收收入",
    "粮食产量",
    "农业产值",
    "出口总额",
    "旅游收入",
    "社会消费品零售总额",
]
PLACES = ["园区", "公园", "学校", "泵站", "桥梁", "停车场", "服务站", "文化礼堂", "卫生室", "健身广场"]


def report(numbers: int, chance: random.Random) -> str:
    """A made-up report with about so many numbers, no two alike."""
    lines = ["青禾镇政府工作报告", "（2032年2月20日）", "一、2031年工作回顾"]
    made = 0
    while made < numbers:
        clauses = []
        for _ in range(10):
            where = f"{chance.choice('东西南北中')}{chance.choice('山河湖湾桥')}村"
            amount = chance.randrange(10, 9_999) / 10
            clauses.append(f"{where}{chance.choice(NAMES)}{amount}亿元，增长{chance.randrange(1, 99) / 10}%")
            clauses.append(f"{where}新建{chance.choice(PLACES)}{chance.randrange(2, 90)}个")
            made += 3
        lines.append("；".join(clauses) + "。")
    return "\n".join([*lines, "二、2032年主要目标", "固定资产投资增长7%。"]) + "\n"


def seconds(call: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def page_ready(address: str) -> float | None:
    """From navigation to the first card that can be used, in Chromium; None without it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        path = None
    if path is None:
        return None
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]).new_page()
        page.goto("about:blank")

        def ready() -> None:
            page.goto(address)
            page.wait_for_selector(".acts .primary")

        return seconds(ready)


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--numbers", type=int, default=700)
    parser.add_argument("--decisions", type=int, default=200)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        package, text = Path(scratch) / "qinghe", Path(scratch) / "report.txt"
        words = report(chosen.numbers, random.Random(7))
        text.write_text(words, "utf-8")
        write_draft(draft(words, "青禾镇", 2032, "qinghe-2032", "990101100000"), package)
        read_tables(read_package(package))
        bare = statistics.median(seconds(lambda: read_tables(read_package(package))) for _ in range(5))
        with in_background(package, text) as service:
            ready = page_ready(service.address)
            client = httpx.Client(
                base_url=f"http://127.0.0.1:{service.port}",
                headers={"Authorization": f"Bearer {service.token}"},
            )
            state = client.get("/api/state").json()
            keys = [
                key
                for key, step, at in state["questions"]
                if step == "numbers" and at == "open" and ":" not in key
            ]
            times = []
            for key in keys[: chosen.decisions]:
                body = {"action": "accept", "targets": [key]}
                start = time.perf_counter()
                answer = client.post("/api/decisions", json=body)
                if answer.status_code == 422:
                    answer = client.post("/api/decisions", json={**body, "action": "doubt"})
                times.append(time.perf_counter() - start)
            search = [
                seconds(lambda: client.get("/api/indicators", params={"q": "gdzc", "row": ""}))
                for _ in range(30)
            ]
    times.sort()
    search.sort()
    p95 = times[int(len(times) * 0.95)]
    print(f"numbers {len(state['printed'])}, decisions {len(times)}, state {len(str(state)) // 1024} KB")
    print(f"page ready {ready:.2f} s" if ready is not None else "page ready: no Chromium")
    print(
        f"decision median {statistics.median(times) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms; search p95 {search[-2] * 1000:.0f} ms"
    )
    print(f"bare read {bare * 1000:.0f} ms; decision p95 / bare read {p95 / bare:.2f}")


if __name__ == "__main__":
    main()
