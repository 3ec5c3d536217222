"""Plural rules: which class a whole number is of, by the rules as CLDR writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Of a whole number, `n` and `i` are the number itself; the others are about its decimals: none.
_RELATION = re.compile(r"([nivwftec])(?: mod (\d+))? (not )?in ([\d.,]+)")


def class_of(count: int, rules: Mapping[str, str]) -> str:
    """The class of a number: "zero", "one", "two", "few", "many", or "other"."""
    return next((name for name, rule in rules.items() if fits(abs(count), rule)), "other")


def fits(count: int, rule: str) -> bool:
    """Whether a rule such as "n mod 10 in 1 and n mod 100 not in 11" is true of a number."""
    return any(
        all(_holds(relation, count) for relation in either.split(" and "))
        for either in rule.split(" or ")
    )


def _holds(relation: str, count: int) -> bool:
    found = _RELATION.fullmatch(relation.strip())
    if found is None:
        raise ValueError(f"{relation!r} is no relation of a plural rule")
    operand, modulus, negated, ranges = found.groups()
    number = count if operand in "ni" else 0
    number = number % int(modulus) if modulus else number
    return _is_in(number, ranges) != bool(negated)


def _is_in(number: int, ranges: str) -> bool:
    """Whether a list such as "2..4,6" has the number."""
    ends = [one.split("..") for one in ranges.split(",")]
    return any(int(end[0]) <= number <= int(end[-1]) for end in ends)
