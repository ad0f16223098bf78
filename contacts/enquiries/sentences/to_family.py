"""The conversation's e-mails to families; all share the triplet `emails/letter/`.

One function for each. Subjects name a reference, never a condition or a person; where a
family asked not to name the study, the mail is a neutral line and a link.
"""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from contacts.mail.rendering import Rendered, render, status_url
from contacts.models import Enquiry
from trials.models import StudySite


def letter(
    language: str,
    subject: str,
    paragraphs: list[str],
    *,
    link: tuple[str, str] | None = None,
    quote: str = "",
    ending: str = "",
    is_neutral: bool = False,
) -> Rendered:
    """Render plain paragraphs, one link as (what it leads to, address), a quotation.

    A neutral one does not say whose it is.
    """
    return render(
        "letter",
        language,
        subject=subject,
        paragraphs=paragraphs,
        link=link,
        quote=quote,
        ending=ending,
        is_neutral=is_neutral,
    )


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
            is_neutral=True,
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


def team_not_reached(enquiry: Enquiry) -> Rendered:
    """Say that no mailbox of the team takes mail, and who has the message now."""
    if enquiry.is_discreet:
        return neutral(enquiry)
    with translation.override(enquiry.language):
        about = {"reference": enquiry.reference, "team": enquiry.team_name}
        return letter(
            enquiry.language,
            _("About your message %(reference)s") % about,
            [
                greeting(enquiry),
                _("We cannot reach the team at %(team)s by e-mail just now.") % about,
                _(
                    "Your message is safe. Our desk has it and looks for another way "
                    "to the team. It may take longer than we said."
                ),
            ],
            link=(_("Your page:"), status_url(enquiry)),
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


def closed_by_team(enquiry: Enquiry) -> Rendered:
    """Say that the team has ended a conversation, and how to take it up again."""
    if enquiry.is_discreet:
        return neutral(enquiry)
    with translation.override(enquiry.language):
        about = {"reference": enquiry.reference, "team": enquiry.team_name}
        return letter(
            enquiry.language,
            _("About your message %(reference)s") % about,
            [
                greeting(enquiry),
                _("The team at %(team)s has closed this enquiry.") % about,
                _("Is something still open? Write on your page, and it opens again."),
            ],
            link=(_("Your page:"), status_url(enquiry)),
        )


WORDS_ARRIVED = gettext_noop("Your words have arrived and stand in the conversation.")
NO_WORDS = gettext_noop("There were no words in your e-mail, so nothing has arrived.")


def left_out(unread: Sequence[str]) -> list[str]:
    """Return a line that names what of an e-mail could not be read, if anything."""
    if not unread:
        return []
    what = ", ".join(str(one) for one in unread)
    return [_("Not read was: %(what)s.") % {"what": what}]


def no_attachments(
    enquiry: Enquiry, *, has_words: bool, unread: Sequence[str] = ()
) -> Rendered:
    """Say that words arrived, if there were any, and files did not."""
    if enquiry.is_discreet:
        return neutral(enquiry)
    with translation.override(enquiry.language):
        return letter(
            enquiry.language,
            _("Your files could not be taken: %(reference)s")
            % {"reference": enquiry.reference},
            [
                _(WORDS_ARRIVED if has_words else NO_WORDS),
                *left_out(unread),
                _(
                    "Files are not taken, so that no medical record lies in a mailbox. "
                    "Ask the team how they would like to see them."
                ),
            ],
            link=(_("Your page:"), status_url(enquiry)),
        )


def lost_link(enquiries: list[Enquiry], language: str, *, is_neutral: bool) -> Rendered:
    """Send somebody the links to their own pages."""
    with translation.override(language):
        return letter(
            language,
            _("The link that you asked for"),
            [
                _("Somebody, probably you, asked for the link to your page."),
                *lines(enquiries, is_neutral=is_neutral),
            ],
            ending=_(
                "You did not ask? Then nothing has happened and nobody else has it."
            ),
            is_neutral=is_neutral,
        )


def lines(enquiries: list[Enquiry], *, is_neutral: bool) -> list[str]:
    """Return one line for each page: reference, unless neutral, and address."""
    if is_neutral:
        return [status_url(one) for one in enquiries]
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
            is_neutral=enquiry.is_discreet,
        )


def stop_everything(enquiry: Enquiry, link: str) -> Rendered:
    """Bring the one link that stops all else; it says nothing of why."""
    with translation.override(enquiry.language):
        return letter(
            enquiry.language,
            _("Nothing more shall come"),
            [
                _("You asked that nothing more comes to this address."),
                _("One press on the page behind this link stops everything."),
            ],
            link=(_("Stop everything:"), link),
            ending=_("You did not ask for this? Then ignore it, and nothing changes."),
            is_neutral=True,
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
            is_neutral=enquiry.is_discreet,
        )
