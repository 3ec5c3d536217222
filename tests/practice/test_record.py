"""Calibration: what was tried out is kept whole, and never mixed or overwritten."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.base.errors import RatingError, SkillkitError
from skillkit.practice.claims import load_claims
from skillkit.practice.record import (
    Calibration,
    as_dict,
    calibration_path,
    calibration_store,
    from_json,
    to_json,
)
from skillkit.practice.vignettes import load_vignettes

CLAIMS = [claim.id for claim in load_claims().claims]
VERDICTS = [verdict.id for verdict in load_claims().verdicts]
VIGNETTES = [vignette.id for vignette in load_vignettes()]

verbs = st.one_of(
    st.tuples(st.just("sort"), st.sampled_from(CLAIMS), st.sampled_from([None, *VERDICTS])),
    st.tuples(st.just("compare"), st.lists(st.sampled_from(CLAIMS), max_size=3)),
    st.tuples(st.just("rate"), st.sampled_from(VIGNETTES), st.sampled_from([None, *range(5)])),
    st.tuples(st.just("reveal"), st.sampled_from(VIGNETTES)),
)


def done(steps: list[tuple[str, ...]]) -> Calibration:
    """The calibration after these verbs."""
    calibration = Calibration()
    for verb, *words in steps:
        calibration = getattr(calibration, verb)(*words)
    return calibration


@given(st.lists(verbs, max_size=12))
def test_saving_and_loading_change_nothing(steps):
    """Whatever somebody did in the practice comes back as it was."""
    calibration = done(steps)
    assert from_json(to_json(calibration)) == calibration
    assert to_json(from_json(to_json(calibration))) == to_json(calibration)


@given(st.lists(verbs, max_size=12), st.sets(st.sampled_from(VIGNETTES + CLAIMS)))
def test_forgetting_takes_out_those_and_leaves_the_rest(steps, ids):
    """Starting over with some cards leaves everything said about the others."""
    calibration = done(steps)
    left = as_dict(calibration.forget(ids))
    for name, said in as_dict(calibration).items():
        if isinstance(said, dict):
            assert left[name] == {key: value for key, value in said.items() if key not in ids}
        elif isinstance(said, list):
            assert left[name] == [key for key in said if key not in ids]


@given(st.lists(verbs, max_size=12), st.sampled_from(VIGNETTES), st.sampled_from(range(5)))
def test_the_silent_rating_stays_once_the_reference_is_seen(steps, vignette, level):
    """After the reveal a rating is the second one; the first is never touched again."""
    seen = done(steps).reveal(vignette)
    again = seen.rate(vignette, level)
    assert dict(again.before) == dict(seen.before)
    assert again.after[vignette] == level


@given(st.lists(verbs, max_size=12), st.lists(st.sampled_from(CLAIMS)))
def test_what_was_compared_stays_compared(steps, claims):
    """A look at further verdicts takes back none of those seen before."""
    calibration = done(steps)
    assert calibration.compare(claims).compared == calibration.compared | set(claims)


@given(st.lists(verbs, max_size=12), verbs)
def test_a_verb_leaves_the_value_it_was_asked_of(steps, verb):
    """Verbs return new values; the old one says what it said."""
    calibration = done(steps)
    said = to_json(calibration)
    getattr(calibration, verb[0])(*verb[1:])
    assert to_json(calibration) == said


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Calibration().rate("demo_day", 9), "out_of_range"),
        (lambda: Calibration().rate("demo_day", True), "not_an_integer"),
        (lambda: Calibration().reveal("demo_day").rate("demo_day", -1), "out_of_range"),
        (lambda: Calibration().rate("<script>", 1), "unknown_word"),
        (lambda: Calibration().sort("plateau", "<b>"), "unknown_word"),
        (lambda: Calibration().compare(["Plateau\u0000"]), "unknown_word"),
        (lambda: Calibration().reveal("x" * 41), "unknown_word"),
    ],
)
def test_nothing_but_levels_and_ids_gets_in(make, code):
    """A level outside the scale and an id that is no name are refused."""
    with pytest.raises(RatingError) as caught:
        make()
    assert caught.value.code == code


def test_it_lies_with_the_persons_other_files(tmp_path, monkeypatch):
    """A person's own calibration is `calibration.json` in the home folder."""
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path))
    assert calibration_path() == tmp_path / "calibration.json"


BROKEN = {
    "level": '{"claims": {}, "before": {"demo_day": 9}}',
    "half a level": '{"claims": {}, "before": {"demo_day": 1.5}}',
    "no table": '{"claims": [], "before": {}}',
    "no list": '{"claims": {}, "before": {}, "compared": {}}',
    "no name": '{"claims": {}, "before": {}, "revealed": [[]]}',
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_calibration_is_refused(content):
    """A file with a level that is none, or with a part of another kind, ends in a sentence."""
    with pytest.raises(SkillkitError):
        from_json(content)


def test_answers_to_cards_that_are_gone_are_kept(tmp_path):
    """An id that the kit no longer has is not thrown away by the next save."""
    store = calibration_store(tmp_path / "calibration.json")
    store.path.write_text('{"claims": {"an_old_card": "supported"}, "before": {}}', "utf-8")
    after = store.update(lambda said: said.rate("demo_day", 1), Calibration())
    assert after.claims["an_old_card"] == "supported"
    assert "an_old_card" in json.loads(store.path.read_text("utf-8"))["claims"]
