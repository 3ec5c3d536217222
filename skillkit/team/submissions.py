"""Submissions: what a group handed in, and what became of each thing.

Nothing that was handed in goes in silence: each submission has one outcome, and the outcomes of a
team account for all of them. A wrong picture without a warning is the worst thing this kit can do,
so what could be one person or several is asked, and counts as several until it is answered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from skillkit.assessment import NA, Assessment
from skillkit.assessment.share_code import begins_with
from skillkit.base.text import capital, joined, spelled
from skillkit.base.words import plural, say, sentence
from skillkit.framework import Framework
from skillkit.framework.file import load_framework
from skillkit.team.coverage import FLOOR
from skillkit.team.model import Member, Team

UNREAD = sentence(
    "The card counts. The group after its code is not read: it is damaged, or of other practice "
    "texts than here."
)

NAMED_SHOW = sentence(
    "Where the others are too few or too alike, the levels of those named can be read."
)
Fate = Literal["counted", "repeated", "replaced", "refused"]
Answer = Literal["one", "several"]
ONE: Answer = "one"
SEVERAL: Answer = "several"


@dataclass(frozen=True, slots=True)
class Submission:
    """One thing that somebody handed in: a member, or the reason why there is none."""

    place: str  # "line 14", "ana.json"
    member: Member | None = None
    reason: str = ""
    sender: str | None = None  # who handed it in, the same for two things of one person
    firm: bool = False  # the log's own form says so, message by message
    quote: bool = False  # a quote, a reply or a forward of what was written earlier
    beginning: str = ""  # of a code that shows only in part, in a quote
    beside: str = ""  # what else stands in the message
    sheet: str = ""  # what was read from a row that somebody typed, to compare with the sheet
    alike: int = 0  # equal rows before it in the same text, each of another person
    name: str = ""  # of the sender, to say whose it is
    unread: bool = False  # how the practice texts were read is there, and cannot be read

    @property
    def where(self) -> str:
        """Its place, and whose it is if that is known."""
        return f"{self.place}, {self.name}" if self.name else self.place

    @property
    def assessment(self) -> Assessment:
        """What was read."""
        if self.member is None:
            raise ValueError(self.reason)
        return self.member.assessment


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one submission, and why, unless it simply counts."""

    submission: Submission
    fate: Fate
    reason: str = ""

    @property
    def place(self) -> str:
        """Where the submission stands."""
        return self.submission.place


@dataclass(frozen=True, slots=True)
class Question:
    """Different cards of one sender: somebody who corrected, or several people?

    The answer of nobody is None: then each card counts, and a reveal waits.
    """

    sender: str
    name: str
    places: tuple[str, ...]  # of the different cards, in their order
    answer: Answer | None = None
    asked: bool = True  # else the log itself makes the answer plain, and only a doubt changes it

    @property
    def is_open(self) -> bool:
        """Whether somebody has to answer it."""
        return self.answer is None

    @property
    def several(self) -> str:
        """The answer that each card is another person, in a word."""
        return capital(spelled(len(self.places)))

    @property
    def sentence(self) -> str:
        """The question, in words."""
        return say(
            "{Many} hand-ins say “{name}” ({places}): one person who corrected, or {many} people?",
            Many=self.several,
            name=self.name,
            places=joined(list(self.places)),
            many=spelled(len(self.places)),
        )


@dataclass(frozen=True, slots=True)
class TeamBuild:
    """A team, and the account of all that was handed in: one outcome for each submission.

    Those who count, and refused, repeated and replaced ones together, are all there was.
    """

    team: Team
    outcomes: tuple[Outcome, ...] = ()
    choices: tuple[Question, ...] = ()  # who handed in different cards, whether asked or plain

    @property
    def questions(self) -> tuple[Question, ...]:
        """What has to be answered before anything is shown."""
        return tuple(question for question in self.choices if question.is_open)

    def of_fate(self, fate: Fate) -> tuple[Outcome, ...]:
        """The outcomes of one kind, in the order in which things were handed in."""
        return tuple(outcome for outcome in self.outcomes if outcome.fate == fate)

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """What cannot be used."""
        return self.of_fate("refused")

    @property
    def noted(self) -> tuple[Outcome, ...]:
        """What counts, with something beside it that cannot be read."""
        return tuple(outcome for outcome in self.of_fate("counted") if outcome.reason)

    @property
    def repeated(self) -> tuple[Outcome, ...]:
        """What counts once, as the same person's card is there already."""
        return self.of_fate("repeated")

    @property
    def replaced(self) -> tuple[Outcome, ...]:
        """Earlier cards of people who handed in another one later."""
        return self.of_fate("replaced")


def build_team(
    submissions: Iterable[Submission],
    framework: Framework | None = None,
    answers: Mapping[str, Answer] | None = None,
) -> TeamBuild:
    """The team of these submissions, in the order in which they were handed in.

    The team's framework is `framework`, else the one that most submissions have. `answers` say of
    senders whether their different cards are of one person.
    """
    submissions = list(submissions)
    framework = framework or _most_common(submissions)
    account = _Account(submissions, framework, answers or {})
    account.refuse()
    account.settle_quotes()
    account.settle_senders()
    members = account.settle_alike()
    outcomes = tuple(account.outcomes[i] for i in range(len(submissions)))
    return TeamBuild(Team(framework, tuple(_renamed(members))), outcomes, tuple(account.choices))


class _Account:
    """The outcomes of some submissions, while they are worked out one rule after the other."""

    def __init__(
        self, all_of_them: Sequence[Submission], framework: Framework, answers: Mapping[str, Answer]
    ) -> None:
        self.all, self.framework, self.answers = _filled(all_of_them), framework, answers
        self.outcomes: dict[int, Outcome] = {}
        self.choices: list[Question] = []

    def settle(self, number: int, fate: Fate, reason: str = "") -> None:
        """Say what became of a submission."""
        self.outcomes[number] = Outcome(self.all[number], fate, reason)

    def left(self) -> Iterator[tuple[int, Submission]]:
        """The submissions that no rule has settled yet."""
        return ((i, s) for i, s in enumerate(self.all) if i not in self.outcomes)

    def refuse(self) -> None:
        """What cannot be read, and cards of another framework."""
        for i, submission in self.left():
            if submission.member is None:
                if not submission.beginning:
                    self.settle(i, "refused", submission.reason)
                continue
            if all(rating in (None, NA) for rating in submission.assessment.ratings.values()):
                self.settle(
                    i, "refused", say("No skill is rated in it. Ask for a card with ratings.")
                )
                continue
            theirs = submission.assessment.framework
            if theirs.fingerprint != self.framework.fingerprint:
                self.settle(
                    i,
                    "refused",
                    say(
                        "It rates {theirs}; this group takes {ours}. Ask for a card of this "
                        "group's list.",
                        theirs=_list_of(theirs),
                        ours=_list_of(self.framework),
                    ),
                )

    def settle_quotes(self) -> None:
        """Quotes of what is there itself; one of a card that is not counts as that card."""
        own = [s for _, s in self.left() if s.member and not s.quote]
        by_card: dict[object, Submission] = {}
        for submission in own:
            by_card.setdefault(_card(submission), submission)
        for i, submission in list(self.left()):
            if submission.member is None:
                whole = (s for _, s in self.left() if s.member)
                begun = (s for s in whole if begins_with(s.assessment, submission.beginning))
                if source := next(begun, None):
                    self.settle(i, "repeated", say("A quote of {where}.", where=source.where))
                else:
                    self.settle(
                        i,
                        "refused",
                        say(
                            "Only the beginning of a code shows, and the code itself is nowhere "
                            "else. Ask for it."
                        ),
                    )
            elif submission.quote and (quoted := by_card.get(_card(submission))):
                self.settle(i, "repeated", say("A quote of {where}.", where=quoted.where))

    def settle_senders(self) -> None:
        """The cards of each sender: quotes of others, the same again, corrections, questions."""
        self._settle_if(self._speaks_of_another)
        self._settle_if(self._is_beside_an_own_one)
        for sender, group in self._by_sender().items():
            self._settle_sender(sender, group)

    def _by_sender(self) -> dict[str, list[int]]:
        """What is left of each sender."""
        groups: dict[str, list[int]] = {}
        for i, submission in self.left():
            if submission.sender is not None:
                groups.setdefault(submission.sender, []).append(i)
        return groups

    def _settle_if(self, quotes: Callable[[int, int, Mapping[str, set[object]]], bool]) -> None:
        """Take submissions for quotes of the same card of another sender, where that is one."""
        groups = self._by_sender()
        cards = {sender: {_card(self.all[i]) for i in group} for sender, group in groups.items()}
        owners: dict[object, list[int]] = {}
        for i in sorted(i for group in groups.values() for i in group):
            owners.setdefault(_card(self.all[i]), []).append(i)
        for alike in owners.values():
            for i in alike:
                others = (
                    other
                    for other in alike
                    if self.all[other].sender != self.all[i].sender
                    and other not in self.outcomes  # a quote is nobody's source
                    and quotes(i, other, cards)
                )
                if (source := next(others, None)) is not None:
                    self.settle(
                        i, "repeated", say("A quote of {where}.", where=self.all[source].where)
                    )

    def _speaks_of_another(self, one: int, other: int, _: Mapping[str, set[object]]) -> bool:
        """Whether the other came first, and the words around this one speak of it."""
        return other < one and _speaks_of(self.all[one].beside, self.all[other].name)

    def _is_beside_an_own_one(self, one: int, other: int, cards: Mapping[str, set[object]]) -> bool:
        """Whether this sender has a card of their own as well, and the other has this one alone."""
        mine, theirs = (cards[str(self.all[i].sender)] for i in (one, other))
        return len(mine) > 1 and len(theirs) == 1

    def _settle_sender(self, sender: str, group: list[int]) -> None:
        """The cards of one sender, of which those that count are left."""
        in_order = sorted(group, key=lambda i: (not self.all[i].quote, i))  # a quote is older
        different: dict[object, int] = {}  # the last place of each card
        for i in in_order:
            different.pop(card := _whole(self.all[i]), None)
            different[card] = i
        answer = self._answer(sender, in_order, list(different.values()))
        last = in_order[-1]
        first: dict[object, int] = {}
        for i in in_order:
            card, submission = _whole(self.all[i]), self.all[i]
            if card in first:
                self.settle(
                    i,
                    "repeated",
                    say("The same card as {place}.", place=self.all[first[card]].place),
                )
            elif answer == ONE and card != _whole(self.all[last]):
                name, later = submission.name, self.all[last].place
                self.settle(
                    i,
                    "replaced",
                    say(
                        "{name} handed in again ({later}); the later card counts.",
                        name=name,
                        later=later,
                    ),
                )
            first.setdefault(card, i)

    def _answer(self, sender: str, group: Sequence[int], different: Sequence[int]) -> Answer | None:
        """Whether different cards of one sender are of one person; noted as a question."""
        if len(different) < 2:
            return None
        plain = len(different) == 2 and all(self.all[i].firm for i in group)
        answer = self.answers.get(sender) or (ONE if plain else None)
        firsts = {_whole(self.all[i]): i for i in reversed(group)}
        places = tuple(self.all[i].place for i in sorted(firsts.values()))
        name = self.all[group[0]].name
        self.choices.append(Question(sender, name, places, answer, asked=not plain))
        return answer

    def settle_alike(self) -> list[Member]:
        """The members, each once, and what only repeats one of them.

        Names first: of two equal cards the one with a name stays.
        """
        there: dict[object, list[tuple[Submission, int]]] = {}
        members: list[Member] = []
        for i, submission in sorted(self.left(), key=lambda each: not each[1].name):
            if (member := submission.member) is None:
                continue
            alike = there.setdefault((submission.alike, _card(submission)), [])
            same = next((s for s in alike if _same_person(member, members[s[1]])), None)
            if same:
                source, place = same
                reading = members[place].reading or member.reading
                members[place] = replace(members[place], reading=reading)
                self.settle(i, "repeated", say("The same card as {place}.", place=source.place))
            else:
                alike.append((submission, len(members)))
                members.append(member)
                self.settle(i, "counted", say(UNREAD) if submission.unread else "")
        return members


def _filled(submissions: Sequence[Submission]) -> list[Submission]:
    """The submissions, where a card that a sender handed in with and without a reading has one."""
    readings = {
        (s.sender, _card(s)): s.member.reading for s in submissions if s.member and s.member.reading
    }
    if not readings:
        return list(submissions)

    def filled(one: Submission) -> Submission:
        if not one.member or one.member.reading:
            return one
        reading = readings.get((one.sender, _card(one)), ())
        return replace(one, member=replace(one.member, reading=reading)) if reading else one

    return [filled(one) for one in submissions]


def _list_of(framework: Framework) -> str:
    """A framework as a person knows it, and as a file names it."""
    return f"“{framework.title}” ({framework.id} {framework.version})"


def _card(submission: Submission) -> object:
    """What a card says, to find the same again."""
    tables = (submission.assessment.ratings, submission.assessment.interest)
    return tuple(tuple(sorted(table.items())) for table in tables)


def _whole(submission: Submission) -> object:
    """A card, and how its person read the practice texts."""
    return _card(submission), submission.member.reading if submission.member else ()


# How somebody says that another one's code has come.
_GOT = re.compile(
    r"\b(?:got|received|arrived|erhalten|bekommen|angekommen|reçue?|recibid[oa]|recebi\w*"
    r"|ricevut[oa]|ontvangen)\b|受け取|届き|收到|받았",
    re.IGNORECASE,
)


def _speaks_of(beside: str, name: str) -> bool:
    """Whether words around a code speak of somebody else's, or quote it."""
    words = [word.casefold() for word in re.findall(r"\w{2,}", name)]
    said = {word.casefold() for word in re.findall(r"\w+", beside)}
    quoted = re.search(r"\w[^\w\n]{0,4}[\"\u201c\u201e\u00ab]\s*$", beside.partition("  ")[0])
    return "?" in beside or bool(quoted or _GOT.search(beside)) or any(w in said for w in words)


def _most_common(submissions: Iterable[Submission]) -> Framework:
    found = [each.member.assessment.framework for each in submissions if each.member]
    counts = Counter(framework.fingerprint for framework in found)
    if not found:
        return load_framework()
    return max(found, key=lambda f: (counts[f.fingerprint], f.id, f.version))


def _same_person(one: Member, other: Member) -> bool:
    """Whether two members with equal ratings and ticks can be one: nothing they say differs."""
    names = {member.alias.casefold() for member in (one, other) if member.alias}
    told = [member.assessment for member in (one, other) if _says_more(member.assessment)]
    readings = {member.reading for member in (one, other) if member.reading}
    same = all(assessment == told[0] for assessment in told)
    return len(names) < 2 and len(readings) < 2 and same


def _says_more(assessment: Assessment) -> bool:
    """Whether it holds what no code carries."""
    also = (assessment.date, assessment.evidence, assessment.confidence, assessment.targets)
    return any(also)


def _renamed(members: Iterable[Member]) -> Iterator[Member]:
    """The members with names that differ: a second "ana" becomes "ana (2)"."""
    taken: set[str] = set()
    for member in members:
        alias, number = member.alias, 1
        while alias and alias.casefold() in taken:
            number += 1
            alias = f"{member.alias} ({number})"
        if alias:
            taken.add(alias.casefold())
        yield member if alias == member.alias else replace(member, alias=alias)


@dataclass(frozen=True, slots=True)
class Submissions:
    """What came so far, in its order; nothing is thrown away, also what is not usable.

    Somebody is named whose card says so or who said so here, and who did not take it back.
    """

    items: tuple[Submission, ...] = ()
    framework: Framework | None = None  # the team's; else the one that most submissions have
    floor: int = FLOOR
    agreed: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()
    answers: Mapping[str, Answer] = field(default_factory=dict)  # by sender
    build: TeamBuild = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "build", build_team(self.items, self.framework, self.answers))

    def add(self, more: Iterable[Submission]) -> Submissions:
        """These, with more."""
        return replace(self, items=(*self.items, *more))

    def name(self, alias: str) -> Submissions:
        """These, after somebody agreed to be named."""
        return replace(self, agreed=self.agreed | {alias}, withdrawn=self.withdrawn - {alias})

    def unname(self, alias: str) -> Submissions:
        """These, after somebody took the name back."""
        return replace(self, agreed=self.agreed - {alias}, withdrawn=self.withdrawn | {alias})

    def answer(self, sender: str, answer: Answer) -> Submissions:
        """These, after somebody said whether a sender's cards are of one person."""
        return replace(self, answers={**self.answers, sender: answer})

    @property
    def aliases(self) -> tuple[str, ...]:
        """The names that came with cards, shown or not."""
        return tuple(member.alias for member in self.build.team.members if member.alias)

    @property
    def named(self) -> tuple[str, ...]:
        """The people who are shown by name."""
        said = self.agreed | self.build.team.named.keys()
        return tuple(alias for alias in self.aliases if alias in said - self.withdrawn)

    @property
    def team(self) -> Team:
        """The team of all usable submissions, with these names and no others."""
        return replace(self.build.team.naming(self.named), floor=self.floor)

    @property
    def can_show(self) -> bool:
        """Whether a reveal would show anything by skill, and nothing is left to be asked."""
        enough = bool(self.named) or len(self.build.team.members) >= self.floor
        return enough and not self.build.questions

    @property
    def problems_sentence(self) -> str:
        """Whether all could be read, in a sentence."""
        bad, asked = len(self.build.refused), len(self.build.questions)
        said = []
        if asked:
            said.append(
                plural(
                    "Answer one question below first.",
                    "Answer {count} questions below first.",
                    asked,
                )
            )
        if bad:
            said.append(
                plural(
                    "One hand-in could not be used; see below.",
                    "{count} hand-ins could not be used; see below.",
                    bad,
                )
            )
        return " ".join(said) or say("Everything that was handed in could be read.")

    @property
    def summary(self) -> str:
        """What is in it, exactly, for anyone who has to see that everybody is there."""
        build, team = self.build, self.build.team
        said = say(
            "Handed in: {all}. Cards of {title} ({version}) that count: {members}. "
            "Handed in twice: {repeated}. Replaced by a later one: {replaced}. Not usable: "
            "{refused}.",
            all=len(build.outcomes),
            title=team.framework.title,
            version=team.framework.version,
            members=len(team.members),
            repeated=len(build.repeated),
            replaced=len(build.replaced),
            refused=len(build.refused),
        )
        return f"{said}{self._with_readings}"

    @property
    def _promise_of_readings(self) -> list[str]:
        said = say(
            "Once for all, and nobody by name: how far apart people read the same practice text."
        )
        return [said] if self._with_readings else []

    @property
    def _with_readings(self) -> str:
        read = sum(bool(member.reading) for member in self.build.team.members)
        return say(" With practice ratings: {count}.", count=read) if read else ""

    @property
    def promise(self) -> list[str]:
        """What a reveal will show, and to whom."""
        if self.build.questions:
            return [say("Reveal waits until the questions above are answered.")]
        if not self.can_show:
            return [
                say(
                    "A picture shows from {floor} cards on; with fewer, of people who agreed to be "
                    "named.",
                    floor=self.floor,
                )
            ]
        named = self.named
        others = len(self.build.team.members) - len(named)
        if 0 < others < self.floor:
            shown = say(
                "Reveal shows this to everybody who can see this screen: the people who agreed to "
                "be named, counted exactly. Nobody else, as the others are fewer than {floor}.",
                floor=self.floor,
            )
            readable = plural(
                "This person's card can be read from it.",
                "Their levels can be read from it.",
                len(named),
            )
            return [
                f"{shown} {readable}",
                say("By name, with mentors and pairs: {names}.", names=", ".join(named)),
            ]
        counts = (
            say("as 0, 1-2 or 3+") if others else say("exactly, as everybody agreed to be named")
        )
        return [
            say(
                "Reveal shows this to everybody who can see this screen: for each skill how "
                "many people stand at each level ({counts}), the gaps, the single points, what "
                "is left when somebody is away, and how far levels differ.",
                counts=counts,
            ),
            *self._promise_of_readings,
            say(
                "By name, with mentors and pairs: {names}. ",
                names=", ".join(named) or say("nobody"),
            )
            + say(NAMED_SHOW if named and others else "Nobody's card is shown."),
        ]
