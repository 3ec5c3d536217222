"""Profile in words, for the screen, the page and the voice of a screen reader.

It describes ratings, never a person, and says whose description it is: the article's or the kit's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Protocol

from skillkit.base.text import counted, in_figures, joined
from skillkit.base.words import plural, say, sentence
from skillkit.framework import AreaId, Framework, share_of
from skillkit.profile.model import Fact, Profile, Stool
from skillkit.profile.shape import Needs, needs, shapes_of

NAMES = {
    "t_shaped": sentence("T-shaped engineer"),
    "t_in_progress": sentence("T in progress"),
    "broad_generalist": sentence("broad generalist"),
    "narrow_specialist": sentence("narrow specialist"),
    "emerging": sentence("emerging shape"),
    "mixed": sentence("mixed shape"),
    "insufficient_data": sentence("not enough ratings yet"),
}

VARIANTS = {
    "T": sentence("with one deep skill: a T"),
    "pi": sentence("with two deep skills: a pi"),
    "comb": sentence("with three or more deep skills: a comb"),
}

OF_THE_ARTICLE = ("t_shaped", "broad_generalist", "narrow_specialist")

BEAMS = {
    "depth": sentence("a deep skill"),
    "fundamentals": sentence("solid fundamentals"),
    "communication": sentence("good communication"),
}


NO_SHAPE = sentence("Skills as rated")  # above a picture of a framework that names no shape


ANY_T = sentence("T shape")  # the T of a framework that is not the article's, so of no engineer


def shape_title(profile: Profile) -> str:
    """What is above a picture: the name of its shape, where the framework has one."""
    return say(NO_SHAPE) if profile.shape is None else _name(profile.shape, profile.framework)


def _name(shape: str, framework: Framework) -> str:
    """The name of a shape; the article's own words for its frameworks alone."""
    return say(ANY_T if shape == "t_shaped" and not framework.follows_article else NAMES[shape])


def no_shape_words(framework: Framework) -> str:
    """Why a framework names no shape."""
    roles = {
        "stem": framework.stems,
        joined(["must_have", "core"], "or"): framework.must_haves or framework.core,
    }
    lacking = joined([role for role, there in roles.items() if not there])
    return say(
        "{title} names no shape, as no skill is marked {lacking}. The picture, the "
        "gaps, the team's view and the plan need none.",
        title=framework.title,
        lacking=lacking,
    )


WITH_ARTICLE = {
    "t_shaped": sentence("a T-shaped engineer"),
    "t_in_progress": sentence("a T in progress"),
    "broad_generalist": sentence("a broad generalist"),
    "narrow_specialist": sentence("a narrow specialist"),
    "emerging": sentence("an emerging shape"),
    "mixed": sentence("a mixed shape"),
}


def shape_name(shape: str, framework: Framework) -> str:
    """The name of a shape with its article: "a broad generalist"."""
    if shape == "t_shaped" and not framework.follows_article:
        return say("a T shape")
    return say(WITH_ARTICLE.get(shape) or NAMES[shape])


def shape_sentence(profile: Profile, *, supposed: bool = False) -> str:
    """The shape and why, in one or two sentences; `supposed`: of ratings that nobody gave yet."""
    if profile.shape is None:
        return no_shape_words(profile.framework)
    if profile.status == "insufficient":
        return _too_few(profile)
    name = shape_name(profile.shape, profile.framework)
    whose = say("what this kit calls {shape}", shape=name)
    if profile.shape in OF_THE_ARTICLE and profile.framework.follows_article:
        whose = say("the article's description of {shape}", shape=name)
    if profile.variant:
        whose += f" ({say(VARIANTS[profile.variant])})"
    because = _because(profile)
    fit = _FIT[profile.status == "final", supposed]
    return f"{say(fit, whose=whose, because=because)}{_open_end(profile)}"


_FIT = {  # by whether it is final, and whether it is supposed
    (True, False): sentence("Your ratings fit {whose}, because {because}"),
    (True, True): sentence("Your ratings would fit {whose}, because {because}"),
    (False, False): sentence("So far, your ratings fit {whose}, because {because}"),
    (False, True): sentence("So far, your ratings would fit {whose}, because {because}"),
}


MOST_NAMED = 4  # skills in one short sentence


def glance(profile: Profile) -> Iterator[tuple[str, bool]]:
    """The shape in one short line, in parts; a part that is true is the name of a skill."""
    if profile.status == "insufficient":
        yield _too_few(profile), False
        return
    yield from _depth_in_short(profile)
    if profile.shape is None:
        return
    if not profile.change:
        yield say(" Nothing is missing for a T."), False
        return
    yield say(" To round it off: ") if profile.deep else say(" The shortest way to a T: "), False
    names = [profile.framework.skill(skill).name for skill, _, _ in profile.change]
    yield from _names_in_short(names)
    yield ".", False


def _depth_in_short(profile: Profile) -> Iterator[tuple[str, bool]]:
    """Where somebody goes deep; or what hangs deep without counting as depth."""
    framework = profile.framework
    if profile.deep:
        yield say("You go deep in "), False
        yield from _names_in_short([framework.skill(skill).name for skill in profile.deep])
        yield ".", False
        return
    levels = profile.assessment.levels
    long = [s.name for s in framework.skills if levels.get(s.id, 0) >= framework.rules.deep]
    if not long:
        yield say("Nothing goes deep yet."), False
        return
    areas = joined(list(dict.fromkeys(framework.area(s.area).name for s in framework.stems)))
    yield say("What goes deep is "), False
    yield from _names_in_short(long)
    yield f". {say('The stem of a T is a skill of {areas}.', areas=areas)}", False


def _names_in_short(names: list[str]) -> Iterator[tuple[str, bool]]:
    """Names of skills, the first of many, as one phrase in parts."""
    shown, more = names[:MOST_NAMED], len(names) - MOST_NAMED
    for place, name in enumerate(shown):
        joint = say(" and ") if place == len(shown) - 1 and more <= 0 else ", "
        yield joint if place else "", False
        yield name, True
    if more > 0:
        yield say(" and {more} more", more=more), False


def fact_sentence(profile: Profile, fact: Fact) -> str:
    """One counted fact in words: so many of so many at a level."""
    names = profile.framework.names
    rules = profile.framework.rules
    decent, strong = (
        say("{level} or above", level=names[level]) for level in (rules.decent, rules.strong)
    )
    level = {"depth": names[rules.deep], "breadth": decent}.get(fact.id, strong)
    count = say("{count} at {level}", count=_count(fact), level=level)
    return _with_floor(count, profile, fact)


def need_words(profile: Profile, fact: Fact) -> str:
    """What the rule asks of a fact."""
    decent = profile.framework.level(profile.framework.rules.decent).name
    return {
        "depth": say("a T needs {need}", need=fact.need),
        "strong": say(
            "narrow means {up_to}", up_to=_up_to(profile.framework.rules.narrow_max_strong)
        ),
        "fundamentals": say(
            "solid means {need}, and none below {decent}", need=fact.need, decent=decent
        ),
        "communication": say(
            "good means {need}, and none below {decent}", need=fact.need, decent=decent
        ),
        "breadth": say("broad means {need}", need=fact.need),
    }[fact.id]


def change_sentence(profile: Profile) -> str:
    """The smallest change to a T."""
    if profile.shape is None:
        return say(
            "Without a shape there is no smallest change to a T; your targets say where you go."
        )
    if profile.levels_to_t is None:
        return say("You will see the smallest change to a T once enough skills are rated.")
    if not profile.change:
        return say("Nothing is missing for a T. Keep what you have, or choose where to go next.")
    names = profile.framework.names
    steps = [
        say(
            "{skill} from {start} to {end}",
            skill=profile.framework.skill(skill).name,
            start=names[start],
            end=names[end],
        )
        for skill, start, end in profile.change
    ]
    count = counted(profile.levels_to_t, "level")
    return say(
        "The smallest change to a T is {count}: {steps}. It is one of the shortest "
        "ways; another may suit you better.",
        count=count,
        steps=joined(steps),
    )


def border_hint(profile: Profile) -> str | None:
    """A word of caution when single ratings decide the shape."""
    if not profile.near_border or profile.steadiness is None:
        return None
    percent = round(100 * float(profile.steadiness))
    return say(
        "This is close to a border: one level up or down in a single skill would change the shape "
        "in {cases} of 100 cases. Look again at the ratings you were least sure of.",
        cases=100 - percent,
    )


def evidence_sentence(profile: Profile) -> str | None:
    """What the shape is when only evidenced high levels count in full."""
    shape = profile.shape_as_evidenced
    if shape is None:
        return None
    rules = profile.framework.rules
    names = profile.framework.names
    high, cap = names[rules.evidence_from], names[rules.evidence_cap]
    if shape == profile.shape:
        return say(
            "If every rating of {high} or above without a line of evidence counted as {cap}, the "
            "shape would stay the same.",
            high=high,
            cap=cap,
        )
    return say(
        "If every rating of {high} or above without a line of evidence counted as {cap}, the "
        "shape would be {shape}.",
        high=high,
        cap=cap,
        shape=shape_name(shape, profile.framework),
    )


class Standing(Protocol):
    """How high the areas stand, of one person or of a team."""

    @property
    def framework(self) -> Framework:
        """Whose areas they are."""

    @property
    def heights(self) -> Mapping[AreaId, Fraction | None]:
        """The mean level of each area."""

    @property
    def weakest_areas(self) -> tuple[AreaId, ...]:
        """The lowest areas."""

    @property
    def stool(self) -> Stool | None:
        """Whether every area is high enough; None where that is open."""


def stool_sentence(standing: Standing) -> str:
    """The areas in words, judged by the weakest; three of them are the legs of a stool."""
    framework, heights = standing.framework, standing.heights
    means = [f"{area.name} {mean_words(heights[area.id])}" for area in framework.areas]
    legs = say("Mean levels: {means}.", means=joined(means))
    if standing.stool is None:
        later = (
            say("You will see the stool once enough skills are rated.")
            if framework.stands_on_legs
            else say("You will see whether every area is high enough once enough skills are rated.")
        )
        return f"{legs} {later}"
    if not standing.weakest_areas:
        return legs
    return f"{legs} {_lowest_words(standing)}{_enough_words(standing)}"


def _lowest_words(standing: Standing) -> str:
    """Which areas are the lowest, with a blank after it; nothing where there is one area alone."""
    framework = standing.framework
    lowest = [framework.area(area).name for area in standing.weakest_areas]
    if framework.stands_on_legs:
        shortest = plural(
            "The shortest leg is {areas}.",
            "The shortest legs are {areas}.",
            len(lowest),
            areas=joined(lowest),
        )
        return f"{shortest} "
    if len(framework.areas) == 1:
        return ""
    return f"{say('The lowest: {areas}.', areas=joined(lowest))} "


def _enough_words(standing: Standing) -> str:
    """Whether every area is high enough."""
    framework, stands = standing.framework, standing.stool == "stands"
    if framework.stands_on_legs:
        words = (
            sentence("The stool stands: every leg reaches {level} on average.")
            if stands
            else sentence(
                "The stool is unsteady: it stands when every leg reaches {level} on average."
            )
        )
    elif len(framework.areas) == 1:
        words = (
            sentence("It reaches {level} on average.")
            if stands
            else sentence("It does not reach {level} on average.")
        )
    else:
        words = (
            sentence("Every area reaches {level} on average.")
            if stands
            else sentence("Not every area reaches {level} on average.")
        )
    return say(words, level=framework.level(framework.rules.stool_stands).name)


def _up_to(most: int) -> str:
    return say("exactly 1") if most == 1 else say("1 to {most}", most=most)


def mean_words(mean: Fraction | None, absent: str | None = None) -> str:
    """A mean level to one decimal, or the word for none."""
    if mean is None and absent is None:
        return say("not rated")
    return absent or "" if mean is None else in_figures(float(mean), 1)


_REASONS = {
    "broad_generalist": ("breadth", "depth"),
    "narrow_specialist": ("strong", "communication", "breadth"),
    "emerging": ("strong", "communication", "breadth"),
    "mixed": ("strong", "communication", "breadth"),
}

_T_REASONS = ("depth", "fundamentals", "communication")


def _because(profile: Profile) -> str:
    facts = {fact.id: fact for fact in profile.facts}
    chosen = _REASONS.get(profile.shape or "", _T_REASONS)
    reasons = {name: fact_sentence(profile, facts[name]) for name in chosen if name in facts}
    if profile.deep and "depth" in reasons:
        names = joined([profile.framework.skill(skill).name for skill in profile.deep])
        reasons["depth"] += f" ({names})"
    because = f"{'; '.join(reasons.values())}."
    if profile.shape == "t_in_progress":
        beams = joined([say(BEAMS[beam]) for beam in profile.missing])
        because += say(" For a T, {beams} would come on top.", beams=beams)
    return because


_DEEP = (sentence("skill that may go deep"), sentence("skills that may go deep"))

_NOUNS = {  # for one, and for many
    "depth": _DEEP,
    "strong": _DEEP,
    "fundamentals": (sentence("must-have"), sentence("must-haves")),
    "communication": (sentence("communication skill"), sentence("communication skills")),
    "breadth": (sentence("skill that applies to you"), sentence("skills that apply to you")),
}


def _count(fact: Fact) -> str:
    """How many of a group: "none of the 3 must-haves is", "the only ... is", "all 6 ... are"."""
    count, of = fact.count, fact.of
    one, many = map(say, _NOUNS[fact.id])
    if of == 1:
        return (
            say("the only {noun} is", noun=one)
            if count
            else say("the only {noun} is not", noun=one)
        )
    if count == of:
        return say("all {of} {noun} are", of=of, noun=many)
    if not count:
        return say("none of the {of} {noun} is", of=of, noun=many)
    return plural(
        "{count} of the {of} {noun} is", "{count} of the {of} {noun} are", count, of=of, noun=many
    )


def _with_floor(count: str, profile: Profile, fact: Fact) -> str:
    """A count, with how many are below the floor that all of the group has to reach."""
    role = {"fundamentals": "must_have", "communication": "core"}.get(fact.id)
    if role is None or fact.of == 1:
        return count
    floor, levels = profile.framework.rules.decent, profile.assessment.levels
    group = [skill for skill in profile.assessment.applicable if getattr(skill, role)]
    below = sum(levels.get(skill.id, 0) < floor for skill in group)
    level = profile.framework.level(floor).name
    if not below:
        return say("{group}, and none is below {level}", group=count, level=level)
    return plural(
        "{group}, and {count} is below {level}",
        "{group}, and {count} are below {level}",
        below,
        group=count,
        level=level,
    )


def _open_end(profile: Profile) -> str:
    """What the unrated skills could still change."""
    if profile.status == "final":
        return ""
    others = [
        shape_name(shape, profile.framework) for shape in profile.possible if shape != profile.shape
    ]
    count = len(profile.assessment.applicable) - len(profile.assessment.levels)
    return plural(
        " {count} skill is unrated; it could still make it {shapes}.",
        " {count} skills are unrated; they could still make it {shapes}.",
        count,
        shapes=joined(others, "or"),
    )


def _too_few(profile: Profile) -> str:
    assessment = profile.assessment
    applicable, rated = len(assessment.applicable), len(assessment.levels)
    needed = share_of(profile.framework.rules.min_rated_share, applicable)
    return plural(
        "Rate {count} more skill to see your shape: {rated} of {all} are rated, {needed} are "
        "needed.",
        "Rate {count} more skills to see your shape: {rated} of {all} are rated, {needed} are "
        "needed.",
        needed - rated,
        rated=rated,
        all=applicable,
        needed=needed,
    )


def rule_lines(framework: Framework) -> Iterator[str]:
    """The rule, a sentence or two at a time; the first shape that fits is the one named.

    What the framework does not name is left out, and shapes that cannot occur are not there.
    """
    need = needs(framework, framework.skills)
    if framework.has_shape:
        yield say(
            "With fewer than {rated} of {skills} skills rated, no shape is named. A skill "
            "that is not applicable does not count; an unrated one counts as not shown yet.",
            rated=need.rated,
            skills=len(framework.skills),
        )
        said = _shape_rules(framework, need)
        possible = shapes_of(framework)
        yield from (words for shapes, words in said if possible.intersection(shapes))
        yield from _left_out(framework)
    else:
        yield no_shape_words(framework)
    stands = framework.level(framework.rules.stool_stands).name
    if framework.stands_on_legs:
        picture = say("The stool is the article's picture. ") if framework.follows_article else ""
        yield say(
            "{picture}That a leg of the stool is the mean of its area, and that it carries "
            "from {stands} on, is the kit's choice. So is every number above: conventions, "
            "not measurements.",
            picture=picture,
            stands=stands,
        )
    else:
        yield say(
            "That an area is as high as the mean of its skills, and high enough from "
            "{stands} on, is the kit's choice. So is every number above: conventions, not "
            "measurements.",
            stands=stands,
        )


def _left_out(framework: Framework) -> Iterator[str]:
    """What the rule does not ask, as the framework does not name it."""
    if not framework.must_haves:
        yield say("No skill is a must-have here, so fundamentals are left out of the rule.")
    if not framework.core:
        yield say("No skill is marked core here, so communication is left out of the rule.")


def _shape_rules(framework: Framework, need: Needs) -> Iterator[tuple[tuple[str, ...], str]]:
    """A sentence for each shape, with the shapes that it is about."""
    rules = framework.rules
    decent, strong = (framework.level(level).name for level in (rules.decent, rules.strong))
    whose = say("the article's") if framework.follows_article else say("the kit's")
    beams = joined(list(_beam_rules(framework, need)))
    yield ("t_shaped",), f"{_name('t_shaped', framework)} ({whose}): {beams}."
    rest = (
        say(
            "{fundamentals}, {communication} or at least {many} skills {decent} or above",
            fundamentals=say(BEAMS["fundamentals"]),
            communication=say(BEAMS["communication"]),
            many=need.many,
            decent=decent,
        )
        if need.must_haves and need.core
        else say("not yet the rest")
    )
    yield ("t_in_progress",), say("T in progress (the kit's): a deep skill, and {rest}.", rest=rest)
    yield (
        ("broad_generalist",),
        say(
            "Broad generalist ({whose}): at least {many} skills {decent} or above.",
            whose=whose,
            many=need.many,
            decent=decent,
        ),
    )
    not_good = say("communication not good, and ") if need.core else ""
    yield (
        ("narrow_specialist",),
        say(
            "Narrow specialist ({whose}): {not_good}a few skills that may go deep at "
            "{strong} or above; few means {most} at most.",
            whose=whose,
            not_good=not_good,
            strong=strong,
            most=rules.narrow_max_strong,
        ),
    )
    yield (
        ("emerging", "mixed"),
        say(
            "Emerging (the kit's): {not_good}none of them {strong} yet. Mixed (the kit's): "
            "everything else.",
            not_good=not_good,
            strong=strong,
        ),
    )


def _beam_rules(framework: Framework, need: Needs) -> Iterator[str]:
    """What each beam of a T asks for, as far as the framework names it."""
    rules = framework.rules
    decent, strong, deep = (
        framework.level(level).name for level in (rules.decent, rules.strong, rules.deep)
    )
    yield say("{beam} at {level}", beam=say(BEAMS["depth"]), level=deep)
    if need.must_haves:
        yield say(
            "{beam} (every must-have {decent} or above, {count} of {all} {strong} or above)",
            beam=say(BEAMS["fundamentals"]),
            decent=decent,
            count=need.strong_must_haves,
            all=need.must_haves,
            strong=strong,
        )
    if need.core:
        yield say(
            "{beam} (every skill of the communication core {decent} or above, {count} of "
            "{all} {strong} or above)",
            beam=say(BEAMS["communication"]),
            decent=decent,
            count=need.strong_core,
            all=need.core,
            strong=strong,
        )
