"""The protocol's criteria on a study's page, and why they may stand undivided."""

from typing import Any

from django.utils.translation import gettext as _

from trials.models import CriterionKind, Study
from trials.pages.explained.glossary import Explainer
from trials.pages.markup import Kinds, criteria_html, registry_html


def eligibility(study: Study, kinds: Kinds, explain: Explainer) -> dict[str, Any]:
    """Return both lists, or the whole text where it could not be divided."""
    rows = list(study.criteria.all())
    sides = {kind: [row for row in rows if row.kind == kind] for kind in CriterionKind}
    return {
        "is_split": study.is_eligibility_split,
        "why_whole": ""
        if study.is_eligibility_split
        else whole_words(study.eligibility_reason),
        "general": explain(criteria_html(sides[CriterionKind.GENERAL], kinds)),
        "inclusion": explain(criteria_html(sides[CriterionKind.INCLUSION], kinds)),
        "exclusion": explain(criteria_html(sides[CriterionKind.EXCLUSION], kinds)),
        "whole": ""
        if study.is_eligibility_split
        else explain(registry_html(study.eligibility_text)),
    }


def whole_words(reason: str) -> str:
    """Return in one sentence why a text is not divided into its two lists."""
    sentences = {
        "no_headings": _(
            "The text has no headings that divide it, so it stands here as it was "
            "written."
        ),
        "one_side": _(
            "The text names only one of the two lists, so it stands here as it was "
            "written."
        ),
        "empty_side": _(
            "One of the two lists is empty, so the text stands here as it was written."
        ),
        "mixed": _(
            "It is not clear where one list ends, so the text stands here as it was "
            "written."
        ),
        "unexplained": _(
            "One line could belong to either list, so the text stands here as it was "
            "written."
        ),
        "repeated": _(
            "The same rule stands in both lists, so the text stands here as it was "
            "written. Please ask the team."
        ),
        "ruled": _("Somebody looked at this text and left it as it was written."),
    }
    usual = _(
        "We could not divide this text into inclusion and exclusion without guessing, "
        "so it stands here as it was written."
    )
    return sentences.get(reason, usual)
