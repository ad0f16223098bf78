"""What a coordinator does in the console, as the browser would send it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from contacts.models import (
    CallAttempt,
    Enquiry,
    EnquiryState,
    Message,
    OutgoingEmail,
    Purpose,
    Remark,
    ReplyTemplate,
)
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    return accepted()


@pytest.fixture
def user(sent):
    return staff([sent.enquiry.site])


@pytest.fixture
def member(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(sent, end: str = "") -> str:
    return f"/staff/enquiries/{sent.enquiry.reference}/{end}"


def now_of(sent) -> Enquiry:
    sent.enquiry.refresh_from_db()
    return sent.enquiry


def reply(member: Client, sent, **changes):
    usual = {"text": "Please come on Tuesday.", "seen": now_of(sent).revision}
    return member.post(url(sent, "answer/"), {**usual, **changes})


def test_an_answer_is_sent_claimed_and_can_be_undone(member, sent, user, client):
    assert reply(member, sent).status_code == 302
    page = member.get(url(sent)).content.decode()
    assert "Your answer leaves in a few seconds." in page
    assert now_of(sent).owner == user
    family = client.get(f"/enquiries/{sent.token}/").content.decode()
    assert "Please come on Tuesday." not in family
    undone = member.post(url(sent, "undo/")).content.decode()
    assert "Please come on Tuesday.</textarea>" in undone
    assert now_of(sent).state == EnquiryState.WAITING
    assert not OutgoingEmail.objects.filter(purpose=Purpose.ANSWER_TO_FAMILY).exists()
    assert member.post(url(sent, "undo/")).status_code == 409


def test_a_conflict_keeps_the_text_and_sends_nothing(member, sent):
    seen = now_of(sent).revision
    Client().post(f"/enquiries/{sent.token}/write/", {"message": "It got worse."})
    answer = reply(member, sent, seen=seen)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody has written meanwhile" in page
    assert "Please come on Tuesday.</textarea>" in page
    assert "It got worse." in page
    assert Message.objects.filter(author="SITE_TEAM").count() == 0


def test_an_empty_answer_is_named(member, sent):
    answer = reply(member, sent, text=" ")
    assert answer.status_code == 422
    assert "Type your answer." in answer.content.decode()


def test_one_claims_the_other_sees_who_and_may_take_over(member, sent, user):
    colleague = staff([sent.enquiry.site])
    other = Client()
    other.force_login(colleague)
    member.post(url(sent, "claim/"))
    assert now_of(sent).owner == user
    assert other.post(url(sent, "claim/")).status_code == 409
    assert now_of(sent).owner == user
    assert "is answering" in other.get(url(sent)).content.decode()
    other.post(url(sent, "claim/"), {"from": user.pk})
    assert now_of(sent).owner == colleague
    assert member.post(url(sent, "release/")).status_code == 302
    assert now_of(sent).owner == colleague
    other.post(url(sent, "release/"))
    assert now_of(sent).owner is None


def test_the_open_page_learns_of_news(member, sent):
    before = member.get(url(sent, "state/")).json()
    Client().post(f"/enquiries/{sent.token}/write/", {"message": "Hello?"})
    member.post(url(sent, "claim/"))
    after = member.get(url(sent, "state/")).json()
    assert after["revision"] == before["revision"] + 1
    assert after["owner"]


def test_remarks_and_calls_stay_inside_but_calls_are_told(member, sent, client):
    member.post(url(sent, "remark/"), {"remark": "Secretly kind."})
    member.post(url(sent, "call/"), {"result": "NO_ANSWER"})
    assert member.post(url(sent, "remark/"), {"remark": ""}).status_code == 422
    assert member.post(url(sent, "call/"), {"result": "X"}).status_code == 422
    assert (Remark.objects.count(), CallAttempt.objects.count()) == (1, 1)
    assert "Secretly kind." in member.get(url(sent)).content.decode()
    family = client.get(f"/enquiries/{sent.token}/").content.decode()
    assert "Secretly kind." not in family
    assert "nobody answered" in family


def test_three_tries_on_different_days_then_it_is_time_to_write(member, sent):
    def page() -> str:
        return member.get(url(sent)).content.decode()

    assert "Next try:" not in page()
    for count in (1, 2, 3):
        member.post(url(sent, "call/"), {"result": "NO_ANSWER"})
        assert ("Next try:" in page()) is (count < 3)
    assert "Three calls are enough" in page()


def test_putting_off_beyond_the_promise_is_refused_with_words(member, sent):
    far = date.today() + timedelta(days=90)  # noqa: DTZ011 - as a person types it
    answer = member.post(url(sent, "snooze/"), {"until": far.isoformat()})
    assert answer.status_code == 422
    assert "was promised an answer" in answer.content.decode()
    reply(member, sent)
    assert (
        member.post(url(sent, "snooze/"), {"until": far.isoformat()}).status_code == 302
    )
    assert now_of(sent).snoozed_until > timezone.now()
    assert sent.enquiry.reference in member.get("/staff/?show=snoozed").content.decode()


def test_closing_needs_an_answer_first(member, sent):
    refused = member.post(url(sent, "close/"), {"outcome": "NO_PLACES"})
    assert refused.status_code == 422
    assert "has had no answer yet" in refused.content.decode()
    reply(member, sent)
    seen = {"seen": now_of(sent).revision}
    done = {"outcome": "DOES_NOT_FIT", "reasons": ["AGE", "TRAVEL"], **seen}
    Client().post(f"/enquiries/{sent.token}/write/", {"message": "It got worse."})
    unread = member.post(url(sent, "close/"), done)
    assert unread.status_code == 422
    assert "has written again" in unread.content.decode()
    stale = member.post(url(sent, "close/"), {**done, "outcome": "MISDIRECTED"})
    assert stale.status_code == 409
    assert "so it was not closed" in stale.content.decode()
    assert "It got worse." in stale.content.decode()
    reply(member, sent)
    done["seen"] = now_of(sent).revision
    assert member.post(url(sent, "close/"), done).status_code == 302
    assert now_of(sent).misfit_reasons == ["AGE", "TRAVEL"]
    assert sent.enquiry.reference in member.get("/staff/?show=closed").content.decode()
    member.post(url(sent, "reopen/"))
    assert now_of(sent).is_waiting


def test_a_prepared_answer_comes_in_the_familys_language(user, member):
    for language, body in (
        ("en", "Dear {first_name},"),
        ("zh-hans", "{first_name}，您好"),
    ):
        ReplyTemplate.objects.create(
            key="read", language=language, title="Read", body=body
        )
    sent = accepted(user.memberships.get().team.sites.get(), language="zh-hans")
    page = member.get(f"{url(sent)}?template=read").content.decode()
    assert "Lena Fischer，您好</textarea>" in page
    assert "Dear Lena Fischer," in page


def test_a_mark_of_urgency_can_be_taken_off(member, sent):
    urgent = accepted(sent.enquiry.site, text="He is having a seizure").enquiry
    page = f"/staff/enquiries/{urgent.reference}/"
    assert "Perhaps an emergency" in member.get(page).content.decode()
    refused = member.post(f"{page}calm/")
    assert refused.status_code == 422
    assert "Say why the mark may go." in refused.content.decode()
    assert member.post(f"{page}calm/", {"reason": "OTHER_SENSE"}).status_code == 302
    assert "Perhaps an emergency" not in member.get(page).content.decode()


def test_a_side_effect_is_a_report_and_does_not_stand_on_top(member, sent):
    told = accepted(sent.enquiry.site, text="I get a rash after each tablet").enquiry
    assert not told.is_urgent
    inbox = member.get("/staff/").content.decode()
    assert "Side effect" in inbox
    assert "Emergency?" not in inbox
    page = member.get(f"/staff/enquiries/{told.reference}/").content.decode()
    assert "A side effect to report" in page
    assert "protocol" in page


def test_the_list_of_words_is_a_draft_until_somebody_stands_for_it(
    member, sent, settings
):
    urgent = accepted(sent.enquiry.site, text="He is having a seizure").enquiry
    page = f"/staff/enquiries/{urgent.reference}/"
    assert "no clinician has approved" in member.get(page).content.decode()
    settings.CLINICAL_SAFETY_OFFICER = "Dr Example"
    settings.CLINICAL_SAFETY_APPROVED_ON = "2026-12-01"
    approved = member.get(page).content.decode()
    assert "approved by Dr Example, 2026-12-01" in approved
