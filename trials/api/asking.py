"""How programs ask: in which language, by which names; errors are data too."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import translation

from portal.hospital.says import interface_languages
from portal.lib.vocabulary import usual_codes

SAFE = {"GET", "HEAD", "OPTIONS"}
LANGUAGE = "language"
View = Callable[..., HttpResponse]
Tell = Callable[[int, str, dict[str, str]], HttpResponse]


class AskedWronglyError(ValueError):
    """A question that cannot be answered; `faults` says by name why not."""

    def __init__(
        self,
        faults: dict[str, str],
        words: str = "What was asked cannot be read.",
        status: int = 400,
    ) -> None:
        super().__init__(words)
        self.faults, self.status = faults, status


def door(tell: Tell, language_name: str) -> Callable[[View], View]:
    """Return what makes a view one for programs: its language, its errors as data."""

    def for_any(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                check_method(request)
                with translation.override(asked_language(request, language_name)):
                    return let_read(view(request, *args, **kwargs))
            except AskedWronglyError as error:
                return let_read(tell(error.status, str(error), error.faults))
            except Http404:
                return let_read(tell(404, "There is nothing at this address.", {}))

        # Nothing is written here, and nobody is signed in whose name could be misused.
        answered.csrf_exempt = True  # type: ignore[attr-defined]
        answered.tells_error = tell_any  # type: ignore[attr-defined]
        return answered

    def tell_any(status: int, words: str) -> HttpResponse:
        return let_read(tell(status, words, {}))

    return for_any


def check_method(request: HttpRequest) -> None:
    """Raise AskedWronglyError where something is to be written."""
    if request.method not in SAFE:
        raise AskedWronglyError({}, "This address is only read: use GET.", 405)


def asked_language(request: HttpRequest, name: str = LANGUAGE) -> str:
    """Return the language of an answer; English unless another is named."""
    named = request.GET.get(name, settings.LANGUAGE_CODE).lower()
    offered = {code: code for code, _name in interface_languages()}
    usual = {also: code for also, code in usual_codes().items() if code in offered}
    known = {**usual, **offered}
    if named not in known:
        raise AskedWronglyError({name: f"One of: {', '.join(known)}"})
    return known[named]


def check_names(request: HttpRequest, known: set[str]) -> None:
    """Raise AskedWronglyError for a name that would be passed over in silence."""
    strange = set(request.GET) - known - {LANGUAGE}
    if strange:
        words = f"Not known here. Known: {', '.join(sorted(known | {LANGUAGE}))}"
        raise AskedWronglyError(dict.fromkeys(sorted(strange), words))


def error_answer(status: int, words: str, faults: dict[str, str]) -> JsonResponse:
    """Return an error as every address of the API says it."""
    error: dict[str, Any] = {"status": status, "message": words}
    if faults:
        error["faults"] = faults
    return JsonResponse({"error": error}, status=status)


def let_read(response: HttpResponse) -> HttpResponse:
    """Let pages of others read what everybody may read; nobody is known here."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


for_programs = door(error_answer, LANGUAGE)
