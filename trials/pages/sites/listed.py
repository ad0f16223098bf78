"""Sites by country, and the nearest of them with the reason, in the visitor's words."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.lib.cldr import country_name, language_name, sort_key
from trials.models import Study, StudySite
from trials.pages.sites.picture import describe

# A list of sites this long is shown country by country, closed.
LONG = 12


def sites_context(study: Study, language: str) -> dict[str, Any]:
    """Return what the study's page says of its sites."""
    sites = list(study.sites.listed())
    recruiting = [site for site in sites if site.is_recruiting]
    rows = [site_row(site, language) for site in sites]
    return {
        "countries": by_country(rows, language, is_open=len(sites) <= LONG),
        "site_count": len(sites),
        "recruiting_count": len(recruiting),
        "sites_sentence": count_sentence(len(sites), len(recruiting)),
        "map_alt": describe(sites),
        "contact_url": contact_url(study, recruiting),
    }


def contact_url(study: Study, recruiting: list[StudySite]) -> str:
    """Return where "Send a message" leads: to a choice only if there is one."""
    view = "trials:study_sites" if len(recruiting) > 1 else "contacts:send_message"
    return reverse(view, args=[study.registry_id])


def count_sentence(sites: int, recruiting: int) -> str:
    """Return how many places there are and how many take people now."""
    return _("%(sites)s, of which %(recruiting)s people now.") % {
        "sites": ngettext("%d place", "%d places", sites) % sites,
        "recruiting": ngettext("%d takes", "%d take", recruiting) % recruiting,
    }


def site_row(site: StudySite, language: str, message_url: str = "") -> dict[str, Any]:
    """Return one site as plain values."""
    languages = [language_name(code, language) for code in site.team_languages]
    return {
        "key": site.key,
        "city": site.city or site.state or site.country_name,
        "facility": site.facility,
        "address": ", ".join(part for part in (site.state, site.postcode) if part),
        "country": country_name(site.country, language) or site.country_name,
        "status": site.get_status_display() or _("State not given"),
        "is_recruiting": site.is_recruiting,
        "languages": ", ".join(languages),
        "message_url": f"{message_url}?site={site.key}" if message_url else "",
    }


def by_country(
    rows: Iterable[dict[str, Any]], language: str, *, is_open: bool
) -> list[dict[str, Any]]:
    """Return the sites grouped by country, in the language's order, open ones first."""
    ordered = sorted(
        rows,
        key=lambda row: (sort_key(row["country"], language), not row["is_recruiting"]),
    )
    groups = [
        country_group(name, list(sites))
        for name, sites in groupby(ordered, lambda row: row["country"])
    ]
    return [{**group, "is_open": is_open or len(groups) == 1} for group in groups]


def country_group(name: str, sites: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a country's sites and how many of them take people."""
    recruiting = sum(site["is_recruiting"] for site in sites)
    return {
        "name": name or _("Country not given"),
        "sites": sites,
        "summary": count_sentence(len(sites), recruiting),
    }
