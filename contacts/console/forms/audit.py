"""What an auditor looks for, and what the desk asks of an incident."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.console.auditing.names import OTHERS, USER, references_of
from contacts.console.forms.days import DaysForm
from contacts.fields import LineField
from contacts.teams.member_names import name_of
from portal.audit.models import AuditEvent, Verb

LONGEST = timedelta(days=366)


def doers() -> list[tuple[str, Any]]:
    """Return everybody who may have done something."""
    users = get_user_model().objects.order_by("username")
    people = [(f"{USER}{one.pk}", f"{name_of(one)} ({one.username})") for one in users]
    return [("", _("Everybody")), *people, *OTHERS.items()]


class AuditForm(DaysForm):
    """Which events to show; everything is optional and nothing is an error."""

    by = forms.ChoiceField(label=_("Who"), required=False)
    verb = forms.ChoiceField(
        label=_("What"), required=False, choices=[("", _("Everything")), *Verb.choices]
    )
    enquiry = LineField(label=_("Reference or mark"), max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by"].choices = doers()

    def asked(self) -> dict[str, Any]:
        """Return the clean wishes; what cannot be read counts as not said."""
        self.is_valid()
        clean = {name: self.cleaned_data.get(name) for name in self.fields}
        return {name: value for name, value in clean.items() if value}

    def events(self) -> QuerySet[AuditEvent]:
        """Return what is asked for, the newest first."""
        asked, found = self.asked(), AuditEvent.objects.order_by("-pk")
        if "begin" in asked:
            found = found.filter(at__gte=day_begins(asked["begin"]))
        if "end" in asked:
            found = found.filter(at__lt=day_begins(asked["end"] + timedelta(days=1)))
        if "enquiry" in asked:
            found = found.filter(reference__in=references_of(asked["enquiry"]))
        same = {name: asked[name] for name in ("by", "verb") if name in asked}
        return found.filter(**same)


def day_begins(day: Any) -> datetime:
    """Return when a day begins on the portal's clock."""
    return timezone.make_aware(datetime.combine(day, time.min))


class IncidentForm(forms.Form):
    """Between which times, of whom, and about which enquiry."""

    begin = forms.DateTimeField(
        label=_("From when"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        error_messages={"required": _("Say when it began.")},
    )
    end = forms.DateTimeField(
        label=_("Until when"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        error_messages={"required": _("Say when it ended.")},
    )
    by = forms.ChoiceField(label=_("Who"), required=False)
    enquiry = LineField(label=_("Reference"), max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by"].choices = doers()

    def clean(self) -> dict[str, Any]:
        """Refuse times that are the wrong way round, or further apart than a year."""
        clean = super().clean() or {}
        begin, end = clean.get("begin"), clean.get("end")
        if begin and end and end <= begin:
            self.add_error("end", _("It must have ended after it began."))
        elif begin and end and end - begin > LONGEST:
            self.add_error("end", _("Ask for at most a year at once."))
        return clean
