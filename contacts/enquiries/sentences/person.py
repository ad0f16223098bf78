"""What a person said of themselves beside name and addresses, for whoever reads it.

The team's mail, the console and the family's own sheet show the same lines, so that a
new question of the form is added here and nowhere else.
"""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from contacts.enquiries.models.enquiries import Enquiry
from portal.lib.cldr import language_name
from portal.pages.languages import one_by_one, side_by_side

Line = tuple[str, str]


def lines_about_person(enquiry: Enquiry) -> list[Line]:
    """Return each line as its label and what was said, in the reader's language."""
    return [
        (_("For"), whom_it_is_for(enquiry)),
        (_("Language"), languages_spoken(enquiry)),
        (_("Wishes"), wishes_told(enquiry)),
    ]


def whom_it_is_for(enquiry: Enquiry) -> str:
    """Return who it is about, and how old they are as far as it was said."""
    has_age = enquiry.person_age is not None
    said = [
        enquiry.get_relationship_display(),
        enquiry.get_age_group_display(),
        f"{_('age')} {enquiry.person_age}" if has_age else "",
    ]
    return side_by_side(said)


def languages_spoken(enquiry: Enquiry) -> str:
    """Return the language of their pages, and the one they would rather speak."""
    written = language_name(enquiry.language, get_language())
    return one_by_one((written, enquiry.other_language))


def wishes_told(enquiry: Enquiry) -> str:
    """Return how and when the person wishes to be answered."""
    if enquiry.may_leave_voicemail:
        voicemail = _("voicemail is fine")
    else:
        voicemail = _("please no voicemail")
    wishes = [
        enquiry.get_channel_display(),
        enquiry.call_times,
        voicemail if enquiry.phone else "",
        _("do not name the study") if enquiry.is_discreet else "",
        _("answers as a link") if enquiry.wants_link_only else "",
    ]
    return one_by_one(wishes)
