"""Profile in words, for the screen, the page and the voice of a screen reader.

It describes ratings, never a person, and says whose description it is: the article's or the kit's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Protocol

from skillkit.base.text import counted, joined
from skillkit.framework import AreaId, Framework, share_of
from skillkit.profile.model import Fact, Profile, Stool
from skillkit.profile.shape import Needs, needs, shapes_of

NAMES = {
    "t_shaped": "T-shaped engineer",
    "t_in_progress": "T in progress",
    "broad_generalist": "broad generalist",
    "narrow_specialist": "narrow specialist",
    "emerging": "emerging shape",
    "mixed": "mixed shape",
    "insufficient_data": "not enough ratings yet",
}

VARIANTS = {
    "T": "with one deep skill: a T",
    "pi": "with two deep skills: a pi",
    "comb": "with three or more deep skills: a comb",
}

OF_THE_ARTICLE = ("t_shaped", "broad_generalist", "narrow_specialist")

BEAMS = {
    "depth": "a deep skill",
    "fundamentals": "solid fundamentals",
    "communication": "good communication",
}


NO_SHAPE = "Skills as rated"  # above a picture of a framework that names no shape


ANY_T = "T shape"  # the T of a framework that is not the article's, so of no engineer


def shape_title(profile: Profile) -> str:
    """What is above a picture: the name of its shape, where the framework has one."""
    return NO_SHAPE if profile.shape is None else _name(profile.shape, profile.framework)


def _name(shape: str, framework: Framework) -> str:
    """The name of a shape; the article's own words for its frameworks alone."""
    return ANY_T if shape == "t_shaped" and not framework.follows_article else NAMES[shape]


def no_shape_words(framework: Framework) -> str:
    """Why a framework names no shape."""
    roles = {"stem": framework.stems, "must_have or core": framework.must_haves or framework.core}
    lacking = joined([role for role, there in roles.items() if not there])
    return (
        f"{framework.title} names no shape, as no skill is marked {lacking}. "
        "The picture, the gaps, the team's view and the plan need none."
    )


def shape_name(shape: str, framework: Framework) -> str:
    """The name of a shape with its article: "a broad generalist"."""
    name = _name(shape, framework)
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def shape_sentence(profile: Profile) -> str:
    """The shape and why, in one or two sentences."""
    if profile.shape is None:
        return no_shape_words(profile.framework)
    if profile.status == "insufficient":
        return _too_few(profile)
    name = shape_name(profile.shape, profile.framework)
    whose = f"what this kit calls {name}"
    if profile.shape in OF_THE_ARTICLE and profile.framework.follows_article:
        whose = f"the article's description of {name}"
    if profile.variant:
        whose += f" ({VARIANTS[profile.variant]})"
    start = "Your ratings fit" if profile.status == "final" else "So far, your ratings fit"
    return f"{start} {whose}, because {_because(profile)}{_open_end(profile)}"


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
        yield " Nothing is missing for a T.", False
        return
    yield " To round it off: " if profile.deep else " The shortest way to a T: ", False
    names = [profile.framework.skill(skill).name for skill, _, _ in profile.change]
    yield from _names_in_short(names)
    yield ".", False


def _depth_in_short(profile: Profile) -> Iterator[tuple[str, bool]]:
    """Where somebody goes deep; or what hangs deep without counting as depth."""
    framework = profile.framework
    if profile.deep:
        yield "You go deep in ", False
        yield from _names_in_short([framework.skill(skill).name for skill in profile.deep])
        yield ".", False
        return
    levels = profile.assessment.levels
    long = [s.name for s in framework.skills if levels.get(s.id, 0) >= framework.rules.deep]
    if not long:
        yield "Nothing goes deep yet.", False
        return
    areas = joined(list(dict.fromkeys(framework.area(s.area).name for s in framework.stems)))
    yield "What goes deep is ", False
    yield from _names_in_short(long)
    yield f". The stem of a T is a skill of {areas}.", False


def _names_in_short(names: list[str]) -> Iterator[tuple[str, bool]]:
    """Names of skills, the first of many, as one phrase in parts."""
    shown, more = names[:MOST_NAMED], len(names) - MOST_NAMED
    for place, name in enumerate(shown):
        joint = " and " if place == len(shown) - 1 and more <= 0 else ", "
        yield joint if place else "", False
        yield name, True
    if more > 0:
        yield f" and {more} more", False


def fact_sentence(profile: Profile, fact: Fact) -> str:
    """One counted fact in words: so many of so many at a level."""
    names = profile.framework.names
    rules = profile.framework.rules
    decent, strong = f"{names[rules.decent]} or above", f"{names[rules.strong]} or above"
    noun, level = {
        "depth": ("skills that may go deep", names[rules.deep]),
        "strong": ("skills that may go deep", strong),
        "fundamentals": ("must-haves", strong),
        "communication": ("communication skills", strong),
        "breadth": ("skills that apply to you", decent),
    }[fact.id]
    return f"{_count(fact.count, fact.of, noun)} at {level}{_below_floor(profile, fact)}"


def need_words(profile: Profile, fact: Fact) -> str:
    """What the rule asks of a fact."""
    decent = profile.framework.level(profile.framework.rules.decent).name
    return {
        "depth": f"a T needs {fact.need}",
        "strong": f"narrow means {_up_to(profile.framework.rules.narrow_max_strong)}",
        "fundamentals": f"solid means {fact.need}, and none below {decent}",
        "communication": f"good means {fact.need}, and none below {decent}",
        "breadth": f"broad means {fact.need}",
    }[fact.id]


def change_sentence(profile: Profile) -> str:
    """The smallest change to a T."""
    if profile.shape is None:
        return "Without a shape there is no smallest change to a T; your targets say where you go."
    if profile.levels_to_t is None:
        return "You will see the smallest change to a T once enough skills are rated."
    if not profile.change:
        return "Nothing is missing for a T. Keep what you have, or choose where to go next."
    names = profile.framework.names
    steps = [
        f"{profile.framework.skill(skill).name} from {names[start]} to {names[end]}"
        for skill, start, end in profile.change
    ]
    count = counted(profile.levels_to_t, "level")
    return (
        f"The smallest change to a T is {count}: {joined(steps)}. "
        "It is one of the shortest ways; another may suit you better."
    )


def border_hint(profile: Profile) -> str | None:
    """A word of caution when single ratings decide the shape."""
    if not profile.near_border or profile.steadiness is None:
        return None
    percent = round(100 * float(profile.steadiness))
    return (
        "This is close to a border: one level up or down in a single skill would change the shape "
        f"in {100 - percent} of 100 cases. Look again at the ratings you were least sure of."
    )


def evidence_sentence(profile: Profile) -> str | None:
    """What the shape is when only evidenced high levels count in full."""
    shape = profile.shape_as_evidenced
    if shape is None:
        return None
    rules = profile.framework.rules
    names = profile.framework.names
    rule = (
        f"If every rating of {names[rules.evidence_from]} or above without a line of evidence "
        f"counted as {names[rules.evidence_cap]}"
    )
    if shape == profile.shape:
        return f"{rule}, the shape would stay the same."
    return f"{rule}, the shape would be {shape_name(shape, profile.framework)}."


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
    legs = f"Mean levels: {joined(means)}."
    whole = framework.stands_on_legs
    if standing.stool is None:
        what = "the stool" if whole else "whether every area is high enough"
        return f"{legs} You will see {what} once enough skills are rated."
    if not standing.weakest_areas:
        return legs
    weakest = joined([framework.area(area).name for area in standing.weakest_areas])
    floor = framework.level(framework.rules.stool_stands).name
    if not whole:
        if len(framework.areas) == 1:
            word = "It reaches" if standing.stool == "stands" else "It does not reach"
            return f"{legs} {word} {floor} on average."
        each = "Every area reaches" if standing.stool == "stands" else "Not every area reaches"
        return f"{legs} The lowest: {weakest}. {each} {floor} on average."
    leg = "leg is" if len(standing.weakest_areas) == 1 else "legs are"
    verdict = (
        f"The stool stands: every leg reaches {floor} on average."
        if standing.stool == "stands"
        else f"The stool is unsteady: it stands when every leg reaches {floor} on average."
    )
    return f"{legs} The shortest {leg} {weakest}. {verdict}"


def _up_to(most: int) -> str:
    return "exactly 1" if most == 1 else f"1 to {most}"


def mean_words(mean: Fraction | None, absent: str = "not rated") -> str:
    """A mean level to one decimal, or the word for none."""
    return absent if mean is None else f"{float(mean):.1f}"


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
        because += (
            f" For a T, {joined([BEAMS[beam] for beam in profile.missing])} would come on top."
        )
    return because


def _count(count: int, of: int, noun: str) -> str:
    """How many of a group: "none of the 3 must-haves is", "the only ... is", "all 6 ... are"."""
    if of == 1:
        noun = noun.removesuffix("s").replace("skills ", "skill ")
        return f"the only {noun} is" if count else f"the only {noun} is not"
    if count == of:
        return f"all {of} {noun} are"
    verb = "is" if count < 2 else "are"
    return f"{count or 'none'} of the {of} {noun} {verb}"


def _below_floor(profile: Profile, fact: Fact) -> str:
    """How many of a group are below the floor that all of it has to reach."""
    role = {"fundamentals": "must_have", "communication": "core"}.get(fact.id)
    if role is None or fact.of == 1:
        return ""
    floor, levels = profile.framework.rules.decent, profile.assessment.levels
    group = [skill for skill in profile.assessment.applicable if getattr(skill, role)]
    below = sum(levels.get(skill.id, 0) < floor for skill in group)
    name = profile.framework.level(floor).name
    return f", and {below or 'none'} {'is' if below < 2 else 'are'} below {name}"


def _open_end(profile: Profile) -> str:
    """What the unrated skills could still change."""
    if profile.status == "final":
        return ""
    others = [
        shape_name(shape, profile.framework) for shape in profile.possible if shape != profile.shape
    ]
    count = len(profile.assessment.applicable) - len(profile.assessment.levels)
    skills = counted(count, "skill is unrated; it", "skills are unrated; they")
    return f" {skills} could still make it {joined(others, 'or')}."


def _too_few(profile: Profile) -> str:
    assessment = profile.assessment
    applicable, rated = len(assessment.applicable), len(assessment.levels)
    needed = share_of(profile.framework.rules.min_rated_share, applicable)
    skills = counted(needed - rated, "more skill")
    return (
        f"Rate {skills} to see your shape: {rated} of {applicable} are rated, {needed} are needed."
    )


def rule_lines(framework: Framework) -> Iterator[str]:
    """The rule, a sentence or two at a time; the first shape that fits is the one named.

    What the framework does not name is left out, and shapes that cannot occur are not there.
    """
    need = needs(framework, framework.skills)
    if framework.has_shape:
        yield (
            f"With fewer than {need.rated} of {len(framework.skills)} skills rated, no shape is "
            "named. A skill that is not applicable does not count; an unrated one counts as not "
            "shown yet."
        )
        said = _shape_rules(framework, need)
        possible = shapes_of(framework)
        yield from (words for shapes, words in said if possible.intersection(shapes))
        yield from _left_out(framework)
    else:
        yield no_shape_words(framework)
    stands = framework.level(framework.rules.stool_stands).name
    if framework.stands_on_legs:
        picture = "The stool is the article's picture. " if framework.follows_article else ""
        yield (
            f"{picture}That a leg of the stool is the mean of its area, and that it carries from "
            f"{stands} on, is the kit's choice. "
            "So is every number above: conventions, not measurements."
        )
    else:
        yield (
            f"That an area is as high as the mean of its skills, and high enough from {stands} on, "
            "is the kit's choice. So is every number above: conventions, not measurements."
        )


def _left_out(framework: Framework) -> Iterator[str]:
    """What the rule does not ask, as the framework does not name it."""
    if not framework.must_haves:
        yield "No skill is a must-have here, so fundamentals are left out of the rule."
    if not framework.core:
        yield "No skill is marked core here, so communication is left out of the rule."


def _shape_rules(framework: Framework, need: Needs) -> Iterator[tuple[tuple[str, ...], str]]:
    """A sentence for each shape, with the shapes that it is about."""
    rules = framework.rules
    decent, strong, deep = (
        framework.level(level).name for level in (rules.decent, rules.strong, rules.deep)
    )
    whose = "the article's" if framework.follows_article else "the kit's"
    beams = [f"{BEAMS['depth']} at {deep}"]
    if need.must_haves:
        beams.append(
            f"{BEAMS['fundamentals']} (every must-have {decent} or above, "
            f"{need.strong_must_haves} of {need.must_haves} {strong} or above)"
        )
    if need.core:
        beams.append(
            f"{BEAMS['communication']} (every skill of the communication core {decent} or above, "
            f"{need.strong_core} of {need.core} {strong} or above)"
        )
    yield ("t_shaped",), f"{_name('t_shaped', framework)} ({whose}): {joined(beams)}."
    rest = (
        f"{BEAMS['fundamentals']}, {BEAMS['communication']} or at least {need.many} skills "
        f"{decent} or above"
        if need.must_haves and need.core
        else "not yet the rest"
    )
    yield ("t_in_progress",), f"T in progress (the kit's): a deep skill, and {rest}."
    yield (
        ("broad_generalist",),
        f"Broad generalist ({whose}): at least {need.many} skills {decent} or above.",
    )
    not_good = "communication not good, and " if need.core else ""
    yield (
        ("narrow_specialist",),
        f"Narrow specialist ({whose}): {not_good}a few skills that may go "
        f"deep at {strong} or above; few means {rules.narrow_max_strong} at most.",
    )
    yield (
        ("emerging", "mixed"),
        f"Emerging (the kit's): {not_good}none of them {strong} yet. "
        "Mixed (the kit's): everything else.",
    )
