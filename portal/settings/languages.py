"""Languages of the pages, and the zone of the machine's own times."""

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from portal.lib.languages.offered import EVERY_DRAFT, offered_languages
from portal.settings.environment import BASE_DIR, env
from portal.settings.hosts import DEBUG

LANGUAGE_CODE = "en"
# What nobody has read whose own language it is, is offered where it is named.
DRAFT_LANGUAGES = env.list("DRAFT_LANGUAGES", [EVERY_DRAFT] if DEBUG else [])
# Those of this installation, English among them; empty: all that somebody has read.
NAMED_LANGUAGES = env.list("LANGUAGES", [])
# Their names stand in Django's own catalogues.
LANGUAGES = [
    (code, _(LANG_INFO[code]["name"]))
    for code in offered_languages(DRAFT_LANGUAGES, NAMED_LANGUAGES)
]
# Whose numbers stand in their own digits; CLDR writes Arabic in Latin ones.
NATIVE_DIGITS = env.list("NATIVE_DIGITS", [])
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", "UTC")
