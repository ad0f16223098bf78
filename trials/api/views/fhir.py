"""FHIR's addresses: what the server can, studies, self-checks."""

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language

from trials.api.collection import collection_page
from trials.api.fhir.answering import (
    PAGE,
    bundle,
    check_fhir_names,
    fhir_answer,
    for_fhir,
)
from trials.api.fhir.resources.capability import SEARCHES, capability
from trials.api.fhir.resources.questionnaire import questionnaire
from trials.api.fhir.resources.research_study import research_study
from trials.api.fhir.searching import page_of, studies_meant
from trials.models import SelfCheckVersion, Study
from trials.pages.cache import public_page, shared_page
from trials.texts.serving import served_selfcheck, studies_with_selfcheck, title_texts


@for_fhir
@shared_page
def fhir_metadata(request: HttpRequest) -> HttpResponse:
    """What this server can."""
    return fhir_answer(capability())


@for_fhir
@collection_page
def fhir_search_studies(request: HttpRequest) -> HttpResponse:
    """Studies that fit, page by page."""
    check_fhir_names(request, {*SEARCHES["ResearchStudy"], PAGE})
    page = page_of(request, studies_meant(request))
    today, language = timezone.localdate(), get_language()
    studies = list(page.object_list)
    prefetch_related_objects(studies, title_texts("texts"), "contacts", "sites")
    found = [research_study(one, today, language) for one in studies]
    return fhir_answer(bundle(request, "fhir:fhir_search_studies", page, found))


@for_fhir
def fhir_read_study(request: HttpRequest, registry_id: str) -> HttpResponse:
    """One study."""
    check_fhir_names(request, set())
    return kept_study(request, registry_id)


@public_page
def kept_study(request: HttpRequest, registry_id: str) -> HttpResponse:
    study = get_object_or_404(Study.objects.published(), registry_id=registry_id)
    return fhir_answer(research_study(study, timezone.localdate(), get_language()))


@for_fhir
@collection_page
def fhir_search_questionnaires(request: HttpRequest) -> HttpResponse:
    """Self-checks that visitors see."""
    check_fhir_names(request, {*SEARCHES["Questionnaire"], PAGE})
    today = timezone.localdate()
    shown = studies_meant(request).filter(registry_id__in=studies_with_selfcheck(today))
    page = page_of(request, shown)
    checks = [served_selfcheck(one.registry_id, today) for one in page.object_list]
    found = [questionnaire(one, today) for one in checks if one]
    return fhir_answer(bundle(request, "fhir:fhir_search_questionnaires", page, found))


@for_fhir
def fhir_read_questionnaire(request: HttpRequest, registry_id: str) -> HttpResponse:
    """The self-check of one study."""
    check_fhir_names(request, set())
    return kept_questionnaire(request, registry_id)


@public_page
def kept_questionnaire(request: HttpRequest, registry_id: str) -> HttpResponse:
    today = timezone.localdate()
    version: SelfCheckVersion | None = served_selfcheck(registry_id, today)
    if version is None:
        raise Http404
    return fhir_answer(questionnaire(version, today))


@for_fhir
def fhir_base(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Say in FHIR's way that there is nothing."""
    raise Http404
