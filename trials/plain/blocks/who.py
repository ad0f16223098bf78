"""Who it is for: ages, sex, and whether healthy people may take part."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext

from portal.lib.ages import read_age
from trials.plain.names import digits, quoted
from trials.plain.record import PlainRecord
from trials.plain.sentences import Sentence, Templates, say

GROWN_UP = 18
PHASE_1 = frozenset({"PHASE1", "EARLY_PHASE1"})
# The unit once, where both ends have the same.
RANGES = {
    "year": _("For people aged %(low)s to %(high)s years."),
    "month": _("For people aged %(low)s to %(high)s months."),
    "week": _("For people aged %(low)s to %(high)s weeks."),
    "day": _("For people aged %(low)s to %(high)s days."),
}
TEMPLATES: Templates = {
    **{f"who.age.{unit}": template for unit, template in RANGES.items()},
    "who.age.both": _("For people aged %(low)s to %(high)s."),
    "who.age.low": _("For people aged %(low)s or older."),
    "who.age.high": _("For people aged up to %(high)s."),
    "who.age.none": _(
        "We did not find an age limit in the record's age fields. Please read the "
        "rules."
    ),
    "who.men": _("For men."),
    "who.boys": _("For men and boys."),
    "who.women": _("For women."),
    "who.girls": _("For women and girls."),
    "who.all": _("For all sexes."),
    "who.gender": _("The record adds: %(text)s"),
    "who.healthy.yes": _("Healthy people may take part, the record says."),
    "who.healthy.no": _("It is not for healthy volunteers."),
    "who.healthy.none": _("We did not find if healthy people may take part."),
    "who.healthy.benefit": _("For healthy people no benefit of their own is meant."),
}


def say_who(record: PlainRecord) -> list[Sentence]:
    return [*age_sentences(record), *sex_sentences(record), *healthy_sentences(record)]


def age_sentences(record: PlainRecord) -> list[Sentence]:
    """Return the ages as the record words them; months stay months."""
    low, high = read_age(record.minimum_age), read_age(record.maximum_age)
    fields = ("minimum_age", "maximum_age")
    if low and high and low[1] == high[1] and low[1] in RANGES:
        values = {"low": digits(low[0]), "high": digits(high[0])}
        return [say(TEMPLATES, f"who.age.{low[1]}", fields, **values)]
    words = {"low": age_words(low), "high": age_words(high)}
    given = {name: text for name, text in words.items() if text}
    key = "both" if len(given) == 2 else next(iter(given), "none")
    return [say(TEMPLATES, f"who.age.{key}", fields, **given)]


def age_words(age: tuple[int, str] | None) -> str:
    """Return an age with its unit: "8 months"."""
    count, unit = age or (0, "")
    forms = {
        "year": ngettext("%d year", "%d years", count),
        "month": ngettext("%d month", "%d months", count),
        "week": ngettext("%d week", "%d weeks", count),
        "day": ngettext("%d day", "%d days", count),
        "hour": ngettext("%d hour", "%d hours", count),
        "minute": ngettext("%d minute", "%d minutes", count),
    }
    return forms[unit] % count if unit in forms else ""


def sex_sentences(record: PlainRecord) -> list[Sentence]:
    """Return which sexes; children are named where the ages allow them."""
    low = read_age(record.minimum_age)
    grown = low is not None and low[1] == "year" and low[0] >= GROWN_UP
    keys = {
        "ALL": "all",
        "MALE": "men" if grown else "boys",
        "FEMALE": "women" if grown else "girls",
    }
    if record.sex not in keys:
        return []
    fields = ("sex",) if record.sex == "ALL" else ("sex", "minimum_age")
    if not grown:
        fields = ("sex",)
    found = [say(TEMPLATES, f"who.{keys[record.sex]}", fields)]
    if record.gender_description:
        text = quoted(record.gender_description)
        fields = ("sex", "gender_description")
        found.append(say(TEMPLATES, "who.gender", fields, text=text))
    return found


def healthy_sentences(record: PlainRecord) -> list[Sentence]:
    """Return whether healthy people may take part, as the record says."""
    keys = {True: "yes", False: "no", None: "none"}
    key = keys[record.healthy_volunteers]
    found = [say(TEMPLATES, f"who.healthy.{key}", ("healthy_volunteers",))]
    if record.healthy_volunteers and PHASE_1 & set(record.phase_codes):
        fields = ("healthy_volunteers", "phase_codes")
        found.append(say(TEMPLATES, "who.healthy.benefit", fields))
    return found
