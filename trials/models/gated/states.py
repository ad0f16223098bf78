"""How far a version has come, and where it may go: for texts and self-checks alike."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TextState(models.TextChoices):
    """How far a version has come."""

    DRAFT = "DRAFT", _("Draft")
    IN_REVIEW = "IN_REVIEW", _("In review")
    APPROVED = "APPROVED", _("Approved")
    PUBLISHED = "PUBLISHED", _("Published")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


# The one table of steps; nothing goes back, what is given back is a new version.
MOVES: dict[str, set[str]] = {
    TextState.DRAFT: {TextState.IN_REVIEW, TextState.WITHDRAWN},
    # Published without an approval: a self-check of a demonstration, which says so on
    # every page. Of texts the database refuses it.
    TextState.IN_REVIEW: {
        *(TextState.APPROVED, TextState.PUBLISHED, TextState.WITHDRAWN),
    },
    TextState.APPROVED: {TextState.PUBLISHED, TextState.WITHDRAWN},
    TextState.PUBLISHED: {TextState.WITHDRAWN},
    TextState.WITHDRAWN: set(),
}


def states_before(state: str) -> set[str]:
    """Return the states that a version may have before it comes to another one."""
    return {one for one, after in MOVES.items() if state in after or one == state}
