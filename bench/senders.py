"""Processes that write and send alerts, for tests and measurements.

python -m bench.senders write    write all mails, without waiting for a turn
python -m bench.senders send     send until nothing is left, in turns
python -m bench.senders ready    the same as soon as a line comes
python -m bench.senders count    subscriptions with a mail, mails, alerts that wait
python -m bench.senders people   subscriptions whose alerts wait
"""

import sys
import time

from django.urls import reverse

from bench.crowd import NOW  # sets Django up
from contacts.alerts.actions.mailing.composing import compose_mails
from contacts.alerts.actions.mailing.sending import send_bulk
from contacts.models import Alert, OutgoingEmail, Purpose

LIMIT = 20


def write() -> None:
    """Write mails as many processes at once may."""
    while compose_mails(now=NOW, limit=LIMIT):
        pass


def send() -> None:
    """Send in turns with whoever else does."""
    while Alert.objects.waiting().exists() or OutgoingEmail.objects.unsent().exists():
        # Where others have all turns, or nothing is due yet, one waits a moment.
        if not send_bulk(now=NOW, by="bench"):
            time.sleep(0.05)


def ready() -> None:
    """Say that the program is there, wait for a line, and send.

    A worker that has run for a while has read all addresses.
    """
    reverse("trials:study_list")
    print("ready", flush=True)
    sys.stdin.readline()
    send()


def count() -> None:
    """Print what there is."""
    mails = OutgoingEmail.objects.filter(purpose=Purpose.ALERTS)
    people = mails.values("subscription").distinct().count()
    sys.stdout.write(f"{people} {mails.count()} {Alert.objects.waiting().count()}")


def people() -> None:
    """Print how many people wait for a mail."""
    waiting = Alert.objects.waiting().values("subscription").distinct()
    sys.stdout.write(str(waiting.count()))


if __name__ == "__main__":
    steps = {"write": write, "send": send, "ready": ready}
    {**steps, "count": count, "people": people}[sys.argv[1]]()
