"""The picture on a telephone: who has the code sees what the projector shows, and no more."""

from __future__ import annotations

from unittest.mock import Mock

import pytest

from skillkit.room import api
from skillkit.room.secret import viewer_token
from skillkit.team.draw_charts import draw_spread
from tests.room.conftest import on_sqlite


def looking(house, code=None):
    """The key of somebody who only looks."""
    answer = house.ask("POST", "/watch", json={"code": code or house.code.lower()})
    assert answer.status_code == 200, answer.text
    assert (answer.json()["room"], answer.json()["title"]) == (house.id, "A group")
    return answer.json()["viewer_token"]


def test_who_has_the_code_sees_the_picture_from_the_reveal_to_the_end(house):
    """Nothing before it, also where no more cards are taken; nothing after the room is erased."""
    key = looking(house)
    house.hand_in(0, 1, 1, 2, 3)
    assert house.of_room("GET", "/picture", key).status_code == 404
    house.of_room("POST", "/close")
    house.reveal()
    assert looking(house) == key
    assert house.of_room("GET", "", key).json()["revealed"] == 1
    seen, led = (house.of_room("GET", "/picture", who).json() for who in (key, house.lead))
    assert seen["charts"] == led["charts"]
    assert [len(seen[name]) for name in ("charts", "narrow", "words")] == [4, 4, 4]
    assert set(led) - set(seen) == {"page"}
    one = {"id": "a1", "made": "2026-03-02", "what": "Pair on deployment"}
    house.of_room("PUT", "/agreements", json={"base": 0, "agreements": [one]})
    said = house.of_room("GET", "/agreements", key).json()["lines"]
    assert said[0][0] == "Pair on deployment"
    house.of_room("DELETE")
    assert house.of_room("GET", "", key).status_code == 401
    assert house.ask("POST", "/watch", json={"code": house.code}).status_code == 404


@on_sqlite
def test_who_only_looks_is_in_no_count_and_sees_none(house):
    """The coarse count, the exact one and everything that changes something stay closed."""
    key = looking(house)
    assert house.of_room("GET").json()["cards"] == "No cards yet"
    house.hand_in(0, 1, 1, 2, 3)
    house.reveal()
    assert set(house.of_room("GET", "", key).json()) == {"room", "title", "revealed", "agreed"}
    for path in ("/summary", "/release", "/export.csv"):
        assert house.of_room("GET", path, key).status_code == 401
    for method, path in (("POST", "/reveal"), ("POST", "/close"), ("DELETE", "")):
        assert house.of_room(method, path, key).status_code == 401
    card = {"submission_id": "0" * 32, "ratings": {"machine_learning": 1}}
    assert house.ask("PUT", "/me/card", key, card).status_code == 401
    assert house.ask("GET", "/me", key).status_code == 401


@on_sqlite
@pytest.mark.parametrize("guess", ["00000-00000", "", "x", "\u00e9"])
def test_no_code_can_be_tried_without_the_number_of_its_room(house, guess):
    """One answer, whether the code is another room's or nobody's."""
    right = viewer_token(house.code)
    for room, key in (("1", right), ("1", viewer_token(guess)), (house.id, viewer_token(guess))):
        header = {"Authorization": f"Bearer {key}".encode("latin-1")}
        answer = house.ask("GET", f"/rooms/{room}", headers=header)
        assert (answer.status_code, answer.json()["type"]) == (401, "unknown-token")


@on_sqlite
def test_the_picture_is_in_the_language_of_whoever_looks(house):
    """The skills as well as the sentences, from one framework that the room keeps."""
    house.hand_in(0, 1, 1, 2, 3)
    house.reveal()
    key = looking(house)
    for tag, skill in (("de", "Kommunikation"), ("en", "Communication")):
        said = house.of_room("GET", "/picture", key, headers={"Accept-Language": tag}).json()
        assert all(skill in svg for svg in said["charts"])
        assert any(line.startswith(f"{skill}: ") for line in said["words"][0])


@on_sqlite
def test_a_picture_is_drawn_once_for_all_who_look(house, monkeypatch):
    """Again in another language, and as soon as somebody takes the own name back."""
    named = house.come(alias="Otter", share="named")
    house.put(named, {"machine_learning": 4})
    house.hand_in(0, 1, 1, 2, 3)
    house.reveal()
    key, drawing = looking(house), Mock(side_effect=draw_spread)
    monkeypatch.setattr(api, "draw_spread", drawing)
    seen = [house.of_room("GET", "/picture", who).json()["charts"] for who in (key, house.lead) * 3]
    assert all(one == seen[0] for one in seen)
    assert drawing.call_count == 2  # for a projector, and for telephones
    house.of_room("GET", "/picture", key, headers={"Accept-Language": "de"})
    assert drawing.call_count == 4
    house.ask("PATCH", "/me", named, {"share": "unnamed"})
    after = house.of_room("GET", "/picture", key).json()["charts"]
    assert (drawing.call_count, "Otter" in str(after)) == (6, False)
