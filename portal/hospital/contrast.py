"""How well one colour can be read on another, as WCAG 2.2 computes it. Pure."""

import re

AA = 4.5
COLOUR = re.compile(r"#[0-9a-f]{6}")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours such as "#0d565c"."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return how bright a colour is, from 0 to 1."""
    red, green, blue = (linear(part) for part in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def channels(colour: str) -> list[int]:
    """Return red, green and blue, each from 0 to 255."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def mixed(colour: str, other: str, share: float) -> str:
    """Return a colour with a share of another in it."""
    pairs = zip(channels(colour), channels(other), strict=True)
    parts = [round(one * (1 - share) + two * share) for one, two in pairs]
    return "#" + "".join(f"{part:02x}" for part in parts)
