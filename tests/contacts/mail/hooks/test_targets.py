"""Where a call may go: never into a network that nobody has named."""

from ipaddress import ip_address

import pytest

from contacts.mail.hooks.targets import (
    ForbiddenTargetError,
    judged_target,
    may_be_called,
)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254"),
        *("0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::"),  # noqa: S104 - not bound to
        *("fe80::1", "fd00::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1"),
        *("64:ff9b::a00:1", "2002:a00:1::", "2001:db8::1", "198.51.100.1"),
    ],
)
def test_nothing_private_is_called(address):
    assert not may_be_called(ip_address(address), [])


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1"])
def test_what_everybody_reaches_is_called(address):
    assert may_be_called(ip_address(address), [])


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1"])
def test_other_spellings_of_this_machine_are_seen_through(host):
    with pytest.raises((ForbiddenTargetError, OSError)):
        judged_target(f"http://{host}/", [])
