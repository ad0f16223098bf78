"""A begun answer: kept as it is typed, each person's own, gone when it is sent."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from contacts.conversation.actions.erasing import erase_enquiry
from contacts.models import Draft, Enquiry, Membership, ReplyTemplate
from tests import factories
from tests.contacts.console.views.test_handling import now_of, reply, url
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db
WORDS = "Please come on Tues"


@pytest.fixture
def sent():
    return accepted()


@pytest.fixture
def user(sent):
    return staff([sent.enquiry.site])


@pytest.fixture
def colleague(user):
    other = staff([factories.StudySite()])
    other.first_name = "Ada"
    other.save()
    Membership.objects.create(user=other, team=user.memberships.get().team)
    return other


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def member(user) -> Client:
    return client_of(user)


def keep(client: Client, sent, text: str, version: int = 0):
    data = {"text": text, "version": version}
    headers = {"accept": "application/json"}
    return client.post(url(sent, "draft/"), data, headers=headers)


def page_of(client: Client, sent) -> str:
    return client.get(url(sent)).content.decode()


def test_what_is_typed_stands_there_when_one_comes_back(member, sent):
    assert keep(member, sent, WORDS).json() == {"version": 1}
    assert keep(member, sent, WORDS + "day", 1).json() == {"version": 2}
    assert f"{WORDS}day</textarea>" in page_of(member, sent)
    assert 'name="version" value="2"' in page_of(member, sent)


def test_it_lies_in_the_database_as_ciphertext_alone(member, sent):
    keep(member, sent, WORDS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM contacts_draft")
        ((stored,),) = cursor.fetchall()
    assert "Tues" not in stored


def test_a_colleague_sees_that_it_is_there_and_never_its_words(member, colleague, sent):
    keep(client_of(colleague), sent, WORDS)
    page = page_of(member, sent)
    assert "Ada is writing an answer." in page
    assert WORDS not in page
    assert "Ada is writing" in member.get(url(sent, "state/")).json()["begun"]
    with time_machine.travel(timezone.now() + timedelta(minutes=3), tick=False):
        assert "Ada has begun an answer." in page_of(member, sent)
    assert "Ada is writing" not in page_of(client_of(colleague), sent)


def test_it_is_gone_when_the_answer_is_sent_and_back_when_it_is_taken_back(
    member, sent
):
    keep(member, sent, WORDS)
    reply(member, sent, text="All of it.")
    assert not Draft.objects.exists()
    page = member.post(url(sent, "undo/")).content.decode()
    assert "All of it.</textarea>" in page
    # Also for who leaves without another key.
    assert "All of it.</textarea>" in page_of(member, sent)


def test_a_colleagues_answer_leaves_mine_alone(member, colleague, sent):
    keep(member, sent, WORDS)
    reply(client_of(colleague), sent)
    assert Draft.objects.get().body == WORDS


def test_a_window_that_closes_late_brings_nothing_back(member, sent):
    keep(member, sent, WORDS)
    reply(member, sent, text=WORDS)
    assert keep(member, sent, WORDS, 1).json() == {"version": 0}
    assert not Draft.objects.exists()


def test_two_windows_of_one_person_lose_nothing(member, sent):
    keep(member, sent, WORDS)
    assert keep(member, sent, "Something else").status_code == 409
    assert keep(member, sent, "", 0).status_code == 409
    assert Draft.objects.get().body == WORDS
    # The control: who knew of it goes on.
    assert keep(member, sent, "Something else", 1).status_code == 200


def test_two_people_write_beside_each_other(member, colleague, sent):
    keep(member, sent, WORDS)
    keep(client_of(colleague), sent, "Ours")
    assert {one.body for one in Draft.objects.all()} == {WORDS, "Ours"}


def test_an_emptied_field_keeps_nothing(member, sent):
    keep(member, sent, WORDS)
    assert keep(member, sent, " ", 1).json() == {"version": 0}
    assert not Draft.objects.exists()


def test_without_a_script_a_button_keeps_it(member, sent):
    data = {"text": WORDS, "version": 0, "seen": 0}
    assert member.post(url(sent, "draft/"), data).status_code == 302
    assert f"{WORDS}</textarea>" in page_of(member, sent)
    answer = member.post(url(sent, "draft/"), {**data, "text": "Other words"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Other words</textarea>" in page
    assert "In another window you have typed something else." in page


def test_what_is_too_long_is_named_and_stays(member, sent):
    answer = member.post(url(sent, "draft/"), {"text": "x" * 50_000, "version": 0})
    assert answer.status_code == 422
    assert "x" * 50_000 in answer.content.decode()


def test_it_goes_with_the_enquiry(member, sent):
    keep(member, sent, WORDS)
    erase_enquiry(enquiry=sent.enquiry, now=timezone.now(), by="enquirer")
    assert not Draft.objects.exists()
    assert keep(member, sent, WORDS).status_code == 404


def test_nobody_of_another_site_keeps_or_learns_anything(member, sent):
    keep(member, sent, WORDS)
    stranger = client_of(staff([factories.StudySite()]))
    assert keep(stranger, sent, "Mine").status_code == 404
    assert Draft.objects.count() == 1


def test_a_prepared_answer_never_stands_over_own_words(member, sent):
    values = {"key": "visit", "language": "en", "title": "Visit", "body": "Bring it."}
    ReplyTemplate.objects.create(**values)
    keep(member, sent, WORDS)
    page = member.get(f"{url(sent)}?template=visit").content.decode()
    assert f"{WORDS}\n\nBring it.</textarea>" in page
    assert 'data-prepared="Bring it."' in page


def leads_to(page: str, enquiry: Enquiry) -> bool:
    """Whether one key leads to this enquiry."""
    return bool(re.search(rf'{enquiry.reference}/"\s+data-key="n"', page))


def test_after_an_answer_the_next_due_one_is_a_press_away(member, user, sent):
    later = accepted(sent.enquiry.site, first_name="Zoe").enquiry
    urgent = accepted(sent.enquiry.site, text="He is having a seizure").enquiry
    taken = accepted(sent.enquiry.site, text="She cannot breathe").enquiry
    taken_by = {"owner": staff([sent.enquiry.site]), "claimed_at": timezone.now()}
    Enquiry.objects.filter(pk=taken.pk).update(**taken_by)
    answer = reply(member, sent)
    page = member.get(answer["Location"]).content.decode()
    assert leads_to(page, urgent)
    reply(member, type(sent)(urgent, "", is_new=True))
    page = member.get(f"/staff/enquiries/{urgent.reference}/").content.decode()
    assert leads_to(page, later)


def test_the_wish_stands_beside_the_answer_and_in_the_ladder(member, sent):
    wish = {"call_times": "after 18:00"}
    other = accepted(sent.enquiry.site, now=timezone.now(), **wish)
    page = page_of(member, other)
    assert "Their wish:" in page
    assert page.index("Their wish:") > page.index('id="answer"')
    assert "Asked to be called:" in page
    member.post(url(other, "call/"), {"result": "NO_ANSWER"})
    assert "about 6 p.m., as they asked." in page_of(member, other)
    assert now_of(other).call_times == "after 18:00"
