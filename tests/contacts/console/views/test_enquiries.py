"""Staff see the enquiries of their own sites; others do not learn that they exist."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from contacts.enquiries.actions.routes import office_for
from contacts.inbox.lines import whom
from contacts.models import EmailState, Enquiry, OutgoingEmail
from tests import factories
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    """An enquiry to a site."""
    return accepted()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def member(sent) -> Client:
    """Somebody of that site's team."""
    return signed_in(staff([sent.enquiry.site]))


@pytest.fixture
def colleague() -> Client:
    """Somebody of another site's team."""
    return signed_in(staff([factories.StudySite()]))


@pytest.fixture
def outsider() -> Client:
    """A signed-in person of no team."""
    user = staff([])
    user.memberships.all().delete()
    return signed_in(user)


def url(sent, end: str = "") -> str:
    return f"/staff/enquiries/{sent.enquiry.reference}/{end}"


def test_the_team_sees_and_opens_it_and_the_family_is_told(member, sent, client):
    assert sent.enquiry.reference in member.get("/staff/").content.decode()
    page = member.get(url(sent)).content.decode()
    for words in ("nine-year-old", "Lena Fischer", "lena@families.example", "My child"):
        assert words in page
    told = client.get(f"/enquiries/{sent.token}/print/").content.decode()
    assert "Opened by the team" in told


def test_a_program_that_only_asks_whether_it_is_there_opens_nothing(member, sent):
    assert member.head(url(sent)).status_code == 200
    sent.enquiry.refresh_from_db()
    assert sent.enquiry.opened_at is None
    member.get(url(sent))
    sent.enquiry.refresh_from_db()
    assert sent.enquiry.opened_at


def test_a_later_message_is_unread_until_somebody_looks(member, sent, client):
    def unread() -> bool:
        page = member.get("/staff/?show=unread").content.decode()
        return sent.enquiry.reference in page

    assert unread()
    member.get(url(sent))
    assert not unread()
    client.post(f"/enquiries/{sent.token}/write/", {"message": "One more thing."})
    assert unread()
    assert "New message" in member.get("/staff/").content.decode()
    member.get(url(sent))
    assert not unread()


def test_the_desk_sees_all(sent):
    desk = signed_in(staff([], is_desk=True))
    assert sent.enquiry.reference in desk.get("/staff/").content.decode()


def test_another_sites_team_and_an_outsider_find_nothing(colleague, outsider, sent):
    OutgoingEmail.objects.update(state=EmailState.FAILED)
    for other in (colleague, outsider):
        assert sent.enquiry.reference not in other.get("/staff/").content.decode()
        assert other.get(url(sent)).status_code == 404
        assert other.post(url(sent, "retry/")).status_code == 404
    sent.enquiry.refresh_from_db()
    assert sent.enquiry.opened_at is None
    assert OutgoingEmail.objects.in_trouble().count() == 2


def test_a_member_who_was_dismissed_is_out_at_once(member, sent):
    staff_user = sent.enquiry.site.teams.get().memberships.get().user
    staff_user.is_active = False
    staff_user.save()
    assert member.get(url(sent)).status_code == 302


def test_trouble_is_visible_and_can_be_tried_again(member, sent):
    OutgoingEmail.objects.update(state=EmailState.FAILED, last_error="SMTP 550")
    assert "E-mail in trouble" in member.get("/staff/").content.decode()
    assert "SMTP 550" in member.get(url(sent)).content.decode()
    member.post(url(sent, "retry/"))
    assert OutgoingEmail.objects.in_trouble().count() == 0


def test_the_inbox_costs_the_same_with_one_and_with_many(
    member, sent, django_assert_num_queries
):
    # The first look of a minute also notes that somebody is there.
    member.get("/staff/")
    with django_assert_num_queries(15):
        member.get("/staff/")
    for _ in range(8):
        accepted(sent.enquiry.site)
    with django_assert_num_queries(15):
        member.get("/staff/")


def test_an_enquiry_costs_the_same_whatever_lies_beside_it(
    member, sent, django_assert_num_queries
):
    # Somebody else waits, too; and the first look notes that it was opened.
    accepted(sent.enquiry.site, email="other@families.example")
    member.get(url(sent))
    with django_assert_num_queries(35):
        member.get(url(sent))
    for _ in range(8):
        accepted(sent.enquiry.site, email="other@families.example")
    with django_assert_num_queries(35):
        member.get(url(sent))


def test_a_name_with_override_characters_cannot_turn_the_page(member, sent):
    page = member.get("/staff/").content.decode()
    name = re.search(r"<a ([^>]*)>Lena Fischer</a>", page)[1]
    # Its own direction keeps it apart, and cuts it at its own end.
    assert 'dir="auto"' in name


def test_on_pages_from_right_to_left_a_telephone_keeps_its_way(member, sent):
    page = member.get(url(sent)).content.decode()
    assert re.search(r'<a href="tel:[^"]+"><bdi dir="ltr">\+?[\d ]+</bdi></a>', page)
    with override("ar"):
        assert whom(sent.enquiry) == "طفل، 9"


def test_sign_up_is_closed(client: Client):
    assert client.get("/accounts/signup/").status_code == 404
    assert client.get("/staff/sign-up/").status_code == 404


def promised(days: int) -> None:
    """Let every enquiry be due so many days from now, on the clock of its team."""
    due = timezone.now() + timedelta(days=days)
    for enquiry in Enquiry.objects.all():
        day = due.astimezone(ZoneInfo(office_for(enquiry.site).zone)).date()
        Enquiry.objects.filter(pk=enquiry.pk).update(
            answer_due_on=day, answer_due_at=due
        )


def test_the_page_says_how_late_it_is_and_names_an_emergency_as_the_next(member, sent):
    promised(5)
    assert 'class="late"' not in member.get(url(sent)).content.decode()
    promised(-5)
    accepted(sent.enquiry.site, text="She cannot breathe and is having a seizure")
    page = member.get(url(sent)).content.decode()
    assert '<strong class="late">5 days late</strong>' in page
    follows = page.partition('data-key="n"')[2].partition("</a>")[0]
    assert '<span class="badge trouble">Emergency?</span>' in follows


def test_an_emergency_is_as_loud_on_its_page_as_in_the_list(member, sent):
    urgent = accepted(sent.enquiry.site, text="He is having a seizure").enquiry
    page = member.get(f"/staff/enquiries/{urgent.reference}/").content.decode()
    assert '<div class="notice danger"' in page.partition("Words in it say so")[0]
