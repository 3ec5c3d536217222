"""What travels to a browser: each widget's modules as one text, and their style sheets."""

import importlib
import json
import pkgutil
import re
import subprocess
import sys
from collections import Counter

import pytest

import skillkit.widgets
from skillkit.base.script_words import given, of_script
from skillkit.base.words import load, spoken_in
from skillkit.widgets._base import BaseWidget
from skillkit.widgets._bundle import IMPORT, STATIC, modules, script, style
from skillkit.widgets.practice import ClaimSort

for module in pkgutil.iter_modules(skillkit.widgets.__path__):
    importlib.import_module(f"skillkit.widgets.{module.name}")


def kinds(base: type[BaseWidget]) -> list[type[BaseWidget]]:
    """All kinds of widget."""
    return [base, *(kind for direct in base.__subclasses__() for kind in kinds(direct))]


ENTRIES = sorted({kind.script for kind in kinds(BaseWidget) if hasattr(kind, "script")})
NAMES = re.compile(r"^(?:export )?(?:async )?(?:class|function|const|let) (\w+)", re.MULTILINE)


def test_every_script_belongs_to_a_widget() -> None:
    """No file under static/ is left behind by the widget that it was for."""
    used = {"base/host.js", *(name for entry in ENTRIES for name in modules(entry))}
    assert used == {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.js")}


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_two_modules_of_a_widget_use_the_same_name(entry: str) -> None:
    """In one text all top-level names are distinct, as modules that import each other allow."""
    texts = [(STATIC / name).read_text("utf-8") for name in modules(entry)]
    names = Counter(name for text in texts for name in NAMES.findall(text))
    assert names.total() > len(texts)
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("entry", ENTRIES)
def test_what_a_module_imports_is_there(entry: str) -> None:
    """Each name that is imported, under that very name, is exported by the module named."""
    for name in modules(entry):
        text = (STATIC / name).read_text("utf-8")
        for found in IMPORT.finditer(text):
            other = ((STATIC / name).parent / found[1]).resolve()
            exported = re.findall(r"^export (?:async )?\w+ (\w+)", other.read_text("utf-8"), re.M)
            wanted = re.findall(r"[\w ]+", found[0].split("}")[0].split("{")[1])
            assert {word.strip() for word in wanted} - {""} <= set(exported), name


@pytest.mark.parametrize("entry", ["base/host.js", *ENTRIES])
def test_a_bundle_loses_imports_comments_and_indentation_only(entry: str) -> None:
    """What the modules say stands in the bundle, and nothing is imported any more."""
    sent = script(entry).splitlines()
    assert not [line for line in sent if re.match(r"\s|//|import |$", line)]
    assert sum(line.startswith("export ") for line in sent) == 1
    lines = iter(sent)
    for name in modules(entry):
        source = IMPORT.sub("", (STATIC / name).read_text("utf-8"))
        for line in re.sub(r"(?m)^\s*(//.*|/\*(?s:.*?)\*/)$", "", source).splitlines():
            if said := line.strip():
                assert next(lines).removeprefix("export ") == said.removeprefix("export ")


def test_what_is_said_before_there_are_words_is_in_the_readers_language() -> None:
    """A browser that is too old, or a Python that is late, is told of in German too.

    Three sentences change and nothing else: a "page" is a message here, and a word in German.
    """
    english = ClaimSort()._esm
    assert english == script("base/host.js")
    for tag, ours in (("de", r"zu alt, um zu zeigen|iese Zelle noch einmal aus"), ("en-XA", "⟦")):
        with spoken_in(tag):
            theirs = ClaimSort()._esm
        changed = [line for line in theirs.splitlines() if line not in english.splitlines()]
        assert [bool(re.search(ours, line)) for line in changed] == [True] * 3


def test_a_script_gets_words_for_all_its_sentences() -> None:
    """Whatever it has in quotes and German has words for, whichever marks are around it."""
    german = load("de")
    for entry in ENTRIES:
        words = json.loads(given(script(entry), german))["words"]
        said = {text for text in of_script(script(entry)) if german.word(text)}
        assert said <= {*words}, entry


def test_no_text_of_a_script_spans_lines() -> None:
    """A text in backticks ends on its line, or its indentation would be lost on the way."""
    for path in STATIC.rglob("*.js"):
        for line in path.read_text("utf-8").splitlines():
            assert line.count("`") % 2 == 0, f"{path.name}: {line}"


def test_a_style_sheet_stands_beside_its_script_and_comes_once() -> None:
    """Every sheet is used by some widget, and comes after those that it builds on."""
    look = style("plan/take_home.js")
    order = [look.index(rule) for rule in (".skillkit {", ".sk-form {", ".sk-meter {", ".sk-links")]
    assert order == sorted(order)
    assert look.count(".skillkit {") == 1
    everything = "".join(map(style, ENTRIES))
    for path in STATIC.rglob("*.css"):
        rule = re.findall(r"^\S.*\{", path.read_text("utf-8"), re.MULTILINE)
        assert not rule or rule[-1] in everything, path.name


def test_an_import_reads_no_script() -> None:
    """What a kind of widget needs is put together when one is shown, and then kept."""
    code = (
        "import skillkit.widgets.plan as plan, skillkit.widgets._bundle as bundle\n"
        "print(bundle.script.cache_info().currsize)\n"
        "plan.PlanForm.load().code(), plan.PlanForm.load().code()\n"
        "print(bundle.script.cache_info().misses)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["0", "2"]


def test_a_style_sheet_turns_with_the_language() -> None:
    """It says start and end: left and right would stay where a page is read from the right."""
    sheets = [path for path in STATIC.parents[1].rglob("*.css") if path.parent.name != "jupyter"]
    physical = re.compile(
        r"(padding|margin|border)-(left|right)|text-align: *(left|right)|[{; ](left|right):"
    )
    found = {path.name: said[0] for path in sheets if (said := physical.search(path.read_text()))}
    assert found == {}
