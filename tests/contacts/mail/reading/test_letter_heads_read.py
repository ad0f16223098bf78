"""Who wrote a mail and to whom, whatever program made its headers."""

import json

import pytest

from contacts.mail.reading.addresses import read_mailboxes
from contacts.mail.reading.letter import read_letter_bytes
from contacts.mail.reading.wire.headers import parameter
from tests.contacts.mail.reading.test_letters_read import read


@pytest.mark.parametrize(
    ("line", "address", "name"),
    [
        ("Example, Ana <ana@f.example>", "ana@f.example", "Example, Ana"),
        ('"Example, Ana" <ana@f.example>', "ana@f.example", "Example, Ana"),
        ("scanner", "", "scanner"),
        ("", "", ""),
        ("ana@f.example", "ana@f.example", ""),
        ("undisclosed-recipients:;", "", ""),
        ("=?x-none?q?An=E4?= <ana@f.example>", "ana@f.example", "Anä"),
        (
            "=?utf-8?b?QW5h?= =?utf-8?b?IEV4?= <ana@f.example>",
            "ana@f.example",
            "Ana Ex",
        ),
        ("Ana <ana@f.exa\u200bmple>", "ana@f.example", "Ana"),
        ("Ana <<ana@f.example>>", "ana@f.example", "Ana"),
    ],
)
def test_a_sender_is_read_from_any_line(line, address, name):
    letter = read(f"From: {line}\n\nHello", head="")
    assert (letter.from_address, letter.from_name) == (address, name)


@pytest.mark.parametrize(
    "line",
    [
        "To: Study team, reply+x@r.example",
        "To: undisclosed-recipients:;\nCc: reply+x@r.example",
        "To: Friends: reply+x@r.example, b@c.example;",
        'To: "a@b" <reply+x@r.example>',
        "Delivered-To: reply+x@r.example",
    ],
)
def test_recipients_are_found_beside_what_is_none(line):
    assert "reply+x@r.example" in read(f"{line}\n\nHello", head="").recipients


def test_headers_never_raise_and_ids_are_bare():
    raw = bytes(range(256)) * 4 + b": x\nSubject: \xff\xfe\n "
    letter = read_letter_bytes(raw + b"\n\nWORD")
    assert "WORD" in letter.text
    ids = read("In-Reply-To: <a@b>\nReferences: <x@y> <z@y>\n\nHello")
    assert (ids.message_id, ids.answers_to) == ("1@mx.example", "a@b")
    assert read_letter_bytes(b"") == read_letter_bytes(b"\n\n")
    json.dumps(letter.as_dict())


@pytest.mark.parametrize(
    "line",
    ['"Ana <ana@b.example>', '\\"\\"\\" <ana@b.example>', '"a\\"b <ana@b.example>'],
)
def test_a_quote_that_is_never_closed_hides_no_address(line: str):
    assert read_mailboxes(line)[0].address == "ana@b.example"


def test_a_value_whose_last_quote_is_missing_is_read():
    assert parameter('multipart/mixed; boundary="a b', "boundary") == "a b"
    assert parameter('text/plain; name="a \\" b"; x=y', "name") == 'a " b'
