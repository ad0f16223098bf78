"""Four facts that a family decides by, at a glance: who, where, by chance, how long."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.lib.cldr import country_name
from trials.models import Study, StudySite
from trials.pages.facts import age_limits, sex
from trials.pages.layer.practical import Practical
from trials.plain.blocks.chance import how_grouped
from trials.plain.blocks.short import INTERVENTIONAL, OBSERVATIONAL
from trials.plain.record import PlainRecord
from trials.plain.targets import duration_words

BY_CHANCE = frozenset({"random", "crossover", "no_number"})
BY_PLAN = frozenset({"plan", "crossover_plan"})
ONE_GROUP = frozenset({"single", "single_said"})


def four_tiles(
    study: Study,
    record: PlainRecord,
    sites: Sequence[StudySite],
    practical: Practical,
    language: str,
) -> list[tuple[str, str]]:
    """Return each fact with its name, in the active language."""
    unfound = _("The record does not say.")
    return [
        (_("Who it is for"), f"{age_limits(study)} · {sex(study)}"),
        (_("Where it takes place"), where_words(sites, language) or unfound),
        (_("By chance or not"), chance_words(record) or unfound),
        (_("How long for one person"), length_words(record, practical) or unfound),
    ]


def where_words(sites: Sequence[StudySite], language: str) -> str:
    """Return the one place, or how many there are in how many countries."""
    countries = {
        country_name(site.country, language) or site.country_name for site in sites
    }
    if len(sites) == 1:
        return " · ".join(part for part in (sites[0].city, *countries) if part)
    if not sites:
        return ""
    many, places = len(countries), ngettext("%d place", "%d places", len(sites))
    counted = ngettext("%d country", "%d countries", many) % many
    where = next(iter(countries)) if many == 1 else counted
    return f"{places % len(sites)} · {where}"


def chance_words(record: PlainRecord) -> str:
    """Return whether chance decides who gets what; "" where the record is unclear."""
    if record.study_type != INTERVENTIONAL:
        is_observed = record.study_type == OBSERVATIONAL
        return _("Observational study") if is_observed else ""
    key = how_grouped(record)
    if key in BY_CHANCE:
        return _("By chance")
    if key in BY_PLAN:
        return _("Not by chance")
    return _("One group: no chance") if key in ONE_GROUP else ""


def length_words(record: PlainRecord, practical: Practical) -> str:
    """Return what the team told of the whole study, else a register's own length."""
    told = [one.text.facts.get("total") for one in practical.told if not one.place]
    return next(filter(None, told), "") or duration_words(record.target_duration)
