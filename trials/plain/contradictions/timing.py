"""Days and places that do not fit a study's state."""

from datetime import date

from trials.plain.contradictions.words import TEMPLATES
from trials.plain.days import in_words, is_past
from trials.plain.names import digits
from trials.plain.record import OPEN, PlainRecord
from trials.plain.sentences import Sentence, say

STATE = ("overall_status",)


def late_start(record: PlainRecord, today: date) -> Sentence | None:
    text = record.start_date
    if record.overall_status != "NOT_YET_RECRUITING" or not is_past(text, today):
        return None
    return say(TEMPLATES, "c3", (*STATE, "start_date"), d=in_words(text))


def end_of(record: PlainRecord) -> tuple[str, str]:
    """Return the end that counts, and its field."""
    if record.completion_date:
        return record.completion_date, "completion_date"
    return record.primary_completion_date, "primary_completion_date"


def late_end(record: PlainRecord, today: date) -> Sentence | None:
    text, field = end_of(record)
    if record.overall_status not in OPEN or not is_past(text, today):
        return None
    return say(TEMPLATES, "c4", (*STATE, field), d=in_words(text))


def late_main(record: PlainRecord, today: date) -> Sentence | None:
    text, end = record.primary_completion_date, record.completion_date
    is_to_come = end and not is_past(end, today)
    if record.overall_status not in OPEN or not is_to_come or not is_past(text, today):
        return None
    fields = (*STATE, "primary_completion_date", "completion_date")
    return say(TEMPLATES, "c5", fields, d=in_words(text))


def main_done(record: PlainRecord, today: date) -> Sentence | None:
    is_done = record.primary_completion_type == "ACTUAL"
    if record.overall_status not in OPEN or not is_done:
        return None
    return say(TEMPLATES, "c6", (*STATE, "primary_completion_type"))


def no_place(record: PlainRecord, today: date) -> Sentence | None:
    if record.overall_status not in OPEN or record.site_statuses:
        return None
    return say(TEMPLATES, "c7", (*STATE, "site_statuses"))


def more_places(record: PlainRecord, today: date) -> Sentence | None:
    many, count = len(record.site_statuses), record.enrollment_count
    if not count or many <= count:
        return None
    fields = ("site_statuses", "enrollment_count")
    return say(TEMPLATES, "c21", fields, count, m=digits(many), n=digits(count))


def unconfirmed_places(record: PlainRecord, today: date) -> Sentence | None:
    if record.overall_status != "UNKNOWN" or "RECRUITING" not in record.site_statuses:
        return None
    return say(TEMPLATES, "c22", (*STATE, "site_statuses"))


def counted_though_off(record: PlainRecord, today: date) -> Sentence | None:
    count = record.enrollment_count
    if record.overall_status != "WITHDRAWN" or not count:
        return None
    fields = (*STATE, "enrollment_count")
    return say(TEMPLATES, "c23", fields, count, n=digits(count))
