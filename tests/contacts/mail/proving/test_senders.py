"""What receivers say of a sender, as they write it; only the last one is believed."""

import pytest

from contacts.mail.proving.senders import SenderProof, read_proof
from contacts.mail.reading.wire.headers import read_headers

FROM = "trials@hospital.example"
RESULTS, SPF = "Authentication-Results", "Received-SPF"
GOOGLE = (
    "mx.google.com;\r\n dkim=pass header.i=@hospital.example header.s=one header.b=AbC;"
    "\r\n spf=pass (google.com: domain of bounce@reply.hospital.example designates "
    "192.0.2.1 as permitted sender) smtp.mailfrom=bounce@reply.hospital.example;\r\n "
    "dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=hospital.example"
)
AMAZON = (
    "amazonses.com; spf=pass (spfCheck: domain of relay.example designates 192.0.2.1 "
    "as permitted sender) client-ip=192.0.2.1; envelope-from=x@relay.example; "
    "helo=out.relay.example; dkim=pass header.i=@hospital.example; "
    "dmarc=none header.from=hospital.example;"
)
MICROSOFT = (
    "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=relay.example; dkim=none (message "
    "not signed) header.d=none;dmarc=fail action=quarantine "
    "header.from=hospital.example;"
)
RELAY = (
    "mx.example; spf=pass smtp.mailfrom=relay.example; dkim=pass header.d=relay.example"
)


def proof(*lines: tuple[str, str], sender: str = FROM) -> SenderProof:
    return read_proof(read_headers(lines), sender)


@pytest.mark.parametrize(
    ("lines", "vouched"),
    [
        ([(RESULTS, GOOGLE)], ["reply.hospital.example", "hospital.example"]),
        ([(RESULTS, AMAZON)], ["hospital.example"]),
        # One below the other is the same house.
        (
            [(RESULTS, "mx; spf=pass smtp.mailfrom=x@mail.hospital.example")],
            ["mail.hospital.example"],
        ),
        (
            [(SPF, "Pass (ok) identity=mailfrom; envelope-from=<x@hospital.example>;")],
            ["hospital.example"],
        ),
        # Two programs of one receiver, each with a line.
        (
            [
                (RESULTS, "mx.example; dmarc=pass header.from=hospital.example"),
                (RESULTS, "mx.example; dkim=pass header.d=hospital.example"),
            ],
            ["hospital.example"],
        ),
    ],
)
def test_who_is_vouched_for_is_aligned(lines, vouched):
    found = proof(*lines)
    assert (found.is_told, found.is_aligned) == (True, True)
    assert set(found.spf + found.dkim) >= set(vouched)


@pytest.mark.parametrize(
    "line",
    [
        MICROSOFT,
        RELAY,
        "mx.example; none",
        "mx.example; dkim=fail header.d=hospital.example",
        "mx.example; spf=softfail smtp.mailfrom=hospital.example",
        # Another hospital of the same ending, and one whose name ends alike.
        "mx.example; dkim=pass header.d=other.example",
        "mx.example; dkim=pass header.d=nohospital.example",
        "mx.example; dkim=pass header.d=example",
        # The receiver saw more than the lines tell: a strict policy.
        "mx.example; dkim=pass header.d=mail.hospital.example; dmarc=fail",
        # What somebody wrote into a comment or a name.
        "mx.example; spf=none (dkim=pass header.d=hospital.example)",
        "mx.example; spf=none (a (b; dmarc=pass) c) smtp.mailfrom=x",
    ],
)
def test_who_is_not_is_not(line):
    assert not proof((RESULTS, line)).is_aligned


def test_only_the_last_receiver_is_believed():
    ours, theirs = (RESULTS, RELAY), (RESULTS, GOOGLE)
    assert not proof(ours, theirs).is_aligned
    assert proof(theirs, ours).is_aligned
    claimed = (SPF, "pass envelope-from=x@hospital.example")
    assert not proof(ours, claimed).is_aligned


def test_a_receiver_that_says_nothing_is_no_refusal():
    found = proof(("Subject", "A test"))
    assert (found.is_told, found.is_aligned) == (False, False)


@pytest.mark.parametrize(
    "line", ["", ";", "(" * 9000, "a;" * 9000, "x; dkim=pass" * 500]
)
def test_any_line_is_read(line):
    assert not proof((RESULTS, line)).is_aligned
