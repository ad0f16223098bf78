"""To whom an enquiry is handed, and what they should know."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.forms.message import MESSAGE_LENGTH
from contacts.fields import ParagraphsField
from contacts.inbox.colleagues import colleagues_of
from contacts.teams.member_names import name_of


class HandOverForm(forms.Form):
    """A colleague and a note, which stands among the remarks."""

    colleague = forms.ChoiceField(
        label=_("Colleague"), error_messages={"required": _("Choose a colleague.")}
    )
    note = ParagraphsField(
        label=_("What should they know?"), max_length=MESSAGE_LENGTH, required=False
    )
    held_by = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = colleagues_of(user).exclude(pk=user.pk)
        self.people = {str(one.pk): one for one in others}
        named = [(pk, name_of(one)) for pk, one in self.people.items()]
        self.fields["colleague"].choices = [("", "–"), *named]
        self.fields["note"].widget.attrs["rows"] = 3

    def clean_colleague(self) -> User:
        """Return the colleague."""
        return self.people[self.cleaned_data["colleague"]]
