"""E-mails that tell a team what of its conversation did not get through."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.sentences.frames import Words, to_team
from contacts.enquiries.sentences.to_family import NO_WORDS, WORDS_ARRIVED, name_unread
from contacts.enquiries.sentences.to_team import facts_for_team
from contacts.mail.kinds import Purpose

FAMILY_NOT_REACHED = gettext_noop(
    "An e-mail to the family did not arrive. Please call them if you can."
)


@to_team(Purpose.NOTICE_TO_TEAM)
def family_not_reached(enquiry: Enquiry) -> Words:
    """Tell a team that the family's mailbox takes no mail."""
    return Words(
        subject=_("An e-mail did not reach the family: %(reference)s")
        % facts_for_team(enquiry),
        paragraphs=[
            _(FAMILY_NOT_REACHED),
            _("They can still read everything on their own page."),
        ],
    )


@to_team(Purpose.NOTICE_TO_TEAM)
def other_address(enquiry: Enquiry) -> Words:
    """Tell a team that somebody wrote from an address that nobody knows; no words."""
    return Words(
        subject=_("Written from another address: %(reference)s")
        % facts_for_team(enquiry),
        paragraphs=[
            _(
                "An e-mail came to this enquiry from an address that is neither "
                "the family's nor your team's. Nothing was sent on."
            ),
            _(
                "Whoever has an account reads it in the console and says there whose "
                "it is; our desk sees it, too."
            ),
        ],
    )


@to_team(Purpose.NOTICE_TO_TEAM)
def held_forward(enquiry: Enquiry) -> Words:
    """Tell a team that its e-mail holds somebody else's, and so was not sent on."""
    return Words(
        subject=_("Not sent on: %(reference)s") % facts_for_team(enquiry),
        paragraphs=[
            _(
                "Your e-mail holds an e-mail that somebody else wrote. So that no "
                "family reads by accident what colleagues wrote to one another, "
                "it was not sent on."
            ),
            _(
                "Please answer in your own words, or ask the portal's office to "
                "send it on as it is."
            ),
        ],
    )


@to_team(Purpose.NOTICE_TO_TEAM)
def no_attachments_of_team(
    enquiry: Enquiry, *, has_words: bool, unread: Sequence[str] = ()
) -> Words:
    """Tell a team that the files in its answer have not reached the family."""
    return Words(
        subject=_("Your files could not be taken: %(reference)s")
        % facts_for_team(enquiry),
        paragraphs=[
            _(WORDS_ARRIVED if has_words else NO_WORDS),
            *name_unread(unread),
            _("Files do not reach the family this way. Please write it in words."),
        ],
    )
