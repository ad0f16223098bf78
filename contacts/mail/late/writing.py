"""Mails that are written when they leave: till then a row holds facts.

The request that accepts a message waits for no words. The worker makes them at the
first claim, under the lease that it has then, and from there on the row keeps them:
each attempt sends the same. What a mail says is its room's matter (authors.py).
"""

import logging
from collections import defaultdict

from cryptography.fernet import InvalidToken
from django.db import transaction

from contacts.mail.late.authors import AUTHORS, MailAuthor
from contacts.mail.late.words import Rendered
from contacts.mail.models.outbox import PLAIN, OutgoingEmail
from contacts.mail.models.outbox_rows import EmailState
from contacts.mail.unwritten import AWAY
from portal.alarms.kinds import AlarmKind
from portal.alarms.sounding import sound

log = logging.getLogger(__name__)


def write_claimed(mails: list[OutgoingEmail]) -> list[OutgoingEmail]:
    """Write what of some claimed mails nobody has written; return those to send.

    One that was erased meanwhile, or that another worker has by now, is left out. One
    that cannot even be written plainly is refused by whoever sends (delivery.py).
    """
    to_write = [mail for mail in mails if mail.is_to_write]
    if not to_write:
        return mails
    made = words_made(to_write)
    going = kept_words({mail: words for mail, words in made.items() if words})
    going |= {mail.pk for mail, words in made.items() if words is None}
    return [mail for mail in mails if mail not in to_write or mail.pk in going]


def words_made(mails: list[OutgoingEmail]) -> dict[OutgoingEmail, Rendered | None]:
    """Return the words of mails, each as it is or plainly; None where neither goes."""
    by_author: dict[MailAuthor, list[OutgoingEmail]] = defaultdict(list)
    for mail in mails:
        by_author[AUTHORS[mail.purpose]].append(mail)
    return {
        mail: words_or_plain(author, mail)
        for author, some in by_author.items()
        for mail in author.load(some)
    }


def words_or_plain(author: MailAuthor, mail: OutgoingEmail) -> Rendered | None:
    """Return a mail's words; where they cannot be made the alarm sounds.

    That was this attempt's error, which its claim has counted; the mail still goes.
    """
    try:
        return author.write(mail)
    except (*AWAY, InvalidToken):
        # Nothing is wrong with its words.
        raise
    except Exception as error:
        log.exception("e-mail %s could not be written; it goes plain", mail.message_id)
        sound(AlarmKind.WORDS, letter=mail.letter, error=type(error).__name__)
    return plain_words(author, mail)


def plain_words(author: MailAuthor, mail: OutgoingEmail) -> Rendered | None:
    """Return the plain form of a mail; None where not even that can be made."""
    try:
        words = author.write_plainly(mail)
    except (*AWAY, InvalidToken):
        raise
    except Exception:
        log.exception("e-mail %s cannot even be written plainly", mail.message_id)
        return None
    mail.letter = PLAIN
    return words


@transaction.atomic
def kept_words(found: dict[OutgoingEmail, Rendered]) -> set[int]:
    """Keep words in the rows that are still claimed as they were; return which."""
    rows = OutgoingEmail.objects.filter(pk__in=[mail.pk for mail in found])
    there = rows.filter(state=EmailState.SENDING).order_by("pk").select_for_update()
    attempts = dict(there.values_list("pk", "attempts"))
    ours = [mail for mail in found if attempts.get(mail.pk) == mail.attempts]
    for mail in ours:
        mail.take_words(found[mail])
    OutgoingEmail.objects.bulk_update(ours, OutgoingEmail.WRITTEN)
    return {mail.pk for mail in ours}
