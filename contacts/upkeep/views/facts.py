"""Practical facts, told once by those who know; another person publishes them."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contacts.teams.models.reach import sites_of, study_teams_of, works_at_desk
from contacts.teams.views.staff_pages import actor, staff_page
from portal.hospital.says import interface_languages
from trials.models import Study, StudySite, TextKind, TextVersion
from trials.models.gated.versions import slot_of
from trials.texts.actions.proposing import facts_draft, propose_facts
from trials.texts.forms.editing import FactsForm
from trials.texts.refusals import TextRefusedError
from trials.texts.views.access import known_language


def studies_told_by(request: HttpRequest) -> QuerySet[Study]:
    """Return the studies that the person's teams answer for; all at the desk."""
    found = Study.objects.published()
    if works_at_desk(request.user) or request.user.is_superuser:
        return found
    mine = Q(sites__in=sites_of(request.user))
    mine |= Q(teams__in=study_teams_of(request.user))
    return found.filter(mine).distinct()


def places_told_by(request: HttpRequest, study: Study) -> QuerySet[StudySite]:
    """Return the places of a study that the person can tell facts of."""
    places = study.sites.filter(is_listed=True)
    if works_at_desk(request.user) or request.user.is_superuser:
        return places
    if study.teams.filter(pk__in=study_teams_of(request.user)).exists():
        return places
    return places.filter(pk__in=sites_of(request.user))


@require_safe
@staff_page
def fact_list(request: HttpRequest) -> HttpResponse:
    """List the studies of which somebody can tell facts."""
    context = {"studies": studies_told_by(request), "languages": interface_languages()}
    return render(request, "contacts/upkeep/fact_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def tell_facts(request: HttpRequest, registry_id: str, language: str) -> HttpResponse:
    """Take what a team tells of a study or of one place, in one language."""
    study = get_object_or_404(studies_told_by(request), registry_id=registry_id)
    places, key = places_told_by(request, study), request.GET.get("site", "")
    place = get_object_or_404(places, key=key) if key else None
    version = facts_to_begin_with(study, known_language(language), key)
    form = FactsForm(request.POST or None, version=version)
    if form.is_bound and form.is_valid() and hand_facts_in(request, study, form):
        messages.success(request, _("Handed in. Another person publishes it."))
        return redirect("contacts:fact_list")
    context = {
        "study": study,
        "form": form,
        "language": language,
        "place": place,
        "places": places,
    }
    status = 422 if form.is_bound else 200
    return render(request, "contacts/upkeep/tell_facts.html", context, status=status)


def facts_to_begin_with(study: Study, language: str, site_key: str) -> TextVersion:
    """Return the draft, or a new one with the facts that were told last."""
    draft = facts_draft(study, language, site_key)
    if draft is not None:
        return draft
    slot = slot_of(TextKind.FACTS, study, language, site_key)
    told = TextVersion.objects.current().filter(slot=slot)
    last = told.order_by("-number").first()
    body = last.body if last else {"facts": {}}
    return TextVersion(
        kind=TextKind.FACTS,
        study=study,
        language=language,
        site_key=site_key,
        body=body,
        sha256="new",
    )


def hand_facts_in(request: HttpRequest, study: Study, form: FactsForm) -> bool:
    """Propose what was typed; false with the reason in the form."""
    try:
        is_taken = propose_facts(
            study=study,
            language=form.version.language,
            site_key=form.version.site_key,
            body=form.body(),
            base=form.cleaned_data["base"],
            now=timezone.now(),
            by=actor(request),
        )
    except TextRefusedError as error:
        form.add_error(None, error.sentence)
        return False
    if not is_taken:
        form.tell_conflict()
    return is_taken
