"""The self-check: one question a page; answers in one cookie and nowhere else."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from portal.lib.secret_pages import keep_secret
from trials.models import SelfCheckVersion, Study, VersionState
from trials.pages.answers import (
    Walk,
    forget_walk,
    has_cookie,
    keep_walk,
    read_walk,
)
from trials.pages.cache import shared_page
from trials.pages.forms.selfcheck_errors import page_errors
from trials.pages.selfcheck import (
    page_context,
    result_context,
    start_context,
)
from trials.selfcheck.answers import read_answers
from trials.selfcheck.asking.sent import sent_answers
from trials.selfcheck.asking.shown import show_questions
from trials.selfcheck.asking.walk import WalkPage, next_page, pages, shown_page


def with_version(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the version that visitors see, or say that there is none any more."""

    @wraps(view)
    def found(request: HttpRequest, registry_id: str, **values: int) -> HttpResponse:
        version = SelfCheckVersion.objects.served(registry_id)
        if version is None:
            return put_away(request, registry_id)
        return view(request, version, **values)

    return found


def put_away(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Say that the questions were taken away, and forget what was answered; or 404."""
    known = Study.objects.published().filter(selfchecks__state=VersionState.RETIRED)
    study = get_object_or_404(known.distinct(), registry_id=registry_id)
    page = "trials/selfchecks/_put_away.html"
    response = render(request, page, {"study": study}, status=410)
    forget_walk(response, registry_id)
    return keep_secret(response)


@require_safe
@shared_page
@with_version
def selfcheck_start(request: HttpRequest, version: SelfCheckVersion) -> HttpResponse:
    """Say what the check is and is not."""
    context = start_context(version)
    return render(request, "trials/selfchecks/selfcheck_start.html", context)


# There is nobody signed in whose name could be misused; see docs/decisions.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@with_version
def selfcheck_question(
    request: HttpRequest, version: SelfCheckVersion, number: int
) -> HttpResponse:
    """Ask the questions of one page, or take the answers and go on."""
    if not any(page.number == number for page in pages(version.definition)):
        raise Http404
    walk = read_walk(request)
    if walk is None and number > 1 and is_lost(request):
        return begin_again(version, "again")
    walk = walk or Walk(version.number)
    if walk.version != version.number:
        return begin_again(version, "changed")
    page = shown_page(version.definition, walk.answers, number, timezone.localdate())
    if page is None:
        return go_on(version, walk)
    return ask(request, version, walk, page)


def is_lost(request: HttpRequest) -> bool:
    """Whether earlier answers must have been there: too old, or cookies are refused."""
    return request.method == "POST" or has_cookie(request)


def ask(
    request: HttpRequest, version: SelfCheckVersion, walk: Walk, page: WalkPage
) -> HttpResponse:
    """Show a page, or take what was sent; what is wrong is said on the same page."""
    today, is_sent = timezone.localdate(), request.method == "POST"
    if is_sent:
        walk.answers.update(sent_answers(page, request.POST))
    context = page_context(version, page, walk.answers, today)
    errors: dict[str, str] = {}
    if is_sent:
        found = read_answers(version.definition, walk.answers, today)
        errors = page_errors(page, found, walk.answers, context["speak"])
        if not errors:
            return go_on(version, walk)
    asked = show_questions(page, walk.answers, context["speak"], errors)
    context |= {"questions": asked, "has_errors": bool(errors)}
    context["may_stay_blank"] = any(one.may_stay_blank for one in asked)
    template = "trials/selfchecks/selfcheck_question.html"
    status = 422 if errors else 200
    return keep_secret(render(request, template, context, status=status))


def go_on(version: SelfCheckVersion, walk: Walk) -> HttpResponse:
    """Keep the answers and lead to the next open page, or to the result."""
    number = version.study.registry_id
    page = next_page(version.definition, walk.answers, timezone.localdate())
    address = (
        reverse("trials:selfcheck_question", args=[number, page.number])
        if page
        else reverse("trials:selfcheck_result", args=[number])
    )
    response = HttpResponseRedirect(address, status=303)
    if walk.answers:
        keep_walk(response, number, walk)
    return keep_secret(response)


def begin_again(version: SelfCheckVersion, why: str) -> HttpResponse:
    """Lead to the beginning, which says why, with nothing answered."""
    number = version.study.registry_id
    start = reverse("trials:selfcheck_start", args=[number])
    response = HttpResponseRedirect(f"{start}?{why}", status=303)
    forget_walk(response, number)
    return keep_secret(response)


@require_safe
@with_version
def selfcheck_result(request: HttpRequest, version: SelfCheckVersion) -> HttpResponse:
    """Say what the answers come to, and what one can do now."""
    walk = read_walk(request)
    if walk is None or walk.version != version.number:
        return begin_again(version, "changed" if walk else "again")
    today = timezone.localdate()
    context = result_context(version, walk.answers, today)
    if context is None:
        return go_on(version, walk)
    return keep_secret(
        render(request, "trials/selfchecks/selfcheck_result.html", context)
    )


@csrf_exempt
@require_POST
@with_version
def selfcheck_clear(request: HttpRequest, version: SelfCheckVersion) -> HttpResponse:
    """Forget all answers."""
    return begin_again(version, "cleared")
