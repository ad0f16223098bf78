"""Mail me this page: one mail, a neutral subject, few a day, and a no that lasts."""

from datetime import timedelta

import pytest
from django.test import Client

from contacts.mail.batches.queues import Queue
from contacts.mail.kinds import Purpose
from contacts.mail.models.address_hash import address_hash
from contacts.models import DeadAddress, OutgoingEmail, PageMailStop
from contacts.pagemails.actions import erase_passed_mails, mail_page, page_token
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
ADDRESS = "lena@families.example"
PAGE = "/trials/NCT90000001/mail/"


@pytest.fixture
def study():
    site = factories.site_with_contact(
        study__registry_id="NCT90000001", study__brief_title="Lupus and rest"
    )
    return site.study


def mails() -> list[OutgoingEmail]:
    return list(OutgoingEmail.objects.filter(purpose=Purpose.PAGE_TO_READER))


def send(study, days: float = 0, email: str = ADDRESS) -> int:
    """Ask for a page; return how many mails there are."""
    now = NOW + timedelta(days=days)
    mail_page(study=study, email=email, language="en", now=now)
    return len(mails())


def test_one_mail_goes_from_the_bulk_stream(client: Client, study):
    answer = client.post(PAGE, {"email": ADDRESS, "homepage": ""})
    assert answer.status_code == 200
    assert not answer.cookies
    (mail,) = mails()
    assert mail.queue == Queue.BULK
    assert mail.to_address == ADDRESS
    assert "lupus" not in mail.subject.lower()
    assert "Lupus and rest" in mail.body_text
    assert "http://testserver/trials/NCT90000001/sheet.pdf" in mail.body_text


def test_it_comes_in_the_language_of_the_page(client: Client, study):
    client.post(f"/zh-hans{PAGE}", {"email": ADDRESS})
    assert "/zh-hans/trials/NCT90000001/" in mails()[0].body_text


def test_two_a_day_and_five_a_week_over_all_studies(study):
    other = factories.Study()
    assert [send(study), send(other), send(study)] == [1, 2, 2]
    assert send(study, email="LENA+again@families.example") == 2
    assert send(other, email="somebody@families.example") == 3
    # Two each day, until the week has had five.
    first = NOW + timedelta(days=7)
    before = len(mails())
    for hour in range(0, 14 * 24, 6):
        mail_page(
            study=study,
            email="often@families.example",
            language="en",
            now=first + timedelta(hours=hour),
        )
    # Fourteen days touch three weeks at most.
    assert 10 <= len(mails()) - before <= 15


def test_the_answer_is_the_same_for_every_address(client: Client, study):
    for _number in range(3):
        mail_page(study=study, email=ADDRESS, language="en", now=NOW)
    PageMailStop.objects.create(address_hash=address_hash("no@x.example"), since=NOW)
    said = {
        client.post(PAGE, {"email": one}).content
        for one in (ADDRESS, "no@x.example", "new@x.example")
    }
    assert len(said) == 1


def test_one_press_ends_it_and_what_waits_does_not_leave(client: Client, study):
    send(study)
    path = f"/page-mails/stop/{page_token(address_hash(ADDRESS))}/"
    assert client.get(path).status_code == 200
    assert len(mails()) == 1
    answer = client.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert mails() == []
    assert send(study, 1) == 0
    assert send(study, 1, "other@families.example") == 1


def test_a_mail_program_finds_how_to_end_it(study):
    send(study)
    link = mails()[0].extra_headers["List-Unsubscribe"].strip("<>")
    assert Client().get(link.removeprefix("http://testserver")).status_code == 200
    assert link in mails()[0].body_text


def test_a_dead_address_gets_none(study):
    DeadAddress.objects.create(
        address_hash=address_hash(ADDRESS), kind="bounced", since=NOW
    )
    assert send(study) == 0


@pytest.mark.parametrize("email", ["", "nobody", "a@b\nc.example"])
def test_what_is_no_address_is_said(client: Client, study, email):
    answer = client.post(PAGE, {"email": email})
    assert answer.status_code == 422
    assert mails() == []


def test_another_link_ends_nothing(client: Client, study):
    assert client.get("/page-mails/stop/nonsense/").status_code == 404


def test_the_address_is_erased_with_the_mail(study):
    send(study)
    OutgoingEmail.objects.update(state="SENT", sent_at=NOW)
    assert erase_passed_mails(now=NOW + timedelta(days=2)) == 0
    assert erase_passed_mails(now=NOW + timedelta(days=4)) == 1
