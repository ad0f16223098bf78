"""Where a mail belongs: in its conversation, as somebody else's, at the desk."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from contacts.conversation.actions.answering import (
    ConflictError,
    add_family_message,
    answer_family,
)
from contacts.conversation.actions.senders import (
    accept_sender,
    is_known_sender,
)
from contacts.enquiries.actions.posting import (
    audit,
    place_of,
    post,
    refuse_files,
)
from contacts.enquiries.sentences import to_team
from contacts.mail.reply_addresses import (
    FAMILY,
    ReplyAddress,
    read_reply_address,
)
from contacts.models import (
    Enquiry,
    InboundEmail,
    InboundState,
    Message,
    Purpose,
    Reason,
    Verb,
    Via,
)
from portal.keyring import lookup_secret
from portal.lib.text import UnsafeTextError, clean_paragraphs

Placed = tuple[InboundState, str]
# Of several mails by other addresses a team is told once.
QUIET = timedelta(days=1)
# Nothing that its sender could write otherwise; the staff see it.
SILENT = {"hidden", "structure"}
# Reading says so of a mail; placing keeps it.
BY_READING = {
    Reason.UNREADABLE: InboundState.REFUSED,
    Reason.REPORT: InboundState.AUTOMATIC,
}


def place(
    mail: InboundEmail, address: ReplyAddress | None, now: datetime, by: str
) -> Placed:
    """Add a mail's words to its conversation; return what became of it, and why."""
    if why := why_not(mail, address):
        return InboundState.REFUSED, why
    if mail.reason in BY_READING:
        return BY_READING[Reason(mail.reason)], mail.reason
    if came_before(mail):
        return InboundState.REPEATED, ""
    if mail.is_automatic:
        # "Out of office" answers nobody; the promise goes on.
        return InboundState.AUTOMATIC, Reason.AUTOMATIC
    if mail.is_doubtful:
        return InboundState.REFUSED, Reason.DOUBTFUL
    if not is_known_sender(mail, address.side):
        return of_somebody_else(mail, now)
    if mail.reason == Reason.FORWARD and address.side != FAMILY:
        return hold_forward(mail, now)
    return put_in(mail, address, now, by)


def why_not(mail: InboundEmail, address: ReplyAddress | None) -> str:
    """Return why a mail belongs to no conversation; "" when it does."""
    if address is None:
        return Reason.NO_ADDRESS
    if mail.enquiry is None:
        return Reason.UNKNOWN
    is_proven = address.is_proven(place_of(mail.enquiry), lookup_secret())
    return "" if is_proven else Reason.UNPROVEN


def came_before(mail: InboundEmail) -> bool:
    """Whether the same words came to this address under the same Message-ID before."""
    if not mail.same_mail:
        return False
    same = InboundEmail.objects.filter(same_mail=mail.same_mail, pk__lt=mail.pk)
    return any((one.body, one.quoted) == (mail.body, mail.quoted) for one in same[:20])


def of_somebody_else(mail: InboundEmail, now: datetime) -> Placed:
    """Show a mail as another address's: nothing moves, nobody gets it mailed."""
    if not mail.body.strip():
        return InboundState.REFUSED, Reason.NO_WORDS
    enquiry = mail.enquiry
    lately = enquiry.inbound.others().filter(came_at__gt=mail.came_at - QUIET)
    if not lately.exists():
        words = to_team.other_address(enquiry)
        post(enquiry, Purpose.NOTICE_TO_TEAM, words, to=[enquiry.team_email], now=now)
    Enquiry.objects.filter(pk=enquiry.pk).update(is_unread=True)
    return InboundState.OTHER, ""


def hold_forward(mail: InboundEmail, now: datetime) -> Placed:
    """Keep colleagues' mails from the family until a person has read them.

    A doctor forwards what colleagues wrote to one another: it answers nobody, and is
    not the family's to read by accident.
    """
    enquiry = mail.enquiry
    words = to_team.held_forward(enquiry)
    post(enquiry, Purpose.NOTICE_TO_TEAM, words, to=[enquiry.team_email], now=now)
    return InboundState.REFUSED, Reason.FORWARD


def put_in(mail: InboundEmail, address: ReplyAddress, now: datetime, by: str) -> Placed:
    """Write the words into the conversation, and answer kindly about files."""
    is_family = address.side == FAMILY
    text = own_words(mail)
    if mail.attachments or mail.is_cut or set(mail.unread) - SILENT:
        refuse_files(mail, is_family=is_family, has_words=bool(text), now=now)
    if not text:
        return InboundState.REFUSED, Reason.NO_WORDS
    words = {
        "text": text,
        "quoted": readable(mail.quoted),
        "now": now,
        "via": Via.EMAIL,
    }
    if is_family:
        add_family_message(enquiry=mail.enquiry, **words)
        return InboundState.TAKEN, ""
    try:
        answer_by_mail(mail, words, by)
    except ConflictError:
        return InboundState.REFUSED, Reason.OVERTAKEN
    return InboundState.TAKEN, ""


def own_words(mail: InboundEmail) -> str:
    """Return a mail's own words; where the rest was cut off they say so."""
    text = readable(mail.body)
    if not (text and mail.is_cut):
        return text
    with translation.override(mail.enquiry.language):
        return f"{text}\n\n[{_('The rest of this e-mail was too long to be shown.')}]"


def answer_by_mail(mail: InboundEmail, words: dict, by: str) -> None:
    """Send a team's words on; they settle nothing that they could not know of."""
    mail.enquiry.refresh_from_db()
    answer_family(
        enquiry=mail.enquiry,
        seen=mail.enquiry.revision,
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
    answered = mail.enquiry.emails.filter(ids).first()
    if answered is None:
        return False
    later = Message.objects.from_family(mail.enquiry)
    return later.filter(created_at__gt=answered.created_at).exists()


@transaction.atomic
def accept_inbound(*, mail: InboundEmail, now: datetime, by: str) -> bool:
    """Put a mail into its conversation after all, at a person's word.

    Who wrote from another address is known from then on.
    """
    rows = InboundEmail.objects.select_for_update()
    mail = (rows.aside() | rows.others()).filter(pk=mail.pk).first()
    address = read_reply_address(mail.to_address) if mail else None
    if address is None or why_not(mail, address):
        return False
    if mail.state == InboundState.OTHER:
        accept_sender(mail=mail, side=address.side, now=now, by=by)
    mail.state, mail.reason = put_in(mail, address, now, by)
    mail.save()
    audit(mail.enquiry, Verb.MAIL_PLACED, now, by)
    return mail.state == InboundState.TAKEN


def readable(text: str) -> str:
    """Return text without characters that nobody types; mails hold all kinds."""
    try:
        return clean_paragraphs(text)
    except UnsafeTextError:
        kept = "".join(c for c in text if c.isprintable() or c in "\n\t")
        return kept.strip()
