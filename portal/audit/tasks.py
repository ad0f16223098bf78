"""The audit's own jobs."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from portal.audit.purging import purge_audit
from portal.audit.sealing import seal_new_rows


@shared_task  # type: ignore[untyped-decorator]
def seal_audit() -> None:
    """Put what is new under the next seal."""
    seal_new_rows(now=timezone.now())


@shared_task  # type: ignore[untyped-decorator]
def purge_old_audit() -> None:
    """Delete what is older than the audit is kept."""
    purge_audit(now=timezone.now(), days=settings.AUDIT_DAYS, by="worker")
