"""Everything that the page of a search prints."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from trials.listing.cards import found_cards
from trials.listing.chips import Chip, chips_of
from trials.listing.filters import filters_of, value_label
from trials.listing.questions import place_question_of
from trials.listing.ways_on import ways_on
from trials.search.addressing import as_typed, query_of, words_of_concepts
from trials.search.finding import FoundStudies, order_of
from trials.search.forms.search import Order, SearchForm
from trials.search.place_words import postcode_words
from trials.search.searching import CHOSEN, USUAL, Search


def search_context(search: Search, found: FoundStudies, today: date) -> dict[str, Any]:
    """Return what the templates print."""
    cards, chips = found_cards(found, search, today), chips_of(search)
    return {
        "search": search,
        "form": shown_form(search),
        "is_searched": is_searched(search),
        "is_more_open": bool(search.form.errors),
        "told_words": told_words(search, chips),
        "found": found,
        "cards": cards,
        "chips": untold(search, chips),
        "as_typed": as_typed(search) if search.typed else "",
        "age_errors": search.form.errors.get("age", []),
        "question": place_question_of(search, found),
        "filters": filters_of(search, found),
        "orders": orders_of(search),
        "ways": ways_on(search, found, today),
        "news": news_of(search),
        "page_url": address_of_pages(search),
        **map_of(found),
    }


def is_searched(search: Search) -> bool:
    """Whether something was asked for: then the results matter more than the form."""
    return bool(search.form.data)


def told_words(search: Search, chips: list[Chip]) -> str:
    """Return what the folded fields hold, so that nobody has to open them to know."""
    told = [one.label for one in chips if one.kind == "place"]
    told = told or [search.place_text] * search.is_place_asked
    home = search.place.country if search.place else ""
    told += [
        value_label(name, search.chosen[name], home)
        for name in CHOSEN
        if search.chosen.get(name) not in {None, *USUAL.values()}
    ]
    return " · ".join(told)


def untold(search: Search, chips: list[Chip]) -> list[Chip]:
    """Return the parts without one that says but what stands in the field itself."""
    said = typed_words(search).casefold()
    return [one for one in chips if one.label.casefold() != said]


def shown_form(search: Search) -> SearchForm:
    """Return the form as it is shown: what was understood, where and for whom."""
    chosen, place = search.chosen, search.place
    form = SearchForm(
        initial={
            "q": typed_words(search),
            "place": place.name if place else search.place_text,
            "country": chosen.get("country", ""),
            "age": chosen.get("age", search.form.data.get("age", "")),
            "status": chosen.get("status", "open"),
        }
    )
    if not is_searched(search):
        form.fields["q"].help_text = _(
            "An illness, a medicine or a number, in your words."
        )
    form.fields["place"].help_text = postcode_words()
    return form


def typed_words(search: Search) -> str:
    """Return the words for the field: those that nobody understood stay in it."""
    understood = search.understood
    names = [one.words for one in understood.concepts if one.kind == "person"]
    known = words_of_concepts(understood, search.language)
    return " ".join(filter(None, (known, *names, *understood.leftover)))


def orders_of(search: Search) -> list[dict[str, Any]]:
    """Return the orders that make a difference for this search."""
    taken = order_of(search)
    offered = [
        order
        for order in Order
        if not (order == Order.NEAR and search.position is None)
    ]
    return [
        {
            "label": order.label,
            "url": query_of(sorted_by(search, order)),
            "is_chosen": order == taken,
        }
        for order in offered
    ]


def sorted_by(search: Search, order: str) -> Search:
    """Return the search in another order."""
    return Search(**{**vars(search), "sort": str(order)})


def news_of(search: Search) -> list[tuple[str, str]]:
    """Return what a request for news begins with."""
    values = {
        "q": typed_words(search),
        "place": search.place.name if search.place else search.place_text,
        "country": search.chosen.get(
            "country", search.place.country if search.place else ""
        ),
        "age": search.chosen.get("age", ""),
    }
    return [(name, value) for name, value in values.items() if value]


def address_of_pages(search: Search) -> str:
    """Return the address of the search, ready for the number of a page."""
    query = query_of(search)
    return f"{query}&" if len(query) > 1 else "?"


def map_of(found: FoundStudies) -> dict[str, str]:
    """Return the picture of where the trials of this page take place."""
    ids = [study.registry_id for study in found.studies]
    if not ids:
        return {}
    address = reverse("trials:found_map")
    return {
        "map_url": f"{address}?{urlencode({'ids': ' '.join(ids)})}",
        "map_alt": _("Map of the places of the trials on this page."),
    }
