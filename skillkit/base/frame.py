"""Frame: a table of pandas with a person's own words, which no notebook shows by itself.

What a cell shows, an editor without the kit's settings keeps in the file of the notebook.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

UNSEEN = (
    "A table of your own, with {} rows. A notebook keeps what it shows, so this line stands here; "
    "print(...) shows the table, and then it is in the file."
)


def unseen(frame: pd.DataFrame) -> pd.DataFrame:
    """The same table, of which a cell shows a line, as of every table that is made from it."""
    return _kind()(frame)


@cache
def _kind() -> type[pd.DataFrame]:
    import pandas as pd

    class UnseenFrame(pd.DataFrame):
        """A table that says what it is, and prints like any other."""

        @property
        def _constructor(self) -> type[pd.DataFrame]:
            return UnseenFrame

        def _repr_mimebundle_(self, *_: object, **__: object) -> dict[str, str]:
            return {"text/plain": UNSEEN.format(len(self))}

        def _repr_html_(self) -> None:
            return None

        def _repr_latex_(self) -> None:
            return None

    return UnseenFrame
