"""What staff fill in about calls: what one came to, and for when one is agreed."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.core import get_global
from babel.dates import get_timezone_location
from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contacts.console.calls.wished_hours import wished_hour
from contacts.enquiries.phones import phone_region
from contacts.models import CallResult, Enquiry
from contacts.teams.offices import office_of
from portal.lib.businesstime import likely_zone
from portal.lib.cldr import locale

LONGEST = timedelta(days=180)
# Of countries with more zones the likeliest are offered.
MOST_ZONES = 12


class CallForm(forms.Form):
    """What a call came to; a family that wants no voicemail gets none."""

    result = forms.ChoiceField(
        label=_("What did the call come to?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say what the call came to."),
            "invalid_choice": _("Say what the call came to. They want no voicemail."),
        },
    )

    def __init__(self, *args: Any, enquiry: Enquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forbidden = set() if enquiry.may_leave_voicemail else {CallResult.VOICEMAIL}
        self.fields["result"].choices = [
            one for one in CallResult.choices if one[0] not in forbidden
        ]


class AgreeCallForm(forms.Form):
    """The hour, by the family's clock or the team's."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages=dict.fromkeys(["required", "invalid"], _("Choose a day.")),
    )
    clock = forms.TimeField(
        label=_("Time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": _("Choose a time."),
            "invalid": _("Choose a time."),
        },
    )
    zone = forms.ChoiceField(label=_("By the clock of"))

    def __init__(
        self, *args: Any, enquiry: Enquiry, now: datetime, **kwargs: Any
    ) -> None:
        zones = zones_at_hand(enquiry)
        wish = wished_hour(enquiry.call_times)
        kwargs["initial"] = {
            "zone": zones[0],
            "clock": wish,
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["zone"].choices = [(one, zone_name(one)) for one in zones]

    def clean(self) -> dict[str, Any]:
        """Return the moment as well, if there is such an hour, and it is to come."""
        data = super().clean()
        if {"day", "clock", "zone"} <= data.keys():
            wanted = datetime.combine(data["day"], data["clock"])
            data["at"] = at = wanted.replace(tzinfo=ZoneInfo(data["zone"]))
            back = at.astimezone(UTC).astimezone(at.tzinfo)
            if back.replace(tzinfo=None) != wanted:
                self.add_error("clock", _("The clocks are put forward in that hour."))
            elif not self.now < at < self.now + LONGEST:
                words = _("Choose a time to come, within the next six months.")
                self.add_error("day", words)
        return data


def zones_at_hand(enquiry: Enquiry) -> list[str]:
    """Return the family's likely zones, the team's and the portal's, each once."""
    region = phone_region(enquiry.phone)
    own = office_of(enquiry.team, enquiry.site).zone
    theirs = get_global("territory_zones").get(region, [])[:MOST_ZONES]
    first = [likely_zone(region)] if region else []
    return list(dict.fromkeys([*first, own, *theirs, settings.TIME_ZONE]))


def zone_name(zone: str) -> str:
    """Return a time zone by its city, as "Berlin"."""
    names = locale(get_language())
    return str(get_timezone_location(zone, locale=names, return_city=True))
