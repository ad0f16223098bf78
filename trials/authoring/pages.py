"""What the authoring pages show: a draft whole, its findings, a trial run."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trials.actions.selfchecks import points
from trials.authoring.forms.rulewords import rule_words
from trials.authoring.forms.words import said, text_name
from trials.authoring.import_notes import note_words
from trials.models import SelfCheckVersion, Study
from trials.selfcheck.answers import flatten, read_answers
from trials.selfcheck.document import ERROR, Finding
from trials.selfcheck.editing.drafts import questions
from trials.selfcheck.editing.examples import CASE_DAY, differences, judged
from trials.selfcheck.editing.lines import Line, is_undecided
from trials.selfcheck.editing.suggest import team_checks
from trials.selfcheck.evaluate import Result
from trials.selfcheck.wording import Speaker

Document = dict[str, Any]


def finding_words(finding: Finding) -> str:
    """Return a finding in the reader's language."""
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
        **kind_words(),
        "undecided": _("Nobody has decided yet whether the family is asked."),
        "outdated": _("The translation is out of date."),
        "example_missing": _("No worked example comes to this outcome yet."),
        "example_differs": _("This worked example comes out otherwise."),
        "changed": _("The self-check was changed after this page was opened."),
        "bare_reason": _("A reason says no more than the line's name."),
        "never_approved": _("Only what was approved and published comes back."),
    }
    if finding.code == "import":
        return note_words(finding.message, finding.where)
    return words.get(finding.code, finding.message)


def kind_words() -> dict[str, str]:
    """Return what may be wrong with kinds, units and what every self-check needs."""
    return {
        "schema": _("The document is not of the form that a self-check has."),
        "outcomes": _("Each of the three outcomes has to stand once."),
        "default_language": _("The first language is not among the languages."),
        "missing_text": _("A general text is missing."),
        "no_not_sure": _("There is no answer “Not sure”."),
        "required_number": _("A number must not be required; few families know it."),
        "wrong_kind": _("What is asked for does not fit this kind of answer."),
        "no_unit": _("A number is compared without a unit."),
        "unknown_unit": _("A number is compared in a unit in which it is not asked."),
    }


def finding_place(version: SelfCheckVersion, finding: Finding) -> str:
    """Return where a finding stands, in words where there are some."""
    if finding.code == "outdated":
        pointer, _bar, language = finding.where.rpartition("|")
        name = "/".join(pointer.split("/")[:2])
        return f"{name} · {text_name(pointer)} · {language}"
    if finding.code == "example_missing":
        return outcome_title(version.definition, finding.where)
    return _("Import") if finding.code == "import" else finding.where


def outcome_title(definition: Document, code: str | None) -> str:
    """Return an outcome's title in the author's language."""
    found = (one for one in definition["outcomes"] if one["code"] == code)
    return next((said(one["title"]) for one in found), "")


def findings_of(version: SelfCheckVersion) -> list[dict[str, Any]]:
    """Return what is still open, what blocks publishing first."""
    found = sorted(points(version), key=lambda one: one.level != ERROR)
    return [
        {
            "where": finding_place(version, one),
            "words": finding_words(one),
            "is_blocking": one.level == ERROR,
        }
        for one in found
    ]


def draft_context(version: SelfCheckVersion) -> dict[str, Any]:
    """Return a version whole: criteria beside questions, findings, examples."""
    document = version.definition
    return {
        "version": version,
        "study": version.study,
        "criteria": [line(document, one) for one in document["criteria"]],
        "items": [shown_item(placed) for placed in flatten(document["items"])],
        "findings": findings_of(version),
        "examples": examples_of(version),
        "notes": [note["ask"] for note in document.get("authorNotes", [])],
        "open_notes": [
            note_words(note["code"], note["where"]) for note in version.open_notes
        ],
    }


def line(document: Document, one: Document) -> dict[str, Any]:
    """Return one line of the protocol as the draft's page lists it."""
    return {
        **one,
        "name": said(one["label"]),
        "is_undecided": is_undecided(one),
        "is_suggested": is_undecided(one) and bool(team_checks(one["source"])),
        "rule_words": rule_words(document, one.get("rule")),
    }


def shown_item(placed: Any) -> dict[str, Any]:
    """Return one item of the list of questions, with how deep it stands."""
    return {
        **placed.item,
        "name": said(placed.item["text"]),
        "depth": len(placed.parents),
        "is_part": placed.item["type"] in {"group", "display"},
    }


def examples_of(version: SelfCheckVersion) -> list[dict[str, Any]]:
    """Return the worked examples with what they come to."""
    return [
        {
            "example": one,
            "wanted": outcome_title(version.definition, one.expected.get("outcome")),
            "found": outcome_title(
                version.definition, judged(version.definition, one.answers).outcome
            ),
            "differences": [
                difference_words(name)
                for name in differences(version.definition, one.answers, one.expected)
            ],
        }
        for one in version.cases.all()
    ]


def difference_words(name: str) -> str:
    """Return what of an example comes out otherwise."""
    words = {
        "valid": _("whether the answers can be read"),
        "outcome": _("the outcome"),
        "stop": _("what does not fit"),
        "discuss": _("what to talk about"),
        "states": _("the state of a line"),
        "notices": _("the notices"),
    }
    return words.get(name, name)


def tried(version: SelfCheckVersion, answers: Document) -> dict[str, Any]:
    """Return every criterion's state and reason for answers that were tried."""
    definition = version.definition
    result = judged(definition, answers)
    speak = Speaker(definition, answers, get_language())
    return {
        "result": result,
        "title": outcome_title(definition, result.outcome),
        "hidden": hidden_questions(definition, answers),
        "errors": [error_words(definition, error) for error in result.errors],
        "states": [
            {
                "id": criterion["id"],
                "label": said(criterion["label"]),
                "state": state_words(result, criterion["id"]),
                "reason": reason_words(criterion, result, speak),
            }
            for criterion in definition["criteria"]
        ]
        if result.valid
        else [],
    }


def hidden_questions(definition: Document, answers: Document) -> list[str]:
    """Return the questions that a family with these answers would not be asked."""
    shown = read_answers(definition, answers, CASE_DAY).shown
    return [
        said(asked["shortLabel"])
        for asked in questions(definition)
        if asked["linkId"] not in shown
    ]


def reason_words(criterion: Document, result: Result, speak: Speaker) -> str:
    """Return a criterion's reason as a family reads it."""
    code = result.reasonOf.get(criterion["id"])
    found = (r["text"] for r in criterion["reasons"] if r["code"] == code)
    return speak(next(found, None))


def error_words(definition: Document, error: dict[str, str]) -> str:
    """Return which answer is wrong."""
    found = (q for q in questions(definition) if q["linkId"] == error["item"])
    asked = next(found, None)
    name = said(asked["shortLabel"]) if asked else error["item"]
    return _("%(question)s: this answer cannot be read.") % {"question": name}


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


def protocol_lines(study: Study) -> list[Line]:
    """Return the study's criteria as (kind, depth, text), what is nested too."""
    return [
        (row.kind.lower(), row.depth, row.text)
        for row in study.criteria.all()
        if row.form != "heading" and row.kind in {"INCLUSION", "EXCLUSION"}
    ]
