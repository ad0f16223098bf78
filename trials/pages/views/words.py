"""The glossary: every word that pages explain."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from trials.pages.cache import shared_page
from trials.pages.layer.known import glossary_words


@require_safe
@shared_page
def word_list(request: HttpRequest) -> HttpResponse:
    """List the words of registry records with their meanings."""
    words = sorted(
        glossary_words(get_language()), key=lambda word: word.term.casefold()
    )
    return render(request, "trials/studies/word_list.html", {"words": words})
