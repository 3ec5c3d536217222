"""Handing in: what is taken, what is refused, and that the same tap twice is one card."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from tests.room.conftest import BASE, house_in, on_sqlite

CARD = {"machine_learning": 3, "communication": "na"}


def test_a_first_card_is_new_and_the_next_one_takes_its_place(house):
    """201 for the first, 200 for a corrected one, each with its revision."""
    key = house.come()
    first, second = house.put(key, {"machine_learning": 3}), house.put(key, {"machine_learning": 2})
    assert (first.status_code, first.json()) == (201, {"revision": 1, "replayed": False})
    assert (second.status_code, second.json()) == (200, {"revision": 2, "replayed": False})
    assert house.ask("GET", "/me", key).json()["ratings"] == {"machine_learning": 2}


def test_the_same_hand_in_again_is_answered_as_it_was(house):
    """A retry of the same submission with the same card changes nothing."""
    key, once = house.come(), uuid4().hex
    house.put(key, {"machine_learning": 3}, once)
    house.put(key, {"machine_learning": 1})
    again = house.put(key, {"machine_learning": 3}, once)
    assert (again.status_code, again.json()) == (200, {"revision": 1, "replayed": True})
    assert house.ask("GET", "/me", key).json()["ratings"] == {"machine_learning": 1}


def test_the_same_hand_in_with_another_card_is_refused(house):
    """422, and the card that was there stays."""
    key, once = house.come(), uuid4().hex
    house.put(key, {"machine_learning": 3}, once)
    other = house.put(key, {"machine_learning": 1}, once)
    assert (other.status_code, other.json()["type"]) == (422, "other-body")
    assert house.ask("GET", "/me", key).json()["ratings"] == {"machine_learning": 3}


def test_ticks_and_what_does_not_apply_come_back_as_they_were(house):
    """Levels, na and ticks are kept."""
    key = house.come()
    ticks = {"machine_learning": ["grow", "help"], "leadership": ["grow"]}
    assert house.put(key, {"machine_learning": 0}, interest=ticks).status_code == 201
    mine = house.ask("GET", "/me", key).json()
    assert (mine["ratings"], mine["interest"]) == ({"machine_learning": 0}, ticks)
    assert (mine["share"], mine["counted"], mine["revision"]) == ("unnamed", False, 1)


@on_sqlite
@pytest.mark.parametrize("header", [None, "Basic abc", "Bearer", "Bearer p_wrong", "Bearer x"])
def test_without_a_key_that_fits_nobody_hands_in(house, header):
    """401 without a key, with another scheme, and with a key that nobody has."""
    headers = {"Authorization": header} if header else {}
    body = {"submission_id": uuid4().hex, "ratings": {"machine_learning": 1}}
    answer = house.http.put(f"{BASE}/me/card", json=body, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_keys_open_what_they_are_for_and_nothing_else(house, http, database):
    """A participant's key: 403 where the facilitator's belongs, 404 in another room."""
    other = house_in(http, database)
    key = house.come()
    for method, path in [("POST", "/reveal"), ("POST", "/close"), ("DELETE", "")]:
        assert house.of_room(method, path, key).status_code == 403
    assert house.of_room("GET", "/export.csv", key).status_code == 403
    assert house.put(house.lead, {"machine_learning": 1}).status_code == 403
    assert other.of_room("GET", "", key).status_code == 404
    assert other.of_room("GET", "", house.lead).status_code == 404
    assert other.of_room("POST", "/reveal", house.lead).status_code == 404


@on_sqlite
@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""],
)
def test_what_a_form_of_another_site_can_send_is_no_card(house, kind):
    """A body that is not declared as JSON is not read."""
    key = house.come()
    headers = {"Authorization": f"Bearer {key}", "Content-Type": kind}
    answer = house.http.put(f"{BASE}/me/card", content=b"{}", headers=headers)
    assert answer.status_code == 415


@on_sqlite
def test_what_is_compressed_is_not_opened(house):
    """A body with an encoding, which could be a bomb, is refused unread."""
    key = house.come()
    headers = {
        "Authorization": f"Bearer {key}",
        "Content-Type": "application/json",
        "Content-Encoding": "gzip",
    }
    answer = house.http.put(f"{BASE}/me/card", content=b"x", headers=headers)
    assert answer.status_code == 415


def card(**more: object) -> bytes:
    """A whole body, with something changed."""
    body = {"submission_id": "0" * 32, "ratings": {"machine_learning": 1}, **more}
    return json.dumps(body).encode()


BROKEN = {
    "empty": b"",
    "open": b"{",
    "trailing": card() + b"x",
    "utf-16": card().decode().encode("utf-16"),
    "mark": b"\xef\xbb\xbf" + card(),
    "no utf-8": card().replace(b"mach", b"\xff\xfe"),
    "surrogate": card().replace(b"mach", b"\xed\xa0\x80"),
    "deep": b"[" * 30_000,
    "digits": b'{"ratings": ' + b"1" * 5_000 + b"}",
}
NO_CARDS = {
    "array": b"[]",
    "null": b"null",
    "nan": card().replace(b": 1}", b": NaN}"),
    "infinite": card().replace(b": 1}", b": 1e400}"),
    "true": card(ratings={"machine_learning": True}),
    "text": card(ratings={"machine_learning": "3"}),
    "float": card(ratings={"machine_learning": 3.0}),
    "negative": card(ratings={"machine_learning": -1}),
    "too high": card(ratings={"machine_learning": 5}),
    "list": card(ratings={"machine_learning": [1]}),
    "doubled": card().replace(
        b'"machine_learning": 1', b'"machine_learning": 1, "machine_learning": 2'
    ),
    "more": card(admin=True),
    "none": card(ratings={}),
    "nothing rated": card(ratings={"machine_learning": None}),
    "all na": card(ratings={"machine_learning": "na"}),
    "201": card(ratings={f"skill{n}": 1 for n in range(201)}),
    "path": card(ratings={"../../etc": 1}),
    "script": card(ratings={"<script>": 1}),
    "nul": card(ratings={"\0": 1}),
    "proto": card(ratings={"__proto__": 1}),
    "surrogate": card(ratings={"\ud800": 1}),
    "dashed": card(submission_id=str(uuid4())),
    "no id": card(submission_id=7),
    "interest": card(interest={"machine_learning": ["boast"]}),
    "interest text": card(interest={"machine_learning": "grow"}),
    "interest number": card(interest={"machine_learning": 7}),
    "ratings list": card(ratings=[1]),
    "base": card(base_revision=True),
}


@pytest.fixture
def key(house):
    """Somebody there."""
    return house.come()


REFUSED = {
    **{name: (body, 400) for name, body in BROKEN.items()},
    **{f"other {name}": (body, 422) for name, body in NO_CARDS.items()},
    "large": (card(evidence="x" * 33 * 1024), 413),
}


@on_sqlite
def test_what_is_no_card_is_refused_without_saying_what_it_was(house, key):
    """400 for what is not JSON, 422 for what is no card, 413 for too much; nothing is echoed."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    for name, (body, status) in REFUSED.items():
        answer = house.http.put(f"{BASE}/me/card", content=body, headers=headers)
        assert answer.status_code == status, (name, answer.text)
        assert set(answer.json()) == {"type", "detail"}, name
        for word in ("etc", "script", "admin", "proto", "boast", "SELECT", "Error"):
            assert word not in answer.text, name
    assert house.ask("GET", "/me", key).json()["revision"] == 0


@on_sqlite
def test_a_body_without_end_is_left_after_its_limit(house, key):
    """A body in pieces is counted as it comes."""
    sent = 0

    def pieces():
        nonlocal sent
        for _ in range(2_000):
            sent += 1024
            yield b"x" * 1024

    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    answer = house.http.put(f"{BASE}/me/card", content=pieces(), headers=headers)
    assert answer.status_code == 413


def test_two_tabs_do_not_undo_each_other(house):
    """Who has seen an older revision is told so."""
    key = house.come()
    house.put(key, {"machine_learning": 1}, base_revision=0)
    stale = house.put(key, {"machine_learning": 2}, base_revision=0)
    assert (stale.status_code, stale.json()["type"]) == (409, "stale-revision")
    assert house.put(key, {"machine_learning": 2}, base_revision=1).status_code == 200


def test_after_the_close_nothing_new_comes_but_a_retry_is_answered(house):
    """409 for a new card; 200 for the one that was stored before."""
    key, once = house.come(), uuid4().hex
    house.put(key, {"machine_learning": 3}, once)
    assert house.of_room("POST", "/close").json() == {"open": False}
    assert house.put(key, {"machine_learning": 1}).status_code == 409
    again = house.put(key, {"machine_learning": 3}, once)
    assert (again.status_code, again.json()["replayed"]) == (200, True)
    assert house.ask("POST", "/join", json={"code": house.code}).status_code == 404


def test_a_card_can_be_taken_back_until_the_reveal(house):
    """204, and it is gone; it may be handed in again, and not any more once it was counted."""
    keys = house.hand_in(0, 1, 1, 2, 3, 3)
    assert house.ask("DELETE", "/me/card", keys[0]).status_code == 204
    assert house.ask("GET", "/me", keys[0]).json()["ratings"] == {}
    assert house.of_room("GET").json()["cards"] == "5 cards or more so far"
    assert house.put(keys[0], {"machine_learning": 4}).status_code == 201
    assert house.reveal().status_code == 201
    for answer in (
        house.ask("DELETE", "/me/card", keys[0]),
        house.put(keys[0], {"machine_learning": 1}),
    ):
        assert (answer.status_code, answer.json()["type"]) == (409, "already-counted")


def test_what_was_taken_back_does_not_come_back_by_a_request_that_was_under_way(house):
    """409 for the old one, however late it comes, and nothing is there; a new one counts."""
    key, once = house.come(), uuid4().hex
    house.put(key, {"machine_learning": 3}, once)
    house.ask("DELETE", "/me/card", key)
    late = house.put(key, {"machine_learning": 3}, once)
    assert (late.status_code, late.json()["type"]) == (409, "taken-back")
    assert house.ask("GET", "/me", key).json()["ratings"] == {}
    assert house.of_room("GET").json()["cards"] == "No cards yet"
    assert house.put(key, {"machine_learning": 3}).status_code == 201


def test_who_is_erased_never_comes_back_by_a_retry(house):
    """204, then 401 for everything, also for an old submission."""
    key, once = house.come(), uuid4().hex
    house.put(key, {"machine_learning": 3}, once)
    assert house.ask("DELETE", "/me", key).status_code == 204
    assert house.put(key, {"machine_learning": 3}, once).status_code == 401
    assert house.ask("GET", "/me", key).status_code == 401
    assert house.ask("DELETE", "/me", key).status_code == 401
    assert house.of_room("GET").json()["cards"] == "No cards yet"


@on_sqlite
@pytest.mark.parametrize(("method", "path"), [("GET", "/me/card"), ("POST", "/me"), ("GET", "/no")])
def test_other_methods_and_addresses_are_none(house, method, path):
    """405 for another method, 404 for another address, in the form of all refusals."""
    answer = house.ask(method, path)
    assert answer.status_code in (404, 405)
    assert set(answer.json()) == {"type", "detail"}


@on_sqlite
def test_a_path_that_climbs_leads_nowhere(house, key):
    """404, however the dots are written."""
    for path in ("..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "123%00"):
        assert house.ask("GET", f"/rooms/{path}", key).status_code == 404
