"""Prepared answers: read by every team, written by editors and for one's own team."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from contacts.console import actions
from contacts.console.filling import PLACEHOLDERS
from contacts.console.forms.prepared_answers import (
    NewPreparedAnswerForm,
    PreparedAnswerForm,
)
from contacts.console.models import MAY_EDIT_COMMON, teams_of
from contacts.models import ReplyTemplate
from contacts.teams.views.staff_pages import actor, staff_page
from portal.hospital.says import interface_languages
from trials.models import TextKind
from trials.texts.serving import served_version

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@staff_page
def prepared_answer_list(request: HttpRequest) -> HttpResponse:
    """List the prepared answers that the person may use, with their languages."""
    usable = ReplyTemplate.objects.usable_by(request.user).select_related("team")
    mine = ReplyTemplate.objects.editable_by(request.user)
    editable = set(mine.values_list("pk", flat=True))
    answers: dict[tuple[int | None, str], list[ReplyTemplate]] = {}
    for row in usable:
        answers.setdefault((row.team_id, row.key), []).append(row)
    lines = [line(rows, editable) for rows in answers.values()]
    kept = served_version(TextKind.ANSWERS, get_language(), timezone.localdate())
    is_unread = kept is not None and not kept.is_approved
    context = {"answers": lines, "may_add": may_add(request), "is_unread": is_unread}
    return render(request, "contacts/console/prepared_answer_list.html", context)


def line(rows: list[ReplyTemplate], editable: set[int]) -> dict[str, Any]:
    """Return what the list says of one answer: its title in the reader's language."""
    by_language = {row.language: row for row in rows}
    shown = by_language.get(get_language()) or rows[0]
    is_mine = shown.pk in editable
    names = [name for code, name in interface_languages() if code in by_language]
    return {"shown": shown, "languages": names, "is_mine": is_mine}


def may_add(request: HttpRequest) -> bool:
    """Whether somebody may write one: for an own team, or for all."""
    return request.user.has_perm(MAY_EDIT_COMMON) or teams_of(request.user).exists()


@page
@staff_page
def add_prepared_answer(request: HttpRequest) -> HttpResponse:
    """Write a new answer."""
    if not may_add(request):
        raise Http404
    form = NewPreparedAnswerForm(
        request.POST or None,
        teams=list(teams_of(request.user)),
        may_all=request.user.has_perm(MAY_EDIT_COMMON),
    )
    if not form.is_valid():
        return show_prepared_answer(request, form)
    return keep_prepared_answer(request, form, team=form.chosen_team(), key="")


@page
@staff_page
def edit_prepared_answer(request: HttpRequest, number: int) -> HttpResponse:
    """Change an answer in all its languages; the number is that of any of them."""
    row = own_prepared_answer(request, number)
    rows = ReplyTemplate.objects.one(row.team, row.key)
    words = {one.language: (one.title, one.body) for one in rows}
    form = PreparedAnswerForm(request.POST or None, words=words)
    if not form.is_valid():
        return show_prepared_answer(request, form, row=row)
    return keep_prepared_answer(request, form, team=row.team, key=row.key)


def own_prepared_answer(request: HttpRequest, number: int) -> ReplyTemplate:
    """Return an answer that the person may change, or 404 as for none."""
    rows = ReplyTemplate.objects.editable_by(request.user).select_related("team")
    return get_object_or_404(rows, pk=number)


def show_prepared_answer(
    request: HttpRequest, form: PreparedAnswerForm, **more: Any
) -> HttpResponse:
    """Show the form with what was typed into it."""
    context = {"form": form, "placeholders": PLACEHOLDERS, **more}
    template = "contacts/console/edit_prepared_answer.html"
    return render(request, template, context, status=422 if form.is_bound else 200)


def keep_prepared_answer(
    request: HttpRequest, form: PreparedAnswerForm, **which: Any
) -> HttpResponse:
    """Keep what was typed."""
    actions.save_prepared_answer(
        words=form.words(), now=timezone.now(), by=actor(request), **which
    )
    return redirect("contacts:prepared_answer_list")


@require_POST
@staff_page
def delete_prepared_answer(request: HttpRequest, number: int) -> HttpResponse:
    """Delete an answer in all its languages."""
    row = own_prepared_answer(request, number)
    actions.delete_prepared_answer(
        team=row.team, key=row.key, now=timezone.now(), by=actor(request)
    )
    return redirect("contacts:prepared_answer_list")
