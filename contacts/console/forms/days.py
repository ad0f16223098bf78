"""From which day to which: what lists of the console are narrowed down by."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DaysForm(forms.Form):
    """Both days are optional."""

    begin = forms.DateField(
        label=_("From day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    end = forms.DateField(
        label=_("To day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
