"""The audit's own jobs."""

from datetime import datetime

from celery import shared_task
from django.conf import settings

from portal.audit.purging import purge_audit
from portal.audit.sealing import seal_new_rows
from portal.database.clock import database_now
from portal.jobs.clock import in_sure_time


@shared_task  # type: ignore[untyped-decorator]
def seal_audit() -> None:
    """Put what is new under the next seal."""
    seal_new_rows(now=database_now())


@shared_task  # type: ignore[untyped-decorator]
@in_sure_time
def purge_old_audit(now: datetime) -> None:
    """Delete what is older than the audit is kept."""
    purge_audit(now=now, days=settings.AUDIT_DAYS, by="worker")
