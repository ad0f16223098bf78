"""Mails of an enquiry that the worker writes: their facts, and their words of these.

Fixed when the mail is put into the outbox is how the enquiry stood: whom it went to,
what was promised, how urgent it was. Who writes, how they are reached and whether they
wish to stay discreet is read when the mail is written: it is what the family says now.
"""

from copy import copy
from dataclasses import replace
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from contacts.enquiries.page_links import console_url, status_url, team_page_url
from contacts.enquiries.sentences import arrivals, to_family, to_team
from contacts.enquiries.sentences.frames import Letter, team_language
from contacts.mail.kinds import KINDS, TO_FAMILY, Purpose
from contacts.mail.late.words import Rendered, ToWrite
from contacts.models import Enquiry, Message, OutgoingEmail
from portal.hospital.says import portal_name
from trials.models import TextKind
from trials.texts.legal.words import version_shown

LETTERS: dict[str, Letter] = {
    one.__name__: one
    for one in (
        *(to_team.enquiry_to_team, to_team.stand_in, to_family.copy_to_sender),
        *(arrivals.arrival, arrivals.arrival_for_member),
        arrivals.perhaps_an_emergency,
    )
}
# How the enquiry stood.
STOOD = (
    *("answer_due_on", "is_urgent", "urgency", "routed_to", "team_id", "site_id"),
    *("team_email", "recipient_name", "passed_over"),
)


def say(
    letter: Letter, purpose: Purpose, enquiry: Enquiry, **said: Any
) -> Rendered | ToWrite:
    """Return a letter's words, or of what they are made: as its kind's line says."""
    if not KINDS[purpose].is_written_late:
        return letter(enquiry, **said)
    stood = {name: getattr(enquiry, name) for name in STOOD}
    stood["answer_due_on"] = enquiry.answer_due_on.isoformat()
    facts = {"stood": stood, "said": said}
    return ToWrite(letter.__name__, facts)


def copy_of(enquiry: Enquiry, text: str) -> Rendered | ToWrite:
    """Return the sender's copy; of what may be an emergency with the version named."""
    said: dict[str, Any] = {"text": text}
    if enquiry.is_urgent:
        said["version"] = version_shown(TextKind.URGENT, enquiry.language)
    return say(to_family.copy_to_sender, Purpose.COPY_TO_SENDER, enquiry, **said)


def leave_to_entry(mail: OutgoingEmail, entry: Message | None) -> None:
    """Let a mail that is still to be written read its text in the entry it carries."""
    said = mail.facts.get("said", {})
    if entry and said.get("text") == entry.body:
        said["text"] = None


class LateLetters:
    """Writes the mails whose facts stand above."""

    def load(self, mails: list[OutgoingEmail]) -> list[OutgoingEmail]:
        """Bring their enquiries and entries; whose enquiry was erased is left out."""
        rows = Enquiry.objects.select_related("study", "site", "team")
        enquiries = rows.in_bulk({mail.enquiry_id for mail in mails})
        entries = Message.objects.in_bulk({mail.entry_id for mail in mails} - {None})
        found = [mail for mail in mails if mail.enquiry_id in enquiries]
        for mail in found:
            mail.enquiry = enquiries[mail.enquiry_id]
            mail.entry = entries.get(mail.entry_id)
        return found

    def write(self, mail: OutgoingEmail) -> Rendered:
        """Return its words."""
        enquiry = as_it_stood(mail.enquiry, mail.facts)
        words = LETTERS[mail.letter](enquiry, **what_is_said(mail))
        return as_rehearsal(words, enquiry)

    def write_plainly(self, mail: OutgoingEmail) -> Rendered:
        """Return words, reference and link; a discreet family gets the link alone."""
        enquiry, said = mail.enquiry, what_is_said(mail)
        is_to_family = mail.purpose in TO_FAMILY
        if is_to_family and enquiry.is_discreet:
            return plain_form(_("A message for you"), [status_url(enquiry)])
        link = status_url(enquiry) if is_to_family else way_of_team(enquiry, said)
        parts = [portal_name(), enquiry.reference, link, said.get("text", "")]
        return as_rehearsal(plain_form(enquiry.reference, parts), enquiry)


def as_it_stood(enquiry: Enquiry, facts: dict[str, Any]) -> Enquiry:
    """Return an enquiry as it was when its mail was put into the outbox."""
    before = copy(enquiry)
    for name, value in facts["stood"].items():
        field = Enquiry._meta.get_field(name)
        setattr(before, name, field.to_python(value))
    return before


def what_is_said(mail: OutgoingEmail) -> dict[str, Any]:
    """Return what a letter is given beside its enquiry."""
    said: dict[str, Any] = dict(mail.facts["said"])
    if "text" in said and said["text"] is None:
        said["text"] = mail.entry.body
    return said


def way_of_team(enquiry: Enquiry, said: dict[str, Any]) -> str:
    """Return where a team reads on."""
    language = team_language(enquiry)
    page = said.get("page")
    if page:
        return team_page_url(page, language)
    return console_url(enquiry, language)


def as_rehearsal(words: Rendered, enquiry: Enquiry) -> Rendered:
    """Return the words of a mail; a rehearsal's says so."""
    if not enquiry.is_rehearsal:
        return words
    return replace(words, subject=f"{_('Rehearsal:')} {words.subject}")


def plain_form(subject: str, parts: list[str]) -> Rendered:
    """Return parts one below the other, without anything that could fail."""
    said = [one for one in parts if one]
    html = "".join(f'<p style="white-space:pre-wrap">{escape(one)}</p>' for one in said)
    return Rendered(subject, "\n\n".join(said) + "\n", html)
