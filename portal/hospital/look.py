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


def look_css() -> str:
    """Return the hospital's colours over the usual ones; "" where it has none."""
    day, night = hospital_says("COLOUR_DAY"), hospital_says("COLOUR_NIGHT")
    light = f":root{{{properties(day, DAY)}}}\n" if day else ""
    if not night:
        return light
    rules = f":root{{{properties(night, NIGHT)}}}"
    return f"{light}@media screen and (prefers-color-scheme:dark){{{rules}}}\n"


def properties(colour: str, side: Grounds) -> str:
    """Return the tokens that follow from one colour."""
    deep = mixed(colour, side.deeper, 0.3)
    return (
        f"--accent:{colour};--accent-deep:{deep};"
        f"--accent-tint:{tint(colour, side)};--on-accent:{side.on_colour}"
    )
