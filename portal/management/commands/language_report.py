"""Lists what a language of the interface still lacks; see docs/languages.md."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.lib.languages.lacks import lacks_of


class Command(BaseCommand):
    """Prints one line for each lack, and nothing for a language that is complete."""

    help = "Lists what a language lacks: messages, lists of words, texts in documents."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="such as es, ar or zh-hant")

    def handle(self, *_args: Any, **options: Any) -> None:
        lacks = list(lacks_of(options["code"].lower()))
        for one in lacks:
            self.stdout.write(one)
        if lacks:
            raise CommandError(f"{options['code']} lacks {len(lacks)} things.")
