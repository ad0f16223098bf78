"""One e-mail from a file, as if a provider had delivered it: kept, read, placed."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from contacts.conversation.actions.letters.reading import read_one
from contacts.mail.inbound.store import NoRoomError, keep_post
from contacts.mail.models.posts import PostKind

FILE = "file"


class Command(BaseCommand):
    """Store, read and place one mail; say in one line of JSON where it stands."""

    help = "Takes in an e-mail from a file, and says where it stands."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a file and the address that it came to."""
        parser.add_argument("file", type=Path, metavar="FILE.eml")
        parser.add_argument("--to", required=True, metavar="ADDRESS")

    def handle(self, *args: Any, file: Path, to: str, **options: Any) -> None:
        """Do what webhook and worker do, for this mail alone."""
        now = timezone.now()
        try:
            raw = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        try:
            post = keep_post(
                kind=PostKind.LETTER,
                hook=FILE,
                head={"to": to},
                chunks=[raw],
                size=len(raw),
                now=now,
            )
        except NoRoomError as error:
            raise CommandError(
                f"No room for it ({error}): see INBOUND_BYTES_PER_DAY and "
                "INBOUND_FREE_BYTES in docs/configuration.md."
            ) from error
        said = read_one(post=post, now=now, by="command")
        self.stdout.write(json.dumps(said, ensure_ascii=False))
