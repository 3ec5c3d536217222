"""Coming in: the code as people type it, who is refused, and how often somebody may be wrong."""

from __future__ import annotations

import itertools
import json

import pytest

from skillkit.base.toml_reader import built_in
from skillkit.room.app import make_app
from skillkit.room.database import open_database
from skillkit.room.limits import Guesses
from skillkit.room.secret import join_code, read_join_code
from tests.room.conftest import BASE, OPERATOR, house_in, on_sqlite
from tests.room.service import browser_of


def test_a_code_is_read_as_people_type_it():
    """Small letters, blanks, no dash, and O, I and L are read."""
    assert read_join_code("01k3x-0m2rd") == "01K3X-0M2RD"
    assert read_join_code(" oik3x 0m2rd ") == "01K3X-0M2RD"
    assert read_join_code("0LK3X0M2RD") == "01K3X-0M2RD"
    assert read_join_code("01K3X") is None
    assert read_join_code("U1K3X-0M2RD") is None
    assert all(read_join_code(code) == code for code in (join_code() for _ in range(50)))


def test_a_code_lets_in_and_says_what_the_room_is(house):
    """201 with a key, the framework and the floor; the code in small letters does as well."""
    answer = house.ask("POST", "/join", json={"code": house.code.lower().replace("-", " ")})
    said = answer.json()
    assert answer.status_code == 201
    assert (said["framework"], said["floor"]) == ("ai_engineer_quick", 5)
    assert said["participant_token"].startswith("p_")


@on_sqlite
@pytest.mark.parametrize("code", ["00000-00000", "x", "", "' OR 1=1 --", "\0", "\ud800"])
def test_a_wrong_code_gets_one_answer(house, code):
    """404 in one form, whatever was wrong about it."""
    answer = house.http.post(
        f"{BASE}/join",
        content=json.dumps({"code": code}),
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == 404
    assert answer.json()["type"] == "unknown-code"


@on_sqlite
@pytest.mark.parametrize(
    "alias", ["", "   ", "\0", "a\u202eb", "e" + "\u0301" * 300, "x" * 10_000, 7, ["a"]]
)
def test_a_name_that_cannot_be_shown_is_refused(house, alias):
    """422 for what is empty, too long, turns the line, or piles marks."""
    answer = house.ask("POST", "/join", json={"code": house.code, "alias": alias, "share": "named"})
    assert answer.status_code == 422


def test_to_be_named_takes_a_name_and_a_room_that_shows_names(http, database):
    """422 without a name, and in a room where nobody is named."""
    house = house_in(http, database, names=False)
    for more in ({"share": "named"}, {"share": "named", "alias": "Bo"}, {"share": "loud"}):
        assert house.ask("POST", "/join", json={"code": house.code, **more}).status_code == 422


def test_sixty_wrong_codes_close_the_door_for_one_address_alone(tmp_path):
    """The next try is refused before the code is looked at, right or wrong; others come in."""
    database = open_database(f"sqlite:///{tmp_path / 'room.sqlite'}")
    app = make_app(database, {"127.0.0.1"})
    with browser_of(app) as http:
        house = house_in(http, database)
        wrong, right = ({"code": code} for code in ("00000-00000", house.code))
        for path in ("/join", "/watch") * 30:  # to hand in, and only to look
            assert house.ask("POST", path, json=wrong).status_code == 404
        for body, path in itertools.product((wrong, right), ("/join", "/watch")):
            answer = house.ask("POST", path, json=body)
            assert answer.status_code == 429
            assert 0 < int(answer.headers["retry-after"]) <= 601
    database.close()


def test_behind_a_proxy_each_address_has_its_own_tries(tmp_path):
    """Who came through the proxy is told from others; without a proxy nobody can claim that."""
    database = open_database(f"sqlite:///{tmp_path / 'room.sqlite'}")
    app = make_app(database, {"127.0.0.1"}, guesses=Guesses(wrong=3))

    def tries(http, address, code="00000-00000"):
        headers = {"X-Forwarded-For": address}
        return http.post(f"{BASE}/join", json={"code": code}, headers=headers).status_code

    with browser_of(app, proxied=True) as http:
        assert [tries(http, "192.0.2.1") for _ in range(4)] == [404, 404, 404, 429]
        assert tries(http, "192.0.2.2") == 404
        assert tries(http, "192.0.2.2", house_in(http, database).code) == 201
        assert tries(http, "198.51.100.7, 192.0.2.1") == 429  # what a guesser puts before it
    app = make_app(database, {"127.0.0.1"}, guesses=Guesses(wrong=3))
    with browser_of(app) as http:
        assert [tries(http, f"192.0.2.{n}") for n in range(4)] == [404, 404, 404, 429]
    database.close()


def test_a_room_of_fifty_behind_one_address_comes_in(house):
    """Tries that were right count for nothing."""
    assert len({house.come() for _ in range(50)}) == 50


def test_wrong_tries_are_forgotten_in_time_and_do_not_pile_up():
    """An address may try again after the window, whatever the clock on the wall says."""
    guesses = Guesses(wrong=3, window=10)
    for now in (0.0, 1.0, 2.0):
        assert guesses.wait("a", now) == 0
        guesses.note("a", now)
    assert guesses.wait("a", 5.0) == 6
    assert guesses.wait("b", 5.0) == 0
    assert guesses.wait("a", 11.0) == 0
    for n in range(20_000):
        guesses.note(f"address {n}", 12.0)
    assert len(guesses._tries) <= 10_000


def test_rooms_are_made_by_whoever_runs_the_server_alone(house):
    """401 without that key; with it, a room with its code and the facilitator's key, shown once."""
    body = {"title": "Ours", "framework": built_in("ai_engineer/framework.toml")}
    assert house.ask("POST", "/rooms", json=body).status_code == 401
    assert house.ask("POST", "/rooms", house.lead, body).status_code == 401
    made = house.ask("POST", "/rooms", OPERATOR, body)
    assert made.status_code == 201
    assert set(made.json()) == {"room", "join_code", "facilitator_token"}
    for wrong in ({"floor": 4}, {"floor": 51}, {"days": 401}, {"title": " "}, {"framework": "x"}):
        assert house.ask("POST", "/rooms", OPERATOR, body | wrong).status_code == 422
