"""How much a run measures: all of it, or a tenth in two minutes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """Seconds of a round, rounds, and which share of the data is loaded."""

    seconds: float = 4.0
    rounds: int = 5
    share: float = 1.0

    @property
    def is_quick(self) -> bool:
        """Whether it takes two minutes."""
        return self.share < 1

    def part_of(self, count: int) -> int:
        """Return how many of so many rows are loaded."""
        return int(count * self.share)


QUICK = Plan(seconds=0.4, rounds=2, share=0.1)
