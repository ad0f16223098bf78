"""What all letters of a kind have in common, so that none of them can forget it.

A letter only says what is its own. The frame opens the reader's language, greets, puts
the link and signs; and where a family wished to stay discreet and the kind of mail may
tell a bystander something, the letter is never written at all: a neutral line and a
link go in its place.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.models.states import RoutedTo
from contacts.enquiries.page_links import console_url, status_url, team_page_url
from contacts.mail.kinds import KINDS, Purpose
from contacts.mail.late.words import Rendered
from contacts.mail.rendering import render, render_letter
from contacts.mail.ways import Way
from contacts.teams.models.teams import Team
from portal.hospital.country_languages import language_of_country


@dataclass(frozen=True, kw_only=True)
class Words:
    """What is a letter's own: paragraphs, what its link leads to, a quotation.

    What is `small` stands at the end: why it comes, how to check it.
    Without an `address` the link leads to where this reader reads on. Some are greeted;
    what an unsigned one says is not the portal's business to anybody who sees it.
    """

    subject: str
    paragraphs: list[str]
    leads_to: str = ""
    address: str = ""
    ways: Sequence[Way] = ()
    quote: str = ""
    ending: str = ""
    small: Sequence[str] = ()
    greets: bool = False
    is_unsigned: bool = False


@dataclass(frozen=True)
class OwnTemplate:
    """A mail that is more than paragraphs: the triplet `emails/<name>/`.

    Its `link` is where this reader reads on.
    """

    name: str
    values: dict[str, Any]


# A letter as it is written, and as whoever posts it calls it.
Write = Callable[..., Words | OwnTemplate]
Letter = Callable[..., Rendered]


def to_family(
    purpose: Purpose, *, is_telling: bool | None = None
) -> Callable[[Write], Letter]:
    """Frame a letter to a family; its first argument is their enquiry.

    `is_telling` is the kind's own. A letter of a telling kind that says nothing which a
    bystander may not read gives False: to a discreet family it goes unsigned.
    """
    tells = KINDS[purpose].is_telling if is_telling is None else is_telling

    def frame(write: Write) -> Letter:
        @wraps(write)
        def letter(enquiry: Enquiry, *args: Any, **values: Any) -> Rendered:
            with translation.override(enquiry.language):
                if enquiry.is_discreet and tells:
                    said = neutral_line()
                else:
                    said = write(enquiry, *args, **values)
                return render_framed(
                    said,
                    enquiry.language,
                    way=Way("", status_url(enquiry)),
                    greeting=_("Dear %(name)s,") % {"name": enquiry.called},
                    is_neutral=enquiry.is_discreet,
                )

        letter.purpose = purpose
        return letter

    return frame


def to_team(purpose: Purpose) -> Callable[[Write], Letter]:
    """Frame a letter to the team of an enquiry, or to the desk, which has no team.

    With the word of a `page` it goes to a mailbox that has no account.
    """
    is_to_desk = purpose == Purpose.NOTICE_TO_DESK

    def frame(write: Write) -> Letter:
        @wraps(write)
        def letter(
            enquiry: Enquiry, *args: Any, page: str = "", **values: Any
        ) -> Rendered:
            language = settings.LANGUAGE_CODE if is_to_desk else team_language(enquiry)
            with translation.override(language):
                return render_framed(
                    write(enquiry, *args, **values),
                    language,
                    way=way_to_words(enquiry, page, language),
                )

        letter.purpose = purpose
        return letter

    return frame


def render_framed(
    said: Words | OwnTemplate,
    language: str,
    *,
    way: Way | None = None,
    greeting: str = "",
    is_neutral: bool = False,
) -> Rendered:
    """Render what a letter says with what its frame puts around it."""
    if isinstance(said, OwnTemplate):
        address = way.address if way else ""
        return render(said.name, language, link=address, **said.values)
    return render_letter(
        language,
        said.subject,
        [greeting, *said.paragraphs] if said.greets else said.paragraphs,
        ways=[*said.ways, *way_of(said, way)],
        quote=said.quote,
        ending=said.ending,
        small=said.small,
        is_neutral=is_neutral or said.is_unsigned,
    )


def neutral_line() -> Words:
    """Say only that there is something to read; nothing that a bystander learns."""
    return Words(
        subject=_("A message for you"),
        paragraphs=[_("There is something new for you to read.")],
        leads_to=_("Read it here:"),
        is_unsigned=True,
    )


def way_of(said: Words, usual: Way | None) -> list[Way]:
    """Return what a letter leads to, if anything: the reader's usual way, or its own.

    The usual way of some has no words: they read on where a letter says so.
    """
    usual = usual or Way("", "")
    way = replace(
        usual,
        words=said.leads_to or usual.words,
        address=said.address or usual.address,
    )
    return [way] if way.words else []


def way_to_words(enquiry: Enquiry, page: str, language: str) -> Way:
    """Return where a team reads on: in the console, or on a mailbox's own page."""
    if not page:
        return Way(_("Open it in the console:"), console_url(enquiry, language))
    return Way(
        _("Read it here:"),
        team_page_url(page, language),
        hint=_("One button, no account, no password; for 30 days."),
    )


def team_language(enquiry: Enquiry) -> str:
    """Return the language in which whoever answers an enquiry is written to.

    A team says its own; of a place's contact in the registry only the country is
    known. A study's central contact has none, and the desk reads the usual language.
    """
    if team := enquiry.team or Team.objects.answering_for(enquiry.site):
        return team.language
    if enquiry.site and enquiry.routed_to == RoutedTo.SITE_CONTACT:
        return language_of_country(enquiry.site.country)
    return settings.LANGUAGE_CODE
