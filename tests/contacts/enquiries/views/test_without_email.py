"""A family without e-mail writes, is called, and finds its page by a code."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from contacts.alerts.actions.rehashing import rehash_addresses
from contacts.conversation.actions.answering import answer_family
from contacts.conversation.actions.closing import close
from contacts.conversation.actions.erasing import forget_strays
from contacts.conversation.actions.promises import keep_promises
from contacts.conversation.actions.taking_back import take_answer_back
from contacts.conversation.export import export_enquiry
from contacts.enquiries.page_codes import code_hash, read_code
from contacts.enquiries.page_links import status_url
from contacts.mail.kinds import TO_FAMILY
from contacts.models import Enquiry, InboundEmail, Outcome, OutgoingEmail, Purpose
from tests import factories
from tests.factories import NOW, accepted
from trials.pages.paper.qr import draw_qr

pytestmark = pytest.mark.django_db
CODE = "/enquiries/code/"


def enter(client: Client, code: str, remote: str = "203.0.113.9"):
    return client.post(CODE, {"code": code}, REMOTE_ADDR=remote)


def test_the_receipt_shows_a_code_and_a_square_that_open_the_page(client: Client):
    sent = accepted(email="", last_name="")
    page = client.get(f"/enquiries/{sent.token}/").content.decode()
    code = re.search(r'class="code short-code"[^>]*>([^<]+)<', page)[1]
    assert code == sent.enquiry.code
    assert draw_qr(status_url(sent.enquiry)).path in page
    assert 'role="img"' in page
    assert "aria-label" in page.partition('class="qr"')[2][:200]
    assert "style=" not in page
    for typed in (
        code,
        code.lower(),
        code.replace("-", ""),
        f" {code[:4]} {code[5:]} ",
    ):
        opened = enter(client, typed)
        assert opened.status_code == 303
        assert opened["Location"] == f"/enquiries/{sent.token}/"
        assert opened["Referrer-Policy"] == "no-referrer"


def test_who_has_an_address_gets_the_link_by_mail_and_no_code(client: Client):
    sent = accepted()
    assert (sent.enquiry.code, sent.enquiry.code_hash) == ("", None)
    assert "short-code" not in client.get(f"/enquiries/{sent.token}/").content.decode()


def test_two_families_without_an_address_are_not_one():
    first, second = accepted(email=""), accepted(email="")
    assert first.enquiry.email_hash == second.enquiry.email_hash == ""
    assert first.enquiry.code != second.enquiry.code
    rehash_addresses()
    assert set(Enquiry.objects.values_list("email_hash", flat=True)) == {""}


def test_every_wrong_code_has_the_same_answer(client: Client):
    known = accepted(email="").enquiry.code
    near = known[:-1] + ("3" if known[-1] != "3" else "4")
    pages = set()
    for typed in (near, "7K3M-4QXT-9HWC", "OOOO-0000-BBBB", "x", "' OR 1=1"):
        answered = enter(client, typed)
        assert answered.status_code == 422
        pages.add(re.sub(r'value="[^"]*"', "", answered.content.decode()))
    assert len(pages) == 1
    assert enter(client, "a\x00b").status_code == 422


def test_codes_cannot_be_tried_without_end(client: Client):
    code = accepted(email="").enquiry.code
    # What is right costs no try.
    assert {enter(client, code).status_code for _ in range(25)} == {303}
    codes = [enter(client, "7K3M-4QXT-9HWC").status_code for _ in range(22)]
    assert codes == [422] * 20 + [429] * 2
    assert enter(client, code).status_code == 429
    assert enter(client, code, "198.51.100.1").status_code == 303


def test_a_code_is_stored_hashed_with_much_work_and_encrypted():
    sent = accepted(email="")
    assert sent.enquiry.code_hash == code_hash(sent.enquiry.code)
    assert len(read_code(sent.enquiry.code)) == 12
    assert sent.enquiry.code not in str(export_enquiry(sent.enquiry, NOW))


def test_the_team_is_told_to_call_and_reply_to_is_no_nonsense(settings, client):
    settings.INBOUND_DOMAIN = ""
    sent = accepted(email="")
    mail = OutgoingEmail.objects.get()
    assert mail.purpose == Purpose.ENQUIRY_TO_TEAM
    assert mail.reply_to == ""
    assert "You can also answer this e-mail" not in mail.body_text + mail.body_html
    link = f"/for-teams/{sent.enquiry.team_links.get().secret}/"
    assert "No e-mail: please call" in client.post(link, {"open": ""}).content.decode()
    assert sent.enquiry.phone == "+49 30 901820"


def test_the_console_says_plainly_to_call(client: Client):
    sent = accepted(email="")
    client.force_login(factories.staff([sent.enquiry.site]))
    address = reverse("contacts:enquiry_detail", args=[sent.enquiry.reference])
    words = client.get(address).content.decode()
    assert "No e-mail: please call" in words
    assert 'href="tel:+49-30-901820"' in words
    assert "mailto:" not in words


def test_promises_are_kept_and_no_mail_goes_to_nobody():
    """Reminders, the offer, an answer and both ends, for somebody without address."""
    sent = accepted(email="")
    factories.StudySite(study=sent.enquiry.study, key="near")
    now = NOW
    for _ in range(8):
        now += timedelta(days=4)
        keep_promises(now=now, by="worker")
    enquiry = Enquiry.objects.get()
    assert enquiry.offered_site is not None
    answer_family(
        enquiry=enquiry,
        text="We call.",
        seen=enquiry.revision,
        user=None,
        now=now,
        by="x",
    )
    enquiry.refresh_from_db()
    close(
        enquiry=enquiry,
        outcome=Outcome.INFORMED,
        seen=enquiry.revision,
        now=now + timedelta(hours=1),
        by="x",
    )
    assert OutgoingEmail.objects.filter(purpose=Purpose.REMINDER_TO_TEAM).exists()
    assert not OutgoingEmail.objects.filter(purpose__in=TO_FAMILY).exists()
    assert all(mail.to_address for mail in OutgoingEmail.objects.all())


def test_an_answer_can_be_taken_back_until_the_page_shows_it():
    sent = accepted(email="")
    user = factories.staff([sent.enquiry.site])
    said = {"enquiry": sent.enquiry, "user": user, "now": NOW, "by": "user:1"}
    message = answer_family(text="Wrong", seen=0, **said)
    late = message.released_at + timedelta(seconds=1)
    assert not take_answer_back(message=message, user=user, now=late, by="user:1")
    assert take_answer_back(message=message, user=user, now=NOW, by="user:1")
    assert sent.enquiry.messages.count() == 1


def test_erasing_takes_no_stranger_s_mail_along():
    sent = accepted(email="")
    InboundEmail.objects.create(
        from_address="", to_address="x@portal.example", came_at=NOW, fingerprint="x"
    )
    forget_strays(sent.enquiry)
    assert InboundEmail.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "told"),
    [
        ("", "Your answer stands on their page only"),
        ("lena@families.example", "The family gets your answer by e-mail"),
    ],
)
def test_the_team_reads_how_its_answer_travels(client: Client, email, told):
    sent = accepted(email=email)
    client.force_login(factories.staff([sent.enquiry.site]))
    page = client.get(f"/staff/enquiries/{sent.enquiry.reference}/").content.decode()
    ways = ("stands on their page only", "gets your answer by e-mail")
    assert told in page
    assert sum(way in page for way in ways) == 1
