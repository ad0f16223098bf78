"""The steps of a text: handed in, approved, published, withdrawn, brought back."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from trials.models import TextClass, TextVersion
from trials.texts.actions import drafting, publishing, reviewing
from trials.texts.forms.deciding import ApprovalForm
from trials.texts.forms.editing import ONLY_READ
from trials.texts.refusals import TextRefusedError
from trials.texts.views.access import (
    MAY_APPROVE,
    MAY_PUBLISH,
    account_of,
    editors_page,
    open_text,
    text_of,
)
from trials.texts.views.writing import text_page

Step = Callable[[HttpRequest, TextVersion], TextVersion]


def hand_in(request: HttpRequest, version: TextVersion) -> TextVersion:
    """Hand a draft in; the tick says that what the lint found is meant so."""
    return reviewing.submit_text(
        version=version,
        now=timezone.now(),
        by=account_of(request),
        despite="despite" in request.POST,
    )


def give_back(request: HttpRequest, version: TextVersion) -> TextVersion:
    now, by = timezone.now(), account_of(request)
    return reviewing.return_text(version=version, now=now, by=by)


def copy_words(request: HttpRequest, version: TextVersion) -> TextVersion:
    """Begin a new version with these words."""
    if version.kind in ONLY_READ:
        raise PermissionDenied
    now, by = timezone.now(), account_of(request)
    return drafting.copy_text(version=version, now=now, by=by)


def show_to_families(request: HttpRequest, version: TextVersion) -> TextVersion:
    now, by = timezone.now(), account_of(request)
    today = timezone.localdate()
    return publishing.publish_text(version=version, today=today, now=now, by=by)


def take_away(request: HttpRequest, version: TextVersion) -> TextVersion:
    now, by = timezone.now(), account_of(request)
    return publishing.withdraw_text(version=version, now=now, by=by)


def bring_back(request: HttpRequest, version: TextVersion) -> TextVersion:
    now, by = timezone.now(), account_of(request)
    today = timezone.localdate()
    return publishing.roll_back_text(version=version, today=today, now=now, by=by)


# Name of the button → what it does, and the right that it takes besides writing.
STEPS: dict[str, tuple[Step, str]] = {
    "hand_in": (hand_in, ""),
    "copy": (copy_words, ""),
    "give_back": (give_back, MAY_APPROVE),
    "publish": (show_to_families, MAY_PUBLISH),
    "withdraw": (take_away, MAY_PUBLISH),
    "bring_back": (bring_back, MAY_PUBLISH),
}


@editors_page
@require_POST
def step_text(request: HttpRequest, number: int) -> HttpResponse:
    """Take the step whose button was pressed, or say why it cannot be taken."""
    version = text_of(number)
    step, right = STEPS.get(request.POST.get("step", ""), (None, ""))
    if step is None or (right and not request.user.has_perm(right)):
        raise PermissionDenied
    try:
        version = step(request, version)
    except TextRefusedError as error:
        messages.error(request, error.sentence)
    return open_text(version)


@editors_page
@require_POST
def sign_text(request: HttpRequest, number: int) -> HttpResponse:
    """Approve what another person wrote; general words are published with it."""
    version = text_of(number)
    if not request.user.has_perm(MAY_APPROVE):
        raise PermissionDenied
    form = ApprovalForm(request.POST, kind=version.kind, today=timezone.localdate())
    if form.is_valid():
        try:
            approve_as(request, version, form)
            return open_text(version)
        except TextRefusedError as error:
            form.add_error(None, error.sentence)
    page = text_page(version, form)
    return render(request, "trials/texts/show_text.html", page, status=422)


def approve_as(request: HttpRequest, version: TextVersion, form: ApprovalForm) -> None:
    """Sign a version; of shipped words one press is enough."""
    now, by = timezone.now(), account_of(request)
    row = reviewing.approve_text(
        version=version, approval=form.approval(), now=now, by=by
    )
    if row.text_class == TextClass.SHIPPED and request.user.has_perm(MAY_PUBLISH):
        today = timezone.localdate()
        publishing.publish_text(version=row, today=today, now=now, by=by)
