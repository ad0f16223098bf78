"""Who stands behind a text."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from trials.models.gated.kinds import NEEDS_ETHICS
from trials.texts.actions.reviewing import Approval


def day_field(label: str, *, required: bool) -> forms.DateField:
    """Return a box for a day."""
    widget = forms.DateInput(attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget)


class ApprovalForm(forms.Form):
    """What another person signs with; the committee's reference where it takes one."""

    name = forms.CharField(label=_("Your name, as families read it"), max_length=200)
    ethics_reference = forms.CharField(
        label=_("Reference of the ethics committee"), max_length=200, required=False
    )
    approved_on = day_field(_("Approved on"), required=True)
    valid_until = day_field(_("Valid until the end of"), required=False)

    def __init__(self, *args: Any, kind: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["approved_on"].initial = today
        self.fields["ethics_reference"].required = kind in NEEDS_ETHICS

    def clean_approved_on(self) -> date:
        """Refuse a day that has not come."""
        day = self.cleaned_data["approved_on"]
        if day > self.today:
            raise ValidationError(_("This day has not come yet."))
        return day

    def approval(self) -> Approval:
        """Return what it says."""
        data = self.cleaned_data
        return Approval(
            name=data["name"],
            approved_on=data["approved_on"],
            ethics_reference=data["ethics_reference"],
            valid_until=data["valid_until"],
        )
