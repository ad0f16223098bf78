"""Who was nearer and did not get an enquiry, and why: in full, for staff.

What is told is what stood in the way on the day when it was sent, not today's.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.routing import (
    ABSENT,
    CENTRAL_CONTACT,
    DEAD,
    NO_ADDRESS,
    NOBODY,
    PAUSED,
    SITE_CONTACT,
    SITE_TEAM,
    STUDY_TEAM,
    UNOPENED,
    UNVERIFIED,
)

WHO: dict[str, Promise] = {
    SITE_TEAM: gettext_lazy("the team of %(place)s"),
    SITE_CONTACT: gettext_lazy("the register's contact at %(place)s"),
    STUDY_TEAM: gettext_lazy("the team of the whole study"),
    CENTRAL_CONTACT: gettext_lazy("the study's central contact"),
}
WHY: dict[str, Promise] = {
    NOBODY: gettext_lazy("there is none with an address"),
    NO_ADDRESS: gettext_lazy("it has no address"),
    UNVERIFIED: gettext_lazy("its mailbox is not confirmed"),
    DEAD: gettext_lazy("its mailbox takes no mail any more"),
    ABSENT: gettext_lazy("everybody there is away"),
    PAUSED: gettext_lazy("it has paused"),
    UNOPENED: gettext_lazy("nobody there opened it"),
}


def passed_over_lines(enquiry: Enquiry) -> list[str]:
    """Return who was passed over and why, the nearest first, for staff."""
    place = {"place": enquiry.place_name}
    return [f"{WHO[kind] % place}: {WHY[why]}" for kind, why in enquiry.passed_over]


def passed_over_sentence(enquiry: Enquiry) -> str:
    """Return the same as one sentence, for a mail to whoever got it instead."""
    if not enquiry.passed_over:
        return ""
    return _("Passed over before: %(whom)s.") % {
        "whom": "; ".join(passed_over_lines(enquiry))
    }
