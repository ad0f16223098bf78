"""A hospital tries the whole way before families do."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from contacts.conversation.actions.rehearsing.messages import (
    NotRehearsingError,
    rehearse_with,
)
from contacts.models import Team


class Command(BaseCommand):
    """Send a team that rehearses a message that nobody wrote."""

    help = "Sends a rehearsing team a message that counts nowhere."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the team's name, and where the family's mails go."""
        parser.add_argument("team")
        parser.add_argument("--family", default=settings.REHEARSAL_EMAIL)

    def handle(self, *args: Any, team: str, family: str, **options: Any) -> None:
        """Send it, or say why not."""
        named = Team.objects.filter(name=team).first()
        if named is None:
            raise CommandError(f"There is no team named {team!r}.")
        try:
            sent = rehearse_with(
                team=named, email=family, now=timezone.now(), by="worker"
            )
        except NotRehearsingError:
            raise CommandError(
                f"{team} does not rehearse: tick “rehearses” in its settings, and give"
                " it a place. No message was sent."
            ) from None
        self.stdout.write(f"{sent.reference} is on its way, marked as a rehearsal.")
