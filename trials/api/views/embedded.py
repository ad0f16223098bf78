"""A card of a study for a hospital's own page, in a frame where that is allowed."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from trials.models import Study
from trials.pages import facts
from trials.pages.cache import public_page
from trials.pages.state.cards import with_tones
from trials.pages.state.strip import strip_of
from trials.pages.titles import title_in


@require_safe
def embed_study(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Show the card; only the pages that the operator names may frame it."""
    response = kept_card(request, registry_id)
    if settings.FRAME_ANCESTORS:
        response.xframe_options_exempt = True
        response._csp_replace = {"frame-ancestors": settings.FRAME_ANCESTORS}  # noqa: SLF001 - as django-csp's decorators do
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@public_page
def kept_card(request: HttpRequest, registry_id: str) -> HttpResponse:
    study = get_object_or_404(Study.objects.published(), registry_id=registry_id)
    context = card_context(study)
    return render(request, "trials/pages/studies/embed_study.html", context)


def card_context(study: Study) -> dict[str, Any]:
    """Return what stands on the card: what it is, for whom, how sure one can be."""
    today, language = timezone.localdate(), get_language()
    title, title_language = title_in(study, language, today)
    with_tones([study], today)
    return {
        "study": study,
        "title": title,
        "title_language": title_language,
        "badges": [facts.age_limits(study), facts.sex(study), facts.phase(study)],
        "strip": strip_of(study, study.judged(today), today, language),
    }
