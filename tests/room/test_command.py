"""The command: what it prints, what it serves, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from skillkit.base.errors import SkillkitError
from skillkit.base.toml_reader import built_in
from skillkit.base.words import language, say, spoken_in
from skillkit.room.server import _site, public_address
from skillkit.site.choice import root as root_tag
from skillkit.site.pages import PROMISE


@contextmanager
def running(tmp_path: Path, root: Path, last: str, **more: str) -> Iterator[tuple[str, str]]:
    """Its address, and what it printed down to the line with these words."""
    (tmp_path / "site").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = ["room", "--local", "--port", str(port), "--site", str(tmp_path / "site")]
    words += ["--db", f"sqlite:///{tmp_path / 'room.sqlite'}"]
    settings = {**os.environ, "SKILLKIT_HOME": str(tmp_path / "my"), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "skillkit", *words],
        cwd=root,
        env=settings | more,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    said = ""
    while last not in said:
        line = process.stdout.readline()
        assert line, said
        said += line
    address = f"http://127.0.0.1:{port}"
    with httpx.Client(transport=httpx.HTTPTransport(retries=10)) as client:  # it may still begin
        assert client.get(f"{address}/healthz").status_code == 200
    yield address, said
    process.send_signal(signal.SIGINT)
    left, _ = process.communicate(timeout=60)
    assert process.returncode == 0, left


@pytest.mark.slow
def test_it_prints_each_link_once_and_they_open_a_room(tmp_path: Path, root: Path) -> None:
    """The code lets in, the facilitator's key leads, and this machine alone is reached."""
    with running(tmp_path, root, "--local was said") as (address, said):
        code = re.search(r"code (\S{5}-\S{5})", said)
        lead = re.search(r"/facilitator#(\d+)/(\S+)/(\S+)", said)
        assert code
        assert lead
        assert lead[3] == code[1]
        joined = httpx.post(f"{address}/api/v1/join", json={"code": code[1]})
        assert joined.status_code == 201
        headers = {"Authorization": f"Bearer {lead[2]}"}
        about = httpx.get(f"{address}/api/v1/rooms/{lead[1]}", headers=headers)
        assert about.json()["cards"] == "No cards yet"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("http://room.example.org", "TLS"),
        ("room.example.org", "TLS"),
        ("https://", "TLS"),
        ("https://room.example.org/?a=b", "plain path"),
        ("https://room.example.org/a b", "plain path"),
    ],
)
def test_an_address_of_no_proxy_is_refused(text: str, words: str) -> None:
    """The sentence says what to write."""
    with pytest.raises(SkillkitError, match=words):
        public_address(text)


def test_an_address_of_a_proxy_may_have_a_path() -> None:
    """A slash at its end says nothing; without TLS it is this machine's."""
    assert public_address("https://hub.example.org/services/room/") == (
        "https://hub.example.org/services/room"
    )
    assert public_address("http://127.0.0.1:8000/") == "http://127.0.0.1:8000"


@pytest.mark.slow
def test_with_an_operators_key_rooms_are_made_over_the_network(tmp_path: Path, root: Path) -> None:
    """No room is there before; the key is not printed."""
    key = "o_a-key-of-an-operator"
    with running(tmp_path, root, "Rooms are made", SKILLKIT_ROOM_OPERATOR=key) as (address, said):
        assert key not in said
        assert "/facilitator#" not in said
        body = {"title": "Ours", "framework": built_in("ai_engineer_quick/framework.toml")}
        headers = {"Authorization": f"Bearer {key}"}
        made = httpx.post(f"{address}/api/v1/rooms", json=body, headers=headers)
        assert made.status_code == 201
        joined = httpx.post(f"{address}/api/v1/join", json={"code": made.json()["join_code"]})
        assert joined.json()["title"] == "Ours"


def test_every_page_of_a_rooms_site_promises_what_holds_there(tmp_path):
    """In its own language: what is handed in goes to the room."""
    for place, tag in (("index.html", "en"), ("de/index.html", "de")):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        with spoken_in(tag):
            page = f"<!DOCTYPE html>\n{root_tag(language())}<p>{say(PROMISE)}</p>"
        (tmp_path / place).write_text(page, encoding="utf-8")
    for _ in range(2):
        with _site(tmp_path, tmp_path) as there:  # one that lies ready, also the second time
            assert there == tmp_path
    assert "before you tap Hand in" in (tmp_path / "index.html").read_text(encoding="utf-8")
    german = (tmp_path / "de" / "index.html").read_text(encoding="utf-8")
    assert "bevor du auf „Abgeben“ tippst" in german
    assert "Nichts wird irgendwohin" not in german
