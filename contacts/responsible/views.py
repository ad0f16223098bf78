"""Pages that say who is responsible, and for what. The same for every visitor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from contacts.responsible.conformance import read_conformance
from contacts.responsible.matters import MATTERS
from contacts.telephones import desk
from portal.hospital.operator import is_fictional, operator_in
from portal.lib.cldr import country_name
from trials.models import TextKind
from trials.pages.cache import shared_page
from trials.texts.legal.own_pages import own_pages
from trials.texts.legal.words import legal_body


def show(request: HttpRequest, page: str, **more: object) -> HttpResponse:
    """Draw a page with what the operator says of itself."""
    language = get_language()
    operator = operator_in(language)
    context = {
        "operator": operator,
        "country": country_name(operator["operator_country"], language),
        "is_fictional": is_fictional(),
        "desk": desk(),
        **more,
    }
    return render(request, f"contacts/responsible/{page}.html", context)


def words_of_page(kind: TextKind) -> dict[str, object]:
    """Return what was approved for a page, and the same in languages of our own."""
    return {
        "legal": legal_body(kind, get_language()),
        "more_words": own_pages(kind, timezone.localdate()),
    }


@require_safe
@shared_page
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept of people, why, how long, who reads it, and their rights."""
    matters = [(one, one.kept()) for one in MATTERS]
    return show(request, "privacy", matters=matters, **words_of_page(TextKind.PRIVACY))


@require_safe
@shared_page
def imprint(request: HttpRequest) -> HttpResponse:
    """Name who is responsible for the pages."""
    return show(request, "imprint", **words_of_page(TextKind.IMPRINT))


@require_safe
@shared_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what was tried with axe and the keyboard, and what is not known."""
    return show(request, "accessibility", report=read_conformance())


@require_safe
@shared_page
def about(request: HttpRequest) -> HttpResponse:
    """Say what these pages are and where their words come from."""
    return show(request, "about")


@require_safe
@shared_page
def help_page(request: HttpRequest) -> HttpResponse:
    """Say how to find a trial, write, and find one's message again."""
    return show(request, "help_page")
