"""No page of the staff leaves the audit out: what records nothing is noted by name.

Deeds record themselves with what they did. Whatever else staff open or send, also in
Django's admin, is noted by the name of its address, so that no view can forget it.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch, reverse
from django.utils import timezone

from portal.audit.record import record_event, recorded
from portal.audit.verbs import Verb
from portal.middleware.staff_places import is_staff_place

# Address → why it is not noted.
QUIET = {
    "contacts:enquiry_state": "an open page asks by itself; it shows nobody's words",
    "contacts:inbox_news": "an open list asks by itself; it is told a number",
    "admin:jsi18n": "words of the admin's own buttons",
}
# What names a row; all else of an address may be a secret.
NUMBERS = ("object_id", "number", "pk", "key")
PUBLIC = ("registry_id",)


class AuditedStaff:
    """Note what staff opened or sent, unless it was recorded by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and then look at what was answered."""
        if not is_staff_place(request):
            return self.get_response(request)
        token = recorded.set(0)
        try:
            # Afterwards nobody may be signed in any more.
            who = request.user.pk
            answer = self.get_response(request)
            match = request.resolver_match
            if who and match and not recorded.get() and match.view_name not in QUIET:
                note_page(request, answer, match, who)
        finally:
            recorded.reset(token)
        return answer


def note_page(
    request: HttpRequest, answer: HttpResponse, match: ResolverMatch, who: int
) -> None:
    """Add that a page was opened, sent or refused, with the row that it is about."""
    verb = verb_of(request, answer)
    if verb:
        about = {"page": match.view_name, **rows_named(match)}
        record_event(verb, now=timezone.now(), by=f"user:{who}", **about)


def verb_of(request: HttpRequest, answer: HttpResponse) -> Verb | None:
    """Return what came of a request; None where nothing was shown or done."""
    status = answer.status_code
    if status in {403, 404}:
        return Verb.ACCESS_REFUSED
    if status == 405 or status >= 500:
        return None
    is_post = request.method not in {"GET", "HEAD"}
    if is_post and status < 400:
        return None if asks_for_proof(answer) else Verb.PAGE_SENT
    return Verb.PAGE_OPENED if status == 200 or status >= 400 else None


def asks_for_proof(answer: HttpResponse) -> bool:
    """Whether somebody is sent to say the password again instead."""
    where = answer.get("Location", "")
    return where.startswith(reverse("account_reauthenticate"))


def rows_named(match: ResolverMatch) -> dict[str, object]:
    """Return which row or trial an address names."""
    found = {name: str(match.kwargs[name]) for name in NUMBERS if name in match.kwargs}
    numbers = {name: value for name, value in found.items() if value.isdecimal()}
    trials = {name: match.kwargs[name] for name in PUBLIC if name in match.kwargs}
    return {**numbers, **trials}
