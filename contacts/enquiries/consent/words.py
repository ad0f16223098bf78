"""What stands at the button: short. Everything else is one press away."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from contacts.enquiries.consent.durations import duration_in_words
from contacts.enquiries.promise import QUIET, RETENTION
from portal.hospital.says import hospital_says
from portal.lib.cldr import country_name
from trials.models import StudySite, TextKind
from trials.texts.bodies import fill_in
from trials.texts.legal.words import legal_sentence


def consent_sentence(key: str, **values: str) -> str:
    """Return a sentence of the consent as the hospital approved it."""
    found = legal_sentence(TextKind.CONSENT, key, get_language())
    return fill_in(found, **values)


@dataclass(frozen=True)
class Explained:
    """One question that somebody may have about what they agree to."""

    question: str
    answer: str


def recipients_country(site: StudySite | None) -> str:
    """Return the country of whoever gets a message: the site's, else the operator's."""
    return site.country if site else str(hospital_says("OPERATOR_COUNTRY"))


def explain_consent(recipient: str, site: StudySite | None) -> list[Explained]:
    """Return what is one press away: health data, readers, country, time, way back."""
    country = country_name(recipients_country(site), get_language())
    who = recipient or consent_sentence("somebody")
    lasting = {"quiet": duration_in_words(QUIET), "kept": duration_in_words(RETENTION)}
    readers = consent_sentence("readers", who=who)
    if country:
        readers = f"{readers} {_('Country:')} {country}."
    answers = {
        "about": consent_sentence("about"),
        "readers": readers,
        "kept": consent_sentence("kept", **lasting),
        "back": consent_sentence("back"),
    }
    return [
        Explained(consent_sentence(f"{key}_question"), answer)
        for key, answer in answers.items()
    ]


def all_words(agreed: list[str], explained: list[Explained]) -> str:
    """Return everything that somebody agreed to, as it is kept."""
    more: list[Any] = [f"{one.question}\n{one.answer}" for one in explained]
    return "\n\n".join([*agreed, *more])
