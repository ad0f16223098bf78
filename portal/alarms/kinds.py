"""What can go wrong so that a person has to look; docs/runbook.md says what to do."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AlarmKind(models.TextChoices):
    """The value is the name of its part in docs/runbook.md."""

    OUTBOX = "outbox", _("E-mails wait and do not leave")
    FAILED = "failed", _("An e-mail could not be sent")
    WORDS = "words", _("An e-mail could not be written and went plain")
    JOBS = "jobs", _("A periodic job stands still")
    ENQUIRIES = "enquiries", _("No message has come, against the usual")
    ALERTS = "alerts", _("Studies changed, and no alert was sent")
    LETTERS = "letters", _("No e-mail has come in, against the usual")
    CLOCK = "clock", _("The clocks contradict each other")
    DATABASE = "database", _("The database takes no messages")
    BROKER = "broker", _("Redis does not answer")
    DISK = "disk", _("A disk is nearly full")
    INBOUND = "inbound", _("E-mails that came in are not read")
    REGISTRY = "registry", _("The registry has not been compared for long")
    TEXTS = "texts", _("Words for families are altered, or their approval has ended")
    TEXT_ENDS = "text_ends", _("Words for families need a new approval")
    REHEARSAL = "rehearsal", _("The hourly test message did not go through")


# A restart makes these for a moment, and so does the end of a long stop.
PATIENT = [AlarmKind.OUTBOX, AlarmKind.JOBS, AlarmKind.BROKER, AlarmKind.INBOUND]
