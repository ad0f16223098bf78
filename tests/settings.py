"""The portal's settings with what a test run needs in the environment."""

import os
import tempfile

from tests.hospital import OPERATOR as OUR_HOSPITAL

os.environ.setdefault("SECRET_KEY", "tests-only-" + "x" * 50)
os.environ.setdefault("FIELD_KEYS", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="portal-tests-"))
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("ANYMAIL_WEBHOOK_SECRET", "portal:a-secret-of-the-tests")
os.environ.setdefault("PUBLIC_URL", "http://testserver")
os.environ.setdefault("TRUSTED_HOPS", "0")
# As in the demonstration; tests of the gate close it.
os.environ.setdefault("SERVE_UNAPPROVED", "true")
os.environ.update({**OUR_HOSPITAL, **os.environ})
# Each draft would be another of everything; tests of the languages ask for them.
os.environ.setdefault("DRAFT_LANGUAGES", "")
# No test waits for its turn; the one about the rate sets its own.
os.environ.setdefault("BULK_PER_SECOND", "10000")
# Playwright leaves an event loop in the thread; tests after it use the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from django.conf import global_settings

from portal.settings import *  # noqa: F403

# A password, or a passcode, takes half a second to hash, on purpose; that was half of
# the suite's time. The real ways stand behind, for what was hashed before.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "tests.hashers.QuickScrypt",
    *(way for way in global_settings.PASSWORD_HASHERS if "Scrypt" not in way),
]

# TransactionTestCase empties the database after each test.
AUDIT_MAY_BE_FLUSHED = True

# Threads share SQLite's usual test database, which lives in memory; a file is locked as
# in production.
if "TEST_SQLITE_FILE" in os.environ:
    DATABASES["default"]["TEST"] = {"NAME": os.environ["TEST_SQLITE_FILE"]}  # noqa: F405

# Served from the sources: a test run collects nothing, and no manifest is needed.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
STORAGES["staticfiles"]["BACKEND"] = (  # noqa: F405
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
WHITENOISE_USE_FINDERS = True
# Each client of a test would list them all again: a third of a view's test was that.
WHITENOISE_AUTOREFRESH = True
