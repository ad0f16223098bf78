"""What a line of mails, alerts or growth measures, to be done once in this process."""

from collections.abc import Callable
from functools import partial
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from bench.imports import copies_of_our_own
from bench.waiting_mails import another
from contacts.mail.batches.lines import kept
from contacts.mail.batches.rounds import deliver_due
from contacts.mail.kinds import Queue
from contacts.models import OutgoingEmail

MANY = 50
# Not in this process: a browser's work, and what a clock alone tells.
ELSEWHERE = ("300 notes marked", "an answer's time", "letters taken in")


def deed_of(name: str, part: str, write: Callable[[], object]) -> Callable[[], object]:
    """Return what a line does; `write` accepts a message.

    Raises SystemExit for what is done in no process of ours.
    """
    if name.startswith(ELSEWHERE):
        raise SystemExit("Its time goes in no process of ours, or in too many.")
    if part == "alerts":
        return send_alerts()
    if part == "growth":
        return open_inbox() if name.startswith("inbox") else import_again()
    write()
    deliver()
    return deliver_some


def deliver_some() -> None:
    """Let copies of a mail wait, and send them."""
    with connection.cursor() as cursor:
        cursor.execute(another(connection.vendor, MANY))
    deliver()


def deliver() -> None:
    """Send what is due to people."""
    queue = Queue.ENQUIRIES
    while OutgoingEmail.objects.of_queue(queue).unsent().exists():
        now = timezone.now()
        deliver_due(queue=queue, now=now, by="bench", lines=kept.lines, seconds=1)


def send_alerts() -> Callable[[], object]:
    """Fill a crowd; return what matches and tells all of them."""
    # They set Django up by themselves, for processes of their own.
    from bench import crowd, senders  # noqa: PLC0415

    crowd.fill(MANY * 10, 2, 4)

    def send() -> None:
        crowd.forget()
        crowd.match()
        senders.send()

    return send


def open_inbox() -> Callable[[], object]:
    """Fill an inbox; return what opens it."""
    from bench.inbox import signed_in, teams  # noqa: PLC0415
    from bench.inbox_rows import FEW, fill  # noqa: PLC0415

    sites, users = teams()
    fill(sites, list(users.values()), 0, FEW)
    return partial(signed_in(users["the desk"]).get, "/staff/")


def import_again() -> Callable[[], object]:
    """Return what imports a folder, which the first time makes known."""
    records = copies_of_our_own(Path(settings.DATA_DIR), "NCT97")

    def run() -> None:
        told = {"stdout": StringIO(), "stderr": StringIO()}
        call_command("import_studies", str(records), **told)

    return run
