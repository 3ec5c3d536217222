"""The forms for practice, targets and copies: what they answer, keep, refuse and show at rest."""

import json
from dataclasses import replace

import pytest

from skillkit.assessment import Assessment
from skillkit.assessment.examples import example_person
from skillkit.assessment.file import load, save, to_json
from skillkit.base.storage import LARGEST, backup_of
from skillkit.base.svg import STYLE
from skillkit.practice.claims import load_claims
from skillkit.practice.record import Calibration, calibration_store
from skillkit.practice.vignettes import load_vignettes
from skillkit.widgets._base import BaseWidget
from skillkit.widgets._file_form import _OPEN
from skillkit.widgets.practice import ClaimSort, VignetteForm
from skillkit.widgets.profile import TargetForm, WhatIf
from skillkit.widgets.share import Backup
from tests.frontend import FrontEnd
from tests.vectors import FULL, QUICK, framework_text, own_framework

CLAIM, OTHER = "three_times_peers", "plateau"
VIGNETTE = "demo_day"
EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


# --- Claims and vignettes ----------------------------------------------------------------------


def test_nothing_is_sorted_or_rated_beforehand(home):
    """A form opens with no card filled in, and opening it writes nothing."""
    for form in (ClaimSort.load(), VignetteForm.load()):
        page = FrontEnd(form).page
        assert page["entries"] == {}
        assert page["mode"] == "saved"
    assert list(home.iterdir()) == []


def test_a_change_is_on_the_disk_when_it_is_confirmed(home):
    """The answer `saved`, with the ticket of the change, comes after the file holds it."""
    form = ClaimSort.load()
    read: list[Calibration] = []
    browser = FrontEnd(
        form, "tab", lambda _: read.append(calibration_store(home / "calibration.json").load())
    )
    answer = browser.change(CLAIM, "verdict", "contested")
    assert (answer["kind"], answer["tab"], answer["seq"]) == ("saved", "tab", 1)
    assert dict(read[0].claims) == {CLAIM: "contested"}
    assert form.calibration.claims[CLAIM] == "contested"


def test_both_forms_share_one_file_and_never_undo_each_other(home):
    """A claim sorted and a text rated in one kernel are both in the file and in each form."""
    claims, texts = ClaimSort.load(), VignetteForm.load()
    FrontEnd(claims).change(CLAIM, "verdict", "misquoted")
    FrontEnd(texts).change(VIGNETTE, "before", 3)
    FrontEnd(claims).change(OTHER, "verdict", "supported")
    saved = calibration_store(home / "calibration.json").load()
    assert dict(saved.claims) == {CLAIM: "misquoted", OTHER: "supported"}
    assert dict(saved.before) == {VIGNETTE: 3}
    assert claims.calibration == texts.calibration == saved


def test_a_cell_that_runs_again_shows_the_same_form_read_anew(home):
    """Running the cell again gives the form that is open, with what the file says now."""
    form = ClaimSort.load()
    (home / "calibration.json").write_text(
        '{"claims": {"plateau": "supported"}, "before": {}}', "utf-8"
    )
    assert ClaimSort.load() is form
    assert dict(form.calibration.claims) == {"plateau": "supported"}
    assert ClaimSort.load(home / "other.json") is not form


def test_what_is_assigned_in_python_is_saved(home):
    """A value that code gives the form is checked, saved and shown."""
    form = VignetteForm.load()
    value = {"claims": {}, "before": {VIGNETTE: 2}}
    form.value = value
    assert calibration_store(home / "calibration.json").load().before[VIGNETTE] == 2
    assert FrontEnd(form).page["entries"][VIGNETTE]["before"] == 2


@pytest.mark.parametrize(
    ("card", "field", "value", "words"),
    [
        (CLAIM, "verdict", "true", "is not a verdict; choose 'supported'"),
        (CLAIM, "verdict", ["supported"], "is not a verdict"),
        ("no_such_card", "verdict", "supported", "no card 'no_such_card'"),
        (EVIL, "verdict", "supported", "no card"),
        (CLAIM, "why", "because", "'why' cannot be changed"),
        (None, None, None, "no card"),
    ],
)
def test_a_claim_form_refuses_what_it_does_not_know(home, card, field, value, words):
    """An unknown card, field or verdict is refused in a sentence, and nothing is written."""
    answer = FrontEnd(ClaimSort.load()).change(card, field, value)
    assert answer["kind"] == "refused"
    assert words in answer["sentence"]
    assert not (home / "calibration.json").exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("before", 5, "from 0 to 4"),
        ("before", "3", "whole steps"),
        ("before", True, "whole steps"),
        ("after", 3, "reference level first"),
        ("verdict", "supported", "cannot be changed"),
    ],
)
def test_a_vignette_form_refuses_what_has_no_place(home, field, value, words):
    """Levels outside the scale, and a second rating before the reveal, are refused."""
    answer = FrontEnd(VignetteForm.load()).change(VIGNETTE, field, value)
    assert answer["kind"] == "refused"
    assert words in answer["sentence"]


def test_the_first_rating_stays_after_the_reveal(home):
    """Once the reference level is seen, the silent rating cannot be changed any more."""
    browser = FrontEnd(VignetteForm.load())
    browser.change(VIGNETTE, "before", 3)
    browser.change(VIGNETTE, "revealed", True)
    assert "first rating stays" in browser.change(VIGNETTE, "before", 1)["sentence"]
    browser.change(VIGNETTE, "after", 1)
    saved = calibration_store(home / "calibration.json").load()
    assert (saved.before[VIGNETTE], saved.after[VIGNETTE]) == (3, 1)


def test_the_summary_speaks_of_revealed_texts_only(home):
    """How close the ratings are shows once two references are seen, and never before."""
    browser = FrontEnd(VignetteForm.load())
    for vignette in load_vignettes():
        browser.change(vignette.id, "before", vignette.level + 1)
    assert browser.page["summary"] == []
    browser.change("demo_day", "revealed", True)
    answer = browser.change("cancellations", "revealed", True)
    assert answer["page"]["summary"] == [
        "At least half of your first ratings are within one level of the reference."
    ]


def test_texts_for_both_frameworks_come_first(home):
    """Anyone who has time for two texts gets those that serve either framework."""
    full = [
        card["id"] for card in FrontEnd(VignetteForm(framework=FULL)).page["words"]["vignettes"]
    ]
    quick = [c["id"] for c in FrontEnd(VignetteForm(framework=QUICK)).page["words"]["vignettes"]]
    assert full[:2] == quick == ["cancellations", "demo_day"]
    assert len(full) == 4


def test_the_texts_follow_the_framework_that_a_person_rates_against(home):
    """Somebody who started with six skills practises on texts about those."""
    save(Assessment(QUICK).rate("leadership", 1), home / "assessment.json")
    assert len(FrontEnd(VignetteForm.load()).page["words"]["vignettes"]) == 2


def test_a_framework_of_ones_own_has_no_texts_and_says_so(home):
    """Where nobody wrote texts, the page has none, and no error."""
    page = FrontEnd(VignetteForm(framework=own_framework())).page
    assert page["words"]["vignettes"] == []
    assert page["words"]["title"] == "Baker"


@pytest.mark.parametrize(("kind", "other"), [(ClaimSort, VignetteForm), (VignetteForm, ClaimSort)])
def test_starting_over_forgets_this_forms_cards_only(home, kind, other):
    """The other form's answers stay, and the version before is kept beside the file."""
    FrontEnd(ClaimSort.load()).change(CLAIM, "verdict", "contested")
    FrontEnd(VignetteForm.load()).change(VIGNETTE, "before", 3)
    whole = calibration_store(home / "calibration.json").load()
    form = kind.load()
    FrontEnd(form).say("forget")
    assert FrontEnd(form).page["entries"] == {}
    assert len(FrontEnd(other.load()).page["entries"]) == 1
    assert calibration_store(backup_of(home / "calibration.json")).load() == whole


@pytest.mark.parametrize("form", [ClaimSort, VignetteForm])
def test_a_file_that_cannot_be_used_is_left_alone(home, form):
    """The page says which file and what to do; going on works and writes nothing."""
    path = home / "calibration.json"
    path.write_text('{"claims": {"', "utf-8")
    browser = FrontEnd(form.load())
    page = browser.page
    assert page["mode"] == "unsaved"
    assert "calibration.json cannot be used" in page["notice"]
    assert "Move the file away" in page["notice"]
    field, value, card = ("verdict", "supported", CLAIM)
    if form is VignetteForm:
        field, value, card = ("before", 1, VIGNETTE)  # type: ignore[assignment]
    assert browser.change(card, field, value)["kind"] == "saved"
    assert path.read_text("utf-8") == '{"claims": {"'
    path.unlink()
    assert FrontEnd(form.load()).page["mode"] == "saved"


def test_a_disk_that_is_full_is_said_and_nothing_is_lost(home, monkeypatch):
    """A save that fails is refused in a sentence, and the form still says what is on the disk."""
    browser = FrontEnd(ClaimSort.load())
    browser.change(CLAIM, "verdict", "contested")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    answer = browser.change(CLAIM, "verdict", "supported")
    assert answer["kind"] == "refused"
    assert "disk is full" in answer["sentence"]
    assert browser.page["entries"][CLAIM]["verdict"] == "contested"
    browser.say("forget")
    assert "disk is full" in browser.heard[-1]["sentence"]


def test_a_form_without_a_file_saves_nothing(home):
    """A calibration that is only passed along stays in the form."""
    form = ClaimSort(Calibration())
    assert FrontEnd(form).change(CLAIM, "verdict", "supported")["kind"] == "saved"
    assert form.calibration.claims[CLAIM] == "supported"
    assert form.path is None
    assert list(home.iterdir()) == []


def test_a_verdict_that_the_cards_do_not_know_is_no_verdict(home):
    """A word from another version of the cards shows as unsorted and stays in the file."""
    (home / "calibration.json").write_text('{"claims": {"plateau": "hearsay"}, "before": {}}')
    form = ClaimSort.load()
    assert FrontEnd(form).page["entries"][OTHER]["verdict"] is None
    assert "You sorted it" not in still(form)
    FrontEnd(form).change(CLAIM, "verdict", "supported")
    assert calibration_store(home / "calibration.json").load().claims[OTHER] == "hearsay"


def test_the_sentence_of_a_source_names_who_what_where_and_when(home):
    """Each card carries its source in words, and both wordings where the wording is the matter."""
    rows = {row[0]: row for row in FrontEnd(ClaimSort.load()).page["words"]["claims"]}
    assert len(rows) == len(load_claims().claims)
    *_, source, wordings = rows[CLAIM]
    assert "Karat" in source
    assert "2026-01-14" in source
    assert wordings == [
        "worth three times as much as their peers",
        "worth at least three times their total compensation",
    ]
    assert rows[OTHER][-1] is None


# --- What is in a saved notebook -----------------------------------------------------------


def still(widget: BaseWidget) -> str:
    """The HTML that a saved notebook keeps."""
    bundle = widget._repr_mimebundle_()
    return str(bundle[0]["text/html"])


def test_the_stored_picture_is_the_same_every_time(home):
    """No id, time or place of a machine stands in what a notebook keeps."""
    makers = [
        ClaimSort.load,
        VignetteForm.load,
        TargetForm.load,
        Backup.load,
        lambda: WhatIf(example_person()),
    ]
    for make in makers:
        first, second = make(), make()
        assert still(first) == still(second)
        assert repr(first) == repr(second)
        assert str(home) not in still(first) + repr(first)


def test_the_stored_picture_gives_nothing_away(home):
    """Neither what was found nor a reference level stands in it, whatever was compared."""
    form = ClaimSort.load()
    claim = next(claim for claim in load_claims().claims if claim.id == OTHER)
    FrontEnd(form).change(OTHER, "compared", True)
    assert claim.claim[:40] in still(form)
    assert claim.why[:40] not in still(form)
    texts = VignetteForm.load()
    FrontEnd(texts).change(VIGNETTE, "before", 3)
    FrontEnd(texts).change(VIGNETTE, "revealed", True)
    for vignette in load_vignettes():
        assert vignette.text[:40].replace("'", "&#x27;") in still(texts)
        assert vignette.why[:40].replace('"', "&quot;") not in still(texts)


def test_a_card_is_never_markup(home, monkeypatch):
    """A claim that looks like a script stands as text in a saved notebook."""
    claims = load_claims().claims
    hostile = replace(load_claims(), claims=(replace(claims[0], claim=EVIL, why=EVIL), *claims[1:]))
    monkeypatch.setattr("skillkit.widgets.practice.load_claims", lambda: hostile)
    html = still(ClaimSort(Calibration().compare([CLAIM])))
    assert "<script>" not in html
    assert "<img" not in html
    assert html.count("&lt;script&gt;") == 1


def test_names_of_a_framework_are_never_markup(home, tmp_path):
    """A skill whose name is a script stands as text in what Python draws."""
    text = framework_text(name=EVIL.replace('"', '\\"') + "{}")
    (home / "bakery.toml").write_text(text, "utf-8")
    card = {"framework": "bakery", "ratings": {"skill_1": 2}, "targets": {"skill_1": 4}}
    (home / "assessment.json").write_text(json.dumps(card), "utf-8")
    form = TargetForm.load()
    page = FrontEnd(form).page
    assert EVIL[:20] in json.dumps(page["words"])
    tried = FrontEnd(WhatIf(form.assessment)).page["picture"]
    for drawn in (page["picture"], tried):
        assert "<script>" not in drawn
        assert "<img" not in drawn
        assert "&lt;script&gt;" in drawn


# --- Targets and trying out --------------------------------------------------------------------


def test_a_target_is_saved_and_the_rating_stays(home):
    """Choosing a target changes nothing but that target, and the words and the picture follow."""
    save(example_person(), home / "assessment.json")
    form = TargetForm.load()
    browser = FrontEnd(form)
    picture = browser.page["picture"]
    answer = browser.change("leadership", "target", 3)
    after = load(home / "assessment.json")
    assert after == example_person().aim("leadership", 3)
    assert answer["page"]["rows"]["leadership"]["note"] == "two levels up"
    assert answer["page"]["picture"] != picture
    assert "would fit" in browser.page["outlook"]
    assert browser.page["tips"][0].startswith("Machine learning and Communication at once")
    browser.change("leadership", "target", None)
    assert load(home / "assessment.json") == example_person()


def test_targets_are_offered_from_the_rating_on(home):
    """Nobody is offered less than they have, and nothing for a skill outside their role."""
    assessment = example_person().rate("system_design", "na").without("ethical_ai")
    save(assessment, home / "assessment.json")
    rows = FrontEnd(TargetForm.load()).page["rows"]
    assert rows["software_engineering"]["from"] == 3
    assert rows["ethical_ai"]["from"] == 0
    assert rows["system_design"]["from"] == 5
    assert rows["system_design"]["now"] == "not applicable"
    assert rows["ethical_ai"]["now"] == "not rated"


def test_the_example_is_only_looked_at(home):
    """Without an own assessment the targets are the example's and cannot be changed."""
    browser = FrontEnd(TargetForm.load())
    assert browser.page["mode"] == "example"
    assert browser.change("leadership", "target", 3)["kind"] == "refused"
    assert list(home.iterdir()) == []


def test_drafts_of_targets_are_kept_apart(home):
    """Two forms on one file do not share the place of their drafts in the browser."""
    from skillkit.widgets.assessment import AssessmentForm

    save(example_person(), home / "assessment.json")
    keys = {FrontEnd(form).page["key"] for form in (AssessmentForm.load(), TargetForm.load())}
    assert len(keys) == 2
    assert not any(" " in key for key in keys)


def test_trying_changes_no_assessment(home):
    """What if: the shape follows, the form and the file stay as they were."""
    save(example_person(), home / "assessment.json")
    form = TargetForm.load()
    saved = to_json(load(home / "assessment.json"))
    what_if = WhatIf(form)
    browser = FrontEnd(what_if)
    assert browser.page["lines"][0] == "As rated: T in progress"
    for skill, level in {"machine_learning": 3, "communication": 3, "cross_functional": 3}.items():
        browser.say("try", skill=skill, level=level)
    browser.say("try", skill="influence_tradeoffs", level=2)
    assert browser.page["lines"][0] == "As tried: T-shaped engineer"
    assert what_if.assessment.rating("machine_learning") == 3
    assert to_json(load(home / "assessment.json")) == saved
    assert form.assessment == example_person()
    browser.say("reset")
    assert what_if.assessment == example_person()
    assert browser.page["lines"][0] == "As rated: T in progress"


def test_trying_the_rated_level_is_trying_nothing(home):
    """A level that is the rating anyway does not count as tried."""
    page = FrontEnd(WhatIf(example_person())).ask("try", skill="leadership", level=1)
    assert page["lines"][1] == "Try a level and watch the shape."


def test_all_targets_can_be_tried_at_once(home):
    """One press shows the shape with every target reached."""
    what_if = WhatIf(example_person())
    page = FrontEnd(what_if).ask("targets")
    assert what_if.assessment.rating("software_engineering") == 4
    assert "10 skills differ from the ratings" in page["lines"][2]


def test_what_is_tried_follows_the_form(home):
    """A rating that changes in the form changes below what is tried, which stays."""
    save(example_person(), home / "assessment.json")
    form = TargetForm.load()
    what_if = WhatIf(form)
    FrontEnd(what_if).say("try", skill="leadership", level=4)
    form.value = {**form.value, "ratings": {**form.value["ratings"], "ethical_ai": 3}}
    assert what_if.assessment.rating("ethical_ai") == 3
    assert what_if.assessment.rating("leadership") == 4


@pytest.mark.parametrize("level", [7, -1, "3", True, [3], {"a": 1}])
def test_only_levels_can_be_tried(home, level):
    """A message that no page of ours sends changes nothing and raises nothing."""
    what_if = WhatIf(example_person())
    FrontEnd(what_if).say("try", skill="leadership", level=level)
    FrontEnd(what_if).say("try", skill="no_such_skill", level=2)
    assert what_if.assessment == example_person()


def test_a_what_if_takes_a_form_or_an_assessment():
    """Anything else is refused by name."""
    with pytest.raises(TypeError, match="this is a str"):
        WhatIf("leadership")  # type: ignore[arg-type]


def test_a_picture_travels_without_its_style_and_rests_with_it(home):
    """On the live page the style stands once; a saved notebook has nothing but the picture."""
    assert STYLE not in FrontEnd(WhatIf(example_person())).page["picture"]
    assert STYLE in still(WhatIf(example_person()))


# --- A copy to take along ----------------------------------------------------------------------


def test_nothing_saved_means_nothing_to_take_along(home):
    """The example is nobody's to download."""
    page = FrontEnd(Backup.load()).page
    assert page["text"] == ""
    assert page["there"] == ""


def test_a_copy_is_what_is_saved_now(home):
    """The copy is asked for again, so that it is never older than the file."""
    save(example_person(), home / "assessment.json")
    browser = FrontEnd(Backup.load())
    newer = example_person().rate("leadership", 4)
    save(newer, home / "assessment.json")
    browser.say("fetch")
    assert browser.heard[-1]["kind"] == "fetched"
    assert browser.heard[-1]["text"] == to_json(newer)
    assert browser.heard[-1]["name"] == "assessment-2026-09-01.json"


def test_a_copy_comes_back_into_an_empty_folder(home):
    """On a new machine a copy is restored at once, with everything in it."""
    link = Backup.load()
    browser = FrontEnd(link)
    browser.say("restore", text=to_json(example_person()))
    assert load(home / "assessment.json") == example_person()
    assert "Restored 16 of 16 skills rated on 2026-09-01" in browser.page["words"]
    assert not browser.page["asks"]


def test_a_copy_never_replaces_an_assessment_without_asking(home):
    """What is here stays until the person says so, and is kept beside the file then."""
    mine = example_person().rate("leadership", 4)
    save(mine, home / "assessment.json")
    browser = FrontEnd(Backup.load())
    browser.say("restore", text=to_json(example_person()))
    assert load(home / "assessment.json") == mine
    assert browser.page["asks"]
    assert "Between the two 1 rating differs" in browser.page["words"]
    browser.say("keep")
    browser.say("replace")  # too late: nothing waits any more
    assert load(home / "assessment.json") == mine
    browser.say("restore", text=to_json(example_person()))
    browser.say("replace")
    assert load(home / "assessment.json") == example_person()
    assert load(backup_of(home / "assessment.json")) == mine


def test_the_forms_of_the_kernel_show_what_came_back(home):
    """A form that is open on the file goes on with the restored assessment."""
    form = TargetForm.load()
    assert FrontEnd(form).page["mode"] == "example"
    FrontEnd(Backup.load()).say("restore", text=to_json(example_person().aim("leadership", 4)))
    assert FrontEnd(form).page["mode"] == "saved"
    assert form.assessment.targets["leadership"] == 4


BAD = {
    "empty": ("", "not JSON"),
    "no json": ("skillkit", "not JSON"),
    "half": (to_json(example_person())[:200], "not JSON"),
    "foreign": ('{"cells": []}', "not an assessment"),
    "a calibration": ('{"claims": {}, "before": {}}', "not an assessment"),
    "newer": ('{"schema": 9, "framework": "ai_engineer", "ratings": {}}', "update skillkit"),
    "level": ('{"framework": "ai_engineer", "ratings": {"leadership": 7}}', "from 0 to 4"),
    "framework": ('{"framework": "../../etc/passwd", "ratings": {}}', "not one of the kit's"),
    "bidi": (
        '{"framework": "ai_engineer", "ratings": {}, "evidence": {"leadership": "\u202eb"}}',
        "U+202E",
    ),
    "deep": ("[" * 30_000, "nested too deeply"),
    "large": (" " * (LARGEST + 1), "more than 1,000,000 bytes"),
    "no text": (None, "could not be read"),
}


@pytest.mark.parametrize(("text", "words"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_refused_with_its_sentence(home, text, words):
    """Whatever is brought, the sentence says why not, and nothing is written."""
    browser = FrontEnd(Backup.load())
    browser.say("restore", text=text)
    assert browser.page["words"].startswith("Nothing was changed. ")
    assert words in browser.page["words"]
    assert not browser.page["asks"]
    assert list(home.iterdir()) == []


def test_a_damaged_file_and_its_version_before_stay(home):
    """Where the own file cannot be used, both are kept under other names before a copy is put."""
    save(example_person(), home / "assessment.json")
    save(example_person().rate("leadership", 4), home / "assessment.json")
    (home / "assessment.json").write_text("{", "utf-8")
    browser = FrontEnd(Backup.load())
    browser.say("restore", text=to_json(example_person().rate("leadership", 3)))
    assert (home / "assessment.damaged-1.json").read_text("utf-8") == "{"
    assert load(home / "assessment.damaged-1.previous.json") == example_person()
    assert load(home / "assessment.json").rating("leadership") == 3


def test_the_same_file_twice_changes_nothing(home):
    """Bringing back what is there already is said, and keeps the version before."""
    save(example_person().rate("leadership", 4), home / "assessment.json")
    save(example_person(), home / "assessment.json")
    browser = FrontEnd(Backup.load())
    browser.say("restore", text=to_json(example_person()))
    assert "says the same" in browser.page["words"]
    assert load(backup_of(home / "assessment.json")).rating("leadership") == 4


def test_every_form_closes_what_it_opened():
    """Forms that are gone are forgotten, so that a long-lived kernel does not fill up."""
    before = len(_OPEN)
    form = ClaimSort(Calibration())
    form.close()
    assert len(_OPEN) <= before + 1
