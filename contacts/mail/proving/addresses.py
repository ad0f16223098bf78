"""The address of a test mail that is to come in again, bound to that mail. Pure."""

from collections.abc import Iterator

from contacts.mail.bounces.return_path import form_of, proven_words, return_path

TEST = "test"
FORM = form_of(TEST)


def round_address(message_id: str, secret: str, domain: str) -> str:
    """Return where a test mail goes; "" where no mail comes in."""
    return return_path(message_id, secret, domain, TEST)


def is_test_address(address: str) -> bool:
    """Whether an address has the form, proven or not."""
    return FORM.search(address) is not None


def tested_words(addresses: list[str], secret: str) -> Iterator[str]:
    """Yield the beginnings of the Message-IDs of the test mails that came to some."""
    return proven_words(addresses, secret, TEST)
