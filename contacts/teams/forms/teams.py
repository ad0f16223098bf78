"""When a team works, who is away, and who is invited."""

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contacts.models import Team
from contacts.teams.roster.columns import read_languages
from contacts.teams.working_times import check_languages
from portal.hospital.says import interface_languages
from portal.lib.cldr import countries
from portal.lib.longselect import LongSelect


class TeamForm(forms.ModelForm):
    """Working hours, pause and capacity."""

    work_days = forms.TypedMultipleChoiceField(
        label=_("Working days"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one working day.")},
    )
    free_days = forms.CharField(
        label=_("More free days"),
        help_text=_("One date a line, such as 2026-12-24."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    country = forms.ChoiceField(
        label=_("Country whose public holidays count"),
        required=False,
        widget=LongSelect,
    )

    language = forms.ChoiceField(
        label=_("Language of the e-mails to the team"), choices=interface_languages
    )

    other_languages = forms.CharField(
        label=_("Other languages in which you answer"),
        help_text=_("By their codes, such as de, tr. Families read them as names."),
        max_length=200,
        required=False,
    )

    class Meta:
        model = Team
        fields = (
            *("time_zone", "country", "language", "opens_at", "closes_at", "work_days"),
            *("free_days", "answer_days", "is_paused", "paused_until", "capacity"),
            *("other_languages", "kept_days"),
            "is_rehearsing",
        )
        help_texts = {
            "is_rehearsing": _(
                "Families are not led to this team; `manage.py rehearse` sends it"
                " messages that count nowhere."
            )
        }
        widgets = {
            "opens_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "closes_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "paused_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [
            ("", _("As the sites' own")),
            *countries(get_language()),
        ]
        self.initial["free_days"] = "\n".join(self.instance.free_days)
        self.initial["other_languages"] = ", ".join(self.instance.other_languages)

    def clean_free_days(self) -> list[str]:
        """Return the dates in ISO form."""
        lines = self.cleaned_data["free_days"].split()
        try:
            return sorted({date.fromisoformat(line).isoformat() for line in lines})
        except ValueError:
            raise forms.ValidationError(_("Write each date like 2026-12-24.")) from None

    def clean_other_languages(self) -> list[str]:
        """Return the codes, each once."""
        codes = read_languages(self.cleaned_data["other_languages"])
        check_languages(codes)
        return codes

    def clean(self) -> dict[str, Any]:
        """Check what depends on two fields."""
        data = super().clean()
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and opens >= closes:
            self.add_error("closes_at", _("Work has to end after it begins."))
        if data.get("answer_days") == 0:
            self.add_error("answer_days", _("Promise one working day or more."))
        return data
