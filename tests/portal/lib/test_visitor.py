"""Whom a limit counts: proxies in front, forms of addresses, nobody by default."""

import logging

import pytest
from django.test import RequestFactory

from portal.lib import visitor
from portal.lib.visitor import UNDECLARED, UNREADABLE, client_address, network


@pytest.fixture(autouse=True)
def _fresh_alarms() -> None:
    visitor.alarm_undeclared.cache_clear()
    visitor.warn_unreadable.cache_clear()


def ask(peer: str, **headers: str):
    names = {name.replace("_", "-"): text for name, text in headers.items()}
    return RequestFactory().get("/", REMOTE_ADDR=peer, headers=names)


@pytest.mark.parametrize(
    ("peer", "counted"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::/64"),
        # HOST=:: gives IPv4 visitors like this: each stays a visitor of its own.
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("::ffff:127.0.0.1", "127.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", UNREADABLE),
    ],
)
def test_without_a_proxy_the_peer_counts(peer, counted):
    assert network(ask(peer)) == counted


def test_a_stranger_cannot_choose_where_they_come_from():
    asked = ask("198.51.100.7", X_Forwarded_For="203.0.113.9", Forwarded="for=1.2.3.4")
    assert network(asked) == "198.51.100.7"


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.2"])
@pytest.mark.parametrize("header", ["X_Forwarded_For", "Forwarded", "X_Real_Ip"])
def test_a_forgotten_proxy_is_one_bucket_and_one_alarm(peer, header, caplog):
    seen = {
        network(ask(peer, **{header: f"203.0.113.{number}"})) for number in range(9)
    }
    assert seen == {UNDECLARED}
    alarms = [line for line in caplog.records if line.levelno == logging.ERROR]
    assert len(alarms) == 1
    assert "TRUSTED_HOPS" in alarms[0].getMessage()
    assert "203.0.113" not in caplog.text


@pytest.mark.parametrize(
    ("hops", "written", "counted"),
    [
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7, 10.0.0.1", "198.51.100.7"),
        (2, "198.51.100.7,10.0.0.1", "198.51.100.7"),
        # Fewer than hops: the visitor came past the outer proxy.
        (2, "198.51.100.7", "198.51.100.7"),
        (1, "198.51.100.7:5678", "198.51.100.7"),
        (1, "[2001:db8::1]:443", "2001:db8::/64"),
        (1, "[2001:db8::1]", "2001:db8::/64"),
        (1, "2001:db8::1", "2001:db8::/64"),
        (1, "::ffff:198.51.100.7", "198.51.100.7"),
        (1, "[::ffff:198.51.100.7]:80", "198.51.100.7"),
        (1, "198.51.100.7, unknown", UNREADABLE),
        (1, "198.51.100.7,", UNREADABLE),
        (1, "198.51.100.7:5678:9", UNREADABLE),
        (1, "198.51.100.999", UNREADABLE),
        (1, "9," * 5000 + "198.51.100.7", "198.51.100.7"),
        # Straight to the portal, past the proxy: a check of its health.
        (1, "", "127.0.0.1"),
    ],
)
def test_of_what_proxies_wrote_our_own_outermost_entry_counts(
    settings, hops, written, counted
):
    settings.TRUSTED_HOPS = hops
    assert network(ask("127.0.0.1", X_Forwarded_For=written)) == counted


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        ("for=198.51.100.7", "198.51.100.7"),
        ('for=203.0.113.9, For="198.51.100.7:5678";proto=https', "198.51.100.7"),
        ('proto=https;for="[2001:db8::1]:443"', "2001:db8::/64"),
        ('for="a,b", for=198.51.100.7', "198.51.100.7"),
        ("for=unknown", UNREADABLE),
        ("proto=https", UNREADABLE),
        ('for="' * 3000, UNREADABLE),
    ],
)
def test_the_standard_header_is_read_where_it_is_asked_for(settings, written, counted):
    settings.TRUSTED_HOPS, settings.FORWARDED_HEADER = 1, "Forwarded"
    asked = ask("127.0.0.1", Forwarded=written, X_Forwarded_For="203.0.113.200")
    assert network(asked) == counted


def test_what_cannot_be_read_warns_once_and_names_nobody(settings, caplog):
    settings.TRUSTED_HOPS = 1
    for name in ("lena", "li"):
        network(ask("127.0.0.1", X_Forwarded_For=name))
    warnings = [line for line in caplog.records if line.levelno == logging.WARNING]
    assert len(warnings) == 1
    assert "lena" not in caplog.text


def test_the_list_of_sessions_has_a_whole_address(settings):
    settings.TRUSTED_HOPS = 1
    asked = ask("127.0.0.1", X_Forwarded_For="[2001:db8::1]:443")
    assert client_address(asked) == "2001:db8::1"
    assert client_address(ask("127.0.0.1", X_Forwarded_For="nobody")) == "0.0.0.0"  # noqa: S104
