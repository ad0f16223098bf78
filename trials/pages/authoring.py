"""What the authoring pages show: a draft whole, its findings, its words."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from trials.actions.selfchecks import CASE_DAY, case_differences
from trials.models import SelfCheckVersion, Study
from trials.selfcheck.document import Finding, lint
from trials.selfcheck.edit import TextRow, questions, text_rows
from trials.selfcheck.evaluate import Result, evaluate

Document = dict[str, Any]


def finding_words(finding: Finding) -> str:
    """Return a lint finding in the reader's language."""
    words = {
        "duplicate": _("This name stands twice."),
        "unknown_item": _("A rule asks a question that is gone."),
        "unknown_option": _("A rule names an option that is gone."),
        "forward_condition": _("A condition looks at a question that comes later."),
        "no_behavior": _("Two conditions need “all” or “any”."),
        "not_equal_alone": _("“Is not” also holds without an answer."),
        "unknown_stops": _("“Not known” must never lead to “probably not”."),
        "exception_stops": _("With an exception, it is never “probably not”."),
        "wrong_stop": _("Only a rule that does not fit may lead to “probably not”."),
        "missing_language": _("Words are missing in a language."),
        "forbidden_word": _("A word here promises or judges."),
    }
    return words.get(finding.code, finding.message)


def draft_context(version: SelfCheckVersion) -> dict[str, Any]:
    """Return a version whole: criteria beside questions, findings, examples."""
    document = version.definition
    findings = lint(document)
    return {
        "version": version,
        "study": version.study,
        "criteria": document["criteria"],
        "questions": questions(document),
        "findings": [
            {"where": f.where, "words": finding_words(f), "level": f.level}
            for f in findings
        ],
        "outdated": [mark.replace("|", ", ") for mark in version.outdated],
        "cases": [
            {"title": case.title, "differences": case_differences(version, case)}
            for case in version.cases.all()
        ],
    }


def word_rows(
    version: SelfCheckVersion, part: Any, pointer: str
) -> list[dict[str, Any]]:
    """Return the texts of a part, each with its words in every language."""
    return [word_row(version, row) for row in text_rows(part, pointer)]


def word_row(version: SelfCheckVersion, row: TextRow) -> dict[str, Any]:
    """Return one text, languages side by side, marked where out of date."""
    languages = version.definition["languages"]
    return {
        "pointer": row.pointer,
        "name": row.pointer.rsplit(".", 2)[-2]
        if row.pointer.endswith(".text")
        else row.pointer.rsplit(".", 1)[-1],
        "cells": [
            {
                "language": language,
                "name": f"{row.pointer}|{language}",
                "words": row.words.get(language, ""),
                "is_outdated": f"{row.pointer}|{language}" in version.outdated,
            }
            for language in languages
        ],
    }


def sent_words(
    data: dict[str, str], rows: list[dict[str, Any]]
) -> dict[str, dict[str, str]]:
    """Return the words that a form sent, by pointer and language."""
    return {
        row["pointer"]: {
            cell["language"]: " ".join(data.get(cell["name"], "").split())[:1200]
            for cell in row["cells"]
        }
        for row in rows
    }


def tried(version: SelfCheckVersion, answers: Document, today: date) -> dict[str, Any]:
    """Return every criterion's state and reason for answers that were tried."""
    result = evaluate(version.definition, answers, today)
    return {
        "result": result,
        "states": [
            {
                "id": criterion["id"],
                "label": criterion["label"]["en"],
                "state": state_words(result, criterion["id"]),
                "reason": result.reasonOf.get(criterion["id"], ""),
            }
            for criterion in version.definition["criteria"]
        ]
        if result.valid
        else [],
    }


def state_words(result: Result, name: str) -> str:
    """Return a criterion's state in words."""
    words = {
        "meets": _("fits"),
        "does_not_meet": _("does not fit"),
        "unknown": _("not known"),
        "team_check": _("the team checks"),
        "not_applicable": _("does not apply"),
    }
    return words[result.states[name]]


def question_library(version: SelfCheckVersion) -> dict[str, Document]:
    """Return the questions of published self-checks that this draft does not ask."""
    own = {q["linkId"] for q in questions(version.definition)}
    published = SelfCheckVersion.objects.published().select_related("study")
    return {
        f"{other.study.registry_id}|{asked['linkId']}": asked
        for other in published
        for asked in questions(other.definition)
        if asked["linkId"] not in own
    }


def protocol_lines(study: Study) -> list[tuple[str, str]]:
    """Return the study's criteria as (kind, text), whole top-level lines."""
    return [
        (row.kind.lower(), row.text)
        for row in study.criteria.all()
        if row.depth == 0 and row.form == "item"
    ]


EXAMPLE_DAY = CASE_DAY
