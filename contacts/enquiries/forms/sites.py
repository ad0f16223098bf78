"""Choosing a site of a study in a form."""

from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.lib.cldr import country_name
from trials.models import StudySite

# The choice that stands for the whole study where no site recruits.
STUDY_TEAM = "team"


def site_choices(sites: dict[str, StudySite], language: str) -> list[Any]:
    """Return the sites grouped by country, or the study's own team alone."""
    if not sites:
        return [(STUDY_TEAM, _("The study team"))]
    named = sorted(
        (country_name(site.country, language) or site.country_name, index, site)
        for index, site in enumerate(sites.values())
    )
    groups = [
        (country, [(site.key, site_label(site)) for _, _, site in rows])
        for country, rows in groupby(named, key=lambda row: row[0])
    ]
    return groups if len(sites) == 1 else [("", _("Choose a site")), *groups]


def site_label(site: StudySite) -> str:
    """Return city first: many facilities are called “Research Site”."""
    return " – ".join(part for part in (site.city, site.facility) if part) or site.name
