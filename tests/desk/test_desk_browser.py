"""The page of the desk in Chromium: keys, mouse, what goes wrong, and what must never happen."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_report import REPORT, number

from fengqiao_open.authoring.scaffold import draft, write_draft
from fengqiao_open.datapackage.files import csv_bytes
from fengqiao_open.desk import log
from fengqiao_open.desk.decisions import Request
from fengqiao_open.desk.service import Service
from fengqiao_open.desk.serving import in_background
from fengqiao_open.tabular.csv import records

pytestmark = pytest.mark.browser
EVIL = '<img src=x onerror="window.hurt=1">'


class Window:
    """A window on a desk, and what it asked for and complained of."""

    def __init__(self, browser: Any, address: str, width: int = 1280, lang: str = "zh-CN") -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 800}, locale=lang)
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        self.page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type == "error" else None
        )
        self.page.goto(address)
        self.page.wait_for_selector(".acts .primary")

    def press(self, *keys: str) -> None:
        """Press keys, each after the answer to the one before."""
        for key in keys:
            self.page.keyboard.press(key)
            self.settled()

    def settled(self) -> None:
        """Wait until every decision is answered."""
        self.page.wait_for_selector("body:not([data-saving]), body[data-saving='0']", state="attached")

    def at(self, printed: str) -> Any:
        """Go to a number with the mouse."""
        mark = self.page.locator(".mark", has_text=re.compile(f"^{re.escape(printed)}$")).first
        mark.click()
        self.page.wait_for_selector(f'#ct.big:text-is("{printed}")')
        return mark

    def current(self) -> str:
        """What the card is about."""
        return str(self.page.inner_text("#ct"))


@pytest.fixture
def service(package: Path, report: Path) -> Iterator[Service]:
    """The desk on the draft, served."""
    with in_background(package, report) as made:
        yield made


@pytest.fixture
def window(browser: Any, service: Service) -> Iterator[Window]:
    """A window on it, in Chinese."""
    made = Window(browser, service.address)
    yield made
    made.context.close()


def state(service: Service, printed: str) -> str:
    """The state of the number that is printed so."""
    seen = service.desk.state()
    return str(seen["numbers"][next(key for key, each in seen["printed"].items() if each == printed)][0])


def test_enter_accepts_what_is_proposed_and_goes_on(window: Window, service: Service) -> None:
    """One key where the proposal is right."""
    window.press("Enter")
    while window.page.query_selector("#ct:not(.big)"):  # the parts
        window.press("Enter")
    seen = window.current()
    window.press("Enter")
    assert state(service, seen) == "accepted" and window.current() != seen
    assert "已保存" in window.page.inner_text("#saved")
    assert not window.complaints


def test_the_mouse_alone_does_the_same(window: Window, service: Service) -> None:
    """A clerk may not know a single key."""
    mark = window.at("8家")
    window.page.click(".acts .primary")
    window.settled()
    assert state(service, "8家") == "accepted" and "ok" in mark.get_attribute("class")
    window.at("3家")
    window.page.click(".acts button:has-text('不是统计数据')")
    window.page.click("dialog button:has-text('名称')")
    window.settled()
    assert state(service, "3家") == "excluded"
    window.page.click("header button[aria-label='撤销']")
    window.settled()
    assert state(service, "3家") == "open"


def test_the_text_does_not_move_when_a_number_changes_its_state(window: Window) -> None:
    """The eye stays on the line; a line that jumps is read again."""
    mark = window.at("8家")
    before = mark.bounding_box()
    window.press("q")
    after = mark.bounding_box()
    assert after == before


def test_every_field_is_changed_by_its_key(window: Window, service: Service) -> None:
    """V, W, M, L, T, Z, D, B: each opens its own list or field."""
    window.at("8家")
    window.press("v")
    window.page.fill("dialog input", "9")
    window.press("Enter")
    assert "9" in window.page.inner_text(".read")
    window.at("8家")
    window.press("l")
    window.page.click("dialog button:has-text('超过')")
    window.settled()
    assert "超过" in window.page.inner_text(".read")


def test_an_indicator_is_found_by_pinyin_initials_and_taken_with_enter(window: Window) -> None:
    """What the catalogue calls it, a clerk need not know."""
    window.at("8家")
    window.press("/")
    window.page.keyboard.type("gxjsqy")
    window.press("Enter")  # at once: it takes what is found for all that was typed
    window.page.wait_for_selector(".read:has-text('高新技术企业数')")


def test_a_paragraph_is_accepted_together_but_for_what_has_to_be_looked_at(
    window: Window, service: Service
) -> None:
    """A rank without its scope is no row to be waved through."""
    window.at("91.7亿元")
    window.press("p")
    assert "排名第二" in window.page.inner_text("#card .note")
    while window.page.query_selector("#card table.cmp"):
        window.press("Enter")
    assert state(service, "91.7亿元") == state(service, "21.3亿元") == "accepted"
    assert state(service, "排名第二") == "open"


def test_a_refused_number_stays_and_shows_its_finding(window: Window, service: Service) -> None:
    """An error must not be passed by holding Enter."""
    window.at("排名第二")
    window.page.wait_for_timeout(700)
    window.press("Enter")
    assert window.current() == "排名第二" and "FQ-R48" in window.page.inner_text("#card .box.find")
    assert state(service, "排名第二") == "open" and "未确认" in window.page.inner_text("#saved")


def test_a_held_key_decides_once_and_a_flagged_number_waits(window: Window, service: Service) -> None:
    """A tired hand rests on Enter."""
    window.at("8家")
    window.page.keyboard.down("Enter")
    for _ in range(5):
        window.page.keyboard.down("Enter")  # repeats
    window.page.keyboard.up("Enter")
    window.settled()
    assert service.desk.state()["seq"] == 1


def test_keys_of_an_input_method_and_in_fields_decide_nothing(window: Window, service: Service) -> None:
    """Enter that ends a composition is no decision; a digit in a search is text."""
    window.at("8家")
    window.page.evaluate(
        "() => { for (const init of [{key:'Enter',isComposing:true},{key:'q',isComposing:true}])"
        " document.dispatchEvent(new KeyboardEvent('keydown', {...init, bubbles: true})); }"
    )
    window.press("/")
    window.page.keyboard.type("q1x")
    window.press("Escape")
    assert service.desk.state()["seq"] == 0
    window.page.evaluate(
        "() => document.body.dispatchEvent(new KeyboardEvent('keydown', {key:'Process', code:'KeyQ', bubbles:true}))"
    )
    window.settled()
    assert state(service, "8家") == "doubt"


def test_a_held_key_decides_nothing_in_dialogs_and_on_the_next_number(
    window: Window, service: Service
) -> None:
    """X and a digit held: the digit must not choose an indicator for the number after."""
    window.at("8家")
    window.press("x")
    window.page.keyboard.down("2")
    for _ in range(4):
        window.page.keyboard.down("2")
    window.page.keyboard.up("2")
    window.settled()
    window.press("u")
    window.page.keyboard.down("u")
    for _ in range(4):
        window.page.keyboard.down("u")
    window.page.keyboard.up("u")
    window.settled()
    assert [each["action"] for each in service.desk.log()] in (
        ["undo", "exclude"],
        ["undo", "undo", "exclude"],
    )
    assert state(service, "8家") == "open"


def test_keys_of_the_card_do_nothing_in_the_paragraph_table(window: Window, service: Service) -> None:
    """The card behind the table is not to be seen."""
    window.at("8家")
    window.press("p", "q", "1", "x", "v", "r")
    assert service.desk.state()["seq"] == 0 and not window.page.query_selector("dialog")
    assert window.page.query_selector("#card table.cmp")


def test_keys_do_nothing_while_the_paragraph_is_fetched(window: Window, service: Service) -> None:
    """A quick key decided on the number behind the table that was about to come."""
    window.at("8家")
    window.page.evaluate(
        """async () => {
            const state = new URL("state.js", document.querySelector("script[type=module]").src);
            (await import(state)).cards.clear();
            const quick = window.fetch;
            window.fetch = (...a) => new Promise((done) => setTimeout(() => done(quick(...a)), 300));
        }"""
    )
    window.page.keyboard.press("p")
    window.page.keyboard.press("q")
    window.page.wait_for_selector("#card table.cmp")
    window.settled()
    assert service.desk.state()["seq"] == 0


def test_what_is_typed_stays_when_something_else_changes(
    window: Window, service: Service, package: Path
) -> None:
    """Another program saves a table while an address is typed: the rest of it must not become shortcuts."""
    window.page.click("nav.steps button:nth-child(4)")
    window.press("ArrowDown")
    window.page.wait_for_selector("#card:has-text('homepage')")
    window.press("ArrowDown")
    window.page.click("[data-field=url]")
    window.page.keyboard.type("https://exam")
    path = package / "data" / "observations.csv"
    path.write_text(path.read_text("utf-8").replace(",8,", ",88,"), "utf-8")
    window.page.wait_for_selector("#banner:has-text('在别处被修改')")
    window.page.keyboard.type("ple.org/q")
    window.page.click("header button:has-text('English')")
    assert window.page.input_value("[data-field=url]") == "https://example.org/q"
    window.page.focus("[data-field=url]")
    window.press("Enter")
    assert "https://example.org/q" in (package / "data" / "sources.csv").read_text("utf-8")


def test_a_form_that_is_refused_keeps_what_was_typed(window: Window) -> None:
    """Eight fields typed for nothing."""
    window.page.click("nav.steps button:nth-child(3)")
    window.page.wait_for_selector("#card button:has-text('补充一条')")
    window.press("n")
    window.page.fill("#f-name_zh", "荣泰")
    window.page.click("dialog .primary")
    window.page.wait_for_selector("dialog .box.find:has-text('请填写')")
    assert window.page.input_value("#f-name_zh") == "荣泰"


def test_after_a_failed_request_the_next_decision_is_sent(window: Window, service: Service) -> None:
    """A request that fails once must not keep all later ones."""
    window.at("8家")
    window.page.route("**/api/**", lambda route: route.abort())
    window.page.keyboard.press("Enter")
    window.page.wait_for_selector("#banner.err")
    window.page.unroute("**/api/**")
    window.settled()
    window.at("8家")
    window.press("Enter")
    assert state(service, "8家") == "accepted"


@pytest.fixture
def rare(tmp_path: Path) -> Iterator[Service]:
    """A report with characters that JavaScript takes for two, and a paragraph of many numbers."""
    many = "、".join(f"第{'甲乙丙丁戊己庚辛'[at % 8]}村新建公园{at + 2}个" for at in range(70))
    text = REPORT.replace("新建公园2个", "在𠮷祥村𣗋树沟新建公园2个") + f"三、2032年工作\n{many}。\n"
    report, package = tmp_path / "rare.txt", tmp_path / "rare"
    report.write_text(text, "utf-8")
    write_draft(draft(text, "青禾镇", 2032, "qinghe-2032"), package)
    with in_background(package, report) as made_service:
        yield made_service


def test_rare_characters_do_not_shift_the_marks_and_long_paragraphs_are_shown_whole(
    browser: Any, rare: Service
) -> None:
    """Marks two characters late; a table of 60 rows whose button accepts 70."""
    window = Window(browser, rare.address)
    printed = rare.desk.state()["printed"]
    shown = window.page.evaluate(
        "() => [...document.querySelectorAll('.mark')].map(each => each.textContent)"
    )
    assert shown == list(printed.values())
    last = list(printed)[-1]
    window.page.locator(f"[data-key='{last}']").click()
    window.press("p")
    window.page.wait_for_selector("#card table.cmp")
    rows = window.page.locator("#card table.cmp tbody tr").count()
    button = window.page.inner_text("#card .chip")
    assert rows == int(button) > 60
    window.context.close()


def test_an_edit_of_a_row_that_another_window_has_changed_is_refused(
    browser: Any, window: Window, service: Service
) -> None:
    """The first edit would be replaced unseen."""
    window.page.evaluate("() => { const send = fetch; window.fetch = (url, ...rest) => String(url).includes('changes')"
                         " ? new Promise(() => {}) : send(url, ...rest); }")  # fmt: skip
    window.at("8家")
    key = window.page.evaluate("() => window.desk.cur")
    row = service.desk.cards([key])[key]["rows"][0]["key"]
    service.desk.decide(Request("edit", (row,), {"value": "80"}))
    window.press("l", "3")
    window.page.wait_for_selector("#banner:has-text('另一个窗口')")
    assert service.desk.cards([key])[key]["rows"][0]["fields"][0]["value"] == "80"


def test_single_keys_can_be_switched_off(browser: Any, window: Window, service: Service) -> None:
    """Speech input types letters (WCAG 2.1.4)."""
    window.at("8家")
    window.press("?")
    window.page.uncheck("dialog input[type=checkbox]")
    window.press("Escape", "q", "x")
    assert service.desk.state()["seq"] == 0 and not window.page.query_selector("dialog")
    again = Window(browser, service.address)  # it is kept
    again.at("8家")
    again.press("q")
    again.context.close()
    assert service.desk.state()["seq"] == 0


def test_two_windows_follow_each_other_and_a_conflict_is_told(
    browser: Any, window: Window, service: Service
) -> None:
    """The same package is open twice."""
    other = Window(browser, service.address)
    window.at("8家")
    window.press("Enter")
    other.page.wait_for_selector(".mark.ok:text-is('8家')")
    # A decision that was made before the other window has heard of the last one.
    other.at("3家")
    key = other.page.evaluate("() => window.desk.cur")
    service.desk.decide(Request("doubt", (key,)))
    other.press("Enter")
    other.page.wait_for_selector("#banner:has-text('另一个窗口')")
    assert state(service, "3家") == "doubt"
    other.context.close()


def test_an_edit_in_a_spreadsheet_is_noticed_and_not_overwritten(
    window: Window, service: Service, package: Path
) -> None:
    """The CSV is open beside the page."""
    window.at("8家")
    window.press("Enter")
    path = package / "data" / "observations.csv"
    path.write_text(path.read_text("utf-8").replace(",8,", ",88,"), "utf-8")
    window.page.wait_for_selector("#banner:has-text('在别处被修改')")
    assert state(service, "8家") == "doubt"
    window.at("3家")
    window.press("Enter")
    assert ",88," in path.read_text("utf-8")


def test_a_full_disk_takes_the_decision_back_on_the_page(
    window: Window, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not on the disk is not shown as saved."""
    mark = window.at("8家")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(log, "append", full)
        window.press("Enter")
        window.page.wait_for_selector("#banner.err:has-text('没有保存')")
    assert "ok" not in mark.get_attribute("class") and window.current() == "8家"
    window.page.click("#banner button:has-text('重试')")
    window.settled()
    assert state(service, "8家") == "accepted"


def test_what_was_shown_as_saved_survives_kill_9(browser: Any, package: Path, report: Path) -> None:
    """Between any two decisions the machine may stop."""
    shown: list[str] = []
    for _ in range(3):
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "fengqiao_open",
                "desk",
                str(package),
                "--source",
                str(report),
                "--no-browser",
            ],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "LANG": "C.UTF-8"},
        )
        assert process.stdout is not None
        lines = (re.search(r"http://\S+", line) for line in process.stdout)
        found = next(filter(None, lines))
        assert found
        window = Window(browser, found[0])
        seen = window.page.evaluate(
            "() => [...document.querySelectorAll('.mark.ok')].map(each => each.textContent)"
        )
        assert not set(shown) - set(seen), "a decision that was shown as saved is lost"
        for _ in range(4):
            window.page.keyboard.press("Enter")
            window.page.wait_for_timeout(700)
            window.settled()
        shown = window.page.evaluate(
            "() => [...document.querySelectorAll('.mark.ok')].map(each => each.textContent)"
        )
        window.page.keyboard.press("Enter")
        process.send_signal(signal.SIGKILL)
        process.communicate()
        window.page.wait_for_selector("#banner:has-text('服务已停止')")
        window.context.close()
    assert shown


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Service]:
    """A report and a package with markup in every text, and a report in another direction of writing."""
    text = REPORT.replace("规上企业", EVIL + "企业").replace("喷泉", "\u202e") + f"财政收入3亿元{EVIL}。\n"
    report, package = tmp_path / "evil.txt", tmp_path / "evil"
    report.write_text(text, "utf-8")
    write_draft(draft(text, "青禾镇", 2032, "qinghe-2032"), package)
    for table, columns in {"indicators": ("name_zh", "name_en", "definition_zh"), "areas": ("name_zh", "name_en"),
                           "units": ("name_zh",), "themes": ("name_zh",), "sources": ("title_zh",)}.items():  # fmt: skip
        path = package / "data" / f"{table}.csv"
        (_, header), *rows = records(path.read_text("utf-8"))
        made = [dict(zip(header, cells, strict=True)) for _, cells in rows]
        path.write_bytes(
            csv_bytes(header, [{**row, **{name: row[name] + EVIL for name in columns}} for row in made])
        )
    with in_background(package, report) as made_service:
        yield made_service


def test_a_hostile_report_and_package_run_nothing_and_ask_for_nothing(browser: Any, hostile: Service) -> None:
    """Text is text, whatever it looks like."""
    window = Window(browser, hostile.address)
    for keys in (("Enter",) * 4, ("p", "Escape"), ("/", "Escape"), ("?", "Escape"), ("x", "Escape")):
        window.press(*keys)
    assert window.page.evaluate("() => window.hurt") is None
    assert all(url.startswith(f"http://127.0.0.1:{hostile.port}/") for url in window.requests)
    assert "<img" in window.page.inner_text("#text")
    window.context.close()


def test_a_page_of_another_origin_can_read_and_decide_nothing(
    browser: Any, window: Window, service: Service, tmp_path: Path
) -> None:
    """A page of the web knows the port by trying all of them."""
    page = browser.new_context().new_page()
    page.goto("data:text/html,<p>elsewhere")
    address = f"http://127.0.0.1:{service.port}"
    ask = "url => fetch(url, {headers: {Authorization: 'Bearer x'}}).then(answer => answer.status, () => 'refused')"
    send = "url => fetch(url, {method: 'POST', mode: 'no-cors', body: '{}'}).then(answer => answer.type, () => 'refused')"
    assert page.evaluate(ask, f"{address}/api/state") == "refused"
    page.evaluate(send, f"{address}/api/undo")
    assert service.desk.state()["seq"] == 0
    page.context.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
@pytest.mark.parametrize("lang", ["zh-CN", "en-GB"])
def test_no_width_scrolls_sideways_and_the_number_is_in_view(
    browser: Any, service: Service, width: int, lang: str
) -> None:
    """A phone, a tablet, a wide screen; at 400 % a desktop is 320 px wide."""
    window = Window(browser, service.address, width, lang)
    window.press("j", "j", "j", "j", "j")
    over = window.page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert over <= 0
    mark = window.page.locator(".mark[aria-current]")
    box, text = mark.bounding_box(), window.page.locator("#text").bounding_box()
    assert text["y"] <= box["y"] and box["y"] + box["height"] <= text["y"] + text["height"] + 1
    assert not window.complaints
    window.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_cards_tables_and_dialogs(browser: Any, service: Service, scheme: str) -> None:
    """WCAG 2.2 AA; the dark scheme differs in nothing but colours."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe needs the extra `dev`")
    window = Window(browser, service.address)
    window.page.emulate_media(color_scheme=scheme)
    # The page's own policy forbids scripts from elsewhere: axe is put in by the browser itself.
    [path] = Path(axe.__file__).parent.glob("**/axe.min.js")
    window.page.evaluate(f"() => {{ {path.read_text('utf-8')} }}")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    of_colours = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
    options = {"runOnly": of_colours if scheme == "dark" else rules, "resultTypes": ["violations"]}
    for keys in ((), ("Enter",) * 3, ("p",), ("Escape", "x"), ("Escape", "/")):
        window.press(*keys)
        found = window.page.evaluate("options => window.axe.run(options)", options)
        assert [
            (each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found["violations"]
        ] == []
    window.context.close()


def test_both_languages_are_complete(window: Window) -> None:
    """A Chinese word on the English page is one that a reader cannot look up."""
    window.page.click("header button:has-text('English')")
    for keys in ((), ("?", "Escape"), ("p",)):
        window.press(*keys)
        chinese = window.page.evaluate(
            "() => [...document.querySelectorAll('header *, .steps *, .acts *, footer *, .filters *')]"
            ".filter(each => !each.children.length && /[一-鿿]/.test(each.textContent) && !each.closest('[lang^=zh]'))"
            ".map(each => each.textContent)"
        )
        assert chinese == []


def test_keys_per_row_are_few(window: Window, service: Service) -> None:
    """At most two keys a row, those for parts and for what is set aside included; a bound, not a figure."""
    keys = 0
    while window.page.evaluate("() => window.desk.cur") not in ("end", "contributors"):
        before = service.desk.state()["seq"]
        window.page.wait_for_timeout(650 if window.page.query_selector("#card .note") else 0)
        window.press("Enter")
        keys += 1
        if service.desk.state()["seq"] == before:
            window.press("q")
            keys += 1
    assert keys <= 2.0 * len(service.desk.state()["printed"])


def test_a_spoilt_token_says_what_to_do(browser: Any, service: Service) -> None:
    """A bookmark of yesterday."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{service.port}/#old")
    page.wait_for_selector("#ct:has-text('重新打开整理台')")
    context.close()


def test_a_second_row_is_added_chosen_named_and_removed_by_keys(window: Window, service: Service) -> None:
    """One number may be a statistic of two things: each of two, or the sum and the average."""
    window.at("增长5.1%")
    window.press("c")
    rows = window.page.locator("#card .cb > ul.opts").first.locator("button")
    assert rows.count() == 2 and window.page.locator(".box.find:has-text('FQ-K02')").count()
    window.page.wait_for_selector("#card .cb > ul.opts >> nth=0 >> button[aria-pressed=true] >> nth=0")
    window.press("e", "e")
    assert rows.nth(1).get_attribute("aria-pressed") == "true"
    window.press("n")
    window.page.fill("#f-name_zh", "居民人均可支配收入")
    window.page.focus("#f-name_zh")
    window.press("Enter")
    assert "居民人均可支配收入" in rows.nth(1).inner_text()
    assert "城镇居民人均可支配收入" in rows.nth(0).inner_text()
    window.press("i")
    assert rows.count() != 2 or "增长" not in rows.nth(1).inner_text()
    window.press("u", "Enter")
    assert state(service, "增长5.1%") == "accepted"
    key = number(service.desk, "增长5.1%")
    assert len(service.desk.cards([key])[key]["rows"]) == 2


def test_a_second_row_is_added_and_chosen_by_the_mouse(window: Window) -> None:
    """Nobody must know a key."""
    window.at("增长5.1%")
    window.page.click("#card button:has-text('再加一条')")
    window.settled()
    window.page.wait_for_selector("#card .cb > ul.opts >> nth=1")
    rows = window.page.locator("#card .cb > ul.opts").first.locator("button")
    rows.nth(1).click()
    assert rows.nth(1).get_attribute("aria-pressed") == "true"


def test_similar_numbers_are_listed_before_they_are_accepted(window: Window, service: Service) -> None:
    """A key that confirms what nobody has seen is a trap."""
    window.at("增长5.1%")
    window.press("s")
    printed = window.page.locator("table.cmp tbody tr td:first-child").all_inner_texts()
    assert printed == ["增长5.1%", "增长6.8%"]
    window.press("Escape")
    assert state(service, "增长5.1%") == "open"
    window.press("s", "Enter")
    assert state(service, "增长5.1%") == state(service, "增长6.8%") == "accepted"


def test_each_reason_of_exclusion_has_a_key(window: Window, service: Service) -> None:
    """There are more than nine: letters follow the digits. Whatever is printed, a reason has the same key."""
    key, other = number(service.desk, "7家"), number(service.desk, "增长5.1%")
    cards = service.desk.cards([key, other])
    assert cards[key]["reasons"] == cards[other]["reasons"]
    reasons = [each["code"] for each in cards[key]["reasons"]]
    window.at("7家")
    window.press("x", "b")
    assert state(service, "7家") == "excluded"
    row = next(row for row in service.desk._tables["figures"].rows if row.key == key)
    assert row["disposition"] == reasons[10]


def test_a_finding_is_kept_with_its_reason_by_keys(window: Window, service: Service) -> None:
    """The report may be odd; the clerk says so, and goes on."""
    window.at("排名第二")
    window.press("h")
    window.page.fill("#f-reason_zh", "原文未说明。")
    window.page.fill("#f-reason_en", "Not printed.")
    window.page.focus("#f-reason_en")
    window.press("Enter")
    window.page.wait_for_selector("dialog", state="detached")
    window.page.wait_for_timeout(700)  # the yellow note must have been seen
    window.press("Enter")
    assert state(service, "排名第二") == "accepted"


def test_an_enter_right_after_an_edit_accepts_what_was_entered(window: Window, service: Service) -> None:
    """It was swallowed: the dialog still had the key, or the number still its old state."""
    window.page.route(
        "**/api/decisions", lambda route: (window.page.wait_for_timeout(300), route.continue_())
    )
    # A form that is saved by Enter, with the next Enter at once.
    window.at("8家")
    window.page.keyboard.press("b")
    window.page.fill("#f-note_zh", "据上句。")
    window.page.fill("#f-note_en", "By the sentence before.")
    window.page.keyboard.press("Enter")
    window.page.keyboard.press("Enter")
    window.page.wait_for_selector(".mark.ok:text-is('8家')")
    window.settled()
    assert window.current() == "3家"
    # A search on a number that was accepted: it is open again, and accepted by the Enter behind the choice.
    window.at("8家")
    window.page.keyboard.press("/")
    window.page.keyboard.type("gxjsqy")
    window.page.keyboard.press("Enter")
    window.page.keyboard.press("Enter")
    window.page.wait_for_selector("#ct.big:text-is('3家')")
    window.settled()
    assert state(service, "8家") == "accepted" and not window.page.query_selector("dialog")
    key = number(service.desk, "8家")
    assert "高新技术企业数" in service.desk.cards([key])[key]["rows"][0]["sentence"]["zh"]
    # A key that chooses among what the card lists.
    window.at("8家")
    window.page.keyboard.press("2")
    window.page.keyboard.press("Enter")
    window.page.wait_for_selector("#ct.big:text-is('3家')")
    window.settled()
    assert state(service, "8家") == "accepted"


def test_an_enter_behind_a_dialog_that_the_mouse_opened_is_for_the_card(
    window: Window, service: Service
) -> None:
    """The focus went back to the button of the dialog, which the key pressed once more."""
    window.at("8家")
    window.page.click("#card .grid button:has-text('数值')")
    window.page.keyboard.press("Escape")
    window.page.keyboard.press("Enter")
    window.settled()
    assert state(service, "8家") == "accepted" and not window.page.query_selector("dialog")


def test_an_enter_that_waits_for_the_yellow_note_says_so(window: Window) -> None:
    """Only a screen reader was told why nothing happened."""
    window.at("8家")
    window.page.evaluate(
        "() => [...document.querySelectorAll('.mark')].find(e => e.textContent === '排名第二').click()"
    )
    window.page.wait_for_selector("#card .box.note")
    window.page.keyboard.press("Enter")
    assert "黄色提示" in window.page.inner_text("footer")


def test_an_enter_behind_a_refused_edit_accepts_nothing(window: Window, service: Service) -> None:
    """What was typed is not there: the old row is not what the clerk means."""
    window.at("8家")
    window.page.keyboard.press("n")
    window.page.fill("#f-name_zh", "")
    window.page.focus("#f-name_zh")
    window.page.keyboard.press("Enter")
    window.page.keyboard.press("Enter")
    window.page.wait_for_selector("dialog .box.find")
    assert state(service, "8家") == "open"


def test_one_time_is_typed_for_the_whole_paragraph(window: Window, service: Service) -> None:
    """T, the years, and for how many: one decision."""
    window.at("8家")
    window.press("t")
    assert "2027-2031" in window.page.inner_text("dialog")
    window.page.keyboard.type("2027-2031")  # the year has the focus, not how many it is for
    window.page.select_option("dialog select", "paragraph")
    window.page.focus("dialog input")
    window.press("Enter")
    window.page.wait_for_selector("dialog", state="detached")
    assert service.desk.state()["seq"] == 1 and "2027—2031" in window.page.inner_text("#card .read")
    window.at("2个")
    assert "2027—2031" in window.page.inner_text("#card .read")


def test_a_relation_is_removed_and_added_by_keys_and_by_the_mouse(window: Window, service: Service) -> None:
    """R says what it removes, and offers what can be added."""
    window.at("增长5.1%")
    assert window.page.locator("#card .rel").count() == 1
    window.press("r")
    first = window.page.locator("dialog .opts button").first
    assert "去掉" in first.inner_text() and "6.2" in first.inner_text()
    window.press("1")
    window.page.wait_for_selector("#card .rel", state="detached")
    window.page.click("#card button:has-text('补上或修改关系')")
    window.page.click("dialog .opts button:has-text('6.2')")
    window.settled()
    assert "6.2" in window.page.inner_text("#card .rel")
    window.press("r")
    window.page.click("dialog .opts button:has-text('另填')")
    window.page.wait_for_selector("#f-to_observation_id")


def test_a_reason_is_changed_and_withdrawn_on_the_card(window: Window) -> None:
    """Nothing showed that there was one."""
    window.at("排名第二")
    window.press("h")
    window.page.fill("#f-reason_zh", "原文未说明。")
    window.page.fill("#f-reason_en", "Not printed.")
    window.page.click("dialog .primary")
    window.page.wait_for_selector("#card .note:has-text('原文未说明。')")
    window.press("h")
    window.page.fill("#f-reason_zh", "原文只说第二。")
    window.page.click("dialog .primary")
    window.page.wait_for_selector("#card .note:has-text('原文只说第二。')")
    window.page.click("#card button:has-text('撤回理由')")
    window.page.wait_for_selector("#card .box.find")
    assert not window.page.query_selector("#card .note:has-text('原文只说第二。')")


def test_a_break_does_not_make_the_rest_of_the_work_long(window: Window) -> None:
    """After a telephone call, one minute left became 111."""
    window.page.evaluate(
        "() => { let now = Date.now(); window.step = 5; Date.now = () => (now += window.step * 1000); }"
    )
    for step in (5, 5, 5, 5, 3600, 5, 5):
        window.page.evaluate(f"() => {{ window.step = {step}; }}")
        window.press("Enter")
        window.page.wait_for_timeout(650)
    said = re.search(r"还剩 (\d+) 问 · 约 (\d+) 分钟", window.page.inner_text(".prog"))
    assert said and int(said[2]) <= 1 + int(said[1]) * 5 / 60


def test_a_click_on_a_drafted_answer_selects_it(package: Path, report: Path, browser: Any) -> None:
    """What was typed was put behind the draft: CityJinan."""
    with in_background(package, report) as service:
        window = Window(browser, service.address)
        key = next(
            each[0]
            for each in service.desk.state()["questions"]
            if each[0].startswith(("english-", "place-"))
        )
        while window.page.evaluate("() => window.desk.cur") != key:
            window.press("ArrowDown")
        field = window.page.locator("[data-field=name_en]")
        field.click()
        window.page.keyboard.type("Green Rice Town")
        assert field.input_value() == "Green Rice Town"
        window.context.close()
