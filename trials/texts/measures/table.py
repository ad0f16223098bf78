"""Which measure a language has, and how hard our own words may be. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from trials.texts.measures.chinese import chinese_burden
from trials.texts.measures.english import smog


@dataclass(frozen=True)
class Measure:
    """A number for a text, and the most that it should be."""

    name: str
    of: Callable[[str], float]
    most: float


@dataclass(frozen=True)
class Measured:
    """What a text came to."""

    name: str
    value: float
    most: float

    @property
    def is_hard(self) -> bool:
        """Whether it is harder than our own words should be."""
        return self.value > self.most


MEASURES = {
    "en": Measure("SMOG", smog, 9),
    "zh-hans": Measure("HSK", chinese_burden, 30),
}


def measure(text: str, language: str) -> Measured | None:
    """Return how hard a text is; None where nobody has measured that language."""
    code = "zh-hans" if language == "zh" else language
    found = MEASURES.get(code)
    return Measured(found.name, found.of(text), found.most) if found else None
