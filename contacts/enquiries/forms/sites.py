"""Choosing a site of a study in a form."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.lib.cldr import country_name
from trials.models import StudySite

# The choice that stands for the whole study where no site recruits.
STUDY_TEAM = "team"


def without_remark(_site: StudySite) -> str:
    return ""


def site_choices(
    sites: dict[str, StudySite],
    language: str,
    remark: Callable[[StudySite], str] = without_remark,
) -> list[Any]:
    """Return the sites grouped by country, or the study's own team alone.

    Each says how it stands, where there is anything to say.
    """
    if not sites:
        return [(STUDY_TEAM, _("The study team"))]
    named = sorted(
        (country_name(site.country, language) or site.country_name, index, site)
        for index, site in enumerate(sites.values())
    )
    groups = [
        (country, [(site.key, site_label(site, remark)) for _, _, site in rows])
        for country, rows in groupby(named, key=lambda row: row[0])
    ]
    return groups if len(sites) == 1 else [("", _("Choose a site")), *groups]


def site_label(site: StudySite, remark: Callable[[StudySite], str]) -> str:
    """Return city first: many facilities are called “Research Site”."""
    name = " – ".join(part for part in (site.city, site.facility) if part) or site.name
    said = remark(site)
    return f"{name} ({said})" if said else name
