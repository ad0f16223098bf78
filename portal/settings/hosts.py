"""Who this portal is: its keys, its address, and what stands in front of it."""

from portal.settings import refusals
from portal.settings.environment import env, required

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
# A path in it is where the portal begins on a host that it shares with other programs.
FORCE_SCRIPT_NAME = refusals.public_path(PUBLIC_URL) or None
BASE_PATH = f"{FORCE_SCRIPT_NAME or ''}/"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL.removesuffix(BASE_PATH.rstrip("/"))]
if DEBUG:
    refusals.refuse_open_debug(ALLOWED_HOSTS, env.str("HOST", ""), PUBLIC_URL)
# Our own proxies in front; each appends an entry to FORWARDED_HEADER.
TRUSTED_HOPS = refusals.trusted_hops(env.str("TRUSTED_HOPS", ""), DEBUG)
FORWARDED_HEADER = env.str("FORWARDED_HEADER", "X-Forwarded-For")
