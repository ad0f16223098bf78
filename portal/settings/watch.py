"""How the portal watches itself, and whom it tells."""

from portal.settings.environment import env
from portal.settings.mail import PORTAL_DESK_EMAIL

# Whom alarms are told: a mailbox, a webhook, or both.
ALARM_EMAIL = env.str("ALARM_EMAIL", PORTAL_DESK_EMAIL)
# Another mail server than the portal's own, which may be what has failed.
ALARM_EMAIL_URL = env.str("ALARM_EMAIL_URL", "")
ALARM_WEBHOOK = env.str("ALARM_WEBHOOK", "")
ALARM_AGAIN_SECONDS = env.int("ALARM_AGAIN_SECONDS", 24 * 3600)
# So long e-mails may wait, a job may stand, the database may be away, untold.
ALARM_OUTBOX_SECONDS = env.int("ALARM_OUTBOX_SECONDS", 1800)
ALARM_STANDING_SECONDS = env.int("ALARM_STANDING_SECONDS", 300)
# What has not been seen for so long is over.
ALARM_QUIET_SECONDS = env.int("ALARM_QUIET_SECONDS", 300)
# So often a web process looks whether the workers look after the portal.
WATCH_SECONDS = env.int("WATCH_SECONDS", 30)
# So often a web process tries whether it could store a message.
HEALTH_SECONDS = env.float("HEALTH_SECONDS", 10.0)
# A process that does nothing for so long ends itself.
WATCHDOG_SECONDS = env.int("WATCHDOG_SECONDS", 180)
# A gap of the clock that a stopped machine explains is believed after so long.
CLOCK_PATIENCE_SECONDS = env.int("CLOCK_PATIENCE_SECONDS", 3600)
# Less free than this, or than a twentieth of the disk, is an alarm.
DISK_FREE_BYTES = env.int("DISK_FREE_BYTES", 200_000_000)
# What the database may take at most, where its server sets a bound; 0: none known.
DATABASE_BYTES = env.int("DATABASE_BYTES", 0)
# Each hour a message goes the whole way to this mailbox; empty: none does.
REHEARSAL_EMAIL = env.str("REHEARSAL_EMAIL", "")
REGISTRY_DAYS = env.int("REGISTRY_DAYS", 14)
