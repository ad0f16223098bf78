"""One mail for who waits for a study: asked for, confirmed, sent, erased."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from contacts.allowances import WATCHES_OF_ONE_ADDRESS, one_mailbox
from contacts.enquiries.actions.erasures import note_erasure
from contacts.mail import rendering
from contacts.mail.kinds import Purpose
from contacts.mail.late.words import Rendered
from contacts.mail.models.address_hash import address_hash
from contacts.ratelimits import take_ticket
from contacts.upkeep import sentences
from contacts.upkeep.actions.asking import is_dead
from contacts.upkeep.models.watchers import Awaited, Watcher
from portal.lib.tokens import token_hash
from trials.freshness.tones import OVER_STATES
from trials.models import OverallStatus, Study
from trials.pages.titles import title_in

HEXADECIMAL = "0123456789abcdef"
MOST = 100


@transaction.atomic
def ask_to_watch(
    *, study: Study, awaited: str, email: str, language: str, now: datetime
) -> None:
    """Note a wish and ask the address; the same to see for every address."""
    if is_dead(email):
        # It takes no mail, or its owner complained of one: nobody writes there.
        return
    if not take_ticket(WATCHES_OF_ONE_ADDRESS, one_mailbox(email), now=now):
        return
    known = Watcher.objects.filter(
        study=study, awaited=awaited, email_hash=address_hash(email)
    )
    if known.confirmed().exists():
        return
    known.delete()
    token = get_random_string(64, HEXADECIMAL)
    watcher = Watcher.objects.create(
        study=study,
        awaited=awaited,
        email=email,
        email_hash=address_hash(email),
        token_hash=token_hash(token),
        language=language,
        asked_at=now,
    )
    words = sentences.watch_question(watcher, token)
    mail_once(Purpose.CONFIRM_WATCH, words, email, now)


def mail_once(purpose: Purpose, words: Rendered, email: str, now: datetime) -> None:
    rendering.outgoing(purpose, words, to_address=email, now=now).save()


@transaction.atomic
def confirm_watch(*, watcher: Watcher, now: datetime) -> None:
    """Keep the wish: whoever reads the mailbox has pressed the button."""
    if watcher.confirmed_at is None:
        watcher.confirmed_at = now
        watcher.save(update_fields=["confirmed_at"])


@transaction.atomic
def stop_watching(*, watcher: Watcher) -> None:
    """Erase the wish and the address; a restored backup erases them again."""
    note_erasure(watcher)
    watcher.delete()


@transaction.atomic
def stop_watching_of(*, address_hash: str) -> None:
    """Erase all wishes of one address, which wants no mail any more."""
    for watcher in Watcher.objects.filter(email_hash=address_hash):
        stop_watching(watcher=watcher)


def tell_watchers(*, now: datetime) -> int:
    """Write to those whose study has come so far; return how many."""
    begun = Q(
        awaited=Awaited.BEGINS,
        study__overall_status__in=[OverallStatus.RECRUITING, *OVER_STATES],
    )
    found = Q(awaited=Awaited.RESULTS, study__facts__has_results=True)
    waiting = Watcher.objects.confirmed().filter(
        begun | found, study__is_published=True
    )
    pks = list(waiting.values_list("pk", flat=True)[:MOST])
    return sum(tell_watcher(pk, now) for pk in pks)


@transaction.atomic
def tell_watcher(pk: int, now: datetime) -> bool:
    """Write the one mail and erase the row; False where somebody was quicker."""
    watcher = Watcher.objects.select_for_update().filter(pk=pk).first()
    if watcher is None:
        return False
    today = timezone.localdate(now)
    title, _language = title_in(watcher.study, watcher.language, today)
    words = sentences.watched_study(watcher, watcher.study, title)
    mail_once(Purpose.WATCHED_STUDY, words, watcher.email, now)
    stop_watching(watcher=watcher)
    return True


def tidy_watchers(*, now: datetime) -> int:
    """Erase wishes that ran out; return how many."""
    return Watcher.objects.out_of_time(now).delete()[0]
