"""The picture of a study's sites, and what it says to those who cannot see it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trials.freshness.tones import Tone
from trials.models import Study, StudySite
from trials.pages.sites.states import ENDED, SURE, takes_people
from trials.places.worldmap import MapPoint, render_map


def study_map_svg(study: Study, tone: Tone) -> str:
    """Return the SVG of all listed sites that have coordinates."""
    sites = list(study.sites.listed())
    points = [
        MapPoint(site.latitude, site.longitude, takes_people(site, tone))
        for site in sites
        if site.latitude is not None
    ]
    return render_map(
        points,
        title=_("Where study %(number)s takes place") % {"number": study.registry_id},
        description=describe(sites, tone),
    )


def describe(sites: list[StudySite], tone: Tone) -> str:
    """Return the picture in words: how many sites in how many countries."""
    countries = len({site.country for site in sites if site.country})
    return filled_dots(tone) % {
        "sites": ngettext("%d site", "%d sites", len(sites)) % len(sites),
        "countries": ngettext("%d country", "%d countries", countries) % countries,
    }


def filled_dots(tone: Tone) -> str:
    """Return the sentence that says what a filled dot stands for."""
    if tone in ENDED:
        return _("Map: %(sites)s in %(countries)s.")
    if tone in SURE:
        return _("Map: %(sites)s in %(countries)s; filled dots take people now.")
    return _(
        "Map: %(sites)s in %(countries)s; the record marks the filled dots as open."
    )


def found_map_svg(sites: Iterable[StudySite]) -> str:
    """Return the SVG of the places of several studies."""
    points = [
        MapPoint(site.latitude, site.longitude, site.is_recruiting) for site in sites
    ]
    return render_map(points, title=_("Where these trials take place"), description="")
