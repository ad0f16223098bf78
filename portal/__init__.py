"""Settings, URLs, Celery; wires the public and the private app together."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
