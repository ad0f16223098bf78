"""A server that takes commands together gets them so; each no is heard as before."""

import socket
import threading

import pytest

from contacts.mail.refusals import SendOutcome
from contacts.mail.smtp import TellingSMTP
from contacts.mail.transport import Line
from contacts.models import OutgoingEmail
from tests.factories import accepted, site_with_contact
from tests.sink import Sink

pytestmark = pytest.mark.django_db(transaction=True)
LATER, NEVER, UNKNOWN = SendOutcome.LATER, SendOutcome.NEVER, SendOutcome.UNKNOWN


@pytest.fixture
def together(mail_to_sink) -> Sink:
    """A server that takes commands together."""
    mail_to_sink.pipelines = True
    return mail_to_sink


@pytest.fixture
def mails() -> list[OutgoingEmail]:
    """Two e-mails, in whose words a line begins with a full stop."""
    accepted(site_with_contact())
    found = list(OutgoingEmail.objects.order_by("pk"))
    for mail in found:
        mail.body_text += "\n.hidden\n..twice\n.\n"
    return found


@pytest.mark.parametrize("is_able", [True, False])
def test_words_come_as_they_are(mails, together, is_able, monkeypatch):
    together.pipelines = is_able
    sent: list[str] = []
    send = TellingSMTP.send

    def noted(client: TellingSMTP, words: bytes | str) -> None:
        sent.append("" if isinstance(words, bytes) else words)
        send(client, words)

    monkeypatch.setattr(TellingSMTP, "send", noted)
    with Line() as line:
        tried = [line.attempt(mail) for mail in mails]
    assert {one.outcome for one in tried} == {SendOutcome.SENT}
    assert len(together.peers) == 1
    for mail, arrived in zip(mails, together.mails, strict=True):
        text = arrived.get_body(("plain",)).get_content()
        assert text.replace("\r\n", "\n").strip() == mail.body_text.strip()
        assert arrived["Message-ID"] == mail.message_id
    # Sender, recipient and "data" in one breath, or one after the other.
    assert any(words.count("\r\n") == 3 for words in sent) is is_able


@pytest.mark.parametrize(
    ("mode", "outcome", "error"),
    [
        ("refuse", LATER, "SMTPRecipientsRefused 451"),
        ("reject", NEVER, "SMTPRecipientsRefused 550"),
        ("spurn", NEVER, "SMTPSenderRefused 550"),
        ("lose", UNKNOWN, "SMTPServerDisconnected"),
        ("drop", LATER, "SMTPServerDisconnected"),
        ("stall", LATER, "SMTPServerDisconnected"),
    ],
)
@pytest.mark.parametrize("is_able", [True, False])
def test_a_no_is_the_same(mails, together, settings, is_able, mode, outcome, error):
    settings.EMAIL_TIMEOUT = 1
    together.pipelines, together.mode = is_able, mode
    with Line() as line:
        tried = line.attempt(mails[0])
        assert (tried.outcome, tried.error) == (outcome, error)
        together.mode = "accept"
        assert line.attempt(mails[1]).outcome is SendOutcome.SENT


def test_after_a_no_the_line_goes_on(mails, together):
    together.dead = {mails[0].to_address}
    with Line() as line:
        tried = line.attempt(mails[0])
        assert tried.is_dead_address
        assert line.attempt(mails[1]).outcome is SendOutcome.SENT
    assert [one["Message-ID"] for one in together.mails] == [mails[1].message_id]


def test_one_that_allows_only_its_own_sender_gets_it(mails, together, settings):
    settings.INBOUND_DOMAIN = "reply.portal.example"
    together.only_sender = "portal@localhost"
    with Line() as line:
        assert line.attempt(mails[0]).outcome is SendOutcome.SENT
    assert together.senders == ["portal@localhost"]


@pytest.mark.parametrize("said", ["550 5.7.1 No", "421 4.3.2 Closing"])
def test_a_no_before_hanging_up_is_heard(mails, mail_to_sink, settings, said):
    """The line ends at once: to the commands behind there is no answer."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_PORT = server.getsockname()[1]
        speaker = threading.Thread(target=say_no, args=(server, said))
        speaker.start()
        with Line() as line:
            tried = line.attempt(mails[0])
        speaker.join(10)
    assert tried.error.endswith(said[:3])
    assert mail_to_sink.mails == []


def say_no(server: socket.socket, said: str) -> None:
    """Take one line, answer the first command with a no, and hang up."""
    line, _peer = server.accept()
    with line, line.makefile("rb") as heard:
        line.sendall(b"220 here\r\n")
        heard.readline()
        line.sendall(b"250-here\r\n250 PIPELINING\r\n")
        for _command in range(3):
            heard.readline()
        line.sendall(f"{said}\r\n".encode())


def handed_over(line: Line, mails: list[OutgoingEmail]) -> list[str]:
    """Carry mails, each told of the one behind it; return what came of them."""
    came = []
    for mail, following in zip(mails, [*mails[1:], None], strict=True):
        line.expect(following)
        tried = line.attempt(mail)
        came.append(tried.error or tried.outcome.value)
    return came


def arrived(sink: Sink) -> list[tuple[str, str]]:
    """Return which mail arrived for whom."""
    ids = [str(mail["Message-ID"]) for mail in sink.mails]
    return list(zip(ids, sink.recipients, strict=True))


def meant(mails: list[OutgoingEmail]) -> list[tuple[str, str]]:
    """Return which mail is for whom."""
    return [(mail.message_id, mail.to_address) for mail in mails]


@pytest.fixture
def five(mails) -> list[OutgoingEmail]:
    """Five e-mails to five people."""
    for number in range(5):
        mails[0].pk, mails[0].message_id = None, f"<{number}@portal.example>"
        mails[0].to_address = f"reader{number}@families.example"
        mails[0].save()
    return list(OutgoingEmail.objects.order_by("-pk")[:5])


def test_the_next_mail_is_led_in_behind_the_words_of_one(five, together, monkeypatch):
    sent: list[bytes] = []
    send = TellingSMTP.send

    def noted(client: TellingSMTP, words: bytes | str) -> None:
        sent.append(words if isinstance(words, bytes) else words.encode())
        send(client, words)

    monkeypatch.setattr(TellingSMTP, "send", noted)
    with Line() as line:
        assert handed_over(line, five) == ["sent"] * 5
    assert arrived(together) == meant(five)
    ends = [words for words in sent if b"\r\n.\r\n" in words]
    assert [b".\r\nmail FROM:<" in words for words in ends] == [True] * 4 + [False]


@pytest.mark.parametrize("is_able", [True, False])
def test_each_answer_is_its_own_recipients(five, together, is_able):
    together.pipelines = is_able
    together.dead = {five[0].to_address, five[2].to_address, five[3].to_address}
    no = "SMTPRecipientsRefused 550"
    with Line() as line:
        assert handed_over(line, five) == [no, "sent", no, no, "sent"]
    assert arrived(together) == meant([five[1], five[4]])


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("552 5.3.4 Too big", "SMTPDataError 552"),
        ("451 4.3.0 Later", "SMTPDataError 451"),
    ],
)
def test_words_that_are_refused_take_no_other_mail_along(five, together, said, outcome):
    together.unwanted = {five[1].message_id: said}
    with Line() as line:
        assert handed_over(line, five) == ["sent", outcome, "sent", "sent", "sent"]
    assert arrived(together) == meant([five[0], *five[2:]])


def test_a_line_lost_after_the_words_leaves_that_one_alone_in_doubt(five, together):
    together.unwanted = {five[1].message_id: ""}
    with Line() as line:
        came = handed_over(line, five)
    assert came == ["sent", "SMTPServerDisconnected", "sent", "sent", "sent"]
    assert arrived(together) == meant([five[0], *five[2:]])


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_mail_that_was_not_expected_goes_over_a_line_of_its_own(
    five, together, is_packed
):
    """Its words must never come to whom the server was told of."""
    if not is_packed:
        five[2].to_address = "reader\u00e9@families.example"
    with Line() as line:
        line.expect(five[1])
        assert line.attempt(five[0]).outcome is SendOutcome.SENT
        line.expect(None)
        assert line.attempt(five[2]).outcome is SendOutcome.SENT
        assert line.attempt(five[1]).outcome is SendOutcome.SENT
    assert arrived(together) == meant([five[0], five[2], five[1]])


def test_a_line_with_a_mail_begun_is_left_without_a_word(five, together):
    with Line() as line:
        line.expect(five[1])
        assert line.attempt(five[0]).outcome is SendOutcome.SENT
    assert arrived(together) == meant(five[:1])
