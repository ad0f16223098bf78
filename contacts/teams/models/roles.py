"""What staff may do besides answering for a team."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StaffRole(models.TextChoices):
    """A role that comes with no team; coordinators and the desk have theirs from it."""

    EDITOR = "EDITOR", _("Content editor")
    AUDITOR = "AUDITOR", _("Auditor")
    ADMINISTRATOR = "ADMINISTRATOR", _("Administrator")


# An administrator is a superuser and needs no group.
GROUPS = {StaffRole.EDITOR: "Content editors", StaffRole.AUDITOR: "Auditors"}
EVERYTHING = ("view", "add", "change", "delete")


def rights(app: str, model: str, *verbs: str) -> list[str]:
    """Return the names of a model's permissions."""
    return [f"{app}.{verb}_{model}" for verb in verbs]


RIGHTS = {
    StaffRole.EDITOR: [
        # What is the registry's cannot be changed; a study is never deleted.
        *rights("trials", "study", "view", "change"),
        *rights("trials", "studysite", "view", "change"),
        *rights("trials", "textversion", "view", "change", "review", "publish"),
        *rights("trials", "selfcheckversion", "view", "change"),
        *rights("contacts", "replytemplate", *EVERYTHING),
    ],
    StaffRole.AUDITOR: rights("contacts", "auditevent", "view"),
}
