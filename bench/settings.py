"""The portal's settings with the bench's addresses."""

from portal.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
