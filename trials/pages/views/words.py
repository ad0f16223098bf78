"""The glossary: every word that pages explain."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from trials.models import TextKind
from trials.pages.cache import shared_page
from trials.pages.explained.known import glossary_words
from trials.texts.serving import served_version
from trials.texts.shown import shown_text


@require_safe
@shared_page
def word_list(request: HttpRequest) -> HttpResponse:
    """List the words of registry records with their meanings."""
    language = get_language()
    kept = served_version(TextKind.GLOSSARY, language, timezone.localdate())
    common = [shown_text(kept)] if kept else []
    words = sorted(
        glossary_words(common, language), key=lambda word: word.term.casefold()
    )
    unread = kept is not None and not kept.is_approved
    context = {"words": words, "is_unread": unread}
    return render(request, "trials/pages/studies/word_list.html", context)
