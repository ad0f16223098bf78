"""A danger sign is told on the page on which it was answered, before anything else."""

from datetime import date
from typing import Any

from django.utils.translation import get_language

from trials.models import SelfCheckVersion
from trials.pages.care.first import care_context, numbers_for
from trials.selfcheck.asking.care_told import now_about
from trials.selfcheck.asking.walk import WalkPage
from trials.selfcheck.asking.wording import Speaker
from trials.selfcheck.evaluate import evaluate


def care_on_page(
    version: SelfCheckVersion, raw: dict[str, Any], page: WalkPage, today: date
) -> dict[str, Any]:
    """Return what may not wait; `care_seen` says which of it the page has told."""
    result = evaluate(version.definition, raw, today)
    speak = Speaker(version.definition, raw, get_language())
    told = now_about(result, {item["linkId"] for item in page.items}, speak)
    if not told:
        return {"care_seen": ""}
    return {
        **care_context(told),
        "numbers": numbers_for(version.study),
        "care_seen": " ".join(one.id for one in told),
    }
