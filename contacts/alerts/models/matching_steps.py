"""Who wants to hear of what: one statement, step by step.

It is SQL by hand because nothing else joins on a hash and inserts what it finds:
100,000 subscribers never become Python objects. SQLite and PostgreSQL both read it.

    candidate   what might be told: news, birthdays, or alerts that wait
    place       the places of those studies at which somebody may ask
    who         whose wishes a candidate meets, with `place` for how far away

The same steps queue alerts, say what somebody would have had, and look again at what
waits: a mail never says what the queue would not have taken.
"""

from contacts.alerts.asked_places import sql_of_places
from contacts.alerts.models.alerts import AlertState
from trials.models import OPEN_STATUSES, SiteStatus

# Candidates: news of a study or of one of its places …
NEWS = """
  SELECT n.study_id, n.site_id, n.trigger, n.happened_at
  FROM trials_studynews n WHERE {which}
"""
# … studies whose minimum age somebody reaches; nothing happened, so they have no time …
BIRTHDAYS = """
  SELECT v.study_id, CAST(NULL AS bigint) AS site_id, 'OLD_ENOUGH' AS trigger,
    CAST(NULL AS {time}) AS happened_at
  FROM trials_watchedstudy v WHERE v.youngest_months > 0 AND {which}
"""
# … and alerts that wait, to be looked at again for the one that they belong to.
WAITING = """
  SELECT a.study_id, a.site_id, a.trigger, a.subscription_id AS owner, a.id AS alert
  FROM contacts_alert a WHERE {which}
"""
# Radians of a place are worked out once, not once for each subscriber or alert.
PLACES = f"""
  SELECT t.study_id, t.id AS site_id, t.country, t.status,
    COS(RADIANS(t.latitude)) * COS(RADIANS(t.longitude)) AS x,
    COS(RADIANS(t.latitude)) * SIN(RADIANS(t.longitude)) AS y,
    SIN(RADIANS(t.latitude)) AS z
  FROM trials_study u
  JOIN trials_studysite t ON t.study_id = u.id
  WHERE u.id IN (SELECT study_id FROM candidate) AND {sql_of_places("t", "u")}
"""  # noqa: S608 - all of it is our own words
# What must be so of the study for anybody, whatever made it a candidate.
OPEN = f"""u.is_published AND u.team_closed_on IS NULL AND u.overall_status IN ({
    ", ".join(f"'{status.value}'" for status in OPEN_STATUSES)
})"""
# A month of birth is a whole month: whoever may be of the age on one of its days is.
OF_AGE = """(s.birth_year IS NULL OR (
      %(month)s - (s.birth_year * 12 + s.birth_month - 1) >= w.youngest_months
      AND %(month)s - (s.birth_year * 12 + s.birth_month) <= w.oldest_months))"""
# On a ball of radius 1 the product of two points is the cosine of their distance. News
# of one place count for that place alone.
WITHIN_REACH = """(s.reach = 'ANYWHERE' OR EXISTS (
      SELECT 1 FROM place p WHERE p.study_id = c.study_id
        AND (c.site_id IS NULL OR p.site_id = c.site_id)
        AND ((s.reach = 'COUNTRY' AND p.country = s.country)
          OR (s.reach = 'DISTANCE'
            AND p.x * s.x + p.y * s.y + p.z * s.z >= s.nearness))))"""
# Whoever has written to the study's team knows of it.
NOT_WRITTEN_YET = """NOT EXISTS (
      SELECT 1 FROM contacts_enquiry e
      WHERE e.study_id = u.id AND e.email_hash = s.household)"""
# What the alert's words say must be so now, not when it was news.
STILL_SO = f"""(c.trigger <> 'RECRUITING' OR u.overall_status = 'RECRUITING')
    AND (c.trigger <> 'SITE_OPENED' OR EXISTS (
      SELECT 1 FROM place p
      WHERE p.site_id = c.site_id AND p.status = '{SiteStatus.RECRUITING.value}'))"""  # noqa: S608
WHO = f"""
  FROM candidate c
  JOIN trials_study u ON u.id = c.study_id
  JOIN trials_watchedstudy w ON w.study_id = u.id
  JOIN trials_studycondition k ON k.study_id = u.id
  JOIN contacts_subscriptioncondition d ON d.hash = k.hash
  JOIN contacts_subscription s ON s.id = d.subscription_id
  WHERE {{who}}
    AND {OPEN}
    AND {OF_AGE}
    AND {WITHIN_REACH}
    AND {NOT_WRITTEN_YET}
    AND {STILL_SO}
"""
# Whose turn it is: those who had confirmed when it happened …
FRESH = "s.state = 'ACTIVE' AND c.happened_at >= s.confirmed_at"
# … those whose birthday has come, lately …
BIRTHDAY = """
  s.birth_year IS NOT NULL
  AND s.birth_year * 12 + s.birth_month - 1 + w.youngest_months
    BETWEEN %(first)s AND %(month)s
"""
# … and not before they asked …
GROWN = f"""
  s.state = 'ACTIVE' AND {BIRTHDAY}
  AND s.birth_year * 12 + s.birth_month - 1 + w.youngest_months >= s.since_month
"""
# … or one person alone.
ONE = "s.id = %(subscription)s"
STEPS = f"""
WITH candidate AS MATERIALIZED ({{candidates}}), place AS MATERIALIZED ({PLACES})
"""
# The ledger takes a household and a study once: run twice, it queues once, and of two
# subscriptions the older one is told.
INSERT = f"""
INSERT INTO contacts_alert (subscription_id, household, study_id, is_recruiting,
  trigger, site_id, state, due_at, created_at)
{STEPS}
SELECT s.id, s.household, u.id, u.overall_status = 'RECRUITING', c.trigger, c.site_id,
  '{AlertState.QUEUED.value}',
  CASE s.pace WHEN 'WEEKLY' THEN {{week}} ELSE {{now}} END, {{now}}
{WHO}
ORDER BY u.id, s.household, s.id, c.trigger
ON CONFLICT DO NOTHING
"""
SELECT = f"""
{STEPS}
SELECT DISTINCT {{columns}}
{WHO}
"""
