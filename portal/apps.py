"""Wires the public and the private app together."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PortalConfig(AppConfig):
    """Settings, URLs, Celery and the system checks."""

    name = "portal"

    def ready(self) -> None:
        """Load the checks, which register themselves; see to the own secret."""
        # Both need the loaded apps.
        for matter in ("file", "door", "mail"):
            import_module(f"portal.starting.{matter}_checks")
        keyring = import_module("portal.keyring")
        post_migrate.connect(keyring.ensure_lookup_secret, sender=self)
