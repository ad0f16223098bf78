"""The portal's own words and promises."""

from portal.settings.environment import env

PORTAL_NAME = env.str("PORTAL_NAME", "Trial Portal")
# Working days within which a site team answers; printed on every receipt.
ANSWER_WORKING_DAYS = env.int("ANSWER_WORKING_DAYS", 3)
REGISTRY_API_URL = env.str("REGISTRY_API_URL", "https://clinicaltrials.gov/api/v2")
