"""Words files: what the kit brings of other languages is whole, and stays so."""

from collections import Counter
from collections.abc import Iterator

import pytest

from skillkit.assessment.examples import example_person
from skillkit.assessment.share_code import code_of, read_code
from skillkit.base.script_words import of_script
from skillkit.base.words import DATA, spoken_in, words_of
from skillkit.framework.file import load_framework
from skillkit.plan.examples import example_plan
from skillkit.profile import profile_of
from skillkit.profile.words import shape_sentence
from skillkit.team.sample import sample_agreements, sample_team
from skillkit.workshop.check import check
from skillkit.workshop.run_sheet import RunSheet, load_run_sheet
from skillkit.workshop.words_file import of_module, sentences, texts_of

FILES = sorted(DATA.rglob("words.*.toml"), key=str)

# Sentences of the kit that German lacks, by the layer that says them. A number may only shrink.
LACKING: dict[str, int] = {}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(DATA)))
def test_the_words_files_of_the_kit_have_no_fault(file):
    """Every line is of a sentence that is said, and has all its values."""
    assert check(file).faults == ()


def test_german_has_a_word_for_every_sentence_but_those_that_are_counted_here():
    """Whoever adds a sentence adds its German, or sees that it is missing."""
    words = words_of(DATA / "words.de.toml")
    lacking = Counter(layer for english, layer in sentences().items() if english not in words)
    assert lacking == LACKING


def test_the_articles_frameworks_are_german_but_for_names_of_sources():
    """Skills, anchors, actions, practice texts, claims and the examples."""
    words = words_of(DATA / "ai_engineer" / "words.de.toml")
    lacking = [text for text in texts_of(DATA / "ai_engineer") if text not in words]
    assert len(lacking) == 8
    assert all(text.startswith(("Karat", "Bryn", "Quart", "Deming", "Self")) for text in lacking)


def test_the_framework_of_2026_is_german():
    """Skills, anchors, actions, practice texts and claims, with their sources."""
    words = words_of(DATA / "ai_engineer_2026" / "words.de.toml")
    assert [text for text in texts_of(DATA / "ai_engineer_2026") if text not in words] == []


def test_the_run_sheet_is_german():
    """Each text of it, with the minutes and the names for machines as they are."""
    english = load_run_sheet()
    with spoken_in("de"):
        german = load_run_sheet()
    assert [block.minutes for block in german.blocks] == [block.minutes for block in english.blocks]
    texts = [*said_in(english)]
    words = words_of(DATA / "run_sheet.de.toml")
    assert [text for text in texts if text not in words] == []
    assert {*words} <= {*texts}


def said_in(sheet: RunSheet) -> Iterator[str]:
    """The texts of a run sheet."""
    yield from (sheet.title, *sheet.lead)
    for format in sheet.formats:
        yield from (format.name, format.within, format.after, format.about)
    for block in (*sheet.blocks, sheet.follow_up):
        yield from (block.title, *block.move_on.values(), *block.cut.values())
        yield from (step.words for step in block.steps)


def test_a_code_travels_between_languages():
    """Ratings say the same to somebody who reads them in another language."""
    english = example_person()
    with spoken_in("de"):
        german = example_person()
        assert german.framework.skill("communication").name == "Kommunikation"
        assert german.evidence["rag_vector"].startswith("Trefferquote")
        assert read_code(code_of(english)).ratings == german.ratings
    assert read_code(code_of(german)).framework == english.framework
    assert german.framework.fingerprint == english.framework.fingerprint


def test_what_was_made_in_a_language_is_not_shown_in_another():
    """Frameworks are the same in all of them, so what is kept goes by the language too."""
    made = (sample_team, example_plan, sample_agreements)
    english = [repr(make()) for make in made]
    with spoken_in("de"):
        german = [repr(make()) for make in made]
        assert sample_team().framework.skill("communication").name == "Kommunikation"
    assert [repr(make()) for make in made] == english
    assert sample_team().framework.skill("communication").name == "Communication"
    assert german[1:] != english[1:]


def test_a_profile_and_a_plan_speak_german():
    """Whole messages, in the order of the other language."""
    with spoken_in("de"):
        assert shape_sentence(profile_of(example_person())).startswith(
            "Deine Einschätzungen passen zu dem, was dieses Kit „T im Werden“ nennt, denn: "
        )
        assert example_plan().actions[0].cue.sentence.startswith("Wenn es Dienstag neun Uhr ist (")
    assert load_framework().skill("communication").name == "Communication"


def test_what_counts_as_a_sentence():
    """In a module what is given to those who say it; in a script each text that can be one."""
    module = 'say("a {b}", b=c)\ncounted(n, "row")\ntag("p", "All is well.", class_="x")\nf("No.")'
    assert [*of_module(module)] == ["a {b}", "{count} rows", "All is well."]
    script = (
        'import x from "Not this";\nmake("p.sk-x", "Not " +\n  "rated"); // "Nor this"\nt("over");'
    )
    assert [*of_script(script)] == ["Not rated", "over"]
