"""What a browser may do with a page, and how much anybody may send."""

from urllib.parse import urlsplit

from portal.settings.environment import env
from portal.settings.hosts import BASE_PATH, PUBLIC_URL, TRUSTED_HOPS
from portal.settings.mail import INBOUND_DOMAIN
from portal.settings.policy import DIRECTIVES, FRAME_ANCESTORS  # noqa: F401 - a setting

HTTPS = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# With __Host- a browser takes them from this very host and over TLS alone; it wants the
# whole host, so under a path they begin with __Secure- and are sent to that path alone.
# Plain http://localhost keeps other names: not every browser takes these there.
COOKIE_BEGINS = "__Host-" if BASE_PATH == "/" else "__Secure-"
SESSION_COOKIE_NAME = f"{COOKIE_BEGINS}staff" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_BEGINS}csrf" if HTTPS else "csrftoken"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = BASE_PATH
# No script of ours reads it: every form carries its token.
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", HTTPS)
SECURE_SSL_HOST = urlsplit(PUBLIC_URL).netloc if HTTPS else None
# A monitor asks on the machine itself.
_ASKED = ("healthz", "readyz", "metrics")
SECURE_REDIRECT_EXEMPT = [f"^{BASE_PATH[1:]}{name}$" for name in _ASKED]
# Whether browsers preload the domain is for its owner to ask for, not for us.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_HOPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A message is text; mail providers' requests have INBOUND_LIMIT.
BODY_LIMIT = 200_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 36_000_000 if INBOUND_DOMAIN else BODY_LIMIT
# More than the fields of the longest form: all notes of a full notebook, ticked.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 600
CONTENT_SECURITY_POLICY = {"DIRECTIVES": DIRECTIVES}
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
# Whom to warn of a weakness; the hospital's own address where nothing is said.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")
