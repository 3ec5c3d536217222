"""The commands: what they print, what they return, and what they refuse in which words."""

import http.cookiejar
import io
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from skillkit import cli
from skillkit.base.toml_reader import built_in
from skillkit.cli.lab import FIRST
from skillkit.cli.options import tree
from skillkit.framework.folder import ARTICLE

ROOT = Path(__file__).resolve().parents[2]
RATINGS = {
    "machine_learning": 4,
    "software_engineering": 2,
    "data_pipelines": 3,
    "ai_knowledge": 0,
    "communication": 3,
    "leadership": 0,
}
NAMES = tuple(tree()[1])


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A saved assessment that holds only what it must."""
    path = tmp_path / "card.json"
    path.write_text(json.dumps({"framework": "ai_engineer_quick", "ratings": RATINGS}))
    return path


def give_input(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Let the next command read `text` from standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


# --- Finding a command -----------------------------------------------------------------------


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"], ["help"]])
def test_the_overview_names_every_command(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a command, or asked for help, all commands are named with one line each."""
    assert cli.run(words) == 0
    said = capsys.readouterr().out
    assert all(f"\n    {name} " in said for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_command_explains_itself_without_installing_anything(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Help is there before .venv is."""
    monkeypatch.setattr(cli, "run_in_venv", lambda *_: pytest.fail("went to look for packages"))
    for words in ([name, "--help"], [name, "-h"], ["help", name]):
        assert cli.run(words) == 0
        said = capsys.readouterr().out
        assert f"python3 -m skillkit {name}" in said
        options = [action.option_strings for action in tree()[1][name]._actions]
        assert all(words[-1] in said for words in options if words)


def test_a_mistyped_command_is_answered_with_the_nearest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nothing runs; the nearest right word is named."""
    assert cli.run(["chhck"]) == 2
    assert "'chhck' is not a command. Nearest: 'check'." in capsys.readouterr().err


def test_asking_for_the_version_loads_no_part_of_the_kit() -> None:
    """`--version` answers at once, in any Python."""
    look = (
        "import sys; sys.argv = ['skillkit', '--version']; from skillkit.__main__ import main\n"
        "main(); print(*sorted(n for n in sys.modules if n.startswith('skillkit')))"
    )
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True)
    version, modules = done.stdout.splitlines()
    assert re.fullmatch(r"skillkit \d+\.\d+\.\S+", version)
    assert modules.split() == ["skillkit", "skillkit.__main__"]


@pytest.mark.parametrize("name", ["check", "profile"])
def test_checking_and_reading_need_no_installed_packages(name: str) -> None:
    """A bare Python without site packages runs them."""
    command = [sys.executable, "-S", "-m", "skillkit", name, "no-such-file"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 1
    assert "There is no" in done.stdout + done.stderr


def test_an_option_that_is_not_known_is_refused_with_the_usage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Only what starts another program passes options on."""
    assert cli.run(["check", "a.toml", "--chekc"]) == 2
    said = capsys.readouterr().err
    assert "unrecognized arguments: --chekc" in said
    assert "usage: python3 -m skillkit check" in said


def test_the_version_loads_nothing_of_the_workshop() -> None:
    """Asking for the version is asking for one number."""
    code = (
        "import sys; from skillkit import cli; cli.run(['--version'])\n"
        "print(sorted(n for n in sys.modules if n.startswith('skillkit.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert not re.search(r"skillkit\.(framework|profile|team|plan|progress|widgets)", done.stdout)


def test_a_reader_who_has_read_enough_ends_it_quietly(card: Path) -> None:
    """`| head` closes the pipe; nobody is shown a traceback."""
    command = [sys.executable, "-m", "skillkit", "profile", str(card), "--json"]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_device_is_said_in_a_sentence(card: Path) -> None:
    """What the system refuses is no traceback either."""
    command = [sys.executable, "-m", "skillkit", "profile", str(card)]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_that_the_code_page_lacks_is_still_said() -> None:
    """An old console shows the sign's number in the place of the sign."""
    variables = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "skillkit", "profile", "Łucja.json"]
    done = subprocess.run(command, capture_output=True, env=variables, cwd=ROOT)
    assert b"\\u0141ucja" in done.stderr
    assert b"Traceback" not in done.stderr


# --- One way to say where to -------------------------------------------------------------------


@pytest.mark.parametrize("form", ["--json", "--html", None])
def test_a_command_writes_where_it_is_told(
    form: str | None, card: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`-o FILE` holds byte for byte what the screen would have shown."""
    words = ["profile", str(card), *([form] if form else [])]
    assert cli.run(words) == 0
    said = capsys.readouterr().out
    assert cli.run([*words, "-o", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().out == ""
    assert (tmp_path / "out").read_bytes() == said.encode()


def test_a_page_goes_into_the_file_that_html_names(card: Path, tmp_path: Path) -> None:
    """`--html FILE` is short for `--html -o FILE`."""
    out = tmp_path / "page.html"
    assert cli.run(["profile", str(card), "--html", str(out)]) == 0
    assert out.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "<script" not in out.read_text("utf-8")


def test_a_place_that_cannot_be_written_is_named(
    card: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder is no file."""
    assert cli.run(["profile", str(card), "-o", str(tmp_path)]) == 1
    assert f"{tmp_path} cannot be written" in capsys.readouterr().err


# --- progress ----------------------------------------------------------------------------------


def test_two_dated_copies_are_compared_in_their_order(
    card: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The earlier one is then, whichever comes first on the line."""
    early, late = tmp_path / "early.json", tmp_path / "late.json"
    known = json.loads(card.read_text())
    early.write_text(json.dumps({**known, "date": "2026-01-31"}))
    late.write_text(
        json.dumps({**known, "date": "2026-05-01", "ratings": {**RATINGS, "leadership": 2}})
    )
    said = []
    for words in ([early, late], [late, early]):
        assert cli.run(["progress", *map(str, words), "--json"]) == 0
        said.append(json.loads(capsys.readouterr().out)["skills"]["leadership"])
    assert said[0] == said[1]
    assert (said[0]["then"], said[0]["now"]) == (0, 2)


def test_one_assessment_alone_is_refused_with_the_way(
    card: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two are compared, or what is in a folder."""
    assert cli.run(["progress", str(card)]) == 1
    assert "the folder that holds both" in capsys.readouterr().err


@pytest.fixture
def copies(card: Path, tmp_path: Path) -> list[str]:
    """Four dated copies of one person, out of order."""
    known = json.loads(card.read_text())
    files = []
    for month, level in ((4, 2), (1, 0), (10, 3), (7, 2)):
        file = tmp_path / f"round_{month}.json"
        ratings = {**RATINGS, "leadership": level}
        file.write_text(json.dumps({**known, "date": f"2026-{month:02}-01", "ratings": ratings}))
        files.append(str(file))
    return files


def test_any_number_of_rounds_shows_in_the_order_of_days(
    copies: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """In words, as JSON and as a page."""
    assert cli.run(["progress", *copies, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["skills"]["leadership"] == [0, 2, 2, 3]
    assert said["days"][0] == "2026-01-01"
    assert said["refused"] == {}
    assert cli.run(["progress", *copies]) == 0
    assert "Leadership: Not yet, Working, Working, Strong" in capsys.readouterr().out
    assert cli.run(["progress", *copies, "--html"]) == 0
    assert "Every round" in capsys.readouterr().out


def test_a_damaged_or_foreign_file_names_itself_and_the_rest_works(
    copies: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only where fewer than two are left there is nothing to say, and all reasons are given."""
    broken, absent, foreign = (tmp_path / name for name in ("broken.json", "absent", "other.json"))
    broken.write_text("{")
    other = {"framework": "ai_engineer", "ratings": {"machine_learning": 2}, "date": "2026-02-01"}
    foreign.write_text(json.dumps(other))
    bad = [str(broken), str(absent), str(foreign)]
    assert cli.run(["progress", *copies, *bad, "--json"]) == 0
    done = capsys.readouterr()
    assert list(json.loads(done.out)["refused"]) == bad
    assert all(Path(name).name in done.err for name in bad[:2])
    assert cli.run(["progress", copies[0], *bad[:2]]) == 1
    assert "1 rating found" in capsys.readouterr().err


# --- check -----------------------------------------------------------------------------------


def test_a_good_framework_is_called_fine_with_its_counts(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both shipped files pass, and the line says what was found in them."""
    files = [str(root / "skillkit" / "data" / name / "framework.toml") for name in ARTICLE]
    assert cli.run(["check", *files]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [re.search(r"\d+ skills", line)[0] for line in lines] == ["16 skills", "6 skills"]  # type: ignore[index]


def test_all_faults_of_a_framework_come_at_once(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each fault has its line with its place; the file after it is still looked at."""
    good = root / "skillkit" / "data" / "ai_engineer_quick" / "framework.toml"
    text = good.read_text(encoding="utf-8").replace('area = "technical"', 'area = "techncal"')
    bad = tmp_path / "bad.toml"
    bad.write_text(text.replace("must_have = true", 'must_have = "yes"'), encoding="utf-8")
    assert cli.run(["check", str(bad), str(good)]) == 1
    said = capsys.readouterr().out
    assert "Nearest: 'technical'" in said
    assert "skills.machine_learning.area, skills.software_engineering.area" in said
    assert said.count("techncal") == 1  # one line for one cause
    assert "must_have" in said
    assert "framework.toml: fine." in said


# --- profile ---------------------------------------------------------------------------------


def test_a_profile_is_said_in_sentences(card: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A person reads why, the counts behind it, the stool and the next step."""
    assert cli.run(["profile", str(card)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Your ratings fit the article's description of a T-shaped engineer")
    assert "must-haves" in said
    assert "stool is unsteady" in said
    assert "Nothing is missing for a T" in said


def test_a_profile_as_json_has_the_fields_of_the_worked_cases(
    card: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A program reads the same names as the worked cases use."""
    assert cli.run(["profile", str(card), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    cases = json.loads((root / "tests" / "golden" / "profiles.json").read_text())["cases"]
    expected = next(case["expect"] for case in cases if case["ratings"] == RATINGS)
    assert expected.items() <= found.items()


def test_a_profile_reads_standard_input(
    card: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dash stands for what another program sends."""
    give_input(monkeypatch, card.read_text())
    assert cli.run(["profile", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["shape"] == "t_shaped"


@pytest.mark.parametrize(
    ("rating", "code"), [(5, "out_of_range"), (2.5, "not_an_integer"), ("na", "na_not_allowed")]
)
def test_a_rating_that_is_not_allowed_is_refused_with_its_code(
    rating: object,
    code: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A program gets a stable code, and a sentence to show."""
    ratings = {**RATINGS, "machine_learning": rating}
    give_input(monkeypatch, json.dumps({"framework": "ai_engineer_quick", "ratings": ratings}))
    assert cli.run(["profile", "-", "--json"]) == 1
    refused = json.loads(capsys.readouterr().out)
    assert refused["error"] == code
    assert "achine" in refused["detail"]


def test_a_skill_that_is_not_there_is_refused_with_its_code(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence names the nearest skill."""
    card = {"framework": "ai_engineer_quick", "ratings": {"machine_lerning": 2}}
    give_input(monkeypatch, json.dumps(card))
    assert cli.run(["profile", "-", "--json"]) == 1
    refused = json.loads(capsys.readouterr().out)
    assert refused["error"] == "unknown_skill"
    assert "machine_learning" in refused["detail"]


def test_a_file_that_is_not_there_is_said_plainly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback: one sentence with the name."""
    assert cli.run(["profile", str(tmp_path / "gone.json")]) == 1
    assert "There is no file" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "{", "[]", '{"framework": "x", "ratings": {}}', "\udcff"])
def test_input_that_is_no_card_is_refused_in_words(
    text: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is sent, the answer is JSON with a sentence in it."""
    data = text.encode(errors="surrogateescape")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert cli.run(["profile", "-", "--json"]) == 1
    refused = json.loads(capsys.readouterr().out)
    assert refused["error"] == "file"
    assert refused["detail"].endswith(".")


def test_a_framework_of_ones_own_is_used(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A workshop in another domain needs its file and nothing else."""
    text = built_in("ai_engineer_quick/framework.toml")
    own, card = tmp_path / "garden.toml", tmp_path / "card.json"
    own.write_text(text.replace('id = "ai_engineer_quick"', 'id = "garden"'), encoding="utf-8")
    card.write_text(json.dumps({"framework": "garden", "ratings": RATINGS}))
    assert cli.run(["profile", str(card), "--framework", str(own), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["shape"] == "t_shaped"


# --- lab and test ----------------------------------------------------------------------------


@pytest.mark.slow
def test_what_follows_test_goes_to_pytest() -> None:
    """Options with leading dashes arrive, and pytest's exit code comes back."""
    command = [sys.executable, "-m", "skillkit", "test", "--no-such-option"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert "unrecognized arguments: --no-such-option" in done.stderr
    assert done.returncode == 4  # pytest's word for: wrong usage


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def lab_server(folder: Path, *options: str, **own: str) -> Iterator[str]:
    """The address at which `lab` serves its first page, as it prints it."""
    record = folder / "lab.log"
    variables = {**os.environ, "HOME": str(folder), **own}
    command = [sys.executable, "-m", "skillkit", "lab", "--no-browser", *options]
    with record.open("wb") as file:
        server = subprocess.Popen(
            command, cwd=ROOT, env=variables, stdout=file, stderr=subprocess.STDOUT
        )
        try:
            yield _address(server, record)
        finally:
            server.terminate()
            server.wait(30)


def listens(port: int) -> bool:
    """Whether somebody answers at a port of this machine."""
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def _address(server: subprocess.Popen[bytes], record: Path) -> str:
    for _ in range(600):
        said = record.read_text(errors="replace")
        found = re.search(r"http://127\.0\.0\.1:(\d+)/\S*", said)
        if found and listens(int(found[1])):  # Jupyter says the address before it listens there
            return found[0]
        assert server.poll() is None, said
        time.sleep(0.1)
    raise AssertionError(record.read_text(errors="replace"))


@pytest.mark.slow
def test_lab_opens_the_first_notebook_whatever_a_persons_own_settings_say(tmp_path: Path) -> None:
    """The printed address is the first notebook, on the port asked for, without news.

    Neither a preferred folder elsewhere nor another kernel called python3 gets in the way.
    """
    own = tmp_path / "own"
    kernel = own / "kernels" / "python3"
    kernel.mkdir(parents=True)
    argv = ["/another/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    other = {"argv": argv, "display_name": "Another", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(other))
    (own / "jupyter_server_config.json").write_text(
        json.dumps({"ServerApp": {"preferred_dir": str(tmp_path)}})
    )
    variables = {"JUPYTER_CONFIG_DIR": str(own), "JUPYTER_DATA_DIR": str(own)}
    variables |= {"JUPYTER_PREFER_ENV_PATH": "0", "JUPYTER_NO_CONFIG": "1"}
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with lab_server(tmp_path, "--port", str(port), **variables) as address:
        assert address.startswith(f"{base}/lab/tree/{FIRST}?token=")
        jar = http.cookiejar.CookieJar()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

        def ask(path: str) -> Any:
            with browser.open(f"{base}/{path}") as answer:
                return json.load(answer)

        with browser.open(address) as page:
            assert page.status == 200
        assert ask(f"api/contents/{FIRST}?content=0")["type"] == "notebook"
        notes = ask("lab/api/settings/@jupyterlab/apputils-extension:notification")
        spec = ask("api/kernelspecs")["kernelspecs"]["python3"]["spec"]
    shown = notes["schema"]["properties"]
    assert shown["fetchNews"]["default"] == "false"
    assert shown["checkForUpdates"]["default"] is False
    assert spec["argv"][0] == "python"  # that of the server
