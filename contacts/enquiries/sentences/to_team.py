"""The e-mails to site teams and to the desk, each in the team's own language.

Subjects name a reference, never a condition or a person.
"""

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.sentences.frames import (
    OwnTemplate,
    Words,
    render_framed,
    to_team,
)
from contacts.enquiries.sentences.person import lines_about_person
from contacts.enquiries.sentences.why import how_to_check, why_this_address
from contacts.mail.kinds import Purpose
from contacts.mail.late.words import Rendered

# Why a team has nothing more to do.
PASSED_ON = gettext_noop("At the family's wish it has gone to another site.")
WITHDRAWN = gettext_noop("The family has taken it back. Please do not contact them.")
NO_LONGER_LOOKING = gettext_noop(
    "The family is no longer looking for a trial. Please do not write or call any more."
)
HAS_DIED = gettext_noop(
    "The person whom it was about has died. The family asks that nobody writes or "
    "calls any more."
)
MAILBOX_LOST = gettext_noop(
    "A mailbox of the team does not take mail any more; another way was looked for."
)
MAIL_LOST = gettext_noop(
    "An e-mail to the team did not arrive. Please find another way to reach them."
)
ERASED = gettext_noop("The family has had it erased. Please do not contact them.")


def facts_for_team(enquiry: Enquiry) -> dict[str, object]:
    """Return what a letter to a team may name."""
    return {
        "reference": enquiry.reference,
        "day": date_format(enquiry.answer_due_on),
        "team": enquiry.recipient,
    }


@to_team(Purpose.ENQUIRY_TO_TEAM)
def enquiry_to_team(enquiry: Enquiry, text: str) -> OwnTemplate:
    """Tell the team what somebody asks, and where to answer."""
    return OwnTemplate(
        "enquiry_to_team",
        {
            "enquiry": enquiry,
            "text": text,
            "person": lines_about_person(enquiry),
            "why": why_this_address(enquiry),
            "check": how_to_check(),
        },
    )


@to_team(Purpose.MESSAGE_TO_TEAM)
def message_to_team(enquiry: Enquiry, text: str) -> Words:
    """Bring what the family wrote next."""
    return Words(
        subject=_("Another message in enquiry %(reference)s") % facts_for_team(enquiry),
        paragraphs=[
            _("The family has written again. They are told: by %(day)s.")
            % facts_for_team(enquiry)
        ],
        quote=text,
    )


@to_team(Purpose.REMINDER_TO_TEAM)
def reminder(enquiry: Enquiry) -> Words:
    """Remind a team, or its deputies, of somebody who waits."""
    return Words(
        subject=_("Somebody waits for an answer: %(reference)s")
        % facts_for_team(enquiry),
        paragraphs=[
            _("We told this family that you answer by %(day)s.")
            % facts_for_team(enquiry),
            _("A short “we have read it and will call on …” is an answer, too."),
        ],
        small=[why_this_address(enquiry)],
    )


@to_team(Purpose.ARRIVAL_TO_MEMBER)
def stand_in(enquiry: Enquiry) -> Words:
    """Tell a deputy of a new enquiry that comes while a coordinator is away."""
    return Words(
        subject=_("You stand in: new enquiry %(reference)s") % facts_for_team(enquiry),
        paragraphs=[
            _("A coordinator of your team is away, and somebody has written."),
            _("We told this family that you answer by %(day)s.")
            % facts_for_team(enquiry),
        ],
    )


@to_team(Purpose.REMINDER_TO_TEAM)
def awake_again(enquiry: Enquiry) -> Words:
    """Remind somebody of what they put off to this day."""
    return Words(
        subject=_("Back again, as you asked: %(reference)s") % facts_for_team(enquiry),
        paragraphs=[_("You put this enquiry off to today.")],
    )


@to_team(Purpose.NOTICE_TO_DESK)
def notice_to_desk(enquiry: Enquiry, why: str) -> Words:
    """Tell the portal's desk what no team has taken up, and why it comes to them."""
    return Words(
        subject=_("The desk is needed: %(reference)s") % facts_for_team(enquiry),
        paragraphs=[_(why), _("It went to: %(team)s") % facts_for_team(enquiry)],
    )


def notice_to_team(reference: str, why: str, language: str) -> Rendered:
    """Tell a team that it has nothing more to do with an enquiry, which may be gone."""
    with translation.override(language):
        words = Words(
            subject=_("Enquiry %(reference)s has ended for you")
            % {"reference": reference},
            paragraphs=[_(why), _("Please delete the e-mails that you have of it.")],
        )
        return render_framed(words, language)
