"""How much room is left in a text, for the script that says so near its end."""

from django.utils.translation import gettext_lazy as _


def count_marks(limit: int) -> dict[str, object]:
    """Return the attributes of a text whose length is told near its end."""
    return {
        "data-limit": limit,
        "data-left": _("Characters left: %(count)s"),
        "data-over": _("Characters too many: %(count)s. Nothing is cut off."),
    }
