"""Reading JSON that may hold anything: a value of a wrong type counts as absent."""

from typing import Any

from trials.registry.clinicaltrials.text import tidy

# Far beyond the longest text of any real record (19,020 characters).
LONGEST = 200_000
# The largest real record has 1,148 sites.
MOST = 20_000


def at(source: object, *path: str) -> Any:
    """Return what stands at the end of a path of keys, None where it breaks off."""
    for key in path:
        if not isinstance(source, dict):
            return None
        source = source.get(key)
    return source


def text(source: object, *path: str) -> str:
    """Return a clean text, "" where there is none."""
    value = at(source, *path)
    return tidy(value[:LONGEST]).strip() if isinstance(value, str) else ""


def texts(source: object, *path: str) -> list[str]:
    """Return a list's texts, without what is empty or none."""
    value = at(source, *path)
    if not isinstance(value, list):
        return []
    found = [tidy(one[:LONGEST]).strip() for one in value[:MOST] if is_text(one)]
    return [one for one in found if one]


def is_text(value: object) -> bool:
    return isinstance(value, str)


def items(source: object, *path: str) -> list[dict[str, Any]]:
    """Return a list's objects."""
    value = at(source, *path)
    if not isinstance(value, list):
        return []
    return [one for one in value[:MOST] if isinstance(one, dict)]


def whole_number(source: object, *path: str) -> int | None:
    """Return a whole number that a database column holds, else None."""
    value = at(source, *path)
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return value if is_whole and 0 <= value < 2**31 else None


def degrees(source: object, name: str, limit: float) -> float | None:
    """Return a coordinate within ±limit; NaN and infinity are none."""
    value = at(source, name)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and -limit <= value <= limit else None


def codes(source: object, *path: str) -> tuple[str, ...]:
    """Return a list's values of one of the registry's enums, each once."""
    return tuple(dict.fromkeys(one[:48] for one in texts(source, *path)))


def yes_or_no(source: object, *path: str) -> bool | None:
    """Return what a record says with a yes or no, None where it does not."""
    value = at(source, *path)
    return value if isinstance(value, bool) else None
