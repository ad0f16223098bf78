"""What the page of one hospital prints: the trials that name it as a place."""

from datetime import date
from typing import Any

from django.http import QueryDict

from portal.lib.cldr import country_name
from portal.lib.text import fold_text
from portal.pages.languages import side_by_side
from trials.listing.cards import found_cards
from trials.listing.page import map_of
from trials.models import Study, StudySite
from trials.places.names.own import own_names
from trials.search.facets import fitting
from trials.search.facts import FACT_FIELDS, facts_of
from trials.search.finding import page_of
from trials.search.forms.search import SearchForm
from trials.search.searching import Search
from trials.search.understanding import Understood

OPEN = {"status": "open"}


def hospital_context(
    sites: list[StudySite], language: str, today: date
) -> dict[str, Any]:
    """Return the hospital's open trials; those that are over are counted."""
    first = sites[0]
    own = own_names(first.city, first.facility, first.country, language)
    search = Search(Understood(), language, SearchForm(QueryDict()), chosen=dict(OPEN))
    keys = [site.study_id for site in sites]
    shown = Study.objects.published().filter(pk__in=keys).only(*FACT_FIELDS)
    named = facts_of(
        list(shown.surest_first(today, "-last_update_date")), None, today, language
    )
    found = page_of(named, fitting(named, OPEN), None)
    return {
        "name": both_names(own["own_name"], first.facility),
        "where": side_by_side(
            (
                own["own_city"] or first.city,
                first.state,
                country_name(first.country, language) or first.country_name,
            )
        ),
        "found": found,
        # Where they all take place stands above them.
        "cards": [{**one, "where": ""} for one in found_cards(found, search, today)],
        "over_count": len(found.named) - len(found.fits),
        **map_of(found),
    }


def both_names(own: str, registered: str) -> str:
    """Return a name as its readers write it, with the registry's behind it."""
    return f"{own} ({registered})" if own else registered


def sites_of_hospital(key: str) -> list[StudySite]:
    """Return the listed places of published studies that are this hospital.

    Records spell one hospital in several ways; name and town, folded, tell it.
    """
    shown = StudySite.objects.listed().filter(study__is_published=True)
    first = shown.filter(key=key).first()
    if first is None or not first.facility:
        return []
    beside = shown.filter(country=first.country, city__iexact=first.city)
    name = folded_name(first)
    return [first, *(one for one in beside if folded_name(one) == name)]


def folded_name(site: StudySite) -> str:
    return " ".join(fold_text(site.facility).split())
