"""The portal's addresses, the floors beside them, and studies' pages as at first.

bench.wsgi asks the floors without any middleware.
"""

from inspect import unwrap
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from portal.pages.joined import allowing_inside
from portal.starting.hot_pages import MARK
from portal.starting.seconds import Second, this_second
from portal.urls import handler400, handler403, handler404, handler500, urlpatterns
from trials.models import EligibilityCriterion, Study, StudyContact, StudySite
from trials.pages import cache
from trials.pages.views.studies import study_detail

__all__ = ["handler400", "handler403", "handler404", "handler500"]

# Of 28 KB when the demonstration's first study is filled in.
PLAIN = engines["django"].from_string(
    Path(__file__).with_name("floor.html").read_text(encoding="utf-8")
)
DRAWN = unwrap(study_detail)


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing at all."""
    return HttpResponse(b"", headers={"Content-Length": "0"})


def four_queries(request: HttpRequest, registry_id: str) -> HttpResponse:
    """A page of plain values that four queries bring, without a thought."""
    study = Study.objects.values().get(registry_id=registry_id)
    context = {
        "study": study,
        **{
            name: list(model.objects.filter(study=study["id"]).values())
            for name, model in (
                ("criteria", EligibilityCriterion),
                ("sites", StudySite),
                ("contacts", StudyContact),
            )
        },
    }
    page = PLAIN.render(context).encode()
    return HttpResponse(page, headers={"Content-Length": str(len(page))})


def kept_elsewhere(request: HttpRequest, registry_id: str) -> HttpResponse:
    """The study's page when another process drew it and this one has not seen it."""
    cache.pages.clear()
    if hit := cache.known.get(registry_id):
        # Of a second that is over: it is asked for again.
        cache.known[registry_id] = (Second(0, 0.0), hit[1])
    answer = study_detail(request, registry_id)
    # The next one asks Django as well.
    request.META.pop(MARK, None)
    return answer


@allowing_inside("joined/study.css")
def never_drawn(request: HttpRequest, registry_id: str) -> HttpResponse:
    """The study's page after its words changed, as the first visitor waits for it."""
    version = cache.stored_version(registry_id)
    page = cache.pack(DRAWN(request, registry_id), registry_id)
    return cache.answer(request, page, version.modified, this_second())


urlpatterns = [
    path("bench/empty/", empty),
    path("bench/four/<str:registry_id>/", four_queries),
    path("bench/kept/<str:registry_id>/", kept_elsewhere),
    path("bench/never/<str:registry_id>/", never_drawn),
    *urlpatterns,
]
