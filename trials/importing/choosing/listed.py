"""The studies that the portal has, shown or hidden, as staff search them."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trials.freshness.tones import RANKS, Tone
from trials.models import Study
from trials.models.statuses import TONE_WORDS

MOST_LISTED = 300
# What a list may be narrowed to: the rows of each, and its name.
STATES = {
    "hidden": (Q(is_published=False), _("hidden")),
    "shown": (Q(is_published=True), _("shown")),
    **{
        tone.value: (Q(tone_rank=RANKS[tone]), TONE_WORDS[tone])
        for tone in (Tone.ASK_FIRST, Tone.PROBABLY_OVER)
    },
}


def studies_here(text: str, state: str, today: date) -> list[Study]:
    """Return what fits, each with its tone, the hidden ones first: they wait."""
    found = Study.objects.surest_first(today)
    found = found.order_by("is_published", "registry_id")
    if state in STATES:
        found = found.filter(STATES[state][0])
    if text:
        found = found.filter(
            Q(registry_id__icontains=text)
            | Q(brief_title__icontains=text)
            | Q(organization__icontains=text)
        )
    studies = list(found[:MOST_LISTED])
    for study in studies:
        tone = study.judged(today).tone
        vars(study).update(tone=tone, tone_word=TONE_WORDS.get(tone, _("Up to date")))
    return studies
