"""Of which study and which month."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contacts.console.month.calendar import Month, recent_months
from contacts.enquiries.models.enquiries import EnquiryQuerySet
from trials.models import Study


class MonthForm(forms.Form):
    """What cannot be read counts as not said: the first study, and this month."""

    study = forms.ChoiceField(label=_("Trial"), required=False)
    month = forms.ChoiceField(label=_("Month"), required=False)

    def __init__(
        self, *args: Any, visible: EnquiryQuerySet, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        asked = visible.filter(study=OuterRef("pk")).order_by()
        studies = Study.objects.filter(Exists(asked)).order_by("registry_id")
        self.studies = {one.registry_id: one for one in studies}
        self.months = {str(one): one for one in recent_months(today)}
        self.fields["study"].choices = [
            (key, f"{key} {one.brief_title}") for key, one in self.studies.items()
        ]
        self.fields["month"].choices = [
            (key, one.named(get_language())) for key, one in self.months.items()
        ]

    def chosen_study(self) -> Study | None:
        """Return the study; None where nobody has asked anything yet."""
        self.is_valid()
        first = next(iter(self.studies), "")
        return self.studies.get(self.cleaned_data.get("study") or first)

    def chosen_month(self) -> Month:
        """Return the month."""
        self.is_valid()
        said = self.cleaned_data.get("month") or next(iter(self.months))
        return self.months[said]
