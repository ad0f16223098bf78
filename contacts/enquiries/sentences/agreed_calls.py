"""What a member reads of an agreed call: the hour, and no word of the family."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.sentences.frames import Words, to_team
from contacts.mail.kinds import Purpose


def hour_facts(enquiry: Enquiry, at: datetime, zone: str) -> dict[str, str]:
    """Return what a letter may name: the reference, and the hour on a clock."""
    local = at.astimezone(ZoneInfo(zone))
    return {
        "reference": enquiry.reference,
        "day": date_format(local, "DATE_FORMAT"),
        "clock": time_format(local.time(), "TIME_FORMAT"),
    }


@to_team(Purpose.REMINDER_TO_TEAM)
def call_soon(enquiry: Enquiry, at: datetime, zone: str) -> Words:
    """Remind of a call shortly before its hour."""
    facts = hour_facts(enquiry, at, zone)
    return Words(
        subject=_("A call at %(clock)s: %(reference)s") % facts,
        paragraphs=[
            _(
                "You have agreed on a call on %(day)s at %(clock)s, by your team's "
                "clock. Whom to call, and how they wish it, stands on its page."
            )
            % facts
        ],
    )


@to_team(Purpose.REMINDER_TO_TEAM)
def call_missed(enquiry: Enquiry, at: datetime, zone: str) -> Words:
    """Say that an hour went by and nobody noted a call."""
    facts = hour_facts(enquiry, at, zone)
    return Words(
        subject=_("No call is noted: %(reference)s") % facts,
        paragraphs=[
            _(
                "A call was agreed on for %(day)s at %(clock)s, by your team's clock, "
                "and none is noted. If you have spoken, please note it. Else please "
                "call, or agree on another time."
            )
            % facts
        ],
    )
