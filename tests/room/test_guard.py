"""The guard: other hosts, other sites, and what is no proper request."""

from __future__ import annotations

import contextlib
import resource
import socket
import threading
import time
from urllib.parse import urlsplit

import pytest

from skillkit.room import body, server
from skillkit.room.pages import PAGES
from tests.room.conftest import BASE, on_sqlite

pytestmark = on_sqlite


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::2]", "a\tb"])
def test_another_name_is_not_answered(house, host):
    """A name that was turned to this address gets 403, and no page."""
    for path in ("/room", f"{BASE}/openapi.json", "/healthz"):
        answer = house.http.get(path, headers={"Host": host})
        assert (answer.status_code, answer.json()["type"]) == (403, "unknown-host")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_of_another_site_can_do_nothing(house, headers):
    """403 for what it posts and for what it asks beforehand; the room stays open."""
    for method in ("POST", "OPTIONS", "GET"):
        answer = house.of_room(method, "/close", headers=headers)
        assert (answer.status_code, answer.json()["type"]) == (403, "other-site")
        assert "access-control-allow-origin" not in answer.headers
    assert house.of_room("GET").json()["open"] is True


def test_the_rooms_own_page_and_programs_may_ask(house):
    """A browser names the same origin; a notebook names none."""
    own = str(house.http.base_url).rstrip("/")
    for headers in ({"Origin": own, "Sec-Fetch-Site": "same-origin"}, {}):
        assert house.of_room("GET", headers=headers).status_code == 200


def test_no_answer_is_kept_and_no_page_runs_what_is_not_its_own(house):
    """Answers are not stored; pages load scripts of this server alone, and stand in no frame."""
    assert house.of_room("GET").headers["cache-control"] == "no-store"
    for name in PAGES:
        answer = house.http.get(f"/{name}")
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self';" in policy
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "<script>" not in answer.text


@pytest.mark.parametrize(
    ("address", "header", "tag"),
    [
        ("", "en-US,en;q=0.9", "en"),
        ("", "de-AT,de;q=0.9,en;q=0.5", "de"),
        ("?language=de", "en-US", "de"),
        ("?language=en", "de", "en"),
        ("?language=klingon", "de", "de"),
    ],
)
def test_pages_are_in_the_language_of_whoever_reads(house, address, header, tag):
    """What was chosen on a page goes before what the browser likes best."""
    for name in PAGES:
        page = house.http.get(f"/{name}{address}", headers={"Accept-Language": header}).text
        assert page.startswith(f'<!DOCTYPE html>\n<html lang="{tag}">')
        assert 'hreflang="de" href="?language=de"' in page
        assert ("Raum" in page or "Bild" in page) == (tag == "de")


def test_a_refusal_is_said_in_the_readers_language(house):
    """Programs go by its type, which is the same in all of them."""
    german = {"Accept-Language": "de"}
    answer = house.of_room("POST", "/reveal", headers=german)
    assert answer.json() == {
        "type": "fewer-than-floor",
        "detail": "Ein Bild zeigt sich ab 5 Karten; bei weniger nur von Menschen, die mit Namen "
        "gezeigt werden möchten.",
    }
    assert house.of_room("GET", headers=german).json()["cards"] == "Noch keine Karten"
    assert house.of_room("GET").json()["cards"] == "No cards yet"


def raw(house, data: bytes, *, wait: float = 30) -> bytes:
    """What is answered to these bytes, until the server hangs up."""
    there = urlsplit(str(house.http.base_url))
    with socket.create_connection((there.hostname, there.port), timeout=wait) as line:
        said = b""
        try:
            line.sendall(data)
            while part := line.recv(65_536):
                said += part
        except ConnectionError:
            pass
        return said


HEAD = b"PUT /api/v1/me/card HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        HEAD + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 32,
        b"no such thing\r\n\r\n",
    ],
    ids=["two lengths", "two ways", "TLS", "no HTTP"],
)
def test_what_is_no_proper_request_is_refused(house, data):
    """400, and the line is cut: nothing behind it is taken for a request."""
    assert raw(house, data).startswith(b"HTTP/1.1 400")


def test_a_body_without_end_costs_no_memory(house):
    """200 MB in pieces are refused after the limit; nothing of them is kept."""
    auth = f"Authorization: Bearer {house.come()}\r\n".encode()
    there = urlsplit(str(house.http.base_url))
    piece = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with socket.create_connection((there.hostname, there.port), timeout=30) as line:
        line.sendall(HEAD + auth + b"Transfer-Encoding: chunked\r\n\r\n")
        with contextlib.suppress(OSError):  # it hangs up
            for _ in range(200 * 1024**2 // len(piece)):
                line.sendall(piece)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20 * 1024  # kB
    assert house.of_room("GET").status_code == 200


def test_headers_without_end_are_not_read(house):
    """The line is cut long before a megabyte, and nothing is answered."""
    assert raw(house, HEAD + b"X: " + b"a" * 1_000_000) == b""


@pytest.mark.slow
def test_slow_and_endless_requests_leave_the_room_to_others(house, monkeypatch):
    """Half a body is answered with 408, half a head is hung up on; meanwhile others are served."""
    monkeypatch.setattr(body, "SECONDS", 3)  # others have to be quicker, on any machine
    monkeypatch.setattr(server, "HEADERS", 3)
    there = urlsplit(str(house.http.base_url))
    key = house.come()
    auth = f"Authorization: Bearer {key}\r\n".encode()
    lines = [socket.create_connection((there.hostname, there.port), timeout=30) for _ in range(40)]
    bodies, heads = lines[:20], lines[20:]
    for line in bodies:
        line.sendall(HEAD + auth + b"Content-Length: 900\r\n\r\n{")
    for line in heads:
        line.sendall(HEAD)
    assert house.put(key, {"machine_learning": 1}).status_code == 201
    assert all(line.recv(100).startswith(b"HTTP/1.1 408") for line in bodies)
    assert all(line.recv(100) == b"" for line in heads)
    for line in lines:
        line.close()


def test_somebody_who_goes_in_the_middle_leaves_nothing(house, caplog):
    """No card of half a body, and no traceback in the log."""
    key = house.come()
    there = urlsplit(str(house.http.base_url))
    with socket.create_connection((there.hostname, there.port)) as line:
        line.sendall(
            HEAD + f"Authorization: Bearer {key}\r\nContent-Length: 900\r\n\r\n{{".encode()
        )
    assert house.ask("GET", "/me", key).json()["revision"] == 0
    assert not [record for record in caplog.records if record.exc_info]


@pytest.mark.slow
def test_each_of_fifty_who_hand_in_while_the_room_closes_is_counted_or_told(house):
    """What was answered 201 is in the room, what was answered 409 is not."""
    keys = [house.come() for _ in range(50)]
    answers: list[int] = []

    def taps(part):
        for key in part:
            answers.append(house.put(key, {"machine_learning": 1}).status_code)

    at_work = [threading.Thread(target=taps, args=(keys[n::5],)) for n in range(5)]
    for one in at_work:
        one.start()
    while len(answers) < 5:
        time.sleep(0.001)
    house.of_room("POST", "/close")
    for one in at_work:
        one.join()
    assert set(answers) <= {201, 409}
    stored = sum(house.ask("GET", "/me", key).json()["revision"] for key in keys)
    assert stored == answers.count(201)
