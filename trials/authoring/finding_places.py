"""Where a finding stands: in words for a person, and by name for its link."""

from typing import Any

from django.utils.translation import gettext as _

from trials.authoring.text_names import said, text_name
from trials.models import SelfCheckVersion
from trials.selfcheck.answers import flatten
from trials.selfcheck.editing.drafts import questions
from trials.selfcheck.findings import Finding

Document = dict[str, Any]


def finding_place(version: SelfCheckVersion, finding: Finding) -> str:
    """Return where a finding stands, in words."""
    if finding.code == "import":
        return _("Import")
    if finding.code == "example_missing":
        return outcome_title(version.definition, finding.where).rstrip(".。")
    if finding.code == "example_differs":
        # Which ones stands in their list.
        return _("Worked examples")
    return words_of_place(version.definition, finding.where)


def words_of_place(document: Document, where: str) -> str:
    """Return a place in words; `where` leads to it: "criteria/E9/label|zh-hans"."""
    pointer, _bar, language = where.partition("|")
    steps = pointer.split("/")
    name = place_name(document, *[*steps, ""][:2])
    has_texts = len(steps) > 2 and steps[0] != "outcomes"
    text = text_name(pointer) if has_texts else ""
    return " · ".join(part for part in (name, text, language) if part)


def place_name(document: Document, room: str, name: str) -> str:
    """Return what a line, a question or another part of a document is called."""
    if room == "criteria":
        return line_name(document, name) or _("Criteria")
    if room == "items":
        return item_name(document, name) or _("Questions")
    if room == "outcomes":
        return outcome_title(document, name).rstrip(".。") or _("What it comes to")
    return _("General words") if room == "texts" else _("Self-check")


def line_name(document: Document, name: str) -> str:
    """Return the number of a line, also of a reason's code ("E9.team") or a place."""
    known = [one["id"] for one in document["criteria"]]
    if name.isdecimal() and int(name) < len(known):
        return known[int(name)]
    number = name.partition(".")[0]
    return number if number in known else ""


def item_name(document: Document, link: str) -> str:
    """Return what a question or a group is called in short."""
    items = [one.item for one in flatten(document["items"])]
    found = [one for one in items if one["linkId"] == link]
    return next((said(one.get("shortLabel") or one["text"]) for one in found), "")


def line_of(version: SelfCheckVersion, finding: Finding) -> str:
    """Return the line of the protocol that a finding is about, for its link."""
    room, name = [*finding.where.split("/"), ""][:2]
    return line_name(version.definition, name) if room == "criteria" else ""


def question_of(version: SelfCheckVersion, finding: Finding) -> str:
    """Return the question that a finding is about, for its link."""
    room, name = [*finding.where.split("/"), ""][:2]
    known = {q["linkId"] for q in questions(version.definition)}
    return name if room == "items" and name in known else ""


def part_of(finding: Finding) -> str:
    """Return the part of the draft's page where a finding is settled, for its link."""
    return {"example_differs": "examples", "import": "import-h"}.get(finding.code, "")


def outcome_title(definition: Document, code: str | None) -> str:
    """Return an outcome's title in the author's language."""
    found = (one for one in definition["outcomes"] if one["code"] == code)
    return next((said(one["title"]) for one in found), "")
