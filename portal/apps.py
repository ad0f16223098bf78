"""Wires the public and the private app together."""

from importlib import import_module

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate

from portal.audit.gate import give_sqlite_the_deed
from portal.audit.triggers import keep_triggers


class PortalConfig(AppConfig):
    """Settings, URLs, Celery and the system checks."""

    name = "portal"

    def ready(self) -> None:
        """Load Celery's app and the checks; see to secret and audit.

        Celery's is not imported with this package: the child that reads letters, and
        each small program, would load it as well.
        """
        import_module("portal.celery")
        # All need the loaded apps.
        for matter in ("file", "door", "mail", "operator"):
            import_module(f"portal.starting.{matter}_checks")
        import_module("portal.pages.tags.constant_words").replace_tag()
        import_module("portal.pages.tags.constant_files").replace_static()
        keyring = import_module("portal.keyring")
        post_migrate.connect(keyring.ensure_lookup_secret, sender=self)
        post_migrate.connect(keep_triggers, sender=self)
        connection_created.connect(give_sqlite_the_deed)
