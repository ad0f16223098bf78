"""Quoted text, reply addresses: pure reading of what people send."""

import pytest

from contacts.mail.reading.letter import read_letter_bytes
from contacts.mail.reply_addresses import (
    FAMILY,
    TEAM,
    read_reply_address,
    reply_address,
)


def test_a_reply_address_proves_its_enquiry_and_its_side():
    reference = "ENQ-7K3M-4QXT-9HWC"
    address = reply_address(reference, FAMILY, "1", "secret", "r.example")
    assert len(address.partition("@")[0]) <= 64
    found = read_reply_address(f"Portal <{address.upper()}>")
    assert (found.reference, found.side) == (reference, FAMILY)
    assert found.is_proven("2", "secret")
    assert not found.is_proven("1", "another secret")
    other_side = address.replace("hwcf.", "hwct.")
    assert other_side != address
    assert not read_reply_address(other_side).is_proven("1", "secret")
    assert reply_address(reference, TEAM, "1", "secret", "") == ""
    for nonsense in ("", "reply+x@y", "reply+enq7k3m4qxt9hwcf.0@y", "\x00"):
        assert read_reply_address(nonsense) is None


def test_a_teams_reply_address_holds_for_its_own_site_only():
    reference = "ENQ-7K3M-4QXT-9HWC"
    address = reply_address(reference, TEAM, "1", "secret", "r.example")
    found = read_reply_address(address)
    assert found.is_proven("1", "secret")
    assert not found.is_proven("2", "secret")
    assert not found.is_proven("", "secret")


def read_words(subject: str, sender: str, text: str):
    raw = f"From: {sender}\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8"
    return read_letter_bytes(f"{raw}\n\n{text}\n".encode())


@pytest.mark.parametrize(
    ("subject", "sender", "text"),
    [
        ("Automatic reply: New enquiry ENQ-1", "a@b.example", "I am away."),
        ("Out of Office: New enquiry", "a@b.example", "Back on Monday."),
        ("Abwesenheitsnotiz: New enquiry", "a@b.example", "Bin weg."),
        ("自动回复：New enquiry", "a@b.example", "我不在"),
        ("[#4711] Your request has been received", "help@b.example", "Thanks."),
        ("[Ticket 12] Re: New enquiry", "h@b.example", "Your ticket was created."),
        ("Re: New enquiry ENQ-1", "no-reply@b.example", "Thank you."),
        ("Undeliverable: New enquiry", "mailer-daemon@b.example", "Gone."),
    ],
)
def test_what_a_program_wrote_is_marked(subject, sender, text):
    assert read_words(subject, sender, text).automatic != "no"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Re: New enquiry ENQ-1", "Please come on Tuesday. We received your letter."),
        ("[Ticket 12] Re: New enquiry", "Yes, there is a place. Please call us."),
        ("AW: Somebody waits for an answer", "We are out of office space, come later."),
        ("Re: Copy of your message", "My auto broke down, may I come by train?"),
        ("", "Yes."),
    ],
)
def test_what_a_person_wrote_is_not(subject, text):
    assert read_words(subject, "coordinator@site.example", text).automatic == "no"
