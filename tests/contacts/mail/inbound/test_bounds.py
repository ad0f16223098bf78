"""Poison ends the child and nothing else; each mail stands somewhere in the end."""

import io
import subprocess
import sys
import zipfile

import pytest
from django.conf import settings as project

from contacts.conversation.actions.letters.reading import read_letters
from contacts.mail.inbound import bounds, intake
from contacts.mail.inbound.bounds import Given, read_bounded
from contacts.mail.models.posts import MAX_ATTEMPTS, PostState, RawPost
from contacts.models import InboundEmail, InboundState, Purpose
from tests.contacts.letters import came, keep, raw_mail
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db


@pytest.fixture
def to(settings) -> str:
    settings.INBOUND_DOMAIN = "reply.portal.example"
    return accepted().enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER).reply_to


def deep(levels: int) -> bytes:
    """Return a mail of multiparts within multiparts."""
    lines = [b"From: lena@families.example", b"MIME-Version: 1.0"]
    for level in range(levels):
        edge = b"edge%d" % level
        lines += [
            b'Content-Type: multipart/mixed; boundary="%s"' % edge,
            b"",
            b"--" + edge,
        ]
    lines += [b"Content-Type: text/plain", b"", b"At the bottom."]
    return b"\r\n".join(lines)


def zipped() -> bytes:
    """Return a mail with a zip within a zip."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("nothing", b"\0" * 5_000_000)
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.zip", inner.getvalue())
    head = b"From: lena@families.example\r\nMIME-Version: 1.0\r\n"
    kind = b'Content-Type: application/zip; name="a.zip"\r\n\r\n'
    return head + kind + outer.getvalue()


def many_parts(count: int) -> bytes:
    """Return a mail of small parts."""
    part = b"--e\r\nContent-Type: text/plain\r\n\r\nA line.\r\n"
    head = b"From: lena@families.example\r\nMIME-Version: 1.0\r\n"
    kind = b"Content-Type: multipart/mixed; boundary=e\r\n\r\n"
    return head + kind + part * count + b"--e--\r\n"


def nested(count: int) -> bytes:
    """Return a mail of HTML elements within one another."""
    head = b"From: lena@families.example\r\nContent-Type: text/html\r\n\r\n"
    return head + b"<div>" * count + b"words" + b"</div>" * count


POISON = {
    "on": b"From: lena@families.example\r\n\r\n" + b"On " * 33_000,
    "nested": nested(60_000),
    "parts": many_parts(3_000),
    "long": b"From: lena@families.example\r\n\r\n" + b"A line of words.\n" * 1_500_000,
    "zip": zipped(),
    "deep": deep(2_000),
    "bytes": bytes(range(256)) * 500,
    "empty": b"",
}


@pytest.mark.parametrize("name", POISON)
def test_a_poison_mail_ends_in_one_visible_place(to, name):
    mail = came(to, raw=POISON[name])
    assert RawPost.objects.get().state in {PostState.READ, PostState.UNREADABLE}
    assert mail.state != InboundState.NEW
    assert InboundEmail.objects.count() == 1
    assert mail.state in {InboundState.TAKEN, InboundState.OTHER} or mail.reason


class Fatal:
    """A child that some bodies end, as too much memory or time would."""

    def __init__(self, monkeypatch) -> None:
        self.real = bounds.run
        self.runs = 0
        monkeypatch.setattr(bounds, "run", self)

    def __call__(self, words: bytes, seconds: float) -> bytes:
        self.runs += 1
        said = self.real(words, seconds)
        if b"Fatal" not in words:
            return said
        before = words[: words.index(b"Fatal")].count(b'"hook"') - 1
        return b"".join(said.splitlines(keepends=True)[:before])


def test_what_ends_the_reader_harms_no_other_and_is_not_read_for_ever(to, monkeypatch):
    child = Fatal(monkeypatch)
    for body in ("First.", "Fatal.", "Third.", "Fourth."):
        keep(raw_mail(body), to)
    read_letters(now=NOW, by="worker")
    states = list(RawPost.objects.values_list("state", "attempts"))
    assert states[0] == (PostState.READ, 1)
    assert states[1] == (PostState.UNREADABLE, MAX_ATTEMPTS)
    assert {state for state, _n in states[2:]} == {PostState.READ}
    stray = InboundEmail.objects.get(state=InboundState.REFUSED)
    assert "Fatal." in stray.body
    assert (stray.reason, stray.from_address) == ("unreadable", "lena@families.example")
    assert stray.enquiry
    assert child.runs < 10


def test_the_attempt_is_counted_before_it_starts(to, monkeypatch):
    keep(raw_mail("Words."), to)

    def power_cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(intake, "read_bounded", power_cut)
    for attempt in range(1, MAX_ATTEMPTS + 1):
        with pytest.raises(KeyboardInterrupt):
            read_letters(now=NOW, by="worker")
        assert RawPost.objects.get().attempts == attempt
        # Held by the dead one until its lease ends; nobody else reads it meanwhile.
        assert read_letters(now=NOW, by="worker") == 0
        RawPost.objects.update(leased_until=None)
    monkeypatch.undo()
    read_letters(now=NOW, by="worker")
    assert InboundEmail.objects.count() == 1


@pytest.mark.parametrize(
    "code",
    [
        "while True: pass",
        "import time; time.sleep(60)",
        "x = [b'x' * 10**7 for _ in range(10**6)]",
        "import os; os.kill(os.getpid(), 9)",
    ],
)
def test_seconds_and_memory_end_the_child(code, settings, monkeypatch):
    """Whatever a mail may do to it: here the reading itself is replaced."""
    settings.READER_SECONDS = 1
    settings.READER_MEMORY = 400_000_000
    script = (
        "import contacts.mail.inbound.reader as r\n"
        "import contacts.mail.inbound.unpacking as u\n"
        f"def unpack(*_):\n    {code}\n"
        "u.unpack = unpack\nr.main()\n"
    )
    real = subprocess.run

    def run(command, **more):
        return real([sys.executable, "-c", script], **more)

    monkeypatch.setattr(bounds.subprocess, "run", run)
    said = read_bounded([Given("file", {"to": "a@b"}, b"words")])
    assert said in ([], [{"reason": "memory"}])


def test_the_child_knows_no_secret(monkeypatch):
    seen = {}

    def run(command, **more):
        seen.update(more)
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(bounds.subprocess, "run", run)
    assert read_bounded([Given("file", {"to": "a@b"}, b"words")]) == []
    assert seen["env"] == {}
    for secret in (project.SECRET_KEY, *project.FIELD_KEYS):
        assert secret.encode() not in seen["input"]
