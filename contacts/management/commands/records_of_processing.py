"""Print the records of processing (GDPR, article 30) of this installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from contacts.responsible.records import write_records


class Command(BaseCommand):
    """Markdown on standard output; nothing of it is written by hand."""

    help = "Print the records of processing activities as Markdown."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the language."""
        parser.add_argument("--language", default="en")

    def handle(self, *_args: Any, language: str, **_options: Any) -> None:
        """Print them."""
        with translation.override(language):
            self.stdout.write(write_records())
