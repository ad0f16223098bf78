"""A process that commits mails at a rate, as a web process does, each by itself.

python -m bench.mailing MAILS PER_SECOND
"""

import os
import sys
import time
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from contacts.models import EmailState, OutgoingEmail  # noqa: E402


def commit(count: int, rate: float) -> None:
    """Commit copies of the first mail."""
    mail = OutgoingEmail.objects.order_by("pk")[0]
    mail.state, mail.attempts, mail.sent_at = EmailState.QUEUED, 0, None
    began = time.monotonic()
    for number in range(count):
        time.sleep(max(0.0, began + number / rate - time.monotonic()))
        mail.pk, mail.message_id = None, f"<{uuid4().hex}@paced>"
        mail.created_at = mail.next_attempt_at = timezone.now()
        OutgoingEmail.objects.bulk_create([mail])


if __name__ == "__main__":
    commit(int(sys.argv[1]), float(sys.argv[2]))
