"""What a colleague reads who is asked to take care of an enquiry."""

from django.utils.translation import gettext as _

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.sentences.frames import Words, to_team
from contacts.mail.kinds import Purpose


@to_team(Purpose.REMINDER_TO_TEAM)
def handed_over(enquiry: Enquiry) -> Words:
    """Lead somebody to what a colleague asks of them; the note stands there."""
    facts = {"reference": enquiry.reference}
    return Words(
        subject=_("Handed to you: %(reference)s") % facts,
        paragraphs=[
            _(
                "A colleague asks you to take care of this enquiry. What they noted "
                "for you stands on its page."
            )
        ],
    )
