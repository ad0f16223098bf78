"""Whom to call when the database is away: published numbers, kept outside of it.

A form carries them signed, so that its own number is shown and nobody can have another
one shown; this process remembers those that it has rendered.
"""

from typing import NamedTuple

from django.core import signing

SALT = "portal.reach"
FIELD = "reach"
# Studies remembered, sites carried in one form.
STUDIES, SITES = 500, 60


class NumberToCall(NamedTuple):
    """A place and its telephone number, as the registry publishes them."""

    name: str
    phone: str


# By study, then by the site's key; "" is the study's own team.
remembered: dict[str, dict[str, NumberToCall]] = {}


def carry(study: str, numbers: dict[str, NumberToCall]) -> str:
    """Remember a study's numbers; return them for a form's hidden field."""
    few = dict(list(numbers.items())[:SITES])
    if len(remembered) >= STUDIES and study not in remembered:
        remembered.pop(next(iter(remembered)), None)
    remembered[study] = few
    return signing.dumps(few, salt=SALT, compress=True) if few else ""


def carried(text: str) -> dict[str, NumberToCall]:
    """Return the numbers of a form's hidden field; none when it is not ours."""
    try:
        kept = signing.loads(text, salt=SALT)
        return {key: NumberToCall(*value) for key, value in kept.items()}
    except (signing.BadSignature, TypeError, AttributeError, ValueError):
        return {}


def whom_to_call(study: str, text: str, site: str) -> list[NumberToCall]:
    """Return the chosen site's number, or all that are known of the study."""
    known = {**remembered.get(study, {}), **carried(text)}
    if site in known:
        return [known[site]]
    return list(known.values())[:3]
