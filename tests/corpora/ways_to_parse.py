"""How a text is given to a parser that takes more than a text."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import translation

from contacts.mail.reading.letter import read_letter_bytes, read_parts
from contacts.notes.anchors import anchoring
from trials.places import gazetteer
from trials.plain.contradictions.rules import contradictions
from trials.plain.layer import plain_blocks
from trials.plain.record import PlainRecord
from trials.plain.targets import duration_words
from trials.plain.timeframes import frame_words
from trials.selfcheck.fhir.reading import import_questionnaire


def as_mail(head: str) -> Callable[[str], object]:
    return lambda one: read_letter_bytes(head.encode() + one.encode("utf-8", "replace"))


def in_headers(one: str) -> object:
    return read_parts("", "", [("from", one), ("to", one), ("subject", one)])


def forgiving(function: Callable, *after: str, refuses: type[Exception]) -> Callable:
    def run(one: str) -> None:
        try:
            function(one, *after)
        except refuses:
            return

    return run


def as_questionnaire(one: str) -> object:
    """Read a foreign questionnaire that holds the text wherever a text may be."""
    option = {"valueCoding": {"code": one[:200], "display": one}}
    item = {"linkId": one[:50], "text": one, "type": "choice", "answerOption": [option]}
    top = {"resourceType": "Questionnaire", "status": "draft", "title": one}
    return import_questionnaire({**top, "item": [item]})


def attach_again(one: str) -> object:
    """Note the half of a text, and look for it in a text that has changed."""
    noted = anchoring.describe_place({"a": one}, "a", 0, len(one) // 2)
    anchoring.attach_anchor(noted, {"a": f"x{one}"})
    return anchoring.attach_anchor(noted, {"a": one[::2], "b": one})


def attach_short(one: str) -> object:
    """Note three characters from the middle, and look for them elsewhere."""
    half = len(one) // 2
    noted = anchoring.describe_place({"a": one}, "a", half, half + 3)
    return anchoring.attach_anchor(noted, {"a": f"a change {one} and more"})


def find_place(one: str) -> object:
    return gazetteer.resolve(one, "US", path=Path(settings.GAZETTEER_PATH))


def as_record(one: str) -> object:
    """Say in plain words what a registry's record says, with the text in each field."""
    named = {"name": one, "role": one, "affiliation": one, "type": one}
    measured = {"measure": one, "timeFrame": one, "description": one}
    texts = dict.fromkeys(TEXTS, one)
    record = PlainRecord(
        **texts,
        conditions=(one,),
        interventions=(named,),
        primary_outcomes=(measured,),
        officials=(named,),
        inclusion=(one,),
        exclusion=(one,),
    )
    with translation.override("zh-hans"):
        blocks = plain_blocks(record, TODAY)
    return blocks, contradictions(record, TODAY), frame_words(one), duration_words(one)


TEXTS = ("brief_title", "official_title", "sponsor", "brief_summary", "why_stopped")
TEXTS += ("detailed_description", "minimum_age", "maximum_age", "gender_description")
TODAY = date(2026, 11, 24)
