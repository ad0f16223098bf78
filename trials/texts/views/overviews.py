"""Lists of texts: all studies, one study, and the general words."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from portal.hospital.says import own_languages
from trials.models import SectionKind, Study, TextKind, TextState, TextVersion
from trials.models.gated.kinds import OF_STUDIES
from trials.models.gated.versions import slot_of
from trials.texts import shapes
from trials.texts.actions.drafting import draft_text
from trials.texts.bodies import Body
from trials.texts.headings import usual_headings
from trials.texts.legal.own_pages import OWN_KINDS
from trials.texts.overview import general_lines, is_unread, lines_of_study
from trials.texts.views.access import (
    account_of,
    editors_page,
    known_language,
    open_text,
)


@require_safe
@editors_page
def text_list(request: HttpRequest) -> HttpResponse:
    """List what waits for somebody, the studies, and the general words."""
    waiting = TextVersion.objects.filter(
        state__in=[TextState.IN_REVIEW, TextState.APPROVED]
    )
    lines = general_lines(timezone.localdate())
    context = {
        "waiting": waiting.exclude(author="software").select_related("study"),
        "studies": Study.objects.published(),
        "general": [(line, is_unread(line)) for line in lines],
    }
    return render(request, "trials/texts/text_list.html", context)


@require_safe
@editors_page
def texts_of_study(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Show what is public now, drafted and missing for one study."""
    study = get_object_or_404(Study, registry_id=registry_id)
    lines = lines_of_study(study, timezone.localdate())
    context = {"study": study, "lines": lines}
    return render(request, "trials/texts/texts_of_study.html", context)


@editors_page
@require_POST
def begin_text(
    request: HttpRequest, registry_id: str, kind: str, language: str
) -> HttpResponse:
    """Begin a text, or go on with the draft that is there."""
    study = get_object_or_404(Study, registry_id=registry_id)
    code, named = known_language(language), TextKind[kind]
    key = request.POST.get("site", "")
    if key and not study.sites.filter(key=key).exists():
        raise Http404
    slot = slot_of(named, study, code, key)
    version = TextVersion.objects.drafts().filter(slot=slot).first()
    version = version or draft_text(
        kind=named,
        study=study,
        language=code,
        site_key=key,
        body=first_body(named, code),
        now=timezone.now(),
        by=account_of(request),
    )
    return open_text(version)


@editors_page
@require_POST
def begin_own_page(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Begin the operator's own words in a language that the pages do not have."""
    if kind not in OWN_KINDS or language not in own_languages():
        raise Http404
    named = TextKind(kind)
    there = TextVersion.objects.current().filter(slot=slot_of(named, None, language))
    version = there.order_by("-number").first() or draft_text(
        kind=named,
        study=None,
        language=language,
        body={"title": "", "paragraphs": []},
        now=timezone.now(),
        by=account_of(request),
    )
    return open_text(version)


def first_body(kind: TextKind, language: str) -> Body:
    """Return what a new text begins with: the usual headings, and nothing said."""
    if kind not in OF_STUDIES or kind == TextKind.FACTS:
        return {"facts": {}}
    usual = usual_headings(language)
    return {
        "title": "",
        "registry_title": "",
        "missing_facts": [],
        "words": [],
        "sections": [
            shapes.empty_section(key, SectionKind.IN_SHORT.value, heading)
            for key, heading in usual.items()
        ],
    }
