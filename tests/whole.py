"""The whole: what `test` leaves to `test --all`, and when."""

import pytest

WORDS = "a Hub, a room in PostgreSQL and on telephones, Notebook 7, pages without code, the wheel"
REST = "not whole"  # what runs where nothing was asked for, as pytest's -m says it
Source = pytest.Config.ArgsSource


def chosen(everything: bool, marks: str, keyword: str, source: Source) -> str:
    """What pytest's -m is to say: whoever names tests, or asks for all, gets all of them."""
    is_plain = source is Source.TESTPATHS and not (everything or marks or keyword)
    return REST if is_plain else marks
