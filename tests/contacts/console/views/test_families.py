"""Enquiries of one family stand beside each other, for who may see them anyway."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import Enquiry, Membership
from tests import factories
from tests.contacts.console.views.test_handling import reply, url
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db
OTHER = {"first_name": "Karl", "email": "karl@families.example"}


@pytest.fixture
def sent():
    return accepted(now=timezone.now())


@pytest.fixture
def user(sent):
    return staff([sent.enquiry.site])


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(user, sent) -> str:
    return client_of(user).get(url(sent)).content.decode()


def is_beside(page: str, other) -> bool:
    """Whether it stands on the card of the same family, not only as the next one."""
    _before, _head, card = page.partition("The same family")
    return other.enquiry.reference in card.partition("</section>")[0]


@pytest.mark.parametrize(
    ("who", "is_family"),
    [
        ({"first_name": "Karl", "phone": "+49 30 111111"}, True),
        ({"first_name": "Karl", "email": "LENA@families.example", "phone": ""}, True),
        (OTHER, True),
        ({**OTHER, "phone": "+49 30 901820 / +49 30 555555"}, True),
        ({**OTHER, "phone": "+49 30 901821"}, False),
        ({**OTHER, "phone": "", "email": ""}, False),
    ],
)
def test_one_family_is_who_shares_an_address_or_a_number(user, sent, who, is_family):
    other = accepted(sent.enquiry.site, now=timezone.now(), **who)
    assert is_beside(page_of(user, sent), other) is is_family
    assert is_beside(page_of(user, other), sent) is is_family


def test_who_has_neither_is_no_family_of_others_without(user, sent):
    site, nothing = sent.enquiry.site, {"email": "", "phone": ""}
    one, _two = (accepted(site, now=timezone.now(), **nothing) for _ in range(2))
    assert "The same family" not in page_of(user, one)


def test_of_families_at_other_sites_there_is_no_hint(user, sent):
    before = page_of(user, sent).count("\n")
    hidden = accepted(now=timezone.now())
    their_member = staff([hidden.enquiry.site])
    reply(client_of(their_member), hidden)
    page = page_of(user, sent)
    assert hidden.enquiry.reference not in page
    assert "The same family" not in page
    assert page.count("\n") == before
    # The control: the desk sees both.
    assert hidden.enquiry.reference in page_of(staff([], is_desk=True), sent)


def test_a_colleague_who_answered_the_same_family_today_is_named(user, sent):
    other = accepted(sent.enquiry.site, now=timezone.now())
    colleague = staff([factories.StudySite()])
    colleague.first_name = "Ada"
    colleague.save()
    Membership.objects.create(user=colleague, team=user.memberships.get().team)
    reply(client_of(colleague), other)
    words = f"Ada has answered them today, in {other.enquiry.reference}."
    assert words in page_of(user, sent)
    # Of what one wrote oneself nobody needs to be told.
    assert words not in page_of(colleague, sent)


def test_a_corrected_number_is_the_one_that_counts(user, sent, client):
    other = accepted(sent.enquiry.site, now=timezone.now(), **OTHER)
    data = {"phone": "+49 30 777777", "email": "karl@families.example"}
    answer = client.post(
        f"/enquiries/{other.token}/contact/", {**data, "channel": "EITHER"}
    )
    assert answer.status_code == 302
    assert Enquiry.objects.get(pk=other.enquiry.pk).phone == "+49 30 777777"
    assert "The same family" not in page_of(user, sent)


def test_a_page_costs_the_same_with_one_and_with_many_of_a_family(user, sent):
    member = client_of(user)
    accepted(sent.enquiry.site, now=timezone.now())
    member.get(url(sent))
    with CaptureQueriesContext(connection) as few:
        member.get(url(sent))
    for _ in range(4):
        accepted(sent.enquiry.site, now=timezone.now())
    with CaptureQueriesContext(connection) as many:
        member.get(url(sent))
    assert len(many) == len(few) <= 45
