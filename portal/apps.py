"""Wires the public and the private app together."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Settings, URLs, Celery and the system checks."""

    name = "portal"

    def ready(self) -> None:
        """Load the checks, which register themselves."""
        from portal import checks  # noqa: F401, PLC0415 - needs the loaded apps
