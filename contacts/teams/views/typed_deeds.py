"""What most pages of the staff do with a form: the deed, or the page once more."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from contacts.teams.views.staff_pages import actor

GoOn = Callable[[Any], HttpResponse]


def do_or_show_again(
    request: HttpRequest,
    form: BaseForm,
    deed: Callable[..., object],
    *,
    show: Callable[..., HttpResponse],
    go_on: GoOn,
) -> HttpResponse:
    """Do what was typed, or show the page with what is wrong in it.

    The deed takes the form's clean values by name; what it returns goes to `go_on`.
    """
    if not form.is_valid():
        return show(status=422 if form.is_bound else 200)
    return go_on(deed(**form.cleaned_data, now=timezone.now(), by=actor(request)))


def back_to(place: str, *about: object) -> GoOn:
    """Return the way to a page, whatever the deed returned."""
    return lambda _done: redirect(place, *about)
