"""What we say of a study beside the registry: kept, and on its page at once."""

from collections.abc import Collection
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from trials.importing.actions.hearing import weigh
from trials.importing.actions.photos import set_contact_photo
from trials.importing.actions.rulings import rule_on_criteria
from trials.indexing import index_study
from trials.models import Study


@transaction.atomic
def keep_own_fields(
    *,
    study: Study,
    changed: Collection[str],
    photo: BinaryIO | None,
    remove_photo: bool,
    now: datetime,
    by: str,
) -> None:
    """Keep a study as a form has filled it; `changed` names what was typed anew."""
    study.save()
    if photo or remove_photo:
        set_contact_photo(study=study, file=photo or None, now=now)
    weigh(study, now)
    if "is_published" in changed:
        index_study(study)
    if "eligibility_ruling" in changed:
        ruling = study.eligibility_ruling
        rule_on_criteria(study=study, ruling=ruling, now=now, by=by)
