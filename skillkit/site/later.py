"""Later: the packages that a page fetches when the kit first imports them."""

from __future__ import annotations

import site
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


class Later(MetaPathFinder):
    """Packages that only some sessions need; `fetch` gives the file of an archive of one."""

    def __init__(self, fetch: Callable[[str], str]) -> None:
        self.fetch = fetch
        self.there: set[str] = set()

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Unpack the archive of a package, and find it there."""
        package = name.partition(".")[0]  # it may be in memory already, and a part of it not yet
        if package not in LATER or package in self.there:
            return None
        try:
            with zipfile.ZipFile(self.fetch(f"{package}.zip")) as packed:
                packed.extractall(site.getsitepackages()[0])
        except Exception as error:
            raise ImportError(f"{package} could not be fetched ({error}).", name=name) from error
        self.there.add(package)
        return PathFinder.find_spec(name, path, target)
