"""One page: a plan to hang on the wall, with the T above and lines for a pen where words are open.

It is laid out for a sheet of A4 or Letter. From four actions on the type is smaller; what does not
fit then goes on on a second sheet. What a person typed keeps the direction of its own script.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from skillkit.base.html import TICK, page, tag, text, typed
from skillkit.base.text import capital, counted, joined, long_date
from skillkit.base.words import plural, say, sentence
from skillkit.framework.notice import imprint
from skillkit.plan import HORIZONS, Action, Plan
from skillkit.plan.words import STATES, action_lines, missing_sentence
from skillkit.profile import Profile
from skillkit.profile.draw_t import t_shape
from skillkit.profile.words import shape_title

TITLE = sentence("My next ninety days")

ROOMY = 3  # so many actions are set in large type

LINE = '<span class="line"></span>'  # for a pen

STYLE = """
main { display: flex; flex-direction: column; gap: 3mm }
header { display: flex; flex-wrap: wrap; gap: 0 6mm; align-items: baseline; justify-content: space-between }
h1 { font-size: 24pt }
h2 { margin: 0; border: 0 }
p { margin: 0 }
.t svg { display: block; margin: 0 auto; width: 100% !important; min-width: 0 !important; max-height: 102mm }
.aim { font-size: 13pt }
.actions { flex: 1; display: flex; flex-direction: column; justify-content: space-evenly; gap: 2.5mm }
article { break-inside: avoid; border-inline-start: 1.4mm solid #dd5f16; padding-inline-start: 4mm }
h2 { font-size: 20pt; line-height: 1.22; font-weight: 400; margin-bottom: 1.5mm }
h2 strong { font-weight: 700 }
.line { display: inline-block; width: 58mm; border-bottom: .3mm solid #4b5468 }
.facts { display: grid; grid-template-columns: 1fr 42mm; gap: 0 6mm }
.tick { width: 3.4mm; height: 3.4mm; margin: 0 1.2mm 0 0 }
.back { display: grid; grid-template-columns: repeat(3, 1fr); gap: 4mm; break-inside: avoid }
.back > div { border: .3mm solid #4a6fb8; border-radius: 1.5mm; padding: 2mm 3mm 3mm }
.back .line { display: block; width: auto; height: 8mm }
.ask { font-size: 13pt }
code { font: 600 1.1em ui-monospace, "DejaVu Sans Mono", monospace }
footer { margin: 0; font-size: 7pt }
.many .t svg { max-height: 70mm }
.many { gap: 2.5mm }
.many h2 { font-size: 14pt; margin-bottom: .5mm }
.many article { font-size: 9pt }
.many h2 .line { width: 48mm }
@media screen and (max-width: 36em) { .back, .facts { grid-template-columns: 1fr } .line { width: 40vw } }
@media print { main { min-height: 96vh } }
"""  # noqa: E501  (one rule a line)


def take_home(
    plan: Plan, profile: Profile | None, today: dt.date, share_code: str | None = None
) -> str:
    """The page as HTML text; without a profile it holds the plan alone."""
    size = "many" if len(plan.actions) > ROOMY else "few"
    parts = [
        f"<main class={size}>",
        f"<header><h1>{_headline(profile)}</h1>",
        f"<p>{_from_to(plan)}</p></header>",
        *([f'<div class="t">{t_shape(profile, bare=True)}</div>'] if profile else ()),
        *_aim(plan),
        '<div class="actions">',
        *(_action(plan, action) for action in plan.actions),
        *([] if plan.actions else [tag("p", "No action is chosen yet.")]),
        "</div>",
        f'<div class="back">{"".join(_look_back(plan, days) for days in HORIZONS)}</div>',
        f'<p class="ask">{_who(plan)}</p>',
        *_code(share_code),
        tag("footer", imprint(plan.framework, today)),
        "</main>",
    ]
    return page(TITLE, parts, STYLE)


def _from_to(plan: Plan) -> str:
    """The ninety days, from the first to the last."""
    last = plan.after(HORIZONS[-1])
    return say("{first} to {last}", first=_date(plan.start), last=_date(last))


def _headline(profile: Profile | None) -> str:
    if profile is None:
        return say(TITLE)
    name = shape_title(profile)
    return text(capital(name))


def _aim(plan: Plan) -> Iterator[str]:
    """What grows, and truly which of it no action builds."""
    if not plan.focus:
        return
    names = [tag("strong", plan.framework.skill(skill).name) for skill in plan.focus]
    missing = f" {text(missing_sentence(plan))}" if plan.actions else ""
    aim = say("I want to grow {names}.", names=joined(names))
    yield f'<p class="aim">{aim}{missing}</p>'


def _action(plan: Plan, action: Action) -> str:
    """One action: the sentence that starts it, what it is and what shows it, and its date."""
    said = dict(action_lines(plan, action))
    due = f"{say('by {day}', day=_due(plan, action))}{_state(action)}"
    facts = (
        f"<p><strong>{_typed(action.step)}.</strong> "
        f"{say('Done when')}: {_typed(said.get(say('Done when'), ''))}</p>"
        f"<p>{TICK}{due}<br>{counted(action.hours, 'hour')}</p>"
    )
    return f'<article><h2>{_cue(action)}</h2>\n<div class="facts">{facts}</div></article>'


def _cue(action: Action) -> str:
    """When this, then that, with a line to write on for what is open."""
    when, where, act = action.cue.parts
    place = f" ({_typed(where)})" if where else ""
    begin = say("When {when}{place},", when=_typed(when), place=place)
    return f"{begin} <strong>{say('then I {act}.', act=_typed(act))}</strong>"


def _typed(words: str) -> str:
    """A person's words in their own direction, or a line to write them on."""
    return typed(words) if words else LINE


def _due(plan: Plan, action: Action) -> str:
    due = plan.due(action)
    return _date(due) if due else LINE


def _state(action: Action) -> str:
    return "" if action.status == "planned" else f" ({say(STATES[action.status])})"


def _look_back(plan: Plan, days: int) -> str:
    """A box for one day of looking back, with a line to write on."""
    day = tag("strong", say("Day {days}", days=days))
    return f"<div><p>{day}, {_date(plan.after(days))}</p>{LINE}</div>"


def _who(plan: Plan) -> str:
    """Who asks, each once."""
    names = [_typed(name) for name in dict.fromkeys(a.buddy for a in plan.actions if a.buddy)]
    who = joined(names) or LINE
    return plural(
        "{who} asks me: what is there to see, and what comes next?",
        "{who} ask me: what is there to see, and what comes next?",
        max(len(names), 1),
        who=who,
    )


def _code(share_code: str | None) -> Iterator[str]:
    if share_code:
        note = say("It holds my ratings and no name; anyone who has it can read them.")
        yield f"<p>{say('My share code:')} <code>{text(share_code)}</code> {note}</p>"


def _date(date: dt.date) -> str:
    return f'<time datetime="{date.isoformat()}">{long_date(date)}</time>'
