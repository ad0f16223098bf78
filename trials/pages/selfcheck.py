"""What the pages of a self-check say before the last."""

from datetime import date
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.lib.cldr import language_name
from trials.models import SelfCheckVersion
from trials.selfcheck.asking.walk import (
    WalkPage,
    pages,
    previous_page,
    remaining,
)
from trials.selfcheck.asking.wording import Speaker
from trials.selfcheck.parts import Document


def common(version: SelfCheckVersion, speak: Speaker) -> dict[str, Any]:
    """Return what every page of the check needs."""
    shown = shown_language(version.definition, speak)
    return {
        "version": version,
        "study": version.study,
        "speak": speak,
        "shown_language": shown,
        # What headings are marked with, where it is not the page's own.
        "marked_as": speak.language if shown else "",
        "said": {name: speak.named(name) for name in version.definition["texts"]},
    }


def shown_language(definition: Document, speak: Speaker) -> str:
    """Return in which language the questions stand, where it is not the page's."""
    here = get_language()
    return (
        "" if here in definition["languages"] else language_name(speak.language, here)
    )


def start_context(version: SelfCheckVersion) -> dict[str, Any]:
    """Return what the first page says."""
    definition = version.definition
    speak = Speaker(definition, {}, get_language())
    return {**common(version, speak), "first": pages(definition)[0].number}


def page_context(
    version: SelfCheckVersion, page: WalkPage, raw: dict[str, Any], today: date
) -> dict[str, Any]:
    """Return what a page of questions says around them."""
    definition = version.definition
    speak = Speaker(definition, raw, get_language())
    before = previous_page(definition, raw, page.number, today)
    return {
        **common(version, speak),
        "page": page,
        "page_title": speak(page.title),
        "back": before.number if before else None,
        "progress": progress(remaining(definition, raw, page.number, today)),
    }


def progress(left: int) -> str:
    """Return how far it still is, in words; no bar, because answers change it."""
    if left == 0:
        return _("This is the last question.")
    return (
        ngettext(
            "About %d more question after this.",
            "About %d more questions after this.",
            left,
        )
        % left
    )
