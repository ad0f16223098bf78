"""The conversation's e-mails; all share the triplet `emails/letter/`.

One function for each. Subjects name a reference, never a condition or a person; where a
family asked not to name the study, the mail is a neutral line and a link.
"""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from contacts.emails import Rendered, absolute, render, status_url
from contacts.models import Enquiry, Invitation
from trials.models import StudySite

STAFF_LANGUAGE = settings.LANGUAGE_CODE
# Why a team has nothing more to do.
PASSED_ON = gettext_noop("At the family's wish it has gone to another site.")
WITHDRAWN = gettext_noop("The family has taken it back. Please do not contact them.")
MAILBOX_LOST = gettext_noop(
    "A mailbox of the team does not take mail any more; another way was looked for."
)
ERASED = gettext_noop("The family has had it erased. Please do not contact them.")


def letter(
    language: str,
    subject: str,
    paragraphs: list[str],
    *,
    link: tuple[str, str] | None = None,
    quote: str = "",
    ending: str = "",
) -> Rendered:
    """Render plain paragraphs, one link as (what it leads to, address), a quotation."""
    return render(
        "letter",
        language,
        subject=subject,
        paragraphs=paragraphs,
        link=link,
        quote=quote,
        ending=ending,
    )


def console_link(enquiry: Enquiry) -> tuple[str, str]:
    """Return the link to the enquiry in the console."""
    address = absolute("contacts:enquiry_detail", STAFF_LANGUAGE, enquiry.reference)
    return _("Open it in the console:"), address


def greeting(enquiry: Enquiry) -> str:
    """Return the first line of a letter to a family."""
    return _("Dear %(name)s,") % {"name": enquiry.first_name}


def neutral(enquiry: Enquiry) -> Rendered:
    """Say only that there is something to read; nothing that a bystander learns."""
    with translation.override(enquiry.language):
        return letter(
            enquiry.language,
            _("A message for you"),
            [_("There is something new for you to read.")],
            link=(_("Read it here:"), status_url(enquiry)),
        )


def answer_to_family(enquiry: Enquiry, text: str) -> Rendered:
    """Bring the team's answer, or a link to it if the family wished so."""
    if enquiry.is_discreet:
        return neutral(enquiry)
    with translation.override(enquiry.language):
        about = {"reference": enquiry.reference, "team": enquiry.team_name}
        said = _("The team at %(team)s has answered you.") % about
        return letter(
            enquiry.language,
            _("Answer to your message %(reference)s") % about,
            [greeting(enquiry), said],
            quote="" if enquiry.wants_link_only else text,
            link=(_("Read everything and write back here:"), status_url(enquiry)),
            ending=_(
                "If someone is very unwell, do not wait for an answer: get medical "
                "help straight away."
            ),
        )


def message_to_team(enquiry: Enquiry, text: str) -> Rendered:
    """Bring what the family wrote next."""
    with translation.override(STAFF_LANGUAGE):
        about = {"reference": enquiry.reference, "day": enquiry.answer_due_on}
        return letter(
            STAFF_LANGUAGE,
            _("Another message in enquiry %(reference)s") % about,
            [_("The family has written again. They are told: by %(day)s.") % about],
            quote=text,
            link=console_link(enquiry),
        )


def reminder(enquiry: Enquiry) -> Rendered:
    """Remind a team, or its deputies, of somebody who waits."""
    with translation.override(STAFF_LANGUAGE):
        about = {"reference": enquiry.reference, "day": enquiry.answer_due_on}
        return letter(
            STAFF_LANGUAGE,
            _("Somebody waits for an answer: %(reference)s") % about,
            [
                _("We told this family that you answer by %(day)s.") % about,
                _("A short “we have read it and will call on …” is an answer, too."),
            ],
            link=console_link(enquiry),
        )


def awake_again(enquiry: Enquiry) -> Rendered:
    """Remind somebody of what they put off to this day."""
    with translation.override(STAFF_LANGUAGE):
        about = {"reference": enquiry.reference}
        return letter(
            STAFF_LANGUAGE,
            _("Back again, as you asked: %(reference)s") % about,
            [_("You put this enquiry off to today.")],
            link=console_link(enquiry),
        )


def notice_to_desk(enquiry: Enquiry, why: str) -> Rendered:
    """Tell the portal's desk what no team has taken up, and why it comes to them."""
    with translation.override(STAFF_LANGUAGE):
        about = {"reference": enquiry.reference, "team": enquiry.team_name}
        return letter(
            STAFF_LANGUAGE,
            _("The desk is needed: %(reference)s") % about,
            [_(why), _("It went to: %(team)s") % about],
            link=console_link(enquiry),
        )


def notice_to_team(reference: str, why: str) -> Rendered:
    """Tell a team that it has nothing more to do with an enquiry."""
    with translation.override(STAFF_LANGUAGE):
        return letter(
            STAFF_LANGUAGE,
            _("Enquiry %(reference)s has ended for you") % {"reference": reference},
            [_(why), _("Please delete the e-mails that you have of it.")],
        )


def offer_to_family(enquiry: Enquiry, site: StudySite) -> Rendered:
    """Say openly that nobody answered, and offer the next site; they decide."""
    if enquiry.is_discreet:
        return neutral(enquiry)
    with translation.override(enquiry.language):
        about = {
            "reference": enquiry.reference,
            "team": enquiry.team_name,
            "other": ", ".join(part for part in (site.name, site.city) if part),
        }
        return letter(
            enquiry.language,
            _("About your message %(reference)s") % about,
            [
                greeting(enquiry),
                _("The team at %(team)s has not answered yet. We are sorry.") % about,
                _(
                    "If you like, your message can go to another site of this study: "
                    "%(other)s. Only you decide; nothing is passed on without you."
                )
                % about,
            ],
            link=(_("Decide on your page:"), status_url(enquiry)),
        )


def closed_quietly(enquiry: Enquiry) -> Rendered:
    """Say that a conversation that has gone quiet ends, and how to take it up again."""
    if enquiry.is_discreet:
        return neutral(enquiry)
    with translation.override(enquiry.language):
        about = {"reference": enquiry.reference}
        return letter(
            enquiry.language,
            _("About your message %(reference)s") % about,
            [
                greeting(enquiry),
                _("It has been quiet for a month, so we have closed this enquiry."),
                _("Write on your page at any time, and it opens again."),
            ],
            link=(_("Your page:"), status_url(enquiry)),
        )


def no_attachments(enquiry: Enquiry) -> Rendered:
    """Say that words arrived and files did not."""
    if enquiry.is_discreet:
        return neutral(enquiry)
    with translation.override(enquiry.language):
        return letter(
            enquiry.language,
            _("Your files could not be taken: %(reference)s")
            % {"reference": enquiry.reference},
            [
                _("Your words have arrived and stand in the conversation."),
                _(
                    "Files are not taken, so that no medical record lies in a mailbox. "
                    "Ask the team how they would like to see them."
                ),
            ],
            link=(_("Your page:"), status_url(enquiry)),
        )


def lost_link(enquiries: list[Enquiry], language: str) -> Rendered:
    """Send somebody the links to their own pages."""
    with translation.override(language):
        return letter(
            language,
            _("The link that you asked for"),
            [
                _("Somebody, probably you, asked for the link to your page."),
                *lines(enquiries),
            ],
            ending=_(
                "You did not ask? Then nothing has happened and nobody else has it."
            ),
        )


def lines(enquiries: list[Enquiry]) -> list[str]:
    """Return one line for each page: its reference and address."""
    return [f"{one.reference}: {status_url(one)}" for one in enquiries]


def address_check(enquiry: Enquiry, link: str) -> Rendered:
    """Ask the new mailbox whether the change of address is meant."""
    with translation.override(enquiry.language):
        return letter(
            enquiry.language,
            _("Please confirm your e-mail address"),
            [
                _("You gave this as your new address. Please confirm it."),
            ],
            link=(_("Confirm it here:"), link),
            ending=_("You did not ask for this? Then ignore it, and nothing changes."),
        )


def address_changed(enquiry: Enquiry) -> Rendered:
    """Tell the old mailbox that answers go elsewhere now."""
    with translation.override(enquiry.language):
        return letter(
            enquiry.language,
            _("Your e-mail address was changed"),
            [
                _("Answers now go to another address, as asked on your page."),
                _("If that was not you, answer this e-mail or write to us."),
            ],
        )


def what_for(invited: Invitation) -> str:
    """Return what an invited person is asked to do."""
    if invited.team is None:
        return _("Your role: %(role)s.") % {"role": invited.get_role_display()}
    words = _("You are asked to answer families in the team “%(team)s”.")
    return words % {"team": invited.team.name}


def invitation(invited: Invitation, link: str) -> Rendered:
    """Ask a colleague to join a team."""
    with translation.override(STAFF_LANGUAGE):
        return letter(
            STAFF_LANGUAGE,
            _("You are invited to %(portal)s") % {"portal": settings.PORTAL_NAME},
            [
                what_for(invited),
                _("The link works for seven days and once."),
            ],
            link=(_("Choose a password and begin:"), link),
        )
