"""The mails to people who asked for alerts; contacts.emails has the others.

Subjects name no condition and no person. Each mail says why it comes and how to stop.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, atan2, degrees

from django.utils import translation
from django.utils.translation import gettext as _

from contacts.mail.rendering import Rendered, absolute, render
from contacts.models import Alert, Reach, Subscription
from portal.lib.cldr import country_name
from trials.models import OverallStatus, SiteStatus, Study, StudySite, Trigger
from trials.pages.facts import age_limits, registry_date
from trials.pages.sites import distance_words
from trials.pages.titles import title_in
from trials.places.nearest import Point, distance_km

SITES = 3
# The database counts with cosines, this module with sines.
ROUNDING_KM = 0.1
SOON = {
    SiteStatus.NOT_YET_RECRUITING,
    SiteStatus.ENROLLING_BY_INVITATION,
    SiteStatus.AVAILABLE,
}


@dataclass(frozen=True)
class NearSite:
    """A place to ask at, as a mail names it; `state` is empty where it takes people."""

    name: str
    where: str
    distance: str
    state: str


@dataclass(frozen=True)
class Entry:
    """One trial of a mail: what is new of it, why it comes, where it takes place."""

    title: str
    title_language: str
    reason: str
    because: str
    state: str
    ages: str
    url: str
    sites: list[NearSite]


def confirm_alerts(subscription: Subscription) -> Rendered:
    """Ask whether the request is meant."""
    language = subscription.language
    token = subscription.token("confirm")
    return render(
        "confirm_alerts",
        language,
        confirm_url=absolute("contacts:confirm_subscription", language, token),
    )


def alerts(subscription: Subscription, told: Sequence[Alert], more: int) -> Rendered:
    """Say what is new, and why this comes; `more` trials stand on the person's page.

    Each alert's study has its sites at hand, so that nothing is asked of the database.
    """
    language = subscription.language
    with translation.override(language):
        entries = [entry(alert, subscription) for alert in told]
    return render(
        "alerts",
        language,
        entries=entries,
        more=more,
        subscription=subscription,
        conditions=subscription.condition_names,
        **links(subscription),
    )


def entry(alert: Alert, subscription: Subscription) -> Entry:
    """Return one trial as the mail describes it, in the active language."""
    study = alert.study
    title, title_language = title_in(study, subscription.language)
    return Entry(
        title=title,
        title_language=title_language,
        reason=reason(alert),
        because=because(study, subscription),
        state=study.get_overall_status_display(),
        ages=age_limits(study),
        url=absolute("trials:study_detail", subscription.language, study.registry_id),
        sites=near(study, subscription),
    )


def because(study: Study, subscription: Subscription) -> str:
    """Return which of the person's own wishes this trial meets."""
    there = {row.hash for row in study.condition_rows.all()}
    wanted = subscription.conditions.all()
    parts = [row.name for row in wanted if row.hash in there]
    return " · ".join([*parts, where(subscription), *born(subscription)])


def where(subscription: Subscription) -> str:
    """Return how far away a trial may be."""
    if subscription.reach == Reach.DISTANCE:
        return _("up to %(km)s km around %(place)s") % {
            "km": subscription.distance_km,
            "place": subscription.place,
        }
    if subscription.reach == Reach.COUNTRY:
        return subscription.country_name
    return _("anywhere in the world")


def born(subscription: Subscription) -> list[str]:
    """Return the month of birth, if it was given."""
    if subscription.birth_year is None:
        return []
    month = f"{subscription.birth_year:04d}-{subscription.birth_month:02d}"
    words = registry_date(month, subscription.language)
    return [_("born in %(month)s") % {"month": words}]


def reason(alert: Alert) -> str:
    """Return what happened, in the active language."""
    if alert.trigger == Trigger.SITE_OPENED and alert.site:
        return _("A place has begun to take people: %(place)s.") % {
            "place": ", ".join(filter(None, (alert.site.city, alert.site.facility)))
        }
    return {
        Trigger.RECRUITING: _("This trial has begun to take people."),
        Trigger.SITE_OPENED: _("A place has begun to take people."),
        Trigger.OLD_ENOUGH: _(
            "By the month of birth you gave, its minimum age is reached this month."
        ),
    }.get(alert.trigger, _("This trial is new here."))


def near(study: Study, subscription: Subscription) -> list[NearSite]:
    """Return the places that made the trial fit the wish, the nearest first."""
    origin = point(subscription)
    sites = [site for site in study.sites.all() if is_place_to_ask(site, study)]
    if subscription.reach == Reach.COUNTRY:
        sites = [site for site in sites if site.country == subscription.country]
    rows = [(site, far(site, origin)) for site in sites]
    if subscription.reach == Reach.DISTANCE:
        most = subscription.distance_km + ROUNDING_KM
        rows = [row for row in rows if row[1] is not None and row[1] <= most]
    rows.sort(
        key=lambda row: (
            row[0].status != SiteStatus.RECRUITING,
            row[1] or 0,
            row[0].country != subscription.country,
        )
    )
    return [near_site(site, km, subscription.language) for site, km in rows[:SITES]]


def far(site: StudySite, origin: Point | None) -> float | None:
    """Return the distance in km, where both ends are known."""
    if origin is None or site.latitude is None or site.longitude is None:
        return None
    return distance_km(origin, (site.latitude, site.longitude))


def is_place_to_ask(site: StudySite, study: Study) -> bool:
    """Whether a place counts as it does for contacts.models.matching."""
    good = {SiteStatus.RECRUITING, SiteStatus.UNSTATED}
    if study.overall_status != OverallStatus.RECRUITING:
        good |= SOON
    return site.is_listed and site.status in good


def near_site(site: StudySite, km: float | None, language: str) -> NearSite:
    """Return one place in words."""
    country = country_name(site.country, language) or site.country_name
    is_open = site.status == SiteStatus.RECRUITING
    return NearSite(
        site.name,
        ", ".join(filter(None, (site.city, country))),
        distance_words(km),
        "" if is_open else str(SiteStatus(site.status).label),
    )


def point(subscription: Subscription) -> Point | None:
    """Return the place in degrees."""
    if subscription.z is None:
        return None
    longitude = degrees(atan2(subscription.y, subscription.x))
    return degrees(asin(max(-1.0, min(1.0, subscription.z)))), longitude


def alerts_end_soon(subscription: Subscription) -> Rendered:
    """Say that alerts which nobody seems to need will end, and how to keep them."""
    return render(
        "alerts_end_soon",
        subscription.language,
        **links(subscription),
    )


def links(subscription: Subscription) -> dict[str, str]:
    """Return the links that each mail ends with."""
    language = subscription.language
    return {
        "manage_url": absolute(
            "contacts:manage_subscription", language, subscription.token("manage")
        ),
        "unsubscribe_url": absolute(
            "contacts:unsubscribe", language, subscription.token("unsubscribe")
        ),
    }


def stop_headers(subscription: Subscription) -> dict[str, str]:
    """Return the header fields for a mail program's own button (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{links(subscription)['unsubscribe_url']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
