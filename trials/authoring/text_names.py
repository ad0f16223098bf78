"""What the texts of a draft are called, in the author's language."""

from itertools import pairwise
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

Document = dict[str, Any]


def said(text: dict[str, str] | None) -> str:
    """Return one text in the author's language, in English where it is not there."""
    return (text or {}).get(get_language()) or (text or {}).get("en", "")


def text_name(pointer: str) -> str:
    """Return what a text is, in words; `pointer` leads to it: "criteria/E9/label"."""
    names = named_steps()
    steps = pointer.split("/")
    if steps[0] == "texts":
        return steps[1]
    found = next((step for step in reversed(steps) if step in names), "")
    inner = {"reasons", "answerOption", "outcomes"}
    which = next((b for a, b in pairwise(steps) if a in inner), "")
    return f"{names.get(found, found)} {which}".strip()


def named_steps() -> dict[str, str]:
    """Return the words of the steps of a pointer that have some."""
    return {
        "label": _("Short name of the line"),
        "shortLabel": _("Short label for summaries"),
        "help": _("Help (may be empty)"),
        "why": _("Why we ask (may be empty)"),
        "title": _("Title"),
        "body": _("Words under it"),
        "exception": _("The exception"),
        "reasons": _("Reason"),
        "answerOption": _("Answer"),
        "notices": _("Notice"),
        "next": _("Next step"),
        "unit": _("Unit"),
        "unitOption": _("Unit"),
        "items": _("Words that are shown"),
    }


def reason_name(reason: Document) -> str:
    """Return for which state of its line a reason is told."""
    states = {
        "meets": _("Reason, if it fits"),
        "does_not_meet": _("Reason, if it does not fit"),
        "unknown": _("Reason, if it is not known"),
        "team_check": _("Reason, as the team checks it"),
        "not_applicable": _("Reason, if it does not apply"),
    }
    usual = states[reason["state"]]
    one = _("%(reason)s (for some answers)") % {"reason": usual}
    return one if "when" in reason else usual
