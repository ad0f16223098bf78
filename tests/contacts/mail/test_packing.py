"""A mail as bytes is the same message as Django makes of its row."""

from email import message_from_bytes
from email.policy import default

import pytest

from contacts.mail.batches.packing import Packed, packed
from contacts.mail.transport import build, built
from contacts.models import OutgoingEmail

AUTHOR = "Trial Portal <portal@trials.example>"
BACK = "bounce+1@reply.example"
WORDS = "Hello,\n\n.a line with a full stop before it\n..two\n狼疮\n"
LINK = "<https://trials.example/alerts/unsubscribe/" + "a1" * 32 + "/>"


def row(**values: str) -> OutgoingEmail:
    """Return a mail as it stands in the outbox."""
    usual = {
        "to_address": "lena@families.example",
        "subject": "News you asked Trial Portal for",
        "body_text": WORDS,
        "body_html": "<p>Hello,</p>\n<p>狼疮</p>\n",
        "message_id": "<0123456789abcdef0123456789abcdef@trials.example>",
    }
    return OutgoingEmail(**{**usual, **values})


def content(words: bytes) -> tuple[object, ...]:
    """Return what a reader's program sees of a message."""
    message = message_from_bytes(words, policy=default)
    heads = {name: " ".join(str(value).split()) for name, value in message.items()}
    for own in ("Content-Type", "Date"):
        assert heads.pop(own)
    parts = [
        (part.get_content_type(), part["Content-Transfer-Encoding"], part.get_content())
        for part in message.iter_parts()
    ]
    return message.get_content_type(), heads, parts


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"subject": "您请我们告诉您的消息 " * 8},
        {"subject": "A long subject of plain words " * 6},
        {"reply_to": "re+1.t.abc@reply.example"},
        {"headers": '{"From": "狼疮 Portal <team@trials.example>"}'},
        {"headers": f'{{"List-Unsubscribe": "{LINK}", "X-Other": "One"}}'},
        {"body_text": "Plain.\n", "body_html": "<p>Plain.</p>"},
    ],
)
def test_it_is_what_django_makes(values, settings):
    settings.DEFAULT_FROM_EMAIL = AUTHOR
    mail = row(**values)
    found = packed(mail, AUTHOR, BACK)
    assert isinstance(found, Packed)
    django = build(mail, BACK).message().as_bytes(linesep="\r\n")
    assert content(found.words) == content(django)
    assert b"\n" not in found.words.replace(b"\r\n", b"")
    assert found.from_email == BACK
    assert packed(mail, AUTHOR, "").from_email == found.ours


@pytest.mark.parametrize(
    "values",
    [
        {"to_address": "léna@families.example"},
        {"to_address": "lena@famílias.example"},
        {"to_address": '"lena; x"@families.example'},
        {"to_address": "lena@families.example\nBcc: x@evil.example"},
        {"reply_to": "x@y.example\r\nBcc: x@evil.example"},
        {"headers": '{"X-Other": "one\\nBcc: x@evil.example"}'},
        {"body_text": "x" * 999},
        {"body_text": "a\rb"},
    ],
)
def test_what_is_out_of_the_ordinary_is_left_to_django(values):
    assert packed(row(**values), AUTHOR, BACK) is None


@pytest.mark.django_db
def test_a_subject_of_two_lines_is_no_message(settings):
    settings.EMAIL_BACKEND = "contacts.mail.smtp.SmtpBackend"
    settings.INBOUND_DOMAIN = ""
    tried = built(row(subject="a\nBcc: x@evil.example"))
    assert tried.error == "BadHeaderError"
