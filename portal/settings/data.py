"""Where everything is kept."""

from pathlib import Path

import dj_database_url

from portal.database import waiting
from portal.settings.environment import DATA_DIR, env
from portal.settings.hosts import DEBUG

DATABASES = {
    "default": dj_database_url.parse(
        env.str("DATABASE_URL", "") or f"sqlite:///{DATA_DIR / 'portal.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = waiting.of_sqlite()
else:
    _database["ENGINE"] = waiting.ENGINE
    _database["OPTIONS"] = waiting.of_postgresql(_database.get("OPTIONS", {}))

    # A pool gives each transaction another session: a cursor would be in none of them.
    _database["DISABLE_SERVER_SIDE_CURSORS"] = env.bool("DATABASE_POOLED", False)

REDIS_URL = env.str("REDIS_URL", "")
CACHES = {
    "default": {
        "BACKEND": "portal.caches.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "portal",
        "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
    }
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
}
# Days for which the audit is kept; six years unless the operator's law says otherwise,
# and 0 keeps it for ever.
AUDIT_DAYS = env.int("AUDIT_DAYS", 2192)
# An installation's audit is deleted by no command (manage.py flush).
AUDIT_MAY_BE_FLUSHED = DEBUG
# What was erased is remembered here, apart from the database and its backups.
ERASURES_DIR = Path(env.str("ERASURES_DIR", "") or DATA_DIR / "erasures")
# The gazetteer: one read-only file, built by script/setup from public data.
GAZETTEER_PATH = Path(env.str("GAZETTEER_PATH", "") or DATA_DIR / "gazetteer.sqlite3")
