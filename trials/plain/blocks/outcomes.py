"""What they measure, and for how long."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext

from trials.plain.names import SHOWN, digits, quoted
from trials.plain.record import PlainRecord
from trials.plain.sentences import Sentence, Templates, say
from trials.plain.tenses import tense
from trials.plain.timeframes import frame_words

FIELDS = ("primary_outcomes",)
TEMPLATES: Templates = {
    "outcomes.one.now": _("Mainly they measure: %(measure)s (%(time)s)."),
    "outcomes.one.past": _("Mainly they measured: %(measure)s (%(time)s)."),
    "outcomes.one.plan": _("Mainly they were to measure: %(measure)s (%(time)s)."),
    "outcomes.more": lambda n: ngettext("and %(n)s more", "and %(n)s more", n),
    "outcomes.time": _(
        "That is when they measure. How long one person takes part we did not find."
    ),
    "outcomes.untimed": _("How long one person takes part we did not find."),
    "outcomes.none": _("We did not find what is mainly measured."),
}


def say_outcomes(record: PlainRecord) -> list[Sentence]:
    """Return the first three measures with their times."""
    when = tense(record)
    rows = [row for row in record.primary_outcomes if row.get("measure")]
    if not rows:
        return [say(TEMPLATES, "outcomes.none", FIELDS)]
    if not when:
        return []
    fields = (*FIELDS, "overall_status")
    found = [
        say(
            TEMPLATES,
            f"outcomes.one.{when}",
            fields,
            measure=quoted(str(row["measure"])),
            time=frame_words(str(row.get("timeFrame", ""))),
        )
        for row in rows[:SHOWN]
    ]
    if more := max(len(rows) - SHOWN, 0):
        found.append(say(TEMPLATES, "outcomes.more", fields, more, n=digits(more)))
    is_timed = any(str(row.get("timeFrame", "")).strip() for row in rows[:SHOWN])
    key = "time" if is_timed else "untimed"
    return [*found, say(TEMPLATES, f"outcomes.{key}", fields)]
