"""What this browser's self-check brings to the message form."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from contacts.enquiries.views.asked_facts import asked_questions
from contacts.enquiries.walked import walked_person
from trials.models import SelfCheckVersion, Study
from trials.pages.answers import read_walk
from trials.selfcheck.asking.snapshot import snapshot
from trials.texts.serving import served_selfcheck


def walked_version(study: Study) -> SelfCheckVersion | None:
    """Return the self-check that is asked today."""
    return served_selfcheck(study.registry_id, timezone.localdate())


def walked_snapshot(request: HttpRequest, study: Study) -> dict[str, Any] | None:
    """Return the self-check answers of this browser, ready to be sent along."""
    walk = read_walk(request)
    version = walked_version(study) if walk else None
    if version is None or walk.version != version.number:
        return None
    return snapshot(
        version.definition, walk.answers, get_language(), timezone.localdate()
    )


def walked_answers(request: HttpRequest, study: Study) -> dict[str, Any]:
    """Return what this browser's self-check already knows of the person."""
    walk = read_walk(request)
    version = walked_version(study) if walk else None
    if version is None or walk.version != version.number:
        return {}
    return walked_person(version.definition, walk.answers, timezone.localdate())


def begin_form(request: HttpRequest, study: Study, message: str) -> dict[str, Any]:
    """Return with what the message form begins, and what may be sent along."""
    known = walked_answers(request, study)
    message = "\n\n".join(filter(None, [message, asked_questions(request)]))
    return {
        "initial": {"message": message, **known},
        "snapshot": walked_snapshot(request, study),
    }
