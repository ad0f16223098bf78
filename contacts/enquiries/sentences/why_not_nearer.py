"""Why a message does not go to whom a family asked, in plain words: what helps them."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.routing import (
    ABSENT,
    DEAD,
    NOBODY,
    PAUSED,
    PORTAL_DESK,
    SITE_CONTACT,
    SITE_TEAM,
    STUDY_TEAM,
    UNOPENED,
)

# The most telling first: of a place that has two the family hears one.
TOLD: dict[str, Promise] = {
    UNOPENED: gettext_lazy(
        "For two working days your message was not opened by %(who)s."
    ),
    PAUSED: gettext_lazy("Just now no new messages can go to %(who)s."),
    ABSENT: gettext_lazy("Just now nobody of %(who)s is there."),
    DEAD: gettext_lazy("E-mails to %(who)s come back to us."),
}
NOT_CONFIRMED = gettext_lazy("We have no confirmed address of %(who)s.")
# For rows of before the reasons were kept.
NOT_KEPT = gettext_lazy("We could not write to %(who)s.")
AT_THE_PLACE = {SITE_TEAM, SITE_CONTACT}


def reason_not_nearer(
    routed_to: str, passed: Iterable[tuple[str, str]], place: str
) -> str:
    """Return why nobody nearer has it; "" where nothing has to be explained.

    `place` is the one that was asked, "" where none was.
    """
    passed, nearer = list(passed), AT_THE_PLACE if place else {STUDY_TEAM}
    whys = {why for kind, why in passed if kind in nearer}
    is_usual = not place and whys <= {NOBODY} and routed_to != PORTAL_DESK
    if routed_to in AT_THE_PLACE or is_usual:
        return ""
    whom = _("the team at %(place)s") if place else _("the study's own team")
    words = next((TOLD[why] for why in TOLD if why in whys), NOT_CONFIRMED)
    return str(words if passed else NOT_KEPT) % {"who": whom % {"place": place}}


def why_not_nearer(enquiry: Enquiry) -> str:
    """Tell a family why its message went elsewhere; "" where it did not."""
    place = enquiry.place_name if enquiry.site_id else ""
    why = reason_not_nearer(enquiry.routed_to, enquiry.passed_over, place)
    if not why:
        return ""
    went = _("Your message went to %(team)s.") % {"team": enquiry.recipient}
    return f"{why} {went}"
