"""Another language, for as long as a test looks at it."""

from skillkit.base.words import spoken_in

__all__ = ["spoken_in"]
