"""What kinds of texts families are shown, and what each needs before they are.

One table: whoever adds a kind says of which class it is. Pure but for its labels.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TextClass(models.TextChoices):
    """What a text needs, and what happens while it lacks it."""

    # Another person and an ethics committee; what lacks either is not shown.
    RECRUITMENT = "RECRUITMENT", _("Recruitment: another reader and ethics committee")
    # Another person; the last approved one stays for ever, none keeps forms closed.
    LEGAL = "LEGAL", _("Legal and urgent words: the last approved one stays")
    # Another person; shown as shipped until then, and marked so.
    SHIPPED = "SHIPPED", _("General words: shown as shipped until somebody read them")


class TextKind(models.TextChoices):
    """What a text is for."""

    STUDY = "STUDY", _("Words about a trial")
    FACTS = "FACTS", _("Practical facts")
    ALERTS = "ALERTS", _("Wording of alerts")
    CONSENT = "CONSENT", _("Words of the consent")
    PRIVACY = "PRIVACY", _("Privacy")
    IMPRINT = "IMPRINT", _("Who is responsible for these pages")
    URGENT = "URGENT", _("Words for an emergency")
    CARE = "CARE", _("Words about worrying answers")
    GLOSSARY = "GLOSSARY", _("Words explained")
    PHASES = "PHASES", _("What a phase means")
    QUESTIONS = "QUESTIONS", _("General questions")
    ANSWERS = "ANSWERS", _("Prepared answers")
    LAYER = "LAYER", _("Sentences made from a record's fields")


# Self-checks are of the first class too: `trials.models.selfchecks`.
CLASS_OF = {
    TextKind.STUDY: TextClass.RECRUITMENT,
    TextKind.FACTS: TextClass.RECRUITMENT,
    TextKind.ALERTS: TextClass.RECRUITMENT,
    TextKind.CONSENT: TextClass.LEGAL,
    TextKind.PRIVACY: TextClass.LEGAL,
    TextKind.IMPRINT: TextClass.LEGAL,
    TextKind.URGENT: TextClass.LEGAL,
    TextKind.CARE: TextClass.LEGAL,
    TextKind.GLOSSARY: TextClass.SHIPPED,
    TextKind.PHASES: TextClass.SHIPPED,
    TextKind.QUESTIONS: TextClass.SHIPPED,
    TextKind.ANSWERS: TextClass.SHIPPED,
    TextKind.LAYER: TextClass.SHIPPED,
}
# These belong to a study; every other text is general.
OF_STUDIES = (TextKind.STUDY, TextKind.FACTS)


def kinds_of(found: TextClass) -> list[TextKind]:
    """Return the kinds of one class, in the order of the table."""
    return [kind for kind, one in CLASS_OF.items() if one == found]


NEEDS_ETHICS = kinds_of(TextClass.RECRUITMENT)
LEGAL_KINDS = kinds_of(TextClass.LEGAL)
