"""What somebody has typed so far."""

from django import forms

from contacts.enquiries.forms.message import MESSAGE_LENGTH
from contacts.fields import ParagraphsField


class DraftForm(forms.Form):
    """The text, perhaps none, and the version of it that the window knew."""

    text = ParagraphsField(max_length=MESSAGE_LENGTH, required=False)
    version = forms.IntegerField(min_value=0, required=False)

    def clean_version(self) -> int:
        """Return 0 for a window that knew of none."""
        return self.cleaned_data["version"] or 0
