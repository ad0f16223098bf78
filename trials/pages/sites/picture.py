"""The picture of a study's sites, and what it says to those who cannot see it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trials.models import Study, StudySite
from trials.places.worldmap import MapPoint, render_map


def study_map_svg(study: Study, language: str) -> str:
    """Return the SVG of all listed sites that have coordinates."""
    sites = list(study.sites.listed())
    points = [
        MapPoint(site.latitude, site.longitude, site.is_recruiting)
        for site in sites
        if site.latitude is not None
    ]
    return render_map(
        points,
        title=_("Where study %(number)s takes place") % {"number": study.registry_id},
        description=describe(sites),
    )


def describe(sites: list[StudySite]) -> str:
    """Return the picture in words: how many sites in how many countries."""
    countries = len({site.country for site in sites if site.country})
    return _("Map: %(sites)s in %(countries)s; filled dots take people now.") % {
        "sites": ngettext("%d site", "%d sites", len(sites)) % len(sites),
        "countries": ngettext("%d country", "%d countries", countries) % countries,
    }
