"""EMAIL_URL: what is documented is understood, all else is refused with the cure."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.lib.mailurl import MailServer, read_mail_url


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("smtp://127.0.0.1:1025", MailServer("127.0.0.1", 1025)),
        ("smtp://relay.example", MailServer("relay.example", 25)),
        ("smtp://relay.example/", MailServer("relay.example", 25)),
        (
            "smtp+tls://relay.example",
            MailServer("relay.example", 587, has_starttls=True),
        ),
        ("smtp+ssl://relay.example", MailServer("relay.example", 465, has_tls=True)),
        (
            "smtp+tls://portal%40hospital.example:a%3Ab%2Fc%25d%23@relay.example:2587",
            MailServer(
                *("relay.example", 2587, "portal@hospital.example", "a:b/c%d#"),
                has_starttls=True,
            ),
        ),
        (
            "smtp+ssl://u:p@[2001:db8::1]:4465",
            MailServer("2001:db8::1", 4465, "u", "p", has_tls=True),
        ),
        ("smtp://[::1]", MailServer("::1", 25)),
        # A colon in a password is read as the URL standard does.
        ("smtp://u:a:b@relay.example", MailServer("relay.example", 25, "u", "a:b")),
    ],
)
def test_what_is_documented_is_understood(text, server):
    assert read_mail_url(text) == server


@pytest.mark.parametrize(
    "text",
    [
        "smtps://relay.example",
        "submission://relay.example",
        "smtp+starttls://relay.example",
        "https://relay.example",
        "relay.example:587",
        "smtp+tls://",
        "smtp://:25",
        "smtp://relay.example:many",
        "smtp://relay.example:99999",
        "smtp://relay.example:25/path",
        "smtp://relay.example?ssl=True",
        "smtp://relay.example#x",
        "smtp://user@relay.example",
        "smtp://[::1",
        "smtp://u:hidden-word/x@relay.example",
        "smtp://u:hidden-word%ff@relay.example",
    ],
)
def test_all_else_is_refused_with_the_cure_and_without_the_password(text):
    with pytest.raises(ImproperlyConfigured) as refused:
        read_mail_url(text)
    assert "smtp+tls://user:password@host:587" in str(refused.value)
    assert "hidden-word" not in str(refused.value)
