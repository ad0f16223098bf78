"""The prepared answers that every team starts with; editors go on from there."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from contacts.models import ReplyTemplate

FILE = Path(settings.BASE_DIR, "contacts", "prepared_answers.json")


class Command(BaseCommand):
    """Load them once: what an editor deleted does not come back."""

    help = "Loads the prepared answers for site teams."

    def handle(self, *args: Any, **options: Any) -> None:
        """Add every answer in every language, unless there are some already."""
        if ReplyTemplate.objects.filter(team=None).exists():
            return
        answers = json.loads(FILE.read_text(encoding="utf-8"))
        for position, answer in enumerate(answers):
            for language, words in answer["languages"].items():
                ReplyTemplate.objects.create(
                    team=None,
                    key=answer["key"],
                    language=language,
                    position=position,
                    **words,
                )
