"""A mail's words go into its conversation, and files are answered kindly."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from contacts.conversation.actions.answering import ConflictError, answer_family
from contacts.conversation.actions.family_writes import add_family_message
from contacts.conversation.actions.letters.refusing_files import refuse_files
from contacts.enquiries.actions.placed import enquiry_of
from contacts.mail.reply_addresses import FAMILY, ReplyAddress
from contacts.models import (
    AsideReason,
    InboundEmail,
    InboundState,
    Message,
    OutgoingEmail,
    Via,
)
from portal.lib.text import UnsafeTextError, clean_paragraphs

Placed = tuple[InboundState, str]
# Nothing that its sender could write otherwise; the staff see it.
SILENT = {"hidden", "structure"}


def put_in(mail: InboundEmail, address: ReplyAddress, now: datetime, by: str) -> Placed:
    """Write the words into the conversation, and answer kindly about files."""
    is_family, text = address.side == FAMILY, own_words(mail)
    if mail.attachments or mail.is_cut or set(mail.unread) - SILENT:
        refuse_files(mail, is_family=is_family, has_words=bool(text), now=now)
    if not text:
        return InboundState.REFUSED, AsideReason.NO_WORDS
    words = {"text": text, "quoted": readable(mail.quoted), "now": now}
    words["unread"] = mail.unread
    try:
        write_words(mail, words, by, is_family=is_family)
    except ConflictError:
        return InboundState.REFUSED, AsideReason.OVERTAKEN
    return InboundState.TAKEN, ""


def write_words(
    mail: InboundEmail, words: dict[str, Any], by: str, *, is_family: bool
) -> None:
    """Write the words as the family's, or as the team's answer."""
    if is_family:
        add_family_message(enquiry=enquiry_of(mail), via=Via.EMAIL, **words)
    else:
        answer_by_mail(mail, {**words, "via": Via.EMAIL}, by)


def own_words(mail: InboundEmail) -> str:
    """Return a mail's own words; where the rest was cut off they say so."""
    text = readable(mail.body)
    if not (text and mail.is_cut):
        return text
    with translation.override(enquiry_of(mail).language):
        return f"{text}\n\n[{_('The rest of this e-mail was too long to be shown.')}]"


def answer_by_mail(mail: InboundEmail, words: dict[str, Any], by: str) -> None:
    """Send a team's words on; they settle nothing that they could not know of."""
    enquiry = enquiry_of(mail)
    enquiry.refresh_from_db()
    answer_family(
        enquiry=enquiry,
        seen=enquiry.revision,
        user=None,
        by=by,
        is_settling=not is_overtaken(mail),
        **words,
    )


def is_overtaken(mail: InboundEmail) -> bool:
    """Whether the family wrote after the mail that this one answers."""
    if not mail.answers_to:
        return False
    known = mail.answers_to
    # Some providers put their own id into the Message-ID, with a domain behind it.
    theirs = (known, f"<{known}>", known.partition("@")[0])
    ids = Q(message_id=f"<{known}>") | Q(provider_id__in=theirs)
    enquiry = enquiry_of(mail)
    answered = OutgoingEmail.objects.filter(ids, enquiry=enquiry).first()
    if answered is None:
        return False
    later = Message.objects.from_family(enquiry)
    return later.filter(created_at__gt=answered.created_at).exists()


def readable(text: str) -> str:
    """Return text without characters that nobody types; mails hold all kinds."""
    try:
        return clean_paragraphs(text)
    except UnsafeTextError:
        kept = "".join(c for c in text if c.isprintable() or c in "\n\t")
        return kept.strip()
