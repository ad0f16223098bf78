"""The e-mails to site teams and to the desk, each in the team's own language.

Subjects name a reference, never a condition or a person.
"""

from collections.abc import Sequence

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from contacts.enquiries.sentences.to_family import (
    NO_WORDS,
    WORDS_ARRIVED,
    left_out,
    letter,
)
from contacts.mail.rendering import Rendered, absolute
from contacts.models import Enquiry, Invitation, Team

# The desk's own.
STAFF_LANGUAGE = settings.LANGUAGE_CODE
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
FAMILY_NOT_REACHED = gettext_noop(
    "An e-mail to the family did not arrive. Please call them if you can."
)
ERASED = gettext_noop("The family has had it erased. Please do not contact them.")


def language_of(enquiry: Enquiry) -> str:
    """Return the language of the team that answers an enquiry."""
    return Team.objects.language_for(enquiry.site)


def console_link(enquiry: Enquiry, language: str) -> tuple[str, str]:
    """Return the link to the enquiry in the console."""
    address = absolute("contacts:enquiry_detail", language, enquiry.reference)
    return _("Open it in the console:"), address


def message_to_team(enquiry: Enquiry, text: str) -> Rendered:
    """Bring what the family wrote next."""
    language = language_of(enquiry)
    with translation.override(language):
        about = {"reference": enquiry.reference, "day": enquiry.answer_due_on}
        return letter(
            language,
            _("Another message in enquiry %(reference)s") % about,
            [_("The family has written again. They are told: by %(day)s.") % about],
            quote=text,
            link=console_link(enquiry, language),
        )


def address_put_right(enquiry: Enquiry) -> Rendered:
    """Say that the address in an earlier mail was wrong, and which is right."""
    language = language_of(enquiry)
    with translation.override(language):
        about = {"reference": enquiry.reference, "email": enquiry.email}
        return letter(
            language,
            _("Another e-mail address in enquiry %(reference)s") % about,
            [
                _("The family has put its e-mail address right: %(email)s") % about,
                _("Please write to no other: the earlier one may be a stranger's."),
            ],
            link=console_link(enquiry, language),
        )


def reminder(enquiry: Enquiry) -> Rendered:
    """Remind a team, or its deputies, of somebody who waits."""
    language = language_of(enquiry)
    with translation.override(language):
        about = {"reference": enquiry.reference, "day": enquiry.answer_due_on}
        return letter(
            language,
            _("Somebody waits for an answer: %(reference)s") % about,
            [
                _("We told this family that you answer by %(day)s.") % about,
                _("A short “we have read it and will call on …” is an answer, too."),
            ],
            link=console_link(enquiry, language),
        )


def stand_in(enquiry: Enquiry) -> Rendered:
    """Tell a deputy of a new enquiry that comes while a coordinator is away."""
    language = language_of(enquiry)
    with translation.override(language):
        about = {"reference": enquiry.reference, "day": enquiry.answer_due_on}
        return letter(
            language,
            _("You stand in: new enquiry %(reference)s") % about,
            [
                _("A coordinator of your team is away, and somebody has written."),
                _("We told this family that you answer by %(day)s.") % about,
            ],
            link=console_link(enquiry, language),
        )


def awake_again(enquiry: Enquiry) -> Rendered:
    """Remind somebody of what they put off to this day."""
    language = language_of(enquiry)
    with translation.override(language):
        about = {"reference": enquiry.reference}
        return letter(
            language,
            _("Back again, as you asked: %(reference)s") % about,
            [_("You put this enquiry off to today.")],
            link=console_link(enquiry, language),
        )


def notice_to_desk(enquiry: Enquiry, why: str) -> Rendered:
    """Tell the portal's desk what no team has taken up, and why it comes to them."""
    with translation.override(STAFF_LANGUAGE):
        about = {"reference": enquiry.reference, "team": enquiry.team_name}
        return letter(
            STAFF_LANGUAGE,
            _("The desk is needed: %(reference)s") % about,
            [_(why), _("It went to: %(team)s") % about],
            link=console_link(enquiry, STAFF_LANGUAGE),
        )


def notice_to_team(reference: str, why: str, language: str) -> Rendered:
    """Tell a team that it has nothing more to do with an enquiry."""
    with translation.override(language):
        return letter(
            language,
            _("Enquiry %(reference)s has ended for you") % {"reference": reference},
            [_(why), _("Please delete the e-mails that you have of it.")],
        )


def family_not_reached(enquiry: Enquiry) -> Rendered:
    """Tell a team that the family's mailbox takes no mail."""
    language = language_of(enquiry)
    with translation.override(language):
        return letter(
            language,
            _("An e-mail did not reach the family: %(reference)s")
            % {"reference": enquiry.reference},
            [
                _(FAMILY_NOT_REACHED),
                _("They can still read everything on their own page."),
            ],
            link=console_link(enquiry, language),
        )


def other_address(enquiry: Enquiry) -> Rendered:
    """Tell a team that somebody wrote from an address that nobody knows; no words."""
    language = language_of(enquiry)
    with translation.override(language):
        return letter(
            language,
            _("Written from another address: %(reference)s")
            % {"reference": enquiry.reference},
            [
                _(
                    "An e-mail came to this enquiry from an address that is neither "
                    "the family's nor your team's. Nothing was sent on."
                ),
                _("Please read it in the console, and say there whose it is."),
            ],
            link=console_link(enquiry, language),
        )


def held_forward(enquiry: Enquiry) -> Rendered:
    """Tell a team that its e-mail holds somebody else's, and so was not sent on."""
    language = language_of(enquiry)
    with translation.override(language):
        return letter(
            language,
            _("Not sent on: %(reference)s") % {"reference": enquiry.reference},
            [
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
            link=console_link(enquiry, language),
        )


def no_attachments_of_team(
    enquiry: Enquiry, *, has_words: bool, unread: Sequence[str] = ()
) -> Rendered:
    """Tell a team that the files in its answer have not reached the family."""
    language = language_of(enquiry)
    with translation.override(language):
        return letter(
            language,
            _("Your files could not be taken: %(reference)s")
            % {"reference": enquiry.reference},
            [
                _(WORDS_ARRIVED if has_words else NO_WORDS),
                *left_out(unread),
                _("Files do not reach the family this way. Please write it in words."),
            ],
            link=console_link(enquiry, language),
        )


def language_of_invited(invited: Invitation) -> str:
    """Return the team's language; who comes without a team gets the portal's."""
    return invited.team.language if invited.team else settings.LANGUAGE_CODE


def what_for(invited: Invitation) -> str:
    """Return what an invited person is asked to do."""
    if invited.team is None:
        return _("Your role: %(role)s.") % {"role": invited.get_role_display()}
    words = _("You are asked to answer families in the team “%(team)s”.")
    return words % {"team": invited.team.name}


def invitation(invited: Invitation, link: str) -> Rendered:
    """Ask a colleague to join a team, or to take a role."""
    language = language_of_invited(invited)
    with translation.override(language):
        return letter(
            language,
            _("You are invited to %(portal)s") % {"portal": settings.PORTAL_NAME},
            [
                what_for(invited),
                _("The link works for seven days and once."),
            ],
            link=(_("Choose a password and begin:"), link),
        )
