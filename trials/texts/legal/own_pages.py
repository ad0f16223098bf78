"""The operator's own words on privacy and responsibility in a language of its own.

A country's law may ask for them in a language that the portal does not speak.
"""

from datetime import date

from portal.hospital.says import own_languages
from portal.lib.vocabulary import languages_of
from trials.models import TextKind
from trials.texts.bodies import Body
from trials.texts.findings import RiskyWords, risky_words
from trials.texts.serving import served_version

OWN_KINDS = (TextKind.PRIVACY, TextKind.IMPRINT)


def own_pages(kind: TextKind, today: date) -> list[tuple[str, Body]]:
    """Return what stands below a page: each language, and the words approved in it."""
    found = [(code, served_version(kind, code, today)) for code in own_languages()]
    return [(code, version.body) for code, version in found if version]


def findings_of(kind: str, body: Body, language: str) -> list[RiskyWords]:
    """Return what a text must not say; of an own page only where there is a list."""
    if kind in OWN_KINDS and language not in languages_of("forbidden_words"):
        return []
    return risky_words(body, language)
