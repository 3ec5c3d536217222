"""Generated logs: what people write in a chat, in seventeen forms and nine locales, with the truth.

Each log is drawn from a seed. The truth is who handed in which card last, under which name; among
it stand corrections, repeats, quotes, damaged codes and talk, which must change nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from skillkit.assessment import Assessment
from skillkit.assessment.share_code import code_of
from tests.vectors import QUICK

ANIMALS = ("Badger", "Crane", "Dolphin", "Élan", "Fuchs", "Gürteltier", "Heron", "Ñandú", "Otter")
SECOND = (
    "",
    " Brook",
    " Stone",
    " de la Vega",
    " O’Hill",
    " van Dyke",
    " 🦊",
    " (she/her)",
    " (Acme)",
)
TALK = ("hello", "see you at 12:30", "who has the link?", "thanks: got it", "3", "…", "ok 👍")


@dataclass(frozen=True)
class Locale:
    """How a country writes a moment, and what its Zoom puts around names."""

    name: str
    date: Callable[[int], str]
    clock: Callable[[int], str]
    zoom: tuple[str, str, str]
    reacted: str


def _half(minute: int, am: str, pm: str, before: bool = False, gap: str = " ") -> str:
    hour, half = divmod(9 * 60 + minute, 60)
    word = am if hour < 12 else pm
    clock = f"{(hour - 1) % 12 + 1}:{half:02}"
    return f"{word}{clock}" if before else f"{clock}{gap}{word}"


def _full(minute: int) -> str:
    hour, rest = divmod(9 * 60 + minute, 60)
    return f"{hour:02}:{rest:02}"


LOCALES = (
    Locale(
        "en",
        lambda d: f"11/{d}/26",
        lambda m: _half(m, "AM", "PM", gap="\u202f"),
        ("From", "to", "Everyone"),
        'Reacted to "{}" with 👍',
    ),
    Locale("de", lambda d: f"{d}.11.26", _full, ("Von", "An", "Alle"), 'Reagierte auf "{}" mit 👍'),
    Locale(
        "es",
        lambda d: f"{d}/11/2026",
        lambda m: _half(m, "a.\u00a0m.", "p.\u00a0m."),
        ("De", "a", "Todos"),
        'Reaccionó a "{}" con 👍',
    ),
    Locale(
        "fr",
        lambda d: f"{d}/11/2026",
        _full,
        ("De", "à", "Tout le monde"),
        'A réagi à "{}" avec 👍',
    ),
    Locale(
        "ja",
        lambda d: f"2026/11/{d}",
        lambda m: _half(m, "午前", "午後", before=True),
        ("送信元", "宛先", "全員"),
        'リアクション "{}" 👍',
    ),
    Locale(
        "pt",
        lambda d: f"{d}/11/2026",
        _full,
        ("De", "para", "Todos"),
        'Reagiu a "{}" com 👍',
    ),
    Locale("it", lambda d: f"{d}/11/26", _full, ("Da", "a", "Tutti"), 'Ha reagito a "{}" con 👍'),
    Locale(
        "ko",
        lambda d: f"2026. 11. {d}.",
        lambda m: _half(m, "오전 ", "오후 ", before=True),
        ("보낸 사람", "받는 사람", "모두"),
        '반응 "{}" 👍',
    ),
    Locale(
        "zh",
        lambda d: f"2026/11/{d}",
        lambda m: _half(m, "上午", "下午", before=True),
        ("从", "到", "所有人"),
        '回应 "{}" 👍',
    ),
)

Write = Callable[[Locale, int, str, str], str]


def _block(head: Callable[[Locale, int, str], str], end: str = "\n") -> Write:
    return lambda locale, minute, name, text: f"{head(locale, minute, name)}\n{text}{end}"


FORMS: dict[str, Write] = {
    "WhatsApp, Android": lambda lo, m, n, t: f"{lo.date(20)}, {lo.clock(m)} - {n}: {t}",
    "WhatsApp, iPhone": lambda lo, m, n, t: f"\u200e[{lo.date(20)}, {lo.clock(m)}] {n}: {t}",
    "Zoom, saved": lambda lo, m, n, t: (
        f"{_full(m)}:11 {lo.zoom[0]} {n} {lo.zoom[1]} {lo.zoom[2]}:\n\t" + t.replace("\n", "\n\t")
    ),
    "Slack, copied": _block(lambda lo, m, n: f"{n}\n  {lo.clock(m)}", "\n\n"),
    "Slack, old": _block(lambda lo, m, n: f"{n}  [{lo.clock(m)}]"),
    "Teams, old": _block(lambda lo, m, n: f"[{lo.date(20)} {lo.clock(m)}] {n}"),
    "Teams, new": _block(lambda lo, m, n: f"{n}  {lo.clock(m)}"),
    "Discord": _block(lambda lo, m, n: f"{n} — {lo.date(20)} {lo.clock(m)}"),
    "Telegram": _block(lambda lo, m, n: f"{n}, [{lo.date(20)} {lo.clock(m)}]"),
    "Signal": lambda lo, m, n, t: f"[2026-11-20 {_full(m)}] {n}: {t}",
    "Meet": _block(lambda lo, m, n: f"{n}\n{lo.clock(m)}"),
    "Webex": _block(lambda lo, m, n: f"from {n} to everyone:    {lo.clock(m)}"),
    "Mattermost": _block(lambda lo, m, n: f"{n}\n{lo.clock(m)}\n", "\n"),
    "Matrix": lambda lo, m, n, t: f"{lo.date(20)}, {lo.clock(m)} - {n}: {t}",
    "IRC": lambda lo, m, n, t: "\n".join(f"{_full(m)} <{n}> {line}" for line in t.split("\n")),
    "mail": lambda lo, m, n, t: (
        f"From: {n} <{abs(hash_of(n))}@example.org>\nSent: {lo.date(20)} {_full(m)}\nTo: Host\nSubject: code\n\n{t}\n"
    ),
    "captions": lambda lo, m, n, t: f"00:{m:02}:01.000 --> 00:{m:02}:09.000\n<v {n}>{t}</v>\n",
}


def hash_of(name: str) -> int:
    """A number of a name that is the same in every process."""
    return sum(ord(sign) * (i + 1) for i, sign in enumerate(name))


@dataclass(frozen=True)
class Truth:
    """Who handed in which card last, and how many things cannot be read."""

    people: dict[str, Assessment]
    damaged: tuple[str, ...]


def drawn(seed: int, form: str, locale: Locale) -> tuple[str, Truth]:
    """A log of this form and locale, and what is true of it."""
    chance = random.Random(f"{seed} {form} {locale.name}")
    names = _names(chance, chance.randint(5, 9))
    cards = _cards(len(names) + 3, chance)
    last = dict(zip(names, cards, strict=False))
    write, minute = FORMS[form], 100
    lines: list[tuple[str, str]] = []
    damaged: tuple[str, ...] = ()
    for name in names:
        if chance.random() < 0.4:
            lines.append((chance.choice(names), chance.choice(TALK)))
        lines.append((name, _around(code_of(last[name]), chance)))
    if chance.random() < 0.5:  # a correction, later
        who = chance.choice(names)
        last[who] = cards[-1]
        lines.append((who, f"sorry, this one\n{code_of(cards[-1])}"))
    if chance.random() < 0.4:  # the same again
        who = chance.choice(names)
        lines.append((who, code_of(last[who])))
    if chance.random() < 0.4:  # a reaction to the beginning of a message
        who, whose = chance.sample(names, 2)
        lines.append((who, locale.reacted.format(f"{code_of(last[whose])[:20]}...")))
    if chance.random() < 0.4:  # a quote
        who, whose = chance.sample(names, 2)
        lines.append((who, f"{whose} wrote {code_of(last[whose])}, is mine alike?"))
    if chance.random() < 0.3:
        who = chance.choice(names)
        damaged = (who,)
        lines.append((who, code_of(cards[-2])[:-1]))
    text = []
    for name, said in lines:
        minute += chance.randint(0, 3)
        text.append(write(locale, minute, name, said))
    ending = chance.choice(("\n", "\r\n"))
    return ending.join("\n".join(text).split("\n")) + ending, Truth(last, damaged)


def _names(chance: random.Random, count: int) -> list[str]:
    animals = chance.sample(ANIMALS, count)
    return [animal + chance.choice(SECOND) for animal in animals]


def _cards(count: int, chance: random.Random) -> Sequence[Assessment]:
    """Cards that all differ."""
    cards: dict[tuple[int, ...], Assessment] = {}
    while len(cards) < count:
        levels = tuple(chance.randrange(5) for _ in QUICK.skills)
        rated = dict(zip(QUICK.ids, levels, strict=True))
        cards[levels] = Assessment(QUICK, ratings=rated)
    return list(cards.values())


def _around(code: str, chance: random.Random) -> str:
    """A code as people write it."""
    ways = ("{}", "{}", "{}", "here it is: {}", "mine {}", "{} thanks", "`{}`", "hi\n{}")
    return chance.choice(ways).format(
        chance.choice((code, code, code.lower(), code.replace("-", " ")))
    )


# Pieces of texts that nobody writes in good faith; each is repeated to any length.
ONE = code_of(Assessment(QUICK, ratings=dict.fromkeys(QUICK.ids, 2)))
HOSTILE = {
    "blanks": " ",
    "breaks": "\n",
    "names": "Ana ",
    "colons": "Ana:",
    "clocks": "[10:00] ",
    "moments": "\n1.1.1 1:11 - ",
    "quotes": "> ",
    "verbs": "wrote ",
    "prefixes": "SK1-",
    "stamps": "PSX0-",
    "signs": "0 ",
    "cells": "0\t",
    "codes": f"{ONE};",
    "heads": "\nAna\n10:00",
    "tags": "<v ",
    "brackets": "[",
}
