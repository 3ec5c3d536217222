"""Later: what a page fetches when it is first imported."""

from __future__ import annotations

import importlib
import site
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

# A module, and the packages that it comes with.
LATER: Mapping[str, tuple[str, ...]] = {
    "networkx": ("networkx",),
    "icalendar": ("icalendar", "python-dateutil", "six", "tzdata", "typing_extensions"),
    "charset_normalizer": ("charset-normalizer",),
}
REST = "rest.zip"  # of the kit and of Python's library, what no first form needs


class Later(MetaPathFinder):
    """What only some sessions need; `fetch` gives the file of an archive of it."""

    def __init__(self, fetch: Callable[[str], str]) -> None:
        self.fetch = fetch
        self.there: set[str] = set()

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """A module in the archive of its package, which is unpacked where it is not there yet."""
        package, *_ = parts = name.split(".")
        if package not in {*LATER, "skillkit"} | sys.stdlib_module_names:
            return None
        archive = f"{package}.zip" if package in LATER else REST
        folders = ["/".join([site.getsitepackages()[0], *parts[:-1]])]
        found = PathFinder.find_spec(name, folders, target)
        if found or archive in self.there:  # it may be there already, and a part of it not at all
            return found
        self._unpack(archive, name)
        return PathFinder.find_spec(name, folders, target)

    def _unpack(self, archive: str, name: str) -> None:
        self.there.add(archive)
        try:
            with zipfile.ZipFile(self.fetch(archive)) as packed:
                packed.extractall(site.getsitepackages()[0])
            importlib.invalidate_caches()  # Python remembers which folders it has not found
        except Exception as error:
            self.there.remove(archive)
            raise ImportError(f"{name} could not be fetched ({error}).", name=name) from error
