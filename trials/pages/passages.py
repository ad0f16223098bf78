"""A study's text with a link beside every passage, to note something on it."""

from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from trials.models import Study
from trials.pages.cache import KEEP, Version, page_key
from trials.pages.markup import with_insertions
from trials.pages.reading import OWN, Reader, Reading
from trials.pages.study import study_context


def text_with_links(study: Study, context: dict[str, object]) -> SafeString:
    """Return the page's text column with a quiet link beside every passage."""
    reader = Reader(column(context))
    before, after = note_link(study)
    links = [
        (found.at, before + SafeString(found.passage.number) + after)
        for found in reader.found
    ]
    return with_insertions(reader.html, links)


def note_link(study: Study) -> tuple[SafeString, SafeString]:
    """Return the link beside a passage, before and after the passage's number.

    Whose words it is about, its script says.
    """
    address = f"{reverse('contacts:add_note')}?study={study.registry_id}"
    return (
        format_html(' <a class="{}" rel="nofollow" href="{}&amp;at=', OWN, address),
        format_html(
            '&amp;v={}" aria-label="{}">+</a>', study.revision, _("Add a note")
        ),
    )


def read_study(study: Study, language: str) -> Reading:
    """Return a published study's text as its page in this language shows it."""
    with translation.override(language):
        today = timezone.localdate()
        version = Version(study.revision, study.changed_at, study.checked_at, today)
        key = page_key("reading", study.registry_id, version)
        reading = cache.get(key)
        if reading is None:
            html = column(study_context(study, today, language))
            reading = Reader(html).reading()
            cache.set(key, reading, KEEP)
    return reading


def column(context: dict[str, object]) -> SafeString:
    """Return the HTML of the study's text."""
    return render_to_string("trials/pages/studies/_text.html", context)
