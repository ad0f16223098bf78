"""What the pages of a self-check say."""

from datetime import date
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from trials.models import ConditionSource, SelfCheckVersion, Study, StudyCondition
from trials.pages.contact import primary_contact
from trials.search import age_between
from trials.selfcheck.ages import age_in_days
from trials.selfcheck.answers import read_answers
from trials.selfcheck.asking.walk import (
    WalkPage,
    next_page,
    pages,
    previous_page,
    remaining,
    shown_pages,
)
from trials.selfcheck.asking.wording import Speaker, outcome_of, reasons, summary
from trials.selfcheck.evaluate import evaluate

OTHERS = 3


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
    version: SelfCheckVersion, page: WalkPage, raw: dict[str, Any], today: date
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
        "today": today,
        "contact": primary_contact(version.study, get_language()),
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
        "others": other_studies(version.study, age_in_days(definition, answers, today)),
    }


def other_studies(study: Study, days: tuple[int, int] | None) -> list[Study]:
    """Return other open studies of the same condition for this age.

    The very condition, under any of its names: what stands above it in the registry's
    tree ("immune system diseases") would bring trials of other illnesses.
    """
    own = study.condition_rows.exclude(source=ConditionSource.ABOVE)
    same = StudyCondition.objects.filter(hash__in=own.values("hash")).exclude(
        source=ConditionSource.ABOVE
    )
    found = Study.objects.published().open().filter(pk__in=same.values("study"))
    found = found.exclude(pk=study.pk).order_by("-last_update_date", "registry_id")
    return list(found.filter(age_between(*days))[:OTHERS] if days else found[:OTHERS])
