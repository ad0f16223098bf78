"""What the page of one condition prints."""

from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from trials.listing.cards import found_cards
from trials.listing.page import map_of, news_of
from trials.models import ConceptMention
from trials.search.addressing import query_of
from trials.search.finding import find_studies
from trials.search.forms.search import SearchForm
from trials.search.ranking.fitting import LEAST
from trials.search.searching import Search
from trials.search.understanding import Concept, Understood
from trials.vocabulary.concepts import known_concepts, parents, preferred_name

MOST_BESIDE = 8


def condition_context(key: str, language: str, today: date) -> dict[str, Any]:
    """Return the open trials of a condition, with the ways to its neighbours."""
    concept = Concept.known(key, preferred_name(key, language), language)
    search = Search(
        Understood(concepts=(concept,)),
        language,
        SearchForm(QueryDict()),
        chosen={"status": "open"},
    )
    found = find_studies(search, None, today)
    return {
        "name": concept.name,
        "found": found,
        "cards": found_cards(found, search, today),
        "search_url": reverse("trials:study_list") + query_of(search),
        "wider": neighbours(sorted(parents().get(key, ())), language),
        "narrower": neighbours(
            sorted(one for one, above in parents().items() if key in above), language
        ),
        "news": news_of(search),
        **map_of(found),
    }


def is_condition(key: str) -> bool:
    """Whether a key of the vocabulary names a condition, and so has a page."""
    known = known_concepts().get(key)
    return known is not None and known.kind == "condition" and key.isascii()


def neighbours(keys: list[str], language: str) -> list[dict[str, str]]:
    """Return the pages of other conditions, as far as trials here are about them."""
    there = ConceptMention.objects.filter(concept__in=keys, weight__gte=LEAST)
    known = set(there.values_list("concept", flat=True))
    named = [key for key in keys if key in known and is_condition(key)][:MOST_BESIDE]
    return [
        {
            "name": preferred_name(key, language),
            "url": reverse("condition_page", args=[key]),
        }
        for key in named
    ]
