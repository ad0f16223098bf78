"""Care in words, for whoever answers. Pure."""

from dataclasses import dataclass

from trials.selfcheck.asking.wording import Speaker
from trials.selfcheck.danger.care import NOW, SOON, Care
from trials.selfcheck.evaluate import Result


@dataclass(frozen=True)
class ToldCare:
    """What has to be said first: `level` is "now", "today" or "soon"."""

    level: str
    id: str
    text: str
    topic: str


def tell_care(result: Result, speak: Speaker) -> list[ToldCare]:
    """Return everything that an answer calls for, the most urgent first."""
    return [tell_one(one, speak) for one in result.care]


def tell_one(one: Care, speak: Speaker) -> ToldCare:
    return ToldCare(one.level, one.id, speak(one.text), one.topic)


def is_pressing(told: list[ToldCare]) -> bool:
    """Whether something cannot wait for the study team."""
    return any(one.level != SOON for one in told)


def now_about(result: Result, links: set[str], speak: Speaker) -> list[ToldCare]:
    """Return what may not wait, of the questions that a page asks."""
    return [
        tell_one(one, speak)
        for one in result.care
        if one.level == NOW and links & set(one.items)
    ]
