"""How a study stands, in schema.org's words where they say no more than the page."""

from trials.freshness.tones import Judgement, Tone
from trials.models import Study
from trials.pages.state.tone_words import tone_word

VOCABULARY = "https://schema.org/"
# Surely so: the registry says it, and nothing makes one ask first.
OPEN = {
    "RECRUITING": "Recruiting",
    "NOT_YET_RECRUITING": "NotYetRecruiting",
    "ENROLLING_BY_INVITATION": "EnrollingByInvitation",
}
ENDED = {
    "ACTIVE_NOT_RECRUITING": "ActiveNotRecruiting",
    "COMPLETED": "Completed",
    "TERMINATED": "Terminated",
    "WITHDRAWN": "Withdrawn",
}
SURE = {Tone.FRESH, Tone.CONFIRMED}
BY_TONE = {**dict.fromkeys(SURE, OPEN), Tone.CLOSED: ENDED, Tone.OVER: ENDED}


def linked_status(study: Study, judged: Judgement) -> str:
    """Return a status of schema.org, else the word that stands on the page."""
    known = BY_TONE.get(judged.tone, {}).get(study.overall_status)
    return f"{VOCABULARY}{known}" if known else tone_word(judged.tone)


def linked_designs(study: Study, places: int, countries: int) -> list[str]:
    """Return what the record says of its design, as far as schema.org has a word."""
    facts = study.facts
    found = []
    if facts.get("allocation") == "RANDOMIZED":
        found.append("RandomizedTrial")
    masked = {
        "NONE": "OpenTrial",
        "SINGLE": "SingleBlindedTrial",
        "DOUBLE": "DoubleBlindedTrial",
        "TRIPLE": "TripleBlindedTrial",
    }
    found.append(masked.get(facts.get("masking", ""), ""))
    found.append("MultiCenterTrial" if places > 1 else "SingleCenterTrial" * places)
    found.append("InternationalTrial" if countries > 1 else "")
    return [f"{VOCABULARY}{one}" for one in found if one]
