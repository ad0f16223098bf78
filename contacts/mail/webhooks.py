"""The webhooks of every mail provider that anymail knows: proof first, then kept whole.

anymail checks who posts; its own views then read the mail within the request, and what
they cannot read they lose. Ours store what came instead; the worker reads it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from anymail.urls import urlpatterns as known_to_anymail
from anymail.webhooks.base import AnymailCoreWebhookView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern
from django.utils import timezone

from contacts.mail.inbound.formfields import find_fields
from contacts.mail.inbound.store import CutOffError, NoRoomError, keep_post
from contacts.mail.models.posts import PostKind

CHUNK = 1 << 18
# What reading needs of a request, besides its body.
HEADERS = ("Content-Type", "svix-id", "X-Amz-Sns-Message-Type")
# The fields in which Mailgun proves itself; its whole form is read by the worker.
PROOF = ("token", "timestamp", "signature")
WAIT_SECONDS = 900


class KeepFirst(AnymailCoreWebhookView):
    """In front of one of anymail's views: the same checks, and no reading."""

    hook = ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse what is too long or says no length, then go anymail's way."""
        if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
            # Without a length the server hands over nothing: kept, it would be empty.
            return HttpResponse(status=411)
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        if length > settings.INBOUND_LIMIT:
            return HttpResponse(status=413)
        request.announced = length
        try:
            return super().post(request, *args, **kwargs)
        except (NoRoomError, CutOffError):
            # The provider keeps it and comes again.
            return HttpResponse(status=503, headers={"Retry-After": WAIT_SECONDS})

    def run_validators(self, request: HttpRequest) -> None:
        """Check who posts, without taking a large form apart for it."""
        if self.needs_body() and request.announced:
            request._body = b"".join(chunks_of(request))
            if request.content_type == "multipart/form-data":
                request._post = proof_of(request)
        super().run_validators(request)

    def needs_body(self) -> bool:
        """Whether anything but the secret in the header is checked."""
        plain = "anymail.webhooks.base"
        return any(check.__module__ != plain for check in self.validators)

    def parse_events(self, request: HttpRequest) -> list[Any]:
        """Store what came; nobody is told of events."""
        body: Iterable[bytes] = chunks_of(request)
        if hasattr(request, "_body"):
            body = [request.body]
        is_letter = "inbound" in self.hook or self.hook == "mandrill_webhook"
        named = {name: request.headers.get(name, "") for name in HEADERS}
        keep_post(
            kind=PostKind.LETTER if is_letter else PostKind.REPORT,
            hook=self.hook,
            head={**named, "path": request.path},
            chunks=body,
            size=request.announced,
            now=timezone.now(),
        )
        return []


def chunks_of(request: HttpRequest) -> Iterator[bytes]:
    """Yield the body piece by piece."""
    while chunk := request.read(CHUNK):
        yield chunk


def proof_of(request: HttpRequest) -> QueryDict:
    """Return the fields of a form that prove who sent it."""
    form = QueryDict(mutable=True)
    form.update(find_fields(request.body, PROOF))
    return form


def kept(pattern: URLPattern) -> URLPattern:
    """Return an address of anymail's with our view behind it."""
    theirs = pattern.callback.view_class
    ours = type(f"Kept{theirs.__name__}", (KeepFirst, theirs), {"hook": pattern.name})
    return URLPattern(pattern.pattern, ours.as_view(), name=pattern.name)


app_name = "anymail"
urlpatterns = [kept(pattern) for pattern in known_to_anymail]
