"""How cards print a study's conditions: as the page's language calls them."""

from collections.abc import Iterable

from django import template
from django.utils.translation import get_language

from trials.conditions import REGISTRY_LANGUAGE, condition_key, local_names
from trials.models import ShownName

register = template.Library()
# So many tell what a trial is about.
MOST = 4


@register.filter
def condition_names(names: list[str]) -> list[ShownName]:
    """Return the first conditions of a record, each in the page's words or its own."""
    return names_in(names, get_language() or REGISTRY_LANGUAGE)[:MOST]


def names_in(names: Iterable[str], language: str) -> list[ShownName]:
    """Return each condition once, in a language where that has a name for it."""
    ours = local_names(language)
    found = (
        ShownName(ours[key], language)
        if (key := condition_key(name)) in ours
        else ShownName(name, REGISTRY_LANGUAGE)
        for name in names
    )
    return list(dict.fromkeys(found))
