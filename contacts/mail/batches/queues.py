"""Where e-mails wait: those that somebody waits for, and the others."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Queue(models.TextChoices):
    """People wait in the first two; alerts never go before them.

    What the worker writes waits in the second, and what is stored packed in the last,
    into which the version before does not look: it would send them empty.
    """

    ENQUIRIES = "enquiries", _("Enquiries")
    LATE = "late", _("Enquiries, written when they leave")
    BULK = "bulk", _("Bulk")
    PACKED = "packed", _("Bulk, stored packed")


# Where nobody waits for one mail.
IN_BULK = (Queue.BULK, Queue.PACKED)
