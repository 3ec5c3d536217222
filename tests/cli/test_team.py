"""`skillkit team`: the picture of a group on a plain screen, as JSON and as a page."""

import io
import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from skillkit.assessment import Assessment
from skillkit.assessment.file import to_json
from skillkit.assessment.share_code import code_of
from skillkit.base.errors import SkillkitError
from skillkit.cli.options import tree
from skillkit.cli.team import run
from tests.vectors import QUICK, framework_text, own_framework

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "team.json"


def team(words):
    """Run the command; the exit code."""
    return run(tree()[0].parse_args(["team", *words]))


@pytest.fixture(autouse=True)
def folder(tmp_path_factory, monkeypatch):
    """A folder of the facilitator's own, in which nothing was shown yet."""
    own = tmp_path_factory.mktemp("facilitator")
    monkeypatch.setenv("SKILLKIT_HOME", str(own))
    return own


@pytest.fixture
def cards(tmp_path):
    """A folder with seven cards and a broken one."""
    chance = random.Random(1)
    for i in range(7):
        levels = {skill.id: chance.randrange(5) for skill in QUICK.skills}
        (tmp_path / f"person {i}.json").write_text(to_json(Assessment(QUICK, ratings=levels)))
    (tmp_path / "half.json").write_text("{")
    return tmp_path


def test_the_worked_example_comes_out_exactly(capsys):
    """With the golden file as PATH, --json prints every field that it expects."""
    assert team([str(GOLDEN), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    expect = json.loads(GOLDEN.read_text("utf-8"))["expect"]
    assert {name: said[name] for name in expect} == expect
    assert {"backup", "spread"} <= said.keys()
    assert said["refused"] == said["repeated"] == []


def test_a_program_reads_the_figures_from_the_output_alone():
    """Nothing but JSON goes to standard output when the command runs as people run it."""
    command = [sys.executable, "-m", "skillkit", "team", str(GOLDEN), "--json"]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    assert json.loads(done.stdout)["people"] == 6


def test_a_folder_is_described_and_the_bad_file_named(cards, capsys):
    """The figures go to the screen, what could not be used to standard error."""
    assert team([str(cards)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("7 people handed in.")
    assert "0 Not yet" in said.out
    assert re.search(r"^Not used: half\.json: This is not JSON", said.err, re.M)
    assert not re.search(r"person \d", said.out)


def test_a_chat_counts_like_files(cards, tmp_path, capsys):
    """Cards and a chat with their codes are the same people; a second hand-in counts once."""
    log = tmp_path.parent / "chat.txt"
    codes = [
        code_of(Assessment(QUICK, ratings=json.loads(path.read_text())["ratings"]))
        for path in sorted(cards.glob("person*.json"))
    ]
    log.write_text("\n".join(f"Person {i}: mine: {code}" for i, code in enumerate(codes)))
    assert team(["--chat", str(log), "--json"]) == 0
    chat = json.loads(capsys.readouterr().out)
    assert team([str(cards), "--json"]) == 0
    files = json.loads(capsys.readouterr().out)
    skipped = ("refused", "repeated")
    assert {k: v for k, v in chat.items() if k not in skipped} == {
        k: v for k, v in files.items() if k not in skipped
    }


def test_a_chat_may_come_from_another_program(monkeypatch, capsys):
    """With - the chat is read from standard input."""
    code = code_of(Assessment(QUICK, ratings={"leadership": 1}))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"Ana: {code}".encode())))
    assert team(["--chat", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["people"] == 1


def test_people_are_named_only_when_asked_for(cards, capsys):
    """--named shows somebody who agreed; an unknown name is told with the nearest."""
    assert team([str(cards), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["named"] == []
    assert team([str(cards), "--json", "--named", "person 1"]) == 0
    assert json.loads(capsys.readouterr().out)["named"] == ["person 1"]
    with pytest.raises(SkillkitError, match="'person x' is nobody here"):
        team([str(cards), "--named", "person x"])


def test_a_page_is_written_that_runs_and_fetches_nothing(cards, tmp_path, capsys):
    """--html writes one page with the table, the words and the stool, and says where."""
    out = tmp_path.parent / "team.html"
    assert team([str(cards), "--html", str(out)]) == 0
    page = out.read_text("utf-8")
    assert str(out) in capsys.readouterr().err
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert not re.search(r"https?://(?!www\.w3\.org)", page)
    assert "Self-rated, for development only" in page
    assert page.count('<th scope="row"') == len(QUICK.skills)


def test_a_second_page_of_nearly_the_same_people_is_refused(cards, folder, tmp_path_factory):
    """The same page comes again; with one card more or less the facilitator has to say so."""
    out = tmp_path_factory.mktemp("pages") / "team.html"
    assert team([str(cards), "--html", str(out)]) == 0
    first = out.read_text("utf-8")
    assert team([str(cards), "--html", str(out)]) == 0
    (cards / "person 3.json").unlink()
    with pytest.raises(SkillkitError, match=r"7 people \(.*pictures\.json\).*--others"):
        team([str(cards), "--html", str(out)])
    assert out.read_text("utf-8") == first
    assert team([str(cards), "--html", str(out), "--others"]) == 0
    kept = json.loads((folder / "pictures.json").read_text())["pictures"]
    assert [picture["people"] for picture in kept] == [7, 6]


def test_a_page_can_be_told_where_the_first_one_is(cards, folder, tmp_path_factory):
    """--memory names the file of another folder; the one in the home is then left alone."""
    pages = tmp_path_factory.mktemp("pages")
    out, memory = str(pages / "team.html"), str(pages / "shown.json")
    assert team([str(cards), "--html", out, "--memory", memory]) == 0
    (cards / "person 3.json").unlink()
    with pytest.raises(SkillkitError, match=r"shown\.json"):
        team([str(cards), "--html", out, "--memory", memory])
    assert not (folder / "pictures.json").exists()


def test_the_floor_may_be_raised(cards, capsys):
    """--floor 8 hides seven people; four is refused."""
    assert team([str(cards), "--json", "--floor", "8"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["floor"] == 8
    assert set(said["coverage"].values()) == {None}
    with pytest.raises(SkillkitError, match="may be raised"):
        team([str(cards), "--floor", "4"])


def test_no_value_comes_with_a_name_that_did_not_agree(tmp_path, capsys):
    """A card that is refused is named, so that it can be asked for again; its rating is not."""
    row = {skill.id: 2 for skill in QUICK.skills}
    rows = {"Ana": {**row, "leadership": 7}, "Ben": {**row, "communication": "three"}, "Chi": row}
    leak = {"framework": QUICK.id, "share": "unnamed", "ratings": rows}
    (tmp_path / "leak.json").write_text(json.dumps(leak))
    assert team([str(tmp_path / "leak.json"), "--json"]) == 0
    refused = json.loads(capsys.readouterr().out)["refused"]
    assert [place for place, _ in refused] == ["leak.json, 'Ana'", "leak.json, 'Ben'"]
    assert not re.search(
        r"7|three|leadership|communication", json.dumps([why for _, why in refused])
    )


def test_a_page_that_cannot_be_written_is_told(cards, tmp_path):
    """A folder that is not there is named."""
    with pytest.raises(SkillkitError, match="cannot be written"):
        team([str(cards), "--html", str(tmp_path / "no" / "team.html")])


def test_nobody_is_no_team(tmp_path, capsys):
    """With no usable card the exit code is 1 and a sentence says so."""
    (tmp_path / "half.json").write_text("{")
    assert team([str(tmp_path)]) == 1
    assert "No card could be used" in capsys.readouterr().err


def test_nothing_given_is_answered_with_what_to_give():
    """Without a path and a chat the command says what it needs."""
    with pytest.raises(SkillkitError, match="give card files, a folder, or --chat FILE"):
        team([])
    with pytest.raises(SkillkitError, match=r"There is no file 'no\.txt'"):
        team(["--chat", "no.txt"])


def test_a_framework_of_ones_own(tmp_path, capsys):
    """--framework names the file of a workshop of one's own."""
    file = tmp_path / "bakery.toml"
    file.write_text(framework_text())
    baker = Assessment(own_framework(), ratings={"skill_1": 3})
    chat = tmp_path / "chat.log"
    chat.write_text(code_of(baker))
    assert team(["--chat", str(chat), "--framework", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["framework"] == "bakery"


def test_a_question_is_answered_on_the_command_line(tmp_path, capsys):
    """--one and --several settle it; without an answer each card counts and no page is written."""
    codes = [
        code_of(Assessment(QUICK, ratings=dict.fromkeys(QUICK.ids, level))) for level in range(3)
    ]
    log = tmp_path / "chat.txt"
    log.write_text("\n".join(f"[14:0{i}] Host: {code}" for i, code in enumerate(codes)), "utf-8")

    def said(*more):
        team([str(log), "--json", *more])
        found = json.loads(capsys.readouterr().out)
        return found["people"], len(found["questions"]), len(found["replaced"])

    assert said() == (3, 1, 0)
    assert said("--one", "Host") == (1, 0, 2)
    assert said("--several", "Host") == (3, 0, 0)
    with pytest.raises(SkillkitError, match=r"'Hst' did not hand in different cards.*Host"):
        said("--one", "Hst")
    with pytest.raises(SkillkitError, match="before the questions"):
        team([str(log), "--html", str(tmp_path / "team.html")])
    assert "--one Host or --several Host" in capsys.readouterr().err
