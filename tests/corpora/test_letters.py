"""100 invented mails with labels: who wrote them, person or program. All fictional.

Every fifth is kept aside from tuning; its figure is printed and held apart.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from contacts.mail.reading.letter import read_letter_bytes

LETTERS = json.loads(Path(__file__).with_name("letters.json").read_text("utf-8"))
QUOTE = "On Tue, 24 Nov 2026 at 09:00, Portal <p@portal.example> wrote:\n> old words\n"
MOST_WRONG = 1 / 200


def read(subject: str, words: str, layout: str = "{words}\n\n{quote}"):
    said = layout.format(words=words, quote=QUOTE)
    raw = (
        "From: Ana Example <ana@families.example>\nTo: reply+x@r.portal.example\n"
        f"Subject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n"
        f"{said}"
    )
    return read_letter_bytes(raw.encode())


@pytest.mark.parametrize("is_aside", [False, True], ids=["tuned", "kept-aside"])
def test_person_or_program(is_aside):
    chosen = [
        one for number, one in enumerate(LETTERS) if (number % 5 == 4) == is_aside
    ]
    counts: Counter[tuple[str, str]] = Counter()
    wrong = []
    for label, subject, words in chosen:
        letter = read(subject, words)
        counts[label, letter.automatic] += 1
        # Nothing of the writer's is swallowed.
        assert letter.text.startswith(words)
        if letter.automatic == {"human": "yes", "machine": "no"}[label]:
            wrong.append((label, subject, words))
    print(f"\n{len(chosen)} mails:", dict(sorted(counts.items())), "wrong:", wrong)
    assert len(wrong) <= MOST_WRONG * len(chosen), wrong


# Where people put their answer.
LAYOUTS = (
    "{words}\n\n{quote}",
    "{quote}\n{words}",
    "Dear team,\n\n{quote}\n{words}\n\nAna",
    "{quote}\n{words}\n\n> old as well\n",
    "> old\n{words}\n> older\nYes.\n\n{quote}",
)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_answer_is_hidden_wherever_it_stands(layout):
    own = [one for one in LETTERS if one[0] == "human"]
    hidden = [
        words
        for _label, subject, words in own
        if words not in read(subject, words, layout).text
    ]
    print(f"\n{len(own)} answers, hidden: {len(hidden)}")
    assert hidden == []


def test_there_are_enough_of_both():
    labels = Counter(label for label, _subject, _words in LETTERS)
    assert labels["human"] + labels["machine"] == len(LETTERS) >= 100
    assert min(labels.values()) >= 40
