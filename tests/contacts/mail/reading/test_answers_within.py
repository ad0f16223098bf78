"""Answers that stand within the old mail, where no mark tells them from it."""

import pytest

from contacts.mail.reading.quotation import Correspondence, cut
from portal.lib.vocabulary import languages_of, load_words

FRAME = Correspondence(
    "Re: Your question", "ana@families.example", ("p@portal.example",)
)
OUTLOOK = (
    "From: Portal <p@portal.example>\nSent: Tuesday, November 24, 2026 9:00 AM\n"
    "To: Ana <ana@families.example>\nSubject: Your question\n\n"
    "Which tablets?\n\nNone. Please stop the drug first.\n"
)


def answered_within(own: str) -> str:
    """Return what is shown of a mail whose answers stand unmarked in the old one."""
    return cut(f"{own}\n\n{OUTLOOK}", FRAME)[0]


@pytest.mark.parametrize("code", languages_of("letters"))
def test_a_greeting_alone_hides_no_answer_within_the_old_mail(code):
    words = load_words("letters", code)
    for greeting in words.get("greetings", ()):
        close = words["closings"][0]
        for own in (f"{greeting},", f"{greeting} Example!\n\n{close}\nAna Example"):
            assert "Please stop the drug first." in answered_within(own), own


@pytest.mark.parametrize(
    "own",
    [
        "Hi, we come on Thursday",
        "Hello\n\nThursday is fine.",
        "您好，周四可以。",
        "Thank you!",
        "Dear team,\n\nYes.\n\nBest regards\nAna",
        "Best, if at all, on Monday the 4th",
    ],
)
def test_behind_a_word_of_their_own_the_old_mail_is_folded(own):
    assert answered_within(own) == own
