"""The portal's own words and promises."""

from portal.settings.environment import env
from portal.settings.hosts import DEBUG
from portal.settings.refusals import hours_of_day

PORTAL_NAME = env.str("PORTAL_NAME", "Trial Portal")
# Working days within which a site team answers; printed on every receipt.
ANSWER_WORKING_DAYS = env.int("ANSWER_WORKING_DAYS", 3)
# What may be an emergency is answered the same working day (0), or so many days later.
URGENT_ANSWER_WORKING_DAYS = env.int("URGENT_ANSWER_WORKING_DAYS", 0)
# Who answers for the medical words; their name stands in docs/safety-case.md's place.
CLINICAL_SAFETY_OFFICER = env.str("CLINICAL_SAFETY_OFFICER", "")
# The day on which that person approved the word lists, care texts and limits.
CLINICAL_SAFETY_APPROVED_ON = env.str("CLINICAL_SAFETY_APPROVED_ON", "")
REGISTRY_API_URL = env.str("REGISTRY_API_URL", "https://clinicaltrials.gov/api/v2")
# When each study is compared with the registry; a demonstration asks nobody by itself.
REFRESH_HOURS = hours_of_day(env.str("REFRESH_HOURS", "" if DEBUG else "1-6"))
# Seconds between two questions to the registry, which allows some fifty a minute.
REGISTRY_PAUSE = env.float("REGISTRY_PAUSE", 1.2)
# Show, marked as drafts, what nobody has approved: for demonstrations alone.
SERVE_UNAPPROVED = env.bool("SERVE_UNAPPROVED", DEBUG)
