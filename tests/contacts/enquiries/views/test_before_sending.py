"""Before a message is sent: numbers for everybody, a calm word where it is needed."""

import re

import pytest
from django.test import Client

from contacts.models import Enquiry
from tests import factories
from tests.contacts.enquiries.views.test_message import FORM, said

pytestmark = pytest.mark.django_db
MIND = "I do not want to live any more"


@pytest.fixture(autouse=True)
def site():
    return factories.site_with_contact(study__registry_id="NCT90000001", country="CN")


def test_the_number_of_the_country_stands_there_for_everybody(client: Client):
    assert 'href="tel:120"' in client.get(FORM).content.decode()


def test_an_emergency_is_told_of_before_anything_is_sent(client: Client):
    answer = client.post(FORM, said(message="She cannot breathe"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert Enquiry.objects.count() == 0
    assert page.index("Before you send") < page.index(">Send</button>")
    assert "She cannot breathe</textarea>" in page
    # The telephone is German, so the numbers are those of Germany.
    seen = re.search(r'name="urgency_seen" value="(\w+)"', page)[1]
    sent = client.post(FORM, said(message="She cannot breathe", urgency_seen=seen))
    assert sent.status_code == 303
    receipt = client.get(sent["Location"]).content.decode()
    assert "somebody needs help now" in receipt
    assert 'href="tel:120"' in receipt


def test_nothing_is_asked_of_an_ordinary_message_or_a_report(client: Client):
    told = said(message="I get a rash after each tablet")
    assert client.post(FORM, told).status_code == 303


def test_on_a_screen_that_others_see_the_words_come_after_one_press(client: Client):
    open_page = client.post(FORM, said(message=MIND)).content.decode()
    quiet = client.post(FORM, said(message=MIND, is_discreet="on")).content.decode()
    assert "worry us" in open_page
    folded = quiet[quiet.index("Something to read first") :]
    assert "<summary>" in quiet[: quiet.index("Something to read first")]
    assert folded.index("worry us") < folded.index("</details>")
    assert 'href="tel:12356"' in folded
