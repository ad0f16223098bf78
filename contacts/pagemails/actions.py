"""A page is mailed once, or not at all; who types the address learns neither."""

from datetime import datetime

from django.core import signing
from django.db import transaction
from django.utils import timezone

from contacts.allowances import PAGES_IN_A_WEEK, PAGES_TO_ONE_ADDRESS, one_mailbox
from contacts.enquiries.actions.erasures import note_stop
from contacts.mail import rendering
from contacts.mail.kinds import Purpose
from contacts.mail.models.address_hash import address_hash
from contacts.models import DeadAddress, EmailState, OutgoingEmail
from contacts.pagemails import sentences
from contacts.pagemails.models import PageMailStop
from contacts.ratelimits import take_ticket
from portal.keyring import lookup_secret
from trials.models import Study
from trials.pages.state.strip import strip_of
from trials.pages.titles import title_in

SALT = "stop pages that are mailed to an address"
# What a stop is called in the list that outlives a backup.
STOPPED = "no-pages"


@transaction.atomic
def mail_page(*, study: Study, email: str, language: str, now: datetime) -> None:
    """Write one mail unless its reader wants none, or had enough of them."""
    address = address_hash(email)
    if is_unwanted(address) or not may_be_mailed(email, now):
        return
    today = timezone.localdate(now)
    title, _language = title_in(study, language, today)
    state = strip_of(study, study.judged(today), today, language).sentence
    stop = rendering.absolute("contacts:stop_page_mails", language, page_token(address))
    words = sentences.page_of_study(study, language, title, state, stop)
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    purpose = Purpose.PAGE_TO_READER
    mail = rendering.outgoing(
        purpose, words, to_address=email, now=now, headers=headers
    )
    mail.save()


def is_unwanted(address: str) -> bool:
    """Whether an address takes no mail, or no page."""
    dead = DeadAddress.objects.filter(address_hash=address).exists()
    return dead or PageMailStop.objects.filter(address_hash=address).exists()


def may_be_mailed(email: str, now: datetime) -> bool:
    """Use one of an address's tickets, of the week and of the day."""
    who = one_mailbox(email)
    return take_ticket(PAGES_IN_A_WEEK, who, now=now) and take_ticket(
        PAGES_TO_ONE_ADDRESS, who, now=now
    )


@transaction.atomic
def stop_pages(*, address: str, now: datetime) -> None:
    """Mail no page to the address with this hash; what has not left does not leave."""
    PageMailStop.objects.get_or_create(address_hash=address, defaults={"since": now})
    note_stop(STOPPED, address, now)
    waiting = OutgoingEmail.objects.filter(
        purpose=Purpose.PAGE_TO_READER,
        state__in=(EmailState.QUEUED, EmailState.RETRYING),
    )
    for mail in waiting:
        if address_hash(mail.to_address) == address:
            mail.delete()


def page_token(address: str) -> str:
    """Return what stops pages to the address with this hash; it works for ever."""
    return signing.dumps(address, key=lookup_secret(), salt=SALT)


def read_page_token(token: str) -> str:
    """Return the hash of an address, "" for a token that is not ours."""
    try:
        address: str = signing.loads(token, key=lookup_secret(), salt=SALT)
    except signing.BadSignature:
        return ""
    return address


def erase_passed_mails(*, now: datetime) -> int:
    """Erase pages and other mails that nobody needs any more; return how many."""
    return OutgoingEmail.objects.passed(now).delete()[0]
