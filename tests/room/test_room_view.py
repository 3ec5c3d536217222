"""Room view: the facilitator's room in a notebook, over a real room on this machine."""

from __future__ import annotations

from unittest.mock import Mock

import pytest

from skillkit.assessment.hand_in import RoomError, RoomSilent
from skillkit.team.room import Lead, lead_store, read_link
from skillkit.widgets.agreements import AgreementsForm
from skillkit.widgets.room import RoomView
from skillkit.widgets.team import TeamView
from tests.frontend import FrontEnd
from tests.room.conftest import OPERATOR, on_sqlite


@pytest.fixture
def view(tmp_path, monkeypatch):
    """A team view with a memory of its own."""
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path / "my"))
    return TeamView(memory=tmp_path / "pictures.json")


def attached(house, view):
    """A room view on this room, and its page."""
    room = RoomView.beside(view)
    front = FrontEnd(room)
    front.say(
        "attach", link=f"{house.http.base_url}/facilitator#{house.id}/{house.lead}/{house.code}"
    )
    return room, front


def typed(form, agreement, what):
    """Somebody types what is agreed on in the notebook."""
    if not form.is_own:
        FrontEnd(form).say("start")
    FrontEnd(form).change(agreement, "what", what, day="2026-03-02")


def here(form):
    """What is agreed on in the notebook."""
    return [one.what for one in form.agreements.agreements]


def wrote(house, *agreements):
    """Somebody types on the facilitator's page."""
    there = house.of_room("GET", "/agreements").json()
    ids = {one["id"] for one in agreements}
    others = [one for one in there["agreements"] if one["id"] not in ids]
    body = {"base": there["revision"], "agreements": [*others, *agreements]}
    assert house.of_room("PUT", "/agreements", json=body).status_code == 200


def in_room(house):
    """What is agreed on in the room."""
    return [one["what"] for one in house.of_room("GET", "/agreements").json()["agreements"]]


@on_sqlite
def test_a_link_opens_the_room_and_shows_where_people_come_in(house, view):
    """Title, coarse count, address, code and its picture; never the key."""
    room, front = attached(house, view)
    page = front.page
    assert (page["open"], page["title"], page["count"]) == (True, "A group", "No cards yet")
    assert page["door"]["code"] == house.code
    assert page["door"]["address"].endswith("/room")
    assert page["door"]["qr"].startswith("<svg")
    assert house.lead not in str(page) + repr(room) + str(front.heard)


@on_sqlite
def test_a_kernel_that_starts_again_leads_the_same_room(house, view):
    """Its key is in a file that its owner alone can read, until the room is over."""
    attached(house, view)
    assert lead_store().path.stat().st_mode & 0o077 == 0
    front = FrontEnd(RoomView(view))
    front.say("look")
    assert (front.page["open"], front.page["title"]) == (True, "A group")
    assert front.page["door"]["code"] == house.code
    front.say("end")
    assert not lead_store().path.exists()
    assert FrontEnd(RoomView(view)).page["open"] is False


@on_sqlite
def test_the_count_follows_and_one_reveal_shows_in_the_team_view(house, view, tmp_path):
    """Below the floor the room says why not; then the same rows as the room's show here."""
    _, front = attached(house, view)
    house.hand_in(0, 1)
    front.say("look")
    assert front.page["count"] == "Fewer than 5 cards so far"
    front.say("reveal")
    assert "A picture shows from 5 cards on" in front.page["words"]
    house.hand_in(1, 2, 3)
    front.say("reveal")
    shown = house.of_room("GET", "/summary").json()["rows"]
    rows = view.release.coverage.rows
    assert {s: row and [str(n) for n in row.counts] for s, row in rows.items()} == shown
    assert view.release.stamp == ""
    assert (tmp_path / "pictures.json").exists()  # as each picture that was shown
    front.say("reveal")
    assert "stays as it is" in front.page["words"]


@on_sqlite
def test_of_two_who_reveal_at_once_both_see_the_new_picture(house, view):
    """The slower one is not told that the picture stays as it is."""
    _, front = attached(house, view)
    house.hand_in(0, 1, 1, 2, 3)
    house.reveal()
    front.say("reveal")
    assert view.release.coverage.people == 5
    assert front.page["words"] == ""


@on_sqlite
def test_what_is_agreed_on_here_shows_in_the_room_when_asked_for(house, view):
    """Not before the tap; from then on each change, and what stands there already stays."""
    form = AgreementsForm.beside(view)
    _, front = attached(house, view)
    house.hand_in(0, 1, 1, 2, 3)
    front.say("reveal")
    front.say("agreed")
    assert "Nothing is agreed on yet" in front.page["words"]
    typed(form, "a1", "Pair on it")
    front.say("look")
    assert in_room(house) == []
    wrote(house, {"id": "b1", "made": "2026-03-02", "what": "Typed on the page"})
    front.say("agreed")
    assert in_room(house) == ["Typed on the page", "Pair on it"]
    assert "from now on" in front.page["words"]
    typed(form, "a1", "Pair on it on Mondays")
    front.say("look")
    assert in_room(house) == ["Typed on the page", "Pair on it on Mondays"]
    assert front.page["agreed"][1][0] == "Pair on it on Mondays"


@on_sqlite
def test_what_is_typed_on_the_page_comes_into_the_notebook(house, view):
    """New ones and changed ones; where both changed the same, both texts stay and it is said."""
    form = AgreementsForm.beside(view)
    _, front = attached(house, view)
    house.hand_in(0, 1, 1, 2, 3)
    front.say("reveal")
    one = {"id": "b1", "made": "2026-03-02", "what": "Typed on the page"}
    wrote(house, one)
    front.say("look")
    assert here(form) == ["Typed on the page"]
    assert front.page["agreed"] == [["Typed on the page", ""]]
    typed(form, "b1", "Typed here")
    wrote(house, one | {"what": "Typed there"})
    front.say("look")
    assert here(form) == ["Typed there", "Typed here"] == in_room(house)
    assert "Both texts are kept" in front.page["words"]
    front.say("look")
    assert here(form) == ["Typed there", "Typed here"] == in_room(house)


@on_sqlite
def test_a_kernel_that_starts_again_takes_nothing_out_of_the_room(house, view):
    """With no form yet nothing counts as cleared; with it, only what was cleared is."""
    form = AgreementsForm.beside(view)
    _, front = attached(house, view)
    house.hand_in(0, 1, 1, 2, 3)
    front.say("reveal")
    typed(form, "a1", "Pair on it")
    front.say("agreed")
    again = TeamView(memory=view._memory)
    front = FrontEnd(RoomView(again))
    front.say("look")
    assert in_room(house) == ["Pair on it"]
    form = AgreementsForm(path=form.path, view=again)
    wrote(house, {"id": "b1", "made": "2026-03-02", "what": "Meanwhile"})
    front.say("look")
    assert in_room(house) == here(form) == ["Pair on it", "Meanwhile"]
    typed(form, "b1", "")
    front.say("look")
    assert in_room(house) == ["Pair on it"]


@on_sqlite
def test_the_end_erases_the_room_and_clears_the_picture_here(house, view):
    """Closed first, then over; the team view is the invented team's again."""
    _, front = attached(house, view)
    house.hand_in(0, 1, 1, 2, 3)
    front.say("close")
    assert house.of_room("GET").json()["open"] is False
    front.say("reveal")
    front.say("end")
    assert (front.page["open"], view.release.stamp) == (False, "An invented team")
    assert "erased" in front.page["words"]
    assert house.of_room("GET").status_code == 401


@on_sqlite
def test_a_room_that_ended_elsewhere_or_is_silent_is_said(house, view, monkeypatch):
    """Silence is said once, and over once it answers; a room that is over leaves no picture."""
    _, front = attached(house, view)
    with monkeypatch.context() as cut:
        cut.setattr("skillkit.team.room.ask", Mock(side_effect=RoomSilent("no answer")))
        for _ in range(2):
            front.say("look")
            assert "goes on trying" in front.page["words"]
        front.say("reveal")
        assert (front.page["open"], front.page["silent"]) == (True, True)
    front.say("look")
    assert (front.page["words"], front.page["silent"]) == ("", False)
    house.of_room("DELETE")
    front.say("look")
    assert front.page["open"] is False
    assert "over" in front.page["words"]


@on_sqlite
def test_a_room_is_made_by_the_key_of_whoever_may(house, view):
    """It opens at once; without the right key the server's reason shows."""
    front = FrontEnd(RoomView(view))
    there = {"address": str(house.http.base_url), "title": "Ours"}
    front.say("create", key="o_wrong", **there)
    assert "Only whoever runs this server" in front.page["words"]
    front.say("create", key=OPERATOR, **there)
    assert (front.page["open"], front.page["title"]) == (True, "Ours")


def test_on_a_hub_its_own_room_is_asked_without_a_key(view, monkeypatch):
    """The notebook's token tells who asks, and goes to that address alone."""
    monkeypatch.setenv("SKILLKIT_ROOM", "https://hub.example.org/services/room/room#7K3QX-0M2RD")
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "of-this-notebook")
    asked = Mock(return_value=(403, {"detail": "The Hub lets only its facilitators open rooms."}))
    monkeypatch.setattr("skillkit.team.room.ask", asked)
    front = FrontEnd(RoomView(view))
    assert front.page["hub"] == "https://hub.example.org/services/room"
    for address in (front.page["hub"], "https://elsewhere.example.org"):
        front.say("create", address=address, key="", title="Ours")
        assert "only its facilitators" in front.page["words"]
    assert [call.args[3] for call in asked.call_args_list] == ["of-this-notebook", ""]


@pytest.mark.parametrize("text", ["", "https://x.org/facilitator", "https://x.org/#room/f_x", "x"])
def test_what_is_no_link_is_refused(text):
    """The sentence says what to copy."""
    with pytest.raises(RoomError, match="no facilitator's link"):
        read_link(text)


def test_a_link_below_a_path_is_read():
    """The address is what stands before the page."""
    link = "https://hub.example.org/services/room/facilitator#12/f_key/7K3QX-0M2RD"
    found = read_link(link)
    assert found == Lead("https://hub.example.org/services/room", "12", "f_key", "7K3QX-0M2RD")
    assert "f_key" not in repr(found)
