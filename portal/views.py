"""Home, health and errors."""

import hmac

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from contacts.console.told_publicly import answered_lately
from portal.health import counters, readiness
from portal.health.own_write import last_try
from portal.middleware.keeping import answer_failure
from portal.pages.joined import allowing_inside
from portal.pages.telling import told_to_program
from trials.listing.home import home_context
from trials.pages.cache import shared_page
from trials.search.forms.search import NumberForm, SearchForm


@require_safe
@allowing_inside("joined/home.css")
@shared_page
def home(request: HttpRequest) -> HttpResponse:
    """Say what this place is for and lead to the trials."""
    context = {
        "form": SearchForm(),
        "number": NumberForm(auto_id="number_%s"),
        "answered": answered_lately(timezone.now()),
        **home_context(timezone.localdate(), get_language()),
    }
    return render(request, "portal/home.html", context)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say whether this process can accept a message; it tries now and then."""
    can_accept = last_try.ask()
    words, status = ("ok\n", 200) if can_accept else ("no message can be stored\n", 503)
    return HttpResponse(words, content_type="text/plain", status=status)


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say of each part whether it is fit; 503 when one is not."""
    report = readiness.report()
    return JsonResponse(report, status=200 if report["is_ready"] else 503)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Counters for a monitoring system, behind METRICS_TOKEN."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token = settings.METRICS_TOKEN
    if not token or not hmac.compare_digest(given.encode(), token.encode()):
        raise Http404
    body, content_type = counters.prometheus()
    return HttpResponse(body, content_type=content_type)


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """Explain an error calmly, in the visitor's language, with a way on."""
    told = told_to_program(request, status)
    if told is not None:
        return told
    context = {"is_indexable": False}
    return render(request, f"portal/errors/{status}.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503, without asking the database for anything."""
    return answer_failure(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain a refused staff form."""
    return error_page(request, 403)
