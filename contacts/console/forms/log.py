"""Which enquiries the screening log holds, and in which shape."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from contacts.console.forms.audit import day_begins
from contacts.console.forms.days import DaysForm
from contacts.enquiries.models.enquiries import EnquiryQuerySet
from contacts.models import EnquiryState
from trials.models import Study, StudySite

SHAPES = [("csv", "CSV"), ("xlsx", "XLSX")]


class LogForm(DaysForm):
    """Everything is optional; what cannot be read counts as not said."""

    study = forms.ChoiceField(label=_("Trial"), required=False)
    site = forms.ChoiceField(label=_("Site"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", "–"), *EnquiryState.choices]
    )
    persons = forms.BooleanField(
        label=_("With names and how to reach them"), required=False
    )
    shape = forms.ChoiceField(label=_("Kind of file"), choices=SHAPES, required=False)

    def __init__(self, *args: Any, visible: EnquiryQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visible = visible
        # One look into an index for each, instead of all enquiries.
        asked = visible.order_by().filter
        studies = Study.objects.filter(Exists(asked(study=OuterRef("pk"))))
        studies = studies.order_by("registry_id").values_list("pk", "registry_id")
        sites = StudySite.objects.filter(Exists(asked(site=OuterRef("pk"))))
        known = sites.order_by("study", "pk").values_list("pk", "facility", "city")
        named = [(pk, f"{name} {city}".strip()) for pk, name, city in known]
        self.fields["study"].choices = [("", "–"), *studies]
        self.fields["site"].choices = [("", "–"), *named]

    def chosen(self) -> EnquiryQuerySet:
        """Return the enquiries that are asked for."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name) for name in self.fields}
        found = self.visible
        if said["begin"]:
            found = found.filter(created_at__gte=day_begins(said["begin"]))
        if said["end"]:
            after = day_begins(said["end"] + timedelta(days=1))
            found = found.filter(created_at__lt=after)
        same = {name: said[name] for name in ("study", "site", "state") if said[name]}
        return found.filter(**same)
