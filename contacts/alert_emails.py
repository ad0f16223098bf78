"""The mails to people who asked for alerts; contacts.emails has the others.

Subjects name no condition and no person. Each mail says why it comes and how to stop.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, atan2, degrees

from django.utils import translation
from django.utils.translation import gettext as _

from contacts.emails import Rendered, absolute, render
from contacts.models import Alert, Reach, Subscription
from trials.models import Study, StudySite, Trigger
from trials.pages.facts import ages
from trials.pages.sites import distance_words
from trials.places.nearest import Point, nearest_sites

SITES = 3


@dataclass(frozen=True)
class NearSite:
    """A place that takes people, as a mail names it."""

    name: str
    where: str
    distance: str


@dataclass(frozen=True)
class Entry:
    """One trial of a mail: what is new of it, and where it takes place."""

    title: str
    reason: str
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
    return Entry(
        title=study.brief_title,
        reason=reason(alert),
        state=study.get_overall_status_display(),
        ages=ages(study),
        url=absolute("trials:study_detail", subscription.language, study.registry_id),
        sites=near(study, subscription),
    )


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
    """Return the nearest places that take people now."""
    sites = [site for site in study.sites.all() if site.is_listed]
    ranked = nearest_sites(sites, point(subscription), subscription.country)
    if subscription.reach == Reach.COUNTRY:
        ranked = [row for row in ranked if row.site.country == subscription.country]
    return [near_site(row.site, row.distance_km) for row in ranked[:SITES]]


def near_site(site: StudySite, far: float | None) -> NearSite:
    """Return one place in words."""
    where = ", ".join(filter(None, (site.city, site.country_name)))
    return NearSite(site.name, where, distance_words(far))


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
