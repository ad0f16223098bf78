"""How fast each site's team answers is written where its page can say it."""

from collections import defaultdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from contacts.enquiries.actions.routes import office_for
from contacts.inbox.usual import usual_days, working_days_between
from contacts.models import Enquiry, Outcome
from portal.lib.businesstime import Office
from trials.models import StudySite

LOOKS_BACK = timedelta(days=90)
# Whoever is behind these was owed no answer.
NOT_OWED = (Outcome.SPAM, Outcome.MISDIRECTED, Outcome.WITHDRAWN, Outcome.DUPLICATE)


def note_usual_answers(*, now: datetime) -> int:
    """Measure every site that families asked lately; return how many changed."""
    asked = defaultdict(list)
    rows = Enquiry.objects.real().filter(created_at__gte=now - LOOKS_BACK)
    rows = rows.filter(Q(first_answered_at__isnull=False) | Q(answer_due_at__lte=now))
    rows = rows.exclude(outcome__in=NOT_OWED).exclude(site=None).order_by()
    for site, begun, at in rows.values_list("site", "created_at", "first_answered_at"):
        asked[site].append((begun, at))
    sites = StudySite.objects.filter(Q(pk__in=asked) | Q(answers_within__isnull=False))
    return sum(note_site(site, asked[site.pk]) for site in sites)


def note_site(site: StudySite, asked: list[tuple[datetime, datetime | None]]) -> bool:
    """Write what one site's families saw; true if it is something else than before."""
    office = office_for(site)
    found = usual_days([days_taken(begun, at, office) for begun, at in asked])
    if found == site.answers_within:
        return False
    StudySite.objects.filter(pk=site.pk).update(answers_within=found)
    return True


def days_taken(begun: datetime, at: datetime | None, office: Office) -> int | None:
    """Return the team's working days from a question to its answer."""
    if at is None:
        return None
    last = at.astimezone(ZoneInfo(office.zone)).date()
    return working_days_between(office.first_day(begun), last, office.is_working)
