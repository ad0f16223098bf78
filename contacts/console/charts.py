"""Bars as numbers for an SVG that a template draws. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, FOOT, GAP = 720, 180, 24, 8


@dataclass(frozen=True)
class Bar:
    """A rectangle with its label; pixels of the drawing."""

    x: int
    y: int
    width: int
    height: int
    label: str
    value: str


@dataclass(frozen=True)
class Chart:
    """Bars side by side."""

    width: int
    height: int
    foot: int
    bars: list[Bar]

    @property
    def is_empty(self) -> bool:
        """Whether no bar would be seen."""
        return all(bar.value in {"", "0"} for bar in self.bars)


def draw_bars(values: Sequence[tuple[str, float | None]]) -> Chart:
    """Return a chart of (label, value); an unknown value has no bar."""
    highest = max((value or 0 for _label, value in values), default=0) or 1
    step = WIDTH // max(1, len(values))
    room = HEIGHT - FOOT - 20
    drawn = []
    for index, (label, value) in enumerate(values):
        tall = round(room * (value or 0) / highest)
        text = "" if value is None else f"{value:.0f}"
        corner = (index * step + GAP // 2, HEIGHT - FOOT - tall)
        drawn.append(Bar(*corner, step - GAP, tall, label, text))
    return Chart(WIDTH, HEIGHT, FOOT, drawn)


# As wide as a telephone shows it, so that long labels keep their size there.
LYING, LINE, BAR, NUMBER = 340, 40, 14, 40


def draw_lines(values: Sequence[tuple[str, float | None]]) -> Chart:
    """Return bars one below the other, for long labels; an unknown has no bar."""
    highest = max((value or 0 for _label, value in values), default=0) or 1
    drawn = [
        Bar(
            0,
            index * LINE + LINE - BAR - 4,
            round((LYING - NUMBER) * (value or 0) / highest),
            BAR,
            label,
            "–" if value is None else f"{value:.0f}",
        )
        for index, (label, value) in enumerate(values)
    ]
    return Chart(LYING, max(1, len(values)) * LINE, 0, drawn)
