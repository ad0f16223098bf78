"""A page for each condition that the vocabulary knows and a trial here is about."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from trials.listing.conditions import condition_context, is_condition
from trials.pages.cache import shared_page


@require_safe
@shared_page
def condition_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the trials of one condition, what stands above and below it, and news."""
    if not is_condition(slug):
        raise Http404
    context = condition_context(slug, get_language(), timezone.localdate())
    if not context["found"].named:
        raise Http404
    return render(request, "trials/listing/condition_page.html", context)
