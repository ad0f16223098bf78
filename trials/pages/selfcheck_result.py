"""What the last page of a self-check says: the outcome, why, and what else there is."""

from datetime import date
from typing import Any

from django.utils.translation import get_language

from trials.models import SelfCheckVersion, Study
from trials.pages.care.first import care_context, numbers_for
from trials.pages.contact import primary_contact
from trials.pages.selfcheck import common
from trials.pages.state.cards import with_tones
from trials.pages.state.pressing import message_words
from trials.search import age_between
from trials.search.similar import same_condition
from trials.selfcheck.ages import age_in_days
from trials.selfcheck.answers import Answers, read_answers
from trials.selfcheck.asking.care_told import tell_care
from trials.selfcheck.asking.reasons import reasons
from trials.selfcheck.asking.walk import next_page, shown_pages
from trials.selfcheck.asking.wording import Speaker, outcome_of, summary
from trials.selfcheck.evaluate import Result, evaluate

OTHERS = 3


def result_context(
    version: SelfCheckVersion, raw: dict[str, Any], today: date
) -> dict[str, Any] | None:
    """Return what the result says; None while questions are open or wrong."""
    definition = version.definition
    result = evaluate(definition, raw, today)
    is_over = result.early_exit or not next_page(definition, raw, today)
    if not (result.valid and is_over):
        return None
    speak = Speaker(definition, raw, get_language())
    answers = read_answers(definition, raw, today)
    return {
        **common(version, speak),
        **outcome_context(definition, result, speak),
        "numbers": numbers_for(version.study),
        "today": today,
        "message_words": message_words(version.study, version.study.judged(today)),
        "contact": primary_contact(version.study, get_language()),
        "answers": answers_given(definition, answers, raw, speak),
        "others": other_studies(
            version.study, age_in_days(definition, answers, today), today
        ),
    }


def outcome_context(
    definition: dict[str, Any], result: Result, speak: Speaker
) -> dict[str, Any]:
    """Return what the answers come to, why, and what one can do now."""
    outcome = outcome_of(definition, result)
    return {
        "result": result,
        **care_context(tell_care(result, speak)),
        "title": speak(outcome["title"]),
        "body": speak(outcome["body"]),
        "next_steps": [speak(step) for step in outcome["next"]],
        # What fits and what the team checks in any case is folded.
        "groups": [
            (heading, told, key in {"stop", "discuss"})
            for key, heading, told in reasons(definition, result, speak)
        ],
        "notices": [
            speak(notice["text"])
            for notice in definition.get("notices", [])
            if notice["code"] in result.notices
        ],
    }


def answers_given(
    definition: dict[str, Any], answers: Answers, raw: dict[str, Any], speak: Speaker
) -> list[dict[str, Any]]:
    """Return the answers as they were given, each with the page to change it on."""
    numbers = {
        item["linkId"]: page.number
        for page in shown_pages(definition, answers)
        for item in page.items
    }
    return [
        {"label": label, "answer": answer, "number": numbers[link]}
        for link, label, answer in summary(answers, raw, speak)
    ]


def other_studies(
    study: Study, days: tuple[int, int] | None, today: date
) -> list[Study]:
    """Return other open studies of the same condition for this age."""
    found = same_condition(study.pk).surest_first(today, "-last_update_date")
    others = found.filter(age_between(*days)) if days else found
    return with_tones(others[:OTHERS], today)
