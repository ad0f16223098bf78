"""No combination of answers ever leads to a word that promises, judges or sells."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext, override
from hypothesis import given
from hypothesis import strategies as st

from tests.trials.selfcheck.founding import DEFINITION, TODAY
from tests.trials.selfcheck.test_evaluate import ANSWERS
from trials.selfcheck.answers import read_answers
from trials.selfcheck.asking.reasons import reasons
from trials.selfcheck.asking.snapshot import snapshot
from trials.selfcheck.asking.walk import shown_pages
from trials.selfcheck.asking.wording import Speaker, outcome_of, summary
from trials.selfcheck.evaluate import evaluate
from trials.selfcheck.forbidden import forbidden_words

LANGUAGES = [code for code, _name in settings.LANGUAGES]
ROOT = Path(__file__).resolve().parents[3]
TRANSLATED = re.compile(
    r"""{%\s*translate\s+(?P<mark>["'])(.+?)(?P=mark)|"""
    r"""{%\s*blocktranslate[^%]*%}(.+?){%""",
    re.DOTALL,
)


def asked(answers: dict, speak: Speaker) -> list[str]:
    """Return all words of all pages that are shown."""
    found = []
    for page in shown_pages(DEFINITION, read_answers(DEFINITION, answers, TODAY)):
        for item in page.items:
            parts = [item, *item.get("answerOption", []), *item.get("unitOption", [])]
            names = ("text", "help", "why", "shortLabel")
            found += [speak(part.get(name)) for part in parts for name in names]
    return found


def told(answers: dict, speak: Speaker) -> list[str]:
    """Return all words of the result, but the protocol's own."""
    result = evaluate(DEFINITION, answers, TODAY)
    outcome = outcome_of(DEFINITION, result)
    groups = reasons(DEFINITION, result, speak)
    own = {criterion["source"] for criterion in DEFINITION["criteria"]}
    words = [speak(outcome["title"]), speak(outcome["body"])]
    words += [speak(step) for step in outcome["next"]]
    words += [heading for _key, heading, _group in groups]
    words += [r.text for _k, _h, group in groups for r in group if r.text not in own]
    words += [speak(notice["text"]) for notice in DEFINITION["notices"]]
    clean = read_answers(DEFINITION, answers, TODAY)
    return words + [answer for _l, _n, answer in summary(clean, answers, speak)]


@pytest.mark.parametrize("language", LANGUAGES)
@given(answers=ANSWERS)
def test_no_answers_lead_to_a_word_that_must_not_be_said(language, answers):
    speak = Speaker(DEFINITION, answers, language)
    for words in (*asked(answers, speak), *told(answers, speak)):
        assert not list(forbidden_words(words, language)), words
        assert "{" not in words, words


@given(answers=ANSWERS, language=st.sampled_from(LANGUAGES))
def test_what_is_sent_along_holds_no_such_word_either(answers, language):
    sent = snapshot(DEFINITION, answers, language, TODAY)
    if sent is None:
        return
    words = [sent["title"], *(a["answer"] for a in sent["answers"])]
    words += [text for group in sent["reasons"] for text in group["texts"]]
    assert not [said for said in words if list(forbidden_words(said, language))]


def portal_words() -> set[str]:
    """Return what our own templates, forms and pages say around the document."""
    files = [
        *(ROOT / "templates/trials/pages/selfchecks").glob("*.html"),
        ROOT / "templates/contacts/enquiries/_answers.html",
        ROOT / "templates/contacts/enquiries/_snapshot.html",
    ]
    text = "\n".join(path.read_text("utf-8") for path in files)
    found = {a or b for _mark, a, b in TRANSLATED.findall(text)}
    # What a page hands to a part stands in the tag itself.
    found |= set(re.findall(r'_\("([^"]*)"\)', text))
    sent_along = "contacts/enquiries/forms/selfcheck_answers.py"
    for name in ("trials/pages/forms/selfcheck_errors.py", sent_along):
        source = (ROOT / name).read_text("utf-8")
        for call in re.findall(r'_\(\s*((?:"[^"]*"\s*)+)\)', source):
            found.add("".join(re.findall(r'"([^"]*)"', call)))
    return found


def test_the_portals_own_words_around_it_neither():
    words = portal_words()
    assert "Why we ask" in words
    assert "Choose an answer." in words
    assert len(words) > 30
    for language in LANGUAGES:
        with override(language):
            said = [gettext(text) for text in words]
        assert not [text for text in said if list(forbidden_words(text, language))]
