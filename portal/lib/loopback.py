"""Whether a name means this machine alone."""

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Whether a name, as in ALLOWED_HOSTS or an address, means this machine alone."""
    name = host.strip("[]").lstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
