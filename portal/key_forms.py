"""A passkey gets a name, in the language of the page: allauth's label is English."""

from typing import Any

from allauth.mfa.webauthn import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class NewKeyForm(forms.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = capfirst(_("name"))
        if "passwordless" in self.fields:
            self.fields["passwordless"].label = _("Passwordless")


class RenamedKeyForm(forms.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = capfirst(_("name"))
