"""Which studies a question means: the search's own two functions, and its filters."""

from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator

from trials.api.asking import AskedWronglyError
from trials.models import Study
from trials.search import rank, understand
from trials.search.finding import matching, nearest_first
from trials.search.forms.search import SearchForm, StatusWanted

PER_PAGE = 20
# As many as anybody looks through; a narrower question finds the others.
MOST_RANKED = 200
FILTERS = ("condition", "country", "age", "status")


def asked_studies(form: SearchForm, number: int, today: date, language: str) -> Page:
    """Return a page of what is meant; raises AskedWronglyError for what is unclear."""
    wanted = form.wanted()
    position = form.position()
    if form.errors:
        raise AskedWronglyError({name: said[0] for name, said in form.errors.items()})
    # States of all kinds: each study says how sure one can be of its own.
    given = {name: wanted.get(name) for name in FILTERS}
    fits = matching({**given, "status": given["status"] or StatusWanted.ALL})
    if wanted.get("q"):
        only = (
            frozenset(fits.values_list("pk", flat=True))
            if any(given.values())
            else None
        )
        found: Any = rank(
            understand(wanted["q"], language),
            language,
            limit=MOST_RANKED,
            near=position,
            only=only,
        )
    elif position:
        found = nearest_first(list(fits), position, today)
    else:
        found = fits.surest_first(today, "-last_update_date", "registry_id")
    return Paginator(found, PER_PAGE).get_page(number)


def rows_of_page(page: Page) -> list[Study]:
    """Return the studies of a page; a ranking holds their numbers alone."""
    items = list(page.object_list)
    numbers = [one for one in items if isinstance(one, str)]
    found = Study.objects.in_bulk(numbers, field_name="registry_id")
    return [found[one] if isinstance(one, str) else one for one in items]
