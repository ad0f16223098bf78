"""What alert mails have in common, rendered once; the rest fills its gaps.

A mail is a frame with trials in it. A frame is the same for a language, a trial in
words for all who hear of it there for the same reason at the same places; what is a
person's own (links, what was asked for) is put in between.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils import translation

from contacts.alerts.sentences.trials import AlertEntry
from contacts.mail.rendering import INDENT, absolute, render
from portal.hospital.says import portal_name
from portal.pages.languages import in_own_digits

# Text and HTML of a trial.
Words = tuple[str, str]
# What stands in a gap until it is filled. Two are where a link has its secret word.
TRIALS, CONDITIONS, BECAUSE = "\ue001", "\ue002", "\ue003"
MANAGE, UNSUBSCRIBE = "e004" * 16, "e005" * 16
# … and what a subscription calls it.
WORD_OF = {MANAGE: "manage", UNSUBSCRIBE: "unsubscribe"}
GAPS = re.compile(f"[{TRIALS}{CONDITIONS}{BECAUSE}]|{MANAGE}|{UNSUBSCRIBE}")


class Form:
    """Words with gaps; what is filled in is never looked at for others."""

    def __init__(self, words: str) -> None:
        self.between = GAPS.split(words)
        self.gaps = GAPS.findall(words)

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the words with a value in each gap."""
        said = [self.between[0]]
        for gap, words in zip(self.gaps, self.between[1:], strict=True):
            said += values[gap], words
        return "".join(said)


@dataclass(frozen=True)
class MailFrame:
    """Everything of a mail but what is a person's own."""

    subject: str
    text: Form
    html: Form


def public_place() -> str:
    """Return what all addresses begin with: where it changes, shared words do.

    With it goes in which languages numbers have digits of their own.
    """
    return f"{settings.PUBLIC_URL} {get_script_prefix()} {settings.NATIVE_DIGITS}"


@lru_cache(maxsize=200)
def shared_link(view: str, language: str, gap: str, _place: str) -> Form:
    """Return a page's address with a gap for the secret word."""
    return Form(absolute(view, language, gap))


@lru_cache(maxsize=200)
def shared_frame(language: str, more: int, _name: str, _place: str) -> MailFrame:
    """Return the frame of mails that leave `more` trials to the person's page.

    The name of the portal and its address stand in it: others make another frame.
    """
    said = render(
        "alerts",
        language,
        trials=TRIALS,
        more=more,
        conditions=CONDITIONS,
        manage_url=absolute("contacts:manage_subscription", language, MANAGE),
        unsubscribe_url=absolute("contacts:unsubscribe", language, UNSUBSCRIBE),
    )
    return MailFrame(said.subject, Form(said.text), Form(said.html))


def frame_now(language: str, more: int) -> MailFrame:
    """Return the frame of mails as the portal is called at this moment."""
    with translation.override(language):
        return shared_frame(language, more, portal_name(), public_place())


def trial_words(entry: AlertEntry) -> Words:
    """Return one trial as it stands in a mail, in the active language."""
    values = {"entry": entry}
    html = render_to_string("emails/alerts/_trial.html", values)
    text = render_to_string("emails/alerts/_trial.txt", values)
    return in_own_digits(text), INDENT.sub("\n", html)
