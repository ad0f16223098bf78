"""A family's words as pages: the same as in the text, and nothing but words."""

import logging
import re
from collections import Counter

import pytest
import typst
from django.test import Client
from django.utils.translation import override

from contacts.conversation.actions.answering import answer_family
from contacts.files import pages
from tests.factories import NOW, Accepted, accepted
from tests.trials.pages.paper.reading import on_one_line, pdf_pages, pdf_words
from trials.pages.paper import typeset

pytestmark = pytest.mark.django_db
# What a typesetter would take for a program, a formula, content and a way to a file.
TYPED = '#let x = 1 $x$ [*] <a> @b \\ // c *d* _e_ #panic("f") #read("/etc/passwd")'
ANSWER = "Yes, and the journey is paid. 请带上病历。 وسهلا"
FOOT = re.compile(r"TrialPortal\d/\d")


@pytest.fixture(autouse=True)
def _languages(settings) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "Arabic")]


@pytest.fixture
def sent() -> Accepted:
    sent = accepted(text=TYPED)
    answer_family(
        enquiry=sent.enquiry,
        text=ANSWER,
        seen=sent.enquiry.revision,
        user=None,
        now=NOW,
        by="team",
    )
    return sent


def taken(sent: Accepted, form: str, language: str = "") -> bytes:
    """Return the enquiry as a file in a language."""
    path = f"{language}/enquiries/{sent.token}/download/?as={form}"
    return Client().get(path).content


@pytest.mark.parametrize("language", ["", "/zh-hans"])
def test_pages_and_text_say_the_same(sent, language):
    text = on_one_line(taken(sent, "text", language).decode())
    said = on_one_line(pdf_words(taken(sent, "pdf", language)))
    for one in (TYPED, sent.enquiry.reference, ANSWER):
        assert on_one_line(one) in said
    # At the foot stand the name of the portal and the number of the page.
    assert FOOT.sub("", said) == text


def test_pages_from_right_to_left_have_every_word(sent):
    raw = taken(sent, "pdf", "/ar")
    text, said = taken(sent, "text", "/ar").decode(), pdf_words(raw)
    assert b"/Lang(ar" in raw
    # Of a line in both directions the parts stand in the order of their places, and a
    # letter with a mark above it is told twice.
    assert not Counter(filter(str.isalpha, text)) - Counter(said)
    for word in text.partition("\n")[0].split():
        assert word in said
    for one in (TYPED, sent.enquiry.reference):
        assert one in said


def test_the_page_offers_pages_first_and_what_is_for_programs_last(client, sent):
    page = client.get(f"/enquiries/{sent.token}/").content.decode()
    path = f'href="/enquiries/{sent.token}/download/'
    order = [page.index(f"{path}{end}") for end in ('?as=pdf"', '?as=text"', '"')]
    assert order == sorted(order)


def test_the_answer_is_a_file_that_nobody_keeps(client, sent):
    answer = client.get(f"/enquiries/{sent.token}/download/?as=pdf")
    assert answer["Content-Type"] == "application/pdf"
    name = sent.enquiry.reference.lower()
    assert answer["Content-Disposition"] == f'attachment; filename="{name}.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    other = client.get(f"/enquiries/{'0' * 64}/download/?as=pdf")
    assert other.status_code == 404


def test_where_no_page_can_be_set_the_text_comes(client, sent, monkeypatch, caplog):
    def failing(*_args: object, **_values: object) -> bytes:
        raise typst.TypstError(TYPED)

    monkeypatch.setattr(typeset.typst, "compile", failing)
    with caplog.at_level(logging.ERROR):
        answer = client.get(f"/enquiries/{sent.token}/download/?as=pdf")
    assert answer["Content-Disposition"].endswith('.txt"')
    assert TYPED in answer.content.decode()
    assert "could not be set" in caplog.text
    assert "#let" not in caplog.text


def test_what_is_very_long_ends_and_says_where_the_rest_is():
    line = "Is there a place for a nine-year-old child?\n\n"
    made = pages.words_pdf("Title\n" + line * 10_000)
    assert pdf_pages(made) < 120
    assert on_one_line("The file as text has all of it.") in on_one_line(
        pdf_words(made)
    )


def test_a_word_without_end_is_broken_and_a_mark_inside_a_line_is_none():
    (line,) = pages.lines_of("W" * 100 + "/" + "b" * 64 + pages.HEADING)
    assert line["level"] == 0
    assert line["words"] == "\u200b".join(["W" * 70, "W" * 30 + "/" + "b" * 64])


def test_each_line_runs_as_its_first_letter_says():
    said = "Hello وسهلا\n+49 30: أهلا Lena\n15:30\n\nوسهلا"
    lines = list(pages.lines_of(said))
    assert [line["rtl"] for line in lines] == [False, True, False, True]
    assert [line["is_apart"] for line in lines] == [False, False, False, True]
    with override("ar"):
        assert next(pages.lines_of("15:30"))["rtl"]
