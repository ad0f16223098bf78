"""Files that are served as they are."""

from pathlib import Path

from portal.settings.environment import BASE_DIR, DATA_DIR, env
from portal.settings.hosts import BASE_PATH, DEBUG

STATIC_URL = f"{BASE_PATH}static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", "") or DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
# The parts of a page's style and scripts are joined by portal/pages/joined.py.
JOINED_ROOT = DATA_DIR / "joined"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "portal.pages.joined.JoinedFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
