"""What stands at the button: short. Everything else is one press away."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from contacts.enquiries.consent.durations import duration_in_words
from contacts.enquiries.promise import QUIET, RETENTION
from portal.lib.cldr import country_name
from trials.models import StudySite

AGREE = gettext_lazy(
    "I agree that my message, what it says about health, and how to reach me go to "
    "%(recipient)s, to answer me. I can take this back at any time."
)
SOMEBODY = gettext_lazy("the chosen site, the study's contact or our desk")
TRANSFER = gettext_lazy(
    "I agree that it goes to %(country)s, where the law may protect it less."
)
GUARDIAN = gettext_lazy("I am this child's parent or legal guardian.")
PARENT_IS_HERE = gettext_lazy("My parent or legal guardian is here and agrees.")
THEY_KNOW = gettext_lazy("They know that I write about them, and they agree.")


@dataclass(frozen=True)
class Explained:
    """One question that somebody may have about what they agree to."""

    question: str
    answer: str


def recipients_country(site: StudySite | None) -> str:
    """Return the country of whoever gets a message: the site's, else the operator's."""
    return site.country if site else str(settings.OPERATOR["OPERATOR_COUNTRY"])


def explain_consent(recipient: str, site: StudySite | None) -> list[Explained]:
    """Return what is one press away: health data, readers, country, time, way back."""
    country = country_name(recipients_country(site), get_language())
    who = recipient or str(SOMEBODY)
    lasting = {"quiet": duration_in_words(QUIET), "kept": duration_in_words(RETENTION)}
    return [
        Explained(
            _("What is it about?"),
            _(
                "Your words, your name and how to reach you. What you write about an "
                "illness is specially protected by law. Write only what you like."
            ),
        ),
        Explained(
            _("Who reads it, and where?"),
            _("It goes to %(who)s. The desk of these pages can read it to help.")
            % {"who": who}
            + (f" {_('Country:')} {country}." if country else ""),
        ),
        Explained(
            _("How long is it kept?"),
            _(
                "A conversation ends when nobody wrote for %(quiet)s. %(kept)s later "
                "everything personal is erased."
            )
            % lasting,
        ),
        Explained(
            _("How can I take it back?"),
            _(
                "On the page of your message, with one press, and without a reason. "
                "Nothing changes about your treatment."
            ),
        ),
    ]


def all_words(agreed: list[str], explained: list[Explained]) -> str:
    """Return everything that somebody agreed to, as it is kept."""
    more: list[Any] = [f"{one.question}\n{one.answer}" for one in explained]
    return "\n\n".join([*agreed, *more])
