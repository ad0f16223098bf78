"""The one way to what a hospital says of itself.

The environment wins where it says something; then what the console's page was told.
"""

import logging
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import get_language

from portal.hospital.models import HospitalSetting

log = logging.getLogger(__name__)


# How long a process trusts what it knows; and while the database is away.
TRUST, AWAY = 1.0, 10.0


@dataclass
class KnownSettings:
    """What this process knows of the table, and when it asks again."""

    values: dict[str, Any] = field(default_factory=dict)
    due_at: float = 0.0
    # Names what pages were made of, for their caches.
    mark: str = ""


known = KnownSettings()


def hospital_says(name: str) -> str:
    """Return a setting of the hospital."""
    usual = getattr(settings, name, None)
    usual = settings.OPERATOR.get(name, "") if usual is None else usual
    if name in settings.SAID_BY_ENVIRONMENT:
        return str(usual)
    return str(kept_settings().get(name) or usual)


def hospital_says_in(name: str, language: str) -> str:
    """Return a setting in a language where the hospital said it in that one."""
    return hospital_says(name_in(name, language)) or hospital_says(name)


def name_in(name: str, language: str) -> str:
    """Return what a setting's words in a language are called: PORTAL_NAME_ZH_HANS."""
    return f"{name}_{language.upper().replace('-', '_')}"


def portal_name() -> str:
    """Return what the portal is called, in the language of the page."""
    return hospital_says_in("PORTAL_NAME", get_language() or settings.LANGUAGE_CODE)


def are_languages_said() -> bool:
    """Whether somebody chose the languages; until then English alone is asked for."""
    is_set = "LANGUAGES" in settings.SAID_BY_ENVIRONMENT
    return is_set or bool(kept_settings().get("LANGUAGES"))


def interface_languages() -> list[tuple[str, str]]:
    """Return the languages that this hospital chose out of those of the program."""
    chosen = kept_settings().get("LANGUAGES")
    if not chosen or "LANGUAGES" in settings.SAID_BY_ENVIRONMENT:
        return list(settings.LANGUAGES)
    wanted = {settings.LANGUAGE_CODE, *chosen}
    return [one for one in settings.LANGUAGES if one[0] in wanted]


def asked_languages() -> list[tuple[str, str]]:
    """Return the languages in which a hospital is asked for words: those it chose."""
    known = interface_languages()
    return known if are_languages_said() else known[:1]


def own_languages() -> list[str]:
    """Return in which languages beside those of the pages the hospital's own words are.

    Only of the pages on privacy and responsibility: a country's law may ask for it.
    """
    offered = dict(interface_languages())
    codes = hospital_says("OWN_LANGUAGES").replace(",", " ").lower().split()
    return [code for code in dict.fromkeys(codes) if code not in offered]


def kept_settings() -> dict[str, Any]:
    """Return what the page was told; asked for again after a while.

    A database that is away changes nothing of what is known.
    """
    if monotonic() < known.due_at:
        return known.values
    known.due_at = monotonic() + TRUST
    try:
        rows = HospitalSetting.objects.newest()
    except DatabaseError as error:
        log.warning("settings of the hospital: %s", type(error).__name__)
        trust_on()
        return known.values
    known.values = {name: value for name, (value, _number) in rows.items()}
    known.mark = str(sum(number for _value, number in rows.values()))
    return known.values


def settings_mark() -> str:
    """Return what changes whenever the hospital says something new."""
    kept_settings()
    return known.mark


def ask_anew() -> None:
    """Let the next question go to the database."""
    known.due_at = 0.0


def trust_on() -> None:
    """Ask nothing for a while: the database is away."""
    known.due_at = monotonic() + AWAY
