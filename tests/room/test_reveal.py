"""The reveal: once, from the floor on, and never again with one person more or less."""

from __future__ import annotations

import itertools
import random

import pytest
import sqlalchemy as sa

from skillkit.assessment import Assessment
from skillkit.framework.file import load_framework
from skillkit.room.openapi import DESCRIPTION
from skillkit.room.reads import summary
from skillkit.room.schema import metadata
from skillkit.team import Member, Team
from skillkit.team.coverage import shown_row
from tests.room.conftest import house_in
from tests.team.colleague import counted, learned, possible

QUICK = load_framework("ai_engineer_quick")


def rows(house, key=None):
    """What the picture says, by skill."""
    return house.of_room("GET", "/summary", key).json()["rows"]


def test_before_the_reveal_nobody_sees_a_picture(house):
    """404 for the facilitator and for those who handed in, however many they are."""
    keys = house.hand_in(0, 1, 1, 2, 3, 3)
    for key in (house.lead, keys[0]):
        for path in ("/summary", "/picture"):
            assert house.of_room("GET", path, key).status_code == 404
    assert house.of_room("GET", "/export.csv").status_code == 404


def test_below_the_floor_there_is_no_reveal(house):
    """409 for four people, and nothing shows."""
    house.hand_in(0, 1, 2, 3)
    answer = house.reveal()
    assert (answer.status_code, answer.json()["type"]) == (409, "fewer-than-floor")
    assert house.of_room("GET", "/summary").status_code == 404


def test_the_count_is_coarse(house):
    """Nobody can see from the count who was the last to come."""
    counts = []
    for _ in range(11):
        counts.append(house.of_room("GET").json()["cards"])
        house.hand_in(1)
    assert counts[0] == "No cards yet"
    assert set(counts[1:5]) == {"Fewer than 5 cards so far"}
    assert set(counts[5:10]) == {"5 cards or more so far"}


def test_the_picture_is_that_of_the_kit(house):
    """The service shows what the same cards show as a team of the kit."""
    levels = (0, 1, 1, 2, 3, 3, 4)
    house.hand_in(*levels)
    assert house.reveal().status_code == 201
    cards = [
        Assessment(QUICK, ratings={"machine_learning": n, "communication": (n + 1) % 5})
        for n in levels
    ]
    team = Team(QUICK, tuple(map(Member, cards)))
    found = house.of_room("GET", "/summary").json()
    assert found == {**summary(team, team.coverage(), 1), "number": 1}


def test_a_second_reveal_shows_the_same_until_five_are_new(house):
    """200 and the same picture after one card more; 201 and a sum once five have come."""
    house.hand_in(0, 1, 1, 2, 3, 3)
    assert house.reveal().status_code == 201
    before = rows(house)
    house.hand_in(4)
    again = house.reveal()
    assert (again.status_code, again.json()["again"]) == (200, True)
    assert rows(house) == before
    house.hand_in(4, 0, 0, 2)
    assert house.reveal().status_code == 201
    assert rows(house) != before


@pytest.mark.parametrize("seed", range(4))
def test_later_cards_are_added_as_the_kit_adds_them(house, seed):
    """Two pictures of one room are those of the kit's own rule over the same cards."""
    chance = random.Random(seed)
    first, later = ([chance.randrange(5) for _ in range(n)] for n in (7, 6))

    def team(levels):
        cards = (
            Assessment(QUICK, ratings={"machine_learning": n, "communication": (n + 1) % 5})
            for n in levels
        )
        return Team(QUICK, tuple(map(Member, cards)))

    house.hand_in(*first)
    house.reveal()
    house.hand_in(*later)
    house.reveal()
    earlier = team(first).coverage()
    both = team([*first, *later])
    assert rows(house) == summary(both, both.coverage(earlier), 2)["rows"]


def test_who_takes_a_card_back_or_leaves_does_not_change_the_picture(house):
    """After a reveal an erased person stays in the counts that everybody saw."""
    keys = house.hand_in(0, 1, 1, 2, 3, 3)
    house.reveal()
    before = rows(house)
    assert house.ask("DELETE", "/me", keys[0]).status_code == 204
    assert house.reveal().status_code == 200
    assert rows(house) == before
    assert rows(house, keys[1]) == before  # and those who are there see the same


def test_names_show_only_of_who_agreed_and_can_be_taken_back(house):
    """A name is in the picture, and gone as soon as its owner says so."""
    named = [house.come(alias=name, share="named") for name in ("Ana", "Ana")]
    for key in named:
        house.put(key, {"machine_learning": 4})
    house.hand_in(0, 1, 1, 2, 3)
    house.reveal()
    assert house.of_room("GET", "/summary").json()["named"] == ["Ana", "Ana (2)"]
    assert house.ask("PATCH", "/me", named[0], {"share": "unnamed"}).status_code == 200
    assert house.of_room("GET", "/summary").json()["named"] == ["Ana"]


def test_who_was_counted_without_a_name_stays_without_one(house):
    """409: with one name more the others could be worked out."""
    keys = house.hand_in(0, 1, 1, 2, 3)
    house.reveal()
    late = house.ask("PATCH", "/me", keys[0], {"share": "named", "alias": "Bo"})
    assert (late.status_code, late.json()["type"]) == (409, "settled")


def test_of_nine_people_eight_named_show_alone(house):
    """The ninth is in no count: the named are counted exactly, and the unnamed one waits."""
    for n in range(8):
        key = house.come(alias=f"P{n}", share="named")
        house.put(key, {"machine_learning": n % 5})
    (alone,) = house.hand_in(4)
    assert house.reveal().status_code == 201
    assert rows(house)["machine_learning"] == ["2", "2", "2", "1", "1"]
    assert house.ask("GET", "/me", alone).json()["counted"] is False


def test_a_skill_that_few_rated_is_hidden(house):
    """Of nine people four rated a skill: its row does not show, and the table has no count."""
    for n in range(9):
        ratings = {"machine_learning": n % 3}
        house.put(house.come(), ratings | ({"leadership": n % 3} if n < 4 else {}))
    house.reveal()
    found = rows(house)
    assert found["leadership"] is None
    assert found["machine_learning"] == ["3+", "3+", "3+", "0", "0"]
    table = house.of_room("GET", "/export.csv").text.splitlines()
    (hidden,) = [line for line in table if line.startswith('"leadership"')]
    assert hidden.endswith(",,,,,") or hidden.endswith('"","","","",""')
    shown = [line for line in table if line.startswith('"machine_learning"')]
    assert '"3+","3+","3+","0","0"' in shown[0]


def test_a_room_has_no_breakdown_but_by_skill(house):
    """No address takes a team or a filter, and no table has a column for one: nothing to cross."""
    taken = [
        (path, one["name"])
        for path, methods in DESCRIPTION["paths"].items()
        for method in methods.values()
        for one in method.get("parameters", [])
    ]
    assert {name for _, name in taken} == {"room"}
    columns = {column.name for column in metadata.tables["participant"].columns}
    assert columns == {
        *("id", "room", "token_hash", "alias", "named", "consent"),
        *("revision", "picture", "counted_named"),
    }
    house.hand_in(0, 1, 1, 2, 3, 3)
    house.reveal()
    for path in ("/summary", "/export.csv", "/picture"):
        plain, filtered = (house.of_room("GET", path + more) for more in ("", "?team=a&alias=Bo"))
        assert plain.content == filtered.content


def test_what_has_not_changed_is_not_sent_again(house):
    """304 for who has the picture already."""
    house.hand_in(0, 1, 1, 2, 3)
    house.reveal()
    first = house.of_room("GET", "/summary")
    again = house.of_room("GET", "/summary", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_end_erases_everything_for_everybody(house):
    """204; then nobody's key opens anything, and no row of the room is left."""
    keys = house.hand_in(0, 1, 1, 2, 3)
    house.reveal()
    assert house.of_room("DELETE").status_code == 204
    for key in (house.lead, *keys):
        assert house.of_room("GET", "", key).status_code == 401
    assert house.ask("POST", "/join", json={"code": house.code}).status_code == 404
    with house.database.read.connect() as connection:
        for table in ("participant", "rating", "submission", "release"):
            of_people = "participant in (select id from participant where room = :of)"
            where = of_people if table == "submission" else "room = :of"
            query = sa.text(f"select count(*) from {table} where {where}")
            assert connection.execute(query, {"of": int(house.id)}).scalar_one() == 0


def test_a_raised_floor_holds(http, database):
    """With a floor of eight, seven people see nothing."""
    house = house_in(http, database, floor=8)
    house.hand_in(0, 1, 1, 2, 3, 3, 2)
    assert house.reveal().status_code == 409
    house.hand_in(2)
    assert house.reveal().status_code == 201


def test_the_picture_carries_no_card_and_no_script(house):
    """What a name holds is shown as text, in the drawings and in the page."""
    for alias, level, tick in (("<img src=x onerror=alert(1)>", 4, "help"), ("Bo", 0, "grow")):
        key = house.come(alias=alias, share="named")
        ticks = {"machine_learning": [tick]}
        house.put(key, {"machine_learning": level}, interest=ticks)
    house.hand_in(0, 1, 1, 2, 3)
    house.reveal()
    found = house.of_room("GET", "/picture").json()
    for text in (*found["charts"], found["page"]):
        assert "<img src=x" not in text
    assert "&lt;img src=x" in found["page"]


# The floor's attackers, against every address


def every_answer(house, key):
    """All that a key gets to read."""
    asked = [("GET", "/me"), *(("GET", f"/rooms/{house.id}{p}") for p in PATHS)]
    return [(path, house.ask(method, path, key)) for method, path in asked]


PATHS = ("", "/summary", "/picture", "/export.csv")


@pytest.mark.parametrize("role", ["stranger", "participant", "facilitator"])
def test_one_card_more_changes_nothing_that_anybody_can_read(house, role):
    """Two looks around one hand-in after a reveal read the same, whoever looks."""
    keys = house.hand_in(0, 1, 1, 2, 3, 3)
    house.reveal()
    looker = {"stranger": "p_nobody", "participant": keys[0], "facilitator": house.lead}[role]
    seen = [(path, answer.status_code, answer.text) for path, answer in every_answer(house, looker)]
    house.hand_in(4)
    house.reveal()
    after = [
        (path, answer.status_code, answer.text) for path, answer in every_answer(house, looker)
    ]
    assert seen == after


@pytest.mark.parametrize("role", ["participant", "facilitator"])
def test_no_row_tells_a_colleague_another_level(house, role):
    """A colleague who knows the own card, and every answer, finds several levels for the other."""
    levels = (1, 1, 2, 3, 3)
    keys = house.hand_in(*levels)
    house.reveal()
    looker = keys[0] if role == "participant" else house.lead
    shown = rows(house, looker)["machine_learning"]

    def show(counts):
        row = shown_row(counts)
        return row and [str(count) for count in row.counts]

    assert show(counted(levels)) == shown
    for own in set(levels):
        assert learned(possible(5, shown, show), counted([own])) is None


def test_every_order_of_reveals_hides_the_one_who_came_between(house):
    """A look after each card and each reveal never shows fewer than five new cards together."""
    seen = []
    for n, _ in zip(range(16), itertools.count(), strict=False):
        house.hand_in(n % 5)
        house.reveal()
        answer = house.of_room("GET", "/summary")
        if answer.status_code == 200:
            seen.append(answer.json()["number"])
    changes = [i for i, (a, b) in enumerate(itertools.pairwise(seen)) if a != b]
    assert len(seen) == 12
    assert all(b - a >= 5 for a, b in itertools.pairwise([-1, *changes]))
