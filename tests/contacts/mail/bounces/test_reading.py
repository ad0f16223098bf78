"""What servers write of mails, addresses in every spelling, and the table of kinds."""

from email.message import EmailMessage

import pytest
from anymail.signals import EventType

from contacts.mail.bounces.kinds import EFFECTS, effect_of
from contacts.mail.bounces.notices import read_notices
from contacts.mail.bounces.return_path import proven_words, return_path
from contacts.mail.bounces.spelling import one_spelling
from contacts.models import EmailState, OutgoingEmail
from tests.contacts.returned import complaint, delivery_notice

SECRET, DOMAIN = "a secret", "r.portal.example"
ID = "0123456789abcdef" * 2


def mail() -> OutgoingEmail:
    row = OutgoingEmail(message_id=f"<{ID}@portal.example>")
    row.to_address = "ana@families.example"
    return row


def test_every_kind_that_anymail_names_has_its_effect():
    named = {value for name, value in vars(EventType).items() if name.isupper()}
    assert len(named) == 16
    assert named <= set(EFFECTS)
    assert {e.state for e in EFFECTS.values()} - {""} <= set(EmailState.values)
    bad = {kind for kind in named if effect_of(kind).is_bad}
    assert bad == {"rejected", "failed", "bounced", "complained"}
    assert effect_of("inbound_failed").is_alarming
    assert effect_of("of tomorrow") == effect_of("unknown")


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [
        ("failed", "5.1.1", "bounced"),
        ("Failed (permanent)", "5.2.1", "bounced"),
        ("failure", "5.1.10", "bounced"),
        ("failed", "", "bounced"),
        ("failed", "5.7.26", "returned"),
        ("failed", "4.4.7", "returned"),
        ("delayed", "4.4.1", "deferred"),
        ("delivered", "2.0.0", "delivered"),
        ("relayed", "2.1.9", "unknown"),
        ("", "5.1.1", "bounced"),
        ("", "4.2.2", "deferred"),
        ("", "", "unknown"),
    ],
)
def test_action_and_status_say_what_became_of_it(action, status, kind):
    raw = delivery_notice(mail(), "x@r.example", action=action, status=status)
    found = read_notices(raw)
    (notice,) = found.said
    assert (notice.kind, notice.recipient) == (kind, "ana@families.example")
    assert found.message_ids == [f"{ID}@portal.example"]


def test_a_complaint_names_the_mail_and_its_return_path():
    path = return_path(f"<{ID}@portal.example>", SECRET, DOMAIN)
    found = read_notices(complaint(mail(), "abuse@r.example", path))
    assert [one.kind for one in found.said] == ["complained"]
    assert set(proven_words(found.paths, SECRET)) == {ID}
    other = read_notices(complaint(mail(), "abuse@r.example", path, "not-spam"))
    assert [one.kind for one in other.said] == ["unknown"]


def test_a_return_path_fits_a_mailbox_and_only_we_can_make_it():
    path = return_path(f"<{ID}@portal.example>", SECRET, DOMAIN)
    assert len(path.partition("@")[0]) <= 64
    assert list(proven_words([path.upper()], SECRET)) == [ID]
    assert list(proven_words([path], "another secret")) == []
    assert list(proven_words([path.replace("0123", "0124")], SECRET)) == []
    assert return_path(f"<{ID}@portal.example>", SECRET, "") == ""
    assert return_path("<odd@portal.example>", SECRET, DOMAIN) == ""


@pytest.mark.parametrize(
    "spelt",
    [
        "ana1@münchen.example",
        "ana1@xn--mnchen-3ya.example",
        "Ana <ANA1@XN--MNCHEN-3YA.example>",
        "<ana1@münchen.example>",
        "ana1@mu\u0308nchen.example",
        "ana1\u200b@münchen.example\u2060 ",
        "rfc822; ana1@münchen.example",
        "ana1@münchen.example.",
    ],
)
def test_one_mailbox_has_one_spelling(spelt):
    assert one_spelling(spelt) == "ana1@münchen.example"


@pytest.mark.parametrize(
    "plain", [" Lena@Families.example", "a.b+c@x.example", "odd", "", "a@xn--\u00e9.de"]
)
def test_a_plain_address_stays_what_it_was(plain):
    assert one_spelling(plain) == plain.strip().casefold()


def test_odd_reports_are_read_without_an_error():
    for raw in (
        b"",
        b"\xff" * 5000,
        b"Content-Type: multipart/report\n\n",
        b"a:\n\n\0",
    ):
        assert read_notices(raw).said == []


@pytest.mark.parametrize(
    ("subject", "words", "kind"),
    [
        ("系统退信", "收件人：{}\n退信原因：550 User not found", "bounced"),
        ("Unzustellbar: Frage", "{}:\nSMTP error: 552 exceeded storage", "bounced"),
        ("Mail non recapitata", "<{}>\n5.7.1 rifiutato dal server", "returned"),
        ("Undeliverable: Hi", "{} on 24.11.2026: 451 try again later", "deferred"),
        ("系统退信", "{} 尚未投递，仍在尝试", "deferred"),
        ("Undeliverable: Hi", "{} was not found on 24.11.2026", "unknown"),
    ],
)
def test_servers_of_any_land_are_heard_by_address_and_answer(subject, words, kind):
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Postmaster@mx.example", subject
    mail.set_content(words.format("ana@families.example"))
    (notice,) = read_notices(bytes(mail)).said
    assert (notice.kind, notice.recipient) == (kind, "ana@families.example")


def test_a_person_who_writes_to_the_return_address_reports_nothing():
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Ana <ana@families.example>", "Re: visit"
    mail.set_content("Call me: 550 1234, or write to ana@families.example")
    assert read_notices(bytes(mail)).said == []
