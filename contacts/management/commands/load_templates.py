"""The prepared answers that every team starts with; edited ones stay as they are."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from contacts.models import ReplyTemplate

FILE = Path(settings.BASE_DIR, "contacts", "prepared_answers.json")


class Command(BaseCommand):
    """Add what is not there yet."""

    help = "Loads the prepared answers for site teams."

    def handle(self, *args: Any, **options: Any) -> None:
        """Add every answer in every language that has none."""
        answers = json.loads(FILE.read_text(encoding="utf-8"))
        for position, answer in enumerate(answers):
            for language, words in answer["languages"].items():
                ReplyTemplate.objects.get_or_create(
                    team=None,
                    key=answer["key"],
                    language=language,
                    defaults={**words, "position": position},
                )
