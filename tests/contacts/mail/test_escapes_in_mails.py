"""No mail shows a registry's escapes: words are plain in text, escaped once in HTML."""

import re
from dataclasses import replace

import pytest
from django.conf import settings
from django.utils.html import escape

from contacts.gallery import people
from contacts.gallery.specimens import specimens
from contacts.mail.rendering import Rendered
from tests.records import raw
from tests.trials.registry.test_escapes import ESCAPES
from trials.registry.clinicaltrials.parsing import parse_study

# As sponsors write it: escaped for CommonMark, and some of it twice.
WRITTEN = r"Age \&gt; 5 &amp; \<9 \[A\] \* one"
MEANT = "Age > 5 & <9 [A] * one"
TWICE = re.compile(r"&amp;(?:lt|gt|amp|quot|#\d+|#x\w+);|\\[<>\[\]*&]")
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture(params=LANGUAGES)
def mails(request, monkeypatch) -> dict[str, Rendered]:
    """Every mail about a study and a hospital whose names were escaped."""
    title = {"nctId": "NCT91000001", "briefTitle": WRITTEN}
    site = {"facility": WRITTEN, "city": "Bonn", "country": "Germany"}
    record = parse_study(
        raw(
            identificationModule=title,
            contactsLocationsModule={"locations": [site]},
        )
    )
    named = {"title": record.brief_title, "hospital": record.sites[0].facility}
    said = {
        code: replace(people.names_in(code), words=record.brief_title, **named)
        for code in LANGUAGES
    }
    monkeypatch.setattr(people, "NAMES", said)
    return {
        name: write(request.param) for name, (_purpose, write) in specimens().items()
    }


def test_no_mail_shows_an_escape(mails: dict[str, Rendered]):
    for name, mail in mails.items():
        assert not ESCAPES.search(mail.subject), name
        assert not ESCAPES.search(mail.text), name
        assert not TWICE.search(mail.html), name


def test_the_words_are_there_as_they_were_meant(mails: dict[str, Rendered]):
    for said in (
        lambda mail: MEANT in mail.text,
        lambda mail: escape(MEANT) in mail.html,
    ):
        assert sum(map(said, mails.values())) >= 3
