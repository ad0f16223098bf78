"""What somebody looks for in the inbox."""

from typing import Any

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contacts.fields import LineField
from contacts.models import Team

TABS = [
    ("waiting", pgettext_lazy("tab", "Open")),
    ("mine", _("Mine")),
    ("unread", _("Unread")),
    ("snoozed", pgettext_lazy("tab", "Put off")),
    ("answered", _("Answered")),
    ("closed", pgettext_lazy("tab", "Closed")),
    ("all", _("All")),
]


class InboxForm(forms.Form):
    """Which enquiries to show; everything is optional and nothing is an error."""

    show = forms.ChoiceField(choices=TABS, required=False)
    q = LineField(label=_("Find a family"), max_length=100, required=False)
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
