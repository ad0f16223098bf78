"""Where a request comes from, for limits only; never logged, never stored plain."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def network(request: HttpRequest) -> str:
    """Return the visitor's address; of IPv6 the /64 that one household has.

    X-Forwarded-For counts only behind our own proxy, and of it only the entry that
    this proxy wrote: the last.
    """
    text = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "")
        text = forwarded.rpartition(",")[2].strip() or text
    try:
        address = ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        return str(ip_network(f"{address}/64", strict=False))
    return str(address)


def is_this_machine(visitor: str) -> bool:
    """Whether a `network` is the loopback of the machine that answers."""
    return visitor.startswith("127.") or visitor == "::/64"
