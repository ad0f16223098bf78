"""One trial of an alert in words: what is new, whose wish it meets, where it is."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from contacts.alerts.sentences.places import NearSite, nearest_sites
from contacts.mail.rendering import absolute
from contacts.models import Alert, AlertReach, Subscription
from portal.pages.languages import side_by_side
from trials.freshness.tones import Tone
from trials.models import Study, Trigger
from trials.pages.facts import age_limits, registry_date
from trials.pages.sites.distances import reach_around
from trials.pages.state.tone_words import tone_word
from trials.pages.titles import title_in


@dataclass(frozen=True)
class AlertEntry:
    """One trial of a mail: what is new of it, why it comes, where it takes place."""

    title: str
    title_language: str
    reason: str
    because: str
    state: str
    ages: str
    url: str
    sites: tuple[NearSite, ...]


def alert_entry(alert: Alert, subscription: Subscription, today: date) -> AlertEntry:
    """Return one trial as the mail describes it, in the active language."""
    study = alert.study
    there = condition_hashes(study)
    return replace(
        common_entry(alert, subscription.language, today),
        because=met_wishes(there, subscription, asked_for(subscription)),
        sites=tuple(nearest_sites(study, subscription, study.judged(today).tone)),
    )


def common_entry(alert: Alert, language: str, today: date) -> AlertEntry:
    """Return what a trial is to all readers of the active language.

    Whose wish it meets, and its places, are left out.
    """
    study = alert.study
    title, title_language = title_in(study, language, today)
    return AlertEntry(
        title=title,
        title_language=title_language,
        reason=what_happened(alert),
        because="",
        state=doubted_state(study, study.judged(today).tone),
        ages=age_limits(study),
        url=absolute("trials:study_detail", language, study.registry_id),
        sites=(),
    )


def doubted_state(study: Study, tone: Tone) -> str:
    """Return the record's state, behind a word of doubt where there is any."""
    said = str(study.get_overall_status_display())
    if tone == Tone.FRESH:
        return said
    in_record = _("In the record: %(state)s") % {"state": said}
    return f"{tone_word(tone)}. {in_record}"


def condition_hashes(study: Study) -> set[str]:
    """Return the hashes of a trial's conditions."""
    return {row.hash for row in study.condition_rows.all()}


def met_wishes(
    there: Collection[str], subscription: Subscription, asked: Collection[str]
) -> str:
    """Return which of the person's own wishes a trial of these conditions meets."""
    parts = [name for name, one in subscription.wanted_conditions if one in there]
    return " · ".join([*parts, *asked])


def asked_for(subscription: Subscription) -> list[str]:
    """Return where a trial may be, and the month of birth."""
    return [reach_words(subscription), *birth_words(subscription)]


def reach_words(subscription: Subscription) -> str:
    """Return how far away a trial may be."""
    if subscription.reach == AlertReach.DISTANCE:
        km = subscription.distance_km or 0
        return reach_around(km, subscription.place, subscription.country)
    if subscription.reach == AlertReach.COUNTRY:
        return subscription.country_name
    return _("anywhere in the world")


def birth_words(subscription: Subscription) -> list[str]:
    """Return the month of birth, if it was given."""
    if subscription.birth_year is None:
        return []
    month = f"{subscription.birth_year:04d}-{subscription.birth_month:02d}"
    words = month_words(month, subscription.language)
    return [_("born in %(month)s") % {"month": words}]


@lru_cache(maxsize=10_000)
def month_words(month: str, language: str) -> str:
    """Return a month as it is said in a language."""
    return registry_date(month, language)


def what_happened(alert: Alert) -> str:
    """Return what happened, in the active language."""
    if alert.trigger == Trigger.SITE_OPENED and alert.site:
        return _("A place has begun to take people: %(place)s.") % {
            "place": side_by_side((alert.site.city, alert.site.facility))
        }
    return {
        Trigger.RECRUITING: _("This trial has begun to take people."),
        Trigger.SITE_OPENED: _("A place has begun to take people."),
        Trigger.OLD_ENOUGH: _(
            "By the month of birth you gave, its minimum age is reached this month."
        ),
    }.get(alert.trigger, _("This trial is new here."))
