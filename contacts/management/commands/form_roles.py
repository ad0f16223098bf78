"""The groups that give staff their rights besides membership in a team."""

from typing import Any

from django.core.management.base import BaseCommand

from contacts.teams.actions.roles import form_groups


class Command(BaseCommand):
    """Make the groups, or bring them back to what they are meant to be."""

    help = "Forms the groups “Content editors” and “Auditors”."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write every group with exactly its rights."""
        form_groups()
