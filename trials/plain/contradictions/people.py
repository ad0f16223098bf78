"""Ages, health, sex, phase and kind that do not fit each other."""

import re
from datetime import date

from django.utils.translation import gettext

from trials.plain.blocks.short import OBSERVATIONAL
from trials.plain.contradictions.texts import (
    DOUBLE_BLIND,
    PHASE,
    PLACEBO,
    says,
    says_chance,
    titles,
)
from trials.plain.contradictions.words import CHANCE, PRETENDED, TEMPLATES
from trials.plain.kinds import kind_words
from trials.plain.named import record_things
from trials.plain.record import PlainRecord
from trials.plain.sentences import Sentence, say

OFTEN_OBSERVED = frozenset({"OTHER", "DIAGNOSTIC_TEST"})
OF_MEN = re.compile(r"erect|prostat|peyronie|testic|penile|impotence", re.IGNORECASE)
HEALTHY = re.compile(r"healthy|\bvolunteers\b", re.IGNORECASE)
ASKS_FOR_HEALTHY = re.compile(
    r"^(?:\W*(?:are|be|is|must be|male|female|adult)\s)*\W*healthy\s"
    r"(?:\w+\s){0,3}?(?:man|woman|volunteers?|subjects?|participants?|controls?|men|women|males?"
    r"|females?|adults?|people|persons?|individuals?)",
    re.IGNORECASE,
)
AN_AGE = re.compile(
    r"\b(?:aged?|ages)\b.{0,20}\d|\d+\s*(?:years?|yrs?|months?)\s*(?:of age|old)"
    r"|\bover \d+ years|\d+\s*(?:-|to|and|–)\s*\d+\s*years",
    re.IGNORECASE,
)
NUMBERED = {"1": "1", "2": "2", "3": "3", "4": "4"}
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"} | NUMBERED


def things_though_observed(record: PlainRecord, today: date) -> Sentence | None:
    found = [one for one in record_things(record) if one.kind not in OFTEN_OBSERVED]
    words = kind_words(found)
    if record.study_type != OBSERVATIONAL or not words:
        return None
    has_arms = any(arm.names for arm in record.arms)
    source = "arms" if has_arms else "interventions"
    return say(TEMPLATES, "c1", ("study_type", source), kinds=words)


def chance_though_observed(record: PlainRecord, today: date) -> Sentence | None:
    if record.study_type != OBSERVATIONAL:
        return None
    text = f"{titles(record)}\n{record.brief_summary}\n{record.detailed_description}"
    is_chance = says_chance(text)
    if not is_chance and not says(PLACEBO, text) and not says(DOUBLE_BLIND, text):
        return None
    fields = ("study_type", "brief_title", "official_title", "brief_summary")
    what = gettext(CHANCE if is_chance else PRETENDED)
    return say(TEMPLATES, "c2", (*fields, "detailed_description"), what=what)


def ages_in_text(record: PlainRecord, today: date) -> Sentence | None:
    has_field = record.minimum_age or record.maximum_age
    if has_field or not AN_AGE.search(record.eligibility_text):
        return None
    return say(TEMPLATES, "c15", ("minimum_age", "maximum_age", "eligibility_text"))


def healthy_unnamed(record: PlainRecord, today: date) -> Sentence | None:
    is_odd = record.healthy_volunteers and record.primary_purpose == "TREATMENT"
    if not is_odd or HEALTHY.search(record.eligibility_text):
        return None
    fields = ("healthy_volunteers", "primary_purpose", "eligibility_text")
    return say(TEMPLATES, "c17", fields)


def healthy_asked_for(record: PlainRecord, today: date) -> Sentence | None:
    is_denied = record.healthy_volunteers is False
    if not is_denied or not any(ASKS_FOR_HEALTHY.search(x) for x in record.inclusion):
        return None
    return say(TEMPLATES, "c18", ("healthy_volunteers", "inclusion"))


def phase_in_title(record: PlainRecord, today: date) -> Sentence | None:
    has_field = bool(set(record.phase_codes) - {"NA"})
    found = PHASE.search(titles(record))
    if has_field or not found or not record.study_type:
        return None
    parts = [ROMAN[part.lower()] for part in found.groups() if part]
    fields = ("phase_codes", "brief_title", "official_title", "study_type")
    return say(TEMPLATES, "c19", fields, x="/".join(parts))


def all_sexes_of_men(record: PlainRecord, today: date) -> Sentence | None:
    is_of_men = record.conditions and all(OF_MEN.search(x) for x in record.conditions)
    if record.sex != "ALL" or not is_of_men:
        return None
    return say(TEMPLATES, "c24", ("sex", "conditions"))
