"""What a new draft is made from: the record's lines, a pattern, others' questions."""

from typing import Any

from trials.demonstration import FOUNDING
from trials.models import SelfCheckVersion, Study
from trials.selfcheck.document import DATA, load
from trials.selfcheck.editing.drafts import questions
from trials.selfcheck.editing.new_lines import Line, from_criteria
from trials.selfcheck.fhir.joining import with_imported

Document = dict[str, Any]


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


def founding_document() -> dict[str, Any]:
    """Return the document whose general words a new one begins with."""
    return load((DATA / f"{FOUNDING.lower()}.selfcheck.json").read_bytes())


def with_questions_of(study: Study, items: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a new document with a foreign form's questions after our first."""
    lines = protocol_lines(study) or [("inclusion", 0, study.brief_title)]
    document = from_criteria(founding_document(), study.registry_id, lines)
    document["items"] = with_imported(document["items"], items)
    return document
