"""Finding studies: which of them fit what somebody looks for."""

from trials.search.ages import age_between
from trials.search.ranking import rank
from trials.search.suggesting import Suggestion, suggest
from trials.search.understanding import understand

__all__ = [
    "Suggestion",
    "age_between",
    "find",
    "rank",
    "suggest",
    "understand",
]


def find(q: str, language: str, limit: int = 20) -> list[str]:
    """Return registry ids of published studies that fit a search, the best first."""
    return rank(understand(q, language), language, limit=limit)
