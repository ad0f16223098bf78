"""The letters about an enquiry as the gallery shows them, with what each is about."""

from collections.abc import Callable
from typing import Any

from contacts.enquiries.sentences import (
    agreed_calls,
    arrivals,
    endings,
    handed_over,
    held_from_family,
    links_to_family,
    suggested_site,
    to_family,
    to_team,
)
from contacts.enquiries.sentences.frames import Letter
from contacts.gallery.people import (
    SENT_AT,
    WORD,
    names_in,
    sample_enquiry,
    sample_link,
    sample_site,
)
from contacts.mail.late.words import Rendered

# What a letter is about beside its enquiry, in a language.
About = Callable[[str], tuple[Any, ...]]

# The hour of a call, and by whose clock.
AGREED = (SENT_AT, "Europe/Berlin")
PLAIN: tuple[Letter, ...] = (
    *(to_family.team_not_reached, to_family.closed_quietly, endings.closed_by_team),
    *(to_family.address_changed, arrivals.arrival, arrivals.arrival_for_member),
    *(arrivals.another_message, arrivals.address_put_right),
    arrivals.perhaps_an_emergency,
    *(to_team.reminder, to_team.stand_in, to_team.awake_again),
    *(held_from_family.family_not_reached, held_from_family.other_address),
    *(held_from_family.held_forward, handed_over.handed_over),
)
ABOUT: dict[Letter, About] = {
    to_family.copy_to_sender: lambda language: (names_in(language).words,),
    to_family.answer_to_family: lambda language: (names_in(language).words,),
    to_family.offer_to_family: lambda language: (sample_site(language),),
    suggested_site.suggested_site: lambda language: (sample_site(language),),
    to_family.given_up: lambda _language: (["+49 731 901820"],),
    to_family.moved_on: lambda language: (names_in(language).team,),
    to_team.enquiry_to_team: lambda language: (names_in(language).words,),
    to_team.message_to_team: lambda language: (names_in(language).words,),
    to_team.notice_to_desk: lambda _language: (to_team.MAIL_LOST,),
    agreed_calls.call_soon: lambda _language: AGREED,
    agreed_calls.call_missed: lambda _language: AGREED,
    links_to_family.address_check: lambda language: (sample_link(language),),
    links_to_family.stop_everything: lambda language: (sample_link(language),),
}
WITH_FILES: tuple[Letter, ...] = (
    to_family.no_attachments,
    held_from_family.no_attachments_of_team,
)


def framed_letters() -> dict[str, tuple[str, Callable[[str], Rendered]]]:
    """Return each letter's kind, and how it is written in a language, by its name."""
    found = {one.__name__: (one.purpose, letter_specimen(one)) for one in PLAIN}
    found |= {
        one.__name__: (one.purpose, letter_specimen(one, about))
        for one, about in ABOUT.items()
    }
    found |= {
        one.__name__: (
            one.purpose,
            letter_specimen(one, has_words=True, unread=["scan.pdf"]),
        )
        for one in WITH_FILES
    }
    answer, arrival = to_family.answer_to_family, arrivals.arrival
    found["discreet"] = (
        answer.purpose,
        lambda language: answer(sample_enquiry(language, is_discreet=True), ""),
    )
    found["to_a_mailbox"] = arrival.purpose, letter_specimen(arrival, page=WORD)
    return found


def letter_specimen(
    letter: Letter, about: About = lambda _language: (), **values: Any
) -> Callable[[str], Rendered]:
    """Return how a letter about the gallery's enquiry is written in a language."""
    return lambda language: letter(sample_enquiry(language), *about(language), **values)
