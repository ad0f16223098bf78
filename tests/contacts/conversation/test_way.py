"""The picture of a message's way shows no station before the one that leads to it."""

import pytest
from django.test import Client

from contacts.conversation.way import way_of
from contacts.models import EmailState, Enquiry, OutgoingEmail
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def reached(enquiry: Enquiry) -> list[bool]:
    return [one.is_reached for one in way_of(enquiry, enquiry.emails.all())]


def test_it_goes_as_far_as_the_message_has_come():
    enquiry = factories.accepted().enquiry
    assert reached(enquiry) == [True, False, False, False]
    OutgoingEmail.objects.update(state=EmailState.FAILED)
    assert reached(enquiry) == [True, False, False, False]
    OutgoingEmail.objects.update(state=EmailState.SENT, sent_at=NOW)
    assert reached(enquiry) == [True, True, False, False]
    enquiry.opened_at = NOW
    assert reached(enquiry) == [True, True, True, False]
    # Answered by telephone, before anybody opened it here.
    enquiry.opened_at, enquiry.first_answered_at = None, NOW
    OutgoingEmail.objects.update(state=EmailState.FAILED)
    assert reached(enquiry) == [True] * 4


def test_a_station_has_the_time_at_which_it_was_reached():
    enquiry = factories.accepted().enquiry
    OutgoingEmail.objects.update(state=EmailState.RETRYING, sent_at=NOW)
    enquiry.opened_at = None
    times = [one.at for one in way_of(enquiry, enquiry.emails.all())]
    # What was only tried is not handed over.
    assert times == [enquiry.created_at, None, None, None]
    OutgoingEmail.objects.update(state=EmailState.SENT)
    enquiry.opened_at = enquiry.first_answered_at = NOW
    times = [one.at for one in way_of(enquiry, enquiry.emails.all())]
    assert times == [enquiry.created_at, NOW, NOW, NOW]


def test_it_stands_on_the_familys_page(client: Client):
    accepted = factories.accepted()
    page = client.get(f"/enquiries/{accepted.token}/").content.decode()
    picture = page.partition('class="way-gone"')[2].partition("</ol>")[0]
    assert picture.count('class="reached"') == 1
    assert picture.count("(still to come)") == 3
    assert picture.count("<time ") == 1
