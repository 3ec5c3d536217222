"""Sample team: twelve openly fictional people, for readers alone and for trying things out."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from functools import cache
from importlib.resources import files

from skillkit.assessment import Assessment
from skillkit.assessment.file import as_dict
from skillkit.assessment.paper_row import row_of
from skillkit.assessment.share_code import code_of
from skillkit.base.text import joined
from skillkit.team.agreements import Agreement, Agreements
from skillkit.team.model import Team
from skillkit.team.sources import from_upload
from skillkit.team.submissions import build_team

NAME = "sample_team.json"

TEAM_LABEL = "an invented team of twelve; any resemblance is coincidental"

SYNTHETIC = (
    "Synthetic: an invented person with the name of an animal. Any resemblance is coincidental."
)


@cache
def sample_team() -> Team:
    """The invented team: every shape, holes and all; five of them agreed to be shown by name."""
    data = files("skillkit").joinpath("data", NAME).read_bytes()
    return build_team(from_upload(NAME, data)).team.naming(json.loads(data)["named"])


@cache
def sample_agreements() -> Agreements:
    """What the invented team agreed on: a gap to close, an offer to take up, a gap to accept."""
    framework, day = sample_team().framework, dt.date(2026, 11, 24)
    made = (
        Agreement(
            "a_review",
            day,
            "Two of us at every design review, in turn",
            "system_design",
            who="Heron",
            due=dt.date(2026, 12, 18),
        ),
        Agreement(
            "a_hour",
            day,
            "One hour together: how we measure what a search finds",
            "rag_vector",
            who="Fox",
            due=dt.date(2026, 12, 4),
        ),
        Agreement(
            "a_accept",
            day,
            "Of the field itself we know little; we ask the people who work in it",
            "domain_expertise",
            accepted=True,
        ),
    )
    return Agreements(framework, made, {"system_design": 3, "leadership": 2})


def sample_chat() -> str:
    """A chat in which the invented team hands in, one code being cut off at first."""
    lines = ["[10:00] Host: Please send me your share code; it begins with SK1."]
    for minute, (alias, person) in enumerate(_handed_in().items(), 1):
        code, when = code_of(person), f"[10:{minute:02}] {alias}"
        if minute == 3:
            lines += [f"{when}: {code[:-3]}", f"{when}: sorry, that was not all of it: {code}"]
        else:
            lines.append(f"{when}: here it is: {code}")
    return "\n".join([*lines, "[10:15] Host: Thank you all.", ""])


def sample_files() -> dict[str, str]:
    """The same team as people would hand it in, to practise with: cards, a chat, typed rows."""
    people = _handed_in()
    cards = {f"cards/{alias}.json": _card(person) for alias, person in people.items()}
    rows = "".join(f"{alias}: {row_of(person)}\n" for alias, person in people.items())
    return {"README.md": _readme(), "chat.txt": sample_chat(), "rows.txt": rows, **cards}


def _handed_in() -> dict[str, Assessment]:
    """Each person's card, by name; wishes travel as ticks."""
    return {
        member.alias: replace(member.assessment, interest=dict.fromkeys(member.wishes, ("grow",)))
        for member in sample_team().members
        if member.alias
    }


def _card(person: Assessment) -> str:
    marked = {"note": SYNTHETIC, "synthetic": True, **as_dict(person)}
    return json.dumps(marked, indent=2, ensure_ascii=False) + "\n"


def _readme() -> str:
    named = joined(list(sample_team().named))
    return f"""# A team to practise with

**Synthetic.** {TEAM_LABEL[0].upper()}{TEAM_LABEL[1:]}. Every shape is among them, and ratings
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
   wishes, so nobody is offered as a mentor.

Without a notebook: `python3 -m skillkit team workshop/sample_team/cards`
"""
