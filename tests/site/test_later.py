"""What a page fetches when it is first imported, and what it has from the beginning."""

import site
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from skillkit.site.later import REST, Later


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The archives that were fetched, in a Python whose kit has a part in one of them."""
    with zipfile.ZipFile(tmp_path / REST, "w") as archive:
        archive.writestr("skillkit/only_later.py", "word = 'here'\n")
    asked: list[str] = []

    def fetch(name: str) -> str:
        asked.append(name)
        return str(tmp_path / name)

    monkeypatch.setattr(site, "getsitepackages", lambda: [str(tmp_path / "packages")])
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Later(fetch)])
    yield asked
    sys.modules.pop("skillkit.only_later", None)


def test_a_part_of_the_kit_comes_when_it_is_imported(asked: list[str]) -> None:
    """From an archive that is fetched once, into a folder that was not there before."""
    with pytest.raises(ModuleNotFoundError):
        import skillkit.nowhere  # type: ignore[import-not-found]  # noqa: F401
    from skillkit.only_later import word  # type: ignore[import-not-found]

    assert word == "here"
    assert asked == [REST]


def test_what_is_no_part_of_a_page_is_not_fetched(asked: list[str]) -> None:
    """A package of somebody else's is missing, as everywhere."""
    with pytest.raises(ModuleNotFoundError):
        import nobody_has_this  # type: ignore[import-not-found]  # noqa: F401
    assert asked == []


def test_an_archive_that_cannot_be_fetched_is_asked_for_again(
    asked: list[str], tmp_path: Path
) -> None:
    """The import fails in words, and goes well once the network is back."""
    there = (tmp_path / REST).rename(tmp_path / "away.zip")
    with pytest.raises(ImportError, match=r"skillkit\.only_later could not be fetched"):
        import skillkit.only_later
    there.rename(tmp_path / REST)
    import skillkit.only_later  # noqa: F401

    assert asked == [REST, REST]
