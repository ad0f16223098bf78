"""Mails that servers send back, as tests write them."""

from contacts.models import OutgoingEmail

DELIVERY = """\
From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered Mail Returned to Sender
Message-ID: <{own}@mx.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver your mail.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Original-Recipient: rfc822;{original}
Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} no

--b
Content-Type: text/rfc822-headers

Message-ID: {message_id}
Subject: ours

--b--
"""
COMPLAINT = """\
From: feedback@isp.example
To: {to}
Subject: complaint
Message-ID: <{own}@isp.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

An e-mail was called unwanted.

--b
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: Example/1.0
Version: 1
Original-Mail-From: <{path}>

--b
Content-Type: message/rfc822

Message-ID: {message_id}
Return-Path: <{path}>
Subject: ours

words

--b--
"""


def delivery_notice(mail: OutgoingEmail, to: str, **changes: str) -> bytes:
    """Return what a mail server says of a mail that it could not deliver."""
    usual = {
        "to": to,
        "own": f"{mail.pk}.{abs(hash(str(changes)))}",
        "recipient": mail.to_address,
        "original": changes.get("recipient", mail.to_address),
        "action": "failed",
        "status": "5.1.1",
        "message_id": mail.message_id,
    }
    return DELIVERY.format(**{**usual, **changes}).encode()


def complaint(mail: OutgoingEmail, to: str, path: str, kind: str = "abuse") -> bytes:
    """Return what a provider says of a mail that its reader called unwanted."""
    about = {"own": mail.pk, "message_id": mail.message_id}
    return COMPLAINT.format(to=to, path=path, kind=kind, **about).encode()
