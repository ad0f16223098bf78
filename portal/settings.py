"""All settings, driven by the environment; docs/configuration.md explains each.

Nothing else in the project reads the environment. `script/setup` keeps generated
secrets in `$DATA_DIR/env`; the real environment wins over that file.
"""

import os
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

from portal import database, refusals
from portal.lib.mailurl import read_mail_url
from portal.logs import logging_config
from portal.policy import DIRECTIVES
from portal.signin import *  # noqa: F403 - settings, each with its own name

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").resolve()

env = Env()
if (DATA_DIR / "env").is_file():
    env.read_env(str(DATA_DIR / "env"), recurse=False)


def required(name: str, cure: str) -> str:
    """Return a setting that has no safe default, or stop with the cure."""
    value = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {cure}")
    return value


DEBUG = env.bool("DEBUG", False)
SECRET_KEY = required(
    "SECRET_KEY",
    "Run script/setup, which makes one, or set it to 50 or more random characters.",
)
# Newest first. The first encrypts; all decrypt, so keys can be rotated.
FIELD_KEYS = [
    key.strip()
    for key in required(
        "FIELD_KEYS",
        "Run script/setup, which makes one, or set it to one or more Fernet keys, "
        "separated by commas (docs/configuration.md).",
    ).split(",")
]
PORT = env.int("PORT", 8000)
LOOPBACK = ["localhost", "127.0.0.1", "[::1]", ".localhost"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", LOOPBACK if DEBUG else [])
PUBLIC_URL = env.str(
    "PUBLIC_URL",
    f"http://localhost:{PORT}"
    if DEBUG or not ALLOWED_HOSTS
    else f"https://{ALLOWED_HOSTS[0]}",
).rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
if DEBUG:
    refusals.refuse_open_debug(ALLOWED_HOSTS, env.str("HOST", ""), PUBLIC_URL)
# Our own proxies in front; each appends an entry to FORWARDED_HEADER.
TRUSTED_HOPS = refusals.trusted_hops(env.str("TRUSTED_HOPS", ""), DEBUG)
FORWARDED_HEADER = env.str("FORWARDED_HEADER", "X-Forwarded-For")

INSTALLED_APPS = [
    "portal",
    "trials",
    "contacts",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # The list of passkeys says "an hour ago" with it.
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "crispy_forms",
    "crispy_bootstrap5",
    "anymail",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.headers.request_id",
    "portal.middleware.headers.security_headers",
    "portal.middleware.headers.staff_unstored",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.headers.path_language",
    "portal.middleware.readable.ReadableOnly",
    "portal.sessions.ProvenSessions",
    "django.middleware.common.CommonMiddleware",
    "portal.middleware.bodylimit.BodyLimit",
    "portal.middleware.keeping.KeptWords",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.middleware.idle.IdleSession",
    "portal.middleware.second_factor.SecondFactor",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.site",
            ],
            "builtins": ["portal.moments"],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Data -------------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(
        env.str("DATABASE_URL", "") or f"sqlite:///{DATA_DIR / 'portal.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = database.of_sqlite()
else:
    _database["ENGINE"] = database.ENGINE
    _database["OPTIONS"] = database.of_postgresql(_database.get("OPTIONS", {}))

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
# What was erased is remembered here, apart from the database and its backups.
ERASURES_DIR = Path(env.str("ERASURES_DIR", "") or DATA_DIR / "erasures")
# The gazetteer: one read-only file, built by script/setup from public data.
GAZETTEER_PATH = Path(env.str("GAZETTEER_PATH", "") or DATA_DIR / "gazetteer.sqlite3")

# --- E-mail -----------------------------------------------------------------------

MAIL_DIR = DATA_DIR / "mail"
EMAIL_URL = env.str("EMAIL_URL", "")
EMAIL_PROVIDER = env.str("EMAIL_PROVIDER", "")
EMAIL_INSECURE = env.bool("EMAIL_INSECURE", False)
# A certificate authority of one's own, alone trusted for mail; else the system's.
EMAIL_CA_FILE = env.str("EMAIL_CA_FILE", "")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Trial Portal <portal@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Where an enquiry goes when neither the site nor the study has an address.
PORTAL_DESK_EMAIL = env.str("PORTAL_DESK_EMAIL", "desk@portal.example")
PORTAL_DESK_PHONE = env.str("PORTAL_DESK_PHONE", "")
# Where answers to our mails come in through anymail's webhook, such as
# reply.trials.example.org; empty: they go straight between team and family.
INBOUND_DOMAIN = env.str("INBOUND_DOMAIN", "")
# Large letters lie here, sealed. Web and worker need the same folder.
LETTERS_DIR = Path(env.str("LETTERS_DIR", "") or DATA_DIR / "letters")
# Past these the webhook answers 503: the mail provider keeps the mail.
INBOUND_BYTES_PER_DAY = env.int("INBOUND_BYTES_PER_DAY", 2_000_000_000)
INBOUND_FREE_BYTES = env.int("INBOUND_FREE_BYTES", 200_000_000)
INBOUND_LIMIT = 40_000_000
READER_SECONDS = env.int("READER_SECONDS", 10)
READER_MEMORY = env.int("READER_MEMORY", 1_000_000_000)
# RFC 5321 4.5.3.2 allows a server minutes after DATA; a shorter wait sends twice.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 60)
# Whether the mail server carries letters of any script before the @ (RFC 6531).
EMAIL_SMTPUTF8 = env.bool("EMAIL_SMTPUTF8", False)
# Seconds that one worker may hold an e-mail. Celery kills a task that takes longer
# than five sixths of it. Embedded, nobody kills, so it must outlast every reply.
EMAIL_LEASE = EMAIL_TIMEOUT * (3 if REDIS_URL else 10)
# Alerts leave no faster; most providers allow a new sender some tens a second.
BULK_PER_SECOND = env.int("BULK_PER_SECOND", 20)
# anymail's settings keep their own names.
ANYMAIL = {
    name.removeprefix("ANYMAIL_"): value
    for name, value in os.environ.items()
    if name.startswith("ANYMAIL_")
}
if EMAIL_PROVIDER:
    EMAIL_BACKEND = f"anymail.backends.{EMAIL_PROVIDER}.EmailBackend"
elif EMAIL_URL:
    _mail = read_mail_url(EMAIL_URL)
    refusals.refuse_plain_mail(_mail.host, _mail.is_encrypted, DEBUG or EMAIL_INSECURE)
    EMAIL_BACKEND = "contacts.mail.transport.SmtpBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.has_starttls, _mail.has_tls
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = MAIL_DIR

# --- Language and time --------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", "UTC")

# --- Static files -------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", "") or DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# --- Staff sign-in (the rest stands in portal/signin.py) ------------------------------

ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_HOPS
# Off only for the demonstration, whose sign-in stands on the terminal.
MFA_REQUIRED = env.bool("MFA_REQUIRED", not DEBUG)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_TOTP_ISSUER = env.str("PORTAL_NAME", "Trial Portal")
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", 60)

# --- Security -----------------------------------------------------------------------

HTTPS = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# With this beginning a browser takes them from this very host and over TLS alone.
# Plain http://localhost keeps other names: not every browser takes these there.
SESSION_COOKIE_NAME = "__Host-staff" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrftoken"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", HTTPS)
SECURE_SSL_HOST = PUBLIC_URL.partition("://")[2] if HTTPS else None
# A monitor asks on the machine itself.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
# Whether browsers preload the domain is for its owner to ask for, not for us.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_HOPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A message is text; mail providers' requests have INBOUND_LIMIT (portal.bodylimit).
BODY_LIMIT = 200_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 36_000_000 if INBOUND_DOMAIN else BODY_LIMIT
# More than the fields of the longest form: all notes of a full notebook, ticked.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 600
CONTENT_SECURITY_POLICY = {"DIRECTIVES": DIRECTIVES}
METRICS_TOKEN = env.str("METRICS_TOKEN", "")

# --- The portal's own words and promises ----------------------------------------------

PORTAL_NAME = env.str("PORTAL_NAME", "Trial Portal")
# Working days within which a site team answers; printed on every receipt.
ANSWER_WORKING_DAYS = env.int("ANSWER_WORKING_DAYS", 3)
REGISTRY_API_URL = env.str("REGISTRY_API_URL", "https://clinicaltrials.gov/api/v2")

# --- Logging ----------------------------------------------------------------------

LOGGING = logging_config(env.str("LOG_LEVEL", "INFO"))
