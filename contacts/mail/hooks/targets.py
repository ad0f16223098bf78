"""Where a call may go: to the world, or into networks that the operator names.

A name is looked up once and the very address that was judged is called: a second
answer of the name server changes nothing.
"""

import socket
from collections.abc import Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import NamedTuple
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
# They carry an IPv4 address to wherever a gateway sends it.
CARRIERS = [ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")]


class ForbiddenTargetError(Exception):
    """No address of the name may be called."""


class Target(NamedTuple):
    """A judged address, and what is asked there."""

    address: str
    host: str
    port: int
    path: str
    is_tls: bool


def judged_target(url: str, networks: Iterable[Network]) -> Target:
    """Return where a call to a URL goes; raises ForbiddenTargetError or OSError."""
    parts = urlsplit(url)
    host, is_tls = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_tls else 80)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_kind, where in found:
        if may_be_called(ip_address(str(where[0]).partition("%")[0]), networks):
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            return Target(str(where[0]), host, port, path, is_tls)
    raise ForbiddenTargetError(host)


def may_be_called(address: Address, networks: Iterable[Network]) -> bool:
    """Whether an address is everybody's, or in a network that was named."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if any(address in one for one in networks if one.version == address.version):
        return True
    is_carried = any(address in one for one in CARRIERS)
    return address.is_global and not address.is_multicast and not is_carried
