"""Several enquiries at once: done, told apart, and taken back for fifteen seconds."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from contacts.conversation.actions.answering import answer_family
from contacts.models import Enquiry, EnquiryState, Membership, OutgoingEmail, Purpose
from tests import factories
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return factories.site_with_contact()


@pytest.fixture
def three(site) -> list[Enquiry]:
    return [accepted(site, now=timezone.now()).enquiry for _ in range(3)]


@pytest.fixture
def user(site):
    return staff([site])


@pytest.fixture
def colleague(user):
    other = staff([factories.StudySite()])
    Membership.objects.create(user=other, team=user.memberships.get().team)
    return other


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def member(user) -> Client:
    return client_of(user)


def ticks(enquiries) -> list[str]:
    return [f"{one.reference}:{one.revision}" for one in enquiries]


def do(member: Client, enquiries, deed: str, **more):
    data = {"chosen": ticks(enquiries), "deed": deed, **more}
    return member.post("/staff/many/", data, follow=True)


def undo(member: Client) -> str:
    return member.post("/staff/many/undo/", follow=True).content.decode()


def now_of(enquiries) -> list[Enquiry]:
    return [Enquiry.objects.get(pk=one.pk) for one in enquiries]


def answered(enquiries, user) -> list[Enquiry]:
    """Answer them a while ago, so that their answers have left."""
    ago = timezone.now() - timedelta(minutes=5)
    for one in enquiries:
        who = {"user": user, "now": ago, "by": f"user:{user.pk}"}
        answer_family(enquiry=one, text="Yes.", seen=one.revision, **who)
    OutgoingEmail.objects.filter(purpose=Purpose.ANSWER_TO_FAMILY).update(attempts=1)
    return now_of(enquiries)


def everything(enquiries) -> list[dict]:
    keys = [one.pk for one in enquiries]
    return list(Enquiry.objects.filter(pk__in=keys).order_by("pk").values())


def letters():
    return OutgoingEmail.objects.filter(purpose=Purpose.NOTICE_TO_FAMILY)


def tomorrow() -> str:
    return (timezone.now() + timedelta(days=1)).date().isoformat()


def test_they_are_given_to_a_colleague_and_taken_back(member, three, colleague):
    before = everything(three)
    page = do(member, three, "assign", colleague=colleague.pk).content.decode()
    assert "3 enquiries changed." in page
    assert {one.owner for one in now_of(three)} == {colleague}
    assert "Taken back." in undo(member)
    assert everything(three) == before


def test_what_a_colleague_has_claimed_meanwhile_stays_theirs(
    member, three, user, colleague
):
    other = client_of(colleague)
    other.post(f"/staff/enquiries/{three[0].reference}/claim/")
    page = do(member, three, "assign", colleague=user.pk).content.decode()
    assert "2 enquiries changed." in page
    assert "a colleague has it already" in page
    assert [one.owner for one in now_of(three)] == [colleague, user, user]
    # What somebody took over since, no undo takes from them.
    other.post(f"/staff/enquiries/{three[1].reference}/claim/", {"from": user.pk})
    assert "1 stay as they are" in undo(member)
    assert [one.owner for one in now_of(three)] == [colleague, colleague, None]


def test_they_are_put_off_but_never_past_a_promise(member, three):
    late = timezone.now() + timedelta(days=9)
    for one, at in zip(three, (timezone.now(), late, late), strict=True):
        values = {"answer_due_on": at.date(), "answer_due_at": at}
        Enquiry.objects.filter(pk=one.pk).update(**values)
    before = everything(three)
    page = do(member, three, "put_off", until=tomorrow()).content.decode()
    assert "2 enquiries changed." in page
    assert "promised an answer before that day" in page
    assert [bool(one.snoozed_until) for one in now_of(three)] == [False, True, True]
    undo(member)
    assert everything(three) == before


def test_no_family_that_waits_is_closed_on_and_the_letters_come_back(
    member, three, user
):
    three = [three[0], *answered(three[1:], user)]
    before = everything(three)
    page = do(member, three, "close", outcome="INFORMED").content.decode()
    assert "2 enquiries changed." in page
    assert "This family has had no answer yet." in page
    states = [one.state for one in now_of(three)]
    assert states == [EnquiryState.WAITING, EnquiryState.CLOSED, EnquiryState.CLOSED]
    assert letters().recallable().count() == 2
    undo(member)
    assert letters().count() == 0
    assert everything(three) == before


def test_what_has_left_is_not_taken_back(member, three, user):
    three = answered(three, user)
    do(member, three, "close", outcome="INFORMED")
    letters().filter(enquiry=three[0]).update(attempts=1)
    assert "1 stay as they are" in undo(member)
    states = [one.state for one in now_of(three)]
    assert states == [EnquiryState.CLOSED, EnquiryState.ANSWERED, EnquiryState.ANSWERED]


def test_a_family_that_writes_meanwhile_is_not_closed_on(member, user, site):
    sent = accepted(site, now=timezone.now())
    (seen,) = answered([sent.enquiry], user)
    Client().post(f"/enquiries/{sent.token}/write/", {"message": "One more thing."})
    page = do(member, [seen], "close", outcome="INFORMED").content.decode()
    assert "somebody has written meanwhile" in page
    assert now_of([seen])[0].state == EnquiryState.WAITING


def test_a_family_that_writes_after_the_end_is_not_undone(member, user, site):
    sent = accepted(site, now=timezone.now())
    do(member, answered([sent.enquiry], user), "close", outcome="INFORMED")
    Client().post(f"/enquiries/{sent.token}/write/", {"message": "One more thing."})
    before = everything([sent.enquiry])
    undo(member)
    assert everything([sent.enquiry]) == before


def test_they_are_marked_as_read_and_as_unread(member, three):
    do(member, three, "read")
    assert not any(one.is_unread for one in now_of(three))
    do(member, three[:1], "unread")
    assert [one.is_unread for one in now_of(three)] == [True, False, False]
    undo(member)
    assert not any(one.is_unread for one in now_of(three))


def test_after_fifteen_seconds_it_is_too_late(member, three):
    do(member, three, "read")
    with time_machine.travel(timezone.now() + timedelta(seconds=16), tick=False):
        assert "It was too late to take it back." in undo(member)
    assert not any(one.is_unread for one in now_of(three))


def test_only_who_did_it_takes_it_back(member, three, colleague):
    do(member, three, "read")
    undo(client_of(colleague))
    assert not any(one.is_unread for one in now_of(three))


@pytest.mark.parametrize(
    ("deed", "more", "words"),
    [
        ("assign", {}, "Choose a colleague."),
        ("assign", {"colleague": "999999"}, "Select a valid choice"),
        ("put_off", {}, "Choose a day."),
        ("put_off", {"until": "soon"}, "Choose a day."),
        ("put_off", {"until": "2020-01-01"}, "within the next six months"),
        ("close", {}, "Say how it ended."),
        ("nonsense", {}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_asked_for_and_the_ticks_stay(
    member, three, deed, more, words
):
    before = everything(three)
    answer = do(member, three[:2], deed, **more)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    kept = [f'value="{tick}"' in page for tick in ticks(three)]
    assert kept == [True, True, True]
    assert page.count("checked>") == 2 + 1
    assert everything(three) == before


def test_nothing_ticked_is_nothing_done(member, three):
    answer = do(member, [], "read")
    assert answer.status_code == 422
    assert "Tick at least one enquiry." in answer.content.decode()


def test_of_others_nothing_is_changed_and_nothing_said(three):
    stranger = client_of(staff([factories.StudySite()]))
    before = everything(three)
    for deed, more in (("read", {}), ("put_off", {"until": tomorrow()})):
        page = do(stranger, three, deed, **more).content.decode()
        assert "ENQ-" not in page
    assert everything(three) == before


def test_nobody_is_given_what_they_may_not_see(member, user, colleague):
    hidden = factories.site_with_contact()
    team = staff([hidden]).memberships.get().team
    Membership.objects.create(user=user, team=team)
    theirs = accepted(hidden, now=timezone.now()).enquiry
    page = do(member, [theirs], "assign", colleague=colleague.pk).content.decode()
    assert "that colleague may not see it" in page
    assert now_of([theirs])[0].owner is None


def test_the_ticked_ones_are_exported_and_no_other(member, three):
    data = {"chosen": ticks(three[:2]), "deed": "export"}
    where = member.post("/staff/many/", data)["Location"]
    assert "ENQ" not in where
    password = {"password": "a long pass phrase"}
    member.post("/staff/account/confirm/?next=/staff/export/", password)
    rows = b"".join(member.get(where)).decode()
    assert [one.reference in rows for one in three] == [True, True, False]
