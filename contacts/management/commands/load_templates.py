"""The prepared answers that every team starts with; editors go on from there."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from contacts.models import ReplyTemplate
from portal.hospital.says import interface_languages
from trials.models import TextKind
from trials.texts.actions.shipping import ship_texts
from trials.texts.shipped.all import Shipped

FILE = Path(settings.BASE_DIR, "contacts", "prepared_answers.json")


class Command(BaseCommand):
    """Load them once: what an editor deleted does not come back."""

    help = "Loads the prepared answers for site teams."

    def handle(self, *args: Any, **options: Any) -> None:
        """Add every answer in each language of the interface that has none yet."""
        answers = json.loads(FILE.read_text(encoding="utf-8"))
        ship_texts(texts=texts_of(answers), now=timezone.now())
        everybodys = ReplyTemplate.objects.filter(team=None)
        there = set(everybodys.order_by().values_list("language", flat=True))
        offered = dict(interface_languages()).keys() - there
        for position, answer in enumerate(answers):
            for language, words in answer["languages"].items():
                if language not in offered:
                    continue
                ReplyTemplate.objects.create(
                    team=None,
                    key=answer["key"],
                    language=language,
                    position=position,
                    **words,
                )


def texts_of(answers: list[dict[str, Any]]) -> list[Shipped]:
    """Return the answers as one text of each language, for somebody to read."""
    known = dict.fromkeys(code for one in answers for code in one["languages"])
    languages = [code for code in known if code in dict(interface_languages())]
    return [
        (
            TextKind.ANSWERS,
            code,
            {
                "answers": [
                    {"key": one["key"], **one["languages"][code]}
                    for one in answers
                    if code in one["languages"]
                ]
            },
        )
        for code in languages
    ]
