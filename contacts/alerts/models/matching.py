"""Who wants to hear of what: one statement, which the database works out by itself.

The same words find what to queue and what somebody would have had. They are SQL by
hand because nothing else joins on a hash and inserts what it finds; SQLite and
PostgreSQL both read them.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from contacts.alerts.models.alerts import AlertState
from contacts.alerts.models.subscriptions import Subscription
from portal.lib.ages import month_index
from trials.models import OPEN_STATUSES

# What may be told: news …
NEWS = """
  SELECT n.study_id, n.site_id, n.trigger, n.happened_at
  FROM trials_studynews n WHERE {which}
"""
# … and studies whose minimum age somebody reaches.
AGES = """
  SELECT v.study_id, CAST(NULL AS bigint) AS site_id, 'OLD_ENOUGH' AS trigger,
    CAST(NULL AS {time}) AS happened_at
  FROM trials_watchedstudy v WHERE v.youngest_months > 0 AND {which}
"""
# … and alerts that wait, to be looked at again.
WAITING = """
  SELECT a.study_id, a.site_id, a.trigger, a.subscription_id AS owner, a.id AS alert
  FROM contacts_alert a WHERE {which}
"""
# Places that take people, or will where the study as a whole has not begun. Radians
# of a site are worked out once, not once for each subscriber.
PLACES = """
  SELECT DISTINCT c.study_id, t.id AS site_id, t.country, t.status,
    COS(RADIANS(t.latitude)) * COS(RADIANS(t.longitude)) AS x,
    COS(RADIANS(t.latitude)) * SIN(RADIANS(t.longitude)) AS y,
    SIN(RADIANS(t.latitude)) AS z
  FROM candidate c
  JOIN trials_study u ON u.id = c.study_id
  JOIN trials_studysite t ON t.study_id = c.study_id
  WHERE t.is_listed AND (t.status IN ('RECRUITING', '')
    OR (u.overall_status <> 'RECRUITING' AND t.status IN
      ('NOT_YET_RECRUITING', 'ENROLLING_BY_INVITATION', 'AVAILABLE')))
"""
WHO = """
  FROM candidate c
  JOIN trials_study u ON u.id = c.study_id
  JOIN trials_watchedstudy w ON w.study_id = u.id
  JOIN trials_studycondition k ON k.study_id = u.id
  JOIN contacts_subscriptioncondition d ON d.hash = k.hash
  JOIN contacts_subscription s ON s.id = d.subscription_id
  WHERE {who}
    AND u.is_published AND u.overall_status IN ({open})
    AND (s.birth_year IS NULL OR (
      %(month)s - (s.birth_year * 12 + s.birth_month - 1) >= w.youngest_months
      AND %(month)s - (s.birth_year * 12 + s.birth_month) <= w.oldest_months))
    AND (s.reach = 'ANYWHERE' OR EXISTS (
      SELECT 1 FROM place p WHERE p.study_id = c.study_id
        AND (c.site_id IS NULL OR p.site_id = c.site_id)
        AND ((s.reach = 'COUNTRY' AND p.country = s.country)
          OR (s.reach = 'DISTANCE'
            AND p.x * s.x + p.y * s.y + p.z * s.z >= s.nearness))))
    AND NOT EXISTS (
      SELECT 1 FROM contacts_enquiry e
      WHERE e.study_id = u.id AND e.email_hash = s.household)
    AND (c.trigger <> 'RECRUITING' OR u.overall_status = 'RECRUITING')
    AND (c.trigger <> 'SITE_OPENED' OR EXISTS (
      SELECT 1 FROM place p WHERE p.site_id = c.site_id AND p.status = 'RECRUITING'))
"""
FRESH = "s.state = 'ACTIVE' AND c.happened_at >= s.confirmed_at"
# The month of the birthday has come, lately, and not before they asked.
BIRTHDAY = """
  s.birth_year IS NOT NULL
  AND s.birth_year * 12 + s.birth_month - 1 + w.youngest_months
    BETWEEN %(first)s AND %(month)s
"""
GROWN = f"""
  s.state = 'ACTIVE' AND {BIRTHDAY}
  AND s.birth_year * 12 + s.birth_month - 1 + w.youngest_months >= s.since_month
"""
INSERT = """
INSERT INTO contacts_alert (subscription_id, household, study_id, is_recruiting,
  trigger, site_id, state, due_at, created_at)
WITH candidate AS MATERIALIZED ({candidates}), place AS MATERIALIZED ({places})
SELECT s.id, s.household, u.id, u.overall_status = 'RECRUITING', c.trigger, c.site_id,
  '{queued}', CASE s.pace WHEN 'WEEKLY' THEN {week} ELSE {now} END, {now}
{who}
ORDER BY u.id, s.household, s.id, c.trigger
ON CONFLICT DO NOTHING
"""
SELECT = """
WITH candidate AS MATERIALIZED ({candidates}), place AS MATERIALIZED ({places})
SELECT DISTINCT {columns} {who}
"""
ONE = "s.id = %(subscription)s"
# Birthdays of last month are made up for where nobody looked in time.
LATE_MONTHS = 1


def queue_news(ids: Sequence[int], now: datetime, week: datetime) -> int:
    """Queue an alert for everybody who wants to hear of this news; return how many.

    `week` is when the next weekly mails go out.
    """
    return insert(NEWS.format(which=numbers("n.id", ids)), FRESH, now, week)


def queue_ages(ids: Sequence[int], now: datetime, week: datetime) -> int:
    """Queue an alert for everybody who reaches the minimum age of these studies."""
    which = numbers("v.study_id", ids)
    return insert(ages(which), GROWN, now, week, first=this_month(now) - LATE_MONTHS)


def queue_missed(
    subscription: Subscription, since: datetime, now: datetime, week: datetime
) -> int:
    """Queue for one subscription what it did not hear of since."""
    values = {"subscription": subscription.pk, "since": adapted(since)}
    news = NEWS.format(which=f"n.happened_at >= {moment('since')}")
    first = this_month(since) - LATE_MONTHS
    grown = f"{ONE} AND {GROWN}"
    queued = insert(ages("1 = 1"), grown, now, week, first=first, **values)
    return queued + insert(news, f"{ONE} AND {FRESH}", now, week, **values)


def studies_since(
    subscription: Subscription, since: datetime, now: datetime
) -> list[int]:
    """Return the studies that a subscription would have been told of."""
    news = NEWS.format(which=f"n.happened_at >= {moment('since')}")
    values = {"subscription": subscription.pk, "since": adapted(since)}
    found = select("u.id", news, ONE, now, **values)
    grown = f"{ONE} AND {BIRTHDAY}"
    first = this_month(since)
    found += select("u.id", ages("1 = 1"), grown, now, first=first, **values)
    return sorted({study for (study,) in found})


def still_true(alerts: Sequence[int], now: datetime) -> set[int]:
    """Return those alerts whose words are so, for somebody who still wants them."""
    waiting = WAITING.format(which=numbers("a.id", alerts))
    found = select("c.alert", waiting, "s.id = c.owner", now)
    return {alert for (alert,) in found}


def takers(
    household: str, studies: Sequence[int], now: datetime
) -> list[tuple[int, int, str, int | None]]:
    """Return (study, subscription, trigger, site) of all that a mailbox wants."""
    news = NEWS.format(which=numbers("n.study_id", studies))
    grown = ages(numbers("v.study_id", studies))
    who = "s.household = %(household)s AND"
    columns = "u.id, s.id, c.trigger, c.site_id"
    first = this_month(now) - LATE_MONTHS
    found = select(columns, news, f"{who} {FRESH}", now, household=household)
    found += select(
        columns, grown, f"{who} {GROWN}", now, household=household, first=first
    )
    return sorted(found, key=lambda row: (row[:3], row[3] or 0))


def select(columns: str, candidates: str, who: str, now: datetime, **more: Any) -> list:
    """Return rows of what fits."""
    sql = filled(SELECT, candidates, who, columns)
    with connection.cursor() as cursor:
        cursor.execute(sql, {"month": this_month(now), **more})
        return cursor.fetchall()


def insert(
    candidates: str, who: str, now: datetime, week: datetime, **more: Any
) -> int:
    """Run the statement; a row that is there already stays as it is."""
    values = {
        "now": adapted(now),
        "week": adapted(week),
        "month": this_month(now),
        **more,
    }
    with connection.cursor() as cursor:
        cursor.execute(filled(INSERT, candidates, who), values)
        return max(cursor.rowcount, 0)


def filled(statement: str, candidates: str, who: str, columns: str = "") -> str:
    """Return a statement with its parts; all of them are our own words."""
    opened = ", ".join(f"'{status.value}'" for status in OPEN_STATUSES)
    return statement.format(
        candidates=candidates,
        places=PLACES,
        who=WHO.format(who=who, open=opened),
        columns=columns,
        queued=AlertState.QUEUED.value,
        now=moment("now"),
        week=moment("week"),
    )


def ages(which: str) -> str:
    """Return the candidates for birthdays."""
    return AGES.format(time=column_type(), which=which)


def this_month(now: datetime) -> int:
    """Return the month as one running number."""
    return month_index(now.year, now.month)


def numbers(column: str, ids: Sequence[int]) -> str:
    """Return a condition on whole numbers."""
    inside = ", ".join(str(int(one)) for one in ids) or "NULL"
    return f"{column} IN ({inside})"


def moment(name: str) -> str:
    """Return a parameter that the database knows to be a time."""
    is_sqlite = connection.vendor == "sqlite"
    return f"%({name})s" if is_sqlite else f"%({name})s::timestamptz"


def column_type() -> str:
    """Return the database's word for a time."""
    return "text" if connection.vendor == "sqlite" else "timestamptz"


def adapted(time: datetime) -> Any:
    """Return a time as this database writes it."""
    return connection.ops.adapt_datetimefield_value(time)
