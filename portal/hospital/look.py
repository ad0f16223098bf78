"""A hospital's two colours: for links and buttons by day, and at night."""

from dataclasses import dataclass

from portal.hospital.contrast import AA, contrast, mixed
from portal.hospital.says import hospital_says

BLACK, WHITE = "#000000", "#ffffff"


@dataclass(frozen=True)
class Grounds:
    """What the colour stands on (static/css/tokens.css), and what stands on it."""

    grounds: tuple[str, ...]
    sheet: str
    on_colour: str
    # What a hovered link goes towards.
    deeper: str


DAY = Grounds(("#fbf8f3", "#ffffff", "#f3eee5"), "#ffffff", WHITE, BLACK)
NIGHT = Grounds(("#151a1a", "#1d2323", "#232b2b"), "#1d2323", "#0c2424", WHITE)
SIDES = {"COLOUR_DAY": DAY, "COLOUR_NIGHT": NIGHT}


def least_contrast(colour: str, side: Grounds) -> float:
    """Return the worst contrast that a colour would have on the pages."""
    grounds = (*side.grounds, side.on_colour, tint(colour, side))
    return min(contrast(colour, ground) for ground in grounds)


def can_be_read(colour: str, side: Grounds) -> bool:
    """Whether a colour reaches level AA wherever it stands."""
    return least_contrast(colour, side) >= AA


def tint(colour: str, side: Grounds) -> str:
    """Return the quiet ground of that colour."""
    return mixed(side.sheet, colour, 0.08)


# The sheet comes after the usual one: each colour keeps to its own half of the day.
SEEN = {"COLOUR_DAY": "print,(prefers-color-scheme:light)"}
SEEN["COLOUR_NIGHT"] = "screen and (prefers-color-scheme:dark)"


def look_css() -> str:
    """Return the hospital's colours over the usual ones; "" where it has none."""
    return "".join(
        f"@media {seen}{{:root{{{properties(colour, SIDES[name])}}}}}\n"
        for name, seen in SEEN.items()
        if (colour := hospital_says(name))
    )


def properties(colour: str, side: Grounds) -> str:
    """Return the tokens that follow from one colour."""
    deep = mixed(colour, side.deeper, 0.3)
    return (
        f"--accent:{colour};--accent-deep:{deep};"
        f"--accent-tint:{tint(colour, side)};--on-accent:{side.on_colour}"
    )
