"""Who wants to hear of what: questions to the database, which works them out itself.

`matching_steps` says what is asked, and why.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from contacts.alerts.models import matching_steps as steps
from contacts.alerts.models.matching_sql import (
    as_stored,
    birthdays,
    insert_alerts,
    join_as_written,
    select_matches,
    this_month,
    time_value,
)
from contacts.alerts.models.matching_steps import BIRTHDAY, FRESH, GROWN, NEWS, ONE
from contacts.alerts.models.subscriptions import Subscription
from portal.database.among import one_of

# Birthdays of last month are made up for where nobody looked in time.
LATE_MONTHS = 1


def queue_news(ids: Sequence[int], now: datetime, week: datetime) -> int:
    """Queue an alert for everybody who wants to hear of this news; return how many.

    `week` is when the next weekly mails go out.
    """
    return insert_alerts(NEWS.format(which=one_of("n.id", ids)), FRESH, now, week)


def queue_ages(ids: Sequence[int], now: datetime, week: datetime) -> int:
    """Queue an alert for everybody who reaches the minimum age of these studies."""
    grown = birthdays(one_of("v.study_id", ids))
    return insert_alerts(grown, GROWN, now, week, first=this_month(now) - LATE_MONTHS)


def queue_missed(
    subscription: Subscription, since: datetime, now: datetime, week: datetime
) -> int:
    """Queue for one subscription what it did not hear of since."""
    values = {"subscription": subscription.pk, "since": as_stored(since)}
    news = NEWS.format(which=f"n.happened_at >= {time_value('since')}")
    first = this_month(since) - LATE_MONTHS
    grown = f"{ONE} AND {GROWN}"
    queued = insert_alerts(birthdays("1 = 1"), grown, now, week, first=first, **values)
    return queued + insert_alerts(news, f"{ONE} AND {FRESH}", now, week, **values)


def studies_since(
    subscription: Subscription, since: datetime, now: datetime
) -> list[int]:
    """Return the studies that a subscription would have been told of."""
    news = NEWS.format(which=f"n.happened_at >= {time_value('since')}")
    values = {"subscription": subscription.pk, "since": as_stored(since)}
    found = select_matches("u.id", news, ONE, now, **values)
    grown = f"{ONE} AND {BIRTHDAY}"
    first = this_month(since)
    found += select_matches(
        "u.id", birthdays("1 = 1"), grown, now, first=first, **values
    )
    return sorted({study for (study,) in found})


def still_true(alerts: Sequence[int], now: datetime) -> set[int]:
    """Return those alerts whose words are so, for somebody who still wants them."""
    waiting = steps.WAITING.format(which=one_of("a.id", alerts))
    with transaction.atomic(savepoint=False):
        join_as_written()
        found = select_matches("c.alert", waiting, "s.id = c.owner", now)
    return {alert for (alert,) in found}


def wanted_by_household(
    household: str, studies: Sequence[int], now: datetime
) -> list[tuple[int, int, str, int | None]]:
    """Return (study, subscription, trigger, site) of all that a mailbox wants."""
    news = NEWS.format(which=one_of("n.study_id", studies))
    grown = birthdays(one_of("v.study_id", studies))
    who = "s.household = %(household)s AND"
    columns = "u.id, s.id, c.trigger, c.site_id"
    first = this_month(now) - LATE_MONTHS
    found = select_matches(columns, news, f"{who} {FRESH}", now, household=household)
    found += select_matches(
        columns, grown, f"{who} {GROWN}", now, household=household, first=first
    )
    return sorted(found, key=lambda row: (row[:3], row[3] or 0))
