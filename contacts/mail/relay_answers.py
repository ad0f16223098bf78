"""Reading what a relay said: its code, and whether the address is dead."""

import re
import smtplib

CLOSING = 421
DEAD = re.compile(rb"5\.(?:1\.(?:1|2|6|10)|2\.1)\b")


def replies(error: Exception) -> list[tuple[int, bytes]]:
    """Return the mail server's codes and words where the error carries any."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        found = list(error.recipients.values())
    else:
        found = [(getattr(error, "smtp_code", None), getattr(error, "smtp_error", b""))]
    return [
        (code, text if isinstance(text, bytes) else str(text).encode())
        for code, text in found
        if isinstance(code, int) and code > 0
    ]


def reply_code(error: Exception) -> int | None:
    """Return the mail server's reply code where the error carries one."""
    return max((code for code, _text in replies(error)), default=None)


def has_hung_up(error: Exception) -> bool:
    """Whether the server ended the line, and said nothing of the mail.

    421 is that by its meaning (RFC 5321 3.8). smtplib says of an answer that does not
    come that the server has hung up; that one still may be busy with the mail.
    """
    code = reply_code(error)
    if code is not None:
        return code == CLOSING
    has_ended = isinstance(error, smtplib.SMTPServerDisconnected | ConnectionError)
    return has_ended and not isinstance(error.__context__, TimeoutError)


def says_dead(error: Exception) -> bool:
    """Whether every recipient was refused as an address that does not exist.

    RFC 3463: 5.1.1, 5.1.2, 5.1.6 and 5.1.10 speak of the mailbox, 5.2.1 of one that
    is switched off. A bare 550 may be about our own server as well.
    """
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    words = [bytes(text)[:8] for _code, text in error.recipients.values()]
    return bool(words) and all(DEAD.match(text) for text in words)
