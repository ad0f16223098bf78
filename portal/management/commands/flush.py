"""Django's `flush`, which must get past the triggers of the audit."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import transaction

from portal.audit.gate import FLUSH, let_pass

REFUSED = (
    "This would delete the audit, which is only ever added to. Make a new database "
    "instead; `flush` is for tests and for DEBUG."
)


class Command(flush.Command):
    """Empty a database of tests or of a developer; never an installation's."""

    def handle(self, **options: Any) -> None:
        """Do it in one transaction, with the triggers told."""
        if not settings.AUDIT_MAY_BE_FLUSHED:
            raise CommandError(REFUSED)
        using = options["database"]
        with transaction.atomic(using=using), let_pass(FLUSH, using):
            super().handle(**options)
