"""The portal's own words and promises."""

from portal.settings.environment import env
from portal.settings.hosts import DEBUG
from portal.settings.refusals import hours_of_day

PORTAL_NAME = env.str("PORTAL_NAME", "Trial Portal")
# Working days within which a site team answers; printed on every receipt.
ANSWER_WORKING_DAYS = env.int("ANSWER_WORKING_DAYS", 3)
REGISTRY_API_URL = env.str("REGISTRY_API_URL", "https://clinicaltrials.gov/api/v2")
# When each study is compared with the registry; a demonstration asks nobody by itself.
REFRESH_HOURS = hours_of_day(env.str("REFRESH_HOURS", "" if DEBUG else "1-6"))
# Seconds between two questions to the registry, which allows some fifty a minute.
REGISTRY_PAUSE = env.float("REGISTRY_PAUSE", 1.2)
