"""414 invented mails, byte by byte as programs and servers send them. All fictional.

Reply heads of fifteen languages, answers at any place, tables of doses, wrong charsets,
broken parts, what can't be read, notes of programs, and mails that came back. What each
holds was written down before it was read; every fifth was kept aside while the rules
were improved, and is counted apart.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from contacts.conversation.actions.letters.reading import read_letters
from contacts.mail.bounces.notices import read_notices
from contacts.mail.models.posts import RawPost
from contacts.mail.reading.letter import Letter, read_letter_bytes
from contacts.models import InboundEmail, Purpose
from tests.contacts.letters import keep
from tests.corpora.test_letters_of_clients import squeezed
from tests.factories import NOW, accepted

MAILS = json.loads(Path(__file__).with_name("letters_as_sent.json").read_text("utf-8"))
OURS = ("portal.example",)
# Nothing of these is ever allowed; the others are doubts, which a person looks at.
NEVER = {"swallowed", "hidden", "run together", "unnamed", "accused", "missed", "lost"}


def as_bytes(mail: dict[str, Any]) -> bytes:
    raw = mail["raw"].encode() if "raw" in mail else mail["latin1"].encode("latin-1")
    return raw if "ends" in mail else raw.replace(b"\n", b"\r\n")


def faults_in_words(mail: dict[str, Any], letter: Letter) -> set[str]:
    text, everything = (
        squeezed(letter.text),
        squeezed(f"{letter.text}\n{letter.quoted}"),
    )
    own = [squeezed(one) for one in mail.get("own", [])]
    bare = letter.text + letter.quoted + text
    kept = [squeezed(one) for one in mail.get("everything", [])]
    checks = {
        "swallowed": any(one not in everything for one in [*own, *kept]),
        "hidden": any(one not in text for one in own),
        "shown": any(squeezed(one) in text for one in mail.get("old", [])),
        "run together": any(one in bare for one in mail.get("never", [])),
        "unnamed": "unread" in mail
        and not (letter.unread and set(mail["unread"]) <= set(letter.unread)),
        "wrongly named": bool(set(mail.get("not_unread", [])) & set(letter.unread)),
    }
    return {name for name, is_so in checks.items() if is_so}


def faults_in_class(mail: dict[str, Any], raw: bytes, letter: Letter) -> set[str]:
    writer = mail["writer"]
    if writer == "carrier":
        said = {(one.kind, one.original) for one in read_notices(raw).said}
        is_heard = (mail["expect"], mail["rcpt"]) in said
        return set() if letter.is_report and is_heard else {"lost"}
    if writer == "machine":
        return {"missed"} if letter.automatic == "no" else set()
    return {"no": set(), "maybe": {"doubted"}, "yes": {"accused"}}[letter.automatic]


@pytest.mark.parametrize("is_aside", [False, True], ids=["tuned", "kept-aside"])
def test_every_mail_is_what_its_writer_sent(is_aside):
    counts: Counter[tuple[str, str]] = Counter()
    faulty = []
    for number, mail in enumerate(MAILS):
        if (number % 5 == 3) != is_aside:
            continue
        raw = as_bytes(mail)
        letter = read_letter_bytes(raw, ours=OURS)
        found = faults_in_words(mail, letter) | faults_in_class(mail, raw, letter)
        counts.update((mail["kind"], name) for name in ("n", *found))
        faulty += [(number, name) for name in sorted(found & NEVER)]
    print("", *sorted(counts.items()), sep="\n  ")
    assert faulty == []


def test_there_are_enough_of_each():
    writers = Counter(mail["writer"] for mail in MAILS)
    assert len(MAILS) >= 400
    assert min(writers.values()) >= 19


@pytest.mark.long
@pytest.mark.django_db
def test_each_ends_in_one_place_and_none_in_another_writers(settings):
    """Keep, read in the bounded child and place all, as `read_letter` does."""
    settings.INBOUND_DOMAIN = "reply.portal.example"
    to = accepted().enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER).reply_to
    writers = {keep(as_bytes(mail), to).pk: mail["writer"] for mail in MAILS[::4]}
    for _round in MAILS:
        is_unread = RawPost.objects.filter(letters=None).exists()
        if not (is_unread or InboundEmail.objects.due(NOW).exists()):
            break
        read_letters(now=NOW, by="worker")
    places = Counter(
        (writers[row.post_id], row.state, row.reason)
        for row in InboundEmail.objects.all()
    )
    print("", *sorted(places.items()), sep="\n  ")
    assert sum(places.values()) == len(writers)
    found = {(writer, state) for writer, state, _reason in places}
    assert ("human", "AUTOMATIC") not in found
    conversation = {"TAKEN", "OTHER", "NEW"}
    assert not {one for one in found if one[0] != "human" and one[1] in conversation}
