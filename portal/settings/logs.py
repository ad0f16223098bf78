"""What is written down of a request: nothing personal."""

from portal.logs import logging_config
from portal.settings.environment import env

LOGGING = logging_config(env.str("LOG_LEVEL", "INFO"))
