"""The Celery app, its three queues, and the one list of periodic jobs.

With REDIS_URL, Celery workers hand out and run the list. Without, `run_worker` of
manage.py runs the same list and the same tasks in one process, with no broker.
"""

import os
from dataclasses import dataclass

from celery import Celery, Task, signals
from django.conf import settings
from django.db import close_old_connections
from django.urls import set_script_prefix

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


@dataclass(frozen=True)
class Job:
    """A task that runs every `seconds` in `queue`."""

    task: str
    seconds: float
    queue: str
    kwargs: dict[str, object]


JOBS = {
    "send-enquiries": Job(
        "contacts.tasks.sweep_outbox", 1, "enquiries", {"queue": "enquiries"}
    ),
    "keep-promises": Job("contacts.tasks.keep_promises", 30, "enquiries", {}),
    "mind-calls": Job("contacts.tasks.mind_calls", 30, "enquiries", {}),
    "mark-enquiries": Job("contacts.tasks.mark_enquiries", 10, "bulk", {}),
    "send-digests": Job("contacts.tasks.send_digests", 300, "enquiries", {}),
    # What comes in has a worker of its own: it holds up nothing that goes out.
    "read-letters": Job("contacts.tasks.read_letters", 2, "letters", {}),
    # Where it does not come to its end a web process does it.
    "watch": Job("portal.tasks.watch", 30, "enquiries", {}),
    "rehearse": Job("contacts.tasks.rehearse", 60, "enquiries", {}),
    "read-reports": Job("contacts.tasks.read_reports", 2, "letters", {}),
    "take-reports": Job("contacts.tasks.take_reports", 2, "enquiries", {}),
    "send-lost-links": Job("contacts.tasks.send_lost_links", 2, "enquiries", {}),
    "forget-allowances": Job("contacts.tasks.forget_allowances", 3600, "enquiries", {}),
    "call-hooks": Job("contacts.tasks.call_hooks", 2, "bulk", {}),
    "send-bulk": Job("contacts.tasks.send_bulk", 1, "bulk", {}),
    "answer-requests": Job("contacts.tasks.answer_requests", 1, "enquiries", {}),
    "queue-alerts": Job("contacts.tasks.queue_alerts", 10, "bulk", {}),
    "tidy-subscriptions": Job("contacts.tasks.tidy_subscriptions", 3600, "bulk", {}),
    "list-erasures": Job("contacts.tasks.list_erasures", 5, "enquiries", {}),
    "purge-leftovers": Job("contacts.tasks.purge_leftovers", 3600, "bulk", {}),
    "attach-places": Job("contacts.tasks.attach_new_places", 300, "bulk", {}),
    # Looks only whether it is night; then one batch, and the next a minute later.
    "refresh-studies": Job("trials.tasks.refresh_studies", 60, "bulk", {}),
    "watch-texts": Job("trials.tasks.watch_texts", 60, "enquiries", {}),
    "ask-teams": Job("contacts.tasks.ask_teams", 3600, "bulk", {}),
    "tell-watchers": Job("contacts.tasks.tell_watchers", 600, "bulk", {}),
    "note-usual-answers": Job("contacts.tasks.note_usual_answers", 3600, "bulk", {}),
    "seal-audit": Job("portal.audit.tasks.seal_audit", 10, "enquiries", {}),
    "purge-audit": Job("portal.audit.tasks.purge_old_audit", 3600, "bulk", {}),
    "purge-notes": Job("contacts.tasks.purge_notes", 3600, "bulk", {}),
}

app = Celery("portal")
# "Current" is a matter of one thread; the embedded worker has several.
app.set_default()
app.config_from_object("portal.celeryconfig")
app.autodiscover_tasks(["portal", "portal.audit", "contacts", "trials"])
# Any number of schedulers may run: each turn of a job is a row (portal/jobs/turns.py).
app.conf.beat_scheduler = "portal.jobs.beat:TurnScheduler"
app.conf.imports = ["portal.jobs.worker"]


@signals.task_prerun.connect(dispatch_uid="portal.celery.connections")
def renew_connections(task: Task, **_values: object) -> None:
    """Begin a task with a connection that works, as Django begins a request."""
    if not task.request.is_eager:
        close_old_connections()


@signals.task_prerun.connect(dispatch_uid="portal.celery")
def lead_to_pages(**_values: object) -> None:
    """Let links in mails know where the portal begins; Django tells no other thread."""
    set_script_prefix(settings.BASE_PATH)
