"""Agreements: what a group takes from its picture, in the room until that ends."""

from __future__ import annotations

import pytest

from skillkit.team.released import read_release

ONE = {"id": "a1", "made": "2026-03-02", "what": "Pair on deployment", "who": "Ana"}


def put(house, *agreements, base=0, **more):
    """Write down what the group agrees on."""
    body = {"base": base, "agreements": list(agreements), **more}
    return house.of_room("PUT", "/agreements", json=body)


def test_what_is_written_down_is_read_by_everybody(house):
    """The facilitator and a participant read the same; the state says that it changed."""
    (key,) = house.hand_in(2)
    assert house.of_room("GET").json()["agreed"] == 0
    assert put(house, ONE, wanted={"communication": 3}).json() == {"revision": 1}
    for who in (house.lead, key):
        said = house.of_room("GET", "/agreements", who).json()
        assert (said["revision"], said["agreements"]) == (1, [ONE])
        assert said["wanted"] == {"communication": 3}
        assert said["lines"][0][0] == "Pair on deployment"
    assert house.of_room("GET").json()["agreed"] == 1


def test_the_page_of_the_picture_says_which_gap_is_accepted(house):
    """Whoever saves the picture saves what was agreed on in front of it."""
    house.hand_in(0, 0, 1, 1, 1)
    house.reveal()
    before = house.of_room("GET", "/picture").json()["page"]
    put(house, {"id": "a1", "made": "2026-03-02", "skill": "machine_learning", "accepted": True})
    after = house.of_room("GET", "/picture").json()["page"]
    assert before != after
    assert "on purpose" in after


def test_two_pages_do_not_undo_each_other(house):
    """409 for the one that has not seen the other's."""
    put(house, ONE)
    late = put(house, {**ONE, "what": "Something else"})
    assert (late.status_code, late.json()["type"]) == (409, "stale-revision")
    assert put(house, ONE, {**ONE, "id": "a2"}, base=1).json() == {"revision": 2}


@pytest.mark.parametrize(
    "wrong",
    [
        {**ONE, "what": "x" * 301},
        {**ONE, "who": "a\u202eb"},
        {**ONE, "skill": "../../etc"},
        {**ONE, "due": "soon"},
        {**ONE, "status": "great"},
        {**ONE, "admin": True},
        {"id": "a1"},
        "text",
        7,
    ],
)
def test_what_is_no_agreement_is_refused_without_saying_what_it_was(house, wrong):
    """422, and what was there stays."""
    put(house, ONE)
    answer = put(house, wrong, base=1)
    assert (answer.status_code, answer.json()["type"]) == (422, "bad-agreements")
    assert house.of_room("GET", "/agreements").json()["agreements"] == [ONE]


def test_only_the_facilitator_writes_them_and_the_end_erases_them(house):
    """403 for a participant; after the end nobody reads them."""
    (key,) = house.hand_in(2)
    body = {"base": 0, "agreements": [ONE]}
    assert house.of_room("PUT", "/agreements", key, json=body).status_code == 403
    put(house, ONE)
    house.of_room("DELETE")
    assert house.of_room("GET", "/agreements").status_code == 401


def test_a_notebook_draws_the_picture_that_the_room_shows(house):
    """The release holds the rows as coarse as they were seen, and the named people alone."""
    key = house.come(alias="Ana", share="named")
    house.put(key, {"machine_learning": 4}, interest={"machine_learning": ["help"]})
    house.hand_in(0, 1, 1, 2, 3)
    assert house.of_room("GET", "/release").status_code == 404
    house.reveal()
    assert house.of_room("GET", "/release", key).status_code == 403
    said = house.of_room("GET", "/release").json()
    team, coverage = read_release(said)
    assert list(team.named) == ["Ana"]
    assert team.named["Ana"].assessment.levels == {"machine_learning": 4}
    shown = house.of_room("GET", "/summary").json()
    rows = {s: row and [str(count) for count in row.counts] for s, row in coverage.rows.items()}
    assert (coverage.people, rows) == (shown["people"], shown["rows"])
