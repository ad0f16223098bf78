"""A published version is put away, and an older one brought back."""

from datetime import datetime

from django.db import transaction

from portal.audit.models import Verb
from trials.authoring.actions.drafting import copy_version
from trials.authoring.actions.publishing import (
    NotReadyError,
    Review,
    note_version,
    publish_selfcheck,
    put_away_shown,
)
from trials.models import SelfCheckVersion, TextState
from trials.selfcheck.findings import ERROR, Finding


@transaction.atomic
def retire_selfcheck(*, version: SelfCheckVersion, now: datetime, by: str) -> bool:
    """Take a version from visitors; false where they do not see it."""
    if SelfCheckVersion.objects.held(version, TextState.PUBLISHED) is None:
        return False
    put_away_shown(version, now, by)
    note_version(Verb.SELFCHECK_RETIRED, version, now, by)
    version.study.touch(now)
    return True


@transaction.atomic
def roll_back(*, version: SelfCheckVersion, now: datetime, by: str) -> SelfCheckVersion:
    """Publish an older version again, as a copy with its review: history stays.

    Raises NotReadyError; only what was approved and shown before comes back.
    """
    approved_on = version.approved_on
    if not (approved_on and version.may_come_back and version.is_whole):
        never = Finding(ERROR, "never_approved", "", "It was never approved.")
        raise NotReadyError([never])
    fresh = copy_version(version=version, now=now, by=by)
    readings, until = readings_of(version), version.valid_until
    review = Review(version.clinician, readings, approved_on, until)
    publish_selfcheck(version=fresh, review=review, now=now, by=by, is_restored=True)
    return fresh


def readings_of(version: SelfCheckVersion) -> dict[str, dict[str, str]]:
    """Return a version's readings, also of one reviewed before they were kept apart."""
    usual = {"reader": version.language_reader, "ethics": version.ethics_reference}
    return version.readings or {version.definition["defaultLanguage"]: usual}
