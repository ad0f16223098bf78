"""Studies on cards: each with its tone, so that no card says more than is sure."""

from collections.abc import Iterable
from datetime import date

from trials.freshness.tones import Tone
from trials.models import OPEN_STATUSES, Study
from trials.pages.state.tone_words import tone_word


def with_tones(studies: Iterable[Study], today: date) -> list[Study]:
    """Return studies for cards, each with what is to be said of its state."""
    found = list(studies)
    for study in found:
        tone = study.judged(today).tone
        study.tone = tone
        study.tone_word = tone_word(tone)
        is_sure = tone in {Tone.FRESH, Tone.CONFIRMED}
        study.is_surely_open = is_sure and study.overall_status in OPEN_STATUSES
    return found
