"""A changed draft is kept, or the page says why not."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from trials.authoring.actions.changing import change_draft
from trials.authoring.forms.words import WordsForm
from trials.authoring.worked_examples import examples_of
from trials.models import SelfCheckVersion
from trials.texts.views.access import account_of


def save_draft(
    request: HttpRequest,
    version: SelfCheckVersion,
    document: dict[str, Any],
    outdated: list[str] | None = None,
) -> bool:
    """Keep a changed draft and run its examples; false where somebody was quicker."""
    saved = change_draft(
        version=version, definition=document, by=account_of(request), outdated=outdated
    )
    if not saved:
        message = _("Somebody else changed this draft at the same moment. Try again.")
        messages.error(request, message)
        return False
    version.refresh_from_db()
    say_saved(request, version)
    return True


def say_saved(request: HttpRequest, version: SelfCheckVersion) -> None:
    """Say that it is saved, and which worked examples come out otherwise now."""
    wrong = [one["example"].title for one in examples_of(version) if one["differences"]]
    if wrong:
        message = _("Saved. These examples come out otherwise now: %(titles)s")
        messages.warning(request, message % {"titles": "; ".join(wrong)})
    else:
        messages.success(request, _("Saved."))


def both_valid(words: WordsForm, form: Any) -> bool:
    """Whether words and settings are valid; both are looked at, to show all errors."""
    return all([words.is_valid(), form.is_valid()])


def status_of(request: HttpRequest, words: WordsForm) -> int:
    """Return how a page is answered that was not saved."""
    if request.method != "POST" or "reload" in request.POST:
        return 200
    return 409 if words.is_conflict else 422
