"""What a family may look for."""

from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.lib.cldr import countries


class StatusWanted(TextChoices):
    """Which trials, by whether somebody could take part."""

    OPEN = "open", _("Open or about to open")
    RECRUITING = "recruiting", _("Recruiting now")
    ALL = "all", _("All, also finished ones")


class SearchForm(forms.Form):
    """Every field is optional; what cannot be read is left out and said."""

    q = forms.CharField(label=_("What are you looking for?"), required=False)
    condition = forms.CharField(label=_("Condition"), required=False)
    place = forms.CharField(label=_("Town or postcode"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    age = forms.IntegerField(
        label=_("Age in years"), required=False, min_value=0, max_value=120
    )
    status = forms.ChoiceField(
        label=_("State"), choices=StatusWanted.choices, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [
            ("", _("Any country")),
            *countries(get_language()),
        ]
        for name in ("q", "condition", "place"):
            self.fields[name].max_length = 200

    def wanted(self) -> dict[str, Any]:
        """Return the readable part of what was asked."""
        if not self.is_bound:
            return {}
        self.full_clean()
        return self.cleaned_data
