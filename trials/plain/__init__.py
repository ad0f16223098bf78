"""A registry's record in plain sentences: fields in, words out. Pure."""

from trials.plain.glossing.finding import glosses

__all__ = ["glosses"]
