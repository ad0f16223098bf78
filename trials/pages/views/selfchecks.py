"""The self-check: one question a page; answers in one cookie and nowhere else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from portal.lib.secret_pages import keep_secret
from trials.models import SelfCheckVersion
from trials.pages.answers import (
    Walk,
    keep_walk,
    read_walk,
)
from trials.pages.cache import shared_page
from trials.pages.care.on_page import care_on_page
from trials.pages.forms.selfcheck_errors import page_errors
from trials.pages.selfcheck import page_context, start_context
from trials.pages.selfcheck_result import result_context
from trials.pages.views.walking import (
    begin_again,
    count_result,
    go_on,
    is_lost,
    with_version,
)
from trials.selfcheck.answers import read_answers
from trials.selfcheck.asking.sent import sent_answers
from trials.selfcheck.asking.shown import show_questions
from trials.selfcheck.asking.walk import WalkPage, pages, shown_page
from trials.selfcheck.asking.wording import Speaker


@require_safe
@shared_page
@with_version
def selfcheck_start(request: HttpRequest, version: SelfCheckVersion) -> HttpResponse:
    """Say what the check is and is not."""
    context = start_context(version)
    return render(request, "trials/pages/selfchecks/selfcheck_start.html", context)


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


def ask(
    request: HttpRequest, version: SelfCheckVersion, walk: Walk, page: WalkPage
) -> HttpResponse:
    """Show a page, or take what was sent; what is wrong is said on the same page."""
    is_sent = request.method == "POST"
    if is_sent:
        walk.answers.update(sent_answers(page, request.POST))
    context = page_context(version, page, walk.answers, timezone.localdate())
    speak = context["speak"]
    errors = errors_of(version, walk, page, speak) if is_sent else {}
    care = care_on_page(version, walk.answers, page, timezone.localdate())
    if (
        is_sent
        and not errors
        and request.POST.get("care_seen", "") == care["care_seen"]
    ):
        count_result(version, walk)
        return go_on(version, walk)
    context |= care
    asked = show_questions(page, walk.answers, speak, errors)
    context |= {"questions": asked, "has_errors": bool(errors)}
    context["may_stay_blank"] = any(one.may_stay_blank for one in asked)
    template = "trials/pages/selfchecks/selfcheck_question.html"
    status = 422 if errors else 200
    response = keep_secret(render(request, template, context, status=status))
    if is_sent and not errors:
        keep_walk(response, version.study.registry_id, walk)
    return response


def errors_of(
    version: SelfCheckVersion, walk: Walk, page: WalkPage, speak: Speaker
) -> dict[str, str]:
    """Return what is wrong with a page's answers, by question."""
    found = read_answers(version.definition, walk.answers, timezone.localdate())
    return page_errors(page, found, walk.answers, speak)


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
        render(request, "trials/pages/selfchecks/selfcheck_result.html", context)
    )


@csrf_exempt
@require_POST
@with_version
def selfcheck_clear(request: HttpRequest, version: SelfCheckVersion) -> HttpResponse:
    """Forget all answers."""
    return begin_again(version, "cleared")
