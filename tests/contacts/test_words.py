"""Urgent words, quoted text, reply addresses: pure reading of what people send."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.addresses import FAMILY, TEAM, read_reply_address, reply_address
from contacts.quotes import split_quote
from contacts.urgency import sounds_urgent


@pytest.mark.parametrize(
    "text",
    [
        "She can't breathe since this morning",
        "He had a seizure  after\nthe infusion",
        "I want to end my life",
        "Is this a side effect?",
        "孩子呼吸困难，怎么办",
        "出现了不良反应",
        "Seit gestern Atemnot und Fieber",
        "Tiene dolor en el pecho",
        "Il a fait une réaction allergique",
    ],
)
def test_words_that_a_person_should_read_first(text):
    assert sounds_urgent(text)


@pytest.mark.parametrize(
    "text", ["Is there a place for a nine-year-old?", "", "请问还有名额吗", "Danke!"]
)
def test_an_ordinary_question_is_not_marked(text):
    assert not sounds_urgent(text)


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (
            (
                "Yes, Tuesday is fine.\n\nOn Tue, 24 Nov 2026 at 09:00, Trial Portal "
                "<reply@portal.example> wrote:\n> When can you come?\n"
            ),
            "Yes, Tuesday is fine.",
        ),
        (
            (
                "Ja gern.\n\nAm 24.11.2026 um 09:00 schrieb Trial Portal "
                "<reply@portal.example>:\n> Wann?\n"
            ),
            "Ja gern.",
        ),
        ("Only new words.", "Only new words."),
        ("> all\n> quoted", "> all\n> quoted"),
        ("", ""),
    ],
)
def test_what_is_new_and_what_is_quoted(text, new):
    fresh, quoted = split_quote(text)
    assert fresh == new
    assert (fresh + quoted).replace("\n", "").replace(" ", "") == text.strip().replace(
        "\n", ""
    ).replace(" ", "")


@given(st.text(max_size=400))
def test_no_word_of_a_mail_is_ever_lost(text):
    fresh, quoted = split_quote(text)
    kept = "".join((fresh + quoted).split())
    assert kept == "".join(text.replace("\r\n", "\n").split())


def test_a_reply_address_proves_its_enquiry_and_its_side():
    address = reply_address("ENQ-7K3M-4QXT-9HWC", FAMILY, "secret", "r.example")
    assert len(address.partition("@")[0]) <= 64
    found = read_reply_address(f"Portal <{address.upper()}>", "secret")
    assert (found.reference, found.side) == ("ENQ-7K3M-4QXT-9HWC", FAMILY)
    assert read_reply_address(address, "another secret") is None
    other_side = address.replace("hwcf.", "hwct.")
    assert other_side != address
    assert read_reply_address(other_side, "secret") is None
    assert reply_address("ENQ-7K3M-4QXT-9HWC", TEAM, "secret", "") == ""
    for nonsense in ("", "reply+x@y", "reply+enq7k3m4qxt9hwcf.0@y", "\x00"):
        assert read_reply_address(nonsense, "secret") is None
