"""Which header lines and parts say that a program wrote a mail (RFC 3834 and older)."""

import pytest

from contacts.mail.reading.letter import Letter, read_letter_bytes
from contacts.mail.reading.phrases import mention_together
from portal.lib.vocabulary import languages_of, load_words

WORDS = "Come on Monday at ten, please, and bring the letters of the clinic."


def read(*lines: str, words: str = WORDS, subject: str = "Re: visit") -> Letter:
    head = "\n".join([*lines, f"Subject: {subject}"])
    if not any(line.startswith("From:") for line in lines):
        head = f"From: Ann <ann@hospital.example>\n{head}"
    return read_letter_bytes(f"{head}\n\n{words}\n".encode())


@pytest.mark.parametrize(
    ("line", "automatic"),
    [
        ("Auto-Submitted: auto-replied", "yes"),
        ("Auto-Submitted: auto-generated", "yes"),
        ("Auto-Submitted: auto-notified; owner-email=a@b", "yes"),
        ("auto-submitted: AUTO-REPLIED (vacation)", "yes"),
        # A person's mail that a rule sent on.
        ("Auto-Submitted: auto-forwarded", "maybe"),
        ("Auto-Submitted: no", "no"),
        ("Auto-Submitted: something", "maybe"),
        ("X-Autoreply: yes", "yes"),
        ("X-Autorespond: 1", "yes"),
        ("X-Auto-Reply: anything", "yes"),
        ("X-Mail-Autoreply: true", "yes"),
        ("X-Autoreply: no", "no"),
        ("X-Autorespond: false", "no"),
        ("X-MS-Exchange-Inbox-Rules-Loop: ann@hospital.example", "yes"),
        ("Precedence: auto_reply", "yes"),
        ("Precedence: bulk", "maybe"),
        ("Precedence: junk", "maybe"),
        ("Precedence: first-class", "no"),
        ("Delivered-To: Autoresponder", "yes"),
        ("Return-Path: <>", "maybe"),
        ("Return-Path: <ann@hospital.example>", "no"),
        ("List-Id: <news.hospital.example>", "maybe"),
        ("List-Unsubscribe: <mailto:leave@hospital.example>", "maybe"),
        ("Feedback-ID: 1:2:3", "maybe"),
        ("X-Auto-Response-Suppress: All", "no"),
        ("From: noreply@hospital.example", "maybe"),
        ("From: no-reply+4711@hospital.example", "maybe"),
        ("From: Nora Reply <nora.reply@hospital.example>", "no"),
    ],
)
def test_header_lines(line, automatic):
    assert read(line).automatic == automatic


def test_who_answers_through_a_list_is_a_person():
    letter = read("List-Id: <team.hospital.example>", "In-Reply-To: <1@portal.example>")
    assert letter.automatic == "no"


def test_a_lists_own_mark_is_the_list():
    marks = ("List-Id: <team.hospital.example>", "Precedence: list")
    assert read(*marks, "In-Reply-To: <1@portal.example>").automatic == "no"
    assert read(*marks).automatic == "maybe"


@pytest.mark.parametrize(
    ("words", "automatic"),
    [
        ("I am on annual leave until 3 December, no access to email.", "yes"),
        ("She is on annual leave until 3 December.", "maybe"),
        ("I got an automatic reply. Can somebody else answer?", "no"),
        ("我收到一封自动回复，说医生在休假，我该找谁？", "no"),
        ("This is an automatic reply. Is it urgent? Call the ward.", "yes"),
        # Ill are our readers too.
        ("Ich bin krankgeschrieben und kann jederzeit kommen.", "maybe"),
        ("Ich bin krankgeschrieben. In dringenden Fällen: 030 5550100.", "yes"),
        ("Estoy de baja desde marzo. ¿Puedo participar?", "no"),
        ("Ich bin bis Freitag im Urlaub. Geht der 30.?", "no"),
        ("Prove that you are not a robot, then your message is delivered.", "yes"),
    ],
)
def test_whose_words(words, automatic):
    assert read(words=words).automatic == automatic


def test_no_language_takes_anothers_words_for_somebody_else():
    for kind in ("absence", "back"):
        for code in languages_of("letters"):
            for one in load_words("letters", code).get(kind, ()):
                both = mention_together(one, kind, "others")
                assert not both or one in SAYS_WE, (code, one)


# "We are closed" says who is away: whoever writes.
SAYS_WE = {"estamos cerrados"}


REPORT = 'Content-Type: multipart/report; report-type={}; boundary="b"'
DAEMON = "From: Mail Delivery System <MAILER-DAEMON@mx.example>"
GONE = "<a@families.example>: user unknown"


# Gateways that write from a person's kind of address, under the lost mail's subject.
GATEWAY = ["From: dsi.internet@bank.example"]
COPIED = [
    (
        GATEWAY,
        "RE: Your message waits : non remis (delivery failed)",
        "*****\nVotre message n'a pas pu etre delivre a\na@families.example\n\n*****",
    ),
    (
        GATEWAY,
        "AW: Ihre Nachricht - unzustellbar",
        "Ihre Nachricht konnte nicht zugestellt werden an: a@families.example.",
    ),
    (
        GATEWAY,
        "Re: 您的来信（退信）",
        "您的邮件无法送达：\na@families.example",
    ),
    (GATEWAY, "RE: visit [returned to sender]", GONE),
]


@pytest.mark.parametrize(
    ("lines", "subject", "words"),
    [
        ([REPORT.format("delivery-status")], "x", "--b\n\nx\n--b--"),
        ([REPORT.format("disposition-notification")], "x", "--b\n\nx\n--b--"),
        ([REPORT.format("feedback-report")], "x", "--b\n\nx\n--b--"),
        (["X-Failed-Recipients: a@families.example"], "x", "x"),
        ([DAEMON], "Undelivered Mail Returned to Sender", "x"),
        ([DAEMON], "x", GONE),
        (["From: Postmaster <>"], "Undeliverable: visit", GONE),
        (["From: postmaster@mx.example"], "Unzustellbar: Besuch", "x"),
        (["Return-Path: <>"], "Delivery Status Notification (Failure)", "x"),
        (["Return-Path: <MAILER-DAEMON@mx.example>"], "failure notice", GONE),
        (["From: gateway@mx.example"], "Mail could not be delivered", GONE),
        *COPIED,
    ],
)
def test_reports_of_other_mails(lines, subject, words):
    letter = read(*lines, subject=subject, words=words)
    assert (letter.is_report, letter.automatic) == (True, "yes")


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Undeliverable?", f"My mail came back: {GONE} What shall I do now?"),
        ("Re: failure notice", f"I got this: {GONE}"),
        ("Heart failure", "She was returned to the ward, delivery is in May."),
        ("Delivery failure", "My letter to you could not be delivered."),
    ],
)
def test_a_person_writes_of_a_mail_that_came_back(subject, words):
    assert not read(subject=subject, words=words).is_report


@pytest.mark.parametrize(("lines", "subject", "words"), COPIED)
def test_whoever_answers_or_says_more_is_a_person(lines, subject, words):
    answer = read(
        *lines, "In-Reply-To: <1@portal.example>", subject=subject, words=words
    )
    assert not answer.is_report
    more = f"{words}\n\nThis came back, so I write to you here."
    assert not read(*lines, subject=subject, words=more).is_report
