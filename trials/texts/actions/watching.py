"""Words that are altered or over sound an alarm; what ends soon is told before."""

from datetime import date, datetime

from portal.alarms.kinds import AlarmKind
from portal.alarms.letters import Telling
from portal.alarms.sounding import settle, sound
from portal.alarms.ways import tell
from trials.models import SelfCheckVersion, TextState, TextVersion

# So many days before the last one somebody is told.
STAGES = (7, 30, 60)
Shown = TextVersion | SelfCheckVersion


def watch_served_texts(*, now: datetime, today: date) -> None:
    """Look at everything that families are shown."""
    rows = (TextVersion.objects, SelfCheckVersion.objects.select_related("study"))
    shown = [one for kind in rows for one in kind.filter(state=TextState.PUBLISHED)]
    altered = sum(not one.is_whole for one in shown)
    over = sum(one.is_over(today) for one in shown)
    if altered or over:
        sound(AlarmKind.TEXTS, altered=altered, over=over)
    else:
        settle(AlarmKind.TEXTS)
    for one in shown:
        warn_before_end(one, now, today)


def warn_before_end(version: Shown, now: datetime, today: date) -> None:
    """Tell once at each stage; what nobody took is told again at the next look."""
    stage = stage_of_end(version.valid_until, today)
    if stage is None or (version.warned_days or STAGES[-1] + 1) <= stage:
        return
    detail = {"text": version.slot, "version": version.number, "days": stage}
    if tell(Telling(AlarmKind.TEXT_ENDS, "begins", now, detail)):
        type(version).objects.filter(pk=version.pk).update(warned_days=stage)


def stage_of_end(last: date | None, today: date) -> int | None:
    """Return within how many days a text ends; None: later, or it is over."""
    left = (last - today).days if last else -1
    return next((stage for stage in STAGES if 0 <= left <= stage), None)
