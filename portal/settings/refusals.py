"""What an installation may not be: each function stops the program with the cure."""

import re
from base64 import b64decode
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.lib.loopback import is_loopback


def refuse_open_debug(allowed: list[str], bound: str, public_url: str) -> None:
    """DEBUG shows every message to whoever asks: only this machine may ask."""
    named = [("ALLOWED_HOSTS", host) for host in allowed]
    named += [("HOST", bound), ("PUBLIC_URL", urlsplit(public_url).hostname or "")]
    for setting, host in named:
        if host and not is_loopback(host):
            raise ImproperlyConfigured(
                f"DEBUG is on, but {setting} names {host}, which is not this machine. "
                "DEBUG shows families' messages and secret links to everybody. Take "
                "DEBUG out of the environment and out of the file env in DATA_DIR; to "
                f"try the portal, take {setting} out."
            )


def public_path(public_url: str) -> str:
    """Return the path that the portal stands under; "" where it has the whole host."""
    parts = urlsplit(public_url)
    is_plain = re.fullmatch(r"(/[A-Za-z0-9._~-]+)*", parts.path)
    if not is_plain or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"PUBLIC_URL is {public_url!r}. Set it to the address of the first page, "
            "such as https://trials.hospital.example or "
            "https://www.hospital.example/trials."
        )
    return parts.path


NO_HOPS = (
    "TRUSTED_HOPS is not set. Set it to the number of your own proxies between "
    "visitors and the portal: 1 behind nginx, 0 where nothing stands in front. "
    "To try the portal on this machine, set DEBUG=true. (It takes the place of "
    "BEHIND_PROXY: true was 1, false was 0.)"
)


def trusted_hops(text: str, is_debug: bool) -> int:
    """Read TRUSTED_HOPS, which only a developer's machine may leave out."""
    if not text and is_debug:
        return 0
    if not text:
        raise ImproperlyConfigured(NO_HOPS)
    if not (text.isascii() and text.isdigit()) or int(text) > 9:
        raise ImproperlyConfigured(
            f"TRUSTED_HOPS is {text!r}. Set it to the number of your own proxies "
            "between visitors and the portal, such as 1, or 0 where there is none."
        )
    return int(text)


def refuse_plain_mail(host: str, is_encrypted: bool, may_be_plain: bool) -> None:
    """Families' words do not leave this machine for everybody to read."""
    if is_encrypted or may_be_plain or is_loopback(host):
        return
    raise ImproperlyConfigured(
        f"EMAIL_URL sends mail to {host} without TLS. Use smtp+tls:// (STARTTLS, port "
        "587) or smtp+ssl:// (TLS from the start, port 465). If nobody else can read "
        "the way to that server, write EMAIL_INSECURE=yes."
    )


def hours_of_day(text: str) -> tuple[int, int] | None:
    """Read "1-6", from one o'clock until six; nothing where it is never time."""
    if not text:
        return None
    first, _dash, last = text.partition("-")
    hours = [int(one) for one in (first, last) if one.isascii() and one.isdigit()]
    if len(hours) != 2 or max(hours) > 24 or hours[0] == hours[1]:
        raise ImproperlyConfigured(
            f"REFRESH_HOURS is {text!r}. Set it to two hours of the day such as 1-6, "
            "or to nothing if studies are compared by hand alone."
        )
    return hours[0], hours[1]


def frame_ancestors(origins: list[str]) -> list[str]:
    """Read FRAME_ANCESTORS: whole origins, and never every page of the world."""
    for origin in origins:
        parts = urlsplit(origin)
        is_whole = parts.scheme in {"https", "http"} and parts.hostname
        if not is_whole or "*" in origin or parts.path.strip("/") or parts.query:
            raise ImproperlyConfigured(
                f"FRAME_ANCESTORS names {origin!r}. Name each page that may show a "
                "card by its origin, such as https://www.hospital.example, separated "
                "by commas."
            )
    return origins


def hook_url(url: str) -> str:
    """Read HOOK_URL: nobody on the way reads or changes what is told."""
    parts = urlsplit(url)
    is_safe = parts.scheme == "https" or is_loopback(parts.hostname or "")
    is_whole = is_safe and parts.hostname and not parts.username and not parts.fragment
    if url and not is_whole:
        raise ImproperlyConfigured(
            "HOOK_URL is no https address. Set it to one such as "
            "https://ctms.hospital.example/portal, without a name and a password in it."
        )
    return url


def hook_secrets(url: str, secrets: list[str]) -> list[str]:
    """Read HOOK_SECRETS: what is told without a signature, anybody can tell."""
    try:
        keys = [b64decode(one.removeprefix("whsec_"), validate=True) for one in secrets]
    except ValueError:
        keys = [b""]
    if (url and not keys) or any(len(key) < 24 for key in keys):
        raise ImproperlyConfigured(
            "HOOK_SECRETS needs one or two secrets of 24 bytes or more in base64, "
            'newest first. Make one with: echo "whsec_$(openssl rand -base64 32)"'
        )
    return secrets


def https_address(name: str, url: str) -> str:
    """Read where secrets are sent and proofs come from: nobody may stand between."""
    parts = urlsplit(url)
    if url and parts.scheme != "https" and not is_loopback(parts.hostname or ""):
        raise ImproperlyConfigured(
            f"{name} is no https address. Set it as the service itself names it, such "
            "as https://login.hospital.example/…"
        )
    return url
