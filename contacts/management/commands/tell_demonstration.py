"""The demonstration's inbox gets its fictional families."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand
from django.utils import timezone

from contacts.demonstration.telling import tell_stories
from contacts.management.commands.load_demonstration import TEAM
from contacts.models import Enquiry, Team

# So that nobody starts a process for nothing at the next start.
TOLD = "demonstration-told"


class Command(BaseCommand):
    """Tell the stories once, and only where nobody has written yet."""

    help = "Lets forty fictional families write to the demonstration's team, once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell them, and leave a mark beside the database."""
        team = Team.objects.filter(name=TEAM).first()
        user = User.objects.filter(memberships__team=team).first() if team else None
        if settings.DEBUG and team and user and not Enquiry.objects.exists():
            site = team.sites.select_related("study").order_by("pk").first()
            who = {"user": user, "by": "demonstration"}
            tell_stories(site=site, now=timezone.now(), **who)
        Path(settings.DATA_DIR, TOLD).touch()
