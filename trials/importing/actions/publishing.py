"""A study is shown to visitors, or hidden from them again."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from portal.audit.models import Verb
from portal.audit.record import record_event
from portal.database.pausing import leave_room
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


@transaction.atomic
def hide_study(*, study: Study, now: datetime, by: str) -> None:
    """Take a study from visitors; what is kept of it stays."""
    study.is_published = False
    study.save(update_fields=["is_published"])
    record_event(Verb.STUDY_HIDDEN, now=now, by=by, study=study.registry_id)
    index_study(study)
    study.touch(now)


def show_or_hide(
    *, studies: QuerySet[Study], is_shown: bool, now: datetime, by: str
) -> int:
    """Show or hide those that are not so yet, each by itself; return how many."""
    changing = list(studies.exclude(is_published=is_shown))
    deed = publish_study if is_shown else hide_study
    for study in changing:
        leave_room(partial(deed, study=study, now=now, by=by))
    return len(changing)
