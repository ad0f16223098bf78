"""Cards of found studies: what one decides by, before anything else."""

from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.lib.cldr import country_name
from portal.pages.languages import isolate
from trials.models import Study, StudySite
from trials.pages.facts import age_limits, phase, sex
from trials.pages.sites.distances import distance_words
from trials.pages.state.cards import with_tones
from trials.pages.titles import title_in
from trials.places.names.own import own_names
from trials.places.nearest import Point, distance_km
from trials.search.facets import StudyFacts
from trials.search.finding import FoundStudies
from trials.search.searching import Search
from trials.texts.serving import title_texts

# Of such a study a missing phase says nothing.
USUAL = "INTERVENTIONAL"


def found_cards(
    found: FoundStudies, search: Search, today: date
) -> list[dict[str, Any]]:
    """Return the cards of one page of found studies."""
    studies = with_tones(found.studies, today)
    prefetch_related_objects(studies, title_texts("texts"))
    sites = sites_by_study([study.pk for study in studies])
    return [
        {
            **card_of(study, facts, today, search.language),
            "where": where_words(sites.get(study.pk, []), search),
        }
        for study, facts in zip(studies, found.page, strict=True)
    ]


def sites_by_study(keys: list[int]) -> dict[int, list[StudySite]]:
    """Return the listed sites of some studies."""
    found: dict[int, list[StudySite]] = {}
    for site in StudySite.objects.listed().filter(study__in=keys):
        found.setdefault(site.study_id, []).append(site)
    return found


def card_of(
    study: Study, facts: StudyFacts, today: date, language: str
) -> dict[str, Any]:
    """Return what one card says beside its places."""
    marks = {
        _("In plain words"): facts.has_plain_words,
        _("Self-check"): facts.has_selfcheck,
        _("Takes healthy people"): facts.takes_healthy,
    }
    said = [words for words, is_so in marks.items() if is_so]
    return {**bare_card(study, today, language), "marks": said}


def bare_card(study: Study, today: date, language: str) -> dict[str, Any]:
    """Return what every card says of its study."""
    title, title_language = title_in(study, language, today)
    return {
        "study": study,
        "title": title,
        "title_language": title_language,
        "for_whom": [age_limits(study), *([] if study.sex == "ALL" else [sex(study)])],
        "kind": phase(study) if study.phases or study.study_type != USUAL else "",
    }


def where_words(sites: list[StudySite], search: Search) -> str:
    """Return "Hangzhou, about 40 km, and 3 more places", or where all of them are."""
    open_ones = [site for site in sites if site.is_recruiting] or sites
    if not open_ones:
        return _("No place named yet")
    first, far = nearest_of(open_ones, search)
    own = own_names(first.city, "", first.country, search.language)["own_city"]
    name = isolate(own or first.city or first.state or first.country_name)
    if not far:
        name = _("%(town)s, %(country)s") % {
            "town": name,
            "country": country_name(first.country, search.language)
            or first.country_name,
        }
    told = f"{name} · {far}" if far else name
    more = len(open_ones) - 1
    if not more:
        return told
    others = ngettext("and %d more place", "and %d more places", more) % more
    return f"{told} {others}"


def nearest_of(sites: list[StudySite], search: Search) -> tuple[StudySite, str]:
    """Return the place to name, and how far it is."""
    here, home = search.position, search.chosen.get("country", "")
    if here is None or search.place is None:
        return min(sites, key=lambda site: site.country != home), ""
    far = {site.pk: distance_to(site, here) for site in sites}
    first = min(sites, key=lambda site: (far[site.pk] is None, far[site.pk] or 0.0))
    return first, distance_words(distance_to(first, here), search.place.country)


def distance_to(site: StudySite, here: Point) -> float | None:
    """Return how far a place is; None where it has no coordinates."""
    if site.latitude is None or site.longitude is None:
        return None
    return distance_km(here, (site.latitude, site.longitude))
