"""A page for each hospital that trials here name as a place."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from trials.listing.hospitals import hospital_context, sites_of_hospital
from trials.pages.cache import shared_page


@require_safe
@shared_page
def hospital_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show the open trials of one hospital."""
    sites = sites_of_hospital(key)
    if not sites:
        raise Http404
    context = hospital_context(sites, get_language(), timezone.localdate())
    return render(request, "trials/listing/hospital_page.html", context)
