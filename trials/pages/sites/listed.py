"""Sites by country, and the nearest of them with the reason, in the visitor's words."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.lib.cldr import country_name, language_name, sort_key
from trials.freshness.tones import Tone
from trials.models import Study, StudySite
from trials.pages.sites.picture import describe
from trials.pages.sites.states import ENDED, SURE, place_state, takes_people
from trials.places.names.own import own_names

# A list of sites this long is shown country by country, closed.
LONG = 12


def sites_context(
    study: Study, sites: list[StudySite], tone: Tone, today: date, language: str
) -> dict[str, Any]:
    """Return what the study's page says of its sites."""
    recruiting = [site for site in sites if takes_people(site, tone)]
    rows = [site_row(site, tone, today, language) for site in sites]
    countries = by_country(rows, tone, language, is_open=len(sites) <= LONG)
    if len(countries) == 1:
        # The sentence above the list has said it.
        countries[0]["summary"] = ""
    return {
        "countries": countries,
        "site_count": len(sites),
        "recruiting_count": len(recruiting),
        "sites_sentence": count_sentence(len(sites), len(recruiting), tone),
        "map_alt": describe(sites, tone),
        "contact_url": contact_url(study, recruiting),
    }


def contact_url(study: Study, recruiting: list[StudySite]) -> str:
    """Return where "Send a message" leads: to a choice only if there is one."""
    view = "trials:study_sites" if len(recruiting) > 1 else "contacts:send_message"
    return reverse(view, args=[study.registry_id])


def count_sentence(sites: int, recruiting: int, tone: Tone) -> str:
    """Return how many places there are; that they take people only if that is sure."""
    places = count_places(sites)
    if tone in ENDED:
        return _("%(sites)s in the record.") % {"sites": places}
    if tone not in SURE:
        words = ngettext(
            "%(sites)s, of which the record marks %(open)d as open.",
            "%(sites)s, of which the record marks %(open)d as open.",
            recruiting,
        )
        return words % {"sites": places, "open": recruiting}
    return _("%(sites)s, of which %(recruiting)s people now.") % {
        "sites": places,
        "recruiting": ngettext("%d takes", "%d take", recruiting) % recruiting,
    }


def count_places(sites: int) -> str:
    """Return how many places there are."""
    return ngettext("%d place", "%d places", sites) % sites


def site_row(
    site: StudySite, tone: Tone, today: date, language: str, message_url: str = ""
) -> dict[str, Any]:
    """Return one site as plain values."""
    languages = [language_name(code, language) for code in site.team_languages]
    state = place_state(site, tone, today, language)
    return {
        "key": site.key,
        "city": site.city or site.state or site.country_name,
        "facility": site.facility,
        **own_names(site.city, site.facility, site.country, language),
        "address": ", ".join(part for part in (site.state, site.postcode) if part),
        "country": country_name(site.country, language) or site.country_name,
        "status": state.badge,
        "remark": state.remark,
        "is_recruiting": state.is_open,
        "is_marked": state.is_marked,
        "languages": ", ".join(languages),
        "usual": usual_words(site.answers_within),
        "message_url": f"{message_url}?site={site.key}" if message_url else "",
    }


def usual_words(days: int | None) -> str:
    """Return how fast a team answers, from many answers; "" where few have asked."""
    if days is None:
        return ""
    words = ngettext(
        "This team usually answers within %(days)d working day.",
        "This team usually answers within %(days)d working days.",
        days,
    )
    return words % {"days": days}


def by_country(
    rows: Iterable[dict[str, Any]], tone: Tone, language: str, *, is_open: bool
) -> list[dict[str, Any]]:
    """Return the sites grouped by country, in the language's order, open ones first."""
    ordered = sorted(
        rows,
        key=lambda row: (sort_key(row["country"], language), not row["is_marked"]),
    )
    groups = [
        country_group(name, list(sites), tone)
        for name, sites in groupby(ordered, lambda row: row["country"])
    ]
    return [{**group, "is_open": is_open or len(groups) == 1} for group in groups]


def country_group(name: str, sites: list[dict[str, Any]], tone: Tone) -> dict[str, Any]:
    """Return a country's sites and how many of them take people."""
    recruiting = sum(site["is_marked"] for site in sites)
    # What is true of all of them, the heading or the sentence above has said.
    are_all = tone in SURE and recruiting == len(sites)
    return {
        "name": name or _("Country not given"),
        "sites": sites,
        "summary": count_places(len(sites))
        if are_all
        else count_sentence(len(sites), recruiting, tone),
    }
