"""Who wants to hear of what: one statement, which the database works out by itself.

The same words find what to queue and what somebody would have had. They are SQL by
hand because nothing else joins on a hash and inserts what it finds; SQLite and
PostgreSQL both read them.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from contacts.models.alerts import AlertState
from contacts.models.subscriptions import Subscription
from trials.ages import month_index
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
  FROM trials_watchedstudy v WHERE v.youngest_months > 0
"""
# Places that take people, or will where the study as a whole has not begun. Radians
# of a site are worked out once, not once for each subscriber.
PLACES = """
  SELECT DISTINCT c.study_id, t.id AS site_id, t.country,
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
"""
FRESH = "s.state = 'ACTIVE' AND c.happened_at >= s.confirmed_at"
# The month of the birthday has come, this month or the last, and since they asked.
GROWN = """
  s.state = 'ACTIVE' AND s.birth_year IS NOT NULL
  AND s.birth_year * 12 + s.birth_month - 1 + w.youngest_months
    BETWEEN %(month)s - 1 AND %(month)s
  AND s.birth_year * 12 + s.birth_month - 1 + w.youngest_months > s.since_month
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
SELECT DISTINCT u.id {who}
"""


def queue_news(ids: Sequence[int], now: datetime, week: datetime) -> int:
    """Queue an alert for everybody who wants to hear of this news; return how many.

    `week` is when the next weekly mails go out.
    """
    return insert(NEWS.format(which=numbers("n.id", ids)), FRESH, now, week)


def queue_ages(now: datetime, week: datetime) -> int:
    """Queue an alert for everybody who reaches a study's minimum age."""
    return insert(AGES.format(time=column_type()), GROWN, now, week)


def studies_since(
    subscription: Subscription, since: datetime, now: datetime
) -> list[int]:
    """Return the studies that a subscription would have been told of."""
    which = f"n.happened_at >= {moment('since')}"
    sql = filled(SELECT, NEWS.format(which=which), "s.id = %(subscription)s")
    values = {"subscription": subscription.pk, "since": adapted(since)}
    with connection.cursor() as cursor:
        cursor.execute(sql, {**values, "month": month_index(now.year, now.month)})
        return [row[0] for row in cursor.fetchall()]


def insert(candidates: str, who: str, now: datetime, week: datetime) -> int:
    """Run the statement; a row that is there already stays as it is."""
    values = {
        "now": adapted(now),
        "week": adapted(week),
        "month": month_index(now.year, now.month),
    }
    with connection.cursor() as cursor:
        cursor.execute(filled(INSERT, candidates, who), values)
        return max(cursor.rowcount, 0)


def filled(statement: str, candidates: str, who: str) -> str:
    """Return a statement with its parts; all of them are our own words."""
    opened = ", ".join(f"'{status.value}'" for status in OPEN_STATUSES)
    return statement.format(
        candidates=candidates,
        places=PLACES,
        who=WHO.format(who=who, open=opened),
        queued=AlertState.QUEUED.value,
        now=moment("now"),
        week=moment("week"),
    )


def numbers(column: str, ids: Sequence[int]) -> str:
    """Return a condition on whole numbers."""
    return f"{column} IN ({', '.join(str(int(one)) for one in ids)})"


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
