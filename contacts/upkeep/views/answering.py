"""The page behind the quarterly mail: looking changes nothing, pressing works once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contacts.upkeep.actions.answering import answer_letter, never_ask_again
from contacts.upkeep.forms.answering import UpkeepAnswerForm
from contacts.upkeep.models.letters import UpkeepLetter
from portal.lib.secret_pages import keep_secret


# The link itself is the right; there is no session to forge anything in.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer_upkeep(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the studies take people; keep what is pressed."""
    letter = get_object_or_404(UpkeepLetter.objects.by_token(token))
    now = timezone.now()
    if not UpkeepLetter.objects.usable(now).filter(pk=letter.pk).exists():
        return show_answer_page(request, status=410, is_used=True)
    if is_never(request):
        done = never_ask_again(letter=letter, now=now)
        return show_answer_page(request, is_never=done, is_used=not done)
    places = list(letter.places.select_related("study", "site"))
    form = UpkeepAnswerForm(request.POST or None, places=places)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return show_answer_page(request, status=status, form=form)
    done = answer_letter(
        letter=letter,
        answers=form.answers(),
        is_their_address=form.is_theirs(),
        now=now,
    )
    return show_answer_page(request, is_done=done, is_used=not done)


def is_never(request: HttpRequest) -> bool:
    """Whether "never again" was pressed, here or in a mail program (RFC 8058)."""
    names = request.POST.keys() & {"never", "List-Unsubscribe"}
    return request.method == "POST" and bool(names)


def show_answer_page(
    request: HttpRequest, *, status: int = 200, **context: object
) -> HttpResponse:
    page = "contacts/upkeep/answer_upkeep.html"
    return keep_secret(render(request, page, context, status=status))
