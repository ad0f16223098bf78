"""One text: read, written on, checked while it is typed."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from trials.models import TextClass, TextState, TextVersion
from trials.models.gated.kinds import kinds_of
from trials.texts.actions.drafting import save_draft_text
from trials.texts.bodies import Body, words_in
from trials.texts.differences import changed_texts
from trials.texts.forms.deciding import ApprovalForm
from trials.texts.forms.editing import ONLY_READ, TextForm, form_of
from trials.texts.legal.own_pages import findings_of
from trials.texts.measures.table import measure
from trials.texts.outdated import outdated_fields
from trials.texts.views.access import account_of, editors_page, open_text, text_of


@require_safe
@editors_page
def show_text(request: HttpRequest, number: int) -> HttpResponse:
    """Show a version, what changed in it, and the steps that it can take."""
    version = text_of(number)
    if version.state == TextState.DRAFT:
        return redirect("texts:write_text", version.pk)
    today = timezone.localdate()
    named = {"name": name_of_reader(request)}
    form = ApprovalForm(kind=version.kind, today=today, initial=named)
    return render(request, "trials/texts/show_text.html", text_page(version, form))


def name_of_reader(request: HttpRequest) -> str:
    """Return how somebody signed last; else how their account names them."""
    signed = TextVersion.objects.filter(reviewer=account_of(request))
    last = signed.order_by("-reviewed_at").values_list("reviewer_name", flat=True)
    return last.first() or request.user.get_full_name()


def text_page(version: TextVersion, form: ApprovalForm) -> dict[str, Any]:
    """Return what a version's page prints."""
    others = TextVersion.objects.of(version).exclude(pk=version.pk)
    before = others.filter(number__lt=version.number).published().first()
    return {
        "version": version,
        "form": form,
        "others": others,
        "following": following(version),
        "may_be_copied": version.kind not in ONLY_READ,
        "changed": changed_texts(before.body, version.body) if before else [],
        "outdated": outdated_fields(version),
        **checked(version.kind, version.body, version.language),
    }


def following(version: TextVersion) -> TextVersion | None:
    """Return what waits for a reader next, once a text is published."""
    if version.state != TextState.PUBLISHED:
        return None
    waiting = [TextState.IN_REVIEW, TextState.APPROVED]
    beside = TextVersion.objects.filter(
        study=version.study, language=version.language, state__in=waiting
    )
    # Shipped words are read already, marked as such; they wait for nobody.
    shipped = kinds_of(TextClass.SHIPPED)
    return beside.exclude(kind__in=shipped).order_by("pk").first()


def checked(kind: str, body: Body, language: str) -> dict[str, Any]:
    """Return a preview of a body, what the lint finds in it, and how hard it is."""
    text = "\n".join(words for _path, words in words_in(body))
    found = findings_of(kind, body, language)
    return {
        "body": body,
        "language": language,
        "findings": [(one.phrase.kind, one.phrase.words) for one in found],
        "measured": measure(text, language),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@editors_page
def write_text(request: HttpRequest, number: int) -> HttpResponse:
    """Write on a draft; where somebody was quicker, show both."""
    version = text_of(number)
    if version.state != TextState.DRAFT:
        return open_text(version)
    form = form_of(version)(request.POST or None, version=version)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        if keep_text(request, version, form):
            return redirect("texts:write_text", version.pk)
        status = 409
    page = writing_page(version, form)
    return render(request, "trials/texts/write_text.html", page, status=status)


def keep_text(request: HttpRequest, version: TextVersion, form: TextForm) -> bool:
    """Save what was typed; false where somebody changed the text meanwhile."""
    saved = save_draft_text(
        version=version,
        body=form.body(),
        base=form.cleaned_data["base"],
        now=timezone.now(),
        by=account_of(request),
    )
    if not saved:
        form.tell_conflict()
    return saved


def writing_page(version: TextVersion, form: TextForm) -> dict[str, Any]:
    """Return what the page of a draft prints: typed words, and their preview."""
    is_typed = form.is_bound and set(form.errors) <= {NON_FIELD_ERRORS}
    typed = form.body() if is_typed else version.body
    return {
        "version": version,
        "form": form,
        "changed": changed_texts(version.body, typed) if is_typed else [],
        "outdated": outdated_fields(version),
        **checked(version.kind, typed, version.language),
    }


@editors_page
@require_POST
def check_text(request: HttpRequest, number: int) -> JsonResponse:
    """Say what is found in words that are being typed; nothing is saved."""
    version = text_of(number)
    form = form_of(version)(request.POST, version=version)
    if not form.is_valid():
        return JsonResponse(
            {"problem": _("This is too long to be checked.")}, status=422
        )
    found = checked(version.kind, form.body(), version.language)
    html = render_to_string("trials/texts/_checked.html", found, request)
    return JsonResponse({"html": html, "findings": len(found["findings"])})
