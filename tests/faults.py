"""Faults: what a reader says of a text, by path, and of a text that came to harm."""

from collections.abc import Callable

import pytest
from hypothesis import strategies as st

from skillkit.base.errors import Invalid

VALUES = ["-1", '"x"', "true", "[]", "{}", "1e9", "nan", "'"]


def problems(read: Callable[[], object]) -> dict[str, str]:
    """The problems of a text, by path; those of one path after each other."""
    with pytest.raises(Invalid) as caught:
        read()
    found: dict[str, str] = {}
    for problem in caught.value.problems:
        found[problem.path] = f"{found.get(problem.path, '')} {problem.sentence}".strip()
    return found


def check_harmed(read: Callable[[str], object], text: str, data: st.DataObject) -> None:
    """Read a text with lines lost, doubled, cut or changed; whatever is wrong is a sentence."""
    lines = text.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        value = data.draw(st.sampled_from(VALUES))
        key = lines[place].split("=")[0]
        lines[place : place + 1] = data.draw(
            st.sampled_from([[], [lines[place]] * 2, [lines[place][:7]], [f"{key}= {value}"]])
        )
    try:
        read("\n".join(lines))
    except Invalid as error:
        for fault in error.problems:
            assert fault.path
            assert fault.sentence.endswith(".")
            assert "\n" not in fault.sentence
