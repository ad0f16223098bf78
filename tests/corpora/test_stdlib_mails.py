"""CPython's own odd mails (`test_email`), where this Python brings them along."""

import sysconfig
from pathlib import Path

import pytest

from contacts.mail.reading.letter import read_letter_bytes

FOLDER = Path(sysconfig.get_path("stdlib")) / "test" / "test_email" / "data"
MAILS = sorted(FOLDER.glob("msg_*.txt"))


@pytest.mark.skipif(not MAILS, reason="this Python came without its test mails")
def test_every_odd_mail_is_read_and_none_swallowed():
    swallowed = []
    for path in MAILS:
        letter = read_letter_bytes(path.read_bytes())
        has_body = path.read_bytes().partition(b"\n\n")[2].strip()
        if has_body and not (
            letter.text.strip() or letter.unread or letter.quoted.strip()
        ):
            swallowed.append(path.name)
    print(f"\n{len(MAILS)} mails of test_email, exceptions 0, swallowed {swallowed}")
    assert swallowed == []
