"""Sample team: twelve openly fictional people, for readers alone and for trying things out.

A workshop folder may bring one as a file; for another framework it is made, every shape among it.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from skillkit.assessment import Assessment
from skillkit.assessment.file import as_dict
from skillkit.assessment.invented import PATTERNS, START, ratings_like
from skillkit.assessment.paper_row import row_of
from skillkit.assessment.share_code import code_of
from skillkit.base.text import capital, joined
from skillkit.base.words import kept_by_language, say
from skillkit.framework import Framework
from skillkit.framework.file import folder_of, load_framework
from skillkit.framework.folder import FIRST, built_in
from skillkit.practice.reading import Reading, code_with, texts_for_all
from skillkit.team.agreements import Agreement, Agreements
from skillkit.team.model import Member, Team
from skillkit.team.sources import from_upload
from skillkit.team.submissions import build_team

NAME = "sample_team.json"

TEAM_LABEL = "an invented team of twelve; any resemblance is coincidental"  # in the file


def team_line() -> str:
    """What stands above the sample: that nobody real is shown."""
    return say("An invented team of twelve; any resemblance is coincidental.")


SYNTHETIC = (
    "Synthetic: an invented person with the name of an animal. Any resemblance is coincidental."
)


# Where the team is made: who is like what, those who agreed to be shown by name first.
NAMED = 5

PEOPLE = {
    "Badger": "t_in_progress",
    "Crane": "broad_generalist",
    "Egret": "T",
    "Fox": "pi",
    "Heron": "mixed",
    "Lynx": "comb",
    "Dolphin": "narrow_specialist",
    "Gecko": "emerging",
    "Ibis": "broad_generalist",
    "Jackdaw": "t_in_progress",
    "Koala": "narrow_specialist",
    "Mole": "insufficient_data",
}


def sample_team(framework: Framework | None = None) -> Team:
    """The invented team: every shape, holes and all; five of them agreed to be shown by name.

    It is of this session's workshop if no `framework` is given.
    """
    framework = framework or load_framework()
    folder = folder_of(framework)
    text = folder.own_text(NAME) if folder else None
    return _made(framework) if text is None else _read(text)


@kept_by_language
def _read(text: str) -> Team:
    return build_team(from_upload(NAME, text.encode())).team.naming(json.loads(text)["named"])


@kept_by_language
def _made(framework: Framework) -> Team:
    """The team of a framework that brings none."""
    members = [
        _member(framework, place, name, like) for place, (name, like) in enumerate(PEOPLE.items())
    ]
    return Team(framework, tuple(members))


def _member(framework: Framework, place: int, name: str, like: str) -> Member:
    """One of the team, with what a colleague might ask for and offer."""
    levels = ratings_like(framework, like, place)
    person = Assessment(framework, START, levels)
    if place == len(PATTERNS) and (spare := [s for s in framework.skills if s.may_be_na]):
        person = person.rate(spare[0].id, "na")
    low = sorted(person.levels, key=lambda skill: person.levels[skill])
    if place % 2 == 0:
        person = replace(person, interest={low[-1]: ("help",)})
    reading = _reading(framework, place)
    if place >= NAMED:
        return Member(person, name, reading=reading)
    return Member(person, name, "named", tuple(low[:2]), reading)


def _reading(framework: Framework, place: int) -> Reading:
    """How one of the team read the practice texts: near the reference level, on either side."""
    scale, off = framework.scale, (0, 0, 1, 0, -1, 0, 1)
    levels = (t.level + off[(place + i) % len(off)] for i, t in enumerate(texts_for_all(framework)))
    return tuple(min(max(level, scale[0]), scale[-1]) for level in levels)


def sample_agreements() -> Agreements:
    """What the invented team agreed on: a gap to close, an offer to take up, a gap to accept."""
    framework = load_framework()
    if folder_of(framework) == built_in(FIRST):
        return _of_the_article(framework)
    return _of_any(framework)


@kept_by_language
def _of_any(framework: Framework) -> Agreements:
    """Agreements about the skills of any framework."""
    first, *_, last = (framework.ids[0], *framework.ids)
    day, due = dt.date(2026, 11, 24), dt.date(2026, 12, 18)
    made = (
        Agreement(
            "a_two", day, say("Two of us look at this together"), first, who="Heron", due=due
        ),
        Agreement(
            "a_hour", day, say("One hour together: show what works"), first, who="Fox", due=due
        ),
        Agreement(
            "a_accept", day, say("Others know this better; we ask them"), last, accepted=True
        ),
    )
    return Agreements(framework, made if first != last else made[:2], {first: 3})


@kept_by_language
def _of_the_article(framework: Framework) -> Agreements:
    day = dt.date(2026, 11, 24)
    made = (
        Agreement(
            "a_review",
            day,
            say("Two of us at every design review, in turn"),
            "system_design",
            who="Heron",
            due=dt.date(2026, 12, 18),
        ),
        Agreement(
            "a_hour",
            day,
            say("One hour together: how we measure what a search finds"),
            "rag_vector",
            who="Fox",
            due=dt.date(2026, 12, 4),
        ),
        Agreement(
            "a_accept",
            day,
            say("Of the field itself we know little; we ask the people who work in it"),
            "domain_expertise",
            accepted=True,
        ),
    )
    return Agreements(framework, made, {"system_design": 3, "leadership": 2})


def sample_chat() -> str:
    """A chat in which the invented team hands in, one code being cut off at first."""
    host = say("Host")
    lines = [f"[10:00] {host}: {say('Please send me your share code; it begins with SK1.')}"]
    readings = {member.alias: member.reading for member in sample_team().members}
    for minute, (alias, person) in enumerate(_handed_in().items(), 1):
        code, when = code_with(person, readings[alias]), f"[10:{minute:02}] {alias}"
        if minute == 3:
            cut = code_of(person)[:-3]
            sorry = say("sorry, that was not all of it: {code}", code=code)
            lines += [f"{when}: {cut}", f"{when}: {sorry}"]
        else:
            lines.append(f"{when}: {say('here it is: {code}', code=code)}")
    return "\n".join([*lines, f"[10:15] {host}: {say('Thank you all.')}", ""])


def sample_files() -> dict[str, str]:
    """The same team as people would hand it in, to practise with: cards, a chat, typed rows."""
    people = _handed_in()
    cards = {f"cards/{alias}.json": _card(person) for alias, person in people.items()}
    rows = "".join(f"{alias}: {row_of(person)}\n" for alias, person in people.items())
    return {"README.md": _readme(), "chat.txt": sample_chat(), "rows.txt": rows, **cards}


def _handed_in() -> dict[str, Assessment]:
    """Each person's card, by name; wishes travel as ticks beside the offers."""
    people = {member.alias: member for member in sample_team().members if member.alias}
    cards = {}
    for alias, member in people.items():
        offers = member.assessment.interest
        ticks = {skill: (*offers.get(skill, ()), "grow") for skill in member.wishes}
        cards[alias] = replace(member.assessment, interest={**offers, **ticks})
    return cards


def _card(person: Assessment) -> str:
    marked = {"note": SYNTHETIC, "synthetic": True, **as_dict(person)}
    return json.dumps(marked, indent=2, ensure_ascii=False) + "\n"


README = """# A team to practise with

**Synthetic.** {label}. Every shape is among them, and ratings
that are open or not applicable. `python3 -m tools.handouts` makes these files; change nothing
here.

`python3 -m skillkit rehearse` opens the kit with this team handed in. These files are for trying
the ways of handing in yourself:

1. Start the kit (`python3 -m skillkit lab`) and open `04_team`. Run its cells.
2. Hand in, in one of three ways, as your group may do it:
   - drop the twelve files of `cards/` on the page;
   - or paste all of `chat.txt`. One code in it is damaged, and the page says in which line; it
     comes again, so they are still twelve;
   - or paste `rows.txt`, which is what twelve printed rating sheets look like when you type them.
3. In the story, {named} agreed to be named. Tick them.
4. Press **Reveal**. Ask the questions of the page as if your group sat there.
5. Press **Start over**, and try another way. The picture is the same; only the rows bring no
   wishes and no offers, so nobody is offered as a mentor, and the chat alone says how people read
   the practice texts.

Without a notebook: `python3 -m skillkit team workshop/sample_team/cards`
"""  # a page of this repository, made for those who work on it; English, as all of these are


def _readme() -> str:
    named = joined(list(sample_team().named))
    return README.format(label=capital(TEAM_LABEL), named=named)
