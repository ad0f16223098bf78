"""How big, from when to when, and why it stopped."""

from datetime import date

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext

from trials.plain.days import in_words, is_past, precision
from trials.plain.names import digits, quoted
from trials.plain.record import FINISHED, PlainRecord
from trials.plain.sentences import Sentence, Template, Templates, say
from trials.plain.tenses import tense

ACTUAL, ESTIMATED = "ACTUAL", "ESTIMATED"
STOPPED = frozenset({"TERMINATED", "WITHDRAWN", "SUSPENDED"})
COUNTED = ("enrollment_count", "enrollment_type", "overall_status")


def both(in_month: str, on_day: str) -> dict[str, Template]:
    """Return a sentence for a month and the same for a day."""
    return {"month": in_month, "day": on_day}


DATED = {
    "start.began": both(_("It began in %(d)s."), _("It began on %(d)s.")),
    "start.planned": both(
        _("It is planned to begin in %(d)s."), _("It is planned to begin on %(d)s.")
    ),
    "start.recorded": both(
        _("The start in the record: %(d)s."), _("The start in the record: %(d)s.")
    ),
    "end.ended": both(_("It ended in %(d)s."), _("It ended on %(d)s.")),
    "end.planned": both(
        _("It is planned to end in %(d)s."), _("It is planned to end on %(d)s.")
    ),
    "end.passed": both(
        _("It was planned to end in %(d)s. We did not find if it has ended."),
        _("It was planned to end on %(d)s. We did not find if it has ended."),
    ),
    "end.recorded": both(
        _("The end in the record: %(d)s."), _("The end in the record: %(d)s.")
    ),
    "main.ended": both(
        _("The main measurements ended in %(d)s."),
        _("The main measurements ended on %(d)s."),
    ),
    "main.planned": both(
        _("The main measurements are planned to end in %(d)s."),
        _("The main measurements are planned to end on %(d)s."),
    ),
    "main.passed": both(
        _(
            "The main measurements were planned to end in %(d)s. We did not find if "
            "they have ended."
        ),
        _(
            "The main measurements were planned to end on %(d)s. We did not find if "
            "they have ended."
        ),
    ),
    "main.recorded": both(
        _("The end of the main measurements in the record: %(d)s."),
        _("The end of the main measurements in the record: %(d)s."),
    ),
}
TEMPLATES: Templates = {
    "size.plan": lambda n: ngettext(
        "The plan is one person.", "The plan is %(n)s people.", n
    ),
    "size.plan.records": lambda n: ngettext(
        "The plan is one person or record.", "The plan is %(n)s people or records.", n
    ),
    "size.took_part": lambda n: ngettext(
        "One person took part.", "%(n)s people took part.", n
    ),
    "size.took_part.records": lambda n: ngettext(
        "One person or record was included.",
        "%(n)s people or records were included.",
        n,
    ),
    "size.take_part": lambda n: ngettext(
        "One person takes part.", "%(n)s people take part.", n
    ),
    "size.was_plan": lambda n: ngettext(
        "The plan was one person. We did not find how many took part.",
        "The plan was %(n)s people. We did not find how many took part.",
        n,
    ),
    "size.was_plan.records": lambda n: ngettext(
        "The plan was one person or record. We did not find how many were included.",
        "The plan was %(n)s people or records. We did not find how many were included.",
        n,
    ),
    "size.named": lambda n: ngettext(
        "The record names one person.", "The record names %(n)s people.", n
    ),
    "size.nobody": _("Nobody took part."),
    "size.not_found": _("We did not find how many people."),
    "size.end.not_found": _("We did not find an end date."),
    "size.stopped": _("It was stopped. The record says: %(why)s"),
    "size.paused": _("It is paused. The record says: %(why)s"),
    "size.called_off": _("It was called off before anybody took part."),
    "size.called_off.why": _("The record says: %(why)s"),
    **{
        f"size.{key}.{unit}": template
        for key, forms in DATED.items()
        for unit, template in forms.items()
    },
}


def say_size(record: PlainRecord, today: date) -> list[Sentence]:
    if not tense(record):
        return []
    return [
        *count_sentences(record),
        *start_sentences(record, today),
        *end_sentences(record, today),
        *stop_sentences(record),
    ]


def count_sentences(record: PlainRecord) -> list[Sentence]:
    """Return how many people, or how many are planned."""
    count = record.enrollment_count
    if count is None:
        return [
            say(TEMPLATES, "size.not_found", ("enrollment_count", "overall_status"))
        ]
    key, fields = count_key(record)
    if not key:
        return []
    records = f"{key}.records"
    if record.time_perspective == "RETROSPECTIVE" and records in TEMPLATES:
        key, fields = records, (*fields, "time_perspective")
    if count == 0:
        return [say(TEMPLATES, "size.nobody", ("enrollment_count", "overall_status"))]
    return [say(TEMPLATES, key, fields, count, n=digits(count))]


def count_key(record: PlainRecord) -> tuple[str, tuple[str, ...]]:
    """Return which sentence the kind of number asks for."""
    is_over = record.overall_status in FINISHED | {"UNKNOWN"}
    if record.enrollment_type == ACTUAL:
        is_running = record.overall_status == "ACTIVE_NOT_RECRUITING"
        return ("size.take_part" if is_running else "size.took_part"), COUNTED
    if record.enrollment_type == ESTIMATED:
        return ("size.was_plan" if is_over else "size.plan"), COUNTED
    return ("" if record.enrollment_type else "size.named"), COUNTED


def start_sentences(record: PlainRecord, today: date) -> list[Sentence]:
    """Return when it began; nothing where the record has no start."""
    text, kind = record.start_date, record.start_type
    if not text or kind not in {ACTUAL, ESTIMATED, ""}:
        return []
    over = record.overall_status in FINISHED
    is_planned = kind == ESTIMATED and not is_past(text, today) and not over
    key = "began" if kind == ACTUAL else "planned" if is_planned else "recorded"
    fields: tuple[str, ...] = ("start_date", "start_type", "overall_status")
    if key == "recorded":
        fields = ("start_date", "overall_status")
    return [dated(f"start.{key}", text, fields)]


def end_sentences(record: PlainRecord, today: date) -> list[Sentence]:
    """Return when it ended or is to end, or at least its main measurements."""
    ends = [
        ("end", "completion_date", "completion_type"),
        ("main", "primary_completion_date", "primary_completion_type"),
    ]
    for what, day, kind in ends:
        if text := getattr(record, day):
            key = end_key(record, text, getattr(record, kind), today)
            is_recorded = key == "recorded"
            fields: tuple[str, ...] = (
                day,
                *(() if is_recorded else (kind,)),
                "overall_status",
            )
            if what == "main":
                fields = (*fields, "completion_date")
            return [dated(f"{what}.{key}", text, fields)] if key else []
    fields = ("completion_date", "primary_completion_date", "overall_status")
    return [say(TEMPLATES, "size.end.not_found", fields)]


def end_key(record: PlainRecord, text: str, kind: str, today: date) -> str:
    """Return which sentence an end asks for; "planned" never where it is over."""
    if kind == ACTUAL:
        return "ended"
    if kind not in {ESTIMATED, ""}:
        return ""
    if not kind or record.overall_status in FINISHED | {"UNKNOWN"}:
        return "recorded"
    return "passed" if is_past(text, today) else "planned"


def dated(key: str, text: str, fields: tuple[str, ...]) -> Sentence:
    full = f"size.{key}.{precision(text)}"
    return say(TEMPLATES, full, fields, d=in_words(text))


def stop_sentences(record: PlainRecord) -> list[Sentence]:
    """Return that and why it was stopped, paused or called off."""
    status, fields = record.overall_status, ("overall_status", "why_stopped")
    why = quoted(record.why_stopped) if record.why_stopped else ""
    if status == "WITHDRAWN":
        found = []
        if not record.enrollment_count:
            found = [say(TEMPLATES, "size.called_off", ("overall_status",))]
        if why:
            found.append(say(TEMPLATES, "size.called_off.why", fields, why=why))
        return found
    if status not in STOPPED or not why:
        return []
    key = "paused" if status == "SUSPENDED" else "stopped"
    return [say(TEMPLATES, f"size.{key}", fields, why=why)]
