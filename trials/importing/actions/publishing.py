"""A study is shown to visitors."""

from datetime import datetime

from django.db import transaction

from portal.audit.models import Verb
from portal.audit.record import record_event
from trials.indexing import index_study
from trials.models import Study


@transaction.atomic
def publish_study(*, study: Study, now: datetime, by: str = "operator") -> None:
    """Show a study to visitors; commands that do so are the operator's."""
    if not study.is_published:
        study.is_published = True
        study.save(update_fields=["is_published"])
        record_event(Verb.STUDY_PUBLISHED, now=now, by=by, study=study.registry_id)
        index_study(study)
        study.touch(now)
