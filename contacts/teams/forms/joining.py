"""Who joins a team, is invited, and is away."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from contacts.fields import AddressField, LineField
from contacts.models import Role


class InviteForm(forms.Form):
    email = AddressField(
        label=_("E-mail"),
        max_length=150,
        error_messages={
            "required": _("Type your colleague's e-mail address."),
            "invalid": _("Type an e-mail address like name@example.org."),
        },
    )
    role = forms.TypedChoiceField(label=_("Role"), choices=Role.choices, coerce=Role)


class AbsenceForm(forms.Form):
    """Until when somebody is away."""

    until = forms.DateField(
        label=_("Last day away"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
        error_messages={"invalid": _("Choose a day.")},
    )


class JoinForm(forms.Form):
    """What an invited person chooses."""

    name = LineField(
        label=_("Your name, as families shall see it"),
        max_length=100,
        error_messages={"required": _("Type your name.")},
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("Twelve characters or more; a sentence is fine."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        error_messages={"required": _("Choose a password.")},
    )

    def clean_password(self) -> str:
        """Refuse what the rules for passwords refuse."""
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]
