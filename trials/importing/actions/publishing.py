"""A study is shown to visitors."""

from datetime import datetime

from django.db import transaction

from trials.models import Study


@transaction.atomic
def publish_study(*, study: Study, now: datetime) -> None:
    """Show a study to visitors."""
    if not study.is_published:
        study.is_published = True
        study.save(update_fields=["is_published"])
        study.touch(now)
