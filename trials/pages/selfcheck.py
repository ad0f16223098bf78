"""What the pages of a self-check say."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from trials.models import SelfCheckVersion, Study
from trials.selfcheck.answers import read_answers
from trials.selfcheck.evaluate import evaluate
from trials.selfcheck.numbers import Range, converted
from trials.selfcheck.walk import (
    Page,
    next_page,
    pages,
    previous_page,
    remaining,
    shown_pages,
)
from trials.selfcheck.wording import Speaker, outcome_of, reasons, summary

OTHERS = 3
DAYS_OF_MONTH = 365.25 / 12


def common(version: SelfCheckVersion, speak: Speaker) -> dict[str, Any]:
    """Return what every page of the check needs."""
    return {
        "version": version,
        "study": version.study,
        "speak": speak,
        "said": {name: speak.named(name) for name in version.definition["texts"]},
    }


def start_context(version: SelfCheckVersion) -> dict[str, Any]:
    """Return what the first page says."""
    definition = version.definition
    speak = Speaker(definition, {}, get_language())
    return {**common(version, speak), "first": pages(definition)[0].number}


def page_context(
    version: SelfCheckVersion, page: Page, raw: dict[str, Any], today: date
) -> dict[str, Any]:
    """Return what a page of questions says around them."""
    definition = version.definition
    speak = Speaker(definition, raw, get_language())
    before = previous_page(definition, raw, page.number, today)
    return {
        **common(version, speak),
        "page": page,
        "page_title": speak(page.title),
        "back": before.number if before else None,
        "progress": progress(remaining(definition, raw, page.number, today)),
    }


def progress(left: int) -> str:
    """Return how far it still is, in words; no bar, because answers change it."""
    if left == 0:
        return _("This is the last question.")
    return (
        ngettext(
            "About %d more question after this.",
            "About %d more questions after this.",
            left,
        )
        % left
    )


def result_context(
    version: SelfCheckVersion, raw: dict[str, Any], today: date
) -> dict[str, Any] | None:
    """Return what the result says; None while questions are open or wrong."""
    definition = version.definition
    result = evaluate(definition, raw, today)
    if not result.valid or (
        not result.early_exit and next_page(definition, raw, today)
    ):
        return None
    speak = Speaker(definition, raw, get_language())
    answers = read_answers(definition, raw, today)
    outcome = outcome_of(definition, result)
    numbers = {
        item["linkId"]: page.number
        for page in shown_pages(definition, answers)
        for item in page.items
    }
    return {
        **common(version, speak),
        "result": result,
        "title": speak(outcome["title"]),
        "body": speak(outcome["body"]),
        "next_steps": [speak(step) for step in outcome["next"]],
        "groups": reasons(definition, result, speak),
        "notices": [
            speak(notice["text"])
            for notice in definition.get("notices", [])
            if notice["code"] in result.notices
        ],
        "answers": [
            {"label": label, "answer": answer, "number": numbers[link]}
            for link, label, answer in summary(answers, raw, speak)
        ],
        "others": other_studies(version.study, age_days(answers.values.get("age"))),
    }


def age_days(value: Any) -> float | None:
    """Return the typed age in days, None where it is not known."""
    if not isinstance(value, Range):
        return None
    months = converted(value.low, value.unit, "mo")
    return float(months) * DAYS_OF_MONTH if months is not None else None


def other_studies(study: Study, days: float | None) -> list[Study]:
    """Return other open studies of the same condition for this age."""
    terms = {term["id"] for term in study.condition_terms if term.get("id")}
    named = Q()
    for condition in study.conditions:
        named |= Q(conditions__icontains=condition)
    for term in terms:
        named |= Q(condition_terms__icontains=term)
    found = Study.objects.published().open().filter(named).exclude(pk=study.pk)
    if days is not None:
        found = found.filter(
            Q(minimum_age_days__isnull=True) | Q(minimum_age_days__lte=days),
            Q(maximum_age_days__isnull=True) | Q(maximum_age_days__gte=days),
        )
    return list(found.order_by("-last_update_date")[:OTHERS]) if named else []
