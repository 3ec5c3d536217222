"""The bytecode of a page: what it holds, how much of it comes first, and what making it needs."""

import gzip
import io
import shutil
import zipfile
from pathlib import Path

import pytest

from skillkit.base.errors import SkillkitError
from skillkit.site.build import PACKED
from skillkit.site.compiled import compiled
from skillkit.site.later import REST

FIRST_VISIT = 6_000_000  # bytes until the first form; a telephone takes ten seconds for them


def names_in(archive: bytes) -> set[str]:
    """The files of an archive."""
    with zipfile.ZipFile(io.BytesIO(archive)) as there:
        return set(there.namelist())


@pytest.mark.slow
def test_a_page_loads_bytecode_and_each_module_once(built_site: Path) -> None:
    """No source is left to compile in a browser, and what comes first is not in the rest."""
    first = [
        names_in(gzip.decompress(file.read_bytes()))
        for file in built_site.rglob("[!w]*.zip.packed")
    ]
    later = [names_in(file.read_bytes()) for file in built_site.rglob("*.zip")]
    assert len(first) == 2
    assert not [name for names in (*first, *later) for name in names if name.endswith(".py")]
    rest = names_in((built_site / "python" / REST).read_bytes())
    assert not [names for names in first if names & rest]
    assert "skillkit/widgets/team.pyc" in rest
    assert any("skillkit/widgets/assessment.pyc" in names for names in first)


@pytest.mark.slow
def test_a_first_visit_stays_light(built_site: Path) -> None:
    """What a browser fetches until the first form fits the bytes that a slow line can bear."""
    needed = [f for f in built_site.rglob("*.packed") if f.name.removesuffix(".packed") in PACKED]
    needed += [built_site / f"{name}.gz" for name in ("02_assessment.html", "site.js", "site.css")]
    assert len(needed) == len(PACKED) + 3
    assert sum(file.stat().st_size for file in needed) < FIRST_VISIT


def test_without_node_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but making a site needs it."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(SkillkitError, match="A site needs Node 20 or newer"):
        compiled({"nobody_has_made_this.py": b""}, {})
