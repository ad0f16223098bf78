"""Facts of a study in words: ages, dates, phases; and which of them are missing."""

from datetime import date

from babel.dates import format_date, format_skeleton
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.lib.ages import read_age
from portal.lib.cldr import locale
from trials.models import Sex, Study


def age_unit(text: str) -> str:
    """Return a registry age ("5 Years") in words of the visitor's language."""
    count, unit = read_age(text) or (0, "")
    forms = {
        "year": ngettext("%d year", "%d years", count),
        "month": ngettext("%d month", "%d months", count),
        "week": ngettext("%d week", "%d weeks", count),
        "day": ngettext("%d day", "%d days", count),
        "hour": ngettext("%d hour", "%d hours", count),
        "minute": ngettext("%d minute", "%d minutes", count),
    }
    form = forms.get(unit)
    return form % count if form else text


def age_limits(study: Study) -> str:
    """Return "5 years and older", "6 months to 17 years" and the like."""
    low, high = age_unit(study.minimum_age), age_unit(study.maximum_age)
    if low and high:
        return _("%(low)s to %(high)s") % {"low": low, "high": high}
    if low:
        return _("%(low)s and older") % {"low": low}
    if high:
        return _("Up to %(high)s") % {"high": high}
    return _("No age limits given")


def sex(study: Study) -> str:
    """Return who may take part by sex."""
    return str(Sex(study.sex).label) if study.sex else _("Sex not stated")


def phase(study: Study) -> str:
    """Return the phase or phases, or the kind of study that has none."""
    names = [name for code in study.phases if (name := phase_name(code))]
    if names:
        return " / ".join(names)
    if study.study_type == "OBSERVATIONAL":
        return _("Observational study")
    return _("No phase given")


def phase_name(code: str) -> str:
    """Return a phase in the visitor's language."""
    return {
        "EARLY_PHASE1": pgettext("trial", "Early phase 1"),
        "PHASE1": pgettext("trial", "Phase 1"),
        "PHASE2": pgettext("trial", "Phase 2"),
        "PHASE3": pgettext("trial", "Phase 3"),
        "PHASE4": pgettext("trial", "Phase 4"),
    }.get(code, "")


def registry_date(text: str, language: str) -> str:
    """Return a registry date in words, no more precise than the registry was."""
    parts = [int(part) for part in text.split("-") if part.isdigit()]
    if len(parts) == 3:
        return format_date(date(*parts), "long", locale(language))
    if len(parts) == 2:
        return format_skeleton("yMMMM", date(*parts, 1), locale=locale(language))
    return text


def details(study: Study, language: str) -> list[tuple[str, str]]:
    """Return (name, value) of what the plain layer does not say; "" for unsaid."""
    day = study.last_update_date
    changed = registry_date(day, language) if day else ""
    return [(_("Last changed in the registry"), changed)]
