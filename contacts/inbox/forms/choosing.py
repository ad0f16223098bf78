"""Several enquiries at once: which, and what to do with them."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.conversation.outcomes import CHOSEN
from contacts.inbox.colleagues import colleagues_of
from contacts.models import Enquiry
from contacts.teams.member_names import name_of

DEEDS = ("assign", "put_off", "close", "read", "unread", "export")
NEEDED = {"assign": "colleague", "put_off": "until", "close": "outcome"}
# More than a page holds.
MOST_CHOSEN = 100
FARTHEST = timedelta(days=180)


class BulkForm(forms.Form):
    """What to do with the enquiries that were ticked."""

    deed = forms.ChoiceField(choices=[(one, one) for one in DEEDS])
    colleague = forms.ChoiceField(label=_("Colleague"), required=False)
    until = forms.DateField(
        label=_("Show it again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Choose a day.")},
    )
    outcome = forms.ChoiceField(
        label=_("How did it end?"), required=False, choices=[("", "–"), *CHOSEN]
    )

    def __init__(self, *args: Any, user: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.now = user, now
        self.people = {str(one.pk): one for one in colleagues_of(user)}
        named = [(pk, name_of(one)) for pk, one in self.people.items()]
        self.fields["colleague"].choices = named
        self.ticked = read_ticks(self.data.getlist("chosen") if self.is_bound else [])

    def clean_until(self) -> datetime | None:
        """Return the morning of a day to come."""
        day = self.cleaned_data["until"]
        if day is None:
            return None
        if not self.now.date() < day <= self.now.date() + FARTHEST:
            raise forms.ValidationError(_("Choose a day within the next six months."))
        return timezone.make_aware(datetime.combine(day, datetime.min.time()))

    def clean(self) -> dict[str, Any]:
        """Ask for what the deed needs, and for at least one enquiry."""
        data = super().clean() or {}
        if not self.ticked:
            self.add_error(None, _("Tick at least one enquiry."))
        needed = NEEDED.get(data.get("deed", ""))
        if needed and not data.get(needed) and needed not in self.errors:
            self.add_error(needed, ASK[needed])
        return data

    def enquiries(self) -> list[Enquiry]:
        """Return those that were ticked and that the person may see."""
        visible = Enquiry.objects.visible_to(self.user).select_related("study", "site")
        return list(visible.filter(reference__in=self.ticked).order_by("pk"))

    def seen(self, enquiries: list[Enquiry]) -> dict[int, int]:
        """Return the revision of each that was on the screen."""
        return {one.pk: self.ticked[one.reference] for one in enquiries}


ASK = {
    "colleague": _("Choose a colleague."),
    "until": _("Choose a day."),
    "outcome": _("Say how it ended."),
}


def read_ticks(values: list[str]) -> dict[str, int]:
    """Return the revision by reference of each box that was ticked."""
    found = {}
    for value in values[:MOST_CHOSEN]:
        reference, _colon, revision = value.partition(":")
        if revision.isascii() and revision.isdigit() and len(revision) < 10:
            found[reference] = int(revision)
    return found
