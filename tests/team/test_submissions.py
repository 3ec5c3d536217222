"""Gathering: the same team from files, codes and a chat, and a reason for whatever is not in it."""

import json
import os
import random

import pytest

from skillkit.assessment import Assessment
from skillkit.assessment.file import save, to_json
from skillkit.assessment.share_code import code_of
from skillkit.base.storage import LARGEST
from skillkit.team import as_dict
from skillkit.team.chat import read_log
from skillkit.team.sources import from_chat, from_path, from_upload
from skillkit.team.submissions import Submissions, build_team
from tests.vectors import FULL, QUICK, framework_text, own_framework

CHATTER = ("hi all", "is the code long?", "I got SK1 something", "12:30 lunch?", "see https://a.b")


def people(count, framework=FULL, seed=1):
    """Assessments that all differ, some with ticks."""
    chance = random.Random(seed)
    return [
        Assessment(
            framework,
            ratings={skill.id: chance.randrange(5) for skill in framework.skills},
            interest={framework.skills[i % 6].id: ("grow",)},
        )
        for i in range(count)
    ]


def chat_of(assessments, lines=200, seed=2):
    """A chat in which these codes stand among chatter."""
    chance = random.Random(seed)
    log = [f"[10:{i % 60:02}] P{i % 7}: {chance.choice(CHATTER)}" for i in range(lines)]
    for i, assessment in enumerate(assessments):
        log.insert(
            chance.randrange(len(log)), f"[11:{i:02}] Person {i}: mine {code_of(assessment)}"
        )
    return "\n".join(log)


def test_files_codes_and_a_chat_give_the_same_team(tmp_path):
    """Forty cards make one picture, by whatever way they come."""
    forty = people(40)
    for i, assessment in enumerate(forty):
        save(assessment, tmp_path / f"assessment-{i}.json")
    teams = [
        build_team(from_path(tmp_path)),
        build_team(
            from_upload(f"assessment ({i}).json", to_json(a).encode())[0]
            for i, a in enumerate(forty)
        ),
        build_team(from_chat("\n".join(map(code_of, forty)))),
        build_team(from_chat(chat_of(forty))),
        build_team(from_chat("\n".join(map(code_of, reversed(forty))))),
    ]
    assert [found.refused for found in teams] == [()] * 5
    assert {len(found.team.members) for found in teams} == {40}
    assert all(as_dict(found.team) == as_dict(teams[0].team) for found in teams)
    assert teams[0].team == teams[1].team == teams[2].team == teams[4].team


def test_three_bad_among_five_hundred_are_named(tmp_path):
    """The bad files are listed with their reasons, and the other 497 are used."""
    for i, assessment in enumerate(people(497)):
        (tmp_path / f"assessment-{i}.json").write_text(to_json(assessment), "utf-8")
    (tmp_path / "half.json").write_text(to_json(people(1)[0])[:200], "utf-8")
    (tmp_path / "seven.json").write_text(
        '{"framework": "ai_engineer", "ratings": {"leadership": 7}}', "utf-8"
    )
    (tmp_path / "newer.json").write_text(
        '{"schema": 2, "framework": "ai_engineer", "ratings": {}}', "utf-8"
    )
    found = build_team(from_path(tmp_path))
    assert len(found.team.members) == 497
    reasons = {entry.place: entry.reason for entry in found.refused}
    assert set(reasons) == {"half.json", "seven.json", "newer.json"}
    assert "not JSON" in reasons["half.json"]
    assert "a level is 0 to 4" in reasons["seven.json"]
    assert "update skillkit" in reasons["newer.json"]


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
def test_nothing_in_a_folder_can_hang_or_mislead(tmp_path):
    """Links, pipes, folders, giants and other files are listed; hidden ones are passed over."""
    plain = tmp_path / "elsewhere.json"
    plain.write_text(to_json(people(1)[0]), "utf-8")
    folder = tmp_path / "cards"
    (folder / "sub").mkdir(parents=True)
    (folder / "link.json").symlink_to(plain)
    os.mkfifo(folder / "pipe.json")
    with (folder / "giant.json").open("wb") as file:
        file.truncate(2**40)
    (folder / "empty.json").touch()
    (folder / "zip.zip").write_bytes(b"PK\x03\x04\xff\xfe")
    (folder / "notes.txt").write_text("nothing here", "utf-8")
    save(people(2)[0], folder / "ana.json")
    save(people(2)[1], folder / "ana.json")  # leaves ana.previous.json and a hidden lock
    found = build_team(from_path(folder))
    assert [member.alias for member in found.team.members] == ["ana"]
    assert {entry.place for entry in found.refused} == {
        "sub",
        "link.json",
        "pipe.json",
        "giant.json",
        "empty.json",
        "zip.zip",
        "notes.txt",
    }
    assert all(entry.reason for entry in found.refused)
    assert build_team(from_path(folder / "nowhere.json")).refused[0].reason.startswith("Nothing is")


def test_an_upload_is_bounded_and_its_name_is_only_shown(monkeypatch):
    """Too much, no text, and a name that wants to be a path each end in a listed reason."""
    monkeypatch.setattr("skillkit.team.sources.LARGEST", LARGEST)
    entries = [
        *from_upload("big.json", b" " * (LARGEST + 1)),
        *from_upload("odd.json", b"\xff\xfe"),
        *from_upload("../../x\x00\n" + "y" * 300, b"[]"),
    ]
    assert [entry.member for entry in entries] == [None] * 3
    assert f"at most {LARGEST:,}" in entries[0].reason
    assert "not JSON" in entries[1].reason
    assert len(entries[2].place) <= 40
    assert entries[2].place.isprintable()


def test_a_file_of_just_the_largest_size_is_read(monkeypatch):
    """The size that is named as the most is still good."""
    monkeypatch.setattr("skillkit.team.sources.LARGEST", 100)
    code = code_of(people(1)[0]).encode()
    (read,), (refused,) = (from_upload("chat.txt", code.ljust(size)) for size in (100, 101))
    assert (read.reason, read.member is None) == ("", False)
    assert "at most 100 are read" in refused.reason


def test_bad_codes_in_a_chat_come_with_line_and_reason():
    """A damaged code is listed with the line on which it stands, and hides no other."""
    first, second = map(code_of, people(2))
    log = f"Ana: {first}\nBen: hello\nChi: {first[:-3]} sorry\n\nDov: {second}"
    found = build_team(from_chat(log))
    assert len(found.team.members) == 2
    assert [entry.place for entry in found.refused] == ["line 3"]
    assert "21 characters after SK1, not 24" in found.refused[0].reason


def test_the_same_person_twice_counts_with_the_latest():
    """A name before the code tells a second try from a second person."""
    first, second, third = people(3)
    log = (
        f"[10:01] Ana: {code_of(first)}\n[10:02] Ben: {code_of(second)}\n"
        f"[10:03] ANA: {code_of(third)}"
    )
    found = build_team(from_chat(log))
    assert {m.alias: m.assessment for m in found.team.members} == {"ANA": third, "Ben": second}
    assert [(e.place, e.reason) for e in found.replaced] == [
        ("line 1", "Ana handed in again (line 3); the later card counts.")
    ]


def test_without_names_an_identical_code_counts_once():
    """The same code again is one person, with a name once or without; other names are others."""
    code = code_of(people(1)[0])
    assert len(build_team(from_chat(f"{code}\nhm\n{code}")).team.members) == 1
    both = build_team(from_chat(f"{code}\nAna: {code}"))
    assert [member.alias for member in both.team.members] == ["Ana"]
    assert both.repeated[0].reason == "The same card as line 2."
    assert len(build_team(from_chat(f"Ana: {code}\nBen: {code}")).team.members) == 2


def test_a_card_and_its_code_are_one_person():
    """Who hands in a file and pastes its code is counted once; two files that differ are two."""
    assessment = people(1)[0]
    file = from_upload("x.json", to_json(assessment.support("leadership", "a line")).encode())
    other = from_upload("y.json", to_json(assessment.support("leadership", "my line")).encode())
    code = from_chat(code_of(assessment))
    assert len(build_team([*file, *code]).team.members) == 1
    assert len(build_team([*file, *other, *code]).team.members) == 2


def test_two_people_of_one_name_stay_two():
    """Two files of one name that say different things are two people with names that differ."""
    one, two = (to_json(a).encode() for a in people(2))
    found = build_team([*from_upload("alex.json", one), *from_upload("Alex.json", two)])
    assert sorted(str(m.alias) for m in found.team.members) == ["Alex (2)", "alex"]


def test_a_code_of_another_framework_says_which():
    """The team has the framework that most have; the others are told theirs, and the cure."""
    log = "\n".join(map(code_of, [*people(3, QUICK), *people(1, FULL)]))
    found = build_team(from_chat(log))
    assert found.team.framework == QUICK
    assert [entry.place for entry in found.refused] == ["line 4"]
    theirs, _, ours = found.refused[0].reason.partition("; this group takes ")
    assert (FULL.title in theirs, "ai_engineer 1.0.0" in theirs) == (True, True)
    assert ours.startswith(f"“{QUICK.title}” (ai_engineer_quick 1.0.0). Ask for a card of this")
    assert len(build_team(from_chat(log), FULL).refused) == 3


def test_an_own_framework_lies_beside_the_cards(tmp_path):
    """A framework file in the folder is used, a broken one is listed, and one may be given."""
    (tmp_path / "bakery.toml").write_text(framework_text(), "utf-8")
    (tmp_path / "broken.toml").write_text("id = ", "utf-8")
    bakers = people(2, own_framework())
    (tmp_path / "a.json").write_text(to_json(bakers[0]), "utf-8")
    (tmp_path / "chat.txt").write_text(f"Ben: {code_of(bakers[1])}", "utf-8")
    found = build_team(from_path(tmp_path))
    assert len(found.team.members) == 2
    assert [entry.place for entry in found.refused] == ["broken.toml"]
    unknown = build_team(from_chat(code_of(bakers[0]))).refused[0].reason
    assert "not known here" in unknown
    assert not build_team(from_chat(code_of(bakers[0]), [own_framework()])).refused


def test_a_file_of_many_people(tmp_path):
    """One file with ratings by name is a team; a bad row is listed and the others are used."""
    table = {
        "framework": "ai_engineer_quick",
        "share": "named",
        "ratings": {"Ana": {"leadership": 3}, "Ben": {"leadership": 9}, "Chi": {"leadership": 1}},
        "wishes": {"Chi": ["leadership"]},
        "offers": {"Ana": ["communication"]},
    }
    path = tmp_path / "team.json"
    path.write_text(json.dumps(table), "utf-8")
    found = build_team(from_path(path))
    assert list(found.team.named) == ["Ana", "Chi"]
    assert [member.offers for member in found.team.members] == [{"communication"}, set()]
    assert [tuple(arc) for arc in found.team.mentors.arcs] == [("Ana", "Chi", "leadership")]
    assert [entry.place for entry in found.refused] == ["team.json, 'Ben'"]
    del table["share"]
    again = build_team(from_upload("team.json", json.dumps(table).encode())).team
    assert again.named == {}


@pytest.mark.parametrize(
    "change",
    [
        {"wishes": []},
        {"wishes": {"Ana": "leadership"}},
        {"wishes": {"Ana": ["leadershp"]}},
        {"offers": ["Ana"]},
        {"offers": {"Ana": "leadership"}},
        {"offers": {"Ana": ["leadershp"]}},
        {"share": "public"},
        {"framework": "nobody_knows"},
        {"framework": 3},
        {"ratings": {"Ana": [1]}},
        {"ratings": {"Ana": {"leadership": True}}},
        {"ratings": {" ": {"leadership": 1}}},
        {"schema": 9},
    ],
)
def test_a_broken_file_of_many_people_says_why(change):
    """Whatever is wrong in such a file ends in a listed reason."""
    table = {"framework": "ai_engineer_quick", "share": "named", "ratings": {"Ana": {}}}
    entries = from_upload("team.json", json.dumps({**table, **change}).encode())
    if change == {"wishes": []}:  # an empty list is no wishes
        assert entries[0].member
    else:
        assert [bool(entry.reason) for entry in entries] == [True]


CODE = code_of(people(1)[0])


@pytest.mark.parametrize(
    ("log", "name"),
    [
        (f"Ana: {CODE}", "Ana"),
        (f"Ana Li: here it is {CODE}", "Ana Li"),
        (f"[10:03] Ana: {CODE}", "Ana"),
        (f"10:03 Ana: {CODE}", "Ana"),
        (f"[12.05.24, 10:03:11] Ana Li: {CODE}", "Ana Li"),
        (f"12/05/2024, 10:03 - Ana: {CODE}", "Ana"),
        (f"10:03:12\t From Ana Li to Everyone:\t{CODE}", "Ana Li"),
        (f"10:03:12 From Ana Li to Everyone:\n\t{CODE}", "Ana Li"),
        (f"Ana Li  10:03 AM\n{CODE}", "Ana Li"),
        (f"Ana Li — Today at 10:03\n{CODE}", "Ana Li"),
        (f"[10:03] Ana Li\n{CODE}", "Ana Li"),
        (f"<ana> {CODE}", "ana"),
        (f"**Ana**: {CODE}", "Ana"),
        (f"Zoë: {CODE}", "Zoë"),
        (CODE, None),
        (f"here is mine: {CODE}", None),
        (f"my code: {CODE}", None),
        (f"10:03: {CODE}", None),
        (f"[10:00] Fay: paste them below\n{CODE}", "Fay"),  # a message of two lines
        (f"hello all\n{CODE}", None),
        (f"{'x' * 130}: {CODE}", None),
    ],
)
def test_who_wrote_a_code(log, name):
    """The usual forms of a log give the name; words that announce a code are no name."""
    assert [message.name for message in read_log(log)] == [name]


def test_no_order_of_entries_changes_an_unnamed_team():
    """Cards without names make the same team in any order."""
    entries = from_chat("\n".join(map(code_of, people(12, QUICK))))
    shuffled = list(entries)
    random.Random(3).shuffle(shuffled)
    assert build_team(shuffled).team == build_team(entries).team


def handed_in(*aliases, **members):
    """What these people handed in, as a team's file says it."""
    ratings = {alias: dict(card.ratings) for alias, card in zip(aliases, people(9), strict=False)}
    table = {"framework": FULL.id, "ratings": ratings, **members}
    return Submissions(tuple(from_upload("team.json", json.dumps(table).encode())))


def test_a_name_that_a_card_offers_can_be_taken_back():
    """Anyone who changes their mind is not shown by name, and may agree again."""
    offered = handed_in("Badger", "Crane", share="named")
    assert offered.named == ("Badger", "Crane")
    without = offered.unname("Badger").unname("Crane")
    assert without.named == ()
    assert without.team.named == {}
    assert without.name("Crane").named == ("Crane",)


@pytest.mark.parametrize(
    ("people", "named", "says"),
    [
        (4, 0, "from 5 cards on"),
        (2, 1, "Nobody else, as the others are fewer than 5. This person's card can be read"),
        (6, 2, "Nobody else, as the others are fewer than 5. Their levels can be read"),
        (2, 2, "exactly, as everybody agreed"),
        (5, 0, "as 0, 1-2 or 3+"),
        (6, 1, "as 0, 1-2 or 3+"),
    ],
)
def test_the_promise_says_what_a_reveal_will_show(people, named, says):
    """Counts are coarse for five unnamed people or more; fewer are left out, and that is said."""
    aliases = [f"Person {i}" for i in range(people)]
    submissions = handed_in(*aliases)
    for alias in aliases[:named]:
        submissions = submissions.name(alias)
    assert says in " ".join(submissions.promise)


@pytest.mark.parametrize(
    ("log", "says"),
    [
        ("{0}", "Everything that was handed in could be read."),
        ("{0} {2}", "One hand-in could not be used; see below."),
        ("{0} {2} {3}", "2 hand-ins could not be used; see below."),
        ("Ana: {0}\nAna: {1}", "Answer one question below first."),
        ("Ana: {0}\nAna: {1}\nBo: {0}\nBo: {4}", "Answer 2 questions below first."),
    ],
)
def test_the_headline_counts_what_is_open_and_what_is_not_usable(log, says):
    """It never says that all was read while something is refused or asked."""
    one, two, three, four, five = (code_of(card) for card in people(5))
    log = log.replace(" ", "\n").replace("Ana:\n", "Ana: ").replace("Bo:\n", "Bo: ")
    submissions = Submissions(tuple(from_chat(log.format(one, two, three[:-1], four[:-1], five))))
    assert submissions.problems_sentence == says
