"""The texts that come with the software, each a version that waits to be read."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.hospital.says import interface_languages
from trials.texts.actions.shipping import ship_texts
from trials.texts.shipped.all import shipped_texts


class Command(BaseCommand):
    """Load what is new or changed; what somebody approved stays as it is."""

    help = "Loads general and legal texts that came with the software, for review."

    def handle(self, *args: Any, **options: Any) -> None:
        """Ship every text of every language."""
        languages = [code for code, _name in interface_languages()]
        ship_texts(texts=shipped_texts(languages), now=timezone.now())
