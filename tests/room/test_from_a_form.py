"""From a form to a room: one tap, the same card once, and the way back, all of it by plain HTTP."""

from __future__ import annotations

import http.server
import ssl
import threading
import urllib.error
import urllib.request
from contextlib import contextmanager
from unittest.mock import Mock

import pytest
import sqlalchemy as sa

from skillkit.assessment import Assessment, hand_in
from skillkit.assessment.hand_in import RoomError, RoomSilent, address_of, ask, seat_here
from skillkit.framework.file import load_framework
from skillkit.room import acts
from skillkit.room.schema import participant
from skillkit.room.secret import hashed, join_code
from skillkit.widgets.assessment import AssessmentForm
from skillkit.widgets.share import ShareCode
from tests.frontend import FrontEnd
from tests.room.conftest import on_sqlite

QUICK = load_framework("ai_engineer_quick")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty folder of a person's own."""
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path / "my"))
    return tmp_path / "my"


@pytest.fixture
def there(house):
    """The room's address and code, as they stand on the screen."""
    return {"address": f"{house.http.base_url}/room", "code": house.code, "alias": ""}


def rated(level: int = 2) -> AssessmentForm:
    """A form with one rating."""
    return AssessmentForm(Assessment(QUICK, ratings={"machine_learning": level}))


@pytest.mark.parametrize("kind", [lambda form: form, ShareCode], ids=["form", "share code"])
def test_a_tap_hands_in_and_another_takes_it_back(home, house, there, kind):
    """The room has the card after "in", and nothing after "out"; the page is told both."""
    front = FrontEnd(kind(rated()))
    front.say("hand_in", **there)
    said = front.heard[-1]
    assert (said["kind"], said["state"]) == ("room", "in")
    assert said["room"]["handed"].startswith("SK1-")
    assert house.of_room("GET").json()["cards"] == "Fewer than 5 cards so far"
    front.say("take_back")
    assert front.heard[-1]["state"] == "out"
    assert house.of_room("GET").json()["cards"] == "No cards yet"


def test_nothing_is_sent_before_the_tap(home, monkeypatch):
    """A form and a share code open and change without a word to anybody."""
    monkeypatch.setattr(hand_in, "ask", lambda *_: pytest.fail("something was sent"))
    form = rated()
    FrontEnd(ShareCode(form))
    FrontEnd(form).change("machine_learning", "rating", 3)


def test_the_same_card_again_is_the_same_hand_in(home, house, there):
    """A retry changes nothing; a changed card takes the place of the first."""
    form = rated()
    front = FrontEnd(form)
    for _ in range(3):
        front.say("hand_in", **there)
    seat = seat_here()
    assert seat is not None
    assert house.ask("GET", "/me", seat.key).json()["revision"] == 1
    front.change("machine_learning", "rating", 4)
    front.say("hand_in", **there)
    mine = house.ask("GET", "/me", seat.key).json()
    assert (mine["revision"], mine["ratings"]) == (2, {"machine_learning": 4})


def test_a_page_never_gets_the_key(home, house, there):
    """It stands in a file that its owner alone can read, and in nothing that is said or shown."""
    form = rated()
    front = FrontEnd(form)
    front.say("hand_in", **there)
    seat = seat_here()
    assert seat is not None
    assert seat.key not in repr(seat) + str(front.heard) + str(form._state()) + repr(form)
    assert (home / "room-key.json").stat().st_mode & 0o077 == 0


def test_after_the_reveal_the_room_says_why_not(home, house, there):
    """The reason is the room's own sentence."""
    front = FrontEnd(rated())
    front.say("hand_in", **there)
    house.hand_in(0, 1, 1, 2, 3)
    house.reveal()
    front.say("take_back")
    assert front.heard[-1]["state"] == "no"
    assert "has been shown" in front.heard[-1]["words"]


def test_a_room_that_is_over_is_forgotten(home, house, there):
    """The page says that all is erased, and keeps no key."""
    front = FrontEnd(rated())
    front.say("hand_in", **there)
    house.of_room("DELETE")
    front.say("hand_in", **there)
    assert "erased" in front.heard[-1]["words"]
    assert seat_here() is None


@on_sqlite
def test_a_room_with_a_new_code_knows_who_is_in(home, house, there):
    """A server that started again gives new links; the same person is counted once, also closed."""
    front = FrontEnd(rated())
    front.say("hand_in", **there)
    before = seat_here()
    assert before is not None
    code = join_code()
    links = {"id": int(house.id), "join_hash": hashed(code), "lead_hash": hashed(house.lead)}
    with house.database.write.begin() as connection:
        acts.renew(connection, [links])
    for typed in (code, code.lower()):
        front.say("hand_in", **there | {"code": typed})
        assert front.heard[-1]["state"] == "in"
        after = seat_here()
        assert after is not None
        assert (after.key, after.code) == (before.key, typed)
    house.of_room("POST", "/close")
    front.say("hand_in", **there | {"code": code})
    assert front.heard[-1]["state"] == "in"
    assert people_in(house) == 1


def people_in(house):
    """How many have come in."""
    query = sa.select(sa.func.count()).where(participant.c.room == int(house.id))
    with house.database.read.connect() as connection:
        return connection.execute(query).scalar_one()


@on_sqlite
def test_two_pages_that_come_in_at_the_same_time_are_one_person(home, house, there):
    """Each asks before the other has its place; the second lets go of its own."""
    places = [hand_in._come_in(str(house.http.base_url), house.code, "", None) for _ in range(2)]
    assert places[0].key == places[1].key
    assert people_in(house) == 1


@on_sqlite
def test_a_tap_whose_answer_was_lost_can_be_taken_back(home, house, there, monkeypatch):
    """The page is told that nobody knows; what was refused is not in doubt."""
    form = rated()
    front = FrontEnd(form)
    ask_it = hand_in.ask

    def lost(method, *words):
        answer = ask_it(method, *words)
        if method == "PUT":
            raise RoomSilent("no answer")
        return answer

    with monkeypatch.context() as cut:
        cut.setattr(hand_in, "ask", lost)
        front.say("hand_in", **there)
    assert (front.heard[-1]["state"], front.heard[-1]["room"]["unsure"]) == ("wait", True)
    front.say("take_back")
    assert (front.heard[-1]["state"], front.heard[-1]["room"]["unsure"]) == ("out", False)
    assert house.of_room("GET").json()["cards"] == "No cards yet"
    front.say("hand_in", **there)
    handed = front.heard[-1]["room"]["handed"]
    house.of_room("POST", "/close")
    front.change("machine_learning", "rating", 4)
    front.say("hand_in", **there)
    said = front.heard[-1]
    assert (said["state"], said["room"]["unsure"], said["room"]["handed"]) == ("no", False, handed)


def test_a_wrong_code_and_other_skills_are_told_apart(home, house, there):
    """Each has its own sentence, and nothing is handed in."""
    front = FrontEnd(rated())
    front.say("hand_in", **there | {"code": "00000-00000"})
    assert "No open room has this code" in front.heard[-1]["words"]
    full = AssessmentForm(Assessment(load_framework(), ratings={"machine_learning": 2}))
    front = FrontEnd(full)
    front.say("hand_in", **there)
    assert "other skills" in front.heard[-1]["words"]
    assert house.of_room("GET").json()["cards"] == "No cards yet"


def test_without_an_answer_the_page_is_asked_to_try_again(home):
    """Nothing listens there: the state is "wait", and the page tries on."""
    front = FrontEnd(rated())
    front.say("hand_in", address="http://127.0.0.1:9", code="00000-00000", alias="")
    assert front.heard[-1]["state"] == "wait"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("room.example.org", "https://room.example.org"),
        ("https://room.example.org/room", "https://room.example.org"),
        ("https://room.example.org/02_assessment.html", "https://room.example.org"),
        ("http://192.168.1.7:8080/room#7K3QX", "http://192.168.1.7:8080"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("https://x.org/services/room", "https://x.org/services/room"),
        ("https://x.org/services/room/", "https://x.org/services/room"),
        ("https://x.org/hub/services/room/room#7K3QX", "https://x.org/hub/services/room"),
        ("https://x.org/ours/02_assessment.html", "https://x.org/ours"),
        ("https://x.org/ours", "https://x.org/ours"),
    ],
)
def test_an_address_is_read_as_people_copy_it(text, address):
    """The door and its code are cut off; without a scheme it is encrypted."""
    assert address_of(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ftp://x.org",
        "http://room.example.org",
        "http://8.8.8.8/",
        "https://a:b@x.org",
        "http://",
    ],
)
def test_an_address_where_others_could_read_along_is_refused(text):
    """No encryption outside one's own network, no other scheme, no password in it."""
    with pytest.raises(RoomError):
        address_of(text)


@contextmanager
def answering(status, body, **headers):
    """A server that always answers this; what it was asked is in the list."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(dict(self.headers))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (200, b"<html>A cafe's page to log in</html>", RoomError),
        (200, b"[]", RoomError),
        (200, b"x" * 200_000, RoomError),
        (503, b"<html>busy</html>", None),
        (502, b"", None),
    ],
)
def test_what_is_no_room_is_named(status, body, error):
    """A page instead of a room gets a sentence; a proxy whose server starts again, another try."""
    with answering(status, body) as (address, _):
        if error:
            with pytest.raises(error, match="no room"):
                ask("GET", address, None, "key")
        else:
            assert ask("GET", address, None, "key")[0] in (502, 503)


def test_the_key_goes_to_no_other_host():
    """A way to another address is refused before the key is sent there."""
    with (
        answering(200, b"{}") as (other, asked),
        answering(302, b"", Location=other) as (address, _),
        pytest.raises(RoomError, match="leads to another"),
    ):
        ask("GET", address, None, "key")
    assert asked == []


def test_a_certificate_that_is_not_right_is_left(monkeypatch):
    """It is no room that is silent, so nobody tries on."""
    wrong = urllib.error.URLError(ssl.SSLCertVerificationError("CERTIFICATE_VERIFY_FAILED"))
    opened = Mock(side_effect=wrong)
    monkeypatch.setattr(urllib.request.OpenerDirector, "open", opened)
    with pytest.raises(RoomError, match="certificate"):
        ask("GET", "https://room.example.org/", None, "key")


def test_a_silent_room_is_told_from_one_that_refuses():
    """Only silence is worth another try."""
    assert issubclass(RoomSilent, RoomError)
    with pytest.raises(RoomSilent):
        ask("GET", "http://127.0.0.1:9/", None)
