"""112 invented mails as programs write them, with labels. All fictional.

Each names who wrote it (person or program), words that are the writer's own, and old
words that should be folded. They were written before the rules were looked at; every
fifth was kept aside while the rules were improved, and is counted apart.
"""

import json
from collections import Counter
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from contacts.mail.reading.letter import Letter, read_letter_bytes

MAILS = json.loads(
    Path(__file__).with_name("letters_of_clients.json").read_text("utf-8")
)
OURS = ("portal.example",)
MOST_WRONG = 1 / 200


def as_bytes(mail: dict) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Ana Example <ana@families.example>"
    message["To"] = "reply+x@r.portal.example"
    message["Subject"] = mail["subject"]
    for name, value in mail.get("headers", {}).items():
        message[name] = value
    if "plain" in mail:
        message.set_content(mail["plain"])
    else:
        message.set_content(mail["html"], subtype="html")
    return bytes(message)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def faults_of(mail: dict, letter: Letter) -> set[str]:
    """Return what went wrong; `shown` (an old mail not folded) is the safe side."""
    text = squeezed(letter.text)
    everything = squeezed(letter.text + "\n" + letter.quoted)
    own = [squeezed(one) for one in mail["own"]]
    by_program = mail["writer"] == "machine"
    checks = {
        "swallowed": any(one not in everything for one in own),
        "hidden": any(one not in text for one in own) and not by_program,
        "shown": any(squeezed(one) in text for one in mail.get("old", [])),
        "missed": by_program and letter.automatic == "no",
        "accused": not by_program and letter.automatic == "yes",
        "doubted": not by_program and letter.automatic == "maybe",
    }
    return {name for name, is_so in checks.items() if is_so}


def measure(mails: list[dict]) -> tuple[Counter, dict[str, list[str]]]:
    """Return n and faults by kind, and which mails have which fault."""
    counts: Counter = Counter()
    faulty: dict[str, list[str]] = {}
    for mail in mails:
        counts[mail["kind"], "n"] += 1
        for fault in faults_of(mail, read_letter_bytes(as_bytes(mail), ours=OURS)):
            counts[mail["kind"], fault] += 1
            first = (mail.get("plain") or mail["html"])[:60]
            faulty.setdefault(fault, []).append(f"{mail['subject']}: {first!r}")
    return counts, faulty


@pytest.mark.parametrize("is_aside", [False, True], ids=["tuned", "kept-aside"])
def test_own_words_and_writers(is_aside):
    chosen = [one for number, one in enumerate(MAILS) if (number % 5 == 4) == is_aside]
    counts, faulty = measure(chosen)
    print(f"\n{len(chosen)} mails:", dict(sorted(counts.items())))
    for fault, names in faulty.items() if not is_aside else ():
        print(f"  {fault} {len(names)}:", *names, sep="\n    ")
    assert not faulty.get("swallowed")
    assert not faulty.get("hidden")
    wrong = faulty.get("missed", []) + faulty.get("accused", [])
    assert len(wrong) <= MOST_WRONG * len(chosen), wrong
