"""What staff fill in: finding, answering, calling, putting off, closing."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.forms.message import MESSAGE_LENGTH
from contacts.fields import LineField, ParagraphsField
from contacts.models import CallResult, Enquiry, MisfitReason, Outcome, Team

TABS = [
    ("waiting", _("To answer")),
    ("mine", _("Mine")),
    ("unread", _("Unread")),
    ("snoozed", _("Put off")),
    ("answered", _("Answered")),
    ("closed", _("Closed")),
    ("all", _("All")),
]


class InboxForm(forms.Form):
    """Which enquiries to show; everything is optional and nothing is an error."""

    show = forms.ChoiceField(choices=TABS, required=False)
    q = LineField(label=_("Reference or name"), max_length=100, required=False)
    team = forms.ChoiceField(label=_("Team"), required=False)

    def __init__(self, *args: Any, teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(team.pk), team.name) for team in teams]
        self.fields["team"].choices = [("", _("All teams")), *choices]
        self.has_teams = len(teams) > 1

    def asked(self) -> dict[str, str]:
        """Return the clean wishes; what cannot be read counts as not said."""
        self.is_valid()
        clean = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        return {**clean, "show": clean["show"] or "waiting"}

    def tabs(self, waiting: int | str) -> list[dict[str, Any]]:
        """Return the ways to look at the enquiries; a search looks at none of them."""
        asked = self.asked()
        return [
            {
                "url": f"?{urlencode({'show': show, 'team': asked['team']})}",
                "name": name,
                "count": waiting if show == "waiting" else None,
                "is_current": show == asked["show"] and not asked["q"],
            }
            for show, name in TABS
        ]


class TeamAnswerForm(forms.Form):
    """An answer to the family."""

    text = ParagraphsField(
        label=_("Your answer"),
        max_length=MESSAGE_LENGTH,
        error_messages={"required": _("Type your answer.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 9


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


class CallForm(forms.Form):
    """What a call came to."""

    result = forms.ChoiceField(
        label=_("What did the call come to?"),
        choices=CallResult.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what the call came to.")},
    )


class SnoozeForm(forms.Form):
    """Until when an enquiry is put off."""

    until = forms.DateField(
        label=_("Show it again on"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("Choose a day."),
        },
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


class CloseForm(forms.Form):
    """How an enquiry ended."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=[
            choice
            for choice in Outcome.choices
            if choice[0] not in {Outcome.WITHDRAWN, Outcome.NO_REPLY}
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how it ended.")},
    )
    reasons = forms.MultipleChoiceField(
        label=_("Why does the study not fit?"),
        help_text=_("Only counted, for the study team's planning."),
        choices=MisfitReason.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, enquiry: Enquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.enquiry = enquiry
        self.initial.setdefault("seen", enquiry.revision)

    def clean_outcome(self) -> Outcome:
        """Refuse to end in silence what waits for an answer."""
        outcome = Outcome(self.cleaned_data["outcome"])
        if outcome == Outcome.MISDIRECTED:
            return outcome
        if not self.enquiry.first_answered_at:
            raise forms.ValidationError(
                _("This family has had no answer yet. Answer them, then close it.")
            )
        if self.enquiry.is_waiting:
            raise forms.ValidationError(
                _("The family has written again. Answer them, then close it.")
            )
        return outcome
