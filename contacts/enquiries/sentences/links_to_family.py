"""E-mails that bring a family a link: to its pages, to confirm, to stop."""

from django.utils import translation
from django.utils.translation import gettext as _

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.page_links import status_url
from contacts.enquiries.sentences.frames import Words, render_framed, to_family
from contacts.mail.kinds import Purpose
from contacts.mail.late.words import Rendered
from contacts.mail.ways import Way


def lost_link(enquiries: list[Enquiry], language: str) -> Rendered:
    """Send somebody the links to all their pages.

    In the language of whoever asks; one discreet enquiry among them makes it neutral.
    """
    is_neutral = any(one.is_discreet for one in enquiries)
    with translation.override(language):
        words = Words(
            subject=_("The link that you asked for"),
            paragraphs=[_("Somebody, probably you, asked for the link to your page.")],
            ways=[way_to_page(one, is_neutral=is_neutral) for one in enquiries],
            ending=_(
                "You did not ask? Then nothing has happened and nobody else has it."
            ),
        )
        return render_framed(words, language, is_neutral=is_neutral)


def way_to_page(enquiry: Enquiry, *, is_neutral: bool) -> Way:
    """Return the way to a page: by its reference, unless neutral, and its address."""
    words = _("Open your page:")
    if not is_neutral:
        words = _("Open %(reference)s:") % {"reference": enquiry.reference}
    return Way(words, status_url(enquiry))


@to_family(Purpose.ADDRESS_CHECK)
def address_check(enquiry: Enquiry, link: str) -> Words:
    """Ask the new mailbox whether the change of address is meant."""
    return Words(
        subject=_("Please confirm your e-mail address"),
        paragraphs=[_("You gave this as your new address. Please confirm it.")],
        leads_to=_("Confirm it here:"),
        address=link,
        ending=_("You did not ask for this? Then ignore it, and nothing changes."),
    )


@to_family(Purpose.NOTICE_TO_FAMILY, is_telling=False)
def stop_everything(enquiry: Enquiry, link: str) -> Words:
    """Bring the one link that stops all else; it says nothing of why."""
    return Words(
        subject=_("Nothing more shall come"),
        paragraphs=[
            _("You asked that nothing more comes to this address."),
            _("One press on the page behind this link stops everything."),
        ],
        leads_to=_("Stop everything:"),
        address=link,
        ending=_("You did not ask for this? Then ignore it, and nothing changes."),
        is_unsigned=True,
    )
