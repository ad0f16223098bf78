"""What must always be true of an enquiry, and what it says of itself."""

import pytest
from django.db import IntegrityError, transaction

from contacts.models import Enquiry, EnquiryState, NextAction, Outcome, RoutedTo
from tests import factories
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db
CLOSED = {
    "state": EnquiryState.CLOSED,
    "closed_at": NOW,
    "outcome": Outcome.INFORMED,
    "next_action": NextAction.ERASE,
}


def changed(**values: object) -> Enquiry:
    """Return an enquiry with some columns as no action would write them."""
    enquiry = accepted().enquiry
    Enquiry.objects.filter(pk=enquiry.pk).update(**values)
    enquiry.refresh_from_db()
    return enquiry


def test_an_end_is_whole():
    enquiry = changed(**CLOSED)
    assert enquiry.is_closed
    assert not enquiry.is_waiting


@pytest.mark.parametrize(
    "values",
    [
        {**CLOSED, "closed_at": None},
        {**CLOSED, "outcome": ""},
        {**CLOSED, "next_action": NextAction.WAKE},
        {"closed_at": NOW},
        {"outcome": Outcome.INFORMED},
        {"next_action_at": None},
        {"answer_due_at": None},
        {"relationship": "NEIGHBOUR"},
        {"site": None, "routed_to": RoutedTo.SITE_CONTACT},
        {"token_hash": None},
    ],
)
def test_the_database_keeps_no_half_of_it(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        changed(**values)


def test_whoever_has_it_has_it_since_a_time():
    user = factories.staff([])
    with pytest.raises(IntegrityError), transaction.atomic():
        changed(owner=user)
    assert changed(owner=user, claimed_at=NOW).owner == user


def test_a_form_sent_twice_is_one_enquiry_in_the_database_too():
    first = accepted().enquiry
    with pytest.raises(IntegrityError), transaction.atomic():
        changed(key_hash=first.key_hash)


def test_a_team_is_named_by_its_site_or_as_the_studys():
    enquiry = changed()
    assert enquiry.place_name == "Example Hospital"
    central = changed(site=None, routed_to=RoutedTo.CENTRAL_CONTACT)
    assert central.place_name == "Example University"
    central.study.sponsor = ""
    assert central.place_name == "the study team"


def test_some_people_have_one_name():
    assert Enquiry(first_name="Lena", last_name="Fischer").full_name == "Lena Fischer"
    assert Enquiry(first_name="Lena").full_name == "Lena"


def test_each_number_has_its_own_link_to_dial():
    enquiry = Enquiry(phone="+49 30 901820 / +86 139 1234 5678")
    assert [shown for shown, _ in enquiry.phones] == [
        "+49 30 901820",
        "+86 139 1234 5678",
    ]
    assert all(link.startswith("tel:+") for _, link in enquiry.phones)
    assert Enquiry(phone="").phones == []
