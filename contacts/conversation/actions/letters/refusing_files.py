"""Whoever sent files is told that they were not taken; their words may be."""

from datetime import datetime
from functools import partial
from typing import Any

from contacts.enquiries.actions.placed import enquiry_of
from contacts.enquiries.actions.posting import post
from contacts.enquiries.actions.recipients import who_may_answer
from contacts.enquiries.actions.team_mails.letters import only_brief
from contacts.enquiries.actions.team_mails.notifying import tell_addresses
from contacts.enquiries.sentences import held_from_family, to_family
from contacts.mail.kinds import Purpose
from contacts.models import InboundEmail


def refuse_files(
    mail: InboundEmail, *, is_family: bool, has_words: bool, now: datetime
) -> None:
    """Tell whoever sent files that they were not taken; their words may be."""
    enquiry = enquiry_of(mail)
    about: dict[str, Any] = {"has_words": has_words, "unread": mail.unread_words}
    if is_family:
        words = to_family.no_attachments(enquiry, **about)
        post(enquiry, Purpose.NOTICE_TO_FAMILY, words, to=[enquiry.email], now=now)
        return
    letter = partial(held_from_family.no_attachments_of_team, **about)
    letters = only_brief(Purpose.NOTICE_TO_TEAM, letter)
    tell_addresses(enquiry, letters, [sure_address(mail)], now)


def sure_address(mail: InboundEmail) -> str:
    """Return where to answer a team's mail: a forged sender gets nothing."""
    enquiry = enquiry_of(mail)
    known = {one.casefold() for one in who_may_answer(enquiry)}
    is_known = mail.from_address.casefold() in known
    return mail.from_address if is_known else enquiry.team_email
