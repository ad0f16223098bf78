"""The study's page; the same for every visitor."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.pages.joined import allowing_inside
from trials.models import Study
from trials.pages.cache import public_page, shared_page
from trials.pages.passages import text_with_links
from trials.pages.rows import STUDY
from trials.pages.state.cards import with_tones
from trials.pages.state.history import history_context
from trials.pages.study import study_context
from trials.search.similar import similar_studies as open_studies


@require_safe
@allowing_inside("joined/study.css")
@public_page
def study_detail(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Everything the portal knows about one study."""
    study = STUDY.row_or_404(registry_id)
    context = study_context(study, timezone.localdate(), get_language())
    context["text"] = text_with_links(study, context)
    return render(request, "trials/pages/studies/study_detail.html", context)


@require_safe
@public_page
def study_changes(request: HttpRequest, registry_id: str) -> HttpResponse:
    """The public history of a record, in words."""
    study = get_object_or_404(Study.objects.published(), registry_id=registry_id)
    context = history_context(study, get_language())
    return render(request, "trials/pages/studies/study_changes.html", context)


@require_safe
@shared_page
def similar_studies(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Open studies of the same condition: for who reads of one that is over."""
    study = get_object_or_404(Study.objects.published(), registry_id=registry_id)
    today = timezone.localdate()
    found = with_tones(open_studies(study, today), today)
    context = {"study": study, "studies": found}
    return render(request, "trials/pages/studies/similar_studies.html", context)


@require_safe
@public_page
def contact_photo(request: HttpRequest, registry_id: str) -> HttpResponse:
    """The primary contact's photograph, as stored: a small WebP."""
    study = get_object_or_404(Study.objects.published(), registry_id=registry_id)
    if not study.contact_photo:
        raise Http404
    return HttpResponse(bytes(study.contact_photo), content_type="image/webp")
