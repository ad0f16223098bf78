"""The portal's addresses, an empty view and the study's page without its caches."""

from inspect import unwrap

from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.urls import handler400, handler403, handler404, handler500, urlpatterns
from trials.pages.views.studies import study_detail

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing at all; bench.wsgi asks it without any middleware."""
    return HttpResponse(b"", headers={"Content-Length": "0"})


urlpatterns = [
    path("bench/empty/", empty),
    path("bench/uncached/<str:registry_id>/", unwrap(study_detail)),
    *urlpatterns,
]
