"""A study to take along: two pages as PDF, and the picture beside a link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from trials.models import Study
from trials.pages.cache import public_page
from trials.pages.paper.pdf import card_png, sheet_pdf
from trials.pages.study import study_context


@require_safe
@public_page
def study_sheet(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Two pages to print or to keep, in the language of the address."""
    study = get_object_or_404(Study.objects.published(), registry_id=registry_id)
    context = study_context(study, timezone.localdate(), get_language())
    made = sheet_pdf(context["sheet"])
    return HttpResponse(made, content_type="application/pdf")


@require_safe
@public_page
def study_card(request: HttpRequest, registry_id: str) -> HttpResponse:
    """The picture that a messenger shows beside the link."""
    study = get_object_or_404(Study.objects.published(), registry_id=registry_id)
    context = study_context(study, timezone.localdate(), get_language())
    made = card_png(study, context["sheet"])
    return HttpResponse(made, content_type="image/png")
