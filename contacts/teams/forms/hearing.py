"""When a member hears of what came in, and within which hours never."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.teams.models.memberships import Hears


class HearingForm(forms.Form):
    """When a member hears of what came in."""

    hears = forms.TypedChoiceField(
        label=_("You hear of new messages"), choices=Hears.choices, coerce=Hears
    )
    quiet_from = forms.TimeField(
        label=_("Quiet from"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Write a time like 20:00.")},
    )
    quiet_until = forms.TimeField(
        label=_("Quiet until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Write a time like 20:00.")},
    )

    def clean(self) -> dict[str, Any]:
        """Return quiet hours as a pair; they have a beginning and an end."""
        data = super().clean()
        begins, ends = data.pop("quiet_from", None), data.pop("quiet_until", None)
        data["quiet"] = None if begins is None else (begins, ends)
        if (begins is None) != (ends is None):
            self.add_error("quiet_until", _("Give both times, or neither."))
        elif begins is not None and begins == ends:
            self.add_error("quiet_until", _("Quiet hours end at another time."))
        return data
