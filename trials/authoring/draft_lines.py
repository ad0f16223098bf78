"""A draft's lines and questions, one row each: counts, state, and what is behind."""

from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trials.authoring.rules.wording import rule_words
from trials.authoring.text_names import said
from trials.selfcheck.answers import Placed, flatten
from trials.selfcheck.editing.new_lines import is_undecided
from trials.selfcheck.editing.suggest import team_checks
from trials.selfcheck.expressions import inner

Document = dict[str, Any]
Findings = list[dict[str, Any]]


def line_groups(document: Document, findings: Findings) -> list[Document]:
    """Return the protocol's lines, those that let in before those that keep out."""
    names = {"inclusion": _("Inclusion"), "exclusion": _("Exclusion")}
    rows = [line_row(document, one, findings) for one in document["criteria"]]
    sides = {kind: [one for one in rows if one["kind"] == kind] for kind in names}
    return [{"name": names[kind], "rows": found} for kind, found in sides.items()]


def line_row(document: Document, one: Document, findings: Findings) -> Document:
    """Return one line of the protocol as the draft's page lists it."""
    is_open = is_undecided(one)
    return {
        **one,
        "name": said(one["label"]),
        "counts": line_counts(one),
        "is_undecided": is_open,
        "is_suggested": is_open and bool(team_checks(one["source"])),
        "rule_words": rule_words(document, one.get("rule")),
        "applies_words": rule_words(document, one.get("appliesWhen")),
        **wanted_in_row(one["id"], "line", findings),
        **({"mark": _("not decided")} if is_open else {}),
    }


def line_counts(one: Document) -> str:
    """Return how many questions and conditions a line has, or that the team checks."""
    if one["mode"] != "ask":
        return _("the team checks")
    asked = {part["item"] for part in inner(one.get("rule")) if "item" in part}
    parts = [counted_questions(len(asked))]
    if one.get("appliesWhen"):
        parts.append(counted_conditions(1))
    return " · ".join([*parts, *([_("gate")] if one.get("gate") else [])])


def counted_questions(count: int) -> str:
    return ngettext("%(count)d question", "%(count)d questions", count) % {
        "count": count
    }


def counted_conditions(count: int) -> str:
    return ngettext("%(count)d condition", "%(count)d conditions", count) % {
        "count": count
    }


def counted_answers(count: int) -> str:
    return ngettext("%(count)d answer", "%(count)d answers", count) % {"count": count}


def wanted_in_row(name: str, kind: str, findings: Findings) -> Document:
    """Return what is still wanted of one row."""
    found = [one for one in findings if one[kind] == name]
    blocking = sum(one["is_blocking"] for one in found)
    return {"wanted": found, "mark": wanted_words(len(found), blocking)}


def wanted_words(count: int, blocking: int) -> str:
    """Return what is still wanted in few words, nothing where all is complete."""
    if blocking:
        return ngettext(
            "%(count)d to put right", "%(count)d to put right", blocking
        ) % {"count": blocking}
    return _("worth a look") if count else ""


def question_groups(document: Document, findings: Findings) -> list[Document]:
    """Return the questions in order, under the group in which they stand."""
    placed = groupby(flatten(document["items"]), part_around)
    return [
        {
            **group,
            "name": said(group.get("text")),
            "rows": [
                question_row(document, one.item, findings)
                for one in found
                if not is_part(one.item)
            ],
        }
        for group, found in placed
    ]


def is_part(item: Document) -> bool:
    """Whether it is shown and not asked."""
    return item["type"] in {"group", "display"}


def part_around(placed: Placed) -> Document:
    """Return the group that an item is or stands in."""
    within = (*placed.parents, placed.item)
    return next((one for one in reversed(within) if is_part(one)), {})


def question_row(document: Document, item: Document, findings: Findings) -> Document:
    """Return one question as the draft's page lists it."""
    options = [said(one["text"]) for one in item.get("answerOption", [])]
    return {
        **item,
        "name": said(item.get("shortLabel") or item["text"]),
        "asked": said(item["text"]),
        "options": options,
        "counts": question_counts(item),
        "lines": asking_lines(document, item["linkId"]),
        **wanted_in_row(item["linkId"], "question", findings),
    }


def question_counts(item: Document) -> str:
    """Return how many answers and conditions a question has."""
    options, conditions = item.get("answerOption", []), item.get("enableWhen", [])
    kind = _("a date") if item["type"] == "date" else _("a number")
    parts = [counted_answers(len(options)) if options else kind]
    if conditions:
        parts.append(counted_conditions(len(conditions)))
    return " · ".join(parts)


def asking_lines(document: Document, link: str) -> list[str]:
    """Return the lines of the protocol whose rule asks a question."""
    return [
        one["id"]
        for one in document["criteria"]
        for tops in [(one.get("rule"), one.get("appliesWhen"))]
        if any(part.get("item") == link for top in tops for part in inner(top))
    ]


def complete_words(groups: list[Document]) -> str:
    """Return how many rows of these groups want nothing more."""
    marks = [one["mark"] for group in groups for one in group["rows"]]
    counts = {"done": marks.count(""), "all": len(marks)}
    return _("%(done)d of %(all)d complete") % counts
