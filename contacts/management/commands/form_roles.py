"""The groups that give staff their rights besides membership in a team."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand

# Coordinators, deputies and the desk have their rights from their team alone.
ROLES = {
    "Content editors": [
        *("trials.change_selfcheckversion", "trials.change_studycontent"),
        *("trials.add_studycontent", "contacts.change_replytemplate"),
        "contacts.add_replytemplate",
    ],
    "Auditors": ["contacts.view_auditevent"],
}


class Command(BaseCommand):
    """Make the groups, or bring them back to what they are meant to be."""

    help = "Forms the groups “Content editors” and “Auditors”."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write every group with exactly its rights."""
        for name, codes in ROLES.items():
            group, _is_new = Group.objects.get_or_create(name=name)
            pairs = [code.split(".") for code in codes]
            rights = [
                Permission.objects.get(content_type__app_label=app, codename=code)
                for app, code in pairs
            ]
            group.permissions.set(rights)
