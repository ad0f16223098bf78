"""Where a request comes from, for limits only; never logged, never stored plain.

Nothing counts as trusted because of where it comes from: TRUSTED_HOPS says how many
proxies of our own stand in front, and each of them appends one entry to the header.
"""

import logging
import re
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

log = logging.getLogger(__name__)

FORWARDING = ("X-Forwarded-For", "Forwarded", "X-Real-IP")
# Our own proxies write at the end; what a stranger wrote before that may be endless.
LONGEST = 1000
# All who come through a proxy that nobody declared, and all whose proxy writes what
# cannot be read, share one allowance each: too little is safe, too much is not.
UNDECLARED, UNREADABLE = "proxy not declared", "address not readable"
NEAR = [
    ip_network(text)
    for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
]
PORT = re.compile(r"\[(?P<v6>[^\]]+)\](?::\d+)?|(?P<v4>[0-9.]+):\d+")
# RFC 7239: elements, and in them pairs, whose values may stand in quotes.
ELEMENTS = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+')
FOR = re.compile(r'(?:^|;)\s*for\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s]+)', re.IGNORECASE)


def network(request: HttpRequest) -> str:
    """Return what counts as one visitor: an IPv4 address, or a household's IPv6 /64."""
    text = sender(request)
    if text == UNDECLARED:
        return text
    address = read_address(text)
    if address is None:
        warn_unreadable()
        return UNREADABLE
    if isinstance(address, IPv6Address):
        return str(ip_network((int(address) >> 64 << 64, 64)))
    return str(address)


def client_address(request: HttpRequest) -> str:
    """Return the whole address, for the staff's list of sessions; 0.0.0.0: unknown."""
    return str(read_address(sender(request)) or "0.0.0.0")  # noqa: S104 - no address to bind


def sender(request: HttpRequest) -> str:
    """Return what stands for the visitor: the peer, or what our proxies wrote of it."""
    peer: str = request.META.get("REMOTE_ADDR", "")
    hops: int = settings.TRUSTED_HOPS
    if hops:
        entries = forwarded(request)
        # Fewer entries than hops: all of them were written by proxies of our own.
        return entries[-min(hops, len(entries))] if entries else peer
    if is_near(peer) and is_forwarded(request):
        alarm_undeclared()
        return UNDECLARED
    return peer


def forwarded(request: HttpRequest) -> list[str]:
    """Return the entries that proxies wrote, the nearest proxy's last."""
    text = request.headers.get(settings.FORWARDED_HEADER, "")[-LONGEST:]
    if not text.strip():
        return []
    if settings.FORWARDED_HEADER != "Forwarded":
        return [entry.strip() for entry in text.split(",")]
    named = [FOR.search(element.strip()) for element in ELEMENTS.findall(text)]
    return [found[1].strip('"') if found else "" for found in named]


def read_address(text: str) -> IPv4Address | IPv6Address | None:
    """Read an address with or without port, brackets, zone; unwrap mapped IPv4."""
    found = PORT.fullmatch(text)
    bare = (found["v6"] or found["v4"]) if found else text
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def is_forwarded(request: HttpRequest) -> bool:
    """Whether some proxy, or somebody who plays one, handed the request on."""
    return any(name in request.headers for name in FORWARDING)


def is_near(peer: str) -> bool:
    """Whether a proxy of one's own would have this address."""
    address = read_address(peer)
    return address is None or address.is_loopback or any(address in net for net in NEAR)


@cache
def alarm_undeclared() -> None:
    """Say once for each process that limits fail the wrong people."""
    log.error(
        "A proxy forwards visitors, but TRUSTED_HOPS is 0: all of them share one "
        "allowance. Set TRUSTED_HOPS to the number of proxies in front."
    )


@cache
def warn_unreadable() -> None:
    """Say once for each process that a proxy writes no addresses."""
    log.warning(
        "A visitor's address cannot be read: all of that kind share one allowance. "
        "Look at what the proxy writes into %s.",
        settings.FORWARDED_HEADER,
    )
