"""Telling what alarms there are: at the start, once a day, at the end."""

from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Now

from portal.alarms.letters import Telling
from portal.alarms.models import Alarm
from portal.alarms.ways import tell


def tell_alarms() -> int:
    """Tell all that are to be told now; return how many somebody took.

    What nobody took comes again: a mail server may be the very thing that is stuck.
    """
    again = timedelta(seconds=settings.ALARM_AGAIN_SECONDS)
    patience = timedelta(seconds=settings.ALARM_STANDING_SECONDS)
    told = 0
    for alarm in Alarm.objects.to_tell(again, patience):
        if Alarm.objects.claim(alarm.pk):
            told += tell_one(alarm)
    return told


def tell_one(alarm: Alarm) -> bool:
    """Tell one alarm and write down that it was told."""
    field = "told_at" if alarm.ended_at is None else "end_told_at"
    is_told = tell(Telling(alarm.kind, stage_of(alarm), alarm.began_at, alarm.detail))
    row = Alarm.objects.filter(pk=alarm.pk)
    if is_told:
        row.update(**{field: Now()})
    row.update(telling_until=None)
    return is_told


def stage_of(alarm: Alarm) -> str:
    """Return which of its three mails an alarm is about to get."""
    if alarm.ended_at is not None:
        return "ended"
    is_known = alarm.told_at is not None and alarm.told_at >= alarm.began_at
    return "stands" if is_known else "begins"
