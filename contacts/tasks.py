"""Leaves: find by id, call one action."""

from datetime import datetime

from celery import shared_task

from contacts import ratelimits
from contacts.alerts.actions import confirmations, erasing, matching
from contacts.alerts.actions.mailing import sending
from contacts.conversation.actions import lost_links, promises, purging
from contacts.conversation.actions.calls import minding
from contacts.conversation.actions.letters import reading
from contacts.conversation.actions.lost_mails import bounces
from contacts.conversation.actions.rehearsing import hourly
from contacts.enquiries.actions import digests, erasures
from contacts.inbox.actions import usual_answers
from contacts.inbox.marks import filling
from contacts.mail.batches import rounds
from contacts.mail.batches.lines import kept
from contacts.mail.hooks import delivering
from contacts.mail.inbound.claiming import lease
from contacts.mail.inbound.intake import BUDGET_SECONDS
from contacts.notes.actions import notebooks, shares
from contacts.pagemails.actions import erase_passed_mails
from contacts.teams.actions import proposals
from contacts.upkeep.actions import asking, correcting, watching
from portal.database.clock import database_now
from portal.jobs.clock import in_sure_time
from portal.jobs.waking import wake

WORKER = "worker"
# So long a worker sends what is due before it looks for other work.
SENDING_SECONDS = 1.0
# So long a worker may match before it looks for people who wait; it goes on at once.
MATCHING_SECONDS = 2
# Longer than a batch of letters may take that each use up their own bounds.
READING_LIMIT = 60 + int(BUDGET_SECONDS + lease().total_seconds())


@shared_task
def sweep_outbox(queue: str) -> None:
    """Send what is due of a queue, for a second or a little longer."""
    is_more = rounds.deliver_due(
        queue=queue,
        now=database_now(),
        by=WORKER,
        lines=kept.lines,
        seconds=SENDING_SECONDS,
    )
    if is_more:
        wake("send-enquiries")


@shared_task
@in_sure_time
def send_digests(now: datetime) -> None:
    """Tell members who chose one mail a day of what waits, as their day begins."""
    digests.send_digests(now=now)


@shared_task
@in_sure_time
def keep_promises(now: datetime) -> None:
    """Remind, tell, offer, close and erase where the day has come."""
    promises.keep_promises(now=now, by=WORKER)


@shared_task
@in_sure_time
def mind_calls(now: datetime) -> None:
    """Remind of the calls that were agreed on, and of those that nobody noted."""
    minding.mind_calls(now=now)


@shared_task
def mark_enquiries() -> None:
    """Let the search find what came in, once there is too much to read through."""
    filling.mark_enquiries()


@shared_task
@in_sure_time
def rehearse(now: datetime) -> None:
    """Send the hourly test message, and see whether the last one went through."""
    hourly.rehearse_hourly(now=now, by=WORKER)


@shared_task(time_limit=READING_LIMIT)
def read_letters() -> None:
    """Read the e-mails that came, each in bounds, and place them."""
    reading.read_letters(now=database_now(), by=WORKER)


@shared_task(time_limit=READING_LIMIT)
def read_reports() -> None:
    """Read what mail providers posted about our e-mails."""
    reading.read_reports(now=database_now())


@shared_task
def take_reports() -> None:
    """Act on what mail providers reported."""
    bounces.take_reports(now=database_now(), by=WORKER)


@shared_task
def send_lost_links() -> None:
    """Send their links to people who lost them."""
    lost_links.send_lost_links(now=database_now())


@shared_task
@in_sure_time
def forget_allowances(now: datetime) -> None:
    """Delete what no rate limit needs any more."""
    ratelimits.forget_allowances(now=now)


@shared_task
def call_hooks() -> None:
    """Tell another system of the hospital what became of enquiries."""
    delivering.call_hooks(now=database_now())


@shared_task
def send_bulk() -> None:
    """Send alerts for a second, and go on soon where there are more."""
    sender = sending.BulkRound(database_now(), WORKER, SENDING_SECONDS)
    sender.go()
    if sender.is_more:
        wake("send-bulk")


@shared_task
@in_sure_time
def answer_requests(now: datetime) -> None:
    """Ask people who asked for alerts whether they meant it."""
    confirmations.answer_requests(now=now)


@shared_task
@in_sure_time
def queue_alerts(now: datetime) -> None:
    """Find whom to tell of what is new."""
    matching.queue_alerts(now=now, seconds=MATCHING_SECONDS)


@shared_task
@in_sure_time
def tidy_subscriptions(now: datetime) -> None:
    """Erase what nobody confirmed, stopped or needs any more."""
    erasing.tidy_subscriptions(now=now, by=WORKER)


@shared_task
def list_erasures() -> None:
    """Remember apart from the database what was erased."""
    erasures.list_erasures(now=database_now())


@shared_task
@in_sure_time
def purge_leftovers(now: datetime) -> None:
    """Delete stray mails and requests that have run out."""
    purging.purge_leftovers(now=now)


@shared_task
@in_sure_time
def purge_notes(now: datetime) -> None:
    """Delete notes that nobody used for 180 days, and links that ended a month ago."""
    notebooks.purge_notes(now=now)
    shares.purge_shares(now=now)


@shared_task
def attach_new_places() -> None:
    """Attach new places to hospitals, and propose those that bear a new name."""
    proposals.attach_new_places(now=database_now(), by=WORKER)


@shared_task
@in_sure_time
def ask_teams(now: datetime) -> None:
    """Ask mailboxes, once a quarter, whether their studies still take people."""
    asking.ask_teams(now=now, by=WORKER)


@shared_task
@in_sure_time
def tell_watchers(now: datetime) -> None:
    """Write to who waited for a study, and forget who waited too long."""
    watching.tell_watchers(now=now)
    watching.tidy_watchers(now=now)
    erase_passed_mails(now=now)
    correcting.purge_corrections(now=now)


@shared_task
@in_sure_time
def note_usual_answers(now: datetime) -> None:
    """Write how fast each site's team usually answers, for its page."""
    usual_answers.note_usual_answers(now=now)
