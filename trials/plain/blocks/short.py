"""In one sentence: what the study is for, and what it is about."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from trials.conditions import condition_key, local_names
from trials.plain.kinds import what_is_tested
from trials.plain.names import first_names, language_now, quoted
from trials.plain.record import PlainRecord
from trials.plain.sentences import Sentence, Templates, say
from trials.plain.targets import duration_words
from trials.plain.tenses import tense

INTERVENTIONAL, OBSERVATIONAL = "INTERVENTIONAL", "OBSERVATIONAL"
EXPANDED_ACCESS = "EXPANDED_ACCESS"
PURPOSES = {
    "TREATMENT": "treatment",
    "PREVENTION": "prevention",
    "SUPPORTIVE_CARE": "support",
    "DIAGNOSTIC": "diagnosis",
    "SCREENING": "screening",
    "HEALTH_SERVICES_RESEARCH": "services",
    "BASIC_SCIENCE": "science",
    "DEVICE_FEASIBILITY": "device",
    "OTHER": "other",
    "ECT": "other",
    "": "other",
}
TIMES = {
    "PROSPECTIVE": "prospective",
    "RETROSPECTIVE": "retrospective",
    "CROSS_SECTIONAL": "cross_sectional",
    "OTHER": "observes",
    "": "observes",
}
MODELS = {
    "CASE_CONTROL": "case_control",
    "CASE_CROSSOVER": "case_crossover",
    "FAMILY_BASED": "families",
    "ECOLOGIC_OR_COMMUNITY": "places",
}
# Purposes whose sentence names what is tested.
WITH_WHAT = frozenset({"treatment", "prevention", "support", "other"})
TEMPLATES: Templates = {
    "short.treatment.now": _("The study tests %(what)s as a treatment."),
    "short.treatment.past": _("The study tested %(what)s as a treatment."),
    "short.treatment.plan": _("The study was to test %(what)s as a treatment."),
    "short.prevention.now": _(
        "The study tests if %(what)s can prevent an illness or problem."
    ),
    "short.prevention.past": _(
        "The study tested if %(what)s can prevent an illness or problem."
    ),
    "short.prevention.plan": _(
        "The study was to test if %(what)s can prevent an illness or problem."
    ),
    "short.support.now": _(
        "The study tests if %(what)s can ease problems of an illness or its treatment."
    ),
    "short.support.past": _(
        "The study tested if %(what)s can ease problems of an illness or its treatment."
    ),
    "short.support.plan": _(
        "The study was to test if %(what)s can ease problems of an illness or its "
        "treatment."
    ),
    "short.diagnosis.now": _("The study tests a way to find or measure an illness."),
    "short.diagnosis.past": _("The study tested a way to find or measure an illness."),
    "short.diagnosis.plan": _(
        "The study was to test a way to find or measure an illness."
    ),
    "short.screening.now": _(
        "The study tests a way to look for an illness in people who may not know they "
        "have it."
    ),
    "short.screening.past": _(
        "The study tested a way to look for an illness in people who may not know they "
        "have it."
    ),
    "short.screening.plan": _(
        "The study was to test a way to look for an illness in people who may not know "
        "they have it."
    ),
    "short.services.now": _("The study looks at how care is given."),
    "short.services.past": _("The study looked at how care is given."),
    "short.services.plan": _("The study was to look at how care is given."),
    "short.science.now": _(
        "The study wants to learn how the body works. It is not meant as treatment."
    ),
    "short.science.past": _(
        "The study wanted to learn how the body works. It was not meant as treatment."
    ),
    "short.science.plan": _(
        "The study was to learn how the body works. It was not meant as treatment."
    ),
    "short.device.now": _(
        "The study tries out a device in a few people, to see if it works as planned."
    ),
    "short.device.past": _(
        "The study tried out a device in a few people, to see if it works as planned."
    ),
    "short.device.plan": _(
        "The study was to try out a device in a few people, to see if it works as "
        "planned."
    ),
    "short.other.now": _("The study tests %(what)s."),
    "short.other.past": _("The study tested %(what)s."),
    "short.other.plan": _("The study was to test %(what)s."),
    "short.prospective.now": _(
        "The study follows people and writes down what happens."
    ),
    "short.prospective.past": _(
        "The study followed people and wrote down what happened."
    ),
    "short.prospective.plan": _(
        "The study was to follow people and write down what happens."
    ),
    "short.retrospective.now": _(
        "The study looks at facts that were written down earlier."
    ),
    "short.retrospective.past": _(
        "The study looked at facts that were written down earlier."
    ),
    "short.retrospective.plan": _(
        "The study was to look at facts that were written down earlier."
    ),
    "short.cross_sectional.now": _("The study looks at people at one point in time."),
    "short.cross_sectional.past": _("The study looked at people at one point in time."),
    "short.cross_sectional.plan": _(
        "The study was to look at people at one point in time."
    ),
    "short.observes.now": _("The study observes people."),
    "short.observes.past": _("The study observed people."),
    "short.observes.plan": _("The study was to observe people."),
    "short.case_control.now": _(
        "It compares people with a condition and people without."
    ),
    "short.case_control.past": _(
        "It compared people with a condition and people without."
    ),
    "short.case_control.plan": _(
        "It was to compare people with a condition and people without."
    ),
    "short.case_crossover.now": _("It compares different times in the same person."),
    "short.case_crossover.past": _("It compared different times in the same person."),
    "short.case_crossover.plan": _(
        "It was to compare different times in the same person."
    ),
    "short.families.now": _("It looks at families."),
    "short.families.past": _("It looked at families."),
    "short.families.plan": _("It was to look at families."),
    "short.places.now": _("It compares whole groups or places."),
    "short.places.past": _("It compared whole groups or places."),
    "short.places.plan": _("It was to compare whole groups or places."),
    "short.register": _(
        "It is a register: facts about many people are collected over time."
    ),
    "short.duration": _("Each person is followed for %(duration)s."),
    "short.access": _("A way to get a treatment outside a study."),
    "short.about": _("It is about: %(conditions)s."),
}

# "lupus (“Lupus Erythematosus, Systemic”)": our word for it, and the record's.
IN_BOTH = _("%(ours)s (%(name)s)")


def say_short(record: PlainRecord) -> list[Sentence]:
    """Return the sentences of the first block."""
    kinds = {
        INTERVENTIONAL: purpose_sentences,
        OBSERVATIONAL: observing_sentences,
        EXPANDED_ACCESS: access_sentences,
    }
    first = kinds.get(record.study_type, lambda _record: [])(record)
    return [*first, *register_sentences(record), *about_sentences(record)]


def purpose_sentences(record: PlainRecord) -> list[Sentence]:
    """Return what a study that tests something is for."""
    purpose, when = PURPOSES.get(record.primary_purpose), tense(record)
    if not purpose or not when:
        return []
    if purpose == "treatment" and record.healthy_volunteers:
        # Sponsors misread the field: nobody healthy is treated.
        purpose = "other"
    fields = ["study_type", "overall_status"]
    if purpose != "other":
        fields.append("primary_purpose")
    values: dict[str, Any] = {}
    if purpose in WITH_WHAT:
        values["what"], of = what_is_tested(record)
        if purpose == "other" and not of and record.conditions:
            # "It tests something" tells nobody anything.
            return []
        fields += of
    return [say(TEMPLATES, f"short.{purpose}.{when}", tuple(fields), **values)]


def observing_sentences(record: PlainRecord) -> list[Sentence]:
    """Return how a study that observes does it."""
    time, when = TIMES.get(record.time_perspective), tense(record)
    if not time or not when:
        return []
    fields: tuple[str, ...] = ("study_type", "overall_status")
    if time != "observes":
        fields = (*fields, "time_perspective")
    found = [say(TEMPLATES, f"short.{time}.{when}", fields)]
    if model := MODELS.get(record.observational_model):
        fields = ("study_type", "observational_model", "overall_status")
        found.append(say(TEMPLATES, f"short.{model}.{when}", fields))
    return found


def access_sentences(record: PlainRecord) -> list[Sentence]:
    return [say(TEMPLATES, "short.access", ("study_type",))]


def register_sentences(record: PlainRecord) -> list[Sentence]:
    if not record.is_register:
        return []
    found = [say(TEMPLATES, "short.register", ("is_register",))]
    if duration := duration_words(record.target_duration):
        fields = ("is_register", "target_duration")
        found.append(say(TEMPLATES, "short.duration", fields, duration=duration))
    return found


def about_sentences(record: PlainRecord) -> list[Sentence]:
    if not record.conditions:
        return []
    names = first_names([called(name) for name in record.conditions])
    return [say(TEMPLATES, "short.about", ("conditions",), conditions=names)]


def called(name: str) -> str:
    """Return a condition as the page's language calls it, and as the record does."""
    ours = local_names(language_now()).get(condition_key(name))
    if not ours:
        return quoted(name)
    return gettext(IN_BOTH) % {"ours": ours, "name": quoted(name)}
