"""The headings with which words about a trial begin."""

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

HEADINGS = {
    "what": _("What is this study?"),
    "why": _("Why is it being done?"),
    "who": _("Who is it for?"),
    "visits": _("What happens if we take part?"),
    "risks": _("What may go wrong?"),
    "stop": _("Can we stop?"),
}


def usual_headings(language: str) -> dict[str, str]:
    """Return them by key, in the language of the text."""
    with override(language):
        return {key: gettext(heading) for key, heading in HEADINGS.items()}
