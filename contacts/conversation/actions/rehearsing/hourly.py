"""The portal's own hourly message: sent, looked after, erased when it has arrived."""

from collections import Counter
from datetime import datetime, timedelta

from django.conf import settings

from contacts.conversation.actions.erasing import erase_enquiry
from contacts.conversation.actions.rehearsing.messages import send_rehearsal
from contacts.conversation.actions.rehearsing.stage import REGISTRY_ID, hidden_site
from contacts.models import EmailState, Enquiry
from portal.alarms.kinds import AlarmKind
from portal.alarms.sounding import settle, sound
from portal.jobs.models import JobTurn

# The turn of sending one, beside that of looking.
TURN, EVERY = "hourly-rehearsal", timedelta(hours=1)
ARRIVED = {EmailState.SENT, EmailState.DELIVERED}


def rehearse_hourly(*, now: datetime, by: str) -> None:
    """Look after the last one; send the next when its hour has come."""
    if not settings.REHEARSAL_EMAIL:
        settle(AlarmKind.REHEARSAL)
        return
    late = [one for one in pending() if not has_gone_through(one, now, by)]
    if late:
        sound(AlarmKind.REHEARSAL, mails=how_far(late))
    else:
        settle(AlarmKind.REHEARSAL)
    JobTurn.objects.add_missing([TURN])
    if JobTurn.objects.take(TURN, EVERY.total_seconds()):
        site = hidden_site(now)
        send_rehearsal(site=site, email=settings.REHEARSAL_EMAIL, now=now, by=by)


def pending() -> list[Enquiry]:
    """Return those that are still there."""
    ours = Enquiry.objects.filter(is_rehearsal=True, study__registry_id=REGISTRY_ID)
    return list(ours.prefetch_related("emails"))


def has_gone_through(enquiry: Enquiry, now: datetime, by: str) -> bool:
    """Erase one whose mails have all left; whether it has, or still has time."""
    if all(mail.state in ARRIVED for mail in enquiry.emails.all()):
        erase_enquiry(enquiry=enquiry, now=now, by=by, tells_team=False)
        return True
    patience = timedelta(seconds=settings.ALARM_OUTBOX_SECONDS)
    return now - enquiry.created_at < patience


def how_far(late: list[Enquiry]) -> str:
    """Say in which states the mails of late ones are, as codes and counts."""
    states = Counter(mail.state for one in late for mail in one.emails.all())
    return ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
