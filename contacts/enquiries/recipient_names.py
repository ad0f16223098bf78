"""Who really has an enquiry, as mails and pages name them. Pure.

One phrase for one kind of recipient: a family must not read that a hospital has its
message when a sponsor's office or our own desk has it.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.enquiries.routing import (
    CENTRAL_CONTACT,
    PORTAL_DESK,
    SITE_CONTACT,
    SITE_TEAM,
    STUDY_TEAM,
)

PHRASES: dict[str, Promise] = {
    SITE_TEAM: gettext_lazy("the research team at %(name)s"),
    SITE_CONTACT: gettext_lazy("the research team at %(name)s"),
    STUDY_TEAM: gettext_lazy("the study's own team, %(name)s"),
    CENTRAL_CONTACT: gettext_lazy("the study's central contact, %(name)s"),
    PORTAL_DESK: gettext_lazy("our own desk at %(name)s"),
}


def recipient_phrase(kind: str, name: str) -> str:
    """Return a recipient as a sentence can hold it, in the language of the reader."""
    return str(PHRASES[kind]) % {"name": name or _("the study team")}
