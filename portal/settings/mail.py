"""How mail leaves and comes in."""

from ipaddress import ip_network
from pathlib import Path

from portal.lib.mailurl import read_mail_url
from portal.settings import refusals
from portal.settings.data import REDIS_URL
from portal.settings.environment import DATA_DIR, beginning_with, env
from portal.settings.hosts import DEBUG


def oauth_asked(said: dict[str, str]) -> dict[str, str]:
    """Return what is posted for a token: a refresh token, or the portal's own name."""
    names = ("CLIENT_ID", "CLIENT_SECRET", "SCOPE", "REFRESH_TOKEN")
    asked = {name.lower(): said[name] for name in names if said.get(name)}
    kind = "refresh_token" if "refresh_token" in asked else "client_credentials"
    return {"grant_type": kind, **asked}


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
# Lines to the mail server that one worker may have open at once, while it is slow.
EMAIL_LINES = env.int("EMAIL_LINES", 4)
# Alerts leave no faster; most providers allow a new sender some tens a second.
BULK_PER_SECOND = env.int("BULK_PER_SECOND", 20)
# … and no faster to mailboxes of one domain, if their provider takes fewer.
BULK_TO_A_DOMAIN = env.int("BULK_TO_A_DOMAIN", BULK_PER_SECOND)
# Workers that send alerts at once; the others are there for people who wait.
BULK_SENDERS = env.int("BULK_SENDERS", 1)
# A mail service that takes tokens alone (XOAUTH2): where one is fetched, and with what.
EMAIL_OAUTH_TOKEN_URL = refusals.https_address(
    "EMAIL_OAUTH_TOKEN_URL", env.str("EMAIL_OAUTH_TOKEN_URL", "")
)
EMAIL_OAUTH_USER = env.str("EMAIL_OAUTH_USER", "")
EMAIL_OAUTH_ASKED = oauth_asked(beginning_with("EMAIL_OAUTH_"))
# anymail's settings keep their own names.
ANYMAIL = beginning_with("ANYMAIL_")
if EMAIL_PROVIDER:
    EMAIL_BACKEND = f"anymail.backends.{EMAIL_PROVIDER}.EmailBackend"
elif EMAIL_URL:
    _mail = read_mail_url(EMAIL_URL)
    refusals.refuse_plain_mail(_mail.host, _mail.is_encrypted, DEBUG or EMAIL_INSECURE)
    EMAIL_BACKEND = "contacts.mail.smtp.SmtpBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.has_starttls, _mail.has_tls
    if EMAIL_OAUTH_TOKEN_URL:
        EMAIL_BACKEND = "contacts.mail.oauth.backend.OAuthSmtpBackend"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = MAIL_DIR
# Another system that is told of enquiries by signed calls (docs/webhooks.md).
HOOK_URL = refusals.hook_url(env.str("HOOK_URL", ""))
# Newest first; each signs, so that a receiver can change from one to the other.
HOOK_SECRETS = refusals.hook_secrets(HOOK_URL, env.list("HOOK_SECRETS", []))
# Private networks that HOOK_URL may lead into, such as 10.20.0.0/16.
HOOK_NETWORKS = [ip_network(one) for one in env.list("HOOK_NETWORKS", [])]
