"""What staff fill in: remarks, calming, putting off."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.forms.message import MESSAGE_LENGTH
from contacts.enquiries.models.states import CalmReason
from contacts.fields import ParagraphsField
from contacts.models import Enquiry


class RemarkForm(forms.Form):
    """An internal note."""

    remark = ParagraphsField(
        label=_("Internal remark"),
        max_length=MESSAGE_LENGTH,
        error_messages={"required": _("Type the remark.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remark"].widget.attrs["rows"] = 3


class CalmForm(forms.Form):
    """Why what looked like an emergency needs no more haste."""

    reason = forms.ChoiceField(
        label=_("Why may the mark go?"),
        choices=CalmReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say why the mark may go.")},
    )


class SnoozeForm(forms.Form):
    """Until when an enquiry is put off."""

    until = forms.DateField(
        label=_("Show it again on"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )

    def __init__(
        self, *args: Any, enquiry: Enquiry, now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.enquiry, self.now = enquiry, now

    def clean_until(self) -> datetime:
        """Return the morning of a day to come, before a promise runs out."""
        day = self.cleaned_data["until"]
        if not self.now.date() < day <= self.now.date() + timedelta(days=180):
            raise forms.ValidationError(_("Choose a day within the next six months."))
        if self.enquiry.is_waiting and day > self.enquiry.answer_due_on:
            raise forms.ValidationError(
                _("The family was promised an answer by %(day)s; answer first."),
                params={"day": self.enquiry.answer_due_on},
            )
        return timezone.make_aware(datetime.combine(day, datetime.min.time()))
