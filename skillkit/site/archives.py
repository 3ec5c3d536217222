"""Archives: the Python that a page loads, the kit first, then what only some sessions need.

Everything is taken from the packages that are installed here by the lock; all of it is plain.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import Distribution, distribution
from pathlib import Path, PurePosixPath

import skillkit
from skillkit.base.errors import SkillkitError
from skillkit.base.storage import CHOSEN
from skillkit.base.words import SOURCE, say, spoken_in
from skillkit.framework.folder import current, is_chosen
from skillkit.site.languages import place_of, texts, words_archive, words_files
from skillkit.site.later import LATER
from skillkit.workshop.words_file import said_in

KIT = "skillkit.zip"  # the one that every page loads
FIRST = ("traitlets",)  # beside the kit, before the first form
# What no page uses: commands, set-up, paper, the clock, rooms' servers, and the making of sites.
UNUSED = (
    *("__main__.py", "save_hook.py", "py.typed", "cli/*", "setup/*", "materials/*", "room/*"),
    *("workshop/*", "widgets/workshop.py", "widgets/static/workshop/*"),
    *("data/jupyter/*", "data/skeleton/*", "data/skeleton.de/*", "data/run_sheet.toml"),
    *("site/static/*", "site/to_the_page.html", "site/build.py", "site/pages.py", "site/choice.py"),
    *("site/languages.py", "site/archives.py", "site/compiled.py", "site/lab.py"),
    "site/pyodide.py",
)
# What these say of a file, its author has heard before there is a site.
FAULTS = ("base/toml_slips.py", "base/toml_reader.py", "framework/file.py")
# Of languages, which have their own archives.
OTHER = re.compile(r"(words|notebooks|run_sheet)\..+\.toml")
COMMENT = re.compile(rb"^#.*\n", re.MULTILINE)  # of TOML, for its authors
# A page has no cells: what a sentence calls one is loaded again as a whole.
CELL = re.compile(rb"\b([Rr])un this cell again")
ROOT = Path(skillkit.__file__).parent
EPOCH = (2026, 1, 1, 0, 0, 0)  # so that the same files make the same archive


def archives(tags: Iterable[str] = ()) -> dict[str, dict[str, bytes]]:
    """What a page loads of packages, by archive: the one that every page loads, then the others.

    Args:
        tags: the languages of the site; each but English has an archive of its words.
    """
    pages = _in_pages(kit())
    later = {f"{name}.zip": files_of(names) for name, names in LATER.items()}
    code = [path for path in _files() if path.suffix in (".py", ".js")]
    heard = [path for path in code if path.relative_to(ROOT).as_posix() not in FAULTS]
    said = {text for path in heard for text in said_in(path)}
    words = {words_archive(tag): _in_pages(words_files(tag, said)) for tag in tags if tag != SOURCE}
    return {KIT: pages | files_of(FIRST)} | later | words


def packed(files: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these files; one that is stored as it is shrinks more as a whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how, compresslevel=9) as archive:
        for name in sorted(files, key=lambda name: (PurePosixPath(name).suffix, name)):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), files[name], how)
    return out.getvalue()


def kit() -> dict[str, bytes]:
    """What the sessions use of the kit, by the names of the files."""
    files = {f"skillkit/{path.relative_to(ROOT).as_posix()}": path for path in _files()}
    return {name: path.read_bytes() for name, path in files.items()} | _workshop()


def _files() -> list[Path]:
    """The files of the kit that the sessions use, without the words of languages."""
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and not OTHER.fullmatch(path.name)
        if not any(_is_in(path.relative_to(ROOT), unused) for unused in UNUSED)
    ]


def _workshop() -> dict[str, bytes]:
    """The folder that was chosen, among those of the kit, and its name; {} where none was."""
    if not is_chosen():
        return {}
    folder = current()
    said = {f"skillkit/data/{CHOSEN}": place_of(folder).encode()}
    with spoken_in(SOURCE):  # a language brings its own
        files = {} if folder.is_built_in else texts(folder)
    return said | {f"skillkit/data/{place}": text.encode() for place, text in files.items()}


def _in_pages(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with what they say in a page, in the place of what they say of a cell."""
    bare = {n: COMMENT.sub(b"", c) if n.endswith(".toml") else c for n, c in files.items()}
    return {name: CELL.sub(_page_again, content) for name, content in bare.items()}


def _page_again(found: re.Match[bytes]) -> bytes:
    return b"%soad this page again" % (b"L" if found[1] == b"R" else b"l")


def _is_in(name: Path, pattern: str) -> bool:
    folder, _, rest = pattern.rpartition("/")
    return name.as_posix().startswith(f"{folder}/") if rest == "*" else name.as_posix() == pattern


def files_of(names: Iterable[str], *, with_metadata: bool = False) -> dict[str, bytes]:
    """What these packages import, and where it is asked for, what they say of themselves."""
    found = [(name, distribution(name)) for name in sorted(names)]
    return dict(item for name, one in found for item in _plain(name, one, with_metadata))


def _plain(name: str, found: Distribution, with_metadata: bool) -> Iterator[tuple[str, bytes]]:
    """What a package imports at run time, without its tests; compiled parts have plain twins.

    Raises:
        SkillkitError: the package was installed in a way that hides its files.
    """
    files = found.files
    if not files:
        raise SkillkitError(
            say(
                "The files of {name} cannot be found. Run the command without another "
                "environment around it: python3 -m skillkit site OUT",
                name=name,
            )
        )
    for file in files:
        path = PurePosixPath(file)
        inside = not path.is_absolute() and ".." not in path.parts
        kept = path.suffix in (".py", ".json") or path.parts[0] == "tzdata"
        if path.parts[0].endswith(".dist-info"):
            kept = with_metadata and path.name == "METADATA"
        if inside and kept and not {"tests", "__pycache__"} & {*path.parts}:
            yield path.as_posix(), Path(str(file.locate())).read_bytes()
