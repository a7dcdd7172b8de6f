"""The service of the desk: it answers its own page and nobody else."""

from __future__ import annotations

import json
import re
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_report import number

import fengqiao_open
from fengqiao_open.desk.desk import Desk
from fengqiao_open.desk.service import LARGEST, Service
from fengqiao_open.desk.serving import RunningError, served

pytest.importorskip("starlette", reason="the desk needs the extra `desk`")
testclient = pytest.importorskip("starlette.testclient", reason="a client of the service needs httpx")

PORT = 4711
HOST = f"127.0.0.1:{PORT}"
PAGE = Path(fengqiao_open.__file__).parent / "desk" / "page"


@pytest.fixture
def service(desk: Desk, report: Path) -> Service:
    """A desk behind HTTP."""
    return Service(desk, report, PORT, "secret")


@pytest.fixture
def client(service: Service) -> Iterator[Any]:
    """A page with the token."""
    headers = {"Authorization": "Bearer secret"}
    with testclient.TestClient(service.application(), base_url=f"http://{HOST}", headers=headers) as made:
        yield made


def test_a_decision_is_made_by_a_request_and_answered_with_what_changed(client: Any, desk: Desk) -> None:
    """The page shows what the answer says, and no more."""
    key = number(desk, "8家")
    answer = client.post(
        "/api/decisions", json={"id": "1", "action": "accept", "targets": [key], "base": {key: 0}}
    )
    assert answer.status_code == 200 and list(answer.json()["numbers"]) == [key]
    assert client.post("/api/undo", json={}).json()["numbers"][key][0] == "open"
    assert client.post("/api/redo", json={}).json()["numbers"][key][0] == "accepted"
    assert [each["action"] for each in client.get("/api/log").json()] == ["redo", "undo", "accept"]


def test_search_cards_and_forms_are_read(client: Any, desk: Desk) -> None:
    """Pinyin initials find an indicator; a card is fetched ahead; a form comes from the schema."""
    key = number(desk, "8家")
    assert client.get("/api/cards", params={"keys": f"{key},no-such"}).json()[key]["printed"] == "8家"
    [first, *_] = client.get("/api/indicators", params={"q": "gdzctz", "row": ""}).json()
    assert first["name"]["zh"] == "固定资产投资"
    assert client.get("/api/forms/awards").json()["title"]["zh"]
    assert client.get("/api/forms/observations").status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": ""}, 401),
        ({"Host": "localhost:4711"}, 403),
        ({"Host": f"evil.example:{PORT}"}, 403),
        ({"Host": "127.0.0.1:80"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": f"http://localhost:{PORT}"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": f"http://{HOST}", "Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
def test_a_request_of_another_page_is_refused(client: Any, headers: dict[str, str], status: int) -> None:
    """A page of the web that is open beside could else decide, or read the report (DNS rebinding, other ports)."""
    answer = client.get("/api/state", headers=headers)
    assert answer.status_code == status
    if status != 200:
        assert set(answer.json()) == {"error"} and "青禾" not in answer.text


def test_no_answer_allows_another_origin_a_frame_or_a_script_of_elsewhere(client: Any) -> None:
    """What a browser is told, it holds to."""
    for path in ("/", "/desk.js", "/api/state", "/no-such"):
        headers = client.get(path).headers
        assert "access-control-allow-origin" not in headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff" and headers["cache-control"] == "no-store"


def test_the_page_itself_holds_no_data_and_no_token(client: Any) -> None:
    """It is sent without a token."""
    for name in ("", "desk.js", "desk.css"):
        text = client.get(f"/{name}", headers={"Authorization": ""}).text
        assert text and "secret" not in text and "青禾" not in text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("[]", 400),
        ('{"action": "accept", "targets": ["x"], "extra": 1}', 400),
        ('{"action": "accept", "targets": "x"}', 400),
        ('{"action": "accept", "targets": [1]}', 400),
        ('{"action": ["accept"], "targets": ["x"]}', 400),
        ('{"action": "edit", "targets": ["x"], "set": {"value": 3}}', 400),
        ("[" * 900 + "]" * 900, 400),
        ("[" * 20_000 + "]" * 20_000, 400),
        ('{"action": "accept", "targets": ["\\ud800"]}', 400),
        ('{"action": "accept", "targets": ["a\\nb"]}', 400),
        ('{"action": "edit", "targets": ["x"], "set": {"note_zh": "\\u0000"}}', 400),
        ('{"action": "edit", "targets": ["x"], "set": {"note_zh": "a\\rb"}}', 400),
        (json.dumps({"action": "accept", "targets": ["x" * LARGEST]}), 413),
        ('{"action": "accept", "targets": ["x"]}', 422),
    ],
)
def test_an_odd_request_is_answered_in_words_and_changes_nothing(
    client: Any, desk: Desk, body: str, status: int
) -> None:
    """Never a traceback, whatever comes."""
    answer = client.post("/api/decisions", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    error = answer.json()["error"]
    assert error["zh"] and error["en"] and "Traceback" not in answer.text
    assert desk.state()["seq"] == 0


def test_a_fault_of_the_desk_is_a_number_and_no_traceback(
    client: Any, service: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A traceback may hold the report; the terminal of the clerk's own machine has it."""
    monkeypatch.setattr(service.desk, "state", lambda: 1 / 0)
    answer = client.get("/api/state")
    assert answer.status_code == 500 and "ZeroDivision" not in answer.text
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_every_text_of_the_page_is_there_and_used(client: Any) -> None:
    """A key without a text would be shown as a key; a text without a key is dead weight in two languages."""
    words = client.get("/api/state").json()["words"]
    texts = {key.removeprefix("page.") for key in words["en"] if key.startswith("page.")}
    assert words["zh"].keys() == words["en"].keys()
    script = "".join(path.read_text("utf-8") for path in PAGE.glob("*.js"))
    named = {
        each.removeprefix("page.") for each in re.findall(r'"([a-z][a-z_-]*(?:\.[a-z_0-9-]+)*)"', script)
    }
    asked = set(re.findall(r'\bT\("([a-z-]+(?:\.[a-z_0-9-]+)*)"[,)]', script))
    begun = tuple(re.findall(r'"([a-z]+\.)" \+', script))
    assert asked and asked <= texts
    assert {key for key in texts if key not in named and not key.startswith(begun)} == set()


def test_every_place_in_a_text_of_the_page_is_filled_where_it_is_shown(client: Any) -> None:
    """A place that nobody fills is shown empty by the page, and with its braces by all else."""
    words = client.get("/api/state").json()["words"]
    script = "".join(path.read_text("utf-8") for path in PAGE.glob("*.js"))
    for key, text in words["en"].items():
        places = set(re.findall(r"\{(\w+)\}", text))
        assert places == set(re.findall(r"\{(\w+)\}", words["zh"][key])), key
        name = key.removeprefix("page.")
        if not key.startswith("page.") or not places:
            continue
        calls = re.findall(rf'\bT\("{re.escape(name)}"(?:, (\{{[^}}]*\}}|[\w.]+))?\)', script)
        assert calls or f'"{name.rpartition(".")[0]}." +' in script or f'"{name}"' in script, key
        for given in calls:
            assert given and (given[0] != "{" or places <= set(re.findall(r"\w+", given))), (key, given)


def test_the_page_knows_no_sentence_and_no_rule() -> None:
    """What it shows comes from the catalogue and the library, or the two would differ one day."""
    script = "".join(path.read_text("utf-8") for path in PAGE.glob("*.js"))
    assert "FQ-" not in script and "innerHTML" not in script and "insertAdjacentHTML" not in script
    size = sum(path.stat().st_size for path in PAGE.iterdir())
    assert size <= 80_000


def test_a_second_start_finds_the_running_desk_and_nobody_else_can_read_its_token(
    package: Path, report: Path
) -> None:
    """Two processes on one package would write over each other."""
    pytest.importorskip("uvicorn")
    with served(package, report, browser=False) as service:
        with pytest.raises(RunningError) as problem, served(package, report, browser=False):
            raise AssertionError("two desks on one package")
        assert problem.value.address == service.address
        for name in ("running.json", "open.html"):
            assert stat.S_IMODE((package / ".desk" / name).stat().st_mode) == 0o600
    assert not (package / ".desk" / "running.json").exists()
    with served(package, report, browser=False):
        pass


def test_an_answer_does_not_wait_for_the_acknowledgement_of_its_head(package: Path, report: Path) -> None:
    """A socket that is not named as TCP sends small parts one by one, each 40 ms after the other."""
    pytest.importorskip("uvicorn")
    with served(package, report, browser=False) as service:
        assert service.listening and service.listening.proto == socket.IPPROTO_TCP
