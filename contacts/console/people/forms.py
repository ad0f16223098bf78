"""Who may do what besides answering for a team."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from contacts.models import StaffRole
from contacts.teams.forms.joining import InviteForm


class InvitePersonForm(InviteForm):
    role = forms.TypedChoiceField(
        label=_("Role"), choices=StaffRole.choices, coerce=StaffRole
    )


class PersonForm(forms.Form):
    """The roles of an account, and whether it is open."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        help_text=_("Coordinators, deputies and the desk have theirs from their team."),
        choices=StaffRole.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    is_open = forms.BooleanField(
        label=_("The account is open"),
        help_text=_("Untick it when somebody leaves: they are signed out at once."),
        required=False,
    )

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_own = is_own

    def clean(self) -> dict[str, Any]:
        """Keep an administrator from locking everybody out."""
        data = super().clean()
        keeps = StaffRole.ADMINISTRATOR in data.get("roles", []) and data["is_open"]
        if self.is_own and not keeps:
            self.add_error(
                "roles", _("Ask another administrator to change your own account.")
            )
        return data

    def clean_roles(self) -> set[StaffRole]:
        return {StaffRole(role) for role in self.cleaned_data["roles"]}


def initial(user: User, roles: set[StaffRole]) -> dict[str, Any]:
    """Return the form's values as the account has them."""
    return {"roles": sorted(roles), "is_open": user.is_active}
